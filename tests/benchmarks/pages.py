"""Which pages are asked for. Each has as many rows to show in either museum, for a fuller page may take longer.

Lists end with a cursor that leaves `ROWS` or `FEW` rows, so a long list is also measured where it is deepest.
"""

from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from collection.models import (
    Acquisition,
    Country,
    Donor,
    Exhibit,
    Location,
    Occasion,
    Party,
    Showroom,
    Source,
    Term,
)

from .samples import cursor

ROWS = 50  # what a facet that holds a twelfth of a thousand exhibits can show
SOME = 25  # what a classification has
FEW = 5  # what each of some donors, countries and rooms has
PAIR = 2  # what an occasion has
SAMPLES = 5  # addresses of a kind, so that no page is measured on one lucky record
EXHIBITS = ("/exhibits/", "/api/v1/exhibits/")
ADMIN = "/admin/collection/"
# Each but the last fills a page in either museum, and finds the more, the larger the museum is.
SEARCHES = {
    "a common word": "silver",
    "two words": "carved with",
    "a phrase": '"carved with"',
    "a prefix": "silv*",
    "a field": "title:carved made:1900..",
    "one of two": "silver OR oak -carved",
    "nothing found": "silvr",
}
# What lists are narrowed to: parameter → model, what its address says, where exhibits have it, which of them count.
NAMED = Q(acquisition__donors__is_anonymous=False)
UNDER = {
    "donor": (Party, "slug", "acquisition__donors", NAMED),
    "country": (Country, "code", "acquisition__donors__country", NAMED),
    "showroom": (Showroom, "number", "showroom", Q()),
    "building": (Location, "pk", "showroom__building", Q()),
    "occasion": (Occasion, "slug", "acquisition__occasion", Q()),
    "recipient": (Party, "slug", "acquisition__recipient", Q(acquisition__recipient__is_anonymous=False)),
    "source": (Source, "slug", "notes__source", Q(notes__is_public=True, notes__withdrawn_at=None)),
    "classification": (Term, "pk", "classification", Q()),
}


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
    found["api facets"] = [f"{EXHIBITS[1]}facets/"]
    found["api facets, one country"] = [f"{EXHIBITS[1]}facets/?country={code}" for code in _codes()]
    found["api facets, search"] = [f"{EXHIBITS[1]}facets/?q=silver"]
    found["exhibits by country"] = ["/exhibits/by/country/"]
    found["api suggestions"] = ["/api/v1/suggest/?q=sil"]
    found["api provenance-notes"] = ["/api/v1/provenance-notes/"]
    found["api restrictions"] = ["/api/v1/restrictions/?page_size=5"]
    for name, rows in (("donor", FEW), ("country", FEW), ("showroom", FEW), ("occasion", PAIR)):
        found[name] = [f"{record.get_absolute_url()}{_deep(under, rows)}" for record, under in _under(name, rows)]
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
        **{f"search, {name}": [f"?{urlencode({'q': text})}"] for name, text in SEARCHES.items()},
    }
    for name, rows in (
        ("donor", FEW),
        ("country", FEW),
        ("showroom", FEW),
        ("building", ROWS),
        ("occasion", PAIR),
        ("recipient", ROWS),
        ("source", ROWS),
        ("classification", SOME),
    ):
        lists[f"one {name}"] = [
            f"?{name}={getattr(record, UNDER[name][1])}{_deep(under, rows, '&')}"
            for record, under in _under(name, rows)
        ]
    lists["one decade"] = [
        f"?made={decade}s{_deep(_made(public, decade), SOME, '&')}" for decade in (1960, 1970, 1980, 1990)
    ]
    lists["contradictions"] = [f"?contradiction=open{_deep(_disputed(public), 1, '&')}"]
    lists["two filters"] = [
        f"?recipient={record.slug}&received=1970s{_deep(both, FEW, '&')}"
        for record, under in _under("recipient", ROWS)
        if (both := _received(under, 1970)).count() > FEW  # some received nothing in those years
    ]
    lists["two filters, few in common"] = _meetings()
    return lists


def _codes() -> list[str]:
    return [country.code for country, _ in _under("country", FEW)]


def _made(exhibits, decade: int):
    return exhibits.filter(made_earliest__lt=(decade + 10) * 10_000, made_latest__gte=decade * 10_000)


def _disputed(exhibits):
    as_either = [{f"notes__contradictions_as_{side}__finding": ""} for side in ("first", "second")]
    return exhibits.filter(reduce(or_, (Q(pk__in=Exhibit.objects.filter(**one).values("pk")) for one in as_either)))


def _received(exhibits, decade: int):
    return exhibits.filter(
        acquisition__date_earliest__lt=(decade + 10) * 10_000, acquisition__date_latest__gte=decade * 10_000
    )


def _under(name: str, rows: int):
    """Records with more than `rows` exhibits, the best provided first, each with its exhibits."""
    model, _, path, public = UNDER[name]
    shown = Exhibit.objects.public().filter(public, **{f"{path}__isnull": False}).order_by()
    counted = shown.values(path).annotate(n=Count("pk", distinct=True)).order_by("-n", path)
    values = [row[path] for row in counted[:SAMPLES] if row["n"] > rows]
    assert values, f"no {name} has {rows + 1} exhibits"
    by_id = model.objects.in_bulk(values)
    return [(by_id[value], shown.filter(**{path: value}).distinct()) for value in values]


def _deep(exhibits, rows: int, join: str = "?") -> str:
    """The cursor after which `rows` exhibits are left."""
    places = exhibits.order_by("-accession_sort", "-pk").values_list("accession_sort", "pk")[rows : rows + 1]
    assert places, "too few exhibits to page through"
    return f"{join}cursor={cursor('number', *places[0])}"


def _meetings() -> list[str]:
    """Pairs of a country and a showroom that have exactly two exhibits in common."""
    code, room = "acquisition__donors__country__code", "showroom__number"
    both = Exhibit.objects.public().filter(NAMED, **{f"{code}__isnull": False, f"{room}__isnull": False}).order_by()
    pairs = both.values_list(code, room).annotate(n=Count("pk", distinct=True)).filter(n=2).order_by(code, room)
    return [f"?country={country}&showroom={number}" for country, number, _ in pairs[:SAMPLES]]


def _alike() -> list[Exhibit]:
    """Exhibits of which there is as much to say: two notes, alone in its gift, on no occasion, of a giver of many."""
    donor = UNDER["donor"][2]
    givers = Exhibit.objects.public().order_by().values(donor).annotate(n=Count("pk")).filter(n__gt=FEW)
    gifts = (
        Acquisition.objects.filter(occasion__isnull=True, donors__in=givers.values(donor))
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
