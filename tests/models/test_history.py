"""Promise 37: a change leaves a history row, whichever way it is made."""

import pytest
from django.apps import apps
from django.db import connection

from collection.models import Change, ChangeSet, Country, Exhibit, Party
from collection.models.history import history_of, recording
from collection.models.history_triggers import recorded_models
from tests import factories as make

# Derived from the records, and made anew from them by `manage.py reindex`.
INDEX = {"Bitmap", "Disagreement", "Generation", "IndexEntry", "PartyName", "Run", "Stale", "Word"}

pytestmark = pytest.mark.django_db


def _raw_update(party):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE collection_party SET biography = 'new' WHERE id = %s", [party.pk])


def _save(party):
    party.biography = "new"
    party.save()


def _bulk_update(party):
    party.biography = "new"
    Party.objects.bulk_update([party], ["biography"])


WAYS = {
    "save": _save,
    "update": lambda party: Party.objects.filter(pk=party.pk).update(biography="new"),
    "bulk_update": _bulk_update,
    "update_or_create": lambda party: Party.objects.update_or_create(pk=party.pk, defaults={"biography": "new"}),
    "raw SQL": _raw_update,
}


@pytest.mark.parametrize("way", WAYS)
def test_who_when_why_before_after(way):
    user, party = make.make_user(), make.make_party(biography="old")
    with recording(user, reason="Better source", via="command") as changeset:
        WAYS[way](party)
    change = history_of(party).first()
    assert (change.changeset, change.changeset.user, change.changeset.reason) == (changeset, user, "Better source")
    assert change.at is not None
    assert ("biography", "old", "new") in change.differences()


def test_created_in_bulk():
    Party.objects.bulk_create([Party(name="A", slug="a"), Party(name="B", slug="b")])
    created = Change.objects.filter(table="collection_party", action="insert")
    assert sorted(change.after["name"] for change in created) == ["A", "B"]


def test_deleted():
    party = make.make_party(name="Gone")
    pk = party.pk
    party.delete()
    change = Change.objects.get(table="collection_party", row_id=pk, action="delete")
    assert (change.before["name"], change.after) == ("Gone", None)


def test_many_to_many():
    exhibit, term = make.make_exhibit(), make.make_term()
    exhibit.materials.add(term)
    change = Change.objects.get(table="collection_exhibit_materials")
    assert (change.after["exhibit_id"], change.after["term_id"]) == (exhibit.pk, term.pk)


def test_outside_recording_a_row_without_a_name():
    party = make.make_party()
    Party.objects.filter(pk=party.pk).update(biography="new")
    assert history_of(party).first().changeset is None


def test_nothing_changed_leaves_nothing():
    party = make.make_party()
    before = Change.objects.count()
    with recording(make.make_user(), reason="", via="admin"):
        Party.objects.filter(pk=party.pk).update(name=party.name)
    assert Change.objects.count() == before
    assert not ChangeSet.objects.exists()


def test_the_next_change_carries_the_next_name():
    one, two, party = make.make_user(), make.make_user(), make.make_party()
    for user in (one, two):
        with recording(user, reason="", via="admin"):
            Party.objects.filter(pk=party.pk).update(biography=user.username)
    assert [change.changeset.user for change in history_of(party)[:2]] == [two, one]


def test_a_refused_change_leaves_nothing():
    party = make.make_party()

    def change_and_fail():
        with recording(make.make_user(), reason="", via="admin"):
            Party.objects.filter(pk=party.pk).update(biography="new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert history_of(party).count() == 1
    assert not ChangeSet.objects.exists()
    Party.objects.filter(pk=party.pk).update(biography="later")
    assert history_of(party).first().changeset is None


def test_contact_data_leaves_no_value_behind():
    contact = make.make_contact(email="ada@example.org", address="1 High Street", phone="555")
    contact.email = "ada2@example.org"
    contact.save()
    contact.delete()
    changes = Change.objects.filter(table="collection_donorcontact")
    assert changes.count() == 3
    text = str([(change.before, change.after) for change in changes])
    assert "ada" not in text
    assert "High Street" not in text
    assert "555" not in text


def test_every_stored_model_is_recorded_or_says_why_not():
    stored = {m for m in apps.get_app_config("collection").get_models(include_auto_created=True) if not m._meta.proxy}
    names = {m.__name__ for m in stored - set(recorded_models())}
    assert names == {"Change", "ChangeSet", "ChangeContext", "ImportRun", "ImportRow", "Seal", *INDEX}


def test_every_recorded_table_has_its_triggers():
    sql = (
        "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'vitrine_history'"
        if connection.vendor == "postgresql"
        else "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'vitrine%insert'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        tables = {row[0] for row in cursor.fetchall()}
    assert {model._meta.db_table for model in recorded_models()} <= tables


@pytest.mark.django_db(transaction=True)
def test_altering_a_table_keeps_its_triggers():
    """SQLite drops a rebuilt table's triggers, PostgreSQL forbids to alter what one names: migrations come between."""
    from django.core.management import call_command
    from django.db import models
    from django.db.models.signals import pre_migrate

    field = Country._meta.get_field("name")
    longer = models.CharField(max_length=201)
    longer.set_attributes_from_name("name")
    longer.model = Country
    pre_migrate.send(apps.get_app_config("collection"), using=connection.alias, plan=["a migration"])
    with connection.schema_editor() as editor:
        editor.alter_field(Country, field, longer)
    with connection.schema_editor() as editor:
        editor.alter_field(Country, longer, field)
    call_command("migrate", verbosity=0)
    country = make.make_country("FR")
    Country.objects.filter(pk=country.pk).update(alpha3="XXX")
    assert history_of(country).first().differences() == [("alpha3", "FRA", "XXX")]


def test_history_of_exhibit_shows_the_status_step():
    exhibit = make.make_exhibit()
    Exhibit.objects.filter(pk=exhibit.pk).update(status="in_review")
    assert history_of(exhibit).first().differences() == [("status", "draft", "in_review")]
