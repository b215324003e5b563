"""Numbers: unique in any writing, with something to see in them, and no longer than the key that compares them."""

import pytest
from django.core.exceptions import ValidationError

from collection.models import Exhibit
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("taken", ["AB.1", " ab.1 ", "ａｂ.1", "Ab.1"])
def test_taken_in_another_writing(taken):
    make.make_exhibit(accession_number="ab.1")
    with pytest.raises(ValidationError) as refusal:
        Exhibit(accession_number=taken, title="x").full_clean()
    assert list(refusal.value.message_dict) == ["accession_number"]


@pytest.mark.parametrize(
    ("field", "value"), [("accession_number", "\u200b"), ("title", "\u2060\u200b"), ("accession_number", "ﷺ" * 100)]
)
def test_nothing_to_see_or_too_long_to_compare(field, value):
    values = {"accession_number": "1", "title": "x"} | {field: value}
    with pytest.raises(ValidationError) as refusal:
        Exhibit(**values).full_clean()
    assert list(refusal.value.message_dict) == [field]


def test_an_exhibit_withdrawn_before_it_left_leaves_no_tombstone_to_the_public():
    from collection.models import Deaccession

    exhibit = make.make_exhibit(status="withdrawn", published_at="2024-01-01T00:00Z")
    make.make_deaccession(exhibit=exhibit)
    assert not Deaccession.objects.visible_to(None).exists()
