"""The convention of the American Alliance of Museums with Carnegie's additions, field by field."""

import pytest

from collection.notation.provenance import METHODS, parse


def period(text):
    (found,) = parse(text).periods
    return found


def names(text):
    return [found.party and found.party.name.value for found in parse(text).periods]


# Where periods end


def test_a_semicolon_is_a_direct_transfer_and_a_dot_is_not():
    chain = parse("Ada Stone, Leeds; Bea Cole, York. Cyril Dent, Bath.").periods

    assert [found.direct for found in chain] == [True, False, None]


@pytest.mark.parametrize(
    "text",
    [
        "A. W. Stone, Jr., St. Louis, Mo., c. 1900; Bea Cole, York",
        "M. Knoedler & Co., New York, no. 1234, Nov. 5, 1910; Bea Cole, York",
        "Dr. and Mrs. J. P. Stone, Washington, D. C., until 1910; Bea Cole, York",
        "Städtische Galerie, Bonn, 3. März 1910; Bea Cole, York",
        "Ada Stone (née Hill; later Mrs. Dent), Leeds; Bea Cole, York",
    ],
)
def test_dots_of_abbreviations_and_marks_in_brackets_end_no_period(text):
    assert len(parse(text).periods) == 2


def test_a_state_before_a_dot_ends_a_period():
    assert names("Ada Stone, Philadelphia, PA. Mrs. Cole, Camden, NJ") == ["Ada Stone", "Mrs. Cole"]


def test_lines_are_periods_too():
    assert names("Ada Stone, Leeds\nBea Cole, York\nto\nCyril Dent") == ["Ada Stone", "Bea Cole", "Cyril Dent"]


# Who


@pytest.mark.parametrize("heading", ["Provenance\n", "PROVENANCE:\r\n\n", "  Herkomst \n"])
def test_a_heading_above_the_chain_is_no_owner(heading):
    found = parse(f"{heading}Anna Weber, Bern, 1905; to Carl Brandt, 1912.")
    assert [period.party.name.value for period in found.periods] == ["Anna Weber", "Carl Brandt"]
    assert str(found).startswith(heading)
    assert parse("Provenance Gallery, Bern, 1905").periods[0].party.name.value == "Provenance Gallery"


def test_name_years_place_and_other_name():
    party = period("Mrs. Ada Stone (born Ada Hill) [c. 1860-1931], Leeds and London, England").party

    assert party.name.value == "Mrs. Ada Stone"
    assert party.other_names.value == "born Ada Hill"
    assert party.place.value == "Leeds and London, England"
    assert [life[:2] for life in party.lives] == [("1860~", "1931")]


def test_a_couple_has_two_lives():
    party = period("Mr. [1850-1911] and Mrs. [1855-1920] Karl Stone, Leeds").party

    assert party.name.value == "Mr. and Mrs. Karl Stone"
    assert [life[:2] for life in party.lives] == [("1850", "1911"), ("1855", "1920")]


@pytest.mark.parametrize(
    ("words", "life"),
    [
        ("[1850-1911]", ("1850", "1911")),
        ("[-1906]", (None, "1906")),
        ("[b. 1938]", ("1938", None)),
        ("(d. 1908)", (None, "1908")),
        ("(1770 -1846)", ("1770", "1846")),
        ("[1862?-1906]", ("1862?", "1906")),
        ("[1897-]", ("1897", None)),
    ],
)
def test_years_of_life(words, life):
    found = period(f"Karl Stone {words}, Leeds")

    assert found.party.lives[0][:2] == life
    assert found.party.name.value == "Karl Stone"
    assert found.dates is None


def test_years_behind_a_place_are_those_of_ownership():
    found = period("Karl Stone, Leeds (1890-1911)")

    assert found.party.lives == ()
    assert found.dates[:4] == ("1890", "1890", "1911", "1911")


@pytest.mark.parametrize(
    ("text", "name", "kinship"),
    [
        ("his wife, Ada Stone, Leeds", "Ada Stone", "his wife"),
        ("by descent to her nephew Karl Stone, Leeds", "Karl Stone", "her nephew"),
        ("Karl Stone, the artist's great-nephew, Leeds", "Karl Stone", "the artist's great-nephew"),
        ("Karl Stone, brother of the sitter, Leeds", "Karl Stone", "brother of the sitter"),
        ("his widow, Leeds, until 1910", "his widow", "his widow"),
        ("seine Witwe Ada Stein, Bonn", "Ada Stein", "seine Witwe"),
        ("sa fille, Mme Pierre, Lyon", "Mme Pierre", "sa fille"),
    ],
)
def test_kinship(text, name, kinship):
    party = period(text).party

    assert (party.name.value, party.kinship.value) == (name, kinship)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Christie, Manson & Woods, London", "Christie, Manson & Woods", "London"),
        ("Museum of Art, Carnegie Institute, Pittsburgh, PA", "Museum of Art, Carnegie Institute", "Pittsburgh, PA"),
        ("Thomas, 2nd Earl of Ash, Ash Park, Kent", "Thomas, 2nd Earl of Ash", "Ash Park, Kent"),
        ("Private collection, Switzerland", "Private collection", "Switzerland"),
        ("Collection of Ada and Karl Stone, Leeds", "Ada and Karl Stone", "Leeds"),
        ("The Stone Gallery, Inc., New York", "Stone Gallery, Inc.", "New York"),
    ],
)
def test_where_the_name_ends_and_the_place_begins(text, name, place):
    party = period(text).party

    assert (party.name.value, party.place.value) == (name, place)


def test_parentheses_are_a_dealers():
    assert period("(Stone Gallery, New York, 1920)").party.is_dealer
    assert period("(Stone Gallery), New York, 1920").party.is_dealer
    assert period("sold to (Stone Gallery, New York)").party.is_dealer
    assert not period("Ada Stone, New York").party.is_dealer


def test_square_brackets_around_a_period_are_kept_apart():
    found = period("[Ada Stone, Leeds, 1920]")

    assert found.is_bracketed
    assert found.party.name.value == "Ada Stone"
    assert [found.is_bracketed for found in parse("[Ada Stone, Leeds; Bea Cole, York]; C. Dent").periods] == [
        True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Possibly Ada Stone, Leeds", "possibly"),
        ("probably sold to Ada Stone, Leeds", "probably"),
        ("(likely Ada Stone, Leeds)", "probably"),
        ("?Ada Stone, Leeds", "possibly"),
        ("(?) Ada Stone, Leeds", "possibly"),
        ("vermutlich Ada Stone, Leeds", "probably"),
        ("Ada Stone, Leeds", None),
    ],
)
def test_certainty_of_a_period(text, certainty):
    found = period(text)

    assert (found.certainty and found.certainty.value) == certainty
    assert found.party.name.value == "Ada Stone"


def test_certainty_of_a_party():
    party = period("sold to Radel?, Paris").party

    assert (party.name.value, party.certainty.value) == ("Radel", "possibly")


# How


def test_every_method_has_phrases_of_its_own():
    phrases = [phrase for method in METHODS.values() for phrase in method.phrases]

    assert len(METHODS) >= 50
    assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize(
    ("text", "method", "party", "former"),
    [
        ("purchased by Ada Stone", "sale", "Ada Stone", None),
        ("sold to Ada Stone", "sale", "Ada Stone", None),
        ("sold 1901 by Karl Dent to Ada Stone", "sale", "Ada Stone", "Karl Dent"),
        ("purchased from the artist by Ada Stone", "sale", "Ada Stone", "the artist"),
        ("acquired by Ada Stone from Karl Dent", "acquisition", "Ada Stone", "Karl Dent"),
        ("sold at Christie's, London", "consignment", "Christie's", None),
        ("his sale, Christie's, London", "consignment", "Christie's", None),
        ("Karl Dent sale, Leeds", "consignment", None, "Karl Dent"),
        ("purchased by Ada Stone at auction at Christie's, London", "purchase_at_auction", "Ada Stone", None),
        ("sale, Christie's, London, lot 3, to Ada Stone", "purchase_at_auction", "Ada Stone", None),
        ("his gift to Ada Stone", "gift", "Ada Stone", None),
        ("Gift of Karl Dent, 1911", "gift", None, "Karl Dent"),
        ("partial gifts to Ada Stone", "partial_gift", "Ada Stone", None),
        ("bequest of Karl Dent to Ada Stone", "bequest", "Ada Stone", "Karl Dent"),
        ("by descent to Ada Stone", "by_descent", "Ada Stone", None),
        ("by descent in the Stone family", "by_descent", "Stone family", None),
        ("by descent in the Dent family to Ada Stone", "by_descent", "Ada Stone", "Dent family"),
        ("By conversion, to Ada Stone", "conversion", "Ada Stone", None),
        ("Ada Stone, by exchange, 1911", "exchange", "Ada Stone", None),
        ("commissioned by Ada Stone", "commission", "Ada Stone", None),
        ("with Ada Stone, as agent", "possessed_by", "Ada Stone", None),
        ("on loan to Ada Stone", "on_loan", "Ada Stone", None),
        ("confiscated from Karl Dent, Vienna, by the Gestapo", "confiscation", "Gestapo", "Karl Dent"),
        ("looted by the ERR", "looting", "ERR", None),
        ("forced sale, to Ada Stone", "forced_sale", "Ada Stone", None),
        ("restituted to Ada Stone", "restitution", "Ada Stone", None),
        ("returned to France", "returned", "France", None),
        ("transferred from Karl Dent to Ada Stone", "transfer", "Ada Stone", "Karl Dent"),
        ("erworben von Ada Stone", "acquisition", "Ada Stone", None),
        ("don de Karl Dent au musée", "gift", "musée", "Karl Dent"),
        ("Ada Stone, purchased from Karl Dent", "sale", "Ada Stone", "Karl Dent"),
        ("Karl Dent to Ada Stone", None, "Ada Stone", "Karl Dent"),
        ("Ada Stone", None, "Ada Stone", None),
    ],
)
def test_method_and_roles(text, method, party, former):
    found = period(text)

    assert (found.method and found.method.value) == method
    assert (found.party and found.party.name.value) == party
    assert (found.former and found.former.name.value) == former


@pytest.mark.parametrize(
    "name", ["Withers Stone", "Gifford Dent", "Saleh Stone", "Loana Dent", "Don Stone", "Will Dent"]
)
def test_a_name_that_begins_as_a_method_does_is_a_name(name):
    found = period(f"{name}, Leeds")

    assert found.method is None
    assert found.party.name.value == name


def test_agent_and_venue():
    found = period("purchased by Ada Stone at Christie's, London, lot 3, through (Dent Gallery, Leeds)")

    assert found.venue.name.value == "Christie's"
    assert (found.agent.name.value, found.agent.is_dealer) == ("Dent Gallery", True)


# Sales


def test_what_identifies_a_sale():
    sale = period('sale, "Old Masters", Christie\'s, London, May 1, 1910, lot 31 (stock no. G-12), for £1,200').sale

    assert sale.lot.value == "lot 31"
    assert sale.stock_number.value == "stock no. G-12"
    assert sale.price.value == "for £1,200"
    assert sale.title.value == "Old Masters,".rstrip(",")


@pytest.mark.parametrize("price", ["$5,800", "for 550 Gns.", "Fr 2,100", "fl. 350", "9500 RM", "£120,000"])
def test_prices(price):
    assert period(f"sold to Ada Stone, Leeds, {price}").sale.price.value.rstrip(".") == price.rstrip(".")


# What is left


def test_what_is_not_read_is_marked_and_what_is_read_is_not():
    text = "Ada Stone, Leeds, whose cook had found it under the stairs, until 1910"
    (span,) = parse(text).unread

    assert text[slice(*span)].startswith("cook had found it") or text[slice(*span)].startswith("whose cook")


@pytest.mark.parametrize(
    "text",
    [
        "It is not known which member of the family ordered the service.",
        "The coat of arms was granted to Karl Dent in 1669.",
        "1962 Biennial of Painting and Sculpture",
        "Andrew Dent Fund",
    ],
)
def test_prose_exhibitions_and_funds_are_no_parties(text):
    found = period(text)

    assert (found.party, found.method, found.dates) == (None, None, None)
    assert found.unread


def test_marks_follow_the_text():
    text = "Possibly his wife, Ada Stone [1850-1900], Leeds, by 1890 [1]"
    marks = [(mark.kind, text[mark.start : mark.end]) for mark in period(text).marks()]

    assert marks == [
        ("certainty", "Possibly"),
        ("kinship", "his wife"),
        ("name", "Ada Stone"),
        ("lives", "[1850-1900]"),
        ("place", "Leeds"),
        ("dates", "by 1890"),
        ("footnotes", "[1]"),
    ]
