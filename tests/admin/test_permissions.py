"""Every address of the admin × role × state of the record, against the table in `permissions.toml` (promises 9 and 10).

An address that the table does not name fails, and so does a line that names no address.
"""

import tomllib
from pathlib import Path

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLResolver, reverse

from collection.models import Change, ChangeSet, Disagreement, Donor
from collection.models.history import recording
from tests import factories
from tests.admin.conftest import signed_in

pytestmark = pytest.mark.django_db
TABLE = tomllib.loads(Path(__file__).with_name("permissions.toml").read_text())
CAST = ("registrar", "curator", "cataloguer", "researcher", None)


def names(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def act():
    with recording(factories.make_user(), reason="Catalogued", via="admin"):
        factories.make_exhibit()
    return ChangeSet.objects.latest("id")


def deaccessioned():
    return factories.make_deaccession().exhibit


def found_disagreement():
    factories.make_contradiction()
    return Disagreement.objects.get()


RECORDS = {
    "exhibit": factories.make_exhibit,
    "exhibit@published": lambda: factories.make_exhibit(published=True),
    "exhibit@deaccessioned": deaccessioned,
    "acquisition": factories.make_acquisition,
    "countergift": factories.make_counter_gift,
    "movement": factories.make_movement,
    "deaccession": factories.make_deaccession,
    "party": factories.make_party,
    "donor": lambda: Donor.objects.get(pk=factories.make_donor().pk),
    "donorcontact": factories.make_contact,
    "country": factories.make_country,
    "occasion": factories.make_occasion,
    "occasionstop": lambda: factories.make_occasion(stops=["Khasan"]).stops.get(),
    "source": factories.make_source,
    "provenanceevent": factories.make_event,
    "provenancenote": factories.make_note,
    "contradiction": factories.make_contradiction,
    "disagreement": found_disagreement,
    "restriction": factories.make_restriction,
    "restrictioncandidate": factories.make_candidate,
    "instrument": factories.make_instrument,
    "showroom": factories.make_showroom,
    "location": factories.make_location,
    "term": factories.make_term,
    "importrun": factories.make_import_run,
    "savedmapping": factories.make_saved_mapping,
    "changeset": act,
    "change": lambda: act().changes.first(),
}
COLLECTION = {name: pages for name, pages in TABLE.items() if name != "site"}
PAGES = [(kind, page, letters) for kind, pages in COLLECTION.items() for page, letters in pages.items()]


def test_the_table_names_every_address():
    declared = {f"collection_{kind.partition('@')[0]}_{page}" for kind, page, _ in PAGES} | set(TABLE["site"])
    others = {name for name in names(admin.site.urls[0]) if name.startswith(("auth_", "accounts_"))}
    assert set(names(admin.site.urls[0])) - others == declared


def answer(client, address):
    """w: opens and takes a form. v: opens, and takes none. -: neither."""
    opened = client.get(address).status_code
    sent = client.post(address, {"nothing": "of use"}).status_code
    if opened == 200:
        return "v" if sent == 403 else "w"
    assert opened == sent == 403, (address, opened, sent)
    return "-"


@pytest.mark.parametrize(("kind", "page", "letters"), PAGES, ids=lambda value: value)
def test_each_role_may_do_what_the_table_says(kind, page, letters):
    model = kind.partition("@")[0]
    record = RECORDS[kind]()
    about = [] if page in {"changelist", "add", "board", "print"} else [record.pk]
    address = reverse(f"admin:collection_{model}_{page}", args=about)
    found = "".join(answer(signed_in(factories.make_user(role)), address) for role in CAST)
    assert found == letters
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("name", sorted(n for n in names(admin.site.urls[0]) if n.startswith(("auth_", "accounts_"))))
def test_accounts_are_in_no_role_s_hands(name):
    person = factories.make_user()
    about = [] if name.endswith(("changelist", "add")) else [person.pk]
    for role in CAST:
        response = signed_in(factories.make_user(role)).get(reverse(f"admin:{name}", args=about))
        assert response.status_code in {302, 403}, role
        assert person.username not in response.content.decode()


def test_a_person_without_the_gate_sees_only_what_is_public():
    """Permission to view exhibits is not yet permission to read what is unpublished."""
    from django.contrib.auth.models import Permission

    person = factories.make_user()
    person.user_permissions.add(Permission.objects.get(codename="view_exhibit"))
    draft, shown = factories.make_exhibit(title="Hidden"), factories.make_exhibit(title="Shown", published=True)
    client = signed_in(person)
    page = client.get(reverse("admin:collection_exhibit_changelist")).content.decode()
    assert "Shown" in page
    assert "Hidden" not in page
    assert client.get(reverse("admin:collection_exhibit_change", args=[shown.pk])).status_code == 200
    assert client.get(reverse("admin:collection_exhibit_change", args=[draft.pk])).status_code in {302, 403, 404}


def autocomplete(client, model, field, term=""):
    query = {"app_label": "collection", "model_name": model, "field_name": field, "term": term}
    return client.get(reverse("admin:autocomplete"), query)


@pytest.mark.parametrize(
    ("role", "model", "field", "status"),
    [
        ("registrar", "donorcontact", "party", 200),
        ("curator", "donorcontact", "party", 200),
        ("cataloguer", "donorcontact", "party", 403),
        ("researcher", "donorcontact", "party", 403),
        (None, "donorcontact", "party", 403),
        ("cataloguer", "acquisitiondonor", "party", 200),
        ("researcher", "exhibit", "acquisition", 200),
        (None, "exhibit", "acquisition", 403),
        (None, "movement", "exhibit", 403),
        ("cataloguer", "change", "changeset", 404),
        ("cataloguer", "exhibit", "created_by", 403),
        ("registrar", "exhibit", "created_by", 403),
        ("registrar", "exhibit", "title", 403),
        ("registrar", "nothing", "title", 403),
    ],
)
def test_an_autocomplete_answers_who_may_see_both_ends(role, model, field, status):
    factories.make_contact()
    assert autocomplete(signed_in(factories.make_user(role)), model, field).status_code == status


def test_a_popup_is_no_way_around(nobody):
    record = factories.make_party()
    for name, about in (("add", []), ("change", [record.pk])):
        address = reverse(f"admin:collection_party_{name}", args=about)
        assert nobody.get(address, {"_popup": 1}).status_code == 403
        assert nobody.post(address, {"_popup": 1, "name": "Mine"}).status_code == 403


@pytest.mark.parametrize("action", ["submit_exhibits", "publish_exhibits", "withdraw_exhibits", "delete_selected"])
@pytest.mark.parametrize("role", ["researcher", None])
def test_an_action_is_no_way_around(role, action):
    exhibit = factories.make_exhibit(status="in_review")
    client = signed_in(factories.make_user(role))
    data = {"action": action, "_selected_action": [exhibit.pk], "apply": 1, "post": "yes", "reason": "Mine"}
    client.post(reverse("admin:collection_exhibit_changelist"), data)
    exhibit.refresh_from_db()
    assert exhibit.status == "in_review"
    assert not Change.objects.filter(changeset__user=client.user).exists()


def test_contacts_are_on_the_page_of_a_party_for_few():
    contact = factories.make_contact(email="secret@donor.example")
    for role, sees in (("registrar", True), ("curator", True), ("cataloguer", False), ("researcher", False)):
        client = signed_in(factories.make_user(role))
        page = client.get(reverse("admin:collection_party_change", args=[contact.party_id])).content.decode()
        assert ("secret@donor.example" in page) is sees, role
