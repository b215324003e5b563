"""Signing in and out, and what a change of password or standing does to those who are in."""

import pytest
from django.urls import reverse

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def sign_in(client, user, password=PASSWORD, **extra):
    return client.post(LOGIN, {"username": user.username, "password": password, **extra})


def is_in(client):
    return client.get("/accounts/tokens/").status_code == 200


def test_staff_arrive_at_their_desk(client):
    answer = sign_in(client, make_user("cataloguer"))

    assert (answer.status_code, answer["Location"]) == (302, reverse("admin:index"))


def test_others_arrive_at_the_door(client):
    assert sign_in(client, make_user(is_staff=False))["Location"] == "/"


def test_next_leads_nowhere_outside(client):
    answer = sign_in(client, make_user("curator"), next="https://elsewhere.example/")

    assert answer["Location"] == reverse("admin:index")


def test_wrong_password_unknown_and_inactive_user_get_the_same_answer(client):
    known, inactive = make_user("curator"), make_user("curator", is_active=False)
    attempts = [(known.username, "wrong"), ("nobody-at-all", "wrong"), (inactive.username, PASSWORD)]

    bodies = {
        _without(client.post(LOGIN, {"username": name, "password": password}), name) for name, password in attempts
    }

    assert len(bodies) == 1


def _without(answer, username):
    """The page's words, less what differs for any two requests: the name typed in and the CSRF token."""
    assert answer.status_code == 200
    text = answer.content.decode().replace(username, "")
    return text.replace(str(answer.context["csrf_token"]), "")


def test_sign_out_takes_a_post(client):
    client.force_login(make_user("curator"))

    assert client.get("/accounts/logout/").status_code == 405
    assert is_in(client)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert not is_in(client)


def test_password_change_signs_the_other_sessions_out(client, django_user_model):
    user = make_user("curator")
    elsewhere = type(client)()
    client.force_login(user)
    elsewhere.force_login(user)
    new = "quite another pass-phrase"

    client.post(
        "/accounts/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )

    assert is_in(client)
    assert not is_in(elsewhere)


def test_weak_password_is_refused_by_name_of_field(client):
    client.force_login(make_user("curator"))

    answer = client.post("/accounts/password/", {"old_password": PASSWORD, "new_password1": "1", "new_password2": "1"})

    assert "new_password2" in answer.context["form"].errors


def test_deactivated_user_is_out_at_once(client):
    user = make_user("curator")
    client.force_login(user)

    user.is_active = False
    user.save()

    assert not is_in(client)


@pytest.mark.parametrize("path", ["/admin/accounts/user/", "/admin/accounts/apitoken/", "/admin/auth/group/"])
@pytest.mark.parametrize("role", ["registrar", "curator", "cataloguer", "researcher"])
def test_accounts_are_closed_to_every_role(client, role, path):
    client.force_login(make_user(role))

    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", ["/admin/accounts/user/", "/admin/accounts/apitoken/", "/admin/auth/group/"])
def test_accounts_are_open_to_a_superuser(admin_client, path):
    assert admin_client.get(path).status_code == 200
