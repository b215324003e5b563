"""A small museum in which every resource has something public and something hidden."""

from types import SimpleNamespace

import pytest
from knox.models import get_token_model

from collection.models import ProvenanceNote
from tests.factories import (
    indexed_once,
    make_acquisition,
    make_candidate,
    make_contradiction,
    make_counter_gift,
    make_country,
    make_exhibit,
    make_instrument,
    make_location,
    make_note,
    make_occasion,
    make_participation,
    make_party,
    make_restriction,
    make_showroom,
    make_source,
    make_term,
    make_user,
)


@pytest.fixture
@indexed_once()
def museum(db):
    """One published exhibit with everything that can hang from it, and one draft with the same."""
    shown, hidden = SimpleNamespace(), SimpleNamespace()
    room = make_showroom(number="12")
    for half, published in ((shown, True), (hidden, False)):
        half.donor = make_party(country=make_country("FR"))
        half.maker = make_party()
        half.recipient = make_party()
        half.occasion = make_occasion(stops=["Khasan"])
        half.acquisition = make_acquisition(
            donors=[half.donor], recipient=half.recipient, occasion=half.occasion, stop=half.occasion.stops.get()
        )
        half.exhibit = make_exhibit(
            published=published,
            acquisition=half.acquisition,
            location=room.location,
            made="1955",
            classification=make_term(vocabulary="classification"),
            materials=[make_term()],
        )
        make_counter_gift(acquisition=half.acquisition, giver=half.recipient, receiver=half.donor)
        make_participation(exhibit=half.exhibit, party=half.maker)
        half.source = make_source()
        half.note = make_note(exhibit=half.exhibit, source=half.source)
        other = make_note(exhibit=half.exhibit, source=half.source, answer="Korean craftsmen")
        half.contradiction = make_contradiction(half.note, other)
        half.rule = make_instrument(is_public=published, countries=["KP"])
        half.restriction = make_restriction(
            exhibit=half.exhibit, rule=half.rule, public_statement="Resolution 1718 may touch it."
        )
    ProvenanceNote.objects.assess(note=shown.note, position="accepted", reason="Two registers agree.", by=None)
    candidate = make_candidate(exhibit=shown.exhibit)
    return SimpleNamespace(shown=shown, hidden=hidden, room=room, store=make_location(), candidate=candidate)


def handles(half):
    """Resource → the handle of one record of this half of the museum."""
    return {
        "exhibits": half.exhibit.public_id,
        "donors": half.donor.slug,
        "parties": half.maker.slug,
        "acquisitions": half.acquisition.number,
        "occasions": half.occasion.slug,
        "provenance-notes": half.note.pk,
        "sources": half.source.slug,
        "restrictions": half.restriction.pk,
        "instruments": half.rule.key,
    }


@pytest.fixture
def sign_in(client):
    """A function that signs the client in as a new person of a role: `sign_in("curator")`."""

    def sign_in(role):
        user = make_user(role)
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def token_of():
    """A function that gives a person a token and says it."""
    return lambda user: get_token_model().objects.create(user=user, name="tests")[1]


@pytest.fixture
def send(client):
    """`send("patch", url, body)` sends JSON, with the ETag of the record as it stands unless told otherwise."""

    def send(method, url, body=None, *, match=None, **headers):
        if match is None and (method != "post" or url.rstrip("/").count("/") > 3):
            match = client.get("/".join(url.split("/")[:5]) + "/").headers.get("ETag", "")
        if match:
            headers["If-Match"] = match
        return getattr(client, method)(
            url, data={} if body is None else body, content_type="application/json", headers=headers
        )

    return send
