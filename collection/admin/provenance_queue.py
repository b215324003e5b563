"""What the analysis of provenance chains gives to look into: a list to work through, a report to print, a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import orjson
from django.http import QueryDict
from django.urls import reverse
from pyroaring import FrozenBitMap

from collection.filters.choices import PROVENANCE
from collection.filters.selection import Selection
from collection.models import Exhibit
from collection.models.audience import reads_private
from collection.models.index import Facet
from collection.models.told_chain import ToldChain, told_chains
from collection.notation.provenance.analysis import KINDS, Finding
from collection.search.index import Index

AT_ONCE = 200  # exhibits whose chains are read together
COLUMNS = ("number", "title", "finding", "links", "first_year", "last_year", "reason")


@dataclass(frozen=True)
class Found:
    """One finding: what it is called, and the positions of the links it is about."""

    label: str
    positions: list[int]
    finding: Finding


@dataclass(frozen=True)
class Row:
    """An exhibit of the queue with what there is to look into, and where it is described and reported on."""

    exhibit: Exhibit
    found: list[Found]

    @property
    def page(self) -> str:
        return reverse("admin:collection_exhibit_change", args=[self.exhibit.pk])

    @property
    def report(self) -> str:
        return reverse("admin:collection_exhibit_provenance_report", args=[self.exhibit.pk])


def findings_of(chain: ToldChain, kinds: Sequence[str] = ()) -> list[Found]:
    """The findings about a chain; with `kinds`, only those."""
    return [
        Found(KINDS[finding.kind], [at + 1 for at in finding.links], finding)
        for finding in chain.findings
        if not kinds or finding.kind in kinds
    ]


class Queue:
    """The exhibits whose chain gives `user` reason to look, narrowed by `asked`: provenance and provenance_gap."""

    def __init__(self, user, asked: QueryDict):
        self.user, self.asked = user, asked
        self.kinds = asked.getlist("provenance")
        self._selection = Selection(user, asked)
        self._index = Index.current(self._selection.index.using, reads_private(user))

    @property
    def errors(self) -> list[str]:
        return [text for texts in self._selection.errors.values() for text in texts]

    @property
    def years(self) -> str:
        return self.asked.get("provenance_gap", "")

    @cached_property
    def ids(self) -> list[int]:
        found = self._selection.ids & self._index.universe
        if not self.kinds and not self.errors:
            found &= FrozenBitMap.union(FrozenBitMap(), *self._under.values())
        return sorted(found)

    def counts(self) -> list[tuple]:
        """(choice, how many exhibits have it, address of the queue with this kind alone) for each kind of finding."""
        return [
            (choice, len(self._under.get(choice.value, ())), self._with(choice.handle)) for choice in PROVENANCE.all
        ]

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The exhibits with these ids, at most AT_ONCE, in the order of their numbers."""
        exhibits = Exhibit.objects.visible_to(self.user).filter(pk__in=ids).order_by("accession_sort", "id")
        return [Row(chain.exhibit, findings_of(chain, self.kinds)) for chain in told_chains(list(exhibits), self.user)]

    def batches(self, most: int | None = None) -> Iterator[list[Row]]:
        """All rows, or the first `most`, in batches."""
        ids = self.ids[:most]
        return (self.rows(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))

    def records(self) -> Iterator[bytes]:
        """Each finding as JSON with the fields COLUMNS."""
        for row in (row for rows in self.batches() for row in rows):
            for found in row.found:
                links = " ".join(map(str, found.positions))
                values = (row.exhibit.accession_number, row.exhibit.title, found.label, links)
                values += (found.finding.first_year, found.finding.last_year, found.finding.reason)
                yield orjson.dumps(dict(zip(COLUMNS, values, strict=True)))

    @cached_property
    def _under(self) -> dict[int, FrozenBitMap]:
        """Kind of finding → the exhibits whose chain has one, in a query for each side of the index."""
        sides = [side.sets for side in self._index.facet(Facet.PROVENANCE)]
        kinds, known = {kind for sets in sides for kind in sets}, self._index.universe
        return {kind: FrozenBitMap.union(*(sets[kind] for sets in sides if kind in sets)) & known for kind in kinds}

    def _with(self, kind: str) -> str:
        changed = self.asked.copy()
        changed["provenance"] = kind
        return f"?{changed.urlencode()}"
