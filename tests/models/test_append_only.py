"""Evidence is added to, never rewritten: the database itself refuses, whichever way it is asked."""

import pytest
from django.db import IntegrityError, connection, transaction

from collection.models import (
    Change,
    ChangeSet,
    Deaccession,
    Exhibit,
    Movement,
    Position,
    ProvenanceNote,
    Restriction,
)
from collection.models.history import recording
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    with recording(make.make_user(), reason="trial", via="command"):
        exhibit = make.make_exhibit()
        make.make_movement(exhibit=exhibit)
        note = make.make_note(exhibit=exhibit)
        ProvenanceNote.objects.assess(note=note, position="accepted", reason="It is right.", by=None)
        make.make_restriction(exhibit=exhibit)
        make.make_deaccession(exhibit=exhibit)


CHANGES = {
    Change: ("table", "x"),
    ChangeSet: ("reason", "x"),
    Deaccession: ("reason", "x"),
    Movement: ("reason", "x"),
    Position: ("reason", "x"),
    ProvenanceNote: ("statement", "x"),
    Restriction: ("evidence", "x"),
}


@pytest.mark.parametrize("model", CHANGES, ids=lambda model: model.__name__)
def test_update_is_refused(rows, model):
    column, value = CHANGES[model]
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        model.objects.update(**{column: value})


@pytest.mark.parametrize("model", [*CHANGES, Exhibit], ids=lambda model: model.__name__)
def test_delete_is_refused(rows, model):
    count = model.objects.count()

    def delete():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
            connection.check_constraints()

    with pytest.raises(IntegrityError):
        delete()
    assert model.objects.count() == count > 0


@pytest.mark.only_on("sqlite")
def test_insert_or_replace_does_not_walk_past(rows):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT OR REPLACE INTO collection_movement SELECT * FROM collection_movement")


def test_a_new_position_leaves_the_old_one_readable(rows):
    note = ProvenanceNote.objects.get()
    ProvenanceNote.objects.assess(note=note, position="rejected", reason="A better source came up.", by=None)
    note.refresh_from_db()
    assert note.position == "rejected"
    assert [p.position for p in note.positions.all()] == ["rejected", "accepted"]


def test_a_decision_supersedes_and_leaves_the_assessment(rows):
    first = Restriction.objects.get()
    decision = Restriction.objects.decide(
        restriction=first, conclusion="applies", assessor="The lawyer", assessed_on="2024-01-01",
        evidence="Paragraph 8", review_by="2034-01-01",
    )  # fmt: skip
    first.refresh_from_db()
    assert first.conclusion == "under_assessment"
    assert list(Restriction.objects.standing()) == [decision]
