"""The OpenAPI description: valid, complete, and the same for everyone."""

import pytest
from drf_spectacular.validation import validate_schema

from collection.api.urls import router
from tests.factories import make_exhibit

VIEWS = {prefix: view for prefix, view, _ in router.registry}
METHODS = {"get": "list", "post": "create"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def description(client):
    return client.get("/api/v1/openapi.json").json()


def operations(description):
    return [
        (path, method, operation) for path, item in description["paths"].items() for method, operation in item.items()
    ]


def test_it_is_valid_openapi_3_1(description):
    assert description["openapi"] == "3.1.0"
    validate_schema(description)


def test_everyone_gets_the_same(client, description, sign_in):
    sign_in("registrar")
    make_exhibit(title="A draft nobody may see")
    assert client.get("/api/v1/openapi.json").json() == description


@pytest.mark.parametrize("resource", sorted(VIEWS))
def test_a_list_declares_every_parameter_it_takes(description, resource):
    view = VIEWS[resource]
    declared = {
        parameter["name"]: parameter for parameter in description["paths"][f"/api/v1/{resource}/"]["get"]["parameters"]
    }
    paging = {"ordering", "page_size", "cursor"}
    assert declared.keys() == {*view.filterset_class.base_filters, *paging, "fields", "format"}
    orders = [sign + name for name in view.filterset_class.ORDERS for sign in ("", "-")]
    assert declared["ordering"]["schema"]["enum"] == orders + ["relevance"] * (resource == "exhibits")
    assert declared["fields"]["schema"]["items"]["enum"] == [
        *view.serializer_class.Meta.public, *view.serializer_class.Meta.staff,
    ]  # fmt: skip


@pytest.mark.parametrize("resource", sorted(VIEWS))
def test_a_record_declares_every_field_and_says_which_are_for_staff(description, resource):
    meta = VIEWS[resource].serializer_class.Meta
    answer = description["paths"][f"/api/v1/{resource}/"]["get"]["responses"]["200"]
    page = description["components"]["schemas"][answer["content"]["application/json"]["schema"]["$ref"].split("/")[-1]]
    item = page["properties"]["results"]["items"]
    item = item["allOf"][0] if resource == "exhibits" else item
    record = description["components"]["schemas"][item["$ref"].split("/")[-1]]
    assert set(record["properties"]) == {*meta.public, *meta.staff}
    for name, field in record["properties"].items():
        assert field.get("description", "").startswith("Staff only.") == (name in meta.staff), name


def test_every_write_declares_body_example_problems_and_headers(description):
    for path, method, operation in operations(description):
        if method == "get":
            continue
        content = operation["requestBody"]["content"]["application/json"]
        assert content["examples"], path
        assert {"400", "401", "403", "415"} <= operation["responses"].keys()
        headers = {parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "header"}
        assert "X-Change-Reason" in headers
        changes = "{" in path
        assert ("If-Match" in headers) == changes
        assert ({"404", "412", "428"} <= operation["responses"].keys()) == changes


def test_every_problem_is_described_as_one(description):
    for path, method, operation in operations(description):
        for status, answer in operation["responses"].items():
            if status >= "400":
                assert set(answer["content"]) == {"application/problem+json"}, (path, method, status)
            assert answer["description"] or status < "300"


def test_reads_are_open_and_writes_are_not(description):
    assert set(description["components"]["securitySchemes"]) == {"token", "cookieAuth"}
    for _, method, operation in operations(description):
        assert ({} in operation["security"]) == (method == "get")


def test_names_of_operations_are_unique(description):
    names = [operation["operationId"] for _, _, operation in operations(description)]
    assert len(names) == len(set(names))


def test_the_root_lists_every_resource(client, museum):
    root = client.get("/api/v1/").json()
    assert set(root["resources"]) == set(VIEWS)
    for address in [*root["resources"].values(), root["openapi"], root["guide"], root["documentation"]]:
        assert client.get(address).status_code == 200
