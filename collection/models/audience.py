"""Who reads what: the one question every `visible_to(user)` asks."""

from django.db import models

from .history import current_changeset


def reads_private(user) -> bool:
    """True for a signed-in, active person whose role reads unpublished records.

    `user` may be None or an AnonymousUser: the public. Donor contact data is narrower still, see `DonorContact`.
    """
    return user is not None and user.is_active and user.has_perm("collection.view_unpublished")


def among(queryset, foreign_key: str) -> models.Exists:
    """Whether the record that `foreign_key` points to is one of `queryset`.

    Asked row by row: `foreign_key__in=queryset` would have SQLite list the whole museum first.
    """
    return models.Exists(queryset.filter(pk=models.OuterRef(foreign_key)))


class SettlingQuerySet(models.QuerySet):
    """Writes in bulk that leave the index up to date, as save() does."""

    def bulk_create(self, *args, **kwargs):
        return self._settled(super().bulk_create(*args, **kwargs))

    def update(self, **kwargs):
        return self._settled(super().update(**kwargs))

    def delete(self):
        return self._settled(super().delete())

    update.alters_data = delete.alters_data = True

    def _settled(self, result):
        settle_now(self.db)
        return result


def settle_now(using: str) -> None:
    """Index what has changed, unless an open `recording()` block will do so at its end."""
    from .indexing import settle  # indexing reads every model, and every model is gated

    if current_changeset(using) is None:
        settle(using)


class GatedQuerySet(SettlingQuerySet):
    """The gate: staff see every row, the public what `public()` names. Subclasses define only `public()`."""

    def visible_to(self, user):
        return self if reads_private(user) else self.public()

    def public(self):
        """The rows a visitor may see. A model that forgets to say shows nothing."""
        return self.none()
