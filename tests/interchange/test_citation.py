"""Citations: what they say, and that whatever a museum writes comes through them whole."""

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.interchange.bibtex import entry
from collection.interchange.citation import EXHIBIT, Work, of_source, one_line, text
from collection.interchange.csl_json import KINDS, date_variable, item
from collection.models.source import Source
from collection.notation import dates
from tests import factories as make

REPORT = Work(
    key="rifle-fur-hat-drones",
    kind="article",
    title="Rifle, fur hat, drones: 100% of the gifts",
    author="Jack Kim & Lidia Kelly",
    publisher="Reuters",
    issued="18 September 2023",
    issued_edtf="2023-09-18",
    url="https://news.example/gifts_{1}?a=b%20c",
    archived_url="https://archive.example/1",
    read_on=date(2024, 5, 3),
    language="en",
)
SPELT = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\textless{}": "<", r"\textgreater{}": ">", r"\textbar{}": "|",
    **{f"\\{sign}": sign for sign in "#$%&_"},
}  # fmt: skip
texts = st.text(st.characters(exclude_categories=["Cs"])).filter(one_line)


def read_bibtex(written: str) -> tuple[str, str, dict[str, str]]:
    """Kind, key and fields of one entry, by the rules of BibTeX: braces are counted, whatever stands before them."""
    kind, key, rest = re.fullmatch(r"@([a-z]+)\{([a-z0-9-]+),\n(.*)\n\}\n", written, re.DOTALL).groups()
    fields, place = {}, 0
    while place < len(rest):
        name, place = (found := re.compile(r"\s*([a-z]+) = ").match(rest, place))[1], found.end()
        start, depth = place, 0
        while True:
            depth += {"{": 1, "}": -1}.get(rest[place : place + 1], 0)
            assert depth >= 0
            place += 1
            if not depth and rest[place : place + 1] in (",", ""):
                break
        fields[name] = rest[start:place]
        place += 1
    return kind, key, fields


def printed(field: str) -> str:
    """What TeX prints of a field in two pairs of braces."""
    spelt = "|".join(map(re.escape, SPELT))
    inside = field.removeprefix("{{").removesuffix("}}")
    assert not re.search(r"[\\{}#$%&_~^<>|]", re.sub(spelt, "", inside))
    return re.sub(spelt, lambda found: SPELT[found[0]], inside)


def assert_is_csl(found: dict):
    """The rules of the CSL-JSON schema for what we use of it."""
    assert isinstance(found["id"], str)
    assert found["type"] in set(KINDS.values())
    names = {"id", "type", "title", "author", "publisher", "container-title", "issued", "number", "language", "URL"}
    assert found.keys() <= names | {"accessed", "note"}
    for day in (found[name] for name in ("issued", "accessed") if name in found):
        assert day.keys() <= {"date-parts", "season", "circa", "literal"}
        assert ("literal" in day) != ("date-parts" in day)
        for parts in day.get("date-parts", ()):
            assert 1 <= len(parts) <= 3
            assert all(type(part) is int for part in parts)
        assert 1 <= len(day.get("date-parts", [[]])) <= 2
    assert all(author.keys() == {"literal"} for author in found.get("author", ()))
    assert all(isinstance(found[name], str) for name in found.keys() - {"author", "issued", "accessed"})


def test_in_words():
    assert text(REPORT) == (
        "Jack Kim & Lidia Kelly. “Rifle, fur hat, drones: 100% of the gifts”. Reuters, 18 September 2023. "
        "https://news.example/gifts_{1}?a=b%20c. Archived copy: https://archive.example/1. Read on 3 May 2024."
    )
    assert text(Work("k", "book", "Who owns it?", issued="n.d.")) == "Who owns it? N.d."


def test_bibtex():
    kind, key, fields = read_bibtex(entry(REPORT))
    assert (kind, key) == ("article", "rifle-fur-hat-drones")
    assert (fields["year"], fields["month"]) == ("{2023}", "sep")
    assert fields["date"] == "{2023-09-18}"
    assert fields["url"] == "{https://news.example/gifts_%7B1%7D?a=b%20c}"
    assert fields["urldate"] == "{2024-05-03}"
    assert printed(fields["title"]) == REPORT.title
    assert printed(fields["journal"]) == "Reuters"
    assert read_bibtex(entry(Work("k", "article", "No journal")))[0] == "misc"


def test_csl_json():
    assert item(REPORT) == {
        "id": "rifle-fur-hat-drones",
        "type": "article",
        "title": REPORT.title,
        "author": [{"literal": "Jack Kim & Lidia Kelly"}],
        "container-title": "Reuters",
        "issued": {"date-parts": [[2023, 9, 18]]},
        "language": "en",
        "URL": REPORT.url,
        "accessed": {"date-parts": [[2024, 5, 3]]},
        "note": "Archived copy: https://archive.example/1",
    }


def test_every_kind_of_source_has_a_kind_of_work():
    assert {*Source.Kind.values, EXHIBIT} == set(KINDS)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1984-05", {"date-parts": [[1984, 5]]}),
        ("1860~", {"date-parts": [[1860]], "circa": True}),
        ("2023-09-18?", {"date-parts": [[2023, 9, 18]], "circa": True}),
        ("1850~/1860-06", {"date-parts": [[1850], [1860, 6]], "circa": True}),
        ("195X", {"date-parts": [[1950], [1959]]}),
        ("18XX", {"date-parts": [[1800], [1899]]}),
        ("1984-21", {"date-parts": [[1984]], "season": 1}),
        ("0000", {"date-parts": [[-1]]}),
        ("-0499/-0449", {"date-parts": [[-500], [-450]]}),
        ("1860/..", {"literal": "1860 or later"}),
        ("[1667,1668]", {"literal": "1667 or 1668"}),
        ("", {"literal": "before the war"}),
    ],
)
def test_dates_in_csl(edtf, expected):
    assert date_variable(edtf, "before the  war") == expected


@pytest.mark.django_db
def test_a_source_is_cited_by_what_is_recorded_of_it():
    source = make.make_source(
        title="Register", kind="register", published="c. 1984", archived_sha256="a" * 64, archived_on="2024-01-02"
    )
    source.refresh_from_db()
    found = item(of_source(source))
    assert (found["id"], found["type"]) == ("register", "manuscript")
    assert found["issued"] == {"date-parts": [[1984]], "circa": True}
    assert found["note"] == f"Register. SHA-256 of the copy: {'a' * 64}"
    assert read_bibtex(entry(of_source(source)))[0] == "misc"


@settings(max_examples=50, deadline=None)
@given(texts, st.sampled_from([*Source.Kind.values, EXHIBIT]), texts, texts)
def test_any_title_author_publisher_and_date_survive(title, kind, author, other):
    work = Work("k", kind, title, author=author, publisher=other, issued=other, number=other)
    _, _, fields = read_bibtex(entry(work))
    assert printed(fields["title"]) == one_line(title)
    assert printed(fields["author"]) == one_line(author)
    assert printed(fields["year"]) == one_line(other)
    found = json.loads(json.dumps(item(work)))
    assert_is_csl(found)
    assert found["title"] == title
    assert one_line(title) in text(work)
    assert "\n" not in text(work)


@settings(max_examples=50, deadline=None)
@given(st.text("-0123456789X~?%/.[]{},YSE", max_size=25))
def test_any_date_is_one_of_csl(literal):
    edtf = literal if dates.is_edtf(literal) else ""
    assert_is_csl(item(Work("k", "book", "T", issued=literal, issued_edtf=edtf)))
    read_bibtex(entry(Work("k", "book", "T", issued=literal, issued_edtf=edtf)))
