"""One period: its words are read field by field, and what a field has taken is blanked for those that follow."""

import re
from typing import NamedTuple

from collection.notation.provenance import dates
from collection.notation.provenance.blanks import blank, is_prose, shifted, unread
from collection.notation.provenance.certainty import CERTAINTY, degree
from collection.notation.provenance.lives import lives as find_lives
from collection.notation.provenance.names import HOUSE, TRADED
from collection.notation.provenance.notes import MARKER, markers
from collection.notation.provenance.onward import onward_place, without_clause
from collection.notation.provenance.parties import collector_marks
from collection.notation.provenance.people import read_people
from collection.notation.provenance.sales import Details
from collection.notation.provenance.splitting import Stretch, bracket_pairs, is_dates
from collection.notation.provenance.values import Life, Onward, Period, Read, Span

LONGEST = 2000  # characters; what is longer is an essay, and stays unread
_EVIDENCE = re.compile(
    r"(?<=\S\s)\[(?=[^\[\]]{0,200}(?:curatorial|\bfiles?\b|records?\b|\bnotes\b|invoice|letter|e-?mail|stock ?book|"
    r"label|photo|"
    r"annotat|archives?\b|according|catalogue|\bcat\.|p\. \d))[^\[\]]{4,300}\]"
    r"|(?<=[\w.)] )\[[A-ZÀ-Ý][\w'’.-]+(?:,? (?:and|&|et al\.,?) [A-ZÀ-Ý][\w'’.-]+)? (?:18|19|"
    r"20)\d\d[a-z]?(?:, [^\[\]]{1,40})?\]"
    r"|[(\[](?:sources?:|see\b|according to|as per|per\b|cf\.|information from|as noted|ref\.)[^()\[\]]*[)\]]"
    r"|(?<=[,\s])(?:according to|as per|per) (?:the |an? |his |her )?(?:inscription|label|stamp|note|donor|"
    r"records?|letter|"
    r"inventory|catalogue|family|archives?)\b[^;()\[\]]*",
    re.IGNORECASE,
)
_MAY_CITE = re.compile(r"[\[(]|\bper\b|[Aa]ccording")
_YEAR = re.compile(r"\d{4}")
_DOUBT = re.compile(r"[)\]](?P<mark>\?)\s*$")  # "(Paul Cassirer, Berlin)?"
_ACQUIRED = re.compile(  # "(acquired from the above in 1962)", as auction houses write
    r"(?<=\w) \((?P<how>(?:acquired|purchased|bought|bt|by descent|gift|inherited)\b[^();]{0,120})\)(?=\s*$)"
)
_LAST_BRACKET = re.compile(r"\((?P<dates>[^()]{0,60}\d{4}[^()]{0,30})\)\s*$")
_STAY = re.compile(r"\d ?[-–—]|[-–—] ?\d|until|before|after|by |since|from|to ")
_EMPTY = re.compile(r"\([\s,;–-]{0,60}\)")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+(?=\D)")  # "2. Ada Stone"
_EVENTLESS = {"possessed_by", "on_loan", "on_deposit", None}


class _Parts(NamedTuple):
    """What is read in one stretch of words, and the places that it covers."""

    fields: dict
    covered: list[Span]


def read_period(text: str, stretch: Stretch, day_first: bool | None) -> Period:
    """The period at a stretch of the text. Its places are those of the whole text."""
    start, end = stretch.start, stretch.end
    direct = {";": True, ".": False}.get(stretch.ending)
    if end - start > LONGEST:
        return Period(start, end, direct=direct, unread=(Span(start, end),))
    words = text[start:end]
    covered: list[Span] = []
    fields: dict = {"direct": direct}
    words = _take_markers(words, fields, covered)
    words = _ACQUIRED.sub(lambda match: f", {match['how']} ", words)
    own = _own_dates(words)
    lives = find_lives(words, 0, len(words)) if _YEAR.search(words) else []
    if own and onward_place(words[: own[0]], stretch.leads_on):
        lives = [life for life in lives if life.start < own[0]]
    words = blank(words, lives, covered)
    marks = collector_marks(words, 0, len(words))
    words = blank(words, marks, covered)
    if marks:
        fields["collector_marks"] = tuple(marks)
    found = _EVIDENCE.finditer(words) if _MAY_CITE.search(words) else ()
    evidence = [Read(match[0].strip("()[] ,"), *match.span()) for match in found]
    if evidence:
        fields["evidence"] = evidence[0]
        words = blank(words, evidence, covered)
    words = without_clause(words)
    onward = onward_place(words[: own[0]] if own else words, stretch.leads_on)
    if onward:
        fields["onward"] = _read_onward(words, *onward, lives, day_first, covered)
        words = words[: onward[0]] + " " * (onward[1] - onward[0]) + words[onward[1] :]
    parts = _read_words(words, 0, len(words), lives, day_first, stretch.wrap, is_onward=False)
    fields |= parts.fields
    fields["unread"] = unread(text[start:end], [*covered, *parts.covered])
    return shifted(Period(0, end - start, **fields), start)


def _own_dates(words: str) -> tuple[int, int] | None:
    """The dates in parentheses at the end that are the party's, whatever is told before them: "… (1939-1958)"."""
    last = _LAST_BRACKET.search(words)
    if not last or not is_dates(last["dates"]):
        return None
    is_stay = _STAY.search(last["dates"]) or words[: last.start()].rstrip().endswith(")")
    return last.span() if is_stay else None


def _take_markers(words: str, fields: dict, covered: list[Span]) -> str:
    found: dict[str, list[Read]] = {"footnotes": [], "citations": []}
    spans = []
    for match in MARKER.finditer(words):
        kind, reads = markers(match)
        found[kind] += reads
        spans.append(Span(*match.span()))
    if not spans:
        return words
    fields.update({kind: tuple(reads) for kind, reads in found.items() if reads})
    return blank(words, spans, covered)


def _read_onward(words: str, start: int, end: int, lives: list[Life], day_first: bool | None, covered: list) -> Onward:
    parts = _read_words(words, start, end, lives, day_first, "", is_onward=True)
    covered += parts.covered
    get = parts.fields.get
    party = get("party") or get("venue")
    return Onward(start, end, get("method"), party, get("dates"), get("sale"))


def _read_words(
    words: str, start: int, end: int, lives: list[Life], day_first: bool | None, wrap: str, is_onward: bool
) -> _Parts:
    fields: dict = {}
    covered: list[Span] = []
    details = Details(words, start, end)
    sale = details.between(start, end)
    words = blank(words, [Span(*span) for span in details.spans], covered)
    covered.clear()
    if sale:
        fields["sale"] = sale
    covered += [Span(*span) for span in details.spans]
    found = dates.atoms(words, start, end, day_first)
    original = words
    words = blank(words, found, [])
    doubt = _DOUBT.search(words, start, end)
    if doubt:
        fields["certainty"] = Read("possibly", *doubt.span("mark"))
        covered.append(Span(*doubt.span("mark")))
        end = doubt.start("mark")
    words = _EMPTY.sub(lambda match: " " * len(match[0]), words)  # "(1908)" once its date is read
    start, end, is_dealer, is_bracketed = _unwrapped(words, start, end, wrap)
    numbered = _NUMBERED.match(words, start, end)
    if numbered:
        covered.append(Span(*numbered.span()))
        start = numbered.end()
    fields["is_bracketed"] = is_bracketed
    certain = CERTAINTY.match(words, start, end)
    if certain:
        fields["certainty"] = Read(degree(certain), *certain.span(certain.lastgroup))
        covered.append(Span(*certain.span()))
        start = certain.end()
        start, end, is_dealer, _ = _unwrapped(words, start, end, "(" if is_dealer else "")
    if is_bracketed and _is_traded(words, start, end):
        is_dealer = True
    read_people(words, start, end, lives, is_dealer, fields, covered)
    method = fields.get("method")
    party = fields.get("party")
    died = party.lives[0].died if party and len(party.lives) == 1 else None
    when = dates.bounds(original, found, (method.value if method else None) not in _EVENTLESS, died)
    is_read = any(name in fields for name in ("party", "former", "agent", "venue", "method"))
    if when and (is_read or is_onward or not is_prose(words)):
        fields["dates"] = when
        covered += when.spans
    return _Parts(fields, covered)


def _is_traded(words: str, start: int, end: int) -> bool:
    return HOUSE.search(words, start, end) is not None or TRADED.search(words, start, end) is not None


def _unwrapped(words: str, start: int, end: int, wrap: str) -> tuple[int, int, bool, bool]:
    """The words within the brackets around a whole period, whether those are a dealer's and whether square."""
    is_dealer, is_bracketed = wrap == "(", wrap == "["
    while True:
        while start < end and (words[start].isspace() or words[start] in ",:–—-.*•·→⇒=>"):
            start += 1
        while start < end and (words[end - 1].isspace() or words[end - 1] in ",:"):
            end -= 1
        if start >= end or words[start] not in "([":
            return start, end, is_dealer, is_bracketed
        pairs = bracket_pairs(words, start, end)
        if wrap and not (pairs and pairs[0][0] == start):
            start += 1
            continue
        if not pairs or pairs[0][0] != start or words[pairs[0][1] + 1 : end].strip(" .,"):
            return start, end, is_dealer, is_bracketed
        is_dealer |= words[start] == "("
        is_bracketed |= words[start] == "["
        start, end = start + 1, pairs[0][1]
