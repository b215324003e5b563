"""Addresses of the API, version 1."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from . import docs, root, suggest
from .acquisition import AcquisitionViewSet
from .country import CountryViewSet
from .disagreement import DisagreementViewSet
from .donor import DonorViewSet
from .exhibit import ExhibitViewSet
from .instrument import InstrumentViewSet
from .occasion import OccasionViewSet
from .party import PartyViewSet
from .provenance_note import ProvenanceNoteViewSet
from .restriction import RestrictionViewSet
from .restriction_candidate import RestrictionCandidateViewSet
from .showroom import ShowroomViewSet
from .source import SourceViewSet

app_name = "api"

VIEWSETS = (
    ExhibitViewSet,
    DonorViewSet,
    PartyViewSet,
    ShowroomViewSet,
    AcquisitionViewSet,
    OccasionViewSet,
    ProvenanceNoteViewSet,
    DisagreementViewSet,
    SourceViewSet,
    RestrictionViewSet,
    InstrumentViewSet,
    RestrictionCandidateViewSet,
    CountryViewSet,
)
router = SimpleRouter()
for viewset in VIEWSETS:
    router.register(viewset.resource, viewset, basename=viewset.resource)

urlpatterns = [
    path("", root.Root.as_view(), name="root"),
    path("openapi.json", root.OpenAPI.as_view(), name="openapi"),
    path("suggest/", suggest.Suggest.as_view(), name="suggest"),
    path("docs/", docs.docs, name="docs"),
    path("guide/", docs.guide, name="guide"),
    *router.urls,
    re_path(r"^.*$", root.Nowhere.as_view(), name="nowhere"),
]
