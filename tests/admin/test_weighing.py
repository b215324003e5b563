"""Claims to weigh at the desk: the queue, the notes side by side, and two curators who disagree."""

import pytest
from django.urls import reverse

from collection.models import Contradiction, Disagreement, Position, Weighing
from collection.models.history import history_of
from tests import factories as make
from tests.admin.conftest import signed_in
from tests.admin.forms import complaints, url
from tests.admin.test_workflow import take

pytestmark = pytest.mark.django_db
QUEUE = "/admin/collection/disagreement/"


@pytest.fixture
def notes():
    exhibit = make.make_exhibit(published=True, title="A rifle")
    source = make.make_source(title="A telegram", reliability="B")
    one = make.make_note(exhibit=exhibit, source=source, answer="Made in <Tula>", credibility=2, locator="p. 3")
    return [one, make.make_note(exhibit=exhibit, answer="Korean artisans")]


@pytest.fixture
def address(notes):
    return url(Disagreement.objects.get())


def sent(client, address, **changes):
    """Open the page, change some inputs, and send it."""
    opened = client.get(address)
    assert opened.status_code == 200
    shown = {bound.html_name: bound.value() or "" for bound in opened.context["form"]}
    return lambda **later: client.post(address, shown | changes | later)


def test_the_queue_shows_what_waits_and_what_is_asked_for(curator, notes):
    waiting, settled = f"{QUEUE}?state=to_weigh&claim__exact=made_by", f"{QUEUE}?state=settled"
    for page in (curator.get(QUEUE), curator.get(waiting), curator.get(f"{QUEUE}?state=all")):
        assert "“Made in &lt;Tula&gt;” / “Korean artisans”" in page.text
        assert "A rifle" in page.text
    assert "A rifle" not in curator.get(settled).text
    assert "Korean artisans" in curator.get(reverse("admin:index")).text
    assert "Add" not in curator.get(QUEUE).context["title"]


def test_quotation_marks_within_an_answer_are_single(curator):
    exhibit = make.make_exhibit()
    first = make.make_note(exhibit=exhibit, answer="“Fur hats”, in the plural")
    make.make_note(exhibit=exhibit, answer="One hat")
    for page in (QUEUE, reverse("admin:index"), url(Disagreement.objects.get(exhibit=first.exhibit))):
        assert "“‘Fur hats’, in the plural”" in curator.get(page).text


def test_the_notes_stand_side_by_side_with_the_meaning_of_their_grades(researcher, address):
    page = researcher.get(address).text
    for words in ("A telegram", "p. 3", "B – usually reliable", "2 – probably true", "6 – truth cannot be judged"):
        assert words in page
    assert "Record this" not in page
    assert " style=" not in page[page.index('class="weigh"') :]


def test_one_form_takes_a_position_on_each_links_them_and_is_kept(curator, notes, address):
    one, other = notes
    form = sent(curator, address, outcome="decided", reason="A maker's mark.", question="Who made the rifle?")
    answer = form(**{
        f"position_{one.pk}": "accepted",
        f"position_{other.pk}": "rejected",
        f"reason_{other.pk}": "It mixes up two rifles.",
        f"against_{other.pk}": one.pk,
    })  # fmt: skip
    assert answer.status_code == 302
    assert sorted(Position.objects.values_list("reason", flat=True)) == ["A maker's mark.", "It mixes up two rifles."]
    assert Contradiction.objects.get().finding == "A maker's mark."
    assert history_of(Weighing.objects.get()).get().changeset.reason == "A maker's mark."
    assert Disagreement.objects.get().state == "settled"
    assert "A maker&#x27;s mark." in curator.get(address).text


def test_a_refused_form_keeps_what_was_entered(curator, address, notes):
    answer = sent(curator, address, outcome="decided", reason="So I think.")(**{f"position_{notes[0].pk}": "accepted"})
    assert "do not decide it" in complaints(answer)[""][0]
    assert "So I think." in answer.text
    assert not Position.objects.exists()
    assert complaints(sent(curator, address, outcome="left_open", reason="")())["reason"]


def test_the_second_of_two_curators_reads_what_the_first_decided(curator, address, notes):
    second = signed_in(make.make_user("curator", username="second"))
    first, theirs = (
        sent(client, address, outcome="decided", reason=reason)
        for client, reason in ((curator, "A mark."), (second, "A letter."))
    )
    taken = {f"position_{notes[0].pk}": "accepted", f"position_{notes[1].pk}": "rejected"}
    turned = {f"position_{notes[0].pk}": "rejected", f"position_{notes[1].pk}": "accepted"}
    assert first(**taken).status_code == 302
    refused = theirs(**turned)
    assert refused.status_code == 200
    assert "Somebody else has written" in complaints(refused)[""][0]
    assert refused.text.count("<strong>New.</strong>") == 3  # two positions and the weighing
    assert "A letter." in refused.text
    assert Weighing.objects.count() == 1
    seen = refused.context["form"]["seen"].value()
    assert theirs(**turned, seen=seen).status_code == 302
    assert [str(w.decided_by) for w in Weighing.objects.all()] == ["second", "cora"]
    assert [p.position for p in notes[0].positions.all()] == ["rejected", "accepted"]


def test_the_second_reads_what_the_first_held_to_be_the_same(curator, address, notes):
    one, other = notes
    form = sent(curator, address, outcome="decided", reason="A mark.", **{f"same_{other.pk}": one.pk})
    assert "waits since" in curator.get(address).text
    assert form(**{f"position_{one.pk}": "accepted", f"position_{other.pk}": "accepted"}).status_code == 302
    page = curator.get(address).text
    assert "Said to be the same: “Made in &lt;Tula&gt;”, “Korean artisans”." in page
    assert "waits since" not in page


def test_nor_does_a_position_on_one_note_go_over_another_unread(curator, notes):
    second = signed_in(make.make_user("curator", username="second"))
    opened = second.get(url(notes[0], "assess")).context["form"]
    old = {bound.html_name: bound.value() or "" for bound in opened} | {"position": "rejected", "reason": "A letter."}
    take(curator, notes[0], "assess", position="accepted", reason="A mark.")
    take(curator, notes[0], "assess", position="disputed", reason="Half a mark.")
    refused = second.post(url(notes[0], "assess"), old)
    assert "cora took a position since you opened this page: disputed" in complaints(refused)[""][0]
    assert notes[0].positions.count() == 2
    read = {bound.html_name: bound.value() or "" for bound in refused.context["form"]}
    assert second.post(url(notes[0], "assess"), read).status_code == 302
    assert [p.position for p in notes[0].positions.all()] == ["rejected", "disputed", "accepted"]


def test_links_are_read_from_either_note(curator, notes):
    one, other = notes
    make.make_contradiction(one, other, question="Which of the two?")
    later = make.make_note(exhibit=one.exhibit, answer="Izhevsk", supersedes=one)
    for here, there in ((one, other), (other, one), (one, later), (later, one)):
        page = curator.get(url(here)).text
        assert f'href="{url(there)}"' in page
    assert "Which of the two?" in curator.get(url(other)).text
    assert "B – usually reliable" in curator.get(url(one)).text
    assert "Weigh with the others" in curator.get(url(other)).text
