"""Candidates: exhibits that an instrument of the rule book may touch. The software proposes, people decide."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from collection.search.index import Index

from .audience import reads_private
from .base import Record
from .indexing import settle
from .instrument import Instrument
from .restriction import Restriction
from .rule_matching import in_batches, match

PROPOSED_ALONE = Q(state__in=["open", "lapsed"], dismissed_reason="")


@dataclass
class Proposed:
    """What one look through the museum came to: candidates that are new, that came back, and that no longer match."""

    new: int = 0
    again: int = 0
    lapsed: int = 0
    left: int = 0  # exhibits not looked at, where only some were to be


class RestrictionCandidateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For staff alone: what is proposed is no finding of the museum."""
        return self if reads_private(user) else self.none()

    def open(self):
        return self.filter(state=RestrictionCandidate.State.OPEN)

    def proposed_alone(self):
        """Those that nobody has done anything about."""
        return self.filter(PROPOSED_ALONE)

    def acted_on(self):
        """Those that somebody has opened or dismissed, be it that they were proposed again."""
        return self.exclude(PROPOSED_ALONE)

    def propose(self, *, instrument, at_most: int | None = None) -> Proposed:
        """Look through the museum for what `instrument` may touch, as far as `at_most` new candidates."""
        done = Proposed()
        for step in self.proposing(instrument=instrument):
            for name in ("new", "again", "lapsed"):
                setattr(done, name, getattr(done, name) + getattr(step, name))
            done.left = step.left
            if at_most is not None and done.new + done.again >= at_most:
                break
        return done

    def proposing(self, *, instrument) -> Iterator[Proposed]:
        """The same batch by batch, each a transaction of its own: broken off, the next run goes on where this ended.

        What a person has opened or dismissed stays so, unless what speaks for a dismissed one is no longer the same.
        Raises QueryError where the instrument's words are too short to look for.
        """
        if not instrument.proposes:
            yield self._let_go(instrument, set())
            return
        using = self.model.objects.db_manager(self._db).db
        settle(using)
        result = match(instrument, Index.current(using, private=True))
        yield self._let_go(instrument, set(result.found))
        left = len(result.found)
        for facts in result.facts(using):
            left -= len(facts)
            step = self._put(instrument, facts)
            step.left = left
            yield step

    def _let_go(self, instrument, found: set[int]) -> Proposed:
        """Close the open candidates that no longer match."""
        still = self.open().filter(instrument=instrument).order_by().values_list("pk", "exhibit_id")
        gone = [pk for pk, exhibit in still if exhibit not in found]
        with transaction.atomic():
            for ids in in_batches(gone):
                self.filter(pk__in=ids).update(state=RestrictionCandidate.State.LAPSED)
        return Proposed(lapsed=len(gone))

    def _put(self, instrument, facts: dict[int, list[str]]) -> Proposed:
        """Propose these exhibits, but for those that were proposed before on the same grounds."""
        step, state = Proposed(), RestrictionCandidate.State
        with transaction.atomic():
            known = {row.exhibit_id: row for row in self.filter(instrument=instrument, exhibit__in=facts)}
            assessed = set(
                Restriction.objects.filter(rule=instrument, exhibit__in=facts).values_list("exhibit_id", flat=True)
            )
            new = []
            for exhibit, found in facts.items():
                row, text = known.get(exhibit), "\n".join(found)
                digest = _digest(instrument, text)
                if exhibit in assessed or (row and row.state == state.OPENED):
                    continue
                if row is None:
                    row = RestrictionCandidate(instrument=instrument, exhibit_id=exhibit, facts=text, digest=digest)
                    new.append(row)
                elif row.digest != digest or row.state == state.LAPSED:
                    step.again += row.state != state.OPEN
                    row.state, row.facts, row.digest, row.proposed_at = state.OPEN, text, digest, timezone.now()
                    row.save()
            self.bulk_create(new)
        step.new = len(new)
        return step

    def dismiss(self, *, candidate, reason, by) -> None:
        """Put `candidate` aside with a reason. It is not proposed again while the same speaks for it."""
        if not reason.strip():
            raise ValidationError({"reason": "Say why it does not come into question."}, code="required")
        with transaction.atomic():
            candidate.check_open()
            candidate.state, candidate.dismissed_reason = RestrictionCandidate.State.DISMISSED, reason
            candidate.dismissed_by = by if by is not None and by.is_authenticated else None
            candidate.dismissed_at = timezone.now()
            candidate.save()


class RestrictionCandidate(Record):
    """One exhibit that one instrument may touch, and what speaks for it. It becomes an assessment or is dismissed."""

    class State(models.TextChoices):
        OPEN = "open", "proposed"
        OPENED = "opened", "under assessment or decided"
        DISMISSED = "dismissed", "dismissed"
        LAPSED = "lapsed", "no longer matches"

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="candidates")
    exhibit = models.ForeignKey("collection.Exhibit", on_delete=models.PROTECT, related_name="restriction_candidates")
    facts = models.TextField("what speaks for it", editable=False)
    digest = models.CharField(max_length=32, editable=False)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN, editable=False)
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    restriction = models.OneToOneField(
        Restriction, on_delete=models.PROTECT, null=True, editable=False, related_name="candidate"
    )
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    dismissed_at = models.DateTimeField(null=True, editable=False)
    dismissed_reason = models.TextField(blank=True, editable=False)

    objects = RestrictionCandidateQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "id"], name="candidate_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "exhibit"], name="candidate_once"),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(dismissed_reason=""), name="candidate_dismissal_reasoned"
            ),
            models.CheckConstraint(
                condition=Q(state="opened", restriction__isnull=False)
                | (~Q(state="opened") & Q(restriction__isnull=True)),
                name="candidate_opened_is_restriction",
            ),
        ]

    def __str__(self):
        return f"{self.instrument}: {self.exhibit}"

    def check_open(self) -> None:
        """Lock it. Raises ValidationError where somebody opened or dismissed it meanwhile."""
        now = type(self)._base_manager.select_for_update().get(pk=self.pk)
        if now.state != self.State.OPEN:
            raise ValidationError(
                f"This candidate is not open any more: {now.get_state_display()}. Nothing was changed.", code="closed"
            )


def _digest(instrument: Instrument, facts: str) -> str:
    """Of the grounds: what the rule asks for, and what the exhibit has of it."""
    asked = [getattr(instrument, name) for name in (*Instrument.CRITERIA, "paragraph", *Restriction.FORCE)]
    return blake2b(repr([asked, facts]).encode(), digest_size=16).hexdigest()
