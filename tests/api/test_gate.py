"""The public reads what is public: nothing hidden by any address, in any list, behind any link, in any hash."""

import json

import pytest

from tests.api.conftest import handles
from tests.factories import make_acquisition, make_contact, make_deaccession, make_exhibit, make_party, make_user

RESOURCES = (
    "exhibits", "donors", "parties", "showrooms", "acquisitions", "occasions", "provenance-notes", "sources",
    "restrictions", "countries", "instruments",
)  # fmt: skip
CANARY = "canary-7f3a"


def every_body(client, museum):
    """address → (status, ETag, body) of each list and each record the public may read."""
    addresses = [f"/api/v1/{resource}/" for resource in RESOURCES]
    addresses += [f"/api/v1/{resource}/{handle}/" for resource, handle in handles(museum.shown).items()]
    addresses += ["/api/v1/", "/api/v1/openapi.json", "/api/v1/showrooms/12/", "/api/v1/countries/FR/"]
    return {
        address: (answer.status_code, answer.headers["ETag"], answer.content)
        for address in addresses
        for answer in [client.get(address)]
    }


@pytest.mark.parametrize("resource", RESOURCES)
def test_every_resource_lists_what_is_public(client, museum, resource):
    results = client.get(f"/api/v1/{resource}/?page_size=200").json()["results"]
    assert results
    assert all(record["url"].startswith(f"http://testserver/api/v1/{resource}/") for record in results)


def test_every_record_stands_at_its_own_address(client, museum):
    for resource in RESOURCES:
        for record in client.get(f"/api/v1/{resource}/").json()["results"]:
            answer = client.get(record["url"])
            assert answer.status_code == 200
            assert answer.json()["url"] == record["url"]


def test_hidden_is_the_same_404_as_nonexistent(client, museum):
    for resource, handle in handles(museum.hidden).items():
        missing = "999999999" if isinstance(handle, int) else "x" * len(handle)
        hidden, none = (client.get(f"/api/v1/{resource}/{name}/") for name in (handle, missing))
        assert hidden.status_code == none.status_code == 404, resource
        assert hidden.content == none.content
        assert dict(hidden.headers) == dict(none.headers)


def test_staff_read_the_hidden(client, museum, sign_in):
    sign_in("researcher")
    for resource, handle in handles(museum.hidden).items():
        assert client.get(f"/api/v1/{resource}/{handle}/").status_code == 200, resource


def test_someone_without_a_role_reads_as_the_public(client, museum):
    client.force_login(make_user())
    for resource, handle in handles(museum.hidden).items():
        assert client.get(f"/api/v1/{resource}/{handle}/").status_code == 404, resource


def test_no_list_names_the_hidden(client, museum):
    text = json.dumps([client.get(f"/api/v1/{resource}/?page_size=200").json() for resource in RESOURCES])
    for resource, handle in handles(museum.hidden).items():
        assert f'/{resource}/{handle}/"' not in text


def test_private_values_reach_no_public_body(client, museum):
    for record, names in (
        (museum.shown.exhibit, ["valuation", "internal_note"]),
        (museum.shown.donor, ["internal_note"]),
        (museum.shown.occasion, ["internal_note"]),
        (museum.shown.source, ["internal_note"]),
        (museum.shown.acquisition, ["terms", "title_evidence", "price"]),
        (museum.room.location, ["internal_note"]),
        (museum.shown.acquisition.counter_gifts.get(), ["value"]),
        (museum.hidden.exhibit, ["title", "description"]),
    ):
        record.refresh_from_db()
        for name in names:
            setattr(record, name, CANARY)
        record.save()
    make_contact(museum.shown.donor, email=f"{CANARY}@donor.example", address=CANARY, phone=CANARY, note=CANARY)

    assert CANARY not in str(every_body(client, museum))


def test_a_private_change_moves_no_public_byte(client, museum):
    before = every_body(client, museum)

    test_private_values_reach_no_public_body(client, museum)

    assert every_body(client, museum) == before


def test_no_one_reads_donor_contacts_here(client, museum, sign_in):
    make_contact(museum.shown.donor, email=f"{CANARY}@donor.example", address=CANARY)
    sign_in("registrar")
    assert CANARY not in str(every_body(client, museum))


def test_anonymous_donors_are_one_name_and_nothing_else(client, museum):
    shy, shyer = make_party(is_anonymous=True), make_party(is_anonymous=True)
    acquisition = make_acquisition(donors=[shy, museum.shown.donor, shyer])
    make_exhibit(published=True, acquisition=acquisition)
    donors = client.get(f"/api/v1/acquisitions/{acquisition.number}/").json()["donors"]
    assert [donor["name"] for donor in donors] == [museum.shown.donor.name, "Anonymous"]
    assert donors[1] == {"name": "Anonymous"}


@pytest.mark.parametrize("address", ["/api/v1/donors/{}/", "/api/v1/parties/{}/"])
def test_an_anonymous_donor_is_found_nowhere(client, museum, address):
    shy = make_party(is_anonymous=True)
    make_exhibit(published=True, acquisition=make_acquisition(donors=[shy], recipient=shy))
    assert client.get(address.format(shy.slug)).status_code == 404
    assert shy.slug not in str(every_body(client, museum))
    unknown = client.get("/api/v1/exhibits/?donor=nobody")
    hidden = client.get(f"/api/v1/exhibits/?donor={shy.slug}")
    assert hidden.status_code == unknown.status_code == 400
    assert hidden.content.replace(shy.slug.encode(), b"nobody") == unknown.content


def test_staff_see_who_is_anonymous(client, museum, sign_in):
    shy = make_party(is_anonymous=True)
    acquisition = make_acquisition(donors=[shy])
    sign_in("researcher")
    assert client.get(f"/api/v1/acquisitions/{acquisition.number}/").json()["donors"][0]["slug"] == shy.slug


def test_a_deaccessioned_exhibit_leaves_a_tombstone_where_the_public_knew_it(client, museum):
    known, unknown = make_exhibit(published=True), make_exhibit()
    for exhibit in (known, unknown):
        make_deaccession(exhibit=exhibit, public_statement="Returned to its country.", reason=CANARY)
    gone = client.get(f"/api/v1/exhibits/{known.public_id}/")
    assert gone.status_code == 410
    assert "Returned to its country." in gone.json()["detail"]
    assert CANARY not in gone.content.decode()
    assert client.get(f"/api/v1/exhibits/{unknown.public_id}/").status_code == 404
