"""Exhibits as cards: what lists show of them, read for a whole page at once."""

from collections.abc import Iterable
from typing import TypedDict

import orjson
from django.db import connections
from django.db.models import Exists, OuterRef, Prefetch
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from collection.models import AcquisitionDonor, Exhibit
from collection.models.audience import reads_private
from collection.models.card import SITE
from collection.search.highlight import Snippet
from collection.search.tables import ENTRIES, among, rows
from collection.search.words import Field
from collection.templatetags.glyphs import glyph
from collection.templatetags.museum import plain_date

TITLE, OBJECT_NAME = 140, 28  # characters that are shown
ROLES = dict(AcquisitionDonor.Role.choices) | {AcquisitionDonor.Role.GIVER: ""}  # giving is what one expects
PLACES = {
    Field.TITLE: "Title",
    Field.NUMBER: "Number",
    Field.OBJECT: "Kind",
    Field.DONOR: "Giver",
    Field.PERSON: "Person",
    Field.RECIPIENT: "Recipient",
    Field.COUNTRY: "Country",
    Field.OCCASION: "Occasion",
    Field.ROOM: "Showroom",
    Field.MATERIAL: "Material",
    Field.SOURCE: "Source",
    Field.TEXT: "",
}


class Giver(TypedDict):
    """Who gave. `slug` is empty for one who is not named, `role` for whoever simply gave."""

    name: str
    slug: str
    role: str
    unnamed: bool  # in public; staff read the name


class Card(TypedDict):
    """What a list shows of an exhibit; `status` is empty for what is published."""

    id: int
    address: str
    number: str
    title: str
    object_name: str
    glyph: str
    givers: list[Giver]
    date: str
    room: str
    status: str
    why: list[tuple[str, SafeString]]  # where the words of a search stand, and the text with them marked


def cards(ids: Iterable[int], user, *, using: str) -> list[Card]:
    """The cards of these exhibits in their order; of those that have left meanwhile, none."""
    ids = list(ids)
    if not ids:
        return []
    if reads_private(user):
        found = {exhibit.pk: _of_record(exhibit) for exhibit in _with_cards(Exhibit.objects.using(using), ids, user)}
    else:
        condition, parameter = among(connections[using], "exhibit_id", ids)
        stored = rows(connections[using], f"SELECT exhibit_id, card FROM {ENTRIES} WHERE {condition}", [parameter])
        found = {pk: _of_entry(pk, orjson.loads(bytes(card))) for pk, card in stored if card}
    return [found[pk] for pk in ids if pk in found]


def explain(cards: list[Card], matches: dict[int, list[Snippet]]) -> None:
    """Mark in each card the words by which it was found: in the title where they stand there, else beneath."""
    for card in cards:
        for snippet in matches.get(card["id"], ()):
            text = "".join(piece for piece, _ in snippet.pieces)
            if snippet.field is Field.TITLE and _short(text, TITLE) == card["title"]:
                card["title"] = _marked(snippet)
            else:
                card["why"].append((PLACES[snippet.field], _marked(snippet)))


def givers(user, path: str = "donor_links") -> Prefetch:
    """The donors of an acquisition whom `user` may know, in order, as its `givers`."""
    links = AcquisitionDonor.objects.visible_to(user).select_related("party__country").order_by("position", "id")
    return Prefetch(path, queryset=links, to_attr="givers")


def unnamed_giver(acquisition: str) -> Exists:
    """Whether somebody who asked to stay unnamed gave: all that a visitor learns of them."""
    return Exists(AcquisitionDonor.objects.filter(acquisition=OuterRef(acquisition), party__is_anonymous=True))


def _with_cards(exhibits, ids: list[int], user):
    """For staff, from the records: drafts have no public card, and a card names nobody who is unnamed in public."""
    return (
        exhibits.visible_to(user)
        .filter(pk__in=ids)
        .select_related("acquisition", "showroom")
        .prefetch_related(givers(user, "acquisition__donor_links"))
    )


def _of_entry(pk: int, shown: dict) -> Card:
    came, room = shown["acquisition"], shown["showroom"]
    return _card(
        pk,
        shown["page"].removeprefix(SITE),
        shown["accession_number"],
        shown["title"],
        shown["object_name"],
        [_giver(one["name"], one.get("slug", ""), one.get("role", "")) for one in came["donors"]] if came else [],
        plain_date(came["date"], came["date_edtf"]) if came else "",
        room["number"] if room else "",
    )


def _of_record(exhibit: Exhibit) -> Card:
    came, room = exhibit.acquisition, exhibit.showroom
    links = came.givers if came else ()
    published = exhibit.status == Exhibit.Status.PUBLISHED
    return _card(
        exhibit.pk,
        exhibit.get_absolute_url(),
        exhibit.accession_number,
        exhibit.title,
        exhibit.object_name,
        [_giver(link.party.name, link.party.slug, link.role, link.party.is_anonymous) for link in links],
        plain_date(came.date, came.date_edtf) if came else "",
        room.number if room else "",
        status="" if published else exhibit.get_status_display(),
    )


def _card(pk, address, number, title, object_name, givers, date, room, *, status="") -> Card:
    return {
        "id": pk,
        "address": address,
        "number": number,
        "title": _short(title, TITLE),
        "object_name": _short(object_name, OBJECT_NAME),
        "glyph": glyph(object_name),
        "givers": givers,
        "date": date,
        "room": room,
        "status": status,
        "why": [],
    }


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else Truncator(text).chars(length)


def _giver(name: str, slug: str, role: str, unnamed: bool = False) -> Giver:
    return {"name": name, "slug": slug, "role": ROLES.get(role, ""), "unnamed": unnamed}


def _marked(snippet: Snippet) -> SafeString:
    shown = (
        f"<mark>{conditional_escape(text)}</mark>" if hit else conditional_escape(text) for text, hit in snippet.pieces
    )
    return mark_safe("".join(shown))
