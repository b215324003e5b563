"""The history page of a record: who, when, why, and each field before and after. Fifty acts a page, never a count."""

from dataclasses import dataclass, field
from itertools import groupby

from django.apps import apps
from django.db.models import Q
from django.template.response import TemplateResponse

from collection.models.fields import Derived
from collection.models.history import Change, history_of

PAGE = 50
CHILDREN = 200  # rows of one kind beside the record whose changes are shown with its own
HIDDEN = {"id", "created_at", "updated_at", "version", "slug", "path", "public_id"}


@dataclass
class Line:
    """One field of one row, before and after."""

    label: str
    before: str
    after: str


@dataclass
class Row:
    """One row that an act created, changed or removed."""

    title: str
    action: str
    lines: list[Line]


@dataclass
class Act:
    """All that one person changed at once, with the reason."""

    at: object
    actor: str
    via: str
    reason: str
    rows: list[Row] = field(default_factory=list)


def may_read(user) -> bool:
    """History repeats what was once written down, so it has a permission of its own."""
    return user.has_perm("collection.view_change")


def page(admin, request, record):
    """The page itself, from the change before `?before=<id>` downwards."""
    before = request.GET.get("before", "")
    changes = of_record(record, admin.history_children)
    if before.isascii() and before.isdigit() and len(before) < 19:
        changes = changes.filter(pk__lt=int(before))
    changes = list(changes[: PAGE + 1])
    more = len(changes) > PAGE
    changes = changes[:PAGE]
    context = {
        **admin.admin_site.each_context(request),
        "title": f"History of {record}",
        "opts": admin.opts,
        "object": record,
        "acts": acts(_with_choices(record, changes)),
        "older": changes[-1].pk if more else None,
        "newest": not before,
    }
    return TemplateResponse(request, admin.object_history_template, context)


def of_record(record, children=()):
    """The changes of a record and of the rows in its `children` relations, newest first."""
    found = Q(table=_table(record), row_id=record.pk)
    for name in children:
        related = getattr(record, name)
        ids = list(related.order_by("-pk").values_list("pk", flat=True)[:CHILDREN])
        if ids:
            found |= Q(table=related.model._meta.db_table, row_id__in=ids)
    return Change.objects.filter(found).select_related("changeset")


def _with_choices(record, changes):
    """The changes, and those that the same acts made to the record's many-to-many choices."""
    tables = {f.remote_field.through._meta.db_table: f.m2m_column_name() for f in record._meta.many_to_many}
    acts_of_page = {change.changeset_id for change in changes if change.changeset_id}
    if not tables or not acts_of_page:
        return changes
    more = Change.objects.filter(changeset__in=acts_of_page, table__in=tables).select_related("changeset")[:500]
    own = [c for c in more if (c.after or c.before or {}).get(tables[c.table]) == record.pk]
    return sorted([*changes, *own], key=lambda change: -change.pk)


def acts(changes) -> list[Act]:
    """Changes, newest first, gathered by the act they belong to. Three queries, or one more for each kind of record."""
    names = _names_of_related(changes)
    result = []
    for _, group in groupby(changes, key=lambda c: c.changeset_id or f"change {c.pk}"):
        group = list(group)
        by = group[0].changeset
        act = Act(group[0].at, by.actor if by else "", by.get_via_display() if by else "", by.reason if by else "")
        act.rows = [row for row in (_row(change, names) for change in reversed(group)) if row]
        if act.rows:
            result.append(act)
    return result


def status_steps(record) -> list[Change]:
    """The last change of an exhibit's status with who and why, as a list of one or none."""
    for change in history_of(record)[:CHILDREN]:
        if change.action == Change.Action.UPDATE and change.before["status"] != change.after["status"]:
            return [change]
    return []


def _table(record) -> str:
    return record._meta.concrete_model._meta.db_table


def _models() -> dict:
    models = apps.get_app_config("collection").get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in models if not model._meta.proxy}


def _shown_fields(model):
    fields = model._meta.local_concrete_fields
    return {f.column: f for f in fields if f.name not in HIDDEN and not isinstance(f, Derived)}


def _names_of_related(changes) -> dict:
    """(model, id) → name, for every record that the shown values point to."""
    wanted: dict = {}
    models = _models()
    for change in changes:
        for column, shown in _shown_fields(models[change.table]).items():
            if shown.is_relation:
                values = {(row or {}).get(column) for row in (change.before, change.after)}
                wanted.setdefault(shown.related_model, set()).update(values - {None})
    return {
        (model, pk): str(record)
        for model, ids in wanted.items()
        for pk, record in model._base_manager.in_bulk(ids).items()
    }


def _row(change, names):
    model = _models()[change.table]
    before, after = change.before or {}, change.after or {}
    lines = [
        Line(str(shown.verbose_name), _value(shown, before.get(column), names), _value(shown, after.get(column), names))
        for column, shown in _shown_fields(model).items()
        if before.get(column) != after.get(column)
    ]
    lines = [line for line in lines if line.before != line.after]
    if not lines and change.action == Change.Action.UPDATE:
        return None
    title = str(model._meta.verbose_name)
    if model._meta.auto_created:  # "exhibit-material relationship"
        title = title.partition("-")[2] or title
    return Row(title=title, action=change.get_action_display(), lines=lines)


def _value(shown, value, names) -> str:
    if value in (None, ""):
        return ""
    if shown.is_relation:
        return names.get((shown.related_model, value), f"no. {value}")
    if shown.get_internal_type() == "BooleanField":
        return "yes" if value else "no"
    if isinstance(value, list | dict):
        return str(value) if value else ""
    return str(dict(shown.flatchoices).get(value, value))
