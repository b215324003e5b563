"""Two people, one record: the second is told, and nothing is overwritten."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from collection.models import Party
from collection.models.base import Record, StaleRecord
from tests import factories as make

# Derived from the records, and made anew from them by `manage.py reindex`.
INDEX = {"Bitmap", "Disagreement", "Generation", "IndexEntry", "PartyName", "Run", "Stale", "Word"}

pytestmark = pytest.mark.django_db


def test_the_second_save_is_refused():
    party = make.make_party(biography="")
    mine, yours = Party.objects.get(pk=party.pk), Party.objects.get(pk=party.pk)
    mine.biography = "mine"
    mine.save()
    yours.biography = "yours"
    with pytest.raises(StaleRecord) as refusal:
        yours.save()
    assert refusal.value.current.biography == "mine"
    party.refresh_from_db()
    assert (party.biography, party.version) == ("mine", 2)
    assert yours.version == 1


def test_a_failed_save_keeps_the_version():
    party, other = make.make_party(), make.make_party()
    party.slug = other.slug
    with pytest.raises(IntegrityError), transaction.atomic():
        party.save()
    assert party.version == 1


def test_every_record_people_edit_has_a_version():
    append_only = {"Movement", "ProvenanceNote", "Position", "Weighing", "Restriction", "Deaccession"}
    machinery = {"Change", "ChangeSet", "ChangeContext", "ImportRun", "ImportRow", "SavedMapping", "Seal", *INDEX}
    plain = {m.__name__ for m in apps.get_app_config("collection").get_models() if not issubclass(m, Record)}
    assert plain == append_only | machinery
