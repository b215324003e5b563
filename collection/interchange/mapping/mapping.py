"""A mapping: one readable text that says how a museum's file becomes exhibits."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import fields as dataclass_fields
from itertools import islice

from collection.interchange.draft import FIELDS, Draft
from collection.interchange.mapping import sections, toml
from collection.interchange.mapping.checks import compile_checks
from collection.interchange.mapping.errors import MappingError, Remarks
from collection.interchange.mapping.members import checked
from collection.interchange.mapping.paths import top_column
from collection.interchange.mapping.text_steps import as_text
from collection.interchange.mapping.values import Compiler
from collection.interchange.readers import Join, Reading, Row, Rows, open_rows
from collection.interchange.readers.reading import FORMATS
from collection.interchange.readers.rows import nearest

KEYS = ("name", "about", "match", "publish", "read", "join", "fields", "parties", "acquisition", "place", "terms")
KEYS += ("notes", "checks", "lookups")
# Field → the step its value gets where the mapping writes none. Provenance is kept sign for sign.
_FINISH = {"made": "date", "quantity": "integer", "rights_statement": "rights", "accession_number": "trim"}
_FINISH |= {"title": "trim", "object_name": "trim", "made_place": "trim", "prominence": "lower"}


class Mapping:
    """A mapping, compiled. `Mapping.load(text)` makes one; `draft(row)` uses it.

    match: the field that says which exhibit a row means. publish: whether new exhibits that are complete are published.
    reading, joins: how the files are read, for `open`.
    """

    def __init__(self, document: dict):
        """Raises MappingError, which names the key and the mend."""
        self.document = document
        for key in document:
            if key not in KEYS:
                raise MappingError(key, "There is no such section.", nearest(key, KEYS))
        self.name = _typed(document, "name", str, "")
        self.about = _typed(document, "about", str, "")
        self.match = _typed(document, "match", str, "accession_number")
        self.publish = _typed(document, "publish", bool, False)
        self.reading = _reading(_typed(document, "read", dict, {}))
        self.joins = [_join(each, number) for number, each in enumerate(_typed(document, "join", list, []), start=1)]
        self._compile()

    @classmethod
    def load(cls, text: str) -> "Mapping":
        """From its text. Raises MappingError."""
        try:
            return cls(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            message = f"The text is not TOML: {error}."
            raise MappingError("", message, "Look at that line: texts stand in quotation marks.") from error

    def dump(self) -> str:
        """Its text, without the comments: `Mapping.load(mapping.dump())` is the same mapping."""
        return toml.dumps(self.document)

    def __eq__(self, other):
        return isinstance(other, Mapping) and self.document == other.document

    __hash__ = None

    def open(self, files: Sequence) -> Rows:
        """The rows of `files`, read and joined as the mapping says. Raises ReadError."""
        rows = open_rows(files, self.reading, self.joins)
        rows.needed = {(path, top_column(path)): key for path, key in self._columns}
        return rows

    def sample(self, files: Sequence, count: int = 200) -> tuple[list[str], list[Row]]:
        """The columns and the first rows of the files with the records, before anything is joined. Raises ReadError."""
        records = open_rows(files, self.reading, self.joins)
        records.joins = []
        rows = list(islice(records, count))
        return list(dict.fromkeys(name for row in rows for name in row.values)), rows

    def unknown_columns(self, names: Iterable[str]) -> list[MappingError]:
        """What the mapping reads that is none of the columns `names`: for a look at it before a run."""
        known = {*names, *(join.name.split("[]")[0] for join in self.joins)}
        missing = {path: key for path, key in self._columns if not {path, top_column(path)} & known}
        message = "The file has no column “{}”."
        return [MappingError(key, message.format(path), nearest(path, sorted(known))) for path, key in missing.items()]

    def draft(self, row: Row) -> Draft:
        """What the row says of an exhibit, with all that is wrong with it. Never raises for what a row holds."""
        draft = Draft(row.number, row.file, "", problems=list(row.problems))
        if draft.is_refused:
            return draft
        values, remarks = row.values, Remarks(draft.problems)
        found = draft.fields
        for name, read in self._fields:
            value = read(values, remarks)
            found[name] = value if value.__class__ is str or value is None else _as_field(value, name)
        for name, read in self._sections:
            setattr(draft, name, read(values, remarks))
        if self._checks:
            self._checks(values, remarks)
        key = found.get(self.match)
        if key is None or not (key := as_text(key).strip()):
            remarks.column, remarks.raw = self.match, None
            mend = f"Give the row its own, or say in the mapping from which column {self.match} comes."
            remarks.add(f"The row has no {self.match.replace('_', ' ')}.", mend, "no-key", "refused")
        else:
            draft.key = key
        if "title" in found and not found["title"]:
            remarks.column, remarks.raw = "title", None
            mend = 'Give it one; or let a step fill it in: { default = "[Untitled]", warn = "It has no title." }.'
            remarks.add("The row has no title.", mend, "no-title", "refused")
        return draft

    def _compile(self) -> None:
        document = self.document
        tables = _typed(document, "lookups", dict, {})
        for name, table in tables.items():
            _typed(tables, name, dict, {}, f"lookups.{name}")
            if not all(isinstance(value, (str, int, bool)) for value in table.values()):
                raise MappingError(
                    f"lookups.{name}", "A line is no text.", 'Write each as "as in the file" = "as here".'
                )
        compiler = Compiler(frozenset(self.reading.empty), tables)
        written = _typed(document, "fields", dict, {})
        for name in written:
            if name not in FIELDS:
                raise MappingError(f"fields.{name}", "The catalogue has no such field.", nearest(name, FIELDS))
        if self.match not in written:
            raise MappingError(
                "match", f"Records are matched on {self.match}, which no column is mapped to.", "Map it under [fields]."
            )
        self._fields = [
            (name, compiler.value(each, f"fields.{name}", _FINISH.get(name))) for name, each in written.items()
        ]
        self._sections = []
        if "parties" in document:
            parties = sections.compile_parties(document["parties"], "parties", compiler, "maker")
            self._sections.append(("parties", parties))
        for name, build in _SECTIONS.items():
            if name in document:
                self._sections.append((name, build(document[name], compiler)))
        self._checks = compile_checks(document["checks"], compiler) if "checks" in document else None
        self._columns = compiler.columns + [(join.to, f"join[{n}].to") for n, join in enumerate(self.joins, start=1)]


_SECTIONS = {
    "acquisition": sections.compile_acquisition,
    "place": sections.compile_place,
    "terms": sections.compile_terms,
    "notes": sections.compile_notes,
}


def _as_field(value, name: str) -> str | int | None:
    if name == "quantity":
        return next(iter(value), None) if value.__class__ is list else value
    if value.__class__ is list:
        return "; ".join(as_text(each) for each in value) or None
    return as_text(value)


def _typed(table: dict, name: str, kind: type, default, key: str | None = None):
    value = table.get(name, default)
    if not isinstance(value, kind):
        kinds = {str: "a text", bool: "true or false", dict: "a section", list: "a list of sections"}
        raise MappingError(key or name, f"This should be {kinds[kind]}.", "See the example in the README.")
    return value


def _reading(section: dict) -> Reading:
    options = {option.name: option for option in dataclass_fields(Reading)}
    for name, value in section.items():
        if name not in options:
            raise MappingError(f"read.{name}", "There is no such option.", nearest(name, options))
        kinds = {"quoted": bool, "short_rows": bool, "header_row": int, "columns": list, "empty": list}
        if not isinstance(value, kinds.get(name, str)):
            raise MappingError(f"read.{name}", f"{value!r} will not do.", "See the example in the README.")
    if section.get("format", "csv") not in FORMATS:
        raise MappingError("read.format", "There is no such format.", nearest(section["format"], FORMATS))
    if len(section.get("delimiter", ",")) != 1:
        raise MappingError("read.delimiter", "A delimiter is one sign.", 'Write delimiter = ";".')
    return Reading(**{name: tuple(value) if isinstance(value, list) else value for name, value in section.items()})


def _join(section, number: int) -> Join:
    key = f"join[{number}]"
    checked(section, key, ("file", "key", "to", "as", "many", "sheet", "records"))
    for needed in ("file", "key", "to", "as"):
        if not isinstance(section.get(needed), str) or not section[needed]:
            raise MappingError(f"{key}.{needed}", "It is missing.", f'Write {needed} = "…".')
    rest = {name: section[name] for name in ("many", "sheet", "records") if name in section}
    return Join(section["file"], section["key"], section["to"], section["as"], **rest)
