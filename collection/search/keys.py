"""The keys by which exhibits are ordered, looked up in their entries as few at a time as a search in order needs."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from .codes import Order
from .tables import ENTRIES, among, rows

Key = str | int
Place = tuple[Key, int]  # key and exhibit id

STEPS = 16  # keys looked up at once: three times for a run of two thousand


def keys_of(connection, order: Order, ids: Iterable[int]) -> dict[int, Key]:
    """The keys that the entries now hold for these exhibits."""
    condition, parameter = among(connection, "exhibit_id", ids)
    sql = f"SELECT exhibit_id, {Order(order).label} FROM {ENTRIES} WHERE {condition}"
    return dict(rows(connection, sql, [parameter]))


class Keys:
    """The keys of one order that were looked up so far. What has no entry has no key."""

    def __init__(self, connection, order: Order):
        self.connection, self.order = connection, order
        self.known: dict[int, Key] = {}

    def learn(self, ids: Iterable[int]) -> None:
        """Look up those that are not known yet, in one query."""
        missing = [pk for pk in ids if pk not in self.known]
        if missing:
            self.known.update(keys_of(self.connection, self.order, missing))

    def position(self, ids: Sequence[int], place: Place, *, after: bool = False) -> int:
        """How many of `ids`, which are in order, come before a place; with `after`, or stand at it."""
        bisect = bisect_right if after else bisect_left
        low, high = 0, len(ids)
        while low < high:
            tried = self._known_of(ids, range(low, high, max(1, (high - low) // STEPS)))
            if not tried and not (tried := self._known_of(ids, range(low, high))):
                break
            below = bisect(tried, place, key=lambda at: (self.known[ids[at]], ids[at]))
            if below < len(tried):
                high = tried[below]
            if below:
                low = tried[below - 1] + 1
        return low

    def _known_of(self, ids: Sequence[int], positions: range) -> list[int]:
        """Those of the positions where something stands that has a key."""
        self.learn(ids[at] for at in positions)
        return [at for at in positions if ids[at] in self.known]
