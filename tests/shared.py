"""The folder of real data and published schemas that lies beside the checkout, see its own README."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


def shared(path: str) -> Path:
    """A file or folder in `$VITRINE_SHARED`, or else in `../shared`. Skips the test that asks where it is absent."""
    found = Path(os.environ.get("VITRINE_SHARED", REPOSITORY.parent / "shared")) / path
    if not found.exists():
        pytest.skip(f"{found} is absent; set VITRINE_SHARED to the folder that holds {path}")
    return found
