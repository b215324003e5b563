"""When two people edit one record: what the second one is shown, field by field, before anything is saved."""

from dataclasses import dataclass, field

from django.db.models import Model

from collection.models.history import history_of

from .forms import inner
from .widgets import KnownLabels

LOOK_BACK = 200  # changes of one record; an older form is compared all the same, without telling who changed what


@dataclass
class Difference:
    """One field: what I entered, what stands now, and which of the two to keep unless I say otherwise."""

    key: str
    label: str
    mine: str
    theirs: str
    keep: str


@dataclass
class Comparison:
    """One record that somebody else changed while I had it open."""

    title: str
    seen_key: str
    version: int
    differences: list[Difference]
    acts: list = field(default_factory=list)


def compare(form) -> Comparison:
    """Compare the input of a stale form with what stands now."""
    record = form.instance
    since, before = _changes_since(record, form.cleaned_data.get("record_version"))
    return Comparison(
        title=f"{record._meta.verbose_name} {type(record)._base_manager.get(pk=record.pk)}",
        seen_key=form.add_prefix("record_seen"),
        version=form.current_version,
        differences=[_difference(form, name, since, before) for name in form.changed_data if not form[name].is_hidden],
        acts=[change for change in since if change.changeset],
    )


def _changes_since(record, version):
    """(changes made since `version`, newest first; the row as it was then, or None)."""
    since = []
    for change in history_of(record)[:LOOK_BACK]:
        if change.after and change.after.get("version") == version:
            return since, change.after
        since.append(change)
    return since, None


def _difference(form, name, since, before) -> Difference:
    keep = "mine"
    column = _column(form.instance, name)
    if before is not None and since and column in before:
        they_changed = _plain(since[0].after.get(column)) != _plain(before[column])
        i_changed = _plain(form.cleaned_data.get(name)) != _plain(before[column])
        keep = "theirs" if they_changed and not i_changed else "mine"
    bound = form[name]
    return Difference(
        key=bound.html_name,
        label=str(bound.label),
        mine=_shown(bound, bound.value()),
        theirs=_shown(bound, form.get_initial_for_field(bound.field, name)),
        keep=keep,
    )


def _column(record, name):
    names = {f.name: f.column for f in record._meta.concrete_fields}
    return names.get(name)


def _plain(value) -> str:
    """One spelling for what the history writes as JSON and the form as Python."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return str(value.pk) if isinstance(value, Model) else str(value)


def _shown(bound, value) -> str:
    """A value as the form's reader knows it: by label, not by key."""
    value = bound.field.prepare_value(value)
    widget = inner(bound.field.widget)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(widget, KnownLabels):
        values = value if isinstance(value, (list, tuple)) else [value]
        groups = widget.optgroups(bound.name, [str(v) for v in values if v is not None])
        return ", ".join(str(o["label"]) for _, options, _ in groups for o in options if o["selected"] and o["value"])
    choices = dict(getattr(bound.field, "choices", ()) or ())
    return str(choices.get(value, "" if value is None else value))
