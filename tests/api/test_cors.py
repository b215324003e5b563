"""Scripts of other sites read what the public reads, and write nothing."""

import pytest

ORIGIN = {"Origin": "https://elsewhere.example"}

pytestmark = pytest.mark.django_db


def test_reads_are_for_every_origin_without_cookies(client):
    answer = client.get("/api/v1/exhibits/", headers=ORIGIN)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]


def test_problems_can_be_read_too(client):
    assert client.get("/api/v1/nothing/", headers=ORIGIN).headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(("method", "allowed"), [("GET", True), ("POST", False), ("PATCH", False), ("DELETE", False)])
def test_a_preflight_allows_reads_only(client, method, allowed):
    answer = client.options("/api/v1/exhibits/", headers={**ORIGIN, "Access-Control-Request-Method": method})
    assert (method in answer.headers["Access-Control-Allow-Methods"].split(", ")) == allowed


def test_pages_outside_the_api_stay_closed(client):
    assert "Access-Control-Allow-Origin" not in client.get("/accounts/login/", headers=ORIGIN).headers
