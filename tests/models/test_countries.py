"""Countries come from ISO 3166, the former ones with their years and successors."""

import pytest
from django.core.exceptions import ValidationError

from collection.models import Country
from collection.models.country_seed import FORMER, seed_countries

pytestmark = pytest.mark.django_db


def test_more_than_two_hundred_and_the_soviet_union():
    assert Country.objects.filter(existed_until__isnull=True).count() > 200
    soviet = Country.objects.get(code="SUHH")
    assert (soviet.name, soviet.existed_from, soviet.existed_until) == ("Soviet Union", 1922, 1991)
    assert soviet.successors.filter(code="RU").exists()
    assert soviet.successors.count() == 15


def test_every_former_country_has_an_end():
    assert Country.objects.filter(code__in=FORMER, existed_until__isnull=True).count() == 0


def test_seeding_again_changes_nothing_and_keeps_what_the_museum_wrote():
    Country.objects.filter(code="FR").update(name="La France")
    assert seed_countries() == 0
    assert Country.objects.get(code="FR").name == "La France"


@pytest.mark.parametrize("code", ["A/", "a b", "Ä1", "K"])
def test_a_code_that_no_address_can_hold(code):
    with pytest.raises(ValidationError) as error:
        Country(code=code, name="Nowhere").full_clean()
    assert "code" in error.value.error_dict


def test_a_code_in_small_letters_is_the_same_country():
    with pytest.raises(ValidationError) as error:
        Country(code=" kp", name="Once more").full_clean()
    assert "code" in error.value.error_dict
