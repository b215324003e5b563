"""Who reads from a replica, and what becomes of a request that a replica fails."""

import pytest
from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, ProgrammingError, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from collection.models import Exhibit
from config import middleware
from config.routers import ReplicaRouter, reading_from

requests = RequestFactory()


class Replica:
    alias, up = "replica1", True

    def mark_down(self):
        self.up = False


@pytest.fixture
def replica(monkeypatch):
    replica = Replica()
    monkeypatch.setattr(middleware, "pick", lambda: replica if replica.up else None)
    return replica


def answering(view):
    """The middleware before `view`, as Django calls the two: what a view raises, the middleware is told."""

    def get_response(request):
        try:
            return view(request)
        except Exception as error:
            answer = guard.process_exception(request, error)
            if answer is None:
                raise
            return answer

    guard = middleware.VisitorsReadReplicas(get_response)
    return guard


def asked(request) -> str:
    """The database that a view asks which answers `request`."""
    return answering(lambda request: HttpResponse(ReplicaRouter().db_for_read(Exhibit)))(request).content.decode()


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_visitors_reading_goes_to_the_replica(replica, method):
    assert asked(getattr(requests, method)("/")) == "replica1"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_whoever_writes_reads_from_the_primary(replica, method):
    assert asked(getattr(requests, method)("/")) == "default"


def test_whoever_may_have_signed_in_reads_from_the_primary(replica):
    by_session = requests.get("/")
    by_session.COOKIES[settings.SESSION_COOKIE_NAME] = "x"

    assert asked(by_session) == "default"
    assert asked(requests.get("/", headers={"authorization": "Bearer x"})) == "default"


def test_without_a_usable_replica_the_primary_is_read(replica):
    replica.up = False

    assert asked(requests.get("/")) == "default"


def test_outside_of_requests_the_primary_is_read():
    assert ReplicaRouter().db_for_read(Exhibit) == "default"


@pytest.mark.django_db(transaction=True)
def test_transaction_reads_where_it_writes():
    with reading_from("replica1"):
        with transaction.atomic():
            inside = ReplicaRouter().db_for_read(Exhibit)
        outside = ReplicaRouter().db_for_read(Exhibit)

    assert (inside, outside) == ("default", "replica1")


def test_writes_and_tables_are_the_primarys():
    with reading_from("replica1"):
        assert ReplicaRouter().db_for_write(Exhibit) == "default"
    assert not ReplicaRouter().allow_migrate("replica1", "collection")


@pytest.mark.parametrize("error", [OperationalError, InterfaceError, ProgrammingError])
def test_request_that_a_replica_fails_is_answered_by_the_primary(replica, error):
    def view(request):
        if (alias := ReplicaRouter().db_for_read(Exhibit)) != "default":
            raise error("the server closed the connection")
        return HttpResponse(alias)

    assert answering(view)(requests.get("/")).content == b"default"
    assert not replica.up


def test_what_the_primary_fails_too_is_asked_twice_and_no_more(replica):
    seen = []

    def view(request):
        seen.append(ReplicaRouter().db_for_read(Exhibit))
        raise OperationalError("the server closed the connection")

    with pytest.raises(OperationalError):
        answering(view)(requests.get("/"))

    assert seen == ["replica1", "default"]


def test_mistake_of_the_museums_own_is_no_fault_of_the_replica(replica):
    def view(request):
        raise IntegrityError("a mistake")

    with pytest.raises(IntegrityError):
        answering(view)(requests.get("/"))

    assert replica.up
