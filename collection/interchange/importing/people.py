"""Parties of a batch: each name found once in the catalogue, or recorded once."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.text import slugify

from collection.interchange.draft import PartyDraft
from collection.models import Country, Party
from collection.models.bulk import Table
from collection.models.fields import read_date

from .numbering import Numbers, identity

_SORT = Party._meta.get_field("name_sort").compute
_COLUMNS = ("id", "name", "birth", "death")


class Dates(tuple):
    """Birth and death as they are compared: by their reading, else by their text; "" where none is known."""

    @classmethod
    def of(cls, birth: str | None, death: str | None) -> "Dates":
        return cls(read_date(text)[0] or text for text in ((birth or "").strip(), (death or "").strip()))

    def fit(self, other: "Dates") -> bool:
        """Whether the two may be of one life: neither says what the other denies."""
        return all(own == its or not own or not its for own, its in zip(self, other, strict=True))


class People:
    """Finds and records the parties that the drafts of one batch name.

    A draft means whoever of that name is linked to the exhibit already; else the party of the same name and dates;
    else, where the draft has no dates, the only party of that name; else somebody new. What is recorded of a known
    party stays as it is.
    """

    def __init__(self, drafts: Iterable[PartyDraft], numbers: Numbers):
        self.numbers = numbers
        self.known: dict[str, dict[Dates, int]] = defaultdict(dict)  # identity → dates → party
        self._new: list[tuple[int, PartyDraft]] = []
        drafts = list(drafts)
        keys = {_SORT(draft.name) for draft in drafts}
        for row in Party.objects.filter(name_sort__in=keys).order_by("id").values(*_COLUMNS) if keys else ():
            self.known[identity(row["name"])].setdefault(Dates.of(row["birth"], row["death"]), row["id"])
        self._countries = None
        self._codes = {draft.country for draft in drafts if draft.country}

    def id_of(self, draft: PartyDraft, linked: Iterable[tuple[int, str, Dates]] = ()) -> int:
        """The party that `draft` means; `linked` are (id, identity, dates) of those whom the exhibit names now."""
        name, dates = identity(draft.name), Dates.of(*life(draft))
        for pk, its_name, its_dates in linked:
            if its_name == name and dates.fit(its_dates):
                return pk
        of_that_name = self.known[name]
        if dates in of_that_name:
            return of_that_name[dates]
        if not any(dates) and len(of_that_name) == 1:
            return next(iter(of_that_name.values()))
        pk = of_that_name[dates] = self.numbers.next(Party)
        self.numbers.note("party", draft.name, "–".join(text or "" for text in life(draft)) if any(dates) else "")
        self._new.append((pk, draft))
        return pk

    def flush(self) -> None:
        if not self._new:
            return
        table = Table(
            Party, "id", "kind", "name", "slug", "other_names", "country_id", "birth", "death", "internal_note"
        )
        countries = dict(Country.objects.filter(code__in=self._codes).values_list("code", "id")) if self._codes else {}
        for (pk, draft), slug in zip(self._new, self._slugs(), strict=True):
            birth, death = life(draft)
            note = "" if (birth, death) == (draft.birth, draft.death) else _as_entered(draft)
            others = "\n".join(draft.other_names)
            name = " ".join(draft.name.split())
            country = countries.get(draft.country)
            table.add(pk, draft.kind, name, slug, others, country, birth or "", death or "", note)
        table.flush()
        self._new.clear()

    def _slugs(self) -> list[str]:
        """Addresses that nobody has: "jimmy-carter", else "jimmy-carter-8123" with the party's own id."""
        stems = [slugify(draft.name)[:60].strip("-") or "party" for _, draft in self._new]
        taken = set(Party.objects.filter(slug__in=set(stems)).values_list("slug", flat=True))
        slugs = []
        for (pk, _), stem in zip(self._new, stems, strict=True):
            slug = stem if stem not in taken else f"{stem}-{pk}"
            taken.add(slug)
            slugs.append(slug)
        return slugs


def life(draft: PartyDraft) -> tuple[str | None, str | None]:
    """Birth and death; neither where the death comes first: the catalogue would refuse such a life."""
    first, last = read_date(draft.birth or "")[1], read_date(draft.death or "")[2]
    return (None, None) if first is not None and last is not None and first > last else (draft.birth, draft.death)


def _as_entered(draft: PartyDraft) -> str:
    return f"Life dates as the file has them: {draft.birth} – {draft.death}."
