"""Whatever changes in any record: what a visitor then gets under the same ETag is the same to the byte."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError, models, transaction
from django.test import Client

from collection.models import Exhibit

from .world import Open, published_world, records

pytestmark = pytest.mark.django_db
IDLE = {"id", "created_at", "updated_at", "version"}


def marked(exhibits):
    """Addresses whose answers are kept."""
    return [
        *(f"/api/v1/exhibits/{exhibit.public_id}/" for exhibit in exhibits),
        *(exhibit.get_absolute_url() for exhibit in exhibits),
        "/api/v1/exhibits/",
        "/api/v1/exhibits/?q=open",
        "/api/v1/exhibits/?country=SUHH&ordering=-received",
        "/api/v1/exhibits/?q=nothing&country=SUHH",
        "/api/v1/exhibits/facets/",
        "/api/v1/exhibits/facets/?q=open&values=200",
        "/api/v1/suggest/?q=op",
        "/exhibits/?q=open",
    ]


def asked(client, addresses):
    """address → (ETag, status, body), each made anew."""
    cache.clear()
    answers = {address: client.get(address) for address in addresses}
    return {at: (one.headers.get("ETag"), one.status_code, one.content) for at, one in answers.items()}


def another(field, value):
    """Another value that the field might hold; None where none comes to mind."""
    match field:
        case models.BooleanField():
            return not value
        case models.DateTimeField() | models.DateField() | models.BinaryField() | models.JSONField():
            return None
        case models.ForeignKey():
            others = field.related_model._base_manager.exclude(pk=value).order_by("pk")
            return others.values_list("pk", flat=True).first()
        case models.IntegerField():
            return (value or 0) + 1
        case _ if field.choices:
            return next(choice for choice, _ in field.flatchoices if choice != value)
        case _ if field.name.endswith("_edtf"):
            return "1901"
        case _:
            return (value or "")[: max(0, (field.max_length or 99) - 2)] + "9z"


def changes():
    """(model, field) of everything that may be written."""
    for model in records():
        for field in model._meta.local_concrete_fields:
            derived = field.name.endswith(("_key", "_sort", "_order"))
            if not (derived or field.name in IDLE) and model._meta.app_label == "collection":
                yield model, field


def changed(model, field) -> bool:
    """Change the field of the first record, past all rules; False where the database itself says no."""
    record = model._base_manager.order_by("pk").first()
    value = another(field, field.value_from_object(record)) if record else None
    if value is None:
        return False
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=record.pk).update(**{field.attname: value})
            return True
    except DatabaseError:
        return False


class Undone(Exception):
    pass


def test_no_answer_changes_under_its_etag():
    published_world()
    client, addresses = Client(), marked(Exhibit.objects.public())
    before = asked(client, addresses)
    assert {status for _, status, _ in before.values()} == {200}
    told, wrong = set(), []
    with Open():
        for model, field in changes():
            try:
                with transaction.atomic():
                    if changed(model, field):
                        for address, (etag, _, body) in asked(client, addresses).items():
                            if body != before[address][2]:
                                told.add((model.__name__, field.name))
                                if etag == before[address][0]:
                                    wrong.append(f"{model.__name__}.{field.name} at {address}")
                    raise Undone
            except Undone:
                pass
    assert not wrong, wrong
    assert len(told) > 40
    assert asked(client, addresses) == before
