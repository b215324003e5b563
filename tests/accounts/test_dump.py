"""Promise 29: whoever reads a dump of the database finds nothing to sign in with."""

import pytest
from django.apps import apps
from django.conf import settings

from accounts.models import ApiToken
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def dump():
    """Every value of every table in one text."""
    return "\n".join(
        str(value)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.swapped and not model._meta.proxy
        for row in model._base_manager.values_list()
        for value in row
    )


def test_dump_holds_no_usable_token():
    user = make_user("curator")
    _, secret = ApiToken.objects.create(user=user, name="website")

    text = dump()

    assert secret[:15] in text, "the dump should hold what tells tokens apart"
    assert secret not in text
    # What is left to guess is worth no less than a key: more than 200 bits.
    assert max(length for length in range(len(secret)) if secret[:length] in text) <= len(secret) - 50


def test_no_value_of_a_dump_works_as_a_session(client):
    user = make_user("curator")
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get("/accounts/tokens/").status_code == 200

    text = dump()

    assert cookie not in text
    for value in text.split():
        thief = type(client)()
        thief.cookies[settings.SESSION_COOKIE_NAME] = value
        if len(value) in (32, 40):
            assert thief.get("/accounts/tokens/").status_code == 302


def test_dump_holds_no_password():
    make_user("curator")

    assert PASSWORD not in dump()
