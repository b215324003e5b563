"""By session, with the CSRF token, or by token: what a person may do is the same."""

import pytest
from django.test import Client
from django.utils import timezone
from knox.models import get_token_model

from collection.models import Exhibit
from tests.factories import PASSWORD, make_exhibit, make_user

BODY = {"accession_number": "2024.1", "title": "Bowl"}

pytestmark = pytest.mark.django_db


def post(client, **headers):
    return client.post("/api/v1/exhibits/", BODY, content_type="application/json", headers=headers)


def test_a_token_writes_without_csrf(token_of):
    client, user = Client(enforce_csrf_checks=True), make_user("curator")
    assert post(client, Authorization=f"Bearer {token_of(user)}").status_code == 201
    assert Exhibit.objects.get().created_by == user


def test_a_session_writes_only_with_csrf():
    client = Client(enforce_csrf_checks=True)
    make_user("curator", username="carol")
    client.get("/accounts/login/")
    signed = client.post(
        "/accounts/login/",
        {"username": "carol", "password": PASSWORD, "csrfmiddlewaretoken": client.cookies["csrftoken"].value},
    )
    assert signed.status_code == 302
    refused = post(client)
    assert refused.status_code == 403
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert post(client, **{"X-CSRFToken": client.cookies["csrftoken"].value}).status_code == 201


@pytest.mark.parametrize(
    "header",
    ["Bearer wrong", "Bearer", "Bearer a b", "Bearer vitrine_" + "x" * 64, "Bearer \xff", "Bearer " + "x" * 5000],
)
def test_a_token_that_is_none_is_a_401_even_for_reading(client, header):
    answer = client.get("/api/v1/exhibits/", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_token_that_ended_or_whose_owner_left_opens_nothing(client, token_of):
    user = make_user("curator")
    token = token_of(user)
    get_token_model().objects.update(expiry=timezone.now())
    assert post(client, Authorization=f"Bearer {token}").status_code == 401
    token = token_of(user)
    user.is_active = False
    user.save()
    assert post(client, Authorization=f"Bearer {token}").status_code == 401


def test_a_token_reads_what_its_owner_reads(client, token_of):
    draft = make_exhibit()
    for role, status in (("researcher", 200), (None, 404)):
        headers = {"Authorization": f"Bearer {token_of(make_user(role))}"}
        assert client.get(f"/api/v1/exhibits/{draft.public_id}/", headers=headers).status_code == status


def test_caches_are_told_whose_an_answer_is(client, sign_in):
    answer = client.get("/api/v1/exhibits/")
    assert {"Authorization", "Cookie"} <= set(answer.headers["Vary"].split(", "))
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert client.get("/api/v1/donors/").headers["Cache-Control"] == "no-cache"
    sign_in("curator")
    assert client.get("/api/v1/exhibits/").headers["Cache-Control"] == "no-cache, private"
