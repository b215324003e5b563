"""A form sent without its token is refused on the museum's own page."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_refused_on_our_own_page():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"username": "x", "password": "x"})
    assert response.status_code == 403
    assert b"<style" not in response.content
    assert "You may not do this" in response.content.decode()
