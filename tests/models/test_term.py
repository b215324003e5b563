"""A term that describes an exhibit stays, and stays in its vocabulary."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from collection.models import Term
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("vocabulary", Term.Vocabulary.values)
def test_in_use(vocabulary):
    term = make.make_term(vocabulary=vocabulary)
    field = {"classification": term} if vocabulary == "classification" else {f"{vocabulary}s": [term]}
    make.make_exhibit(**field)
    with pytest.raises(ProtectedError):
        term.delete()
    with pytest.raises(ProtectedError):
        Term.objects.filter(pk=term.pk).delete()
    term.vocabulary = "theme" if vocabulary != "theme" else "material"
    with pytest.raises(ValidationError) as refusal:
        term.full_clean()
    assert "vocabulary" in refusal.value.message_dict


def test_unused():
    make.make_term().delete()
    assert not Term.objects.exists()
