"""The addresses of public pages are those that Django's `reverse` gives."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.models.addresses import page

PART = st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"]), min_size=1, max_size=20)


@settings(max_examples=50)
@given(PART, PART)
def test_as_reverse_gives_them(one, other):
    assert page("exhibit-detail", one, other) == reverse("public:exhibit-detail", args=[one, other])
    assert page("showroom-detail", one) == reverse("public:showroom-detail", args=[one])


def test_beneath_another_path():
    try:
        set_script_prefix("/museum/")
        assert page("donor-detail", "ada") == "/museum/donors/ada/"
    finally:
        set_script_prefix("/")
    assert page("donor-detail", "ada") == "/donors/ada/"


def test_as_many_parts_as_the_address_has():
    with pytest.raises(NoReverseMatch):
        page("donor-detail", "ada", "stone")
