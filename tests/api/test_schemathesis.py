"""Whatever the description allows or forbids: never a 5xx, and what comes back is as described (promise 33)."""

import json

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from collection.api.root import description
from tests.api.conftest import handles
from tests.factories import make_user

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
fuzzed = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def curator(db, token_of):
    return token_of(make_user("curator"))


@pytest.fixture
def api(museum, monkeypatch):
    """The API in this process, on the test's own connection."""
    known = handles(museum.shown) | {"showrooms": museum.room.number, "countries": "FR"}
    known["restriction-candidates"] = museum.candidate.pk
    known["disagreements"] = museum.shown.exhibit.disagreements.get().pk
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())

    @described.hook
    def map_path_parameters(context, path_parameters):
        """A real record half of the time: a made-up handle is a 404 and gets no further."""
        for name, value in (path_parameters or {}).items():
            if len(str(value)) % 2:
                path_parameters[name] = known[context.operation.path.split("/")[3]]
        return path_parameters

    return described


OPERATIONS = [(path, method) for path, item in json.loads(description()).get("paths", {}).items() for method in item]


def cases(api, path, method):
    """Requests that the description allows, and such as it forbids."""
    operation = api[path][method]
    return st.one_of(operation.as_strategy(generation_mode=mode) for mode in GenerationMode)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_anonymous(api, path, method):
    @fuzzed
    @given(case=cases(api, path, method))
    def answers_as_described(case):
        case.call_and_validate(checks=CHECKS)

    answers_as_described()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_curator(api, path, method, curator, client):
    @fuzzed
    @given(case=cases(api, path, method))
    def answers_as_described(case):
        headers = {"Authorization": f"Bearer {curator}"}
        if method in {"patch", "post"} and case.path_parameters:
            record = "/".join(case.formatted_path.split("/")[:5]) + "/"
            # The record as it stands, so that the body is looked at and not only the precondition.
            headers["If-Match"] = client.get(record, headers=headers).headers.get("ETag", "")
        case.call_and_validate(checks=CHECKS, headers=headers)

    answers_as_described()
