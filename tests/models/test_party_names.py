"""Parties are found by their other names, whichever way these were written."""

import importlib

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.models import Party, PartyName, party_names
from collection.models.bulk import Table
from collection.models.fields import NamesKeyField, natural
from collection.models.party_names import parties_named
from tests import factories as make

OTHERS = "Kim Ir Sen\nКим Ир Сен\n  Kim  Il-song "


def found(name, user=None):
    return [party.name for party in parties_named([name], user or make.make_superuser())[name]]


@pytest.mark.django_db
def test_a_party_is_known_by_each_of_its_names():
    make.make_party(name="Kim Il Sung", other_names=OTHERS)
    for name in ("kim il sung", "KIM IR SEN", "Ким Ир Сен", "Kim Il-song"):
        assert found(name) == ["Kim Il Sung"], name
    assert found("Kim") == []
    assert parties_named(["", "\n"], make.make_superuser()) == {"\n": []}


@pytest.mark.django_db
def test_the_preferred_name_comes_before_another_s_former_one():
    make.make_party(name="Leningrad Museum", other_names="Petrograd Museum")
    make.make_party(name="Petrograd Museum", other_names="petrograd museum")
    assert found("Petrograd Museum") == ["Petrograd Museum", "Leningrad Museum"]


@pytest.mark.django_db
def test_the_names_follow_saving_bulk_writing_changing_and_deleting():
    saved = make.make_party(name="A", other_names="One\nTwo")
    Party.objects.bulk_create([Party(name="B", slug="b", other_names="Two\nThree")])
    table = Table(Party, "kind", "name", "slug", "other_names", "birth", "death")
    table.add("person", "C", "c", "Four", "", "")
    table.flush()
    assert [found(name) for name in ("One", "Two", "Three", "Four")] == [["A"], ["A", "B"], ["B"], ["C"]]
    saved.other_names = "Five"
    saved.save()
    assert (found("One"), found("Five")) == ([], ["A"])
    saved.delete()
    assert found("Five") == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM collection_party WHERE name = 'B'")
    assert set(PartyName.objects.values_list("name_sort", flat=True)) == {"four"}


@pytest.mark.django_db
def test_they_can_be_made_anew():
    make.make_party(name="A", other_names=OTHERS)
    names = set(PartyName.objects.values_list("party_id", "name_sort"))
    PartyName.objects.all().delete()
    party_names.rebuild(connection)
    assert set(PartyName.objects.values_list("party_id", "name_sort")) == names
    Party.objects.update(other_names_keys="[]")
    assert not PartyName.objects.exists()
    importlib.import_module("collection.migrations.0014_party_names").fill(apps, connection.schema_editor())
    assert set(PartyName.objects.values_list("party_id", "name_sort")) == names


@pytest.mark.django_db
def test_who_may_not_know_a_party_does_not_find_it():
    party = make.make_donor(make.make_exhibit(published=True), name="Shown", other_names="Known as")
    make.make_donor(make.make_exhibit(published=True), name="Unnamed", other_names="Known as", is_anonymous=True)
    assert found("Known as", AnonymousUser()) == [party.name]
    assert found("Known as") == ["Shown", "Unnamed"]


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_any_text_gives_keys(text):
    keys = NamesKeyField(source="other_names").compute(text)
    assert keys == "[]" or all(natural(line)[:200] in keys for line in text.splitlines() if line.isalnum())
