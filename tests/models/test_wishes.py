"""What a donor asked for binds whoever edits the party."""

import pytest
from django.core.exceptions import ValidationError

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_party_whose_wish_is_recorded_stays_unnamed():
    contact = make.make_contact(anonymity_wish=True)
    party = contact.party
    assert party.is_anonymous
    party.is_anonymous = False
    with pytest.raises(ValidationError) as error:
        party.full_clean()
    assert "is_anonymous" in error.value.error_dict
    contact.anonymity_wish = False
    contact.save()
    party.full_clean()
