"""Cards: what lists show of an exhibit to the public, made when it changes and read by the page.

A card has the shape of an exhibit in the API's list. Addresses begin with a NUL, which no text in the catalogue can
hold: `served()` puts in the host by which the reader came.
"""

from urllib.parse import quote

import orjson
from django.utils import timezone

from .addresses import page

API, SITE = "\0a", "\0s"
# As JSON has them, with the quotation mark before: a backslash that somebody wrote is doubled, and is no such sign.
_API, _SITE = b'"\\u0000a', b'"\\u0000s'
ANONYMOUS = {"name": "Anonymous"}


def served(cards: bytes, *, api: str, site: str) -> bytes:
    """`cards` with the absolute address of the API (with its slash) and of the site (without)."""
    # Two thirds of the time that replace() takes.
    with_api = (b'"' + api.encode()).join(cards.split(_API))
    return (b'"' + site.encode()).join(with_api.split(_SITE))


def card(rows, exhibit: dict) -> bytes:
    """The card of one of the exhibits of `rows`, as JSON."""
    return orjson.dumps(shape(rows, exhibit))


def shape(rows, exhibit: dict) -> dict:
    """What the card holds."""
    term = rows.terms.get(exhibit["classification_id"])
    room = rows.showrooms.get(exhibit["showroom_id"])
    came = rows.acquisitions.get(exhibit["acquisition_id"])
    return {
        "url": address("exhibits", exhibit["public_id"]),
        "page": SITE + page("exhibit-detail", exhibit["public_id"], exhibit["slug"] or "exhibit"),
        "public_id": exhibit["public_id"],
        "accession_number": exhibit["accession_number"],
        "title": exhibit["title"],
        "object_name": exhibit["object_name"],
        "quantity": exhibit["quantity"],
        "classification": term and {name: term[name] for name in ("id", "name", "aat_uri")},
        "medium": exhibit["medium"],
        "made": exhibit["made"],
        "made_edtf": exhibit["made_edtf"],
        "credit_line": exhibit["credit_line"],
        "acquisition": came and _acquisition(rows, came),
        "showroom": room and brief("showrooms", room, "number", "name"),
        "published_at": moment(exhibit["published_at"]),
    }


def _acquisition(rows, came: dict) -> dict:
    occasion = rows.occasions.get(came["occasion_id"])
    return {
        "url": address("acquisitions", came["number"]),
        "number": came["number"],
        "method": came["method"],
        "date": came["date"],
        "date_edtf": came["date_edtf"],
        "place": came["place"],
        "donors": _donors(rows, came["id"]),
        "recipient": person(rows, came["recipient_id"]),
        "occasion": occasion and brief("occasions", occasion, "slug", "name"),
        "counter_gifts": [
            {
                "id": gift["id"],
                "giver": person(rows, gift["giver_id"]) or ANONYMOUS,
                "receiver": person(rows, gift["receiver_id"]) or ANONYMOUS,
                "description": gift["description"],
                "date": gift["date"],
                "date_edtf": gift["date_edtf"],
            }
            for gift in rows.counter_gifts.get(came["id"], ())
        ],
    }


def _donors(rows, acquisition: int) -> list[dict]:
    """Who gave, in what role; however many asked not to be named, they are one “Anonymous”, without role or number."""
    links = rows.givers.get(acquisition, ())
    named = [(link, party) for link in links if (party := rows.parties.get(link["party_id"]))]
    shown = []
    for link, party in named:
        country = rows.countries.get(party["country_id"])
        shown.append(
            {
                **brief("donors", party, "slug", "name"),
                "id": link["id"],
                "role": link["role"],
                "country": country and brief("countries", country, "code", "name"),
            }
        )
    return shown + [ANONYMOUS] * (len(named) < len(links))


def person(rows, pk: int | None) -> dict | None:
    """A party in short; None where the reader may not know it."""
    party = rows.parties.get(pk)
    return party and brief("parties", party, "slug", "name")


def brief(resource: str, row: dict, handle: str, *names: str) -> dict:
    """Another record in short."""
    return {"url": address(resource, row[handle]), handle: row[handle], **{name: row[name] for name in names}}


def address(resource: str, handle: str) -> str:
    """Of a record in the API, before it is `served`."""
    return f"{API}{resource}/{handle if handle.isalnum() and handle.isascii() else quote(handle, safe='')}/"


def moment(at) -> str | None:
    """As the API writes times."""
    return at and timezone.localtime(at).isoformat().replace("+00:00", "Z")
