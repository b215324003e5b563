"""What visitors may filter exhibits by, and what that may tell them."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from collection.filters.exhibit import ExhibitFilter
from collection.filters.selection import Selection
from tests import factories as make

pytestmark = pytest.mark.django_db


def filtered(data, user=None):
    asked = QueryDict(mutable=True)
    for name, values in data.items():
        asked.setlist(name, [str(value) for value in (values if isinstance(values, list) else [values])])
    return Selection(user or AnonymousUser(), asked)


@pytest.fixture
@make.indexed_once()
def scene():
    """One published exhibit with everything, one bare, one draft of the same giver."""
    party = make.make_party(country=make.make_country("SUHH"))
    recipient, occasion, room = make.make_party(), make.make_occasion(), make.make_showroom()
    terms = {name: make.make_term(vocabulary=name) for name in ("classification", "material", "technique", "theme")}
    full = make.make_exhibit(
        published=True,
        accession_number="77.1",
        title="Azure vase",
        made="1955",
        classification=terms["classification"],
        materials=[terms["material"]],
        techniques=[terms["technique"]],
        themes=[terms["theme"]],
        location=room.location,
        provenance_text="Anna Weber, Bern, 1956. Carl Brandt, Berlin, 1980; to the museum, 1984.",
    )
    draft = make.make_exhibit()
    make.make_acquisition(
        donors=[party], recipient=recipient, occasion=occasion, exhibits=[full, draft], date="1984-06-01"
    )
    note = make.make_note(exhibit=full)
    make.make_contradiction(note, make.make_note(exhibit=full))
    make.make_restriction(exhibit=full, public_statement="Under assessment.")
    bare = make.make_exhibit(published=True, accession_number="78.1", title="Bowl")
    values = {
        "q": "azure made:1955",
        "number": "77",
        "title": "azure",
        "country": "SUHH",
        "donor": party.slug,
        "acquisition": full.acquisition.number,
        "recipient": recipient.slug,
        "occasion": occasion.slug,
        "showroom": room.number,
        "building": room.building_id,
        "classification": terms["classification"].pk,
        "material": terms["material"].pk,
        "technique": terms["technique"].pk,
        "theme": terms["theme"].pk,
        "source": note.source.slug,
        "made": "1950s",
        "received": "1980s",
        "restriction": "un_sanctions",
        "contradiction": "open",
        "provenance": "gap",
        "provenance_gap": "1960/1965",
    }
    return full, bare, draft, values


def test_each_filter_finds_the_one_and_not_the_other(scene):
    full, _, _, values = scene
    assert set(values) == ExhibitFilter.base_filters.keys() - ExhibitFilter.STAFF
    for name, value in values.items():
        found = filtered({name: value})
        assert found.errors == {}
        assert list(found.ids) == [full.pk], name


def test_all_filters_together(scene):
    full, _, _, values = scene
    assert list(filtered(values).ids) == [full.pk]


def test_staff_find_the_draft_too(scene):
    full, _, draft, values = scene
    for name in ("country", "donor", "recipient", "occasion", "received"):
        found = filtered({name: values[name]}, make.make_user("researcher")).ids
        assert set(found) == {full.pk, draft.pk}, name
    assert list(filtered({"status": "draft"}, make.make_user("researcher")).ids) == [draft.pk]


def test_the_public_does_not_learn_that_there_are_other_states(scene):
    full, bare, _, _ = scene
    asked = filtered({"status": "x"})
    assert (asked.errors, set(asked.ids)) == ({}, {full.pk, bare.pk})


@pytest.mark.parametrize("name", ["donor", "recipient", "occasion", "source"])
def test_a_hidden_record_and_one_that_is_not_there_give_the_same_error(name):
    make.make_acquisition(
        donors=[make.make_party(name="Hidden donor")],
        recipient=make.make_party(name="Hidden recipient"),
        occasion=make.make_occasion(name="Hidden occasion"),
        exhibits=[make.make_exhibit()],
    )
    make.make_note(source=make.make_source(title="Hidden source"))
    hidden, nowhere = filtered({name: f"hidden-{name}"}), filtered({name: f"nowhere-{name}"})
    assert str(hidden.errors).replace("hidden", "nowhere") == str(nowhere.errors)
    assert name in hidden.errors


def test_an_unnamed_giver_cannot_be_found(scene):
    full, _, _, values = scene
    party = full.acquisition.donors.get()
    party.is_anonymous = True
    party.save()
    assert "donor" in filtered({"donor": values["donor"]}).errors
    assert not filtered({"country": "SUHH"}).total


@pytest.mark.parametrize(
    ("name", "value", "example"),
    [
        ("made", "the fifties", "1950s"),
        ("made", "1955s", "1950s"),
        ("country", "Elbonia", "FR"),
        ("showroom", "-1", "12"),
        ("building", "9" * 50, "2"),
        ("building", "x", "2"),
        ("restriction", "x", ""),
    ],
)
def test_a_wrong_value_is_answered_with_an_example(name, value, example):
    found = filtered({name: value})
    assert example in str(found.errors[name])


@pytest.mark.parametrize("name", ["number", "title", "donor", "country", "made", "building"])
def test_nul_is_an_error_of_the_form(name):
    assert name in filtered({name: "a\0b"}).errors


def test_several_values_of_a_facet_find_what_is_under_any(scene):
    full, bare, _, values = scene
    both = filtered({"material": [values["material"], make.make_term().pk], "title": ""})
    assert list(both.ids) == [full.pk]
    make.make_acquisition(donors=[make.make_party(name="Second giver")], exhibits=[bare])
    either = filtered({"donor": [values["donor"], "second-giver"]})
    assert set(either.ids) == {full.pk, bare.pk}
    assert [choice.handle for choice in either.chosen["donor"]] == [values["donor"], "second-giver"]
