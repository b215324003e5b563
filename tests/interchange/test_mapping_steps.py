"""Each step on values that museums have."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collection import interchange
from collection.interchange.mapping import step_help
from collection.interchange.mapping.credit_lines import donors, kind_of, method_of
from collection.interchange.mapping.errors import Remarks
from collection.interchange.mapping.registry import STEPS, compile_step
from tests.interchange.mappings import drafted, stepped

pytestmark = pytest.mark.without_database


@pytest.mark.parametrize(
    ("steps", "value", "result"),
    [
        ('["trim"]', "  a \n b ", "a b"),
        ('["keep"]', "  a \n b ", "  a \n b "),
        ('[{ split = ";" }, { join = " / " }]', "a; b;;c", "a / b / c"),
        ('[{ split = [";", "|"] }, "last"]', "a; b|c", "c"),
        ('[{ split = ";" }, "first"]', "a; b", "a"),
        ('[{ constant = "x" }]', None, "x"),
        ('[{ default = "x" }]', None, "x"),
        ('[{ default = "x" }]', "a", "a"),
        ('[{ lookup = { a = "b" }, otherwise = "keep" }]', " A ", "b"),
        ('[{ lookup = { a = "b" }, otherwise = "keep" }]', "z", "z"),
        ('[{ only = ["a"] }]', "A", "A"),
        ('[{ only = ["a"] }]', "b", None),
        ('[{ except = ["a"] }]', "a", None),
        ('[{ replace = "&amp;", by = "&" }]', "a &amp; b", "a & b"),
        ("[{ match = '^([0-9]+)\\.' }]", "12.5", "12"),
        ("[{ match = '[0-9]+' }]", "x", None),
        ("[{ swap = '\\s*\\[sic\\]' }]", "Bowel [sic] of silver", "Bowel of silver"),
        ('[{ wrap = "Room " }]', 7, "Room 7"),
        ('["unwrap"]', "(M. Knoedler & Co., New York)", "M. Knoedler & Co., New York"),
        ('["unwrap"]', "(a) and (b)", "(a) and (b)"),
        ('["plain_text"]', "<p>Tea &amp; milk</p><p>in a <em>bowl</em>, 3 < 4</p>", "Tea & milk\nin a bowl, 3 < 4"),
        ('["sentence"]', "Made by Dr. F. Bowl in 1905. It is blue.", "Made by Dr. F. Bowl in 1905."),
        ('["capital"]', "ceramics", "Ceramics"),
        ('["year"]', "1908-01-01", "1908"),
        ('["year"]', "1908-05-01", "1908-05-01"),
        ('["year"]', "-0349-01-01", "349 BCE"),
        ('["year"]', "-500", "500 BCE"),
        ('["year"]', 1908, "1908"),
        ('["born"]', "American, 1840–1905", "1840"),
        ('["died"]', "American, 1840–1905", "1905"),
        ('["born"]', "Greek, c. 500 - c. 430 B.C.", "c. 500 BCE"),
        ('["born"]', "born 1950", "1950"),
        ('["born"]', "active 1850–1880", None),
        ('[{ date = "edtf" }]', "c. 1860", "1860~"),
        ('[{ date = "keep", day_first = true }]', "03/04/1999", "1999-04-03"),
        ('["years"]', [-500, -450], "500–450 BCE"),
        ('["years"]', [-20, 40], "20 BCE–40 CE"),
        ('["years", "date"]', -500, "500 BCE"),
        ('["years", "date"]', "607", "607 CE"),
        ('["years", "date"]', [50, 320], "50–320 CE"),
        ('["years"]', ["1855", "1855.0"], "1855"),
        ('["number"]', "1.234,5", "1234.5"),
        ('["integer"]', "1,234", "1234"),
        ('["boolean"]', "Yes", "yes"),
        ('["name_order"]', "Harris, Charles", "Charles Harris"),
        ('["name_order"]', "Smith & Co., Ltd.", "Smith & Co., Ltd."),
        ('["role"]', "Printmaker", "maker"),
        ('["role"]', "sitter", "depicted"),
        ('["role"]', "designer", "designer"),
        ('["role_note"]', "attributed to", "attributed to"),
        ('["role_note"]', "artist", None),
        ('["party_kind"]', "Corporate body", "organisation"),
        ('["kind_of_name"]', "Mr. and Mrs. Bowl", "family"),
        ('["rights"]', "CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ('["rights"]', "https://rightsstatements.org/page/InC/1.0/", "http://rightsstatements.org/vocab/InC/1.0/"),
        ('["country"]', "French", "FR"),
        ('["country"]', "Lyon, France", "FR"),
        ('["country"]', "American, 1840–1905", "US"),
        ('["country"]', "Soviet", "SUHH"),
        ('["country"]', "the Netherlands", "NL"),
        ('["country"]', "Jan Steen (Dutch, 1626–1679)", "NL"),
        ('[{ country = "name", otherwise = "none" }]', "French, American", "US"),
        ('[{ measure = "in" }]', "5 7/8", "5.875 in (14.9 cm)"),
        ('[{ measure = "mm" }]', 305, "305 mm (30.5 cm)"),
        ('[{ measure = "cm" }]', "30,5 cm", "30.5 cm"),
        ('[{ measure = "cm" }]', {"height": 30, "weight": "2 kg"}, "height 30 cm; weight 2 kg"),
        ('[{ measure = "cm" }]', {"height": {"value": 305, "unit": "mm"}}, "height 305 mm (30.5 cm)"),
        ('[{ shorten = 60 }]', "a" * 60, "a" * 60),
    ],
)  # fmt: skip
def test_step(steps, value, result):
    assert stepped(steps, value) == (result, [])


@pytest.mark.parametrize(
    ("steps", "value", "result", "cause"),
    [
        ('[{ default = "x", warn = "None." }]', None, "x", "stand-in"),
        ('[{ lookup = { a = "b" } }]', "z", None, "not-in-table"),
        ('["date"]', "31/02/1999", "31/02/1999", "impossible-date"),
        ('["date"]', "-500", "-500", "impossible-date"),
        ('["date"]', "Meiji period", "Meiji period", "unread-date"),
        ('["years"]', [1900, 1850], None, "reversed-range"),
        ('["number"]', "about ten", None, "not-a-number"),
        ('["integer"]', "2.5", None, "not-a-number"),
        ('["boolean"]', "maybe", None, "not-yes-or-no"),
        ('["role"]', "wombat", "other", "unknown-role"),
        ('["party_kind"]', "wombat", None, "unknown-kind"),
        ('["rights"]', "Ask us", None, "unknown-rights"),
        ('["country"]', "Flemish", None, "unknown-country"),
        ('["country"]', "(American) (French)", None, "unknown-country"),
        ('[{ measure = "cm" }]', -3, None, "not-a-measurement"),
        ('["credit_line_donor"]', "Gift of Bowl, Cup and Plate", None, "unread-credit-line"),
    ],
)
def test_step_that_reports(steps, value, result, cause):
    assert stepped(steps, value) == (result, [cause])


def test_two_long_texts_stay_two():
    one, other = (stepped("[{ shorten = 60 }]", "a" * 100 + end)[0] for end in "bc")

    assert len(one) <= 60 < len(one) + 5
    assert one != other


def test_a_pattern_that_takes_too_long_is_given_up():
    begun = time.monotonic()
    result = stepped("[{ match = '^(a|aa)+$' }]", "a" * 5000 + "b")

    assert result == (None, ["slow-pattern"])
    assert time.monotonic() - begun < 2


def test_every_step_has_help_and_an_example_that_reads():
    assert {name for name, _, _ in step_help()} == set(STEPS)
    for name, text, example in step_help():
        assert text.endswith("."), name
        assert name in example, name
        if " after " not in example:
            tomllib.loads(f"steps = [{example}]")


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.from_regex(r"[-0-9/.,x ]{1,12}"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
WRITTEN = [
    each
    for _, _, example in step_help()
    for each in tomllib.loads(f"steps = [{example.split(' after ')[0]}]")["steps"]
    if each != {"lookup": "rooms", "otherwise": "keep"}
]


@settings(max_examples=50, deadline=None)
@given(ANYTHING)
def test_no_value_makes_a_step_fail(value):
    for written in WRITTEN:
        compile_step(written, "steps", {})(value, Remarks([]))


# Credit lines


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Gift of Robert S. Waters", ["Robert S. Waters"]),
        ("Bequest of Dr. James B. Austin", ["Dr. James B. Austin"]),
        ("Gift of Heinz L. Stoppelmann, 1979", ["Heinz L. Stoppelmann"]),
        ("Gift of Mr. and Mrs. George S. Ebbert, Jr.", ["Mr. and Mrs. George S. Ebbert, Jr."]),
        ("Gift of Rolf and Magda Loeber", ["Rolf and Magda Loeber"]),
        ("Gift of Sara M. Winokur and James L. Winokur", ["Sara M. Winokur", "James L. Winokur"]),
        ("Gift of Katherine H. Gardner, Stewart B. Harmony, Jr., and Marjory King Martin",
         ["Katherine H. Gardner", "Stewart B. Harmony, Jr.", "Marjory King Martin"]),
        ("Gift of the Carnegie Library of Pittsburgh, Lorant Collection", ["Carnegie Library of Pittsburgh"]),
        ("Gift of the Alfred and Elizabeth Bendiner Foundation", ["Alfred and Elizabeth Bendiner Foundation"]),
        ("Gift of Mrs. Howard Felding in memory of Henry Boettcher", ["Mrs. Howard Felding"]),
        ("Gift of the family of Tillie S. Speyer", ["Family of Tillie S. Speyer"]),
        ("Presented by Kenneth Seaver", ["Kenneth Seaver"]),
    ],
)  # fmt: skip
def test_givers_that_a_credit_line_is_plain_about(line, names):
    assert donors(line) == tuple(names)


@pytest.mark.parametrize(
    "line",
    [
        "Gift of the artist",
        "Gift of his wife",
        "Gift of friends in honor of Marcia Gumberg",
        "Gift of Dr. Jacob Goldblum and Milton Porter, by exchange",
        "Gift of Edith Swank Long by transfer from the Pennsylvania Department",
        "Gift of MacLachlan, Cornelius, and Filoni",
        "Gift of Charles H. Carpenter, Jr. and The Henry L. Hillman Fund",
        "Gift of Celia Morrissette and Keith Johnson, New York and of Karl Schmidt, Detroit",
    ],
)
def test_gifts_whose_giver_is_not_plain(line):
    assert donors(line) == ()


@pytest.mark.parametrize(
    "line", ["Purchase: gift of the Drue Heinz Trust", "Heinz Family Fund", "Museum appropriation", ""]
)
def test_credit_lines_that_are_no_gift(line):
    assert donors(line) is None


def test_a_gift_of_the_artist_is_the_gift_of_the_only_one():
    text = '[acquisition]\n[[acquisition.donors]]\nname = { from = { line = "line", artist = "who[].name" }, '
    text += 'steps = ["credit_line_donor"] }'
    one = drafted(text, line="Gift of the artist", who=[{"name": "Ann Bowl"}])
    two = drafted(text, line="Gift of the artist", who=[{"name": "Ann Bowl"}, {"name": "Ben Cup"}])

    assert [party.name for _, party in one.acquisition.donors] == ["Ann Bowl"]
    assert two.acquisition is None


@pytest.mark.parametrize(
    ("line", "method"),
    [
        ("Gift of Ann Bowl", "gift"),
        ("Bequest of Ann Bowl", "bequest"),
        ("Purchase: gift of Ann Bowl", "purchase"),
        ("Ann Bowl Fund", "purchase"),
        ("Gift of Ann Bowl, by exchange", "exchange"),
        ("Transfer from the Library", "transfer"),
        ("Ann Bowl Collection", None),
    ],
)
def test_method_of_a_credit_line(line, method):
    assert method_of(line) == method


@settings(max_examples=50, deadline=200)
@given(st.text(max_size=400) | st.lists(st.sampled_from(["Gift of ", "and ", "Mrs. ", "A", ", ", "Jr."])).map("".join))
def test_a_credit_line_never_fails_nor_takes_long(line):
    assert all(name.strip() for name in donors(line) or ())
    assert method_of(line) is None or kind_of(line)


def test_the_page_of_the_mapping_has_every_step():
    page = (Path(interchange.__file__).parent / "mappings" / "README.md").read_text()
    for name, text, _ in step_help():
        assert f"| `{name}` | {text} |" in page
