"""Which pages are asked for. Each has as many rows to show in either museum, for a fuller page may take longer.

Lists end with a cursor that leaves `ROWS` or `FEW` rows, so a long list is also measured where it is deepest.
"""

from django.db.models import Count
from django.urls import reverse

from collection.filters.keyset import paginate
from collection.models import (
    Acquisition,
    Country,
    Donor,
    Exhibit,
    Listing,
    Occasion,
    Party,
    Showroom,
    Source,
    Term,
)
from collection.models.listing import Facet

ROWS = 50  # what a facet that holds a twelfth of a thousand exhibits can show
SOME = 25  # what a classification has
FEW = 5  # what each of some donors, countries and rooms has
PAIR = 2  # what an occasion has
SAMPLES = 5  # addresses of a kind, so that no page is measured on one lucky record
EXHIBITS = ("/exhibits/", "/api/v1/exhibits/")
ADMIN = "/admin/collection/"


def pages() -> dict[str, list[str]]:
    """Name of the page → addresses of its kind. Asked for as a visitor, or by name under "admin" as a registrar."""
    found = {"home": ["/"], "api root": ["/api/v1/"]}
    for path in EXHIBITS:
        kind = "api exhibits" if path.startswith("/api") else "exhibits"
        found |= {f"{kind}, {name}": [path + query for query in queries] for name, queries in _lists(path).items()}
    for name, exhibits in (("exhibit", _alike()), ("founding exhibit", _founding())):
        found[name] = [exhibit.get_absolute_url() for exhibit in exhibits]
        found[f"api {name}"] = [f"/api/v1/exhibits/{exhibit.public_id}/" for exhibit in exhibits]
    for model in (Donor, Showroom, Country, Occasion, Source):
        found[str(model._meta.verbose_name_plural)] = [reverse(f"public:{model._meta.model_name}-list")]
    for name in ("donors", "parties", "showrooms", "countries", "occasions", "sources", "acquisitions"):
        found[f"api {name}"] = [f"/api/v1/{name}/?page_size=20"]
    found["api provenance-notes"] = ["/api/v1/provenance-notes/"]
    found["api restrictions"] = ["/api/v1/restrictions/?page_size=5"]
    for model, facet, rows in (
        (Party, Facet.DONOR, FEW),
        (Country, Facet.COUNTRY, FEW),
        (Showroom, Facet.SHOWROOM, FEW),
        (Occasion, Facet.OCCASION, PAIR),
    ):
        name = "donor" if model is Party else model._meta.model_name
        found[name] = [
            f"{record.get_absolute_url()}{_deep(under, rows)}" for record, under in _under(model, facet, rows)
        ]
    found["source"] = [source.get_absolute_url() for source in Source.objects.filter(title__startswith="Generated")]
    found |= _admin()
    nowhere = [page for page, addresses in found.items() if not addresses]
    assert not nowhere, f"nothing to ask for: {nowhere}"
    return found


def _lists(path: str) -> dict[str, list[str]]:
    order = "ordering" if path.startswith("/api") else "order"
    public = Exhibit.objects.public()
    lists = {
        "first page": [""],
        "far page": [_deep(public, ROWS)],
        **{f"by {name}": [f"?{order}={name}"] for name in ("title", "-made", "-received", "-published")},
        "number begins": ["?number=GEN."],
        "title begins": ["?title=s"],
    }
    for name, facet, model, handle, rows in (
        ("donor", Facet.DONOR, Party, "slug", FEW),
        ("country", Facet.COUNTRY, Country, "code", FEW),
        ("showroom", Facet.SHOWROOM, Showroom, "number", FEW),
        ("occasion", Facet.OCCASION, Occasion, "slug", PAIR),
        ("recipient", Facet.RECIPIENT, Party, "slug", ROWS),
        ("source", Facet.SOURCE, Source, "slug", ROWS),
        ("classification", Facet.TERM, Term, "pk", SOME),
    ):
        at_most = None if model is not Term else "classification"
        lists[f"one {name}"] = [
            f"?{name}={getattr(record, handle)}{_deep(under, rows, '&')}"
            for record, under in _under(model, facet, rows, at_most)
        ]
    lists["one decade"] = [
        f"?made={d}s{_deep(public.listed(Facet.MADE, d), SOME, '&')}" for d in (1960, 1970, 1980, 1990)
    ]
    lists["contradictions"] = [f"?contradiction=open{_deep(public.listed(Facet.CONTRADICTION, 1), 1, '&')}"]
    lists["two filters"] = [
        f"?recipient={record.slug}&received=1970s{_deep(both, FEW, '&')}"
        for record, under in _under(Party, Facet.RECIPIENT, ROWS)
        if (both := under.listed(Facet.RECEIVED, 1970)).count() > FEW  # some received nothing in those years
    ]
    lists["two filters, few in common"] = _meetings()
    return lists


def _under(model, facet: Facet, rows: int, vocabulary: str | None = None):
    """Records with more than `rows` exhibits, the best provided first, each with its exhibits."""
    counted = (
        Listing.objects.filter(facet=facet).values("value").annotate(n=Count("exhibit_id")).order_by("-n", "value")
    )
    if vocabulary:
        counted = counted.filter(value__in=Term.objects.filter(vocabulary=vocabulary))
    values = [row["value"] for row in counted[:SAMPLES] if row["n"] > rows]
    assert values, f"nothing has {rows + 1} exhibits under {facet.label}"
    by_id = model.objects.in_bulk(values)
    return [(by_id[value], Exhibit.objects.public().listed(facet, value)) for value in values]


def _deep(exhibits, rows: int, join: str = "?") -> str:
    """The cursor after which `rows` exhibits are left."""
    passed = exhibits.count() - rows
    assert passed > 0, "too few exhibits to page through"
    cursor = paginate(exhibits.only("accession_sort"), order="number", orders=exhibits.ORDERS, size=passed).next
    return f"{join}cursor={cursor}"


def _meetings() -> list[str]:
    """Pairs of a country and a showroom that have exactly two exhibits in common."""
    listed = Listing.objects.filter(facet=Facet.COUNTRY).values_list("value", "exhibit__showroom__number")
    pairs = listed.annotate(n=Count("exhibit_id")).filter(n=2, exhibit__showroom__isnull=False).order_by("value")
    codes = dict(Country.objects.values_list("pk", "code"))
    return [f"?country={codes[country]}&showroom={room}" for country, room, _ in pairs[:SAMPLES]]


def _alike() -> list[Exhibit]:
    """Exhibits of which there is as much to say: two notes, alone in its gift, on no occasion, of a giver of many."""
    givers = Listing.objects.filter(facet=Facet.DONOR).values("value").annotate(n=Count("exhibit_id")).filter(n__gt=FEW)
    gifts = (
        Acquisition.objects.filter(occasion__isnull=True, donors__in=givers.values("value"))
        .annotate(n=Count("exhibits"))
        .filter(n=1)
    )
    made_up = Exhibit.objects.public().filter(accession_number__startswith="GEN.", restrictions__isnull=True)
    alike = made_up.annotate(n=Count("notes")).filter(n=2, acquisition__in=gifts)
    agreed = alike.exclude(notes__contradictions_as_first__isnull=False)
    return list(agreed.order_by("public_id")[:SAMPLES])


def _founding() -> list[Exhibit]:
    """The founding collection’s exhibits: the same in every museum, and the ones of which there is most to say."""
    return list(Exhibit.objects.public().exclude(accession_number__startswith="GEN."))


def _admin() -> dict[str, list[str]]:
    alike = _alike()
    complete = "/admin/autocomplete/?app_label=collection&model_name={}&field_name={}&term={}"
    return {
        "admin": ["/admin/"],
        "admin exhibits": [f"{ADMIN}exhibit/"],
        "admin exhibits, search number": [f"{ADMIN}exhibit/?q={e.accession_number}" for e in alike],
        "admin exhibits, search title": [f"{ADMIN}exhibit/?q=s"],
        "admin exhibit": [f"{ADMIN}exhibit/{e.pk}/change/" for e in alike],
        "admin parties": [f"{ADMIN}party/"],
        "admin acquisitions": [f"{ADMIN}acquisition/"],
        "admin notes": [f"{ADMIN}provenancenote/"],
        "admin movements": [f"{ADMIN}movement/"],
        "admin autocomplete exhibit": [complete.format("provenancenote", "exhibit", "GEN.")],
        "admin autocomplete party": [complete.format("acquisition", "recipient", "a")],
    }
