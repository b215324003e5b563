"""Acquisitions of a batch: how its exhibits came in, from whom, on what occasion."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count

from collection.interchange.draft import AcquisitionDraft, Draft
from collection.models import Acquisition, AcquisitionDonor, Exhibit
from collection.models.bulk import Amendments, Table

from .checking import warn
from .numbering import Numbers, identity
from .people import Dates, People
from .words import Titled

_COLUMNS = ("id", "number_key", "method", "date", "recipient_id", "occasion_id")
_LONGEST = Acquisition._meta.get_field("number").max_length


class Origins:
    """Finds, records and amends acquisitions.

    One with a number of its own may bring many exhibits, so a row adds to it what is not there yet and contradicts
    nothing. One without belongs to its exhibit alone and becomes what the row says.
    """

    def __init__(
        self, drafts: list[Draft], current: Iterable[int], people: People, occasions: Titled, numbers: Numbers
    ):
        self.people, self.occasions, self.numbers = people, occasions, numbers
        self.rows: dict[int, dict] = {}
        self.by_number: dict[str, int] = {}
        self.links: dict[int, list[tuple]] = defaultdict(list)  # acquisition → (link, role, party, identity, dates)
        self.alone: set[int] = set()  # those of one exhibit
        self._amended, self._gone = Amendments(Acquisition), []
        self._new, self._givers = [], []
        came = [draft.acquisition for draft in drafts]
        if any(came):
            wanted = {identity(own_number(draft)) for draft in drafts}
            wanted |= {identity(draft.number) for draft in came if draft and draft.number}
            self._look_up(wanted, set(current))

    def _look_up(self, numbers: set[str], current: set[int]) -> None:
        acquisitions = Acquisition.objects.all()
        for found in (acquisitions.filter(number_key__in=numbers), acquisitions.filter(pk__in=current)):
            for row in found.order_by().values(*_COLUMNS):
                self.rows[row["id"]] = row
                self.by_number[row["number_key"]] = row["id"]
        links = AcquisitionDonor.objects.filter(acquisition__in=self.rows).order_by("acquisition", "position", "id")
        names = ("acquisition_id", "id", "role", "party_id", "party__name", "party__birth", "party__death")
        for acquisition, pk, role, party, name, birth, death in links.values_list(*names):
            self.links[acquisition].append((pk, role, party, identity(name), Dates.of(birth, death)))
        counted = Exhibit.objects.filter(acquisition__in=current).order_by().values("acquisition")
        self.alone = set(counted.annotate(n=Count("id")).filter(n=1).values_list("acquisition", flat=True))

    def settle(self, draft: Draft, current: int | None) -> tuple[int, bool]:
        """The acquisition that the draft means, and whether that changes anything; `current` is the exhibit's now."""
        came = draft.acquisition
        if came.number:
            pk = self.by_number.get(identity(came.number))
            if pk is None:
                return self._record(came, came.number), True
            return pk, self._add_to(pk, draft) or pk != current
        if current is None:
            return self._record(came, self._free_number(draft)), True
        values, givers = self._values(came), self._givers_of(came, self.links[current])
        has = {(role, party) for _, role, party, *_ in self.links[current]}
        differs = {name: value for name, value in values.items() if self.rows[current][name] != value}
        new_givers = bool(givers) and set(givers) != has
        if not differs and not new_givers:
            return current, False
        if current not in self.alone:  # what it says of other exhibits is not this row's to change
            return self._record(came, self._free_number(draft)), True
        self._amend(current, differs)
        if new_givers:
            self._gone += [link[0] for link in self.links[current] if (link[1], link[2]) not in givers]
            self._give(current, [giver for giver in givers if giver not in has], len(has))
        return current, True

    def flush(self) -> None:
        table = Table(Acquisition, "id", "number", "method", "date", "recipient_id", "occasion_id")
        for row in self._new:
            table.add(*row)
        table.flush()
        self._amended.flush()
        if self._gone:
            AcquisitionDonor.objects.filter(pk__in=self._gone).delete()
        table = Table(AcquisitionDonor, "acquisition_id", "role", "party_id", "position")
        for row in self._givers:
            table.add(*row)
        table.flush()

    def _values(self, came: AcquisitionDraft) -> dict:
        """What the draft says of the act; what it does not say is not among it."""
        values = {}
        if came.method != Acquisition.Method.UNKNOWN:
            values["method"] = came.method
        if came.on is not None:
            values["date"] = came.on
        if came.recipient:
            values["recipient_id"] = self.people.id_of(came.recipient)
        if came.occasion:
            values["occasion_id"] = self.occasions.find(came.occasion)
        return values

    def _givers_of(self, came: AcquisitionDraft, links) -> list[tuple[str, int]]:
        linked = [link[2:] for link in links]
        return list(dict.fromkeys((role, self.people.id_of(party, linked)) for role, party in came.donors))

    def _record(self, came: AcquisitionDraft, number: str) -> int:
        number = " ".join(number.split())
        pk = self.by_number[identity(number)] = self.numbers.next(Acquisition)
        values = {"method": Acquisition.Method.UNKNOWN.value, "date": "", "recipient_id": None, "occasion_id": None}
        self.rows[pk] = values = {**values, **self._values(came)}
        self._new.append((pk, number, *values.values()))
        self._give(pk, self._givers_of(came, ()), 0)
        return pk

    def _add_to(self, pk: int, draft: Draft) -> bool:
        """Fill what is empty, add who is missing; whether there was anything."""
        row = self.rows[pk]
        values = self._values(draft.acquisition)
        empty = {"", None, Acquisition.Method.UNKNOWN}
        fills = {name: value for name, value in values.items() if row[name] in empty and value not in empty}
        for name in values:
            if name not in fills and values[name] != row[name]:
                warn(
                    draft,
                    f"acquisition {name.removesuffix('_id')}",
                    values[name],
                    f"Acquisition {draft.acquisition.number} says something else already, and that stays.",
                    "Put right which of the two is wrong: the rows of one acquisition should agree.",
                    "acquisition-differs",
                )
        self._amend(pk, fills)
        has = {(role, party) for _, role, party, *_ in self.links[pk]}
        more = [giver for giver in self._givers_of(draft.acquisition, self.links[pk]) if giver not in has]
        self._give(pk, more, len(has))
        return bool(fills or more)

    def _amend(self, pk: int, values: dict) -> None:
        if values:
            self._amended.add(pk, **values)
            self.rows[pk].update(values)

    def _give(self, pk: int, givers: list[tuple[str, int]], after: int) -> None:
        for position, (role, party) in enumerate(givers, start=after + 1):
            self._givers.append((pk, role, party, position))
            self.links[pk].append((None, role, party, "", Dates(("", ""))))

    def _free_number(self, draft: Draft) -> str:
        number = own_number(draft)
        if identity(number) not in self.by_number:
            return number
        return next(
            longer
            for n in range(2, len(self.by_number) + 3)
            if identity(longer := f"{number[: _LONGEST - 8]}-{n}") not in self.by_number
        )


def own_number(draft: Draft) -> str:
    """The number of an acquisition that brought one exhibit and has none of its own: the exhibit's."""
    return " ".join(str(draft.fields.get("accession_number") or draft.key).split())[:_LONGEST]
