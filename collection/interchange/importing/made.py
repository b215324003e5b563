"""What rows make besides exhibits, counted by kind with the first names: there a mistyped room is seen."""

from collections import defaultdict
from collections.abc import Iterable

from collection.interchange.readers.rows import shown

from .numbering import identity

# What there is to count → one and many of it, in the order in which people read of it.
KINDS = {
    "room": ("room", "rooms"),
    "place": ("place", "places"),
    "party": ("party", "parties"),
    "term": ("term", "terms"),
    "occasion": ("occasion", "occasions"),
    "source": ("source", "sources"),
}
NAMED = 20  # of a kind
REMEMBERED = 100_000  # of a kind, to count each once


class Tally:
    """Counts what the batches of one run make.

    `pretended`: nothing is written, so that what one batch would make the next would make again; it counts once.
    """

    def __init__(self, *, pretended: bool):
        self.pretended = pretended
        self._met: dict[str, set[int]] = defaultdict(set)

    def add(self, known: dict, made: Iterable[tuple[str, str, str]]) -> dict:
        """`known` with more: kind → {count, names, and at_least where there are too many to remember}.

        made: (kind, name, what tells it from others of that name). Who is only named is one of that name met before.
        """
        found = {kind: {**group, "names": list(group["names"])} for kind, group in known.items()}
        for kind, name, apart in made:
            group = found.setdefault(kind, {"count": 0, "names": []})
            if self.pretended and group["count"] >= REMEMBERED:
                group["at_least"] = True
            elif not self.pretended or self._is_new(kind, identity(name), identity(apart)):
                group["count"] += 1
                if len(group["names"]) < NAMED:
                    group["names"].append(shown(f"{name} ({apart})" if apart else name))
        return found

    def _is_new(self, kind: str, name: str, apart: str) -> bool:
        met, key = self._met[kind], hash((name, apart))
        if key in met:
            return False
        met |= {key, hash((name, ""))}
        return True


def in_words(made: dict, names: int) -> list[str]:
    """A line for each kind: "2 rooms: A-99, B-7", with so many names at the most."""
    return [_line(kind, made[kind], names) for kind in KINDS if kind in made]


def _line(kind: str, group: dict, names: int) -> str:
    count, said = group["count"], group["names"][:names]
    number = f"more than {count:,}" if group.get("at_least") else f"{count:,}"
    more = " …" if count > len(said) else ""
    return f"{number} {KINDS[kind][count != 1]}: {'; '.join(said)}{more}"
