"""The museum that the tests of the public pages visit."""

import pytest

from .scene import make_scene


@pytest.fixture
def scene(db):
    return make_scene()
