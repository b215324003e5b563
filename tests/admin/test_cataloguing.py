"""A whole exhibit on one page: its fields, how it came in, where it stands, what sources say, what restricts it."""

import pytest

from collection.models import Acquisition, Exhibit, Movement
from collection.models.history import history_of
from tests import factories
from tests.admin.forms import complaints, submit, url

pytestmark = pytest.mark.django_db
ADD = "/admin/collection/exhibit/add/"


def whole(**changes):
    """Everything a cataloguer may fill in on the page."""
    room = factories.make_showroom()
    wood = factories.make_term(name="Wood")
    givers = [factories.make_party(name="Oleg Kozhemyako"), factories.make_party(name="Sergei Shoigu")]
    return {
        "accession_number": "2023.0914.1",
        "title": "Fur hat",
        "object_name": "hat",
        "materials": [wood.pk],
        "made": "c. 1990",
        "given_by": [giver.pk for giver in givers],
        "on_behalf_of": [factories.make_party(name="Russian Federation", kind="state").pk],
        "received": "2023-09-16",
        "recipient": factories.make_party(name="Kim Jong Un").pk,
        "occasion": factories.make_occasion(name="Visit to Russia").pk,
        "move_to": room.location.pk,
        "move_reason": "First display",
        "move_authorised_by": "The registrar",
        "participations.0.party": factories.make_party(name="A hatter").pk,
        "participations.0.role": "maker",
        "notes.0.claim": "given_by",
        "notes.0.answer": "Shoigu",
        "notes.0.statement": "The minister gave the hat.",
        "notes.0.source": factories.make_source().pk,
        "restrictions.0.kind": "cites",
        "restrictions.0.instrument": "CITES, appendix II",
        "change_reason": "From the register of 2023",
        **changes,
    }


def test_one_page_catalogues_it_all(cataloguer):
    response = submit(cataloguer, ADD, **whole())
    assert response.status_code == 302, complaints(response)
    exhibit = Exhibit.objects.get()
    assert (exhibit.status, exhibit.made_edtf, exhibit.created_by) == ("draft", "1990~", cataloguer.user)
    acquisition = exhibit.acquisition
    assert (acquisition.number, acquisition.method, acquisition.date_edtf) == ("ACQ-2023-001", "gift", "2023-09-16")
    givers = [(link.party.name, link.role) for link in acquisition.donor_links.all()]
    assert sorted(givers) == [
        ("Oleg Kozhemyako", "giver"),
        ("Russian Federation", "on_behalf_of"),
        ("Sergei Shoigu", "giver"),
    ]
    assert acquisition.recipient.name == "Kim Jong Un"
    assert acquisition.occasion.name == "Visit to Russia"
    movement = exhibit.movements.get()
    assert (movement.reason, movement.recorded_by) == ("First display", cataloguer.user)
    assert exhibit.showroom == movement.to_location.showroom
    assert exhibit.participations.get().role == "maker"
    assert exhibit.notes.get().recorded_by == cataloguer.user
    assert exhibit.restrictions.get().recorded_by == cataloguer.user


def test_all_of_it_is_one_act_with_name_and_reason(cataloguer):
    submit(cataloguer, ADD, **whole())
    exhibit = Exhibit.objects.get()
    rows = (exhibit, exhibit.acquisition, exhibit.movements.get(), exhibit.notes.get(), exhibit.restrictions.get())
    acts = {change.changeset for row in rows for change in history_of(row)}
    assert len(acts) == 1
    act = acts.pop()
    assert (act.user, act.reason, act.via) == (cataloguer.user, "From the register of 2023", "admin")


def test_the_next_acquisition_number_follows_the_highest_of_its_year(cataloguer):
    factories.make_acquisition(number="ACQ-2023-009")
    factories.make_acquisition(number="acq-2023-010")
    factories.make_acquisition(number="ACQ-2024-500")
    submit(cataloguer, ADD, **whole())
    assert Exhibit.objects.get().acquisition.number == "ACQ-2023-011"


def test_an_existing_acquisition_is_chosen(cataloguer):
    acquisition = factories.make_acquisition(donors=[factories.make_party()])
    values = {"accession_number": "1", "title": "Hat", "acquisition": acquisition.pk}
    assert submit(cataloguer, ADD, **values).status_code == 302
    assert Exhibit.objects.get().acquisition == acquisition


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"accession_number": ""}, "accession_number", "required"),
        ({"title": ""}, "title", "required"),
        ({"made": "31 February 1990"}, "made", "Write it like 2023-09-13"),
        ({"received": "2023-02-30"}, "received", "Write it like 2023-09-13"),
        ({"move_authorised_by": ""}, "move_authorised_by", "who authorised it"),
        ({"prominence": "star"}, "", "say why"),
        ({"notes.0.statement": ""}, "notes-0-statement", "required"),
        ({"restrictions.0.instrument": ""}, "restrictions-0-instrument", "required"),
        ({"quantity": "0"}, "", "at least 1"),
    ],
)
def test_a_mistake_names_the_field_and_nothing_is_saved(cataloguer, changes, field, says):
    before = Acquisition.objects.count()
    response = submit(cataloguer, ADD, **whole(**changes))
    assert response.status_code == 200
    assert says in " ".join(complaints(response)[field])
    assert (Exhibit.objects.count(), Movement.objects.count(), Acquisition.objects.count()) == (0, 0, before)


def test_an_accession_number_is_taken_in_any_spelling(cataloguer):
    factories.make_exhibit(accession_number="A.1")
    response = submit(cataloguer, ADD, **whole(accession_number=" a.1 "))
    assert "already has this accession number" in complaints(response)["accession_number"][0]
    assert Exhibit.objects.count() == 1


def test_an_acquisition_is_chosen_or_described_and_not_both(cataloguer):
    response = submit(cataloguer, ADD, **whole(acquisition=factories.make_acquisition().pk))
    assert "cannot come in twice" in complaints(response)["acquisition"][0]
    assert not Exhibit.objects.exists()


def test_a_taken_acquisition_number_is_told_at_its_field(cataloguer):
    factories.make_acquisition(number="ACQ-1")
    response = submit(cataloguer, ADD, **whole(acquisition_number="acq-1"))
    assert complaints(response)["acquisition_number"]


def test_a_cataloguer_opens_an_assessment_and_does_not_conclude_it(cataloguer):
    concluded = {
        "restrictions.0.conclusion": "applies",
        "restrictions.0.assessor": "Me",
        "restrictions.0.assessed_on": "2026-01-01",
        "restrictions.0.evidence": "It seems so",
    }
    response = submit(cataloguer, ADD, **whole(**concluded))
    assert complaints(response)["restrictions-0-conclusion"]
    assert not Exhibit.objects.exists()


def test_the_change_form_moves_and_keeps_what_is_written(cataloguer):
    submit(cataloguer, ADD, **whole())
    exhibit = Exhibit.objects.get()
    store = factories.make_location(name="Store 9")
    move = {"move_to": store.pk, "move_reason": "To rest", "move_authorised_by": "The curator"}
    response = submit(cataloguer, url(exhibit), title="Fur hat with ear flaps", **move)
    assert response.status_code == 302, complaints(response)
    exhibit.refresh_from_db()
    assert (exhibit.title, exhibit.location, exhibit.movements.count()) == ("Fur hat with ear flaps", store, 2)
    assert exhibit.notes.count() == exhibit.restrictions.count() == 1


def test_a_move_to_where_it_stands_is_refused(cataloguer):
    exhibit = factories.make_exhibit(location=factories.make_location(name="Store 9"))
    move = {"move_to": exhibit.location_id, "move_reason": "Again", "move_authorised_by": "The curator"}
    response = submit(cataloguer, url(exhibit), title="Changed", **move)
    assert "already stands in “Store 9”" in complaints(response)["move_to"][0]
    exhibit.refresh_from_db()
    assert exhibit.title != "Changed"
    assert exhibit.movements.count() == 1


def test_what_only_rules_may_write_is_not_taken_from_a_form(curator):
    exhibit = factories.make_exhibit()
    place = factories.make_location()
    submit(curator, url(exhibit), status="published", location=place.pk, public_id="mine", created_by=curator.user.pk)
    now = Exhibit.objects.get()
    assert (now.status, now.location, now.public_id, now.created_by) == ("draft", None, exhibit.public_id, None)


def test_dates_show_how_they_are_read(cataloguer):
    exhibit = factories.make_exhibit(made="c. 1860")
    assert "Read as 1860~" in cataloguer.get(url(exhibit)).content.decode()
    answer = cataloguer.get("/admin/read-date/", {"text": "before the war"})
    assert answer.json() == {"reading": "Kept as text: it has no safe reading"}
