"""The exhibits of a batch, on their way into the database."""

from django.db import connections, router
from django.utils.text import slugify

from collection.interchange.draft import FIELDS
from collection.models import Exhibit, ImportRun
from collection.models.bulk import Amendments, Table
from collection.models.fields import new_public_id

from .found import LINKS

_EMPTY = {name: Exhibit._meta.get_field(name).get_default() for name in FIELDS}


class Writing:
    """Gathers new and changed exhibits; `flush()` writes them."""

    def __init__(self, run: ImportRun):
        self.run = run
        self._new = Table(
            Exhibit, "id", "public_id", "slug", *FIELDS, *LINKS, "status", "published_at", "created_by_id"
        )
        self._changed = Amendments(Exhibit)
        self._adapted = connections[router.db_for_write(Exhibit)].ops.adapt_datetimefield_value

    def create(self, pk: int, values: dict, columns: dict, *, published_at) -> None:
        whole = {**_EMPTY, **values}
        status = Exhibit.Status.PUBLISHED if published_at else Exhibit.Status.DRAFT
        self._new.add(
            pk,
            new_public_id(),
            _slug(whole["title"]),
            *(whole[name] for name in FIELDS),
            *(columns.get(name) for name in LINKS),
            status.value,
            self._adapted(published_at),
            self.run.user_id,
        )

    def amend(self, old: dict, changed: dict) -> None:
        """`changed`: columns of the exhibit that differ."""
        if "title" in changed:
            changed["slug"] = _slug(changed["title"])
        if changed:
            self._changed.add(old["id"], **changed)

    def flush(self) -> None:
        self._new.flush()
        self._changed.flush()


def _slug(title: str) -> str:
    return slugify(title)[:80].strip("-")
