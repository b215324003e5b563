"""Exhibits in the API."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from rest_framework.decorators import action
from rest_framework.response import Response

from collection.filters.exhibit import ExhibitFilter
from collection.interchange import citation, exhibits
from collection.models import Deaccession, Exhibit, Movement
from collection.models.history import Via
from collection.models.workflow import advance

from . import exporting, kept, parameters
from .base import ChangeMixin, CreateMixin, WritableViewSet
from .citing import CitationMixin
from .exhibit_described import ExhibitFilters, ExhibitPagination, describes_facets
from .exhibit_facets import facets_of
from .exhibit_list import MATCH, OFTEN, Listing, asked, taken
from .exhibit_provenance_writing import LinkWriting, ProvenanceWriting, ProvenanceWritingMixin
from .exhibit_reading import CARD, ExhibitSerializer
from .exhibit_writing import ExhibitWriting, MoveWriting, StepWriting
from .problems import Gone
from .visitors import VisitorsMixin, answer, json_of, selected

PROVENANCE = ("provenance_write", "provenance_link")


class ExhibitViewSet(VisitorsMixin, CitationMixin, ProvenanceWritingMixin, CreateMixin, ChangeMixin, WritableViewSet):
    """What the museum holds. For the public: what is published."""

    resource = "exhibits"
    queryset = Exhibit.objects.all()
    serializer_class = ExhibitSerializer
    filterset_class = ExhibitFilter
    filter_backends = [ExhibitFilters]
    pagination_class = ExhibitPagination
    staff_filters = ExhibitFilter.STAFF
    often = OFTEN
    apart = frozenset({"citation", "provenance", *PROVENANCE})
    writers = {
        "create": ExhibitWriting,
        "partial_update": ExhibitWriting,
        "move": MoveWriting,
        "submit": StepWriting,
        "publish": StepWriting,
        "withdraw": StepWriting,
        "provenance_write": ProvenanceWriting,
        "provenance_link": LinkWriting,
    }
    permissions = {
        "move": "collection.move_exhibit",
        **dict.fromkeys(PROVENANCE, "collection.change_provenanceevent"),
        **{step: f"collection.{step}_exhibit" for step in ("submit", "publish", "withdraw")},
    }
    refusals = {
        **WritableViewSet.refusals,
        "DELETE": "Exhibits are never deleted, so that no number is used twice. One that left is deaccessioned.",
    }

    # --- lists and counts, from the index --------------------------------------------

    def parameter_names(self):
        if self.action not in {"list", "facets"}:
            return super().parameter_names()
        return taken(self.action, private=self.reads_private)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The fields of the list, maybe with MATCH as the last."""
        meta = ExhibitSerializer.Meta
        if self.reads_private:
            return asked(self.request.GET, ExhibitSerializer.every_name(), meta.listed)
        return asked(self.request.GET, meta.public, CARD)

    @cached_property
    def names(self):
        if exporting.FORMAT in self.request.GET and self.action == "list":
            declared = exhibits.names_for(self.request.user)
            return parameters.names(self.request.GET, declared, declared)
        return tuple(name for name in self.asked if name != MATCH) if self.action == "list" else super().names

    def at_once(self, request, **kwargs):
        match self.action_map.get("get"):
            case "list" if exporting.FORMAT not in request.GET:
                parameters.check(request.GET, taken("list", private=False), OFTEN)
                names = asked(request.GET, ExhibitSerializer.Meta.public, CARD)
                return answer(Listing(request, None).body(names, CARD)) if {*names} <= {*CARD, MATCH} else None
            case "facets":
                parameters.check(request.GET, taken("facets", private=False), OFTEN)
                return answer(json_of(facets_of(request, None, private=False)))
            case "retrieve":
                return self._record(request, **kwargs)
        return None

    def _record(self, request, public_id: str):
        parameters.check(request.GET, {"fields"})
        public = ExhibitSerializer.Meta.public
        names = parameters.names(request.GET, public, public)
        record = kept.record(public_id, kept.index_of(request))
        if record and names != public:
            record = kept.narrowed(record, names)
        return answer(kept.addressed(request, record)) if record else None

    def list(self, request, *args, **kwargs):
        if kind := exporting.kind_of(request):
            return exporting.answer(request, kind, self.resource, self.names, self.records())
        listing = Listing(request, request.user)
        if not self.reads_private and {*self.names} <= {*CARD}:
            return answer(listing.body(self.asked, CARD))
        standing = {record.pk: record for record in self.get_queryset().filter(pk__in=listing.page.items)}
        ids = [pk for pk in listing.page.items if pk in standing]
        results = self.represent([standing[pk] for pk in ids], many=True)
        if MATCH in self.asked:
            results = [{**found, MATCH: listing.matches.get(pk, [])} for pk, found in zip(ids, results, strict=True)]
        return Response({"results": results, **listing.around()})

    def records(self):
        selection = selected(self.request, self.request.user)
        if not self.reads_private:
            exporting.check(selection.total)
        context = self.get_serializer_context()
        records = exhibits.records(
            selection.in_order(),
            self.request.user,
            using=selection.index.using,
            api=context["root"],
            site=context["site"],
        )
        if self.names == exhibits.names_for(self.request.user):
            return records
        return (exhibits.narrowed(record, self.names) for record in records)

    @describes_facets
    @action(detail=False, methods=["get"])
    def facets(self, request, **kwargs):
        """How many exhibits each value of a facet has among all that the other parameters find. Counts are exact.

        What a facet itself is narrowed by is left out of its own counts, so that others can be chosen beside it.
        """
        return answer(json_of(facets_of(request, request.user, private=self.reads_private)))

    # --- one exhibit -----------------------------------------------------------------

    def work(self, record):
        address = self.request.build_absolute_uri(reverse("public:exhibit-short", args=[record.public_id]))
        return citation.of_exhibit(record, museum=settings.SITE_NAME, address=address)

    def check_writable(self, record):
        if self.action in {"partial_update", *PROVENANCE} and not record.may_be_changed_by(self.request.user):
            raise PermissionDenied(f"Your role may not change an exhibit that is {record.get_status_display()}.")

    def retrieve(self, request, *args, **kwargs):
        """A tombstone where an exhibit was that the public knew."""
        left = Deaccession.objects.visible_to(request.user).filter(exhibit__public_id=kwargs["public_id"])
        if not self.reads_private and (event := left.select_related("exhibit").first()):
            raise Gone(
                " ".join(
                    f"{event.exhibit.accession_number} left the collection on {event.deaccessioned_on}: "
                    f"{event.get_method_display()}. {event.public_statement}".split()
                )
            )
        return super().retrieve(request, *args, **kwargs)

    def _step(self, request):
        body = self.sent().validated_data
        with self.changing(body["reason"]) as exhibit:
            advance(exhibit, self.action, by=request.user, reason=body["reason"], via=Via.API)
        return self.answer(self.anew(exhibit))

    @action(detail=True, methods=["post"])
    def submit(self, request, **kwargs):
        """Ask for review."""
        return self._step(request)

    @action(detail=True, methods=["post"])
    def publish(self, request, **kwargs):
        """Show the exhibit to the public. Refused, naming the fields, while something is missing."""
        return self._step(request)

    @action(detail=True, methods=["post"])
    def withdraw(self, request, **kwargs):
        """Take the exhibit out of the public's sight."""
        return self._step(request)

    @action(detail=True, methods=["post"])
    def move(self, request, **kwargs):
        """Record a movement, the only way an exhibit's place changes."""
        body = self.sent().validated_data
        with self.changing(body["reason"]) as exhibit:
            Movement.objects.record(exhibit=exhibit, by=request.user, **body)
        return self.answer(self.anew(exhibit))
