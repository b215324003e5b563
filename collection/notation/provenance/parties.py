"""Who: a party's name, place, kinship and role, read off the words that methods, dates and sales have left."""

import re

from collection.notation.provenance.certainty import CERTAINTY, degree
from collection.notation.provenance.names import (
    ALIAS,
    COLLECTION,
    GROUP,
    KINSHIP,
    MARK,
    ORGANISATION,
    PERSON,
    PROSE,
    ROLE,
    STARTS_NAME,
    TITLE,
)
from collection.notation.provenance.naming import Naming, read
from collection.notation.provenance.place_first import leading_places
from collection.notation.provenance.places import is_place, is_state_name, may_be_place
from collection.notation.provenance.values import Life, Party, Read, Span

# Two words that are no listed place may be a person, unless they are of a house or a landscape.
_GROUNDS = re.compile(
    r"(?:Park|House|Castle|Hall|Court|Abbey|Manor|Palace|Palazzo|Villa|Ch[âa]teau|Schloss|Island|Beach|Heights|Hills?|"
    r"Towers|Priory|Lodge|Nunnery|Grange|Square|Street|Gardens|Springs|Falls|Lake|Bay|Harbou?r|River|Valley|Mount|"
    r"Saint|St\.?|Fort|Port|New|North|South|East|West|Upper|Lower|"
    r"Bad|San|Santa|La|Le|Les|County|Landing)(?= |$)|\w-\w|\b(?:upon|on|sur|am|an der|near|nr)\b"
)
_HOUSE_AT = re.compile(r"(?P<place>[^(),]{2,40}?) ?\((?P<name>[^()]{2,60})\)[\s,]*")  # "Amsterdam (Mak)"
# A second party, whose place is not the first's.
_ANOTHER = re.compile(
    r"(?:and|&|und|et) (?:(?:the )?dealers? |[^,]*(?:& |\band (?:Co|Sons?)\b|Galler(?:y|ies)|Galerie|\bInc\b|\bLtd\b)"
    rf"|{PERSON.pattern})"
)
_JOINED = re.compile(r"(?P<place>[^,]{2,30}?) (?:and|&) (?=Mrs?\.|(?:his|her|their) [a-z])")
_OUTER = " \t\r\n\xa0,:–—-"
_FULL_NAME = re.compile(r"(?:[A-Z][\w.'’-]+ ?){2,5}")
_DOTTED = set(
    "d.c. n.y. n.j. r.i. n.h. n.c. s.c. pa. mass. conn. calif. md. va. vt. mich. wis. u.k. u.s. u.s.a. fla. "
    "ill. tenn. wash. ga. me. del. ky. la. mo. ind. colo. ore. minn. tex. d.c l.i. ont.".split()
)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip(_OUTER))
    return start, start + len(words.strip(_OUTER))


def collector_marks(text: str, start: int, end: int) -> list[Read]:
    """Collectors' marks by their number in Lugt: "(Lugt Suppl. 633b)", "(L.2215b)"."""
    if "L" not in text[start:end]:
        return []
    return [Read(match[0].strip("()[] "), *match.span()) for match in MARK.finditer(text, start, end)]


def read_party(
    text: str, start: int, end: int, lives: list[Life], is_dealer: bool = False, is_state: bool = False
) -> Party | None:
    """The party named from `start` to `end` of a text in which what has been read elsewhere is blanked.

    None where the words are no name; that of a place is one only of a state, and where `is_state` allows it. What no
    field of the party holds is left for the period's unread words.
    """
    mine = tuple(life for life in lives if start - 1 <= life.start <= end + 3)
    start, end = _trim(text, start, end)
    found: dict = {}
    start, end, is_dealer = _unwrap(text, start, end, is_dealer)
    certain = CERTAINTY.match(text, start, end)
    if certain:
        found["certainty"] = Read(degree(certain), *certain.span(certain.lastgroup))
        start = certain.end()
    house = _HOUSE_AT.fullmatch(text, start, end)
    if house and is_place(house["place"]) and not is_place(house["name"]) and STARTS_NAME.match(house["name"]):
        return Party(read(text, *house.span("name")), read(text, *house.span("place")), is_dealer=is_dealer)
    text = _groups(text, start, end, found)
    start, end = _trim(text, start, end)
    collection = COLLECTION.match(text, start, end)
    if collection and collection.end() < end:
        start = collection.end()
    segments = _segments(text, start, end)
    if not segments:
        return None
    if is_state and len(segments) == 1 and is_state_name(text[slice(*segments[0])]):
        return Party(read(text, *segments[0]))
    ahead = leading_places(text, segments, mine)
    if ahead:  # "Paris, musée du Louvre"
        found["place"] = read(text, segments[0].start, segments[ahead - 1].end)
        segments = segments[ahead:]
        collection = COLLECTION.match(text, *segments[0])
        if collection and collection.end() < segments[0].end:
            segments[0] = Span(collection.end(), segments[0].end)
    naming = Naming(text, segments, found, max((life.start for life in mine), default=-1))
    if naming.name is None:
        return None
    _place(text, naming.parts, found)
    is_dealer = found.pop("dealer", False) or is_dealer
    return Party(naming.name, lives=mine, is_dealer=is_dealer, **found)


def _unwrap(text: str, start: int, end: int, is_dealer: bool) -> tuple[int, int, bool]:
    """Without the parentheses around all of it, or around a dealer's name before the place."""
    if start < end and text[start] == "(":
        depth = 0
        for place in range(start, end):
            depth += {"(": 1, ")": -1}.get(text[place], 0)
            if depth == 0:
                if not text[place + 1 : end].strip(" .,"):
                    return *_trim(text, start + 1, place), True
                return start, end, True
        return *_trim(text, start + 1, end), is_dealer
    return start, end, is_dealer


def _groups(text: str, start: int, end: int, found: dict) -> str:
    """Understand what stands in brackets, and blank it; a dealer's name in front keeps its words."""
    if "(" not in text[start:end] and "[" not in text[start:end]:
        return text
    pieces, position = [], 0
    for match in GROUP.finditer(text, start, end):
        inner = (match["inner"] if match["inner"] is not None else match["square"]).strip(" ,;")
        pieces.append(text[position : match.start()])
        if match.start() == start and match["inner"] is not None and inner:
            pieces.append(" " + match["inner"] + ",")
        else:
            _group(match, inner, found)
            pieces.append(" " * len(match[0]))
        position = match.end()
    pieces.append(text[position:])
    return "".join(pieces)


def _group(match: re.Match, inner: str, found: dict) -> None:
    span = match.span()
    if not inner:
        return
    if inner == "?":
        found.setdefault("certainty", Read("possibly", *span))
    elif certain := CERTAINTY.fullmatch(inner + " "):
        found.setdefault("certainty", Read(degree(certain), *span))
    elif KINSHIP.fullmatch(inner) and "kinship" not in found:
        found["kinship"] = Read(inner, *span)
    elif ROLE.fullmatch(inner) and "role" not in found:
        found["role"] = Read(inner, *span)
        if re.search("dealer|agent|gallery|auction|bookseller", inner, re.IGNORECASE):
            found["dealer"] = True
    elif "place" not in found and (is_place(inner) or _is_in_listed(inner)):
        found["place"] = Read(inner, *span)
    elif "other_names" not in found and (_FULL_NAME.fullmatch(inner) or ALIAS.match(inner) and not PROSE.search(inner)):
        found["other_names"] = Read(inner, *span)


def _is_in_listed(words: str) -> bool:
    """Whether the words are places of which the last is listed: "Hamilton Palace, Lanarkshire, Scotland"."""
    *before, last = (part.strip() for part in words.split(","))
    if not before or not is_place(last):
        return False
    return all(may_be_place(part) and (" " not in part or is_place(part) or _GROUNDS.search(part)) for part in before)


def _segments(text: str, start: int, end: int) -> list[Span]:
    """The parts between commas, without their outer spaces and without empty ones."""
    segments, position = [], start
    while position <= end:
        comma = text.find(",", position, end)
        stop = comma if comma >= 0 else end
        first, last = _trim(text, position, stop)
        if first < last and text[first:last].strip(".'\"’”()[]"):
            segments.append(Span(first, last))
        position = stop + 1
    return segments


def _place(text: str, segments: list[Span], found: dict) -> None:
    """The place in what follows the name: capitalised parts count before a listed place, and one that is alone."""
    another = next((index for index, segment in enumerate(segments) if _ANOTHER.match(text, *segment)), None)
    segments = segments[:another]
    for index, segment in enumerate(segments):  # "San Francisco, CA and Mrs. Dent": the place ends within a part
        joined = _JOINED.match(text, *segment)
        if joined and is_place(joined["place"]):
            segments = [*segments[:index], Span(*joined.span("place"))]
            break
    listed = [index for index, segment in enumerate(segments) if is_place(text[slice(*segment)])]
    if listed:  # what interrupts the places begins something else
        between = range(listed[0], listed[-1])
        other = next((at for at in between if at not in listed and not _fits_place(text, segments[at])), len(segments))
        segments, listed = segments[:other], [index for index in listed if index < other]
    stop = listed[-1] + 1 if listed else 0
    if 0 < stop == len(segments) - 1:
        words = text[slice(*segments[stop])]
        stop += " " not in words and _fits_place(text, segments[stop])  # "Sewickley, Pennsylvannia"
    first = stop
    while first and (first - 1 in listed or _fits_place(text, segments[first - 1])):
        first -= 1
    alone = text[slice(*segments[0])] if len(segments) == 1 and not listed else ""
    is_known = " " not in alone or _GROUNDS.search(alone) or is_place(alone.partition(" and ")[0])
    if alone and is_known and _fits_place(text, segments[0]):
        first, stop = 0, 1
    if first < stop and "place" not in found:
        start, end = segments[first][0], segments[stop - 1][1]
        last = text[start:end].split()[-1].casefold()
        end -= last.endswith("?") or last.endswith(".") and last not in _DOTTED
        start += 3 if text.startswith("of ", start) else 0
        found["place"] = read(text, start, end)


def _fits_place(text: str, segment: Span) -> bool:
    words = text[slice(*segment)]
    return (
        may_be_place(words)
        and not PERSON.match(words)
        and not ORGANISATION.search(words)
        and not TITLE.fullmatch(words)
    )
