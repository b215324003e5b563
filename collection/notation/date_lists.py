"""Whole date texts: one phrase, several dates of one work, or a dynasty with its years."""

from itertools import pairwise
from typing import NamedTuple

from collection.notation.date_phrases import Reader
from collection.notation.date_values import OPEN, Piece, Unreadable
from collection.notation.date_words import Token

_NAME_KINDS = ("name", "ord", "roman", "early", "mid", "late", "later", "former", "maybe", "or", "and")


class _Phrase(NamedTuple):
    """A dated phrase, and what a word with it says: that something was done then, a project ran, or work began.

    `is_gloss`: it stands in brackets behind another date, and nothing says why.
    """

    piece: Piece
    has_role: bool
    is_project: bool
    is_beginning: bool
    is_gloss: bool


def read_list(tokens: list[Token], day_first: bool) -> str:
    """The EDTF literal of a tokenised text. Raises Unreadable where there is no safe one."""
    has_period = any(token.kind == "period" for token in tokens)
    mark = ""
    if has_period:
        tokens, mark = _without_names(tokens)
    if not tokens:
        raise Unreadable
    phrases, joints = _phrases(Reader(tokens, day_first))
    if has_period:
        return _within_period([phrase.piece for phrase in phrases]).marked(mark).edtf()
    if any(phrase.is_gloss for phrase in phrases):
        raise Unreadable
    # "Project: 1891-1895; drawn 1894" dates a drawing; the years of the project are not its own.
    phrases = [phrase for phrase in phrases if not phrase.is_project] or phrases
    pieces = [phrase.piece for phrase in phrases]
    if any(phrase.is_beginning for phrase in phrases):
        return _hull(pieces).edtf()  # "begun 1905, completed 1910": it was worked on all the while
    return _joined(pieces, joints, any(phrase.has_role for phrase in phrases))


def _without_names(tokens: list[Token]) -> tuple[list[Token], str]:
    """The tokens without the names of dynasties and periods, and "?" if those were called doubtful.

    A name stands before its noun ("New Kingdom", "late 26th Dynasty") or behind it ("Dynasty 18", "reign of Ramesses
    II"); a place may stand before both ("Japan, Edo period").
    """
    kept, name, mark, is_behind = [], [], "", False
    for token in tokens:
        if token.kind == "style":
            raise Unreadable
        if token.kind == "period":
            mark = "?" if any(earlier.kind == "maybe" for earlier in name) else mark
            name, is_behind = [], True
        elif is_behind and (token.kind in ("name", "roman") or (token.kind == "num" and len(token.value) < 3)):
            continue
        elif token.kind in _NAME_KINDS:
            name.append(token)
            is_behind = False
        elif token.kind == "," and name and all(earlier.kind == "name" for earlier in name):
            continue
        else:
            kept += [*name, token]
            name, is_behind = [], False
    kept += name
    while kept and kept[0].kind == ",":
        kept.pop(0)
    return kept, mark


def _within_period(pieces: list[Piece]) -> Piece:
    """The last and closest of several dates, each of which must touch those before it."""
    closest = pieces[-1]
    if not all(_overlap(piece, closest) for piece in pieces):
        raise Unreadable
    return closest


def _phrases(reader: Reader) -> tuple[list[_Phrase], set[str]]:
    """Every dated phrase, and the kinds of what joins them: ",", ";", "/", "and", "or" or "role"."""
    phrases, joints = [], set()
    while reader.kind() != "end":
        if phrases:
            joints.add(_joint(reader))
        phrases.append(_phrase(reader, is_first=not phrases))
    return phrases, joints


def _joint(reader: Reader) -> str:
    """What joins the phrase behind to the one ahead; without a mark or a word, one of them must name its role."""
    if reader.accept(",", ";"):
        if reader.kind() in ("and", "or"):
            return reader.kind() if reader.accept("and") else (reader.accept("or") and "or")
        return ","
    for joint in ("and", "or", "/"):
        if reader.accept(joint):
            return joint
    behind = reader.tokens[reader.position - 1].kind
    if reader.kind() in ("role", "project", "begun", "maybe", "(") or behind in ("role", ")"):
        return "role"
    raise Unreadable


def _phrase(reader: Reader, is_first: bool) -> _Phrase:
    is_nested = reader.accept("(")
    mark = "?" if reader.kind() == "maybe" and reader.kind(1) == "role" and reader.accept("maybe") else ""
    is_later = reader.kind() == "later" and reader.kind(1) == "role" and reader.accept("later")
    has_role = is_project = is_beginning = False
    while reader.kind() in ("role", "project", "begun"):
        has_role = True
        is_project |= reader.kind() == "project"
        is_beginning |= reader.kind() == "begun"
        reader.position += 1
    if has_role and (is_later or reader.accept("later", "posthumous")):
        if is_first:
            raise Unreadable
        piece = Piece(OPEN, OPEN)
    else:
        if has_role:
            reader.accept(":", ",")
        piece = reader.phrase().marked(mark)
    if is_nested and not reader.accept(")"):
        raise Unreadable
    has_role = has_role or _trailing_role(reader)
    return _Phrase(piece, has_role, is_project, is_beginning, is_gloss=is_nested and not is_first and not has_role)


def _trailing_role(reader: Reader) -> bool:
    """Step over the role behind its date: "1953 (designed)", "1962 block/ 2007 print"."""
    if reader.kinds(3) == ["(", "role", ")"]:
        reader.position += 3
        return True
    return reader.kind(1) in ("end", ",", ";", "/", ")") and reader.accept("role")


def _joined(pieces: list[Piece], joints: set[str], has_roles: bool) -> str:
    if len(pieces) == 1:
        return pieces[0].edtf()
    if "or" in joints and joints != {"or"}:
        raise Unreadable
    if not has_roles and any(OPEN in piece[:2] for piece in pieces):
        return _narrowed(pieces).edtf()
    if all(piece.edtf() == pieces[0].edtf() for piece in pieces):
        return pieces[0].edtf()
    brackets = "[]" if joints == {"or"} else "{}"
    if (has_roles or "/" not in joints) and all(_is_member(piece, brackets) for piece in pieces):
        ordered = sorted(pieces, key=Piece.days)
        if not any(_overlap(one, following) for one, following in pairwise(ordered)):
            return brackets[0] + ",".join(piece.edtf().replace("/", "..") for piece in ordered) + brackets[1]
    return _hull(pieces).edtf()


def _narrowed(pieces: list[Piece]) -> Piece:
    """Two limits on one date: "after 1945, before 1957", "18th century, after 1713"."""
    if len(pieces) == 2:
        piece, limit = pieces
        (first, last), (limit_first, _) = piece.days(), limit.days()
        if OPEN == piece.end != limit.end and limit.start == OPEN:
            return piece._replace(end=limit.end, end_mark=limit.end_mark)
        if limit.end == OPEN != piece.end and first and first <= limit_first <= last:
            return piece._replace(start=limit.start, start_mark=limit.start_mark)
    raise Unreadable


def _is_member(piece: Piece, brackets: str) -> bool:
    """Whether a set holds the piece as it stands: a single date, or, where all are meant, plain years in a row."""
    if piece.is_single:
        return piece.start != OPEN
    return brackets == "{}" and len(piece.start) == len(piece.end) == 4 and piece.edtf().replace("/", "").isdigit()


def _hull(pieces: list[Piece]) -> Piece:
    """From the earliest start to the latest end.

    Only the first piece can leave the start open: what was "manufactured before 1962" was so no earlier than it was
    designed.
    """
    days = {piece: (None, None) if piece == Piece(OPEN, OPEN) else piece.days() for piece in pieces}
    start = end = pieces[0]
    if start.start != OPEN:
        start = min((piece for piece in pieces if piece.start != OPEN), key=lambda piece: days[piece][0])
    if any(piece.end == OPEN for piece in pieces):
        return start._replace(end=OPEN, end_mark="")
    end = max(pieces, key=lambda piece: days[piece][1])
    return Piece(start.start, end.end, start.start_mark, end.end_mark)


def _overlap(one: Piece, other: Piece) -> bool:
    (first, last), (other_first, other_last) = one.days(), other.days()
    is_before = last and other_first and last < other_first
    is_after = first and other_last and first > other_last
    return not (is_before or is_after)
