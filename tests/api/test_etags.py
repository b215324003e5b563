"""ETags follow what a reader sees; writes need the one that stands (promise 36)."""

import threading

import pytest
from django.db import connection
from django.test import Client

from collection.api import base
from tests.api.conftest import handles
from tests.factories import make_exhibit, make_party, make_user


def address_of(exhibit):
    return f"/api/v1/exhibits/{exhibit.public_id}/"


def test_a_record_unchanged_is_not_sent_again(client, museum):
    for resource, handle in handles(museum.shown).items():
        first = client.get(f"/api/v1/{resource}/{handle}/")
        again = client.get(f"/api/v1/{resource}/{handle}/", headers={"If-None-Match": first.headers["ETag"]})
        assert not first.headers["ETag"].startswith("W/")
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["ETag"] == first.headers["ETag"]


def test_a_list_unchanged_is_not_sent_again(client, museum):
    first = client.get("/api/v1/exhibits/")
    assert client.get("/api/v1/exhibits/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_a_public_change_moves_it(client, museum):
    before = client.get(address_of(museum.shown.exhibit)).headers["ETag"]
    museum.shown.exhibit.refresh_from_db()
    museum.shown.exhibit.title = "Another title"
    museum.shown.exhibit.save()
    assert client.get(address_of(museum.shown.exhibit)).headers["ETag"] != before


def test_staff_and_public_have_their_own(client, museum, sign_in):
    public = client.get(address_of(museum.shown.exhibit)).headers["ETag"]
    sign_in("curator")
    assert client.get(address_of(museum.shown.exhibit)).headers["ETag"] != public


@pytest.mark.parametrize("match", ["", "*", " ", "unquoted"])
def test_without_it_nothing_is_written(client, museum, sign_in, match):
    sign_in("curator")
    headers = {"If-Match": match} if match else {}
    answer = client.patch(
        address_of(museum.shown.exhibit), {"title": "New"}, content_type="application/json", headers=headers
    )
    assert answer.status_code == 428
    assert "If-Match" in answer.json()["detail"]


@pytest.mark.parametrize("match", ['"stale"', 'W/"{}"', '"a", "b"'])
def test_with_another_nothing_is_written(client, museum, sign_in, match):
    sign_in("curator")
    address = address_of(museum.shown.exhibit)
    before = client.get(address)
    match = match.format(before.headers["ETag"].strip('"'))
    answer = client.patch(address, {"title": "New"}, content_type="application/json", headers={"If-Match": match})
    assert answer.status_code == 412
    assert client.get(address).content == before.content


def test_the_second_of_two_editors_is_told(client, museum, sign_in, send):
    sign_in("curator")
    address = address_of(museum.shown.exhibit)
    etag = client.get(address).headers["ETag"]
    first = send("patch", address, {"title": "First"}, match=etag)
    second = send("patch", address, {"title": "Second"}, match=etag)
    assert (first.status_code, second.status_code) == (200, 412)
    assert client.get(address).json()["title"] == "First"
    third = send("patch", address, {"title": "Third"}, match=first.headers["ETag"])
    assert third.status_code == 200


def test_the_answer_to_a_write_names_the_state_it_left(client, museum, sign_in, send):
    sign_in("curator")
    made = send("post", "/api/v1/parties/", {"name": "Ada Example"})
    assert made.status_code == 201
    assert client.get(made.headers["Location"]).headers["ETag"] == made.headers["ETag"]


def test_a_change_that_only_staff_see_still_counts(client, museum, sign_in, send):
    sign_in("curator")
    party = make_party()
    etag = client.get(f"/api/v1/parties/{party.slug}/").headers["ETag"]
    party.internal_note = "Somebody else wrote this"
    party.save()
    assert send("patch", f"/api/v1/parties/{party.slug}/", {"name": "Mine"}, match=etag).status_code == 412


def test_steps_need_it_too(client, museum, sign_in):
    sign_in("curator")
    body = {"reason": "Checked"}
    answer = client.post(address_of(museum.hidden.exhibit) + "submit/", body, content_type="application/json")
    assert answer.status_code == 428


def test_a_change_between_reading_and_locking_is_seen(client, museum, sign_in, send, monkeypatch):
    sign_in("curator")
    exhibit = museum.hidden.exhibit
    exhibit.refresh_from_db()
    look = base.demanded

    def somebody_is_quicker(request):
        exhibit.title = "Theirs"
        exhibit.save()
        return look(request)

    monkeypatch.setattr(base, "demanded", somebody_is_quicker)
    assert send("patch", address_of(exhibit), {"title": "Mine"}).status_code == 412
    assert client.get(address_of(exhibit)).json()["title"] == "Theirs"


@pytest.mark.only_on("postgresql")  # tests hold SQLite in memory, where the second writer does not wait
@pytest.mark.django_db(transaction=True)
def test_of_writers_at_the_same_moment_one_wins():
    exhibit, user = make_exhibit(), make_user("curator")
    clients = [Client() for _ in range(4)]
    for client in clients:
        client.force_login(user)
    address = address_of(exhibit)
    etag = clients[0].get(address).headers["ETag"]
    together, answers = threading.Barrier(len(clients)), []

    def write(client, title):
        together.wait()
        try:
            answers.append(
                client.patch(
                    address, {"title": title}, content_type="application/json", headers={"If-Match": etag}
                ).status_code
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(client, f"Title {n}")) for n, client in enumerate(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 412, 412, 412]
