"""What every resource does: read through the gate, write under the admin's rules, and say why where it will not."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import cached_property
from rest_framework import viewsets
from rest_framework.exceptions import MethodNotAllowed, ValidationError
from rest_framework.response import Response

from collection.models.audience import reads_private
from collection.models.history import Via, recording

from . import exporting, parameters
from .etags import demanded, etag_of
from .pagination import KeysetPagination
from .problems import PreconditionFailed
from .reading import HANDLES, address, root_of

REASON = "X-Change-Reason"
REASON_LENGTH = 1000


class StrictMixin:
    """Knows its query parameters, answers OPTIONS, and tells caches whom an answer is for."""

    often: frozenset[str] = frozenset()  # parameters that may be given several times

    def parameter_names(self) -> set[str]:
        return set()

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        parameters.check(request.query_params, self.parameter_names(), self.often)

    def options(self, request, *args, **kwargs):
        return Response(status=204)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Authorization", "Cookie"])
        patch_cache_control(response, no_cache=True, **({"private": True} if _signed_in(self.request) else {}))
        return response


def _signed_in(request) -> bool:
    """Asks nobody to sign in who was not asked before: a refused token must not be refused twice."""
    user = getattr(request, "_user", None)
    return user is not None and user.is_authenticated


class RecordViewSet(StrictMixin, viewsets.GenericViewSet):
    """A resource to read. Subclasses name `resource`, `queryset`, `serializer_class` and `filterset_class`."""

    resource = ""
    filter_backends = [parameters.Filters]
    pagination_class = KeysetPagination
    staff_filters: frozenset[str] = frozenset()
    refusals: dict[str, str] = {}  # method → why it is not offered
    apart: frozenset[str] = frozenset()  # actions whose answer is not the record: nothing of it need be fetched

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if cls.resource:
            cls.lookup_field = HANDLES[cls.resource]
            cls.lookup_value_regex = "[0-9]{1,18}" if cls.lookup_field == "id" else "[^/\x00]+"
            if cls.lookup_field == "number":
                cls.lookup_value_regex = "[^\x00]+"  # museums number their acquisitions with slashes

    # --- what may be asked ---------------------------------------------------------

    def parameter_names(self):
        if self.action == "list":
            filters = set(self.filterset_class.base_filters)
            if not self.reads_private:
                filters -= self.staff_filters
            return {*filters, *parameters.PAGING, "fields", exporting.FORMAT}
        return {"fields"} if self.action == "retrieve" else set()

    @cached_property
    def reads_private(self) -> bool:
        return reads_private(self.request.user)

    def examples(self) -> dict:
        """Field → accepted value, for the errors of a write."""
        return {}

    def perform_content_negotiation(self, request, force=False):
        """A file has the type that its format has, and whoever asks for one may say that he takes no other."""
        return super().perform_content_negotiation(request, force or exporting.FORMAT in request.GET)

    def http_method_not_allowed(self, request, *args, **kwargs):
        raise MethodNotAllowed(request.method, detail=self.refusals.get(request.method))

    # --- reading -------------------------------------------------------------------

    def get_queryset(self):
        queryset = super().get_queryset().visible_to(self.request.user)
        return queryset.prefetch_related(*self.serializer_class.fetches(self.request.user, self.names))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields of the answer."""
        serializer = self.serializer_class
        declared = serializer.names_for(self.request.user)
        if self.action not in {"list", "retrieve"}:
            return () if self.action in self.apart else declared
        in_short = self.action == "list" and exporting.FORMAT not in self.request.query_params
        listed = getattr(serializer.Meta, "listed", declared) if in_short else declared
        default = tuple(name for name in declared if name in listed)
        return parameters.names(self.request.query_params, declared, default)

    def get_serializer_context(self):
        site = self.request.build_absolute_uri("/").rstrip("/")
        return {**super().get_serializer_context(), "root": root_of(self.request), "site": site}

    def represent(self, record, **kwargs):
        return self.serializer_class(record, names=self.names, context=self.get_serializer_context(), **kwargs).data

    def list(self, request, *args, **kwargs):
        if kind := exporting.kind_of(request):
            return exporting.answer(request, kind, self.resource, self.names, self.records())
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.represent(page, many=True))

    def records(self) -> Iterator[bytes]:
        """The JSON of all records of the list. Raises ValidationError where they are too many for a visitor."""
        queryset = self.filter_queryset(self.get_queryset())
        if not self.reads_private:
            exporting.check_list(queryset)
        pages = exporting.pages_of(queryset.using(queryset.db), self.request, self.filterset_class)
        render = self.request.accepted_renderer.render
        return (render(record) for page in pages for record in self.represent(page, many=True))

    def retrieve(self, request, *args, **kwargs):
        return self.answer(self.get_object())

    def filter_queryset(self, queryset):
        """DRF filters single records too; here the parameters of a list narrow lists only."""
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    def body_of(self, record) -> bytes:
        """The bytes of a record's answer, of which its ETag is made."""
        return self.request.accepted_renderer.render(self.represent(record))

    def answer(self, record, status=200, headers=None):
        """One record as it stands, with the ETag of what its reader sees of it."""
        body = self.body_of(record)
        return HttpResponse(
            body, status=status, content_type="application/json", headers={"ETag": etag_of(body), **(headers or {})}
        )


class WritableViewSet(RecordViewSet):
    """A resource to read and write. Subclasses name `writers`: action → serializer of its body."""

    writers: dict[str, type] = {}
    permissions: dict[str, str] = {}  # action → permission, where it is not to add or to change
    refusals = {
        "PUT": "A whole record is never replaced. Send PATCH with the fields that change.",
        "DELETE": "Records of the collection are kept: others refer to them, and their history does.",
    }

    def permission_needed(self) -> str:
        meta = self.queryset.model._meta
        verb = "add" if self.action == "create" else "change"
        return self.permissions.get(self.action, f"{meta.app_label}.{verb}_{meta.model_name}")

    def examples(self):
        return getattr(getattr(self.writers.get(self.action), "Meta", None), "examples", {})

    def check_writable(self, record) -> None:
        """Raise PermissionDenied where the role may write such records, but not this one."""

    def sent(self, record=None):
        """The body, validated."""
        writer = self.writers[self.action](
            record,
            data=self.request.data,
            partial=self.request.method == "PATCH",
            context=self.get_serializer_context(),
        )
        writer.is_valid(raise_exception=True)
        return writer

    @contextmanager
    def recording(self, reason: str | None = None):
        with recording(self.request.user, reason=_reason(self.request) if reason is None else reason, via=Via.API):
            yield

    @contextmanager
    def changing(self, reason: str | None = None):
        """The record, locked, as the sender read it, in one transaction; PreconditionFailed where it has changed."""
        record = self.get_object()
        self.check_writable(record)
        read = demanded(self.request)
        with self.recording(reason):
            type(record)._base_manager.select_for_update().get(pk=record.pk)
            current = self.get_object()
            self.check_writable(current)
            if etag_of(self.body_of(current)) not in read:
                raise PreconditionFailed
            yield current

    def anew(self, record):
        """`record` as it is now, with what its representation needs."""
        return self.get_queryset().get(pk=record.pk)

    def created(self, record):
        """The answer to a creation: the record, and where it stands."""
        record = self.anew(record)
        return self.answer(record, 201, {"Location": address(root_of(self.request), self.resource, record)})


class CreateMixin:
    """POST to the list."""

    def create(self, request, *args, **kwargs):
        writer = self.sent()
        with self.recording():
            record = writer.save()
        return self.created(record)


class ChangeMixin:
    """PATCH of a record."""

    def partial_update(self, request, *args, **kwargs):
        with self.changing() as record:
            self.sent(record).save()
        return self.answer(self.anew(record))


def _reason(request) -> str:
    """Why, from the header X-Change-Reason; the history keeps it. Headers travel as Latin-1, people write UTF-8."""
    text = request.headers.get(REASON, "")
    try:
        text = text.encode("latin-1").decode("utf-8")
    except UnicodeError as error:
        raise ValidationError({REASON: "The reason is not UTF-8."}) from error
    if "\0" in text or len(text) > REASON_LENGTH:
        raise ValidationError({REASON: f"The reason holds a NUL or more than {REASON_LENGTH} characters."})
    return text
