"""What the columns of a file look like: their names without signs, their values without blanks."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from collection.interchange.mapping.text_steps import as_text
from collection.interchange.readers.reading import EMPTY
from collection.interchange.readers.rows import Row

_LANGUAGES = ("", "value", "text", "en", "display", "label", "name")


@dataclass(frozen=True)
class Column:
    """A column, or a path into a nested one. values: what it has to say in the sample, as text."""

    path: str
    values: tuple[str, ...]
    rows: int

    @property
    def key(self) -> str:
        return bare(self.path)

    @property
    def is_unique(self) -> bool:
        return len(self.values) == self.rows == len(set(self.values))

    @property
    def never_repeats(self) -> bool:
        """Whether it says something of most rows, and never the same."""
        return self.rows < 2 * len(self.values) == 2 * len(set(self.values))

    @property
    def mostly_differs(self) -> bool:
        """Whether it says something of most rows, and seldom the same."""
        return 2 * len(set(self.values)) > self.rows

    def share(self, test) -> float:
        """How many of the values pass, from 0 to 1; 0 where there are none."""
        return sum(bool(test(value)) for value in self.values) / len(self.values) if self.values else 0.0


@cache
def column_names() -> dict[str, dict[str, list[str]]]:
    """What museums call their columns: section → field → names, the surest first."""
    return tomllib.loads(Path(__file__).with_name("column_names.toml").read_text(encoding="utf-8"))


def bare(name: str) -> str:
    """A name as `column_names.toml` has it: "Object Number" and "dcterms:title" are objectnumber and dctermstitle."""
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def columns_of(rows: list[Row], names: Iterable[str]) -> dict[str, Column]:
    """The plain columns of a sample, and the members of plain objects in it ("title.en"), by their path."""
    found: dict[str, list[str]] = {name: [] for name in names}
    for row in rows:
        for name, value in row.values.items():
            _collect(found, name, value)
    return {path: Column(path, tuple(values), len(rows)) for path, values in found.items() if path}


def _collect(found: dict[str, list[str]], path: str, value) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            _collect(found, f"{path}.{name}", inner)
    elif isinstance(value, list):
        if all(not isinstance(each, (dict, list)) for each in value):
            found.setdefault(path, []).extend(as_text(each) for each in value if not is_nothing(each))
        elif isinstance(value[0], dict):  # of several titles or numbers the first
            for name in value[0].keys() & set(_LANGUAGES):
                _collect(found, f"{path}[0].{name}", value[0][name])
    elif not is_nothing(value):
        found.setdefault(path, []).append(as_text(value))


def is_nothing(value) -> bool:
    return value is None or (isinstance(value, str) and (not value.strip() or value in EMPTY))


def lists_of(rows: list[Row]) -> dict[str, list[Row]]:
    """The paths at which lists of objects stand, each with its members as rows."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        _gather(found, "", row.values, row)
    return found


def _gather(found: dict[str, list[Row]], path: str, value: dict, row: Row) -> None:
    for name, inner in value.items():
        here = f"{path}.{name}" if path else name
        if isinstance(inner, dict):
            _gather(found, here, inner, row)
        elif isinstance(inner, list) and (members := [each for each in inner if isinstance(each, dict)]):
            found.setdefault(here, []).extend(Row(row.number, row.file, each) for each in members)


_PREFIX = re.compile(r"^(dublincore|dcterms|dc|caobjects|caobject|ca|schema|crm)(?=[a-z]{4})")


def choose(columns: dict[str, Column], names: list[str], taken: set[str], may=lambda column: True, is_deep=False):
    """The path of the free column with the surest of the names that passes `may`, or None; then it counts as taken.

    is_deep: the last part of a path is name enough.
    """
    keyed: dict[str, str] = {}
    guessed: dict[str, str] = {}
    for path, column in columns.items():
        if path in taken or not column.values:
            continue
        stem, _, last = path.rpartition(".")
        keyed.setdefault(column.key, path)
        keyed.setdefault(_PREFIX.sub("", column.key), path)
        if stem and bare(last) in _LANGUAGES:
            keyed.setdefault(bare(stem), path)  # title.en stands for the title
        if stem and is_deep:
            keyed.setdefault(bare(last), path)  # who.name for the name
        for name in _nested_names(stem, bare(last)) if stem else ():
            guessed.setdefault(name, path)
    for known in (keyed, guessed):
        for name in names:
            if (path := known.get(name)) and may(columns[path]):
                taken.add(path)
                return path
    return None


def _nested_names(stem: str, last: str) -> list[str]:
    """What a nested column may be called: titles[0].text a title, acquired.date the date acquired."""
    parent = bare(stem.rpartition(".")[2].removesuffix("[0]"))
    one = parent.removesuffix("s")
    return ([parent, one] if last in _LANGUAGES else []) + [f"{one}{last}", f"{last}{one}"]
