"""How often a source was right by the museum's reading: its claims counted by the position taken on each.

A source may make a million claims, so nobody counts them when asked. The index does, as it goes: the first claim of a
source on an exhibit that has a position puts the exhibit under one value of the facet CLAIMS, the second under the
next, and so on; the sizes of these sets, added up, are the number of claims. What visitors may see is counted apart.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from .audience import reads_private
from .index import Bitmap, Facet, Side
from .provenance import PositionKind, ProvenanceNote

POSITIONS = tuple(PositionKind.values)
# As a record is read: what was judged, then what was not.
READING_ORDER = (PositionKind.ACCEPTED, PositionKind.DISPUTED, PositionKind.REJECTED, PositionKind.UNASSESSED)
MOST_ALIKE = 2**16  # claims of one source on one exhibit with one position; further ones are not counted
_OF_SOURCE = 4 * MOST_ALIKE
MOST_ELSEWHERE = 5_000  # claims about occasions and places, which are counted when asked


@dataclass(frozen=True)
class TrackRecord:
    """How many claims of a source stand, by the museum's position on them."""

    accepted: int = 0
    disputed: int = 0
    rejected: int = 0
    unassessed: int = 0

    @property
    def assessed(self) -> int:
        return self.accepted + self.disputed + self.rejected

    @property
    def claims(self) -> int:
        return self.assessed + self.unassessed

    def counts(self) -> list[tuple[PositionKind, int]]:
        return [(kind, getattr(self, kind.value)) for kind in READING_ORDER]

    @property
    def share(self) -> int | None:
        """Of the claims with a position, the per cent that was accepted; None where none has one."""
        return round(100 * self.accepted / self.assessed) if self.assessed else None


def claims_value(source: int, position: str, nth: int = 1) -> int:
    """The value of CLAIMS under which exhibits stand that have `nth` claims of the source with this position."""
    return source * _OF_SOURCE + POSITIONS.index(position) * MOST_ALIKE + nth - 1


def claims_values(notes: Iterable[dict]) -> set[int]:
    """The values of CLAIMS for the notes about one exhibit: rows with source_id, position and withdrawn_at."""
    standing = Counter((note["source_id"], note["position"]) for note in notes if note["withdrawn_at"] is None)
    return {
        claims_value(source, position, nth)
        for (source, position), count in standing.items()
        for nth in range(1, min(count, MOST_ALIKE) + 1)
    }


def track_record(source, user) -> TrackRecord:
    """What `user` may know of it, in two queries whose cost does not grow with the claims."""
    counts = Counter()
    sides = [Side.PUBLIC, Side.PRIVATE] if reads_private(user) else [Side.PUBLIC]
    first = source.pk * _OF_SOURCE
    sets = Bitmap.objects.using(source._state.db).filter(
        side__in=sides, facet=Facet.CLAIMS, value__range=(first, first + _OF_SOURCE - 1), size__gt=0
    )
    for value, size in sets.values_list("value").annotate(Sum("size")).order_by():
        counts[POSITIONS[(value - first) // MOST_ALIKE]] += size
    elsewhere = ProvenanceNote.objects.using(source._state.db).visible_to(user)
    elsewhere = elsewhere.filter(source=source, exhibit__isnull=True, withdrawn_at__isnull=True).order_by("id")
    counts.update(elsewhere.values_list("position", flat=True)[:MOST_ELSEWHERE])
    return TrackRecord(**counts)
