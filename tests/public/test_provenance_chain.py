"""The page of an exhibit tells who had it, in words, as its provenance says."""

import pytest

from collection.models import ProvenanceEvent
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "Possibly Anna Weber, Bern, by 1905 until at least 1910. (Carl <i>Brandt, Berlin), 1951; to the museum, 1960."


def test_the_chain_stands_below_the_text(client):
    exhibit = make.make_exhibit(published=True, provenance_text=TEXT)
    page = client.get(exhibit.get_absolute_url()).content.decode()
    assert "Who had it, and when" in page
    assert "Possibly Anna Weber, Bern: by 1905, until at least 1910" in page
    assert "How it passed on is not known." in page
    assert "<i>Brandt" not in page


def test_without_a_provenance_there_is_no_such_section(client):
    page = client.get(make.make_exhibit(published=True).get_absolute_url()).content.decode()
    assert "Who had it, and when" not in page


def test_whom_the_words_mean_is_named_unless_kept_unnamed(client):
    exhibit = make.make_exhibit(published=True, provenance_text="A. Weber, Bern, 1905; Carl Brandt, 1951.")
    event = ProvenanceEvent.objects.read(exhibit=exhibit)[0]
    event.party = party = make.make_party(name="Annamaria Weber")
    event.save()
    assert "Annamaria Weber" in client.get(exhibit.get_absolute_url()).content.decode()
    party.is_anonymous = True
    party.save()
    assert "Annamaria" not in client.get(exhibit.get_absolute_url()).content.decode()
