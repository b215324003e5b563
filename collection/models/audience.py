"""Who reads what: the one question every `visible_to(user)` asks."""

from django.db import models


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


class GatedQuerySet(models.QuerySet):
    """The gate: staff see every row, the public what `public()` names. Subclasses define only `public()`."""

    def visible_to(self, user):
        return self if reads_private(user) else self.public()

    def public(self):
        """The rows a visitor may see. A model that forgets to say shows nothing."""
        return self.none()
