"""What a chain of ownership leaves open or cannot be: `findings(chain, …)`, pure and without any records.

Days are the sortable integers of `day.ordinal`. A finding is a reason to look, not a verdict: it is made only where
the dates as they stand allow no other reading, and what has no date is never said to be early or late.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from collection.notation.provenance.export_bans import ban_in
from collection.notation.provenance.methods import METHODS

ERA = (1933, 1945)
NEW = 50  # years
_BEFORE_MADE = {"commission", "conceptualization"}  # what may come before the object
_OF_THE_DEAD = (
    "estate heirs executors trustees succession nachlass erben héritiers erven erfgenamen nalatenschap eredi herederos"
).split()
_NOBODY = {"unknown", "unknown owner", "unknown owners", "unknown collection", "unbekannt", "inconnu", "onbekend"}
_BY_THE_LIVING = {"sale", "private_sale", "forced_sale", "gift", "partial_gift", "exchange"}
_INHERITED = {"by_descent", "bequest", "death"}  # which may be settled years after a death
_MAKING = {"creation", "fabrication", "origin", *_BEFORE_MADE}
_TAKEN = {"forced_sale", "looting", "confiscation", "appropriation", "theft"}

GAP, OVERLAP, IMPOSSIBLE, INDIRECT, UNRESOLVED, EXPORT = (
    "gap",
    "overlap",
    "impossible",
    "indirect",
    "unresolved_1933_1945",
    "export_ban",
)
KINDS = {
    GAP: "no owner known",
    OVERLAP: "two owners at once",
    IMPOSSIBLE: "impossible link",
    INDIRECT: "not known to be direct",
    UNRESOLVED: "1933–1945 unresolved",
    EXPORT: "left a state under an export ban",
}


class Link(NamedTuple):
    """One link of a chain as the analysis needs it; None is what nobody says.

    begin, end: (earliest, latest) day; born is the first day the party can have been alive, died the last.
    direct: whether it passed directly to the next link. is_read: False where words of it are not understood.
    """

    name: str
    begin: tuple[int | None, int | None] = (None, None)
    end: tuple[int | None, int | None] = (None, None)
    born: int | None = None
    died: int | None = None
    method: str = ""
    place: str = ""
    direct: bool | None = None
    is_certain: bool = True
    is_dealer: bool = False
    is_read: bool = True

    @property
    def first_known(self) -> int | None:
        """A day on which it was there already, as far as the text says."""
        return _either(self.begin[1], self.end[0], self.begin[0])

    @property
    def last_known(self) -> int | None:
        """A day on which it was there still."""
        return _either(self.end[0], self.first_known)


class Finding(NamedTuple):
    """What to look at: `links` are places in the chain from 0, the years astronomical and None where open."""

    kind: str
    links: tuple[int, ...]
    first_year: int | None
    last_year: int | None
    reason: str


class Setting(NamedTuple):
    """What the catalogue knows beside the chain: when and where the object was made, when the museum received it."""

    made: tuple[int | None, int | None] = (None, None)
    made_place: str = ""
    received: tuple[int | None, int | None] = (None, None)


def findings(chain: Sequence[Link], setting: Setting) -> list[Finding]:
    """All findings, by kind and then by place. Linear time."""
    if not chain:
        return []
    parted = list(_parted(chain))
    gaps = [*_gaps(chain, setting), *parted]
    return [
        *(gap for gap in gaps if gap.kind == GAP),
        *_overlaps(chain),
        *_impossible(chain, setting),
        *(finding for finding in parted if finding.kind == IMPOSSIBLE),
        *_indirect(chain),
        *_unresolved(chain, setting, gaps),
        *_exports(chain, setting),
    ]


def _either(*values: int | None) -> int | None:
    return next((value for value in values if value is not None), None)


def year(day: int) -> int:
    """The astronomical year of a sortable day."""
    return day // 10_000


def _gaps(chain: Sequence[Link], setting: Setting) -> Iterator[Finding]:
    """Stretches of at least one whole year between two dated links that are nowhere said to be joined."""
    known, holder, joined = setting.made[1], None, chain[0].first_known is None or chain[0].method in _MAKING
    for index, link in enumerate(chain):
        if link.name.casefold() in _NOBODY:
            joined = False
            continue
        first = link.first_known
        if first is not None:
            if not joined and known is not None and year(first) - year(known) > 1:
                before = f"after {chain[holder].name}" if holder is not None else "after it was made"
                reason = (
                    f"Nobody is known to have had it {before}, {year(known)}, and before {link.name}, {year(first)}."
                )
                links = (index,) if holder is None else (holder, index)
                yield Finding(GAP, links, year(known), year(first), reason)
            known = max(link.last_known, known) if known is not None and holder is not None else link.last_known
            holder, joined = index, True
        joined = joined and link.direct is True


def _parted(chain: Sequence[Link]) -> Iterator[Finding]:
    """Neighbours said to be joined of which the later had it a whole year after the earlier let it go or died."""
    for index, (former, latter) in enumerate(pairwise(chain)):
        ended, began, died = former.end[1], latter.begin[0], _death(former)
        if former.direct is not True or began is None or latter.method in _INHERITED:
            continue
        if ended is not None and year(began) - year(ended) > 1:
            what = f"{former.name} had it until {year(ended)} at the latest"
        elif ended is None and died is not None and year(began) - year(died) > 1:
            ended, what = died, f"{former.name} died in {year(died)} at the latest"
        else:
            continue
        reason = f"{what}, {latter.name} had it not before {year(began)}, although it is said to have passed directly."
        kind = IMPOSSIBLE if ended is died and latter.method in _BY_THE_LIVING else GAP
        yield Finding(kind, (index, index + 1), year(ended), year(began), reason)


def _death(link: Link) -> int | None:
    """The last day the party can have been alive; None for an estate, and where the link itself is after it."""
    last = _either(link.end[0], link.begin[0])
    is_impossible = link.died is not None and last is not None and last > link.died
    return None if is_impossible or _is_of_dead(link) else link.died


def _is_of_dead(link: Link) -> bool:
    """Whether the name is of an estate or of heirs, who act after a death."""
    return any(word in link.name.lower() for word in _OF_THE_DEAD)


def _overlaps(chain: Sequence[Link]) -> Iterator[Finding]:
    """Neighbours of which the later had it before the earlier let it go."""
    for index, (former, latter) in enumerate(pairwise(chain)):
        by = _either(latter.begin[1], latter.end[0])
        if by is None or former.is_dealer or latter.is_dealer or not (_owns(former) and _owns(latter)):
            continue
        if former.end[0] is not None and year(by) < year(former.end[0]):
            reason = f"{latter.name} had it by {year(by)}, {former.name} until at least {year(former.end[0])}."
            yield Finding(OVERLAP, (index, index + 1), year(by), year(former.end[0]), reason)


def _owns(link: Link) -> bool:
    method = METHODS.get(link.method)
    return method is None or method.owns


def _impossible(chain: Sequence[Link], setting: Setting) -> Iterator[Finding]:
    """Parties not alive, events before it was made or after the museum received it, links before the one before."""
    for index, link in enumerate(chain):
        begin, by = link.begin[0], _either(link.begin[1], link.end[1], link.end[0])
        last = _either(link.end[0], begin)
        if link.died is not None and last is not None and last > link.died and not _is_of_dead(link):
            word = "took it over not before" if last == begin else "had it until at least"
            yield _one(index, last, f"{link.name} {word} {year(last)} and died in {year(link.died)} at the latest.")
        if link.born is not None and by is not None and by < link.born:
            yield _one(
                index, by, f"{link.name} had it by {year(by)} and was born in {year(link.born)} at the earliest."
            )
        made = setting.made[0]
        if made is not None and by is not None and by < made and link.method not in _BEFORE_MADE:
            yield _one(index, by, f"{link.name} had it by {year(by)}; it was not made before {year(made)}.")
        received = setting.received[1]
        if received is not None and begin is not None and begin > received:
            reason = f"{link.name} took it over not before {year(begin)}; the museum received it by {year(received)}."
            yield _one(index, begin, reason)
    for index, (former, latter) in enumerate(pairwise(chain)):
        by, since = _either(latter.begin[1], latter.end[0]), former.begin[0]
        if by is not None and since is not None and year(by) < year(since):
            reason = f"{latter.name} had it by {year(by)}, {former.name} before that, but not before {year(since)}."
            yield Finding(IMPOSSIBLE, (index, index + 1), year(by), year(since), reason)


def _one(index: int, day: int, reason: str) -> Finding:
    return Finding(IMPOSSIBLE, (index,), year(day), year(day), reason)


def _indirect(chain: Sequence[Link]) -> Iterator[Finding]:
    for index, (former, latter) in enumerate(pairwise(chain)):
        if former.direct is False:
            days = former.last_known, latter.first_known
            reason = f"It is not known how it passed from {former.name} to {latter.name}."
            yield Finding(INDIRECT, (index, index + 1), *(day and year(day) for day in days), reason)


def _unresolved(chain: Sequence[Link], setting: Setting, gaps: list[Finding]) -> Iterator[Finding]:
    """Whether anybody can say who had it from 1933 to 1945, and by right."""
    if setting.made[0] is not None and year(setting.made[0]) > ERA[1]:
        return
    days = [(index, link.first_known) for index, link in enumerate(chain) if link.first_known is not None]
    if setting.made[1] is None or not days:  # else the gap before the first says so
        if not days:
            yield _era((), "No link of the chain has a date, so none says who had it from 1933 to 1945.")
            return
        index, first = days[0]
        if year(first) > ERA[0]:
            yield _era((index,), f"The first date of the chain is {year(first)}: {chain[index].name}.")
    for gap in gaps:
        if gap.first_year < ERA[1] and gap.last_year > ERA[0]:
            yield _era(gap.links, gap.reason)
    for index, link in enumerate(chain):
        first, last = _stay(chain, index)
        if first is None or year(first) > ERA[1] or year(last) < ERA[0]:
            continue
        if link.method in _TAKEN and ERA[0] <= year(first):
            yield _era((index,), f"{link.name}: {METHODS[link.method].label.lower()}, {year(first)}.")
        elif not link.is_certain:
            yield _era((index,), f"{link.name} had it in these years possibly, not certainly.")
        elif not link.is_read:
            yield _era((index,), f"Words about {link.name} in these years could not be read.")
        later = chain[index + 1] if index + 1 < len(chain) else None
        if link.direct is False and later and later.first_known and ERA[0] <= year(later.first_known) <= ERA[1] + 1:
            yield _era((index, index + 1), f"How it passed from {link.name} to {later.name} is not known.")


def _stay(chain: Sequence[Link], index: int) -> tuple[int | None, int | None]:
    """The first and last day a link is known or, passing directly to the next, said to have had it."""
    link, first = chain[index], chain[index].first_known
    later = chain[index + 1].first_known if link.direct and index + 1 < len(chain) else None
    return first, max(link.last_known, later or link.last_known) if first is not None else None


def _era(links: tuple[int, ...], reason: str) -> Finding:
    return Finding(UNRESOLVED, links, *ERA, reason)


def _exports(chain: Sequence[Link], setting: Setting) -> Iterator[Finding]:
    """Where it left a state after that state had forbidden or licensed the export of such things."""
    origin, places = ban_in(setting.made_place), [(index, link) for index, link in enumerate(chain) if link.place]
    if origin and places and ban_in(places[0][1].place) != origin:
        index, link = places[0]
        if (first := link.first_known) is not None and year(first) >= origin.since and _is_old(setting, first):
            yield _left(
                origin, (index,), year(first), f"made in {origin.state}, first known elsewhere with {link.name}"
            )
    for (index, link), (other, later) in pairwise(places):
        ban = ban_in(link.place)
        if ban is None or ban_in(later.place) == ban:
            continue
        day = later.first_known
        if day is not None and year(day) >= ban.since and _is_old(setting, day):
            yield _left(ban, (index, other), year(day), f"with {link.name} in {link.place}, then with {later.name}")


def _is_old(setting: Setting, day: int) -> bool:
    """Whether it may have been old enough for such a law, which leaves the art of its own time free."""
    made = setting.made[0]
    return made is None or year(day) - year(made) >= NEW


def _left(ban, links: tuple[int, ...], by: int, what: str) -> Finding:
    since = f"{ban.since}" if ban.is_confirmed else f"{ban.since}, a year nobody has confirmed yet"
    reason = f"It was {what}, {by}: was there leave to export it? In force from {since}: {ban.law}."
    return Finding(EXPORT, links, ban.since, by, reason)
