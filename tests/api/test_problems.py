"""Every refusal is a problem document (RFC 9457) that says what to mend; no input whatever is a 5xx."""

import json
from urllib.parse import quote

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection.api.exhibit_writing import ExhibitWriting
from collection.models import Exhibit, Party
from tests.api.conftest import handles

EXHIBITS = "/api/v1/exhibits/"


def problem(answer, status):
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["type"] == "about:blank"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


def raw(client, body, content_type="application/json", method="post", address=EXHIBITS):
    return getattr(client, method)(address, body, content_type=content_type)


@pytest.mark.django_db
class TestEveryStatus:
    def test_400_that_is_not_json(self, client, sign_in):
        sign_in("curator")
        assert "not JSON" in problem(raw(client, "{"), 400)["detail"]

    def test_401_says_how_to_sign_in(self, client):
        answer = raw(client, "{}")
        assert "Bearer" in problem(answer, 401)["detail"]
        assert answer.headers["WWW-Authenticate"] == "Bearer"

    def test_403(self, client, sign_in):
        sign_in("researcher")
        assert "Your role may not create exhibits" in problem(raw(client, "{}"), 403)["detail"]

    @pytest.mark.parametrize(
        "address", ["exhibits/0000000000/", "nothing/", "exhibits/x/y/z/", "provenance-notes/abc/"]
    )
    def test_404(self, client, address):
        problem(client.get(f"/api/v1/{address}"), 404)

    def test_404_for_a_write_to_nowhere(self, client):
        problem(raw(client, "{}", address="/api/v1/nothing/"), 404)

    def test_405_says_why(self, client, sign_in):
        sign_in("registrar")
        answer = client.delete(f"{EXHIBITS}0000000000/")
        assert "never deleted" in problem(answer, 405)["detail"]
        assert "DELETE" not in answer.headers["Allow"]

    def test_406(self, client):
        problem(client.get(EXHIBITS, headers={"Accept": "text/csv"}), 406)

    def test_409_when_another_was_quicker(self, client, sign_in, monkeypatch):
        sign_in("curator")

        def quicker(*args, **kwargs):
            raise IntegrityError("duplicate key value violates unique constraint")

        monkeypatch.setattr(Exhibit, "save", quicker)
        problem(raw(client, json.dumps({"accession_number": "1", "title": "Bowl"})), 409)

    def test_413(self, client, sign_in):
        sign_in("curator")
        problem(raw(client, json.dumps({"title": "x" * 1_100_000})), 413)

    def test_415(self, client, sign_in):
        sign_in("curator")
        problem(raw(client, "a=1", "application/x-www-form-urlencoded"), 415)


HOSTILE = {
    "NUL": b'{"title": "a\\u0000b"}',
    "half a character": b'{"title": "\\ud800"}',
    "half a character in a list": b'{"materials": [["\\udfff"]]}',
    "not UTF-8": b'{"title": "\xff"}',
    "NaN": b'{"quantity": NaN}',
    "infinity": b'{"quantity": 1e999}',
    "endless number": b'{"quantity": ' + b"9" * 5000 + b"}",
    "huge number": b'{"quantity": 99999999999999999999}',
    "deep": b'{"title": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a key twice": b'{"title": "a", "title": "b"}',
    "a list": b"[]",
    "nothing": b"",
    "a number": b"1",
    "null": b"null",
    "types": b'{"accession_number": 1, "title": [], "quantity": "7", "classification": true, "materials": {"a": 1}}',
    "huge id": b'{"accession_number": "1", "title": "a", "classification": 99999999999999999999999}',
    "negative id": b'{"accession_number": "1", "title": "a", "materials": [-1]}',
    "NUL in a key": b'{"a\\u0000": 1}',
}


@pytest.mark.django_db
@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_bodies_are_refused_and_nothing_is_saved(client, sign_in, body):
    sign_in("curator")
    problem(raw(client, body), 400)
    assert not Exhibit.objects.exists()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_stands_in_a_field_is_taken_or_refused(client, museum, sign_in, send, data):
    if not client.session.get("_auth_user_id"):
        sign_in("curator")
    name = data.draw(st.sampled_from(sorted(ExhibitWriting.Meta.fields)))
    answer = send("patch", f"{EXHIBITS}{museum.hidden.exhibit.public_id}/", {name: data.draw(JSON)})
    assert answer.status_code in {200, 400}
    if answer.status_code == 400:
        problem(answer, 400)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(max_size=40), query=st.dictionaries(st.text(max_size=10), st.text(max_size=20), max_size=3))
def test_whatever_stands_in_an_address_is_answered(client, museum, path, query):
    answer = client.get(f"/api/v1/{quote(path, safe='/')}", query)
    assert answer.status_code in {200, 301, 400, 404}


@pytest.mark.django_db
class TestErrorsNameFieldFaultAndMend:
    def errors(self, answer):
        return {error["field"]: error for error in problem(answer, 400)["errors"]}

    def test_a_missing_field_comes_with_an_example(self, client, sign_in):
        sign_in("curator")
        errors = self.errors(raw(client, "{}"))
        assert errors["accession_number"] == {
            "field": "accession_number", "message": "This field is required.", "example": "2023.0914.1",
        }  # fmt: skip
        assert "title" in errors

    def test_an_impossible_date(self, client, sign_in):
        sign_in("curator")
        body = {"accession_number": "1", "title": "Bowl", "made": "2023-02-30"}
        error = self.errors(raw(client, json.dumps(body)))["made"]
        assert "not a date in the calendar" in error["message"]
        assert error["example"] == "c. 1998"

    @pytest.mark.parametrize("number", ["2023.A.1", "2023.a.1", " 2023.A.1 ", "２０２３.a.1"])
    def test_a_number_that_is_taken_in_any_spelling(self, client, sign_in, number):
        sign_in("curator")
        assert raw(client, json.dumps({"accession_number": "2023.A.1", "title": "Bowl"})).status_code == 201
        error = self.errors(raw(client, json.dumps({"accession_number": number, "title": "Bowl"})))["accession_number"]
        assert "already has this accession number" in error["message"]
        assert Exhibit.objects.count() == 1

    def test_a_choice_says_which_there_are(self, client, sign_in):
        sign_in("curator")
        error = self.errors(raw(client, json.dumps({"name": "A", "kind": "robot"}), address="/api/v1/parties/"))["kind"]
        assert error["message"] == "“robot” is none of: person, family, organisation, state."

    def test_an_unknown_record_says_how_one_is_named(self, client, sign_in):
        sign_in("curator")
        body = {"number": "1", "donors": [{"party": "nobody"}]}
        error = self.errors(raw(client, json.dumps(body), address="/api/v1/acquisitions/"))["donors[0].party"]
        assert "“nobody”" in error["message"]
        assert "jimmy-carter" in error["message"]
        assert error["example"] == [{"party": "jimmy-carter", "role": "giver"}]

    def test_a_rule_of_the_whole_record_has_no_field(self, client, museum, sign_in):
        sign_in("curator")
        body = {"claim": "other", "answer": "a", "statement": "b", "source": museum.shown.source.slug}
        errors = self.errors(raw(client, json.dumps(body), address="/api/v1/provenance-notes/"))
        assert "about one thing" in errors[None]["message"]

    def test_a_death_before_birth(self, client, sign_in):
        sign_in("curator")
        body = {"name": "Ada", "birth": "1950", "death": "1900"}
        errors = self.errors(raw(client, json.dumps(body), address="/api/v1/parties/"))
        assert "before it was born" in errors[None]["message"]
        assert not Party.objects.exists()


@pytest.mark.django_db
def test_no_slash_at_the_end_is_led_there(client):
    answer = client.get("/api/v1/exhibits?page_size=3")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/api/v1/exhibits/?page_size=3"


def test_head_and_options(client, museum):
    for address in [EXHIBITS, f"{EXHIBITS}{handles(museum.shown)['exhibits']}/", "/api/v1/", "/api/v1/openapi.json"]:
        head, options = client.head(address), client.options(address)
        assert (head.status_code, head.content) == (200, b"")
        assert (options.status_code, options.content) == (204, b"")
        assert "GET" in options.headers["Allow"]
