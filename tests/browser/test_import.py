"""A registrar brings the museum's list in, in a browser: files, mapping, look ahead, run, report, undo."""

import pytest
from django.core.management import call_command

from collection.models import Exhibit
from tests import factories
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = (
    "Inv. No.;Title;Object;Artist;Remarks\n1;Bowl;bowl;Ann;x\n2;Cup;cup;Bob;<b>y</b>\n"
    '3;;dish;Cy;z\n1;"Bowl; again";bowl;Ann;\n'
)


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_file_to_the_report_and_back(
    open_page, assert_accessible, assert_fits, settings, tmp_path, javascript
):
    settings.IMPORT_ROOT = str(tmp_path / "imports")
    (tmp_path / "list.csv").write_text(ROWS, encoding="utf-8-sig")
    user = factories.make_user("registrar")
    page = open_page(user=user, java_script_enabled=javascript)

    def look():
        if javascript:  # which axe is written in
            assert_accessible(page)

    page.goto("/admin/")
    page.get_by_role("link", name="Import records").click()
    look()
    page.get_by_label("Files").set_input_files(tmp_path / "list.csv")
    page.get_by_role("button", name="Look at the files").click()

    page.get_by_role("heading", name="The first rows").wait_for()
    page.get_by_role("cell", name="title Bowl", exact=False).first.wait_for()
    look()
    page.get_by_label("Field for the column Remarks").select_option("internal_note")
    page.get_by_role("button", name="Use this table").click()
    page.get_by_text('internal_note = "Remarks"').wait_for()
    page.get_by_label("Keep it as").fill("Our list")
    page.get_by_role("button", name="Use this text").click()
    page.get_by_text("From Our list, version 1.").wait_for()

    page.get_by_role("button", name="Check all rows").click()
    page.get_by_text("It waits for the worker").wait_for()
    look()
    call_command("worker", "--once", verbosity=0)
    page.get_by_role("heading", name="What is wrong with rows").wait_for()
    page.get_by_text("Row 5 has the same accession number as row 2.").first.wait_for()
    look()
    assert not Exhibit.objects.exists()

    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_text("It waits for the worker").wait_for()
    call_command("worker", "--once", verbosity=0)
    page.get_by_role("heading", name="What the import did").wait_for()
    look()
    assert Exhibit.objects.get(accession_number="2").internal_note == "<b>y</b>"
    with page.expect_download() as download:
        page.get_by_role("link", name="The refused rows as a file").click()
    assert "1,Bowl; again" in download.value.path().read_text("utf-8-sig").replace('"', "")

    phone = open_page(user=user, viewport=PHONE, java_script_enabled=javascript)
    phone.goto(page.url)
    if javascript:
        assert_fits(phone)

    page.get_by_label("Take back everything").check()
    page.get_by_role("button", name="Undo the import").click()
    page.get_by_text("It waits for the worker").wait_for()
    call_command("worker", "--once", verbosity=0)
    page.get_by_text("Everything is as it was before the import.").wait_for()
    look()
    assert not Exhibit.objects.exists()
