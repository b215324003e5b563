"""Everything that the API tells visitors, record by record, without a request."""

from collections.abc import Iterator

from django.urls import reverse
from rest_framework.renderers import JSONRenderer

from collection.interchange import exhibits, table_records
from collection.interchange.pieces import batches
from collection.models import Exhibit

from .base import RecordViewSet
from .urls import VIEWSETS

AT_ONCE = 200


def everything(site: str, using: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each resource with its records as JSON, by id: what a visitor gets at the address of each.

    `site` is what addresses begin with, without a slash at the end.
    """
    root = site + reverse("api:root")
    for viewset in VIEWSETS:
        if viewset.queryset.model is Exhibit:
            ids = table_records.ids(Exhibit.objects.using(using).public())
            yield viewset.resource, exhibits.records(ids, None, using=using, api=root, site=site)
        else:
            yield viewset.resource, _records(viewset, {"root": root, "site": site}, using)


def _records(viewset: type[RecordViewSet], context: dict, using: str) -> Iterator[bytes]:
    serializer, render = viewset.serializer_class, JSONRenderer().render
    names = serializer.Meta.public
    shown = viewset.queryset.using(using).visible_to(None)
    fetches = serializer.fetches(None, names)
    for ids in batches(table_records.ids(shown), AT_ONCE):
        records = shown.filter(pk__in=ids).order_by("pk").prefetch_related(*fetches)
        yield from map(render, serializer(records, names=names, context=context, many=True).data)
