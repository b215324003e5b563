"""Pages by key, not by number: page one thousand costs what page one costs, and no record is shown twice or skipped.

A cursor is the last row's place (key and id) with the direction, in URL-safe base 64. It carries nothing a reader could
not see in that row, so it needs no signature; one that was tampered with is refused or is just another place.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.db.models import Q

MAX_SIZE = 200
_LARGEST = 2**63 - 1


class BadCursor(ValidationError):
    """The cursor is none of ours, or belongs to another order."""

    def __init__(self):
        super().__init__("This cursor does not belong to this list and order. Start again without it.", code="cursor")


@dataclass(frozen=True)
class Page:
    """One page: `items` in order, and the cursors of its neighbours (None at the ends)."""

    items: list
    next: str | None
    previous: str | None


def paginate(queryset, *, order: str, orders: dict[str, str], cursor: str | None = None, size: int = 50) -> Page:
    """The page of `queryset` at `cursor`, in `order` (a key of `orders`, with '-' for descending).

    `orders` maps a name to the column it pages by, which is indexed together with the id.
    Raises BadCursor. Costs one query.
    """
    descending, name = order.startswith("-"), order.removeprefix("-")
    column = orders[name]
    key_name, id_name = queryset.order_columns(name) if hasattr(queryset, "order_columns") else (column, "pk")
    backwards, place = _read(cursor, order) if cursor else (False, None)
    down = descending != backwards
    if place is not None:
        queryset = queryset.filter(_beyond(key_name, id_name, _key(queryset.model, column, place[0]), place[1], down))
    if queryset.model._meta.get_field(column).null:  # only staff can meet rows that have no place in this order
        queryset = queryset.filter(**{f"{column}__isnull": False})
    sign = "-" if down else ""
    rows = list(queryset.order_by(f"{sign}{key_name}", f"{sign}{id_name}")[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    forward = bool(rows) and (more if not backwards else True)
    back = bool(rows) and (place is not None if not backwards else more)
    return Page(
        items=rows,
        next=_write(order, rows[-1], column, backwards=False) if forward else None,
        previous=_write(order, rows[0], column, backwards=True) if back else None,
    )


def _beyond(key_name: str, id_name: str, key, pk: int, down: bool) -> Q:
    """Rows after the place. The first, wider condition is what an index can start from."""
    step = "lt" if down else "gt"
    if key_name in ("id", "pk"):
        return Q(**{f"pk__{step}": pk})
    return Q(**{f"{key_name}__{step}e": key}) & (
        Q(**{f"{key_name}__{step}": key}) | Q(**{key_name: key, f"{id_name}__{step}": pk})
    )


def _key(model, column: str, value):
    """The cursor's key as the column's own type."""
    try:
        key = model._meta.get_field(column).to_python(value)
        if isinstance(key, str):
            key.encode()  # half of a character is none
        if isinstance(key, datetime):
            key = key.astimezone(
                UTC
            )  # a time without a zone is none of ours, but harmless; one beyond all years is not
    except (ValidationError, TypeError, ValueError, OverflowError) as error:
        raise BadCursor from error
    if key is None or (isinstance(key, int) and abs(key) > _LARGEST) or (isinstance(key, str) and "\0" in key):
        raise BadCursor
    return key


def _write(order: str, row, column: str, *, backwards: bool) -> str:
    key = getattr(row, column)
    return write_cursor(order, backwards, key.isoformat() if isinstance(key, datetime) else key, row.pk)


def _read(cursor: str, order: str) -> tuple[bool, tuple]:
    backwards, place = read_cursor(cursor, order)
    if len(place) != 2:
        raise BadCursor
    return backwards, place


def write_cursor(order: str, backwards: bool, *place: str | int) -> str:
    """The cursor of a place in an order: its key, or keys, and the id."""
    text = json.dumps([order, int(backwards), *place], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str, order: str) -> tuple[bool, tuple]:
    """Whether the page lies before the place, and the place. Raises BadCursor."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        made_for, backwards, *place, pk = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeError, ValueError, TypeError, RecursionError) as error:
        raise BadCursor from error
    place.append(pk)
    if made_for != order or backwards not in (0, 1) or type(pk) is not int:
        raise BadCursor
    if any(type(key) is not str and (type(key) is not int or abs(key) > _LARGEST) for key in place):
        raise BadCursor
    return bool(backwards), tuple(place)
