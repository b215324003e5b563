"""What was entered stays as entered; its reading and bounds stand beside it, on every way of writing."""

import pytest
from django.core.exceptions import ValidationError

from collection.models import Exhibit
from collection.models.fields import UNDATED, natural
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "edtf", "earliest", "latest"),
    [
        ("c. 1860", "1860~", 18600101, 18601231),
        ("2023-09-13", "2023-09-13", 20230913, 20230913),
        ("before the war", "", None, None),
        ("", "", None, None),
    ],
)
def test_read_beside_what_was_entered(text, edtf, earliest, latest):
    saved = make.make_exhibit(made=text)
    bulk = Exhibit.objects.bulk_create([Exhibit(accession_number="b1", title="x", made=text)])[0]
    for exhibit in (saved, bulk):
        exhibit.refresh_from_db()
        assert exhibit.made == text
        assert (exhibit.made_edtf, exhibit.made_earliest, exhibit.made_latest) == (edtf, earliest, latest)


def test_bce_sorts_before_ce_and_undated_last():
    for text in ("1950", "", "500 BCE", "44 BCE", "c. 1200"):
        make.make_exhibit(made=text)
    ordered = Exhibit.objects.order_by("made_order").values_list("made", flat=True)
    assert list(ordered) == ["500 BCE", "44 BCE", "c. 1200", "1950", ""]
    assert make.make_exhibit().made_order == UNDATED


@pytest.mark.parametrize("text", ["31/02/1999", "30 February 1999", "2023-13-01", "2023-02-30", "1910-12"])
def test_an_impossible_or_ambiguous_date_is_refused_by_name(text):
    with pytest.raises(ValidationError) as refusal:
        Exhibit(accession_number="1", title="x", made=text).full_clean()
    assert list(refusal.value.message_dict) == ["made"]
    assert "2023-09-13" in refusal.value.message_dict["made"][0]


def test_a_year_beyond_the_column_is_held_at_its_edge():
    exhibit = make.make_exhibit(made="Y-17E12")
    assert exhibit.made_edtf == "Y-17E12"
    assert exhibit.made_earliest > -(2**63)


def test_numbers_sort_as_people_count():
    numbers = ["2023.10", "2023.9", "2023.9.a", "1999.1", "Ⅻ"]
    assert sorted(numbers, key=natural) == ["1999.1", "2023.9", "2023.9.a", "2023.10", "Ⅻ"]


@pytest.mark.parametrize("text", ["1" * 199 + "!", "jan" * 66 + "!", "1st" * 66 + "?"])
def test_a_hostile_text_is_given_up_at_once(text):
    """Each of these kept a backtracking pattern busy for longer than the museum will stand."""
    Exhibit(accession_number="1", title="x", made=text).full_clean()
