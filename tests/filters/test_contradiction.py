"""Exhibits whose sources contradict each other: only where a visitor can read both sides."""

import pytest
from django.http import QueryDict

from collection.filters.selection import Selection
from tests import factories as make

pytestmark = pytest.mark.django_db


def found(state="open"):
    return set(Selection(None, QueryDict(f"contradiction={state}")).ids)


def test_both_sides_public():
    one = make.make_note(exhibit=make.make_exhibit(published=True))
    other = make.make_note(exhibit=make.make_exhibit(published=True))
    contradiction = make.make_contradiction(one, other)
    assert found() == {one.exhibit_id, other.exhibit_id}
    contradiction.finding = "The first is right."
    contradiction.save()
    assert found() == set()
    assert found("decided") == {one.exhibit_id, other.exhibit_id}


def test_the_other_side_comes_from_a_hidden_source():
    one = make.make_note(exhibit=make.make_exhibit(published=True))
    other = make.make_note(exhibit=one.exhibit, source=make.make_source(is_public=False))
    make.make_contradiction(one, other)
    assert found() == set()


def test_the_other_side_is_about_a_draft():
    one = make.make_note(exhibit=make.make_exhibit(published=True))
    make.make_contradiction(one, make.make_note(exhibit=make.make_exhibit()))
    make.make_contradiction(one, make.make_note(exhibit=None, occasion=make.make_occasion()))
    assert found() == set()
