"""Where a run's drafts come from: its files, read through its mapping."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from collection.interchange.draft import Draft
from collection.interchange.mapping import Mapping
from collection.interchange.readers import Row
from collection.models import ImportRun

_PART = 2**20  # bytes at either end of a file that tell it from another


class ChangedFile(Exception):
    """A file is not the one that the run began with."""


class Source:
    """The rows of a run's files with what its mapping makes of each."""

    def __init__(self, run: ImportRun):
        self.mapping = Mapping.load(run.mapping)
        self.match, self.publish = self.mapping.match, self.mapping.publish
        self._files = [(file["name"], Path(file["path"])) for file in run.files]
        for file, (name, path) in zip(run.files, self._files, strict=True):
            if not path.is_file():
                raise ChangedFile(f"{name} is not where it was. Put it back there, or start a new import with it.")
            if fingerprint(path) != file["fingerprint"]:
                raise ChangedFile(
                    f"{name} is not the file that this import began with. Put that back, or start a new import with "
                    "the new one: what is in the catalogue already is recognised."
                )

    def rows(self, noticed: Callable[[Row], None] | None = None) -> Iterator[Row]:
        """The records; `noticed` hears of rows of related files that are no use as they stand."""
        rows = self.mapping.open(self._files)
        rows.noticed = noticed
        yield from rows

    def draft(self, row: Row) -> Draft:
        return self.mapping.draft(row)


def described(path: Path, name: str | None = None) -> dict:
    """A file as a run keeps it."""
    size = path.stat().st_size
    return {"name": name or path.name, "path": str(path.resolve()), "size": size, "fingerprint": fingerprint(path)}


def fingerprint(path: Path) -> str:
    """Of its size and its two ends: quick for a file of any size."""
    size = path.stat().st_size
    found = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        found.update(file.read(_PART))
        file.seek(max(0, size - _PART))
        found.update(file.read(_PART))
    return found.hexdigest()
