"""Only declared parameters, fields and orders: anything else is a 400 that names it and what would be taken."""

import pytest
from django.apps import apps
from django.db.models import Field
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection.api.urls import router
from tests.api.conftest import handles
from tests.factories import make_user

VIEWS = {prefix: view for prefix, view, _ in router.registry}
LOOKUPS = sorted({"", *Field.get_lookups()})
hypothesis_on_requests = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def paths(model, depth=2):
    """Every path a query could take from `model`, through relations and back."""
    for field in model._meta.get_fields():
        yield field.name
        if depth and field.is_relation and field.related_model and field.related_model != "self":
            yield from (f"{field.name}__{rest}" for rest in paths(field.related_model, depth - 1))


PATHS = {resource: sorted(set(paths(view.queryset.model))) for resource, view in VIEWS.items()}


@st.composite
def model_paths(draw):
    resource = draw(st.sampled_from(sorted(VIEWS)))
    path = draw(st.sampled_from(PATHS[resource]))
    lookup = draw(st.sampled_from(LOOKUPS))
    return resource, f"{path}__{lookup}" if lookup else path


def refused(answer, name):
    assert answer.status_code == 400, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["field"] == name
    return answer.json()["errors"][0]["message"]


@hypothesis_on_requests
@given(chosen=model_paths(), value=st.sampled_from(["", "1", "x", "true", "published"]))
def test_no_path_of_the_models_is_a_filter(client, museum, chosen, value):
    resource, path = chosen
    if path not in VIEWS[resource].filterset_class.base_filters or path in VIEWS[resource].staff_filters:
        assert "no such parameter" in refused(client.get(f"/api/v1/{resource}/", {path: value}), path[:80])


@hypothesis_on_requests
@given(chosen=model_paths(), sign=st.sampled_from(["", "-"]))
def test_no_path_of_the_models_is_an_order(client, museum, chosen, sign):
    resource, path = chosen
    if path not in VIEWS[resource].filterset_class.ORDERS:
        message = refused(client.get(f"/api/v1/{resource}/", {"ordering": sign + path}), "ordering")
        assert all(name in message for name in VIEWS[resource].filterset_class.ORDERS)


@hypothesis_on_requests
@given(chosen=model_paths())
def test_no_path_of_the_models_is_a_field(client, museum, chosen):
    resource, path = chosen
    if path not in VIEWS[resource].serializer_class.Meta.public:
        message = refused(client.get(f"/api/v1/{resource}/", {"fields": path}), "fields")
        assert "accession_number" in message or resource != "exhibits"
        assert not set(VIEWS[resource].serializer_class.Meta.staff) & set(
            message.split(": ")[-1].rstrip(".").split(", ")
        )


@pytest.mark.parametrize("resource", sorted(VIEWS))
def test_every_declared_field_can_be_asked_for_alone(client, museum, resource):
    for name in VIEWS[resource].serializer_class.Meta.public:
        body = client.get(f"/api/v1/{resource}/?fields={name}").json()
        assert all(list(record) == [name] for record in body["results"]), name


@pytest.mark.parametrize("resource", sorted(VIEWS))
def test_staff_can_ask_for_staff_fields_and_the_public_cannot(client, museum, resource):
    for name in VIEWS[resource].serializer_class.Meta.staff:
        assert client.get(f"/api/v1/{resource}/?fields={name}").status_code == 400
    client.force_login(make_user("researcher"))
    for name in VIEWS[resource].serializer_class.Meta.staff:
        assert client.get(f"/api/v1/{resource}/?fields={name}").status_code == 200


@pytest.mark.parametrize("resource", sorted(VIEWS))
def test_every_declared_order_works_both_ways(client, museum, resource):
    for name in VIEWS[resource].filterset_class.ORDERS:
        there, back = (
            [
                record["url"]
                for record in client.get(f"/api/v1/{resource}/?ordering={sign}{name}&page_size=200").json()["results"]
            ]
            for sign in ("", "-")
        )
        assert there == back[::-1] or len(there) == 200


@pytest.mark.parametrize(
    "address",
    ["/api/v1/", "/api/v1/openapi.json", "/api/v1/exhibits/{exhibits}/", "/api/v1/donors/{donors}/"],
)
def test_other_addresses_take_none_they_do_not_name(client, museum, address):
    address = address.format(**handles(museum.shown))
    assert client.get(address).status_code == 200
    assert "no such parameter" in refused(client.get(address + "?format=api"), "format")


def test_writes_take_none(client, museum, sign_in):
    sign_in("curator")
    assert "takes none" in refused(client.post("/api/v1/sources/?x=1", {}, content_type="application/json"), "x")


@pytest.mark.parametrize("name", ["fields", "ordering", "page_size", "cursor", "q", "number", "title"])
def test_a_parameter_is_given_once(client, museum, name):
    assert "more than once" in refused(client.get(f"/api/v1/exhibits/?{name}=1&{name}=1"), name)


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        ("donor=nobody", "donor", "jimmy-carter"),
        ("restriction=maybe", "restriction", "un_sanctions"),
        ("made=1955", "made", "1950s"),
        ("country=%00", "country", "NUL"),
        ("building=99999999999999999999", "building", "Write it like 2"),
        ("title=" + "x" * 300, "title", "200"),
        ("status=draft", "status", "no such parameter"),
        ("fields=", "fields", "accession_number"),
        ("fields=url,,title", "fields", "accession_number"),
        ("x" * 500 + "=1", "x" * 80, "Accepted here"),
    ],
)
def test_a_bad_value_is_answered_with_a_good_one(client, museum, query, name, says):
    assert says in refused(client.get(f"/api/v1/exhibits/?{query}"), name)


@pytest.mark.parametrize("query", ["showrooms/?open=banana", "countries/?former=1"])
def test_a_flag_is_true_or_false(client, museum, query):
    assert client.get(f"/api/v1/{query}").status_code == 400


def test_the_models_are_all_walked():
    assert set(apps.get_app_config("collection").get_models()) >= {view.queryset.model for view in VIEWS.values()} - {
        VIEWS["donors"].queryset.model
    }
    assert sum(len(found) for found in PATHS.values()) > 5000
