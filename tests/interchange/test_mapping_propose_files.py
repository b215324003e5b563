"""The mapping that is proposed for several files: which hangs on which."""

import pytest

from collection.interchange.mapping import Mapping, propose_for
from tests.interchange.files import written, zipped
from tests.interchange.test_mapping_draft import TABLES

pytestmark = pytest.mark.without_database


def proposed(*files):
    mapping = Mapping.load(propose_for(files))
    return mapping.document, [mapping.draft(row) for row in mapping.open(files)]


@pytest.mark.parametrize("is_zipped", [False, True])
def test_role_tables_are_joined(tmp_path, is_zipped):
    if is_zipped:
        files = [zipped(tmp_path, "a.zip", TABLES)]
    else:
        files = [written(tmp_path, name, text) for name, text in TABLES.items()]
    document, (amphora, bowl) = proposed(*files)

    assert [(join["file"], join["to"], join["many"]) for join in document["join"]] == [
        ("objects_constituents.csv", "objectid", True),
        ("constituents.csv", "objects_constituents[].constituentid", False),
    ]
    assert [(p.role, p.name, p.birth, p.country, p.note) for p in amphora.parties] == [
        ("maker", "Exekias", "c. 550 BCE", "GR", "attributed to"),
        ("former_owner", "M. Knoedler & Co.", None, None, ""),
    ]
    assert [party.name for _, party in bowl.acquisition.donors] == ["Ann Cup"]


def test_a_table_that_records_point_to(tmp_path):
    files = [
        written(tmp_path, "makers.csv", "Maker ID,Full name\n7,Ann Cup\n8,Ben Plate\n"),
        written(tmp_path, "objects.csv", "Object Number,Title,Maker ID\n1,Bowl,7\n2,Cup,7\n"),
    ]
    document, drafts = proposed(*files)

    assert document["join"] == [
        {"file": "makers.csv", "key": "Maker ID", "to": "Maker ID", "as": "makers", "many": False}
    ]
    assert [(draft.fields["title"], draft.parties[0].name) for draft in drafts] == [
        ("Bowl", "Ann Cup"),
        ("Cup", "Ann Cup"),
    ]


def test_files_alike_are_all_records(tmp_path):
    files = [written(tmp_path, f"{n}.csv", f"Number,Title\n{n},Bowl\n") for n in (1, 2)]
    document, drafts = proposed(*files)

    assert "join" not in document
    assert [draft.key for draft in drafts] == ["1", "2"]
