"""Ids for records to come, what comes besides exhibits, and what makes two names one."""

from collections.abc import Iterator
from itertools import count

from django.db import connections, router

from collection.models import Exhibit
from collection.models.bulk import reserve

identity = Exhibit._meta.get_field("accession_key").compute  # case and width folded, white space collapsed
_AT_ONCE = 200


class Numbers:
    """Ids that nobody else will get, in one transaction. `pretended` ones, for a look ahead, are below zero.

    made: (kind, name, what tells it from others of that name) of each record that comes besides exhibits.
    """

    def __init__(self, *, pretended: bool):
        self.pretended = pretended
        self.made: list[tuple[str, str, str]] = []
        self._free: dict[type, Iterator[int]] = {}

    def next(self, model) -> int:
        if model not in self._free:
            self._free[model] = count(-1, -1) if self.pretended else _reserved(model)
        return next(self._free[model])

    def note(self, kind: str, name: str, apart: str = "") -> None:
        """A record comes that is no exhibit."""
        self.made.append((kind, name, apart))

    def taken(self) -> list[tuple[str, str, str]]:
        """What was noted since this was last asked."""
        made, self.made = self.made, []
        return made


def _reserved(model) -> Iterator[int]:
    if connections[router.db_for_write(model)].vendor == "sqlite":  # where nobody else writes before we commit
        yield from count(reserve(model, 1)[0])
    while True:
        yield from reserve(model, _AT_ONCE)
