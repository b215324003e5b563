"""What an instrument proposes: by words, dates, countries and provenance, each alone and all together."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection.models import Exhibit, Instrument
from collection.models.instrument import validate_words
from collection.models.rule_matching import match
from collection.search.index import Index
from tests import factories as make

pytestmark = pytest.mark.django_db
CAME, WENT = "2020-01-01", "2020-12-31"


def found(instrument):
    index = Index.current("default", private=True)
    return set(Exhibit.objects.filter(pk__in=list(match(instrument, index).found)).values_list("title", flat=True))


def gift(title="Gift", to="KP", of="RU", date="2023", **kwargs):
    """An exhibit that a party of one country gave to a party of another; None: whose country is not recorded."""
    giver, recipient = (make.make_party(country=code and make.make_country(code)) for code in (of, to))
    came = make.make_acquisition(donors=[giver], recipient=recipient, date=date)
    return make.make_exhibit(title=title, acquisition=came, **{"object_name": "attack drone", **kwargs})


def test_words_are_looked_for_in_what_describes_the_object_and_not_in_its_title():
    make.make_exhibit(title="By name", object_name="Drones")
    make.make_exhibit(title="By class", classification=make.make_term(vocabulary="classification", name="Drones"))
    make.make_exhibit(title="By medium", medium="parts of a drone, steel")
    make.make_exhibit(title="By material", materials=[make.make_term(name="drone steel")])
    make.make_exhibit(title="Picture of a drone", object_name="painting")
    make.make_exhibit(title="Toy", object_name="toy drone")
    make.make_exhibit(title="Other", object_name="unmanned boat")
    rule = make.make_instrument(words="drone*\nunmanned aircraft", except_words="toy")
    assert found(rule) == {"By name", "By class", "By medium", "By material"}


@pytest.mark.parametrize(
    ("date", "matches"),
    [("2019-12-31", False), ("2020-01-01", True), ("2020", True), ("c. 2021", True), ("2020s", True), ("2022", False)],
)
def test_what_may_have_been_received_in_the_window(date, matches):
    gift(date=date)
    rule = make.make_instrument(received_from=CAME, received_until="2021-06-30")
    assert bool(found(rule)) is matches


def test_a_supply_is_asked_for_since_the_rule_is_in_force_and_a_holding_is_not():
    gift("Before", date="2019-12-31")
    gift("Since", date="2020-01-01")
    force = {"in_force_from": CAME, "in_force_until": WENT}
    gift("Afterwards", date="2021")
    assert found(make.make_instrument(direction="supply_to", countries=["KP"], **force)) == {"Since"}
    assert found(make.make_instrument(direction="holding", **force)) == {"Before", "Since", "Afterwards"}


def test_a_supply_to_a_country_goes_by_the_recipient_and_one_from_it_by_giver_or_maker():
    gift("To Korea", to="KP", of="RU")
    gift("From Korea", to="RU", of="KP")
    made = gift("Made by a Korean", to="RU", of="RU")
    make.make_participation(exhibit=made, party=make.make_party(country=make.make_country("KP")))
    gift("Made in Korea", to="RU", of="RU", made_place="Wonsan, North Korea")
    gift("Made elsewhere", to="RU", of="RU", made_place="Koreatown")
    assert found(make.make_instrument(direction="supply_to", countries=["KP"])) == {"To Korea"}
    since = {"From Korea", "Made by a Korean", "Made in Korea"}
    assert found(make.make_instrument(direction="supply_from", countries=["KP"])) == since


def test_what_is_not_recorded_is_proposed_where_the_rule_asks_for_it_and_says_so():
    gift("Undated", date="")
    gift("To nobody known", to=None)
    gift("To a Russian", to="RU")
    rule = {"direction": "supply_to", "countries": ["KP"], "in_force_from": "2006-10-14"}
    assert found(make.make_instrument(**rule)) == set()
    asking = make.make_instrument(**rule, unrecorded=True)
    assert found(asking) == {"Undated", "To nobody known"}
    batches = match(asking, Index.current("default", private=True)).facts("default")
    said = {line for facts in batches for lines in facts.values() for line in lines}
    assert {"Not recorded: date received", "Not recorded: the recipient’s country"} <= said


def test_by_when_it_was_made_and_what_its_provenance_leaves_open():
    text = "Anna Weber, Bern, 1920. Hans Stern, Berlin, 1950."
    make.make_exhibit(title="Looked for", made="1880", provenance_text=text)
    make.make_exhibit(title="Too young", made="1950", provenance_text=text)
    make.make_exhibit(title="Settled", made="1880", provenance_text="Anna Weber, Bern, from 1925 until 1960.")
    rule = make.make_instrument(words="", finding="unresolved_1933_1945", made_until=1945)
    assert found(rule) == {"Looked for"}


def test_what_left_the_collection_is_not_looked_at():
    make.make_deaccession(exhibit=gift("Gone"))
    assert found(make.make_instrument()) == set()


@pytest.mark.parametrize("words", ["…", "dr*", "unmanned air*", "*"])
def test_words_that_find_nothing_or_everything_are_refused(words):
    with pytest.raises(ValidationError, match=r"drone\*?"):
        make.make_instrument(words=f"rifle\n{words}")


def test_a_rule_that_asks_for_nothing_proposes_nothing():
    with pytest.raises(ValidationError, match="proposes everything"):
        make.make_instrument(words="")
    assert make.make_instrument(words="", proposes=False).pk


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_whatever_is_written_as_words_is_refused_or_looked_for(text):
    try:
        validate_words(text)
    except ValidationError:
        return
    rule = Instrument.objects.first() or make.make_instrument()
    rule.words = rule.except_words = text
    assert not match(rule, Index.current("default", private=True)).found


def test_many_batches_are_read_in_order():
    exhibits = make.make_exhibits(1_100, object_name="drone")
    matched = match(make.make_instrument(), Index.current("default", private=True))
    batches = list(matched.facts("default"))
    assert [len(facts) for facts in batches] == [500, 500, 100]
    assert [pk for facts in batches for pk in facts] == [exhibit.pk for exhibit in exhibits]
