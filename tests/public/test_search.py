"""The visitor's search: what is found and why, how many, what else may be meant, and what cannot be answered."""

import re
from html import unescape
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make

TITLE = re.compile(r'<h3><a href="/exhibits/[^"]+">(.*?)</a></h3>')
HOSTILE = [
    '"',
    '"" "',
    "*",
    "-",
    "((((((((((((((((((((",
    "OR OR OR",
    "a " * 50_000,
    "bowl OR " * 1000,
    "\0bowl",
    "\u202ebowl\u202c",
    "bowl:" * 40,
    "made:9999999999999999",
    "room:\0",
    "%' OR 1=1 --",
    "\ud800",
    "🏺",
]


def titles(page):
    return [re.sub("</?mark>", "", title) for title in TITLE.findall(page.text)]


def test_the_best_match_comes_first_under_an_exact_total(client, scene):
    make.make_exhibit(published=True, title="Bowl of fruit", description="Beside it lay a rifle.")
    page = client.get("/exhibits/?q=rifle")
    assert titles(page) == ["Rifle", "Bowl of fruit"]
    assert "<strong>2 exhibits</strong>" in page.text
    assert "<strong>1 exhibit</strong>" in client.get("/exhibits/?q=crystal").text


def test_the_words_are_marked_in_the_title_or_beneath(client, scene):
    make.make_exhibit(published=True, title="Bowl of fruit", description="Beside it lay a <rifle>.")
    text = client.get("/exhibits/?q=RIFLE").text
    assert "><mark>Rifle</mark></a></h3>" in text
    assert '<p class="card__why">Beside it lay a &lt;<mark>rifle</mark>&gt;.</p>' in text
    assert '<span class="card__where">Giver</span> Vladimir <mark>Putin</mark>' in client.get("/exhibits/?q=putin").text


def test_the_box_keeps_the_words_and_searches_within_the_filters(client, scene):
    text = client.get("/exhibits/?q=%22crystal+bowl%22&country=RU&order=title").text
    assert 'name="q" value="&quot;crystal bowl&quot;"' in text
    header = text[: text.index("</header>")]
    assert '<input type="hidden" name="country" value="RU">' in header
    for address in ("/", "/donors/", "/countries/RU/", "/nothing/here/"):
        page = client.get(address).text
        assert '<form class="find" method="get" action="/exhibits/" role="search"' in page
        assert 'type="hidden"' not in page[: page.index("</header>")]


def test_words_that_nobody_used_are_spelled_otherwise(client, scene):
    text = client.get("/exhibits/?q=cristal&country=RU").text
    assert "Nothing matches." in text
    assert 'href="/exhibits/?q=crystal&amp;country=RU">crystal</a>' in text
    assert titles(client.get("/exhibits/?q=crystal&country=RU")) == ["Crystal bowl"]


def test_where_nothing_is_found_each_filter_says_what_there_is_without_it(client, scene):
    text = unescape(client.get("/exhibits/?q=crystal&made=2020s").text)
    offered = re.findall(r'<li><a href="(/exhibits/[^"]*)">([^<]*)</a> <span class="tally">(\d+)', text)
    assert ("/exhibits/?made=2020s", "the words “crystal”", "1") in offered
    for address, _, total in offered:
        assert len(titles(client.get(address))) == int(total) > 0


def test_a_search_that_finds_nothing_alone_offers_the_whole_list(client, scene):
    text = client.get("/exhibits/?q=zebra").text
    assert "Nothing matches." in text
    assert 'href="/exhibits/">See the whole list' in text


def test_an_unknown_field_is_answered_with_those_there_are(client, scene):
    page = client.get("/exhibits/?q=colour:red")
    assert page.status_code == 400
    assert "There is no field “colour”" in page.text
    assert "country, disputed, donor" in page.text
    assert 'name="q" value="colour:red"' in page.text


def test_the_help_is_made_of_searches_that_work(client, scene):
    text = unescape(client.get("/exhibits/").text)
    examples = re.findall(r'<a href="(\?q=[^"]+)"><code>', text)
    assert len(examples) > 8
    for example in examples:
        assert client.get(f"/exhibits/{example}").status_code == 200, example


def answer(client, text):
    """A search is answered, or refused in words, at once."""
    start = perf_counter()
    page = client.get("/exhibits/", {"q": text.encode(errors="surrogatepass")})
    took = perf_counter() - start
    assert page.status_code in (200, 400)
    if page.status_code == 400:
        assert "<p><strong>Search:</strong> " in page.text
    return took


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_searches_are_answered_or_refused_at_once(client, scene, text):
    answer(client, "warm")
    assert min(answer(client, text) for _ in range(3)) < 0.2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from('ab"*-:() OR\0é漢') | st.characters(), max_size=40))
def test_no_search_is_a_server_error(client, scene, text):
    answer(client, text)
