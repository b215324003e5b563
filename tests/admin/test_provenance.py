"""Provenance at the desk: the chain beside its text, whom it means, and the queue of what to look into."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collection.admin.chain_line import chain_line
from collection.models import Party, ProvenanceEvent, ProvenanceNote
from collection.models.chain import bounds_in_words, merged
from tests import factories as make
from tests.admin.conftest import signed_in

pytestmark = pytest.mark.django_db

TEXT = "Anna Weber [1850-1912], Bern, by 1905. Carl <b>Brandt, Berlin, zzyzx qwfp 12, 1951; to the museum, 1960."


@pytest.fixture
def curator(client):
    return signed_in(make.make_user("curator"))


@pytest.fixture
def exhibit():
    return make.make_exhibit(published=True, provenance_text=TEXT)


def page(client, exhibit):
    return client.get(reverse("admin:collection_exhibit_change", args=[exhibit.pk])).content.decode()


def test_the_text_stands_beside_the_chain_with_what_was_not_read(curator, exhibit):
    shown = page(curator, exhibit)
    assert "Anna Weber" in shown
    assert "No owner known" in shown
    assert re.search("<mark>[^<]*zzyzx", shown)
    assert "<b>Brandt" not in shown
    assert ' style="' not in shown[shown.index('class="chain"') : shown.index("chain__findings")]


def test_the_line_has_a_name_a_description_and_a_row_for_each_link(curator, exhibit):
    drawing = re.search(r'<svg class="chain.*?</svg>', page(curator, exhibit), re.DOTALL)[0]
    assert 'aria-labelledby="chain-title chain-desc"' in drawing
    assert "<title>1933–1945</title>" in drawing
    assert drawing.count("chain__name") == 3


def test_an_exhibit_without_a_provenance_shows_no_chain(curator):
    assert 'class="chain"' not in page(curator, make.make_exhibit())


def test_known_parties_are_offered_and_others_as_new(curator, exhibit):
    known = make.make_party(name="anna WEBER", birth="1850")
    make.make_party(name="Anna Weber", birth="1920")
    address = reverse("admin:collection_exhibit_provenance", args=[exhibit.pk])
    asked = curator.get(address).content.decode()
    assert f'<option value="{known.pk}">' in asked
    assert "1920" not in asked
    names = {str(event.position): event.party_name for event in merged(TEXT)}
    answer = curator.post(
        address, {"link_1": known.pk, "link_2": "new", "reason": "Read", "record_version": exhibit.version}
    )
    assert answer.status_code == 302
    first, second, third = ProvenanceEvent.objects.filter(exhibit=exhibit).order_by("position")
    assert (first.party, third.party) == (known, None)
    assert second.party == Party.objects.get(name=names["2"])


def test_a_party_is_offered_by_its_other_names_too(curator, exhibit):
    known = make.make_party(name="Anna Meier", other_names="A. Weber\nAnna Weber", birth="1850")
    make.make_party(name="Anna Weber-Roth", other_names="Anna Weber-Roth née Weber")
    asked = curator.get(reverse("admin:collection_exhibit_provenance", args=[exhibit.pk])).content.decode()
    assert f'<option value="{known.pk}">Anna Meier (1850–)' in asked
    assert "Weber-Roth" not in asked


def test_what_is_not_offered_is_not_taken(curator, exhibit):
    other = make.make_party(name="Somebody else")
    address = reverse("admin:collection_exhibit_provenance", args=[exhibit.pk])
    answer = curator.post(address, {"link_1": other.pk, "record_version": exhibit.version})
    assert answer.status_code == 200
    assert not ProvenanceEvent.objects.exists()


def test_an_edited_link_stays_as_edited(curator, exhibit):
    event = ProvenanceEvent.objects.read(exhibit=exhibit)[0]
    address = reverse("admin:collection_provenanceevent_change", args=[event.pk])
    given = {
        "party_name": "Anna Maria Weber", "party_place": "Bern", "latest_begin": "1904", "is_direct": "true",
        "record_version": event.version,
    }  # fmt: skip
    assert curator.post(address, given | {"latest_begin": "c. 1904"}).status_code == 200
    assert "is over before" in curator.post(address, given | {"earliest_begin": "1905"}).text
    assert curator.post(address, given).status_code == 302
    event.refresh_from_db()
    assert (event.party_name, event.latest_begin_day, event.is_direct, event.is_edited) == (
        "Anna Maria Weber", 19041231, True, True,
    )  # fmt: skip
    assert ProvenanceEvent.objects.read(exhibit=exhibit)[0].party_name == "Anna Maria Weber"


def test_the_queue_counts_narrows_and_exports(curator, exhibit):
    draft = make.make_exhibit(provenance_text="Dora Kern, Bern, 1920 until at least 1950; Emil Lang, by 1930.")
    make.make_exhibit()
    address = reverse("admin:collection_provenanceevent_changelist")
    every = curator.get(address).content.decode()
    assert exhibit.accession_number in every
    assert draft.accession_number in every
    narrowed = curator.get(address, {"provenance": "overlap"}).content.decode()
    assert exhibit.accession_number not in narrowed
    assert "Emil Lang had it by 1930" in narrowed
    years = curator.get(address, {"provenance_gap": "1933/1945"}).content.decode()
    assert exhibit.accession_number in years
    assert draft.accession_number not in years
    assert "Write years" in curator.get(address, {"provenance_gap": "x"}).content.decode()
    file = b"".join(curator.get(address, {"export": "csv"}).streaming_content).decode()
    assert "no owner known" in file
    assert draft.accession_number in file
    lines = b"".join(curator.get(address, {"export": "jsonl", "provenance": "overlap"}).streaming_content).splitlines()
    assert [json.loads(line)["number"] for line in lines] == [draft.accession_number]
    assert b"".join(curator.get(address, {"export": "xlsx"}).streaming_content)[:2] == b"PK"
    assert curator.get(address, {"export": "pdf"}).status_code == 302


def test_the_queue_is_a_report_to_print(curator, exhibit):
    draft = make.make_exhibit(
        accession_number="0.1", provenance_text="Dora Kern, Bern, until 1950; Emil Lang, by 1930."
    )
    address = reverse("admin:collection_provenanceevent_print")
    report = curator.get(address).content.decode()
    assert report.index(draft.accession_number) < report.index(exhibit.accession_number)
    assert "2 exhibits" in report
    narrowed = curator.get(address, {"provenance": "overlap"}).content.decode()
    assert exhibit.accession_number not in narrowed
    assert "Emil Lang had it by 1930" in narrowed
    assert curator.get(address, {"q": "x"}).status_code == 400


def test_the_report_on_an_exhibit_holds_all_that_is_known(curator, exhibit):
    source = make.make_source(
        title="A ledger", publisher="Weber & Co.", published="1905", archived_url="https://a.example/"
    )
    note = make.make_note(exhibit=exhibit, source=source, claim="owned_by", answer="Anna Weber", locator="p. 3")
    for position, reason in (("disputed", "The hand is later."), ("accepted", "The paper is dated.")):
        ProvenanceNote.objects.assess(note=note, position=position, reason=reason, by=None)
    other = make.make_note(exhibit=exhibit, claim="owned_by", answer="Nobody", is_public=False)
    make.make_contradiction(note, other, question="Who owned it?")
    report = curator.get(reverse("admin:collection_exhibit_provenance_report", args=[exhibit.pk])).content.decode()
    for words in (
        "Anna Weber [1850-1912]", "chain__line", "No owner known", "To look into", "A ledger, p. 3; C6",
        "Accepted, ", "The paper is dated.", "Before: disputed", "(internal)", "Who owned it?", "Left open.",
        "“A ledger”. Weber &amp; Co., 1905. Archived copy: https://a.example/.",
    ):  # fmt: skip
        assert words in report, words


def test_a_report_costs_the_same_however_much_is_known(curator, exhibit):
    address = reverse("admin:collection_exhibit_provenance_report", args=[exhibit.pk])
    make.make_contradiction(make.make_note(exhibit=exhibit), make.make_note(exhibit=exhibit))
    curator.get(address)
    with CaptureQueriesContext(connection) as few:
        curator.get(address)
    for _ in range(3):
        make.make_contradiction(make.make_note(exhibit=exhibit), make.make_note(exhibit=exhibit))
    with CaptureQueriesContext(connection) as many:
        curator.get(address)
    assert len(many) == len(few)


def test_bounds_in_words():
    words = [bounds_in_words(event) for event in merged(TEXT)]
    assert words == ["by 1905", "1951", "1960"]
    assert [bounds_in_words(event) for event in merged("Anna Weber, 14 June 1912; Carl Brandt, by March 1938")] == [
        "14 June 1912", "by March 1938",
    ]  # fmt: skip
    line = chain_line(merged("Possibly Anna Weber, Bern, 1905; Carl Brandt, between 1920 and 1930; Dora Kern"))
    assert [(bool(bar.sure), len(bar.unsure)) for bar in line.bars] == [(False, 1), (True, 1), (False, 0)]
    assert chain_line(merged("Anna Weber; Carl Brandt")) is None
