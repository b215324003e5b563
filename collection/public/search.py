"""The visitor's search: the list of exhibits with its facets, and one facet at length."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.urls import reverse

from collection.filters.downloads import LABELS, MOST, check_size, download, kind_asked
from collection.filters.parameters import Chosen
from collection.filters.selection import RELEVANCE, FacetCounts
from collection.interchange import exhibits

from .base import HTML, Chip, PublicPage
from .listing import Listing

GROUPS = (
    ("What it is", ("classification", "material")),
    ("Who gave it", ("country", "donor", "recipient", "occasion")),
    ("When", ("made", "received")),
    ("Where it stands", ("building", "showroom")),
    ("What is said of it", ("contradiction", "restriction")),
)
STAFF = ("For staff", ("status",))
UNFOLDED = {"classification", "country", "made", "status"}
FACETS = {name for _, names in (*GROUPS, STAFF) for name in names}
WRITTEN = ("title", "number")  # filters that are typed
FORMAT = "format"  # of the list as a file
ORDERS = (
    ("number", "Accession number"),
    ("title", "Title"),
    ("made", "Date made, oldest first"),
    ("-made", "Date made, newest first (dated exhibits)"),
    ("received", "Date received, earliest first"),
    ("-received", "Date received, latest first (dated exhibits)"),
    ("-published", "Newest in the catalogue"),
)
FEW, MANY = 8, 200  # values of a facet beside the list, and on a page of its own

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Way:
    """A way on: what it is called, where it leads, and how many exhibits are there."""

    label: str
    address: str
    total: int = 0


class Asked:
    """What the address asks for, as a listing and as parameters to make other addresses of."""

    def __init__(self, listing: Listing, data: QueryDict):
        self.listing = listing
        self.pairs: Pairs = [pair for name, value in self.listing.chosen.items() for pair in _written(name, value)]
        chosen = self.listing.chosen.get("q")
        self.text = chosen.text if chosen else data.get("q", "") if "q" in self.listing.errors else ""
        if "order" in data and "order" not in self.listing.errors and data["order"]:
            self.pairs.append(("order", self.listing.order))

    def but(self, *names: str) -> Pairs:
        """The parameters without those of these names."""
        return [pair for pair in self.pairs if pair[0] not in names]

    def chips(self, *besides: str) -> list[Chip]:
        """A chip for each value of each filter in force, `besides` those named."""
        return [
            Chip(
                self.listing.parameters[name].label,
                label,
                address([pair for pair in self.pairs if pair != (name, handle)]),
            )
            for name, value in self.listing.chosen.items()
            if name not in ("q", *besides)
            for (_, handle), label in zip(_written(name, value), _labels(value), strict=True)
        ]

    def dropped(self) -> list[Way]:
        """Where nothing is found: what is there without one of several parameters, or without all but the words."""
        if len(self.listing.chosen) < 2:
            return []
        return [
            Way(_together([self._shown(name) for name in one.names]), address(self.but(*one.names)), one.total)
            for one in self.listing.without
        ]

    def context(self) -> dict:
        """What every page of a search tells the templates."""
        return {
            "search_text": self.text,
            "search_within": self.but("q", "order"),
            "errors": [(self._label(name), text) for name, texts in self.listing.errors.items() for text in texts],
        }

    def _shown(self, name: str) -> str:
        if name == "q":
            return f"the words “{self.text}”"
        return f"{self._label(name)}: {self.listing.chosen[name]}"

    def _label(self, name: str) -> str:
        parameter = self.listing.parameters.get(name)
        return parameter.label if parameter else "File" if name == FORMAT else "Sort by"


class ExhibitList(PublicPage):
    follows_index = HTML
    template_name = "collection/exhibit_list.html"
    section = "exhibits"
    page_size = 48

    def get(self, request):
        asked = Asked(self.listing(request.GET), request.GET)
        listing = asked.listing
        if FORMAT in request.GET and not listing.errors:
            try:
                return self.file(listing, kind_asked(request.GET[FORMAT]))
            except ValidationError as error:
                listing.errors[FORMAT] = error.messages
        valid = not listing.errors
        return self.answer(
            status=200 if valid else 400,
            valid=valid,
            plain=not request.GET,
            page=listing.cards(request.GET.get("cursor"), self.page_size) if valid else None,
            chips=asked.chips(),
            understood=address(asked.pairs),
            help_open="q" in listing.errors or bool(asked.text and valid and not listing.total),
            without_filters=address([pair for pair in asked.pairs if pair[0] in ("q", "order")]),
            groups=self.groups(asked) if valid else (),
            written=[(name, listing.parameters[name].label, request.GET.get(name, "")) for name in WRITTEN],
            beside_facets=[pair for pair in asked.pairs if pair[0] not in FACETS and pair[0] not in WRITTEN],
            beside_order=asked.but("order"),
            orders=self.orders(listing),
            files=self.files(asked) if valid else (),
            spelled=[Way(text, address([("q", text), *asked.but("q")])) for text in listing.did_you_mean],
            drop=asked.dropped(),
            **asked.context(),
        )

    def file(self, listing: Listing, kind: str):
        """The whole list as a file. Raises ValidationError where it is too long, for a visitor or for Excel."""
        if not listing.reading.private:
            check_size(listing.total)
        names = exhibits.names_for(self.user)
        site, api = (self.request.build_absolute_uri(path) for path in ("/", reverse("api:root")))
        records = exhibits.records(
            listing.in_order(), self.user, using=listing.index.using, api=api, site=site.rstrip("/")
        )
        return download(self.request, kind, "exhibits", names, records)

    def files(self, asked: Asked) -> list[Way]:
        """The ways to take the list away; none where it is too long for a visitor."""
        total = asked.listing.total
        if not total or (total > MOST and not asked.listing.reading.private):
            return []
        return [Way(label, address([*asked.pairs, (FORMAT, kind)])) for kind, label in LABELS.items()]

    def groups(self, asked: Asked) -> list[tuple[str, list]]:
        """The facets that have something to offer, each with the address of all its values."""
        groups = (*GROUPS, STAFF) if asked.listing.reading.private else GROUPS
        shown = []
        for heading, names in groups:
            facets = [facet for facet in asked.listing.facets(names, FEW) if facet.values]
            if facets:
                shown.append((heading, [(facet, _is_open(facet), self.all_of(facet, asked)) for facet in facets]))
        return shown

    def all_of(self, facet: FacetCounts, asked: Asked) -> str:
        return address(asked.pairs, reverse("public:exhibit-facet", args=[facet.name])) if facet.more else ""

    def orders(self, listing: Listing) -> list[tuple[str, str, bool]]:
        """(value, label, whether it is in force). Without words to match, what there is most to see of comes first."""
        first = (RELEVANCE, "Best match first" if "q" in listing.chosen else "Highlights first")
        return [(value, label, value == listing.order) for value, label in (first, *ORDERS)]


class ExhibitFacet(PublicPage):
    """The values of one facet, as many as a page can hold."""

    follows_index = HTML
    template_name = "collection/exhibit_facet.html"
    section = "exhibits"

    def get(self, request, facet):
        asked = Asked(self.listing(request.GET), request.GET)
        listing = asked.listing
        if facet not in FACETS or (facet in STAFF[1] and not listing.reading.private):
            raise Http404
        (counted,) = listing.facets((facet,), MANY)
        return self.answer(
            status=400 if listing.errors else 200,
            facet=counted,
            total=len(listing.besides((facet,))),
            chips=asked.chips(facet),
            back=address(asked.pairs),
            beside=asked.but(facet),
            **asked.context(),
        )


def address(pairs: Pairs, path: str = "") -> str:
    """The address of the list with these parameters, from its first page."""
    path = path or reverse("public:exhibit-list")
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _written(name: str, value) -> Pairs:
    """A chosen value as an address gives it."""
    return [(name, choice.handle) for choice in value] if isinstance(value, Chosen) else [(name, str(value))]


def _labels(value) -> list[str]:
    return [choice.label for choice in value] if isinstance(value, Chosen) else [str(value)]


def _is_open(facet: FacetCounts) -> bool:
    return facet.name in UNFOLDED or any(value.selected for value in facet.values)


def _together(labels: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))
