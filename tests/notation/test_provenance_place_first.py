"""A place in front of a name is read where somebody plainly follows it, and nowhere else."""

import pytest

from collection.notation.provenance import parse


def read(text):
    """The party and the place of a text of one period, and the words that no field holds."""
    (period,) = parse(text).periods
    party = period.party
    place = party and party.place and party.place.value
    return party and party.name.value, place, [text[slice(*span)] for span in period.unread]


@pytest.mark.parametrize(
    ("text", "party", "place"),
    [
        ("Paris, Galerie Mieth, 1892", "Galerie Mieth", "Paris"),
        ("New York, J. P. Morrow, by 1907", "J. P. Morrow", "New York"),
        ("Rome, Fabrizio Valier [d. 1632], by 1631", "Fabrizio Valier", "Rome"),
        ("London, Ontario, Mrs. Dent, 1912", "Mrs. Dent", "London, Ontario"),
        ("London, Dent & Sons", "Dent & Sons", "London"),
        ("Rome, Palazzo Arcani, by 1623", "Palazzo Arcani", "Rome"),
        ("Rome, Palazzo Arcani, Cardinal Arcani", "Cardinal Arcani", "Rome, Palazzo Arcani"),
        ("Florence, Galleria Castelnuovo", "Galleria Castelnuovo", "Florence"),
    ],
)
def test_somebody_follows(text, party, place):
    assert read(text) == (party, place, [])


@pytest.mark.parametrize(
    "text",
    [
        "Nancy, Mrs. Carl Dent, 1923",
        "Florence, Countess of Ashby",
        "Victoria, Princess Royal, 1870",
        "Paris, John Arthur",
        "Rome, Piazza Navona",
        "New York, Charles Street",
        "Paris, Salon, 1890",
        "Rome, Palazzo Arcani, Fabrizio Valier, by 1644",
    ],
)
def test_what_may_be_a_name_or_an_address_stays_unread(text):
    party, place, unread = read(text)

    assert (party, place) == (None, None)
    assert unread


@pytest.mark.parametrize("name", ["London Gallery", "Paris Seeger", "Florence Gold", "York Galleries"])
def test_a_name_that_begins_with_a_place_is_a_name(name):
    assert read(f"{name}, by 1905")[:2] == (name, None)


def test_what_stands_behind_the_name_beside_the_place_in_front_is_unread():
    assert read("New York, Mrs. Dent, Chicago, 1907") == ("Mrs. Dent", "New York", ["Chicago"])


@pytest.mark.parametrize("said", ["(bt. Dent's)", "(bt Dent's)", "(bought by Dent's)", ", bt. Dent's, £300"])
def test_who_bought_at_the_sale(said):
    text = f"London, Sotheby's, 3 July 1946, lot 12 {said}".replace(" ,", ",")
    (period,) = parse(text).periods

    assert (period.method.value, period.party.name.value) == ("consignment", "Sotheby's")
    assert (period.onward.method.value, period.onward.party.name.value) == ("sale", "Dent's")
    assert not period.unread


def test_an_inventory_says_that_it_was_there_then_and_its_number_says_not_when():
    dated, numbered = parse("Rome, Palazzo Arcani, inv. 1623, no. 45; Rome, Palazzo Arcani, inv. 1623").periods

    assert dated.dates[:4] == (None, "1623", "1623", None)
    assert dated.sale.number.value == "no. 45"
    assert numbered.dates is None
    assert numbered.sale.stock_number.value == "inv. 1623"


@pytest.mark.parametrize("said", ["purchased from the above", "the Museum, acquired from the above"])
def test_the_above_is_the_party_before(said):
    _, period = parse(f"Ada Weller, Leeds; {said}, 1951").periods

    assert period.former is None
    assert not period.unread


def test_dates_before_an_arrow_are_of_the_link_behind_it_only_where_the_chain_begins_so():
    ahead = parse("c.1934 → Ada Weller, Leeds → 1951 → the Museum").periods
    between = parse("Ada Weller → 1901-1912 → Carl Brandt").periods

    assert [period.dates[0] for period in ahead] == ["1934~", "1951"]
    assert [period.party and period.party.name.value for period in between] == ["Ada Weller", None, "Carl Brandt"]
