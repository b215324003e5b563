"""Promise 38: a history that was rewritten, cut, replaced, moved or added to is found out, by its first bad change."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection.interchange import sealing
from collection.interchange.sealing import head, seal, verify
from collection.models import Change, ChangeSet, Exhibit, Seal, history_triggers
from collection.models.history import recording
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(monkeypatch):
    """The ids of some thirty changes by several people, in seals of seven."""
    monkeypatch.setattr(sealing, "COVERED", 7)
    seal()
    last = Change.objects.order_by("id").last()
    for number in range(5):
        with recording(make.make_user("curator"), reason=f"Reason {number}", via="admin"):
            exhibit = make.make_exhibit(title=f"Bowl {number}", materials=[make.make_term()])
            exhibit.description = "Поднос – 그릇"
            exhibit.save()
            make.make_participation(exhibit=exhibit).delete()
    assert seal() > 25
    return list(Change.objects.filter(pk__gt=last.pk if last else 0).order_by("id").values_list("pk", flat=True))


def test_what_nobody_touched_is_whole(sealed):
    verdict = verify()

    assert (verdict.bad, verdict.change, verdict.head) == ("", None, Seal.objects.order_by("id").last().digest)
    assert verdict.changes == Change.objects.count()
    assert verdict.seals == Seal.objects.count() > len(sealed) / 7
    assert seal() == 0


def columns_of(change):
    """For each column of a change another value that it might have had."""
    acts = ChangeSet.objects.exclude(pk=change.changeset_id)
    return {
        "changeset_id": acts.first().pk,
        "at": change.at + timedelta(milliseconds=1),
        "table": "collection_party" if change.table != "collection_party" else "collection_term",
        "row_id": change.row_id + 1,
        "action": "update" if change.action != "update" else "insert",
        "before": {**(change.before or {}), "title": "Another"},
        "after": {**(change.after or {}), "title": "Another"},
    }


def rewrite(change, other, column):
    Change.objects.filter(pk=change.pk).update(**{column: columns_of(change)[column]})
    return change.pk


def rewrite_who(change, other, column):
    name = {"at": "at", "table": "actor", "row_id": "reason"}.get(column, "via")
    value = change.changeset.at + timedelta(days=1) if name == "at" else "another"
    ChangeSet.objects.filter(pk=change.changeset_id).update(**{name: value})
    return Change.objects.filter(changeset=change.changeset_id).order_by("id").first().pk


def delete(change, other, column):
    first, last = sorted((change.pk, other.pk))
    Change.objects.filter(pk__gte=first, pk__lte=last)._raw_delete("default")
    return first


def replace(change, other, column):
    values = {field.attname: getattr(change, field.attname) for field in Change._meta.concrete_fields}
    Change.objects.filter(pk=change.pk)._raw_delete("default")
    Change(**{**values, column: columns_of(change)[column]}).save(force_insert=True)
    return change.pk


def swap(change, other, column):
    if change.pk == other.pk:
        return rewrite(change, other, column)
    for old, new in ((change.pk, 10**9), (other.pk, change.pk), (10**9, other.pk)):
        Change.objects.filter(pk=old).update(id=new)
    return min(change.pk, other.pk)


def put_in(change, other, column):
    """In a gap, or before all others."""
    change.pk = -change.pk
    change.save(force_insert=True)
    return change.pk


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([rewrite, rewrite_who, delete, replace, swap, put_in]),
    st.integers(0, 999),
    st.integers(0, 999),
    st.sampled_from(["changeset_id", "at", "table", "row_id", "action", "before", "after"]),
)
def test_the_first_bad_change_is_named(sealed, mutate, one, two, column):
    one, two = (Change.objects.get(pk=sealed[place % len(sealed)]) for place in (one, two))
    with transaction.atomic():
        history_triggers.remove(connection)
        bad = mutate(one, two, column)
        verdict = verify()
        transaction.set_rollback(True)

    assert (verdict.change, bool(verdict.bad)) == (bad, True)
    assert str(bad) in verdict.bad
    assert verify().bad == ""


def forge(*statements):
    history_triggers.remove(connection)
    for statement in statements:
        statement()
    return verify()


def test_a_seal_that_was_rewritten_or_taken_out_is_named(sealed):
    second, third = Seal.objects.order_by("id")[1:3]
    for change in ({"marks": "0" * len(second.marks)}, {"digest": "0" * 64}, {"ids": "1..2"}, {"last_change": 10**9}):
        with transaction.atomic():
            verdict = forge(lambda change=change: Seal.objects.filter(pk=second.pk).update(**change))
            transaction.set_rollback(True)
        assert f"eal {second.pk}," in verdict.bad or f"eal {third.pk}," in verdict.bad, change
    verdict = forge(Seal.objects.filter(pk=second.pk).delete)
    assert f"Seal {third.pk}," in verdict.bad


def test_who_rewrites_history_and_seals_is_found_by_a_head_that_was_written_down(sealed):
    known = Seal.objects.order_by("id")[1].digest
    assert verify(known=known).bad == ""
    wiped = [Change.objects.filter(pk=sealed[0])._raw_delete, Seal.objects.all()._raw_delete]
    verdict = forge(*(lambda delete=delete: delete("default") for delete in wiped), seal)

    assert verdict.bad == ""
    assert "both rewritten" in verify(known=known).bad


def test_seals_are_held_shut(sealed):
    for change in (lambda: Seal.objects.update(marks=""), Seal.objects.all().delete):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_the_command_says_whether_it_is_whole_and_seals_the_rest(sealed, capsys):
    make.make_exhibit()
    call_command("verify_history")
    said = capsys.readouterr().out
    assert f"{Seal.objects.count() - 1:,} seals are what they were" in said
    assert head() in said
    assert seal() == 0
    call_command("verify_history", head=head(), verbosity=0)
    with pytest.raises(CommandError, match="No seal has the head"):
        call_command("verify_history", head="0" * 64)

    history_triggers.remove(connection)
    Change.objects.filter(pk=sealed[3]).update(action="update")
    with pytest.raises(CommandError, match=f"Change {sealed[3]}, or who made it and why, is not what it was"):
        call_command("verify_history")


def test_a_change_seals_nothing_by_itself(sealed):
    count = Seal.objects.count()
    Exhibit.objects.update(description="all of them")
    assert Seal.objects.count() == count
    assert seal(at_most=1) == 5


@pytest.mark.only_on("postgresql")
def test_whoever_seals_in_a_transaction_is_as_patient_afterwards(sealed):
    make.make_exhibit()
    assert seal() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting, reset_val FROM pg_settings WHERE name = 'lock_timeout'")
        now, as_given = cursor.fetchone()
    assert now == as_given


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_what_another_has_not_committed_is_waited_for():
    """Its changes have lower ids than those that were committed meanwhile."""
    import psycopg

    make.make_exhibit()
    assert seal() > 0
    place = {
        name: connection.get_connection_params()[name]
        for name in ("dbname", "user", "host", "port", "password")
        if name in connection.get_connection_params()
    }
    with psycopg.connect(**place) as other:
        other.execute("UPDATE collection_exhibit SET description = 'by another'")
        make.make_party()
        assert seal() == 0
        other.commit()
    assert seal() == 2
    assert verify().bad == ""
