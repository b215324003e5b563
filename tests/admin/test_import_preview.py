"""What the page of a mapping says before anything is written: what would be made besides exhibits, in plain labels."""

import pytest

from collection.models import ImportRun, Party, Showroom
from tests import factories as make
from tests.admin.imports import a_file, page, press, send, work

pytestmark = pytest.mark.django_db
ROWS = "accession_number,title,object_name,maker,room\n" + "".join(
    f"{n},Bowl,bowl,Maker {n},{'A-99' if n == 30 else '7'}\n" for n in range(1, 31)
)


@pytest.fixture
def run(registrar, settings, tmp_path):
    settings.IMPORT_ROOT = str(tmp_path / "imports")
    make.make_showroom(number="7")
    assert send(registrar, a_file(ROWS)).status_code == 302
    return ImportRun.objects.get()


def read(client, run):
    return " ".join(client.get(page(run)).content.decode().split())


def test_a_mistyped_room_is_seen_before_the_run(registrar, run):
    first = read(registrar, run)
    assert "Would also be made, because the museum has no such" in first
    assert "<li>20 parties: Maker 1; Maker 2;" in first
    assert "room: A-99" not in first  # it stands below the first rows

    press(registrar, run, "check")
    work()
    checked = read(registrar, run)
    assert checked.count("Would also be made") == 1
    assert "<li>1 room: A-99</li>" in checked
    assert "<li>30 parties: Maker 1;" in checked
    assert (Showroom.objects.count(), Party.objects.count()) == (1, 0)

    press(registrar, run, "text", text=run.mapping + "# ours\n")
    assert run.made == {}


def test_the_report_says_what_was_made(registrar, run):
    press(registrar, run, "run")
    work()
    done = read(registrar, run)
    assert "Also made, because the museum had no such" in done
    assert "<li>1 room: A-99</li>" in done


def test_fields_go_by_the_labels_people_know(registrar, run):
    shown = read(registrar, run)
    assert "<b>Accession number</b> 1" in shown
    assert "<b>Object name</b> bowl" in shown
    assert "<b>accession_number</b>" not in shown


def test_remarks_and_counts_go_by_them_too(registrar, run):
    make.make_exhibit(accession_number="2", title="Old", object_name="cup")
    text = run.mapping.replace('"object_name"', '"maker"') + "\n# quantity\n"
    text = text.replace("[fields]\n", "[fields]\nquantity = { value = -1 }\n", 1)
    press(registrar, run, "text", text=text)
    assert "Quantity: Not a number of things." in read(registrar, run)
    press(registrar, run, "text", text=text.replace("-1", "1"))
    press(registrar, run, "check")
    work()
    assert "Object name in 1" in read(registrar, run)


def test_names_in_files_are_shown_as_text(registrar, run):
    send(registrar, a_file("accession_number,title,maker\n1,Bowl,<script>x</script>\n", "other.csv"))
    shown = read(registrar, ImportRun.objects.latest("id"))
    assert "1 party: &lt;script&gt;x&lt;/script&gt;" in shown
    assert "<script>x" not in shown
