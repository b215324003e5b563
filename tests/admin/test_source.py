"""Sources at the desk: how often each was right, and whether a copy is still the one that was read."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from collection.models import Change, ProvenanceNote
from tests import factories as make
from tests.admin.conftest import signed_in

pytestmark = pytest.mark.django_db
PAGE = b"<p>Five drones were given.</p>"


@pytest.fixture
def cataloguer(client):
    return signed_in(make.make_user("cataloguer"))


@pytest.fixture
def source():
    return make.make_source(title="A page on the web")


def check(client, source, content, **data):
    source.refresh_from_db()
    given = {"file": SimpleUploadedFile("page.html", content), "read_on": "2024-05-03", **data}
    address = reverse("admin:collection_source_copy", args=[source.pk])
    answer = client.post(address, given | {"record_version": source.version}, follow=True)
    source.refresh_from_db()
    return answer.content.decode()


def test_the_page_says_how_often_it_was_right_and_how_to_cite_it(cataloguer, source):
    note = make.make_note(source=source)
    ProvenanceNote.objects.assess(note=note, position="accepted", reason="Seen.", by=None)
    page = cataloguer.get(reverse("admin:collection_source_change", args=[source.pk])).content.decode()
    assert "100 % of those assessed are accepted." in page
    assert "“A page on the web”." in page


def test_a_copy_is_kept_then_compared(cataloguer, source):
    assert "Later copies are compared with this one" in check(cataloguer, source, PAGE)
    assert (source.archived_sha256, str(source.archived_on)) == (sha256(PAGE).hexdigest(), "2024-05-03")
    assert "Same bytes as on 3 May 2024." in check(cataloguer, source, PAGE, read_on="2025-01-01")
    assert str(source.archived_on) == "2024-05-03"


def test_a_copy_that_differs_changes_nothing_unless_it_is_to(cataloguer, source):
    check(cataloguer, source, PAGE)
    later = PAGE + b" "
    assert "It differs from the copy of 3 May 2024" in check(cataloguer, source, later)
    assert source.archived_sha256 == sha256(PAGE).hexdigest()
    check(cataloguer, source, later, replace="on", read_on="2025-01-01", reason="They corrected a name")
    assert (source.archived_sha256, str(source.archived_on)) == (sha256(later).hexdigest(), "2025-01-01")
    change = Change.objects.filter(table="collection_source", action="update").latest("id")
    assert change.changeset.reason == "They corrected a name"


def test_a_copy_of_tomorrow_is_none(cataloguer, source):
    assert "yet to come" in check(cataloguer, source, PAGE, read_on="2999-01-01")
    assert source.archived_sha256 == ""


def test_the_command_says_the_same(source, tmp_path, capsys):
    copy = tmp_path / "page.html"
    copy.write_bytes(PAGE)
    call_command("check_source_copy", source.slug, str(copy), "--read-on", "2024-05-03")
    call_command("check_source_copy", source.slug, str(copy))
    assert "Same bytes as on 3 May 2024." in capsys.readouterr().out
    copy.write_bytes(b"")
    with pytest.raises(CommandError, match="It differs from the copy of 3 May 2024"):
        call_command("check_source_copy", source.slug, str(copy))
    with pytest.raises(CommandError, match="No source is known"):
        call_command("check_source_copy", "no-such", str(copy))
    with pytest.raises(CommandError, match="No such file"):
        call_command("check_source_copy", source.slug, str(tmp_path / "nothing"))
