"""The cast of the admin's tests, each signed in to a client of their own."""

import pytest
from django.test import Client

from tests.factories import make_user


def signed_in(user):
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def registrar(db):
    return signed_in(make_user("registrar", username="rita"))


@pytest.fixture
def curator(db):
    return signed_in(make_user("curator", username="cora"))


@pytest.fixture
def cataloguer(db):
    return signed_in(make_user("cataloguer", username="cato"))


@pytest.fixture
def researcher(db):
    return signed_in(make_user("researcher", username="rosa"))


@pytest.fixture
def nobody(db):
    """Staff without a role."""
    return signed_in(make_user(username="nora"))
