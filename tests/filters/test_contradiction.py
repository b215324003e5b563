"""Exhibits whose sources contradict each other: only where a visitor can read both sides."""

import pytest
from django.test import RequestFactory

from collection.filters.exhibit import ExhibitFilter
from collection.models import Exhibit
from tests import factories as make

pytestmark = pytest.mark.django_db


def found(state="open"):
    request = RequestFactory().get("/")
    filterset = ExhibitFilter({"contradiction": state}, queryset=Exhibit.objects.visible_to(None), request=request)
    assert filterset.is_valid()
    return list(filterset.qs)


def test_both_sides_public():
    one = make.make_note(exhibit=make.make_exhibit(published=True))
    other = make.make_note(exhibit=make.make_exhibit(published=True))
    contradiction = make.make_contradiction(one, other)
    assert set(found()) == {one.exhibit, other.exhibit}
    contradiction.finding = "The first is right."
    contradiction.save()
    assert found() == []
    assert set(found("decided")) == {one.exhibit, other.exhibit}


def test_the_other_side_comes_from_a_hidden_source():
    one = make.make_note(exhibit=make.make_exhibit(published=True))
    other = make.make_note(exhibit=one.exhibit, source=make.make_source(is_public=False))
    make.make_contradiction(one, other)
    assert found() == []


def test_the_other_side_is_about_a_draft():
    one = make.make_note(exhibit=make.make_exhibit(published=True))
    make.make_contradiction(one, make.make_note(exhibit=make.make_exhibit()))
    make.make_contradiction(one, make.make_note(exhibit=None, occasion=make.make_occasion()))
    assert found() == []
