"""A first mapping for several files: which holds the records, and how the others hang on it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from collection.interchange.mapping.column_facts import bare, columns_of
from collection.interchange.mapping.propose import names_of_fields, propose
from collection.interchange.readers import Row, samples

_KEY = re.compile(r"(id|no|number|key|code|ref)$")


@dataclass(frozen=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    rows: list[Row]
    header_row: int = 1

    @property
    def stem(self) -> str:
        return re.sub(r"\W+", "_", PurePosixPath(self.name).name.rsplit(".", 1)[0]).strip("_").lower() or "rows"

    @property
    def worth(self) -> int:
        """How many fields of the catalogue its columns are called after."""
        keys = set(map(bare, self.columns))
        return sum(bool(keys & set(names)) for names in names_of_fields())

    def has_one_row_for_each(self, column: str) -> bool:
        found = columns_of(self.rows, []).get(column)
        return found is not None and found.mostly_differs  # a key that stands twice is a mistake, and is reported

    def shared(self, other: "_Table") -> tuple[str, str] | None:
        """(own column, the other's) of the key that both have."""
        others = {bare(column): column for column in other.columns}
        keys = [column for column in self.columns if _KEY.search(bare(column)) and bare(column) in others]
        # "objectid" before "id": that is each table's own.
        best = max(keys, key=lambda column: (bare(column) != "id", -self.columns.index(column)), default=None)
        return (best, others[bare(best)]) if best and bare(best) != "id" else None


def propose_for(files: Sequence) -> str:
    """The text of a mapping for the files: as `propose`, with a [[join]] for each file that shares a key.

    Raises ReadError for a file that cannot be read.
    """
    tables = [_Table(each.name, tuple(each.columns), each.rows, each.header_row) for each in samples(files)]
    main = max(tables, key=lambda table: table.worth)
    others = [table for table in tables if table is not main and table.columns != main.columns]
    joins, links = [], []
    for table in others:
        if key := table.shared(main):
            joins.append(_join(table, key, main, ""))
            links.append((table, joins[-1]["many"]))
    for table in others:
        if any(table is link for link, _ in links):
            continue
        for link, many in links:
            if many and (key := table.shared(link)):
                joins.append(_join(table, key, link, f"{link.stem}[]."))
                break
    rows = [Row(row.number, row.file, dict(row.values)) for row in main.rows]
    _show(rows, joins, {table.stem: table for table in others})
    return propose(rows, list(main.columns), joins, main.header_row)


def _join(table: _Table, key: tuple[str, str], parent: _Table, inside: str) -> dict:
    own, other = key
    # One row a key only where the key is the table's own, and the parent's is another: a sample shows no more.
    is_one = own == table.columns[0] and other != parent.columns[0] and table.has_one_row_for_each(own)
    join = {"file": table.name, "key": own, "to": f"{inside}{other}", "as": f"{inside}{table.stem}"}
    return join | {"many": not is_one}


def _show(rows: list[Row], joins: list[dict], tables: dict[str, _Table]) -> None:
    """Give the first row what the joined files look like; what truly belongs to it does not matter for that."""
    if not rows:
        return
    first = rows[0].values
    for join in joins:
        link, _, stem = join["as"].rpartition("[].")
        members = [dict(row.values) for row in tables[stem].rows]
        if not link:
            first[stem] = members if join["many"] else next(iter(members), None)
            continue
        for place, member in enumerate(first.get(link) or []):
            one = members[place % len(members)] if members else None
            member[stem] = [one] if join["many"] and one else one
