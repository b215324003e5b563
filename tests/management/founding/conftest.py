"""The founding collection, loaded once for all tests about it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="package")
def founding(django_db_setup, django_db_blocker):
    """Loaded once for all of these tests, and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_founding", stdout=StringIO())
        yield
        transaction.set_rollback(True)
