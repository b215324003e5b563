"""What is read here is read without a database, but where a test says otherwise."""

from pathlib import Path

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents and not item.get_closest_marker("django_db"):
            item.add_marker("without_database")
