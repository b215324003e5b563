"""A museum of the version before is migrated with its records, its history and its index."""

import pytest
from django.core.management import call_command

from collection.models import Change, Exhibit, Word
from tests import factories as make


@pytest.mark.django_db(transaction=True)
def test_a_column_that_triggers_name_can_go():
    exhibit = make.make_exhibit(published=True, title="Vase")
    call_command("migrate", "collection", "0004", verbosity=0)
    call_command("migrate", "collection", verbosity=0)
    exhibit = Exhibit.objects.get(pk=exhibit.pk)
    exhibit.title = "Samovar"
    exhibit.save()
    assert Word.objects.get(text="samovar").public == 1
    assert Change.objects.filter(table="collection_exhibit", row_id=exhibit.pk, action="update").exists()
