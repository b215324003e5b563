"""The contest: which pages are asked for, of us and of each peer, as addresses.

A page has eight hundred addresses or more in a large museum: our two processes keep three hundred answers each, so
that every answer has to be made. Pages that are asked for again say so. The peers keep no answers, and need fewer.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from .peers.flat import FACETS, TABLE

# Peer → the server that answers for it.
PEERS = {
    "ours": "ours",
    "plain DRF": "plain",
    "plain DRF joined": "plain",
    "plain admin": "plain",
    "raw SQL in a bare view": "bare view",
    "raw SQL without Django": "bare WSGI",
    "Datasette": "Datasette",
    "Datasette immutable": "Datasette -i",
    "Datasette unranked": "Datasette -i",
}
BOTH_DATASETTES = ("Datasette", "Datasette immutable")
API = "/api/v1/exhibits/"
ADMIN = "/admin/collection/exhibit/"
DATASETTE = f"/museum/{TABLE}"
ORDERS = [sign + name for sign in ("", "-") for name in ("number", "title", "made", "received", "published")]
FEW = 20  # numbered pages: the deeper, the slower
SPELLINGS = 64  # of a word, which all find the same


@dataclass(frozen=True)
class Page:
    """A page of the contest: peer → addresses. `kind` says what is sent along, and what comes back."""

    name: str
    addresses: dict[str, list[str]]
    kind: str = "public"  # or "admin": with the session's cookie; or "known": with the ETag of what was answered before


def pages(samples: dict) -> list[Page]:
    """Every page, with addresses made of `samples` (see samples.py)."""
    first, far, exhibits = samples["first"], samples["far"], samples["exhibits"]
    once = first[:1]
    common, rare = _spelt(samples["common"]), _spelt(samples["rare"])
    filters = [{"country": code} for code in samples["countries"]]
    filters += [{"showroom": number} for number in samples["showrooms"]]
    return [
        Page("API list of 50", _lists(first, first[:FEW]) | {peer: _table(first) for peer in BOTH_DATASETTES}),
        Page("API list, the same again", {"ours": _lists(once, once)["ours"]}),
        Page("API list, not modified", {"ours": _lists(once, once)["ours"]}, kind="known"),
        Page("API far page", _lists(far, far[-FEW:]) | {peer: _offset(far) for peer in BOTH_DATASETTES}),
        Page("API filter by country", _by_country(samples["countries"])),
        Page("API search, common word", _searches(common) | _ranked(common)),
        Page("API search, rare word", _searches(rare)),
        Page("API facets", _facets([{}])),
        Page("API facets with a filter", _facets(filters)),
        Page("API detail", _details(exhibits)),
        Page("API detail, not modified", {"ours": _details(exhibits)["ours"][:1]}, kind="known"),
        Page("HTML list", _html_lists(first)),
        Page("HTML search, common word", _html_searches(common)),
        Page("HTML detail", _html_details(exhibits)),
        Page("HTML detail, the same again", {"ours": [exhibits[0]["page"]]}),
        Page("HTML detail, not modified", {"ours": [exhibits[0]["page"]]}, kind="known"),
        Page("admin change list", _admin(), kind="admin"),
        Page("admin search", _admin_searches(samples["common"][:10] + samples["rare"][:10]), kind="admin"),
    ]


def _with(path: str, **query) -> str:
    """`path` with the parameters that are not None."""
    query = urlencode({name: value for name, value in query.items() if value is not None})
    return f"{path}?{query}" if query else path


def _spelt(words: list[str]) -> list[str]:
    """Each word in capitals here and there: an address that was not asked for before."""
    return [
        "".join(letter.upper() if turn >> place & 1 else letter for place, letter in enumerate(word))
        for turn in range(SPELLINGS)
        for word in words
        if turn < 2 ** len(word)
    ]


def _lists(places: list[dict], few: list[dict]) -> dict[str, list[str]]:
    raw = [_with("/list", key=place["key"], id=place["id"]) for place in places]
    return {
        "ours": [_with(API, page_size=50, cursor=place["cursor"]) for place in places],
        "plain DRF": [_with("/api/exhibits/", page=place["page"]) for place in few],
        "plain DRF joined": [_with("/api/fetched/", page=place["page"]) for place in few],
        "raw SQL in a bare view": raw,
        "raw SQL without Django": raw,
    }


def _datasette(path: str, **query) -> str:
    """Datasette told not to count the rows, nor to look for facets worth suggesting."""
    query = {"_size": 50, "_nocount": 1, "_nosuggest": 1, **query}
    return f"{path}?{urlencode(query)}"


def _table(places: list[dict]) -> list[str]:
    return [_datasette(f"{DATASETTE}.json", _shape="objects", _next=place["after_id"]) for place in places]


def _sql(sql: str, **parameters) -> str:
    return _with("/museum.json", sql=sql, _shape="objects", **parameters)


def _offset(places: list[dict]) -> list[str]:
    """The museum's own table by its own index, as our page is."""
    sql = (
        "select * from collection_exhibit where status = 'published' "
        "order by accession_sort, id limit 50 offset :skipped"
    )
    return [_sql(sql, skipped=place["offset"]) for place in places]


def _by_country(codes: list[str]) -> dict[str, list[str]]:
    raw = [_with("/country", country=code) for code in codes]
    table = [_datasette(f"{DATASETTE}.json", _shape="objects", country=code) for code in codes]
    return {
        "ours": [_with(API, page_size=50, country=code, ordering=order) for order in ORDERS for code in codes],
        "plain DRF": [_with("/api/exhibits/", acquisition__donors__country__code=code) for code in codes],
        "plain DRF joined": [_with("/api/fetched/", acquisition__donors__country__code=code) for code in codes],
        "raw SQL in a bare view": raw,
        "raw SQL without Django": raw,
        "Datasette": table,
        "Datasette immutable": table,
    }


def _searches(words: list[str]) -> dict[str, list[str]]:
    raw = [_with("/search", q=word) for word in words]
    # Its own search: it counts what it finds, as ours does, and does not rank it. Of a rare word that is all there is.
    table = [
        f"{DATASETTE}.json?{urlencode({'_size': 50, '_nosuggest': 1, '_shape': 'objects', '_search': word})}"
        for word in words
    ]
    return {
        "ours": [_with(API, page_size=50, q=word) for word in words],
        "plain DRF": [_with("/api/exhibits/", search=word) for word in words],
        "plain DRF joined": [_with("/api/fetched/", search=word) for word in words],
        "raw SQL in a bare view": raw,
        "raw SQL without Django": raw,
        "Datasette": table,
        "Datasette immutable": table,
    }


def _ranked(words: list[str]) -> dict[str, list[str]]:
    """Datasette asked for the best first, as we put them; its own search, which does not, stands beside it."""
    sql = (
        f"select one.* from {TABLE} one join {TABLE}_fts found on found.rowid = one.id "
        f"where {TABLE}_fts match :word order by found.rank limit 50"
    )
    ranked = [_sql(sql, word=word) for word in words]
    unranked = _searches(words)["Datasette immutable"]
    return {"Datasette": ranked, "Datasette immutable": ranked, "Datasette unranked": unranked}


def _facets(filters: list[dict]) -> dict[str, list[str]]:
    raw = [_with("/facets", **chosen) for chosen in filters]
    asked = [("_facet", name) for name in FACETS]
    datasette = [
        f"{DATASETTE}.json?{urlencode([*chosen.items(), ('_size', 0), ('_nosuggest', 1), *asked])}"
        for chosen in filters
    ]
    return {
        "ours": [_with(f"{API}facets/", **chosen, values=values) for values in (20, 21, 22) for chosen in filters],
        "raw SQL in a bare view": raw,
        "raw SQL without Django": raw,
        "Datasette": datasette,
        "Datasette immutable": datasette,
    }


def _details(exhibits: list[dict]) -> dict[str, list[str]]:
    raw = [_with("/detail", id=exhibit["id"]) for exhibit in exhibits]
    row = [f"{DATASETTE}/{exhibit['id']}.json?_shape=objects" for exhibit in exhibits]
    return {
        "ours": [f"{API}{exhibit['public_id']}/" for exhibit in exhibits],
        "plain DRF": [f"/api/exhibits/{exhibit['id']}/" for exhibit in exhibits],
        "plain DRF joined": [f"/api/fetched/{exhibit['id']}/" for exhibit in exhibits],
        "raw SQL in a bare view": raw,
        "raw SQL without Django": raw,
        "Datasette": row,
        "Datasette immutable": row,
    }


def _html_lists(places: list[dict]) -> dict[str, list[str]]:
    table = [_datasette(DATASETTE, _next=place["after_id"]) for place in places]
    return {
        "ours": [_with("/exhibits/", cursor=place["cursor"]) for place in places],
        "Datasette": table,
        "Datasette immutable": table,
    }


def _html_searches(words: list[str]) -> dict[str, list[str]]:
    table = [f"{DATASETTE}?{urlencode({'_size': 50, '_nosuggest': 1, '_search': word})}" for word in words]
    return {
        "ours": [_with("/exhibits/", q=word) for word in words],
        "Datasette": table,
        "Datasette immutable": table,
    }


def _html_details(exhibits: list[dict]) -> dict[str, list[str]]:
    row = [f"{DATASETTE}/{exhibit['id']}" for exhibit in exhibits]
    return {
        "ours": [quote(exhibit["page"]) for exhibit in exhibits],
        "Datasette": row,
        "Datasette immutable": row,
    }


def _admin() -> dict[str, list[str]]:
    return {"ours": [ADMIN], "plain admin": [ADMIN]}


def _admin_searches(words: list[str]) -> dict[str, list[str]]:
    addresses = [_with(ADMIN, q=word) for word in words]
    return {"ours": addresses, "plain admin": addresses}
