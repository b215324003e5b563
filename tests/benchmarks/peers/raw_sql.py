"""The least that an answer can cost: one statement over the flat table, and orjson."""

import orjson

from .flat import FACETS, LISTED, TABLE

_COLUMNS = ", ".join(LISTED)
_NAMED = ", ".join(f"e.{name}" for name in LISTED)
_LIST = f"SELECT {_COLUMNS} FROM {TABLE} WHERE (accession_sort, id) > (%s, %s) ORDER BY accession_sort, id LIMIT 50"
_COUNTRY = f"SELECT {_COLUMNS} FROM {TABLE} WHERE country = %s ORDER BY accession_sort, id LIMIT 50"
_DETAIL = f"SELECT {_COLUMNS} FROM {TABLE} WHERE id = %s"
# Exact ranking: every hit is weighed before the first fifty are known.
_SEARCH = {
    "sqlite": f"SELECT {_NAMED} FROM {TABLE}_fts f JOIN {TABLE} e ON e.id = f.rowid "
    f"WHERE {TABLE}_fts MATCH %s ORDER BY f.rank LIMIT 50",
    "postgresql": f"SELECT {_COLUMNS} FROM {TABLE}, plainto_tsquery('simple', %s) AS query "
    "WHERE words @@ query ORDER BY ts_rank(words, query) DESC LIMIT 50",
}
_COUNTS = "SELECT {0}, count(*) FROM {1} WHERE {0} IS NOT NULL {2} GROUP BY {0} ORDER BY count(*) DESC LIMIT 20"


def answer(path: str, query: dict[str, str], fetch, vendor: str) -> bytes:
    """The JSON at `path` (/list, /country, /search, /facets, /detail). `fetch(sql, parameters)` gives rows."""
    match path:
        case "/list":
            rows = fetch(_LIST, [query.get("key", ""), int(query.get("id", 0))])
        case "/country":
            rows = fetch(_COUNTRY, [query["country"]])
        case "/search":
            rows = fetch(_SEARCH[vendor], [query["q"]])
        case "/detail":
            rows = fetch(_DETAIL, [int(query["id"])])
        case "/facets":
            chosen = [name for name in FACETS if name in query]
            narrowed = " ".join(f"AND {name} = %s" for name in chosen), [query[name] for name in chosen]
            return orjson.dumps({name: fetch(_COUNTS.format(name, TABLE, narrowed[0]), narrowed[1]) for name in FACETS})
    return orjson.dumps({"results": [dict(zip(LISTED, row, strict=True)) for row in rows]})
