"""Selections find, page and count what the records say, for every reader."""

from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from collection.filters.selection import ORDERS, RELEVANCE, Selection
from collection.models import Exhibit
from collection.models.fields import UNDATED
from tests import factories as make
from tests.filters.museums import ADJECTIVES, SECRETS, THINGS, Truth, build

pytestmark = pytest.mark.django_db

FACETS = (
    "country donor recipient occasion showroom building classification material technique theme source made received "
    "restriction contradiction"
).split()
QUERIES = ["vase", "-vase", "blue", "title:blue", "donor:giver", "-donor:old", "country:FR", "disputed:yes", *SECRETS]


def selection(user=None, order="", **given):
    """Of parameters that may be lists."""
    data = QueryDict(mutable=True)
    for name, values in given.items():
        data.setlist(name, values if isinstance(values, list) else [values])
    if order:
        data["order"] = order
    return Selection(user or AnonymousUser(), data)


def chosen_at_random(random: Random, truth: Truth) -> dict[str, list[str]]:
    """Up to four parameters, each with one value or two."""
    given = {}
    for name in random.sample([*FACETS, "acquisition", "number", "title", "q"], random.randrange(5)):
        match name:
            case "number":
                given[name] = [random.choice(["2023", "77", "2023.1", "9"])]
            case "title":
                given[name] = [random.choice([*ADJECTIVES, "LODZ", "b", "golden v"])]
            case "q":
                given[name] = [" ".join(random.sample(QUERIES, random.randrange(1, 3)))]
            case _:
                if known := sorted(truth.values(name)):
                    given[name] = random.sample(known, min(len(known), random.randrange(1, 3)))
    if truth.private and random.random() < 0.3:
        given["status"] = random.sample(Exhibit.Status.values, 2)
    return given


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("role", [None, "researcher"])
def test_everything_is_found_and_counted_as_the_records_say(seed, role):
    build(seed)
    user, random = make.make_user(role) if role else AnonymousUser(), Random(seed)
    truth = Truth(user)
    for _ in range(60):
        given = chosen_at_random(random, truth)
        asked = selection(user, order=random.choice(["", "-title", "made"]), **given)
        assert asked.errors == {}
        found = {name: truth.finds(name, values) for name, values in given.items()}
        expected = set(truth.exhibits).intersection(*found.values())
        assert set(asked.ids) == expected, given
        assert asked.total == len(expected)
        assert set(asked.page(size=200).items) == expected
        for counts in asked.facets([*FACETS, *(["status"] if role else [])], limit=100):
            others = [bits for name, bits in found.items() if name != counts.name]
            among = set(truth.exhibits).intersection(*others)
            expected_counts = {
                handle: count
                for handle in truth.values(counts.name) | set(given.get(counts.name, ()))
                if (count := len(among & truth.finds(counts.name, [handle]))) or handle in given.get(counts.name, ())
            }
            assert {value.handle: value.count for value in counts.values} == expected_counts, (given, counts.name)
            assert {value.handle for value in counts.values if value.selected} == set(given.get(counts.name, ()))
            assert not counts.more
        for help_ in asked.without:
            rest = [bits for name, bits in found.items() if name not in help_.names]
            assert help_.total == len(set(truth.exhibits).intersection(*rest)) > 0


def test_a_facet_shows_the_largest_and_what_is_chosen():
    terms = [make.make_term() for _ in range(5)]
    for n in range(1, 6):
        make.make_exhibit(published=True, materials=terms[:n])
    (counts,) = selection().facets(["material"], limit=2)
    assert [(value.handle, value.label, value.count) for value in counts.values] == [
        (str(term.pk), term.name, count) for term, count in zip(terms, (5, 4), strict=False)
    ]
    assert counts.more
    (counts,) = selection(material=str(terms[4].pk)).facets(["material"], limit=2)
    assert [(value.handle, value.count, value.selected) for value in counts.values] == [
        (str(terms[0].pk), 5, False),
        (str(terms[1].pk), 4, False),
        (str(terms[4].pk), 1, True),
    ]


def test_decades_stand_in_order():
    for made in ("1955", "1984", "1987", "500 BCE", "1901"):
        make.make_exhibit(published=True, made=made)
    (counts,) = selection().facets(["made"])
    assert [(value.handle, value.label) for value in counts.values] == [
        ("-500s", "490s BCE"),
        ("1900s", "1900s"),
        ("1950s", "1950s"),
        ("1980s", "1980s"),
    ]
    assert selection(made="-500s").total == 1


@pytest.mark.parametrize("order", ["", *ORDERS, *(f"-{name}" for name in ORDERS)])
def test_pages_stand_in_the_order_asked_for(order):
    build(1)
    asked = selection(make.make_user("researcher"), order=order, status="published")
    keys = {
        "number": lambda exhibit: exhibit.accession_sort,
        "title": lambda exhibit: exhibit.title_sort,
        "made": lambda exhibit: exhibit.made_order,
        "received": lambda exhibit: exhibit.acquisition.date_order if exhibit.acquisition else UNDATED,
        "published": lambda exhibit: exhibit.published_at,
    }
    key = keys[order.removeprefix("-") or "number"]
    rows = [(key(one), one.pk) for one in Exhibit.objects.filter(status="published").select_related("acquisition")]
    assert asked.page(size=200).items == [pk for _, pk in sorted(rows, reverse=order.startswith("-"))]


def test_a_query_orders_by_relevance_and_nothing_else_does_unless_asked():
    assert selection(q="vase").order == RELEVANCE
    assert selection(q=" ").order == "number"
    assert selection(q="vase", order="-made").order == "-made"
    assert selection(order=RELEVANCE).order == RELEVANCE
    assert "Accepted: number, title" in selection(order="-relevance").errors["order"][0]
    assert "Accepted: number, title" in selection(ordering="made_order").errors["ordering"][0]


def test_the_exact_number_and_the_exact_title_come_first():
    words = make.make_exhibit(published=True, title="Vase 77.1", prominence="star", prominence_reason="It is.")
    number = make.make_exhibit(published=True, accession_number="77.1")
    title = make.make_exhibit(published=True, title="Golden vase")
    longer = make.make_exhibit(
        published=True, title="Golden vase of Tula", prominence="star", prominence_reason="It is."
    )
    assert selection(q="77.1").page().items == [number.pk, words.pk]
    assert selection(q='"Golden  Vase"').page().items == [title.pk, longer.pk]


def test_without_a_query_relevance_is_what_is_worth_showing_first():
    plain = make.make_exhibit(published=True)
    star = make.make_exhibit(published=True, prominence="star", prominence_reason="It is.")
    assert selection(order=RELEVANCE).page().items == [star.pk, plain.pk]


def test_errors_name_the_parameter_and_nothing_is_found():
    make.make_exhibit(published=True)
    asked = selection(q="colour:blue", country="Elbonia", made="1955s", title="x" * 300, order="size")
    assert asked.errors.keys() == {"q", "country", "made", "title", "order"}
    assert asked.total == 0
    assert asked.page().items == []
    assert asked.without == asked.did_you_mean == []
    assert asked.facets(["country"])[0].values == []


def test_too_many_values_are_refused():
    assert "at most 50" in selection(country=[f"{n}" for n in range(51)]).errors["country"][0]


def test_the_public_cannot_ask_for_what_only_staff_know():
    hidden = make.make_exhibit(title="Secret sword")
    party = make.make_party(name="Silent giver", is_anonymous=True)
    make.make_acquisition(donors=[party], exhibits=[hidden, make.make_exhibit(published=True, title="Sword")])
    for name, known, unknown in (
        ("donor", "silent-giver", "nobody-giver"),
        ("q", "status:draft", "colours:draft"),
        ("acquisition", "ACQ-9", "ACQ-8"),
    ):
        one, other = (selection(**{name: value}).errors[name][0] for value in (known, unknown))
        assert one.replace(known, "").replace("status", "colours") == other.replace(unknown, "")
    assert selection(status="draft").total == 1  # a parameter like any that nobody declared
    for query in ("secret", "silent", "donor:silent", "sikent", "secrte"):
        asked = selection(q=query)
        assert (asked.total, asked.did_you_mean, asked.without[0].total) == (0, [], 1)
    staff = make.make_user("researcher")
    assert selection(staff, q="secret status:draft").page().items == [hidden.pk]
    assert selection(staff, q="donor:silent").total == selection(staff, donor="silent-giver").total == 2
    assert selection(staff, q="secrte").did_you_mean == ["secret"]


def test_help_where_nothing_is_found():
    make.make_exhibit(published=True, title="Golden vase", made="1955")
    make.make_exhibit(published=True, title="Lamp", made="1984")
    asked = selection(q="Godlen vase", made="1950s")
    assert asked.did_you_mean == ["golden vase"]
    asked = selection(q="vase", made="1980s")
    assert asked.did_you_mean == []
    assert [(one.names, one.labels, one.total) for one in asked.without] == [
        (("q",), ("Search",), 1),
        (("made",), ("Decade made",), 1),
    ]
    asked = selection(q="lamp", made="1950s", restriction="cites")
    assert [(one.names, one.total) for one in asked.without] == [(("made", "restriction"), 1)]
    assert selection(q="vase").without == selection(q="vase").did_you_mean == []


def test_the_words_are_shown_where_they_stand():
    vase = make.make_exhibit(published=True, title="Vase", description="Of blue glass.", internal_note="Blue paint.")
    make.make_acquisition(donors=[make.make_party(name="Jimmy Carter")], exhibits=[vase])
    asked = selection(q="donor:carter vase")
    (shown,) = asked.matches(asked.page().items).values()
    assert [(one.field, one.pieces) for one in shown] == [
        ("title", (("Vase", True),)),
        ("donor", (("Jimmy ", False), ("Carter", True))),
    ]
    assert selection(country=[]).matches([vase.pk]) == {}
    assert selection(q="paint").matches([vase.pk]) == {}
    assert selection(make.make_user("researcher"), q="paint").matches([vase.pk])


@pytest.mark.parametrize("thing", THINGS)
def test_every_script_is_found(thing):
    exhibit = make.make_exhibit(published=True, title=f"Łódź {thing}")
    assert selection(q=f"lodz {thing}").page().items == [exhibit.pk]
