"""One batch of rows: what becomes of each, decided with a fixed number of look-ups, then written at once."""

from dataclasses import dataclass, field
from types import SimpleNamespace

from django.db import router
from django.utils import timezone

from collection.interchange.draft import Draft
from collection.interchange.readers.rows import Row
from collection.models import Exhibit, ImportRow, ImportRun, Stale
from collection.models.bulk import Table
from collection.models.exhibit import missing_for_publication

from .checking import check, refuse, warn
from .found import Found
from .linking import Links
from .numbering import Numbers, identity
from .writing import Writing

Outcome = ImportRow.Outcome
_LONGEST_KEY = ImportRow._meta.get_field("key").max_length


@dataclass(frozen=True)
class Powers:
    """What the person whose import it is may do; the command line may all of it."""

    publish: bool = True
    change_published: bool = True
    add_rooms: bool = True

    @classmethod
    def of(cls, user) -> "Powers":
        if user is None:
            return cls()
        return cls(
            publish=user.has_perm("collection.publish_exhibit"),
            change_published=user.has_perm("collection.change_published_exhibit"),
            add_rooms=user.has_perms(["collection.add_location", "collection.add_showroom"]),
        )


@dataclass(slots=True)
class Decision:
    """What becomes of one row. changed: field → value, of those that differ from the record. made: see `Numbers`."""

    row: Row
    draft: Draft
    key: str
    values: dict
    outcome: str = Outcome.REFUSED
    exhibit: int | None = None
    changed: dict = field(default_factory=dict)
    before: dict = field(default_factory=dict)
    made: list = field(default_factory=list)


class Batch:
    """Decides about the rows of one batch and writes them. `pretended`: decides only."""

    def __init__(
        self,
        run: ImportRun,
        pairs: list[tuple[Row, Draft]],
        *,
        match: str,
        publish: bool,
        powers: Powers,
        pretended: bool,
    ):
        self.run, self.match, self.powers = run, match, powers
        self.publish = publish and powers.publish
        self.numbers = Numbers(pretended=pretended)
        self.decisions = [self._decision(row, draft) for row, draft in pairs]
        self._refuse_twins()
        standing = [one for one in self.decisions if not one.draft.is_refused]
        keys = {identity(str(one.values.get("accession_number") or "")) for one in standing}
        raw = [one.draft.key for one in standing]
        self.found = Found(match, raw, {one.key for one in standing} if match == "accession_number" else keys)
        for one in standing:
            self._match(one)
        standing = [one for one in standing if not one.draft.is_refused]
        self.links = Links(standing, self.found, self.numbers, by=run.user, add_rooms=powers.add_rooms)
        self.writing = Writing(run)
        for one in standing:
            self._decide(one)

    def write(self) -> None:
        """Everything that was decided, parents before children. To be called in the transaction of the change set."""
        self.links.flush_parents()
        self.writing.flush()
        self.links.flush_children()
        self._queue_once()

    def _queue_once(self) -> None:
        """Each record waits once to be indexed, however many of its rows were written."""
        written = (Outcome.CREATED, Outcome.UPDATED)
        ids = [one.exhibit for one in self.decisions if one.outcome in written]
        queue = Table(Stale, "exhibit_id")
        Stale.objects.filter(exhibit_id__in=ids)._raw_delete(router.db_for_write(Stale))
        for pk in ids:
            queue.add(pk)
        queue.flush()

    def _decision(self, row: Row, draft: Draft) -> Decision:
        draft.problems += [problem for problem in row.problems if problem not in draft.problems]
        values = check(draft)
        key = identity(str(draft.key or ""))
        if not key and not draft.is_refused:
            mend = "Every row needs it: a record is found again by it."
            refuse(draft, self.match, "", f"The row has no {self.match.replace('_', ' ')}.", mend, "no-key")
        if len(key) > _LONGEST_KEY:
            refuse(draft, self.match, key, "Too long to match records on.", "Choose a shorter field.", "too-long")
        return Decision(row, draft, key[:_LONGEST_KEY], values)

    def _refuse_twins(self) -> None:
        """A row whose number an earlier row of the file has."""
        keys = {one.key for one in self.decisions if one.key}
        earlier = ImportRow.objects.filter(run=self.run.pk, key__in=keys) if self.run.pk else ImportRow.objects.none()
        first = {
            key: (file, number) for key, file, number in earlier.order_by("-id").values_list("key", "file", "number")
        }
        for one in self.decisions:
            if not one.key:
                continue
            file, number = first.setdefault(one.key, (one.row.file, one.row.number))
            if (file, number) != (one.row.file, one.row.number):
                where = f"row {number}" if file == one.row.file else f"row {number} of {file}"
                what = f"Row {one.row.number} has the same {self.match.replace('_', ' ')} as {where}."
                mend = "Give one of the two its own, or remove it: the first was taken."
                refuse(one.draft, self.match, one.draft.key, what, mend, "twice-in-the-file")

    def _match(self, one: Decision) -> None:
        """Find the exhibit, and refuse what may not be done to it."""
        draft, values = one.draft, one.values
        candidates = self.found.by_key.get(one.key, ())
        if len(candidates) > 1:
            what = f"{len(candidates)} exhibits have this {self.match.replace('_', ' ')}."
            return refuse(draft, self.match, draft.key, what, "Match on the accession number.", "ambiguous")
        old = one.before = candidates[0] if candidates else {}
        one.exhibit = old.get("id")
        if not old and not values.get("accession_number"):
            mend = "Map the accession number: the museum has no such exhibit yet, and a new one needs it."
            return refuse(draft, "accession_number", "", "A new exhibit without a number.", mend, "no-number")
        number = values.get("accession_number")
        if number is not None and not self._may_have(one, number):
            mend = "Correct the number, or match on it."
            return refuse(draft, "accession_number", number, "Another exhibit has this number.", mend, "number-taken")
        whole = {**old, **values}
        if whole.get("prominence", "normal") != "normal" and not whole.get("prominence_reason"):
            mend = "Map prominence_reason too."
            return refuse(draft, "prominence", whole["prominence"], "Prominence needs its reason.", mend, "no-reason")
        if old:
            self._refuse_change(one, old)

    def _may_have(self, one: Decision, number: str) -> bool:
        """Whether the number is free, or this exhibit's already."""
        return self.found.numbers.setdefault(identity(number), one.exhibit or one) in (one.exhibit, one)

    def _refuse_change(self, one: Decision, old: dict) -> None:
        draft, values = one.draft, one.values
        if old["status"] == Exhibit.Status.DEACCESSIONED:
            what = "This exhibit has left the collection; its number is never given again."
            refuse(draft, self.match, draft.key, what, "Give the new object a number of its own.", "deaccessioned")
        elif old["status"] == Exhibit.Status.PUBLISHED:
            if not self.powers.change_published:
                what = "This exhibit is published, and your role may not change it."
                refuse(draft, self.match, draft.key, what, "Ask a curator to run the import.", "published")
            for name in ("title", "object_name"):
                if name in values and not values[name].strip():
                    what = "This exhibit is published and cannot be without it."
                    refuse(draft, name, "", what, "Fill it in, or withdraw the exhibit first.", "empty-in-public")

    def _decide(self, one: Decision) -> None:
        old = one.before
        one.changed = {name: value for name, value in one.values.items() if not old or old[name] != value}
        if not old:
            one.exhibit = self.numbers.next(Exhibit)
        columns, linked = self.links.settle(one)
        one.made = self.numbers.taken()
        one.changed |= linked
        if old:
            one.outcome = Outcome.UPDATED if one.changed else Outcome.UNCHANGED
            self.writing.amend(old, {name: one.changed[name] for name in one.values if name in one.changed} | columns)
        else:
            one.outcome = Outcome.CREATED
            self.writing.create(one.exhibit, one.values, columns, published_at=self._published_at(one, columns))

    def _published_at(self, one: Decision, columns: dict):
        """Now, where new records are to be published and this one is ready."""
        if not self.publish:
            return None
        names = ("title", "object_name", "credit_line")
        texts = {name: one.values.get(name, "") for name in names}
        whole = SimpleNamespace(**texts, acquisition_id=columns.get("acquisition_id"))
        if not (missing := missing_for_publication(whole)):
            return timezone.now()
        for name, mend in missing.items():
            warn(one.draft, name, "", "Not ready for the public: it came in as a draft.", mend, "not-published")
        return None
