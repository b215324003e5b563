"""Visitors' answers: told unchanged before anything is asked, kept under what they depend on, and never out of date."""

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collection.models import Generation
from config import fresh
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf(monkeypatch):
    """What is kept: ETag → answer."""
    kept = Shelf()
    monkeypatch.setattr(fresh, "cache", kept)
    return kept


class Shelf(dict):
    """A cache of which one sees what it holds."""

    def set(self, key, value):
        self[key] = value


@pytest.fixture
def exhibit(db):
    giver = make.make_party(name="Open Giver", country=make.make_country("FR"))
    exhibit = make.make_exhibit(published=True, title="Vase", object_name="vase")
    make.make_acquisition(donors=[giver], exhibits=[exhibit])
    return exhibit


def addresses(exhibit):
    return [
        "/api/v1/exhibits/",
        "/api/v1/exhibits/?q=vase&country=FR",
        "/api/v1/exhibits/facets/",
        "/api/v1/suggest/?q=va",
        f"/api/v1/exhibits/{exhibit.public_id}/",
    ]


@pytest.fixture(params=range(5))
def address(request, exhibit):
    return addresses(exhibit)[request.param]


def cost(client, address, **headers):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers=headers)
    return len(queries), answer


# --- what is saved ----------------------------------------------------------------------------------------------------


def test_an_answer_is_made_once(client, address):
    first = client.get(address)
    queries, again = cost(client, address)
    assert queries == 1
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)


@pytest.mark.parametrize("given", ["{}", "W/{}", '"other", {}'])
def test_whoever_has_it_is_told_so_before_anything_is_asked(client, address, shelf, given):
    first = client.get(address)
    shelf.clear()
    queries, again = cost(client, address, **{"If-None-Match": given.format(first.headers["ETag"])})
    assert queries == 1
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary", "Content-Security-Policy", "X-Content-Type-Options"):
        assert again.headers[name] == first.headers[name], name


def test_head_is_the_same_without_the_body(client, address):
    head = client.head(address)
    whole = client.get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)
    assert client.head(address, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304


def test_other_caches_may_keep_it_and_must_ask(client, address, settings, shelf):
    headers = client.get(address).headers
    assert headers["Cache-Control"] == "public, no-cache"
    assert {"Authorization", "Cookie"} <= set(headers["Vary"].replace(" ", "").split(","))
    settings.HTTP_CACHE_SECONDS = 30
    shelf.clear()
    assert client.get(address).headers["Cache-Control"] == "public, max-age=0, s-maxage=30, must-revalidate"


# --- what it depends on -----------------------------------------------------------------------------------------------


def test_what_is_withdrawn_is_gone_at_once(client, exhibit):
    before = {address: client.get(address) for address in addresses(exhibit)}
    exhibit.status = "withdrawn"
    exhibit.save()
    for address, answer in before.items():
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == (404 if exhibit.public_id in address else 200)
        assert "Vase" not in again.content.decode()
    exhibit.status = "published"
    exhibit.save()
    for address, answer in before.items():
        again = client.get(address)
        assert again.content == answer.content
        assert again.headers["ETag"] == answer.headers["ETag"]  # nothing tells that it was away


def test_what_visitors_do_not_see_moves_nothing(client, exhibit, address):
    before = client.get(address)
    exhibit.internal_note = "rude"
    exhibit.save()
    make.make_exhibit(title="Vase in a drawer")
    queries, again = cost(client, address)
    assert queries == 1
    assert dict(again.headers) == dict(before.headers)


def test_hosts_have_their_own(client, exhibit):
    here = client.get("/api/v1/exhibits/")
    there = client.get("/api/v1/exhibits/", headers={"Host": "localhost"})
    assert here.headers["ETag"] != there.headers["ETag"]
    assert there.json()["results"][0]["url"].startswith("http://localhost/")
    assert client.get("/api/v1/exhibits/", headers={"Host": "localhost"}).content == there.content


def test_releases_have_their_own(client, address, monkeypatch):
    before = client.get(address).headers["ETag"]
    monkeypatch.setattr(fresh, "release", lambda: "another")
    assert client.get(address).headers["ETag"] != before


def test_a_release_is_told_by_its_code(settings, tmp_path):
    for folder in ("accounts", "collection", "config", "templates"):
        (tmp_path / folder).mkdir()
    settings.BASE_DIR = tmp_path
    digests = [fresh.release.__wrapped__()]
    for name in ("collection/models.py", "templates/page.html", "collection/style.css"):
        (tmp_path / name).write_text("something")
        digests.append(fresh.release.__wrapped__())
    settings.SITE_NAME = "Another museum"
    digests.append(fresh.release.__wrapped__())
    assert len(set(digests)) == 5


def test_while_the_index_is_made_anew_nothing_is_kept(client, address, shelf):
    before = client.get(address)
    shelf.clear()
    Generation.objects.update(epoch="")
    answer = client.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert (answer.status_code, answer.content) == (200, before.content)
    assert not shelf


# --- for whom ---------------------------------------------------------------------------------------------------------


def test_staff_get_nothing_that_is_kept_and_leave_nothing(client, exhibit, address, shelf):
    visitors = client.get(address)
    make.make_exhibit(title="Vase in a drawer")
    staff = Client()
    staff.force_login(make.make_user("researcher"))
    theirs = staff.get(address)
    assert "private" in theirs.headers["Cache-Control"]
    assert theirs.headers["ETag"] != visitors.headers["ETag"]
    assert theirs.content != visitors.content
    assert client.get(address).content == visitors.content
    shelf.clear()
    staff.get(address)
    assert not shelf
    # nor does a visitor's ETag satisfy them
    assert staff.get(address, headers={"If-None-Match": visitors.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("headers", [{"Authorization": "Bearer vitrine_wrong"}, {"Cookie": "sessionid=old"}])
def test_who_may_be_known_gets_nothing_that_is_kept_and_leaves_nothing(client, address, shelf, headers):
    visitors = client.get(address)
    for kept in shelf:
        shelf[kept] = ({}, b"kept")
    answer = Client().get(address, headers=headers)
    assert answer.status_code == (401 if "Authorization" in headers else 200)
    assert answer.content == visitors.content or answer.status_code == 401
    shelf.clear()
    Client().get(address, headers=headers)
    assert not shelf


@pytest.mark.parametrize("cookie", ["_ga=GA1.2.3", "csrftoken=" + "a" * 32, "consent=yes; seen=1"])
def test_a_cookie_that_tells_nothing_of_the_reader_changes_nothing(client, address, shelf, cookie):
    visitors = client.get(address)
    for kept in shelf:
        shelf[kept] = ({}, b"kept")
    assert client.get(address, headers={"Cookie": cookie}).content == b"kept"
    shelf.clear()
    counted = client.get(address, headers={"Cookie": cookie})
    assert (counted.headers["ETag"], counted.content) == (visitors.headers["ETag"], visitors.content)


def test_a_session_that_has_ended_costs_one_question_more(client, address, shelf):
    client.get(address)  # a process reads the parts of the index that it needs once
    shelf.clear()
    visitors, _ = cost(client, address)
    ended, answer = cost(client, address, Cookie="sessionid=" + "a" * 32)
    assert (answer.status_code, ended) == (200, visitors + 1)


def test_a_visitors_etag_writes_nothing(client, exhibit):
    address = f"/api/v1/exhibits/{exhibit.public_id}/"
    etag = client.get(address).headers["ETag"]
    client.force_login(make.make_user("curator"))
    body = {"title": "Overwritten"}
    answer = client.patch(address, body, content_type="application/json", headers={"If-Match": etag})
    assert answer.status_code == 412


# --- what is not kept -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [("?q=colour:red", 400), ("?nothing=1", 400), ("?cursor=x", 400), ("0000000000/", 404), ("gone/", 410)],
)
def test_refusals_are_not_kept(client, exhibit, shelf, path, status):
    if path == "gone/":
        make.make_deaccession(exhibit=exhibit)
        path = f"{exhibit.public_id}/"
    answer = client.get(f"/api/v1/exhibits/{path}")
    assert answer.status_code == status
    assert "public" not in answer.headers["Cache-Control"]
    assert not shelf
    assert client.get(f"/api/v1/exhibits/{path}", headers={"If-None-Match": "*"}).status_code == status


def test_what_is_published_is_there_at_once(client, exhibit):
    draft = make.make_exhibit(title="Kettle", object_name="kettle")
    address = f"/api/v1/exhibits/{draft.public_id}/"
    assert client.get(address).status_code == 404
    draft.status, draft.published_at = "published", exhibit.published_at
    draft.save()
    assert client.get(address).status_code == 200


def test_who_takes_no_json_is_refused_whatever_is_kept(client, address):
    client.get(address)
    assert client.get(address, headers={"Accept": "text/html"}).status_code == 406
    assert client.get(address, headers={"Accept": "application/json"}).status_code == 200
    assert client.get(address, headers={"Accept": "text/html, */*;q=0.1"}).status_code == 200


def test_long_answers_are_not_kept(client, address, shelf, monkeypatch):
    monkeypatch.setattr(fresh, "LARGEST", 10)
    answer = client.get(address)
    assert not shelf
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_a_development_server_keeps_nothing(settings):
    settings.DEBUG = True
    with pytest.raises(MiddlewareNotUsed):
        fresh.FreshAnswers(lambda request: None)
