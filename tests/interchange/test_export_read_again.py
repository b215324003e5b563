"""What we write, our own readers read: every text as it was, whatever it begins with."""

import orjson
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from collection.interchange.export import written
from collection.interchange.readers import open_rows

pytestmark = pytest.mark.without_database

NAMES = ("accession_number", "title", "description")
# Readers leave blanks at the ends of a cell to the mapping; of NUL they say that it is no text.
TEXT = st.lists(
    st.sampled_from(["=1+1", "+", "-", "@SUM", "'", '"', ",", ";", "\n", "\t", "_x0041_", "<r>", "é", "확인", "7"]),
    max_size=6,
).map(lambda parts: "".join(parts).strip())


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl"])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.tuples(TEXT, TEXT))
@example(texts=("=HYPERLINK(1)", "''quoted"))
def test_every_text_comes_back(tmp_path, kind, texts):
    record = dict(zip(NAMES, ("2023.1", *texts), strict=True))
    path = tmp_path / f"exhibits.{kind}"
    path.write_bytes(b"".join(written(kind, "Exhibits", NAMES, [orjson.dumps(record)])))

    (row,) = open_rows([path])

    assert {name: row.values.get(name) or "" for name in NAMES} == record
