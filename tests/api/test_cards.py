"""What the index keeps for visitors, cards and whole records, is what the API would make of the records."""

import json

import pytest
from django.test import RequestFactory, override_settings
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rest_framework.renderers import JSONRenderer

from collection.api.exhibit_reading import CARD, ExhibitSerializer
from collection.api.kept import cards, record
from collection.models import Exhibit, Restriction
from collection.models.card import served
from collection.search.index import Index
from tests import factories as make

pytestmark = pytest.mark.django_db
ROOT, SITE = "http://testserver/api/v1/", "http://testserver"


def as_served(exhibit):
    return json.loads(served(cards([exhibit.pk], "default")[exhibit.pk], api=ROOT, site=SITE))


def whole_as_served(exhibit):
    return json.loads(served(record(exhibit.public_id, Index.current("default", False)), api=ROOT, site=SITE))


def as_serialized(exhibit, names):
    shown = Exhibit.objects.public().prefetch_related(*ExhibitSerializer.fetches(None, names)).get(pk=exhibit.pk)
    context = {"root": ROOT, "site": SITE, "request": RequestFactory().get("/")}
    return json.loads(JSONRenderer().render(ExhibitSerializer(shown, names=names, context=context).data))


def assert_alike(exhibit):
    for served_as, names in ((as_served, CARD), (whole_as_served, ExhibitSerializer.Meta.public)):
        assert served_as(exhibit) == as_serialized(exhibit, names)
        assert list(served_as(exhibit)) == list(names)


def test_an_exhibit_with_nothing_to_it():
    assert_alike(make.make_exhibit(published=True, credit_line="Gift"))


def test_an_exhibit_with_everything(museum):
    assert_alike(museum.shown.exhibit)
    assert as_served(museum.shown.exhibit)["acquisition"]["counter_gifts"]


def test_the_evidence(museum):
    exhibit, note = museum.shown.exhibit, museum.shown.note
    for role in ("maker", "former_owner", "adviser"):
        make.make_participation(exhibit=exhibit, role=role, note=f"As {role}")
    make.make_participation(exhibit=exhibit, party=make.make_party(is_anonymous=True), role="adviser")
    make.make_participation(exhibit=exhibit, is_public=False)
    make.make_contradiction(note, make.make_note(exhibit=make.make_exhibit(published=True)), finding="Both.", by=None)
    make.make_contradiction(make.make_note(exhibit=exhibit, is_public=False), note)
    make.make_note(exhibit=exhibit, source=make.make_source(is_public=False))
    make.make_restriction(exhibit=exhibit)
    decided = make.make_restriction(exhibit=exhibit, public_statement="Assessed.")
    Restriction.objects.decide(
        restriction=decided, conclusion="applies", assessor="x", assessed_on="2024-01-01", evidence="x",
        review_by="2034-01-01", by=None,
    )  # fmt: skip
    exhibit.materials.set([make.make_term(name=name) for name in ("Zinc", "amber", "Ärmel", "10 bones", "9 bones")])
    assert_alike(exhibit)
    shown = whole_as_served(exhibit)
    assert len(shown["participations"]) >= 4
    assert len(shown["restrictions"]) >= 2
    assert any(found["finding"] == "Both." for one in shown["notes"] for found in one["contradictions"])


def test_a_draft_has_none(museum):
    assert cards([museum.hidden.exhibit.pk], "default") == {museum.hidden.exhibit.pk: b""}
    assert record(museum.hidden.exhibit.public_id, Index.current("default", False)) == b""


def test_givers_who_are_not_named_are_one():
    shy, shyer, open_one = make.make_party(is_anonymous=True), make.make_party(is_anonymous=True), make.make_party()
    acquisition = make.make_acquisition(donors=[shy, open_one, shyer], recipient=shy)
    make.make_counter_gift(acquisition=acquisition, giver=shy, receiver=open_one)
    make.make_counter_gift(acquisition=acquisition, is_public=False)
    exhibit = make.make_exhibit(published=True, acquisition=acquisition)
    assert_alike(exhibit)
    assert [donor["name"] for donor in as_served(exhibit)["acquisition"]["donors"]] == [open_one.name, "Anonymous"]


@pytest.mark.parametrize("number", ["2023/7", "A 1", "%41", "ü/ö?#&=", "..", "a+b"])
def test_numbers_are_quoted_in_addresses(number):
    exhibit = make.make_exhibit(published=True, acquisition=make.make_acquisition(number=number))
    assert_alike(exhibit)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Pyongyang", "America/St_Johns"])
def test_times_are_those_of_the_museum(zone):
    with override_settings(TIME_ZONE=zone):
        assert_alike(make.make_exhibit(published=True))


@pytest.mark.parametrize("text", ["\\u0000a", '"\\u0000a', "\\\\u0000s", "\u2028", "\u202eabc", "</script>", "é😀한"])
def test_no_text_is_taken_for_an_address(text):
    exhibit = make.make_exhibit(published=True, title=text + "x", object_name=text + "x", credit_line=text + "x")
    assert_alike(exhibit)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@settings(max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_in_a_museum_made_at_random(data):
    draw = data.draw
    flag, text = st.booleans(), texts.filter(lambda value: value.strip())
    parties = [
        make.make_party(
            name="Party " + draw(texts).replace("\n", " "),
            is_anonymous=draw(flag),
            country=make.make_country("FR") if draw(flag) else None,
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    party = st.sampled_from(parties)
    occasion = make.make_occasion(stops=["Khasan"]) if draw(flag) else None
    acquisition = make.make_acquisition(
        donors=draw(st.lists(party, unique_by=lambda one: one.pk, max_size=3)),
        recipient=draw(st.none() | party),
        occasion=occasion,
        date=draw(st.sampled_from(["", "1984", "c. 1950", "12 May 1984", "before 1900"])),
        place=draw(texts)[:100],
    )
    for _ in range(draw(st.integers(0, 2))):
        giver, receiver = draw(st.permutations([*parties, make.make_party()]))[:2]
        make.make_counter_gift(acquisition=acquisition, giver=giver, receiver=receiver, is_public=draw(flag))
    exhibit = make.make_exhibit(
        published=True,
        title="T" + draw(text),
        credit_line="C" + draw(texts),
        acquisition=acquisition if draw(flag) else None,
        location=make.make_showroom().location if draw(flag) else None,
        classification=make.make_term(vocabulary="classification") if draw(flag) else None,
        quantity=draw(st.integers(1, 1000)),
    )
    assert_alike(exhibit)
