"""What every catalogue record has: times, an optimistic version, and a way to refuse a stale save."""

from django.core.exceptions import ValidationError
from django.db import models, transaction

from .fields import Derived, IdentityField


class StaleRecord(ValidationError):
    """Someone else changed the record since it was read: `record` was to be saved, `current` stands now."""

    def __init__(self, record, current):
        self.record, self.current = record, current
        super().__init__(
            f"This {record._meta.verbose_name} was changed by someone else since you opened it "
            f"(you had version {record.version}, it is now version {current.version}). "
            "Nothing was saved: compare the two and save again.",
            code="stale",
        )


class Record(models.Model):
    """A row people edit. `save()` refuses to overwrite a version it has not read (rule 4: no silent overwrite)."""

    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, **kwargs):
        if self._state.adding:
            super().save(**kwargs)
            return
        with transaction.atomic(using=kwargs.get("using")):
            read = self.version
            current = type(self)._base_manager.select_for_update().get(pk=self.pk)
            if current.version != read:
                raise StaleRecord(self, current)
            self.version = read + 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "version", "updated_at"}
            try:
                super().save(**kwargs)
            except Exception:
                self.version = read
                raise

    def clean_fields(self, exclude=None):
        for field in self._meta.concrete_fields:
            if isinstance(field, Derived):  # so that constraints are checked against what will be written
                field.pre_save(self, self._state.adding)
        super().clean_fields(exclude={*(exclude or ()), *self._identities()})

    def clean(self):
        super().clean()
        for field in self._meta.concrete_fields:
            if isinstance(field, IdentityField):  # no form shows it, so no form would check it
                if len(getattr(self, field.attname)) > field.max_length:  # a few signs fold into many
                    raise ValidationError({field.source: f"Longer than {field.max_length} characters when compared."})
                others = type(self)._base_manager.filter(**{field.attname: getattr(self, field.attname)})
                if others.exclude(pk=self.pk).exists():
                    raise ValidationError({field.source: ValidationError(field.error_messages["unique"], "unique")})

    def validate_unique(self, exclude=None):
        super().validate_unique(exclude={*(exclude or ()), *self._identities()})

    def _identities(self) -> set[str]:
        return {field.name for field in self._meta.concrete_fields if isinstance(field, IdentityField)}
