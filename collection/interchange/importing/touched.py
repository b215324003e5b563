"""What somebody has changed since an import, or has built upon: an undo leaves that as it is."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models

from collection.models import Acquisition, AcquisitionDonor, Change, Exhibit, ImportRun, RestrictionCandidate
from collection.models.history_triggers import recorded_models

MODELS = {model._meta.db_table: model for model in recorded_models()}
EDITED = "changed since the import"
BUILT_UPON = "something was added to it since the import"
IN_USE = "still in use"


def pointing_to(model: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """(model, column) of every recorded foreign key to `model`."""
    return [
        (other, field.attname)
        for other in MODELS.values()
        for field in other._meta.local_concrete_fields
        if field.is_relation and field.related_model._meta.concrete_model is model
    ]


CHILDREN = pointing_to(Exhibit)
OWN = {Exhibit._meta.db_table, *(model._meta.db_table for model, _ in CHILDREN)}  # an exhibit's, and nobody else's
# What is said of these in turn, as a contradiction is of two notes; and of an acquisition, beside its exhibits.
GRANDCHILDREN = {child: pointing_to(child) for child, _ in CHILDREN}
OF_ACQUISITIONS = [(model, column) for model, column in pointing_to(Acquisition) if model is not Exhibit]


def rows_of(model: type[models.Model]) -> models.QuerySet:
    """The rows that may stand in the way of an undo: what the rule book alone has proposed goes with its exhibit."""
    return RestrictionCandidate.objects.acted_on() if model is RestrictionCandidate else model._base_manager.all()


def in_use(model: type[models.Model], ids: Iterable[int]) -> set[int]:
    """Those of `ids` that another row points to."""
    ids, found = set(ids), set()
    for other, column in pointing_to(model):
        found |= set(rows_of(other).filter(**{f"{column}__in": ids}).values_list(column, flat=True))
    return found


class Touched:
    """Asks, for the changes of one window at a time, which may not be undone, and why."""

    def __init__(self, run: ImportRun, first: int):
        self.run, self.first = run, first
        self.acts = [pk for pk in (run.changeset_id, run.undone_by_id) if pk]
        # Seldom any: the links that somebody has taken off an exhibit since.
        taken_off = self._others().filter(action=Change.Action.DELETE, table__in=OWN)
        self._taken_off = {change.before.get("exhibit_id") for change in taken_off.iterator()}

    def of_own(self, changes: list[Change]) -> dict[Change, str]:
        owners = {change: _owner(change) for change in changes}
        touched = self._exhibits(set(owners.values()))
        return {change: touched[owner] for change, owner in owners.items() if owner in touched}

    def of_shared(self, changes: list[Change]) -> dict[Change, str]:
        by_table = defaultdict(set)
        for change in changes:
            by_table[change.table].add(change.row_id)
        edited = {(table, pk) for table, ids in by_table.items() for pk in self._edited(table, ids)}
        acts = {change: _act(change) for change in changes}
        kept = self._kept_acts({act for act in acts.values() if act})
        return {
            change: EDITED if (change.table, change.row_id) in edited else IN_USE
            for change in changes
            if (change.table, change.row_id) in edited or acts[change] in kept
        }

    def _others(self):
        """What anybody else has done since the import began."""
        return Change.objects.filter(pk__gt=self.first).exclude(changeset__in=self.acts)

    def _edited(self, table: str, ids: Iterable[int]) -> set[int]:
        return set(self._others().filter(table=table, row_id__in=ids).values_list("row_id", flat=True))

    def _inserted(self, table: str, ids: Iterable[int]) -> set[int]:
        """Those of `ids` that the import made."""
        made = Change.objects.filter(table=table, row_id__in=ids, action="insert", changeset=self.run.changeset_id)
        return set(made.values_list("row_id", flat=True))

    def _exhibits(self, ids: set[int]) -> dict[int, str]:
        touched = dict.fromkeys(ids & self._taken_off, EDITED)
        touched |= dict.fromkeys(self._edited(Exhibit._meta.db_table, ids), EDITED)
        made = self._inserted(Exhibit._meta.db_table, ids)
        for model, column in CHILDREN:
            table = model._meta.db_table
            rows = dict(rows_of(model).filter(**{f"{column}__in": ids}).values_list("pk", column))
            if not rows:
                continue
            touched |= {rows[pk]: EDITED for pk in self._edited(table, rows)}
            own = self._inserted(table, rows)
            touched |= {owner: BUILT_UPON for pk, owner in rows.items() if pk not in own and owner in made}
            touched |= {rows[pk]: BUILT_UPON for pk in self._built_upon(GRANDCHILDREN[model], rows)}
        return touched

    def _built_upon(self, pointing: list[tuple[type[models.Model], str]], ids: Iterable[int]) -> set[int]:
        """Those of `ids` to which a row that somebody has made or changed since points."""
        found = set()
        for model, column in pointing:
            rows = dict(model._base_manager.filter(**{f"{column}__in": list(ids)}).values_list("pk", column))
            found |= {rows[pk] for pk in self._edited(model._meta.db_table, rows)} if rows else set()
        return found

    def _kept_acts(self, acquisitions: set[int]) -> set[int]:
        """The acquisitions that stay as they are: exhibits that were left alone came with them."""
        rows = Exhibit.objects.filter(acquisition__in=acquisitions).order_by().values_list("id", "acquisition_id")
        came = dict(rows) if acquisitions else {}
        left = self._exhibits(set(came)) if came else {}
        kept = {came[pk] for pk in left}
        kept |= self._built_upon(OF_ACQUISITIONS, acquisitions) if acquisitions else set()
        return kept | (set(came.values()) & self._inserted(Acquisition._meta.db_table, set(came.values())))


def _owner(change: Change) -> int | None:
    if change.table == Exhibit._meta.db_table:
        return change.row_id
    return (change.after or change.before).get("exhibit_id")


def _act(change: Change) -> int | None:
    """The acquisition that a change is about."""
    if change.table == Acquisition._meta.db_table:
        return change.row_id
    if change.table == AcquisitionDonor._meta.db_table:
        return (change.after or change.before)["acquisition_id"]
    return None
