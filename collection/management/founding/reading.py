"""Read the TOML files into entries that know where they stand, so that an error can say so."""

import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

FOLDER = Path(__file__).parent
LABELS = ("key", "accession_number", "question", "name", "place", "party")  # what an error calls an entry by


class FoundingError(Exception):
    """The data cannot be loaded. The text names file, entry and mend."""


class Entry:
    """One table of one file. What nobody takes out of it is an error: a misspelt field must not go unnoticed."""

    def __init__(self, where: str, values: dict):
        self.where = where
        self._values = dict(values)
        self._taken: set[str] = set()

    def take(self, name: str, default=None):
        """The value of an optional field, with the line breaks at its ends removed."""
        self._taken.add(name)
        value = self._values.get(name, default)
        return value.strip() if isinstance(value, str) else value

    def need(self, name: str):
        """The value of a field that has to be there."""
        value = self.take(name)
        if value in (None, "", []):
            raise self.fault(f"“{name}” is missing. Add it.")
        return value

    def fields(self, model, *, defaults: dict | None = None) -> dict:
        """All that is left, as values of `model`'s editable columns."""
        known = {field.name for field in model._meta.concrete_fields if field.editable and not field.is_relation}
        left = [name for name in self._values if name not in self._taken]
        for name in left:
            if name not in known:
                raise self.fault(f"{model._meta.verbose_name} has no field “{name}”. {self._advice(name, known)}")
        return {**(defaults or {}), **{name: self.take(name) for name in left}}

    def finish(self) -> None:
        """Complain of what is left."""
        for name in self._values:
            if name not in self._taken:
                raise self.fault(f"“{name}” means nothing here. {self._advice(name, self._taken)}")

    def entries(self, name: str) -> Iterator["Entry"]:
        """The tables inside this one, such as the notes of a file or the stops of an occasion."""
        for place, values in enumerate(self.take(name, []), start=1):
            label = next((f" ({values[key]})" for key in LABELS if key in values), "")
            yield Entry(f"{self.where}, {name} {place}{label}", values)

    def find(self, records: dict, name: str, kind: str, home: str):
        """`records[name]`, or an error that says which name comes close and where the names are declared."""
        if name not in records:
            raise self.fault(f"there is no {kind} “{name}” in {home}. {self._advice(name, records)}")
        return records[name]

    def fault(self, message: str) -> FoundingError:
        return FoundingError(f"{self.where}: {message}")

    @staticmethod
    def _advice(name: str, known) -> str:
        near = get_close_matches(str(name), [str(k) for k in known], n=1)
        if near:
            return f"Did you mean “{near[0]}”?"
        return f"Use one of: {', '.join(sorted(map(str, known))[:20])}." if known else "Add it there first."


class Book:
    """All files of one folder."""

    def __init__(self, folder: Path = FOLDER):
        self.folder = folder

    def document(self, file: str) -> Entry:
        """One file as a whole."""
        try:
            text = (self.folder / file).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise FoundingError(f"{file} is not in {self.folder.name}/. Put it back.") from None
        try:
            return Entry(file, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            raise FoundingError(f"{file} is not TOML: {error}. Mend the line it names.") from None

    def entries(self, file: str, table: str) -> Iterator[Entry]:
        """The tables of a file that has only such tables."""
        document = self.document(file)
        yield from document.entries(table)
        document.finish()

    def note_files(self) -> list[str]:
        return [f"notes/{path.name}" for path in sorted((self.folder / "notes").glob("*.toml"))]
