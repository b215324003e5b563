"""A mapping as a table: each column of a file, and the field of the catalogue that it goes to."""

from collections.abc import Iterable
from dataclasses import dataclass

from collection.interchange.draft import FIELDS, VOCABULARIES
from collection.interchange.mapping import Mapping, toml
from collection.interchange.mapping.propose_people import NAMED
from collection.interchange.readers import Row
from collection.interchange.readers.rows import shown

UNUSED, AS_WRITTEN = "", "as written"
_SAMPLES = 3
# What a row may change, and what a remark may be about where no column is at fault.
_SAID = (*FIELDS, *VOCABULARIES, "parties", "acquisition", "place", "notes")
_SAID += ("party", "donor", "showroom", "term", "note", "number", "occasion", "locator")


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


LABELS = {name: _label(name) for name in _SAID}  # what people call it
# Where a column can go → what it is called there. Anything finer is written in the text.
TARGETS = {
    **{name: _label(name) for name in FIELDS},
    "parties": "Maker",
    **{f"terms.{name}": f"Term: {name}" for name in VOCABULARIES},
    "place.showroom": "Showroom",
    "acquisition.on": "Acquisition: date",
    "acquisition.number": "Acquisition: number",
    "acquisition.donors": "Acquisition: giver",
}
_LISTS = {"parties", "acquisition.donors"}  # targets that take several columns


@dataclass
class Column:
    """One column: its name, some of its values, where it goes; `AS_WRITTEN` where the text alone can say that."""

    name: str
    samples: list[str]
    target: str


def columns_of(text: str, names: Iterable[str], rows: list[Row]) -> list[Column]:
    """The table of a mapping. Raises MappingError."""
    document = Mapping.load(text).document
    targets = {name: target for target, name in _plain(document)}
    written = set(_texts(document))
    return [
        Column(name, _samples(name, rows), targets.get(name) or (AS_WRITTEN if _is_in(name, written) else UNUSED))
        for name in names
        if not name.startswith("_")
    ]


def assigned(text: str, choices: dict[str, str]) -> str:
    """The mapping's text with columns sent elsewhere: column → target. What is not chosen anew stays as it is written.

    Raises MappingError.
    """
    document = Mapping.load(text).document
    now = {name: target for target, name in _plain(document)}
    changes = {name: target for name, target in choices.items() if target not in (AS_WRITTEN, now.get(name, UNUSED))}
    for name in changes:
        if name in now:
            _remove(document, now[name], name)
    for name, target in changes.items():
        if target in TARGETS:
            _put(document, target, name)
    text = toml.dumps(document)
    Mapping.load(text)
    return text


def _plain(document: dict):
    """(target, column) of what a table can show: one column, wherever its steps lead."""
    for target in TARGETS:
        *way, last = target.split(".")
        table = document
        for step in way:
            table = table.get(step, {})
        value = table.get(last) if way or target in _LISTS else document.get("fields", {}).get(last)
        for each in value if isinstance(value, list) else [value]:
            each = each.get("name") if target in _LISTS and isinstance(each, dict) and "each" not in each else each
            column = each.get("from") if isinstance(each, dict) else each
            if isinstance(column, str):
                yield target, column


def _table(document: dict, target: str) -> tuple[dict, str]:
    """The table of the document in which a target stands, and its key there."""
    *way, last = target.split(".")
    table = document
    for step in way or ([] if target in _LISTS else ["fields"]):
        table = table.setdefault(step, {})
    return table, last


def _remove(document: dict, target: str, name: str) -> None:
    table, key = _table(document, target)
    if target in _LISTS:
        table[key] = [each for each in table[key] if name not in _texts(each.get("name"))]
        if table[key]:
            return
    table.pop(key, None)
    section = target.partition(".")[0]
    if section != target and not document[section]:
        del document[section]


def _put(document: dict, target: str, name: str) -> None:
    table, key = _table(document, target)
    if target in _LISTS:
        table.setdefault(key, []).append({"name": {"from": name, "steps": [*NAMED]}})
    else:
        table[key] = name


def _texts(value):
    """Every text in a part of a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _is_in(name: str, written: set[str]) -> bool:
    return any(text == name or text.startswith((f"{name}[", f"{name}.")) for text in written)


def _samples(name: str, rows: list[Row]) -> list[str]:
    values = (row.values.get(name) for row in rows)
    return list(dict.fromkeys(shown(value) for value in values if value not in (None, "", [], {})))[:_SAMPLES]
