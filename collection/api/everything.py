"""Everything that the API tells visitors, record by record, without a request."""

from collections.abc import Iterator

from django.urls import reverse
from rest_framework.renderers import JSONRenderer

from collection.interchange import exhibits
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
            ids = (pk for (pk,) in _by_id(Exhibit.objects.public().values_list("pk"), using))
            yield viewset.resource, exhibits.records(ids, None, using=using, api=root, site=site)
        else:
            yield viewset.resource, _records(viewset, {"root": root, "site": site}, using)


def _records(viewset: type[RecordViewSet], context: dict, using: str) -> Iterator[bytes]:
    serializer, render = viewset.serializer_class, JSONRenderer().render
    names = serializer.Meta.public
    queryset = viewset.queryset.visible_to(None).prefetch_related(*serializer.fetches(None, names))
    for record in _by_id(queryset, using):
        yield render(serializer(record, names=names, context=context).data)


def _by_id(queryset, using: str) -> Iterator:
    """The rows of a queryset, a batch at a time."""
    last = 0
    while batch := list(queryset.using(using).filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield from batch
        last = batch[-1][0] if isinstance(batch[-1], tuple) else batch[-1].pk
