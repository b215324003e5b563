"""Who signs in, and the tokens by which their programs do."""

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from knox.models import AbstractAuthToken


class User(AbstractUser):
    """A person of the museum; what they may do follows from their role, a group."""

    def save(self, *args, **kwargs):
        """Save, and take the tokens back when the password changed or the user may no longer enter.

        Sessions need no such care: Django ties them to the password's hash and
        asks `is_active` on each request.
        """
        new_password = self._password is not None
        with transaction.atomic():
            super().save(*args, **kwargs)
            if new_password or not self.is_active:
                self.auth_token_set.all().delete()


class ApiToken(AbstractAuthToken):
    """A program's key to the API: kept as a hash, shown once, named by its owner."""

    name = models.CharField(max_length=100, help_text="What will use it, e.g. “website”.")

    class Meta(AbstractAuthToken.Meta):
        abstract = False
        verbose_name = "API token"
        ordering = ["-created", "digest"]

    def __str__(self):
        return f"{self.name} ({self.token_key}…)"
