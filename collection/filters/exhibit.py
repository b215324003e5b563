"""The parameters that narrow the list of exhibits, declared once for pages and API."""

from collection.models import Acquisition, Occasion, Party, Source
from collection.models.index import Facet, Order

from .choices import CONTRADICTIONS, PROVENANCE, RESTRICTIONS, STATES
from .parameters import Begins, Decade, Gap, Listed, Named, OneOf, Parameter, ThroughAcquisition
from .words import Words


class ExhibitFilter:
    """What a FilterSet is for other lists. `Selection` reads it, and finds the exhibits in the index."""

    ORDERS = ("number", "title", "made", "received", "published")
    DEFAULT_ORDER = "number"
    STAFF = frozenset({"status"})  # for the public there is one status, and no word of others

    base_filters: dict[str, Parameter] = {
        "q": Words(label="Search"),
        "number": Begins(Order.NUMBER, 200, label="Accession number begins with"),
        "title": Begins(Order.TITLE, 80, label="Title begins with"),
        "country": Listed(Facet.COUNTRY, kind="country", example="FR", label="Giver’s country"),
        "donor": Named(Facet.DONOR, Party, "slug", shown="name", example="jimmy-carter", label="Given by"),
        "recipient": Named(Facet.RECIPIENT, Party, "slug", shown="name", example="kim-il-sung", label="Given to"),
        "occasion": Named(Facet.OCCASION, Occasion, "slug", shown="name", example="state-visit-1984", label="Occasion"),
        "showroom": Listed(Facet.SHOWROOM, kind="showroom", example="12", label="Showroom"),
        "building": Listed(Facet.BUILDING, kind="building", example="2", label="Building"),
        "classification": Listed(Facet.CLASSIFICATION, kind="classification", example="7", label="Classification"),
        "material": Listed(Facet.MATERIAL, kind="material", example="7", label="Material"),
        "technique": Listed(Facet.TECHNIQUE, kind="technique", example="7", label="Technique"),
        "theme": Listed(Facet.THEME, kind="theme", example="7", label="Theme"),
        "source": Named(Facet.SOURCE, Source, "slug", shown="title", example="annual-register-1984", label="Source"),
        "acquisition": ThroughAcquisition(
            None, Acquisition, "number", shown="number", example="ACQ-2023-014", label="Acquisition"
        ),
        "made": Decade(Facet.MADE, label="Decade made"),
        "received": Decade(Facet.RECEIVED, label="Decade received"),
        "restriction": OneOf(Facet.RESTRICTION, RESTRICTIONS, label="Restriction"),
        "contradiction": OneOf(Facet.CONTRADICTION, CONTRADICTIONS, label="Sources contradict each other"),
        "provenance": OneOf(Facet.PROVENANCE, PROVENANCE, label="To look into in the provenance"),
        "provenance_gap": Gap(label="No owner known in the years"),
        "status": OneOf(Facet.STATUS, STATES, label="Status"),
    }
