"""A token is shown once, kept as a hash, works until revoked, and dies with its owner's password or account."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.test import APIRequestFactory

from accounts.authentication import TokenAuthentication
from accounts.models import ApiToken
from tests.factories import make_user

pytestmark = pytest.mark.django_db
TOKENS = "/accounts/tokens/"


@pytest.fixture
def owner():
    return make_user("curator")


@pytest.fixture
def secret(owner):
    _, secret = ApiToken.objects.create(user=owner, name="website")
    return secret


def signed_in_by(token):
    """Who a request with this token comes from; None for nobody, AuthenticationFailed for a bad token."""
    request = APIRequestFactory().get("/api/v1/", headers={"Authorization": f"Bearer {token}"})
    found = TokenAuthentication().authenticate(request)
    return found and found[0]


def test_token_signs_its_owner_in(owner, secret):
    assert signed_in_by(secret) == owner


@pytest.mark.parametrize("bad", ["x", "vitrine_" + "0" * 64, "é" * 30, "a\x00b" * 10, "\udcff", "v" * 10_000])
def test_bad_token_is_refused_without_an_error(secret, bad):
    request = APIRequestFactory().get("/api/v1/")
    request.META["HTTP_AUTHORIZATION"] = b"Bearer " + bad.encode("utf-8", "surrogateescape")

    with pytest.raises(AuthenticationFailed):
        TokenAuthentication().authenticate(request)


def test_expired_token_is_refused(owner, secret):
    owner.auth_token_set.update(expiry=timezone.now() - timedelta(seconds=1))

    with pytest.raises(AuthenticationFailed):
        signed_in_by(secret)


def test_new_password_ends_every_token(owner, secret):
    owner.set_password("another long pass-phrase")
    owner.save()

    with pytest.raises(AuthenticationFailed):
        signed_in_by(secret)


def test_deactivation_ends_every_token(owner, secret):
    owner.is_active = False
    owner.save()
    owner.is_active = True
    owner.save()

    with pytest.raises(AuthenticationFailed):
        signed_in_by(secret)


def test_deactivation_that_passes_by_save_is_refused_too(owner, secret):
    type(owner).objects.filter(pk=owner.pk).update(is_active=False)

    with pytest.raises(AuthenticationFailed):
        signed_in_by(secret)


def test_saving_anything_else_keeps_the_tokens(owner, secret):
    owner.first_name = "Han"
    owner.save()

    assert signed_in_by(secret) == owner


def test_page_shows_a_new_token_once(client, owner):
    client.force_login(owner)

    created = client.post(TOKENS, {"name": "website", "days": 90})
    secret = created.context["secret"]

    assert secret in created.content.decode()
    assert "no-store" in created["Cache-Control"]
    assert secret not in client.get(TOKENS).content.decode()
    assert signed_in_by(secret) == owner


def test_page_lists_name_beginning_and_expiry(client, owner, secret):
    client.force_login(owner)

    page = client.get(TOKENS).content.decode()

    assert "website" in page
    assert secret[:15] in page


@pytest.mark.parametrize(("data", "field"), [({"name": "", "days": 90}, "name"), ({"name": "a", "days": 9999}, "days")])
def test_page_names_the_field_that_is_wrong(client, owner, data, field):
    client.force_login(owner)

    answer = client.post(TOKENS, data)

    assert field in answer.context["form"].errors
    assert not ApiToken.objects.exists()


def test_page_is_for_the_signed_in(client):
    answer = client.get(TOKENS)

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("accounts:login"))


def test_owner_revokes_a_token(client, owner, secret):
    client.force_login(owner)

    client.post(reverse("accounts:token-revoke", args=[secret[:15]]))

    with pytest.raises(AuthenticationFailed):
        signed_in_by(secret)


def test_nobody_revokes_anothers_token(client, owner, secret):
    client.force_login(make_user("registrar"))

    client.post(reverse("accounts:token-revoke", args=[secret[:15]]))

    assert signed_in_by(secret) == owner


def test_command_prints_a_token_that_works(owner):
    printed = StringIO()

    call_command("create_token", owner.username, "--name", "nightly", stdout=printed)

    assert signed_in_by(printed.getvalue().strip()) == owner


@pytest.mark.parametrize("days", [0, 100_000])
def test_command_refuses_an_impossible_lifetime(owner, days):
    with pytest.raises(CommandError, match="365"):
        call_command("create_token", owner.username, "--name", "nightly", "--days", days)


def test_command_names_the_user_it_does_not_know():
    with pytest.raises(CommandError, match="nobody-here"):
        call_command("create_token", "nobody-here", "--name", "nightly")
