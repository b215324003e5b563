"""What stands where a name should and names nobody: a proposed mapping leaves it out, and says that it does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.interchange.mapping import Mapping, propose
from collection.interchange.mapping.nobody import names_nobody
from collection.interchange.readers import samples
from tests.interchange.files import written
from tests.interchange.mappings import drafted, stepped

pytestmark = pytest.mark.without_database
NOBODY = ["unknown", "Unknown artist", "Artist unknown", "anonymous", "unbekannt", "inconnu", "n/a", "[Unknown]", "?",
          "UNKNOWN", "Anonyme", "Künstler unbekannt", "artiste inconnu", "Anónimo", "N.N.", "not known", "작가 미상",
          "Неизвестный художник", "佚名", "Unknown photographer.", "Artist not recorded"]  # fmt: skip
SOMEBODY = ["Ann Cup", "Unknown French artist", "Master of Flémalle", "Na Hye-sok", "Anonymous Was A Woman",
            "The Artist", "Noname Pottery", "Jan van Unknown", "Artist 12", "Anonymous (Italian)"]  # fmt: skip


@pytest.mark.parametrize("text", NOBODY)
def test_it_names_nobody(text):
    assert names_nobody(text)
    assert stepped('["named"]', text) == (None, [])


@pytest.mark.parametrize("text", SOMEBODY)
def test_it_names_somebody(text):
    assert stepped('["named"]', text) == (text, [])


def test_a_curator_keeps_what_counts_as_a_name():
    assert stepped('[{ named = ["Anonymous"] }]', "anonymous ") == ("anonymous ", [])
    assert stepped('[{ named = ["Anonymous"] }]', "unknown") == (None, [])


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_any_text_is_somebody_or_nobody(text):
    assert names_nobody(text) in (True, False)
    assert not names_nobody(f"{text} Cup")


FILES = {
    "a column": ("a.csv", "Number,Title,Artist\n1,A,Ann Cup\n2,B,{}\n"),
    "names turned round": ("a.csv", 'Number,Title,Artist\n1,A,"Cup, Ann"\n3,C,"Plate, Ben"\n2,B,{}\n'),
    "side by side": ("a.csv", "Number,Title,Artist\n1,A,Ann Cup|Ben Plate\n2,B,{}\n"),
    "a part before the name": ("a.csv", "Number,Title,Artist\n1,A,Painter: Ann\n3,C,Painter: Ben\n2,B,Painter: {}\n"),
    "a list": ("a.json", '[{{"number": "1", "title": "A", "creators": [{{"name": "Ann Cup", "role": "artist"}}]}},'
               '{{"number": "2", "title": "B", "creators": [{{"name": "{}", "role": "artist"}}]}}]'),
    "an object beside": ("a.json", '[{{"number": "1", "title": "A", "maker": {{"full_name": "Ann Cup"}}}},'
                         '{{"number": "2", "title": "B", "maker": {{"full_name": "{}"}}}}]'),
}  # fmt: skip


@pytest.mark.parametrize("shape", FILES)
@pytest.mark.parametrize("nobody", NOBODY[:7])
def test_a_proposed_mapping_brings_in_somebody_alone(tmp_path, shape, nobody):
    name, text = FILES[shape]
    file = written(tmp_path, name, text.format(nobody))
    ((_, names, rows, _),) = samples([file])
    proposed = propose(rows, names)
    mapping = Mapping.load(proposed)
    drafts = {draft.key: draft for draft in map(mapping.draft, mapping.open([file]))}

    assert '"named"' in proposed
    assert drafts["1"].parties
    assert (drafts["2"].parties, drafts["2"].problems) == ([], [])


def test_a_giver_who_is_nobody_is_none(tmp_path):
    file = written(tmp_path, "a.csv", "Number,Title,Donor\n1,A,Ann Cup\n2,B,Anonymous\n")
    ((_, names, rows, _),) = samples([file])
    mapping = Mapping.load(propose(rows, names))

    named, nobody = map(mapping.draft, mapping.open([file]))
    assert [party.name for _, party in named.acquisition.donors] == ["Ann Cup"]
    assert nobody.acquisition is None


def test_a_mapping_without_the_step_takes_names_as_they_are():
    assert [party.name for party in drafted('[[parties]]\nname = "x"', x="unknown").parties] == ["unknown"]
