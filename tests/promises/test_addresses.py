"""Promise 9: address × method × role × state of the record, as declared in addresses.toml. Promise 3 on the way."""

import tomllib
from pathlib import Path

import pytest
from django.test import Client

from .addresses import AUDIENCES, PATHS, STATES, Scene, clients, measured, routes

pytestmark = pytest.mark.django_db
DECLARED = tomllib.loads((Path(__file__).parent / "addresses.toml").read_text())


def declared(name, state, method):
    """The statuses declared for the audiences, in their order; None where the table has no such cell."""
    for states, cells in DECLARED[name].items():
        for methods, statuses in cells.items():
            if state in states.split() and method in methods.split():
                found = [int(status) for status in statuses.split()]
                return found if len(found) > 1 else found * len(AUDIENCES)
    return None


def states_of(name):
    return STATES if "{" in PATHS[name] else ("any",)


def test_every_address_is_declared():
    names = {name for name, _ in routes()}
    assert names == set(PATHS), "A new address needs a path in addresses.py and lines in addresses.toml."
    assert names == set(DECLARED)


@pytest.mark.parametrize("name", sorted(PATHS))
def test_as_declared(name):
    asking, wrong = clients(), []
    for state in states_of(name):
        for method, statuses in measured(name, "published" if state == "any" else state, asking).items():
            expected = declared(name, state, method)
            assert expected, f"{method} {name} ({state}) is not declared"
            for audience, status, wanted in zip(AUDIENCES, statuses, expected, strict=True):
                if status != wanted:
                    wrong.append(f"{method} {name} ({state}) by {audience}: {status}, declared {wanted}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
@pytest.mark.parametrize("name", sorted(name for name, path in PATHS.items() if "{" in path))
def test_hidden_is_nonexistent_byte_for_byte(name, state):
    if any(handle in PATHS[name] for handle in ("{showroom}", "{country}")):
        state = "draft"  # these have no state: both are asked for as they are
        hidden = PATHS[name].format(**{**Scene(state).handles, "showroom": "no-such-room", "country": "XY"})
    else:
        hidden = PATHS[name].format(**Scene(state).handles)
    nowhere = PATHS[name].format(**Scene("nonexistent").handles)
    client = Client()
    for method in ("get", "post"):
        answers = [getattr(client, method)(path) for path in (hidden, nowhere)]
        assert answers[0].status_code == answers[1].status_code
        assert answers[0].content == answers[1].content
        assert dict(answers[0].headers) == dict(answers[1].headers)
        if method == "get":
            assert answers[0].status_code in (404, 405)
