"""One PostgreSQL with the founding collection for all tests of a worker that need one of their own."""

import pytest

from tests.config import museum


@pytest.fixture(scope="session")
def founded():
    """(server, token of a registrar)."""
    with museum.founded() as made:
        yield made
