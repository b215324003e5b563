"""Evidence is added to, assessed, superseded and withdrawn; never edited away, never deleted."""

import pytest

from collection.models import Contradiction, Exhibit, ProvenanceNote, Restriction
from tests import factories
from tests.admin.forms import complaints, inputs, submit, url
from tests.admin.test_workflow import take

pytestmark = pytest.mark.django_db


def test_a_note_is_not_edited(curator):
    note = factories.make_note(answer="Russian craftsmen")
    changed = inputs(curator.get(url(note))) | {"answer": "Nobody", "statement": "Nothing", "claim": "other"}
    assert curator.post(url(note), changed).status_code == 302
    note.refresh_from_db()
    assert (note.answer, note.claim) == ("Russian craftsmen", "made_by")


def test_a_note_is_not_edited_on_the_page_of_its_exhibit(curator):
    note = factories.make_note()
    address = url(note.exhibit)
    data = inputs(curator.get(address)) | {"notes-0-id": note.pk, "notes-0-answer": "Nobody", "notes-0-DELETE": "on"}
    curator.post(address, data)
    assert ProvenanceNote.objects.get().answer == note.answer


def test_a_curator_assesses_a_note_again_and_again(curator):
    note = factories.make_note()
    take(curator, note, "assess", position="disputed", reason="Two papers disagree")
    note.refresh_from_db()
    take(curator, note, "assess", position="rejected", reason="The label settles it")
    note.refresh_from_db()
    assert (note.position, note.position_reason) == ("rejected", "The label settles it")
    assert [p.position for p in note.positions.all()] == ["rejected", "disputed"]
    assert {p.decided_by for p in note.positions.all()} == {curator.user}
    assert "Two papers disagree" in curator.get(url(note)).content.decode()


def test_a_position_without_a_reason_is_refused(curator):
    note = factories.make_note()
    response = take(curator, note, "assess", position="disputed", reason="")
    assert complaints(response)["reason"]
    assert not note.positions.exists()


def test_others_do_not_assess(registrar, cataloguer):
    note = factories.make_note()
    for client in (registrar, cataloguer):
        assert take(client, note, "assess", position="disputed", reason="So").status_code == 403


def test_a_note_is_withdrawn_with_a_reason_and_stays(curator):
    note = factories.make_note()
    take(curator, note, "withdraw", reason="The source was misread")
    note.refresh_from_db()
    assert (note.withdrawn_by, note.withdrawn_reason) == (curator.user, "The source was misread")
    assert take(curator, note, "withdraw", reason="Again").status_code == 200


def test_a_note_is_superseded_by_a_better_one(cataloguer):
    note = factories.make_note()
    button = next(s for s in cataloguer.get(url(note)).context["steps"] if s["name"] == "supersede")
    response = submit(cataloguer, button["url"], answer="Izhevsk", statement="Made in Izhevsk.")
    assert response.status_code == 302
    note.refresh_from_db()
    assert note.superseded_by.answer == "Izhevsk"
    assert note.superseded_by.source == note.source


def test_two_notes_are_set_against_each_other(curator):
    note = factories.make_note()
    other = factories.make_note(exhibit=note.exhibit, answer="Korean craftsmen")
    take(curator, other, "contradict", other=note.pk, question="Who made it?", finding="")
    contradiction = Contradiction.objects.get()
    assert (contradiction.first, contradiction.second, contradiction.is_open) == (note, other, True)
    refused = take(curator, note, "contradict", other=other.pk, question="Who made it?")
    assert "linked already" in complaints(refused)[""][0]
    submit(curator, url(contradiction), finding="The maker's mark is Russian.")
    contradiction.refresh_from_db()
    assert (contradiction.decided_by, contradiction.is_open) == (curator.user, False)


def test_a_note_does_not_contradict_itself(curator):
    note = factories.make_note()
    assert complaints(take(curator, note, "contradict", other=note.pk, question="What?"))
    assert not Contradiction.objects.exists()


def test_a_decision_is_a_new_row(curator):
    restriction = factories.make_restriction()
    facts = {"conclusion": "applies", "assessor": "Counsel", "assessed_on": "2024-02-01", "evidence": "Annex III"}
    facts["review_by"] = "2034-02-01"
    assert take(curator, restriction, "decide", **facts).status_code == 302
    decision = Restriction.objects.get(supersedes=restriction)
    assert (decision.conclusion, decision.recorded_by, decision.instrument) == (
        "applies", curator.user, restriction.instrument,
    )  # fmt: skip
    restriction.refresh_from_db()
    assert restriction.conclusion == "under_assessment"


def test_an_exemption_needs_its_reference(curator):
    restriction = factories.make_restriction()
    facts = {"conclusion": "exempt", "assessor": "Counsel", "assessed_on": "2024-02-01", "evidence": "A letter"}
    facts["review_by"] = "2034-02-01"
    response = take(curator, restriction, "decide", **facts)
    assert complaints(response)["exemption_reference"]
    assert Restriction.objects.count() == 1


def test_a_cataloguer_does_not_decide(cataloguer):
    restriction = factories.make_restriction()
    assert cataloguer.get(url(restriction, "decide")).status_code == 403
    assert cataloguer.post(url(restriction, "decide"), {"conclusion": "applies"}).status_code == 403


KEPT = {
    "exhibit": factories.make_exhibit,
    "note": factories.make_note,
    "restriction": factories.make_restriction,
    "source": factories.make_source,
    "movement": factories.make_movement,
    "contradiction": factories.make_contradiction,
    "deaccession": factories.make_deaccession,
    "party": factories.make_party,
    "acquisition": factories.make_acquisition,
}


@pytest.mark.parametrize("kind", KEPT)
def test_a_delete_is_refused_with_the_reason(client, kind):
    client.force_login(factories.make_superuser())
    record = KEPT[kind]()
    for ask in (client.get, client.post):
        response = ask(url(record, "delete"), {"post": "yes"})
        assert response.status_code == 403
        assert "Nothing was changed" in response.content.decode()
        assert type(record).objects.filter(pk=record.pk).exists()
    listed = url(type(record), "changelist")
    response = client.post(
        listed, {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}, follow=True
    )
    assert "Nothing was deleted" in response.content.decode()
    assert type(record).objects.filter(pk=record.pk).exists()


def test_a_place_in_use_is_not_deleted_and_the_page_stays_short(registrar, django_assert_max_num_queries):
    place = factories.make_location()
    exhibits = factories.make_exhibits(30)
    Exhibit.objects.filter(pk__in=[e.pk for e in exhibits]).update(location=place)
    with django_assert_max_num_queries(40):
        page = registrar.get(url(place, "delete")).content.decode()
    assert page.count("Tea bowl") == 5
    registrar.post(url(place, "delete"), {"post": "yes"})
    assert type(place).objects.filter(pk=place.pk).exists()


def test_a_contact_is_erased_by_who_may(registrar, curator):
    contact = factories.make_contact()
    assert curator.post(url(contact, "delete"), {"post": "yes"}).status_code == 403
    assert registrar.post(url(contact, "delete"), {"post": "yes"}).status_code == 302
    assert not type(contact).objects.exists()
