"""Where one period ends and the next begins: at ";" the work passed directly, at "." nobody says so."""

import re
from itertools import pairwise
from typing import NamedTuple

from collection.notation.provenance.asides import is_gap
from collection.notation.provenance.notes import MARKER

LONGEST_BRACKET = 1200  # characters; a bracket that is not closed within them is taken for a slip of the pen

_BREAK = re.compile(r"[;\n]|\.(?=[\s\[\"”]|$)|:(?=[ ]{2})|→|⇒|\||[-=]>|[-–—/](?=[ ])")
_ARROW = re.compile(r"[→⇒]|[-=]>")
_BRACKET = re.compile(r"[()\[\]]")
_PAIRS = {")": "(", "]": "["}
_WORD_BEFORE = re.compile(r"[^\s(\[,;–—-]{0,14}$")
_ABBREVIATIONS = set(
    "mr mrs ms dr st ste mme mlle messrs prof rev hon capt col gen lt maj sgt jr sr co cos inc ltd corp bros esq bt "
    "bart no nos nr n° nrn cat inv acc lot fig pl p pp vol vols v ed eds c ca cca circa d b fl r vs etc jan feb "
    "mar apr "
    "jun jul aug sep sept oct nov dec pa ny mass conn calif ill va md fla tex wash ore ave blvd rd dept univ mus "
    "coll "
    "gal intl assn est approx gmbh cie hrsg slg ph wm geo chas thos jas jos edw alex benj robt fr mt ft op sq repr "
    "exh "
    "exhib cf viz al anon attrib gebr s.a e.g i.e m.d d.c n.y ph.d ll.d r.i u.s u.k u.s.a n.j n.h n.c s.c comm supp "
    "suppl verst "
    "kgl dir frl hr geb gest jh jhdt um ex-coll calif minn mich wis wisc penn cal ariz colo tenn okla nev".split()
)
_OPENING = re.compile(
    r"[(\[]?(?:(?:his|her|their|its) (?:\w+ )?(?:gift|bequest|sale|estate)|(?:museum )?purchase[ds]?\b|purchased|"
    r"sold|"
    r"acquired|bought|gift |gifts |given|bequest|bequeathed|by (?:descent|inheritance|exchange|gift|conversion|"
    r"bequest)|"
    r"transferred|possibly|probably|likely|with |sale[, ]|private collection|thence|inherited|donated|commissioned|"
    r"consigned|on loan|on deposit|looted|confiscated|restituted|seized|stolen|returned)",
    re.IGNORECASE,
)
_BEFORE_NAMES = set(
    "no nos nr n° c ca cca circa mr mrs ms dr st ste mme mlle messrs prof rev hon capt col gen lt maj sgt p pp "
    "vol lot fig cat inv acc vs cf slg verz frl hr dhr mevr jhr kgl coll".split()
)
_STATE_CODES = set(
    "AL AK AZ AR CA CT DE FL GA IL IA KS KY MA MD MI MN MO MT NC ND NE NH NJ NM NV NY OH OK PA RI SC TN TX UT "
    "VA VT WA WI WV WY DC".split()
)
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Dr|Miss|Messrs|Sir|Lord|Lady|Count|Baron|Private|Estate|M\. Knoedler)\b")
_MONTH = re.compile(
    r"[ ]?(?:Jan|Feb|Mär|Mar|Apr|Mai|May|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec|Jahrhundert|Jh)", re.IGNORECASE
)
_ONWARD = re.compile(
    r"[\s\d]*(?:then )?(?:sold|to |given|(?:his|her|their|its) (?:estate|posthumous|sale|gift|bequest)|by "
    r"(?:descent|inheritance|bequest|gift|exchange)|bequeathed|"
    r"consigned|sale|returned|transferred|exchanged|bought in|lot |no\. |stock |illus|as )",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"(?:,|\b(?:to|by|from|of|and|at|the|in)|&)[ \t]*$")
# "1886 - 1912" on a line of its own is of the line below it.
_ONLY_DATES = re.compile(
    r"(?=[^\n]{0,40}\d{4})(?:(?i:by|until|before|after|ca?\.?|circa|from|to|at|least|since|about|in|still|and|between|"
    r"or|bis|seit|ab|um|vor|nach|jusqu['’]en|depuis|vers|avant|après|sometime|present|his|her|d\.|death)(?= |$)"
    r"|[Cc]a?\.(?=\d)|[A-Z][a-z]{2,8}\.?(?= \d)|(?<!\d)\d{1,4}(?!\d)|[ –—/.,?-]){1,24}:?"
)
# A dash or a stroke between two links: " – Carl Brandt, Berlin", where nothing else separates them.
_STROKE = re.compile(r" (?P<mark>[-–—/]) (?=[\"“]?[^\W\d_a-z][^\n–—/]{0,200}(?:,|\d{4}))")
_DATED = re.compile(r"(?:by|until|before|after|ca?\.|circa|from|since|about|in|seit|bis|ab) [^\n]{0,14}\d{4}")
_WRAPPED = 60  # characters; a line as long as this may have been broken by a program and not by a writer


def is_dates(words: str) -> bool:
    """Whether the words are dates and nothing else: "1912-1929", "by 1854 - 1886"."""
    return _ONLY_DATES.fullmatch(words.strip()) is not None


class Stretch(NamedTuple):
    """The place of one period, and what ends it: ";", ".", "\\n", "→" or "". `wrap` is the bracket around several.

    leads_on: whether the next begins with "to", so that a method at the end of this one is how it passed on.
    """

    start: int
    end: int
    ending: str
    wrap: str = ""
    leads_on: bool = False


def bracket_pairs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outermost pairs of brackets, in order, as (opening, closing); brackets without a partner are left out."""
    stack, pairs, opened = [], [], {"(": 0, "[": 0}
    for match in _BRACKET.finditer(text, start, end):
        mark, place = match[0], match.start()
        if mark in opened:
            stack.append((mark, place))
            opened[mark] += 1
            continue
        if not opened[_PAIRS[mark]]:
            continue
        while True:
            left, begin = stack.pop()
            opened[left] -= 1
            if left == _PAIRS[mark]:
                break
        if place - begin <= LONGEST_BRACKET and "\n\n" not in text[begin:place]:
            while pairs and pairs[-1][0] > begin:
                pairs.pop()
            pairs.append((begin, place))
    return pairs


def stretches(text: str, start: int, end: int) -> list[Stretch]:
    """The periods between two places of the text, their outer spaces left out."""
    found: list[Stretch] = []
    pairs = bracket_pairs(text, start, end)
    dates_first = _has_dates_above(text[start:end])
    is_chain = text.count(";", start, end) >= 2
    stroke = _stroke(text, start, end)
    is_dated_ahead = _is_dated_ahead(text, start, end)
    begin, wrap, wrap_end, following, plain_end = start, "", -1, 0, -1
    for match in _BREAK.finditer(text, start, end):
        place = match.start()
        while following < len(pairs) and pairs[following][1] < place:
            following += 1
        if following < len(pairs) and pairs[following][0] < place:
            opening, closing = pairs[following]
            if match[0] != ";" or plain_end == closing:
                continue
            if wrap_end != closing and not _wraps_several(text, begin, opening, closing, end):
                plain_end = closing
                continue
            wrap, wrap_end = text[opening], closing
        if match[0] in "-–—/":
            if match[0] != stroke or not _STROKE.match(text, place - 1, end):
                continue
        elif (is_dated_ahead and _is_dated_arrow(text, begin, match)) or not _ends(
            text, match[0], begin, place, end, is_chain, dates_first
        ):
            continue
        is_line = dates_first and match[0] == "." and text[place + 1 : place + 2] in ("\n", "")
        _add(found, text, begin, place, "" if is_line else match[0], wrap if begin <= wrap_end else "")
        begin = match.end()
        if begin > wrap_end:
            wrap = ""
    _add(found, text, begin, end, "", wrap if begin <= wrap_end else "")
    for index, (_, latter) in enumerate(pairwise(found)):
        if text.startswith("to ", latter.start):
            found[index] = found[index]._replace(leads_on=True)
    return found


def _has_dates_above(chain: str) -> bool:
    """Whether lines that are dates alone belong to the lines below them: the first is one, or the last is none."""
    lines = [line.strip() for line in chain.split("\n") if line.strip()]
    if not lines or is_dates(lines[0][:120]):
        return bool(lines)
    return len(lines) > 2 and not is_dates(lines[-1][:120]) and any(is_dates(line[:120]) for line in lines)


def _is_dated_ahead(text: str, start: int, end: int) -> bool:
    """Whether dates before an arrow are of the link behind it: the chain begins so, "c. 1934 → Ada Stone, Leeds"."""
    arrow = _ARROW.search(text, start, end)
    ahead = text[start : arrow.start()].strip() if arrow else ""
    return 0 < len(ahead) <= _WRAPPED and is_dates(ahead)


def _is_dated_arrow(text: str, begin: int, mark: re.Match) -> bool:
    """Whether the mark is an arrow with nothing but dates before it since `begin`."""
    place = mark.start()
    return bool(_ARROW.match(mark[0])) and place - begin <= _WRAPPED and is_dates(text[begin:place])


def _stroke(text: str, start: int, end: int) -> str:
    """The dash or stroke that separates the links of a chain without ";" and lines; "" for most chains."""
    if text.find(";", start, end) >= 0 or text.find("\n", start, end) >= 0:
        return ""
    for mark in "/–—-":
        if text.count(f" {mark} ", start, end) >= 2:
            marks = [match for match in _STROKE.finditer(text, start, end) if match["mark"] == mark]
            if len(marks) >= 2:
                return mark
    return ""


def _add(found: list[Stretch], text: str, start: int, end: int, ending: str, wrap: str) -> None:
    """Take up a period. Where nothing is between two marks, the stronger ends the period before: ";" above a line."""
    while start < end and (text[start].isspace() or text[start] in ",:"):
        start += 1
    marker = MARKER.match(text, start, end)
    while marker:  # "London;[1] by inheritance": the marker belongs to what is before it
        start = marker.end()
        while start < end and (text[start].isspace() or text[start] == "."):
            start += 1
        marker = MARKER.match(text, start, end)
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end and is_gap(text[start : min(end, start + 40)]) and end - start <= 40:
        if found:  # "…;" stands for owners nobody knows
            found[-1] = found[-1]._replace(ending=".")
    elif start < end:
        found.append(Stretch(start, end, ending, wrap))
    elif found and found[-1].ending in ("", "\n", ".") and ending in (".", ";"):
        found[-1] = found[-1]._replace(ending=ending)


def _ends(text: str, mark: str, begin: int, place: int, end: int, is_chain: bool, dates_first: bool) -> bool:
    if mark in ";:→⇒|" or mark.endswith(">"):
        return True
    if mark == "\n":
        return not _is_continued(text, begin, place, end, is_chain, dates_first)
    return _is_full_stop(text, begin, place, end)


def _is_continued(text: str, begin: int, place: int, end: int, is_chain: bool, dates_first: bool) -> bool:
    """Whether the line break at `place` is in the middle of a period."""
    line = text[max(begin, place - 200) : place].rstrip()
    if not line or line[-1] in ";.:":
        return False
    following = text[place + 1 : min(end, place + 60)].lstrip(" \t\r")
    if line[-1] in ")]" and following[:1] in ("[", "("):
        return False
    if not following or following[0] == "\n":
        return False
    if _DANGLING.search(line) or line.strip() == "to":
        return True
    if is_dates(line):
        return dates_first
    if not dates_first and is_dates(following.partition("\n")[0]):
        return True
    if (
        following[0].islower()
        and not _DATED.match(following)
        and not _OPENING.match(following)
        and not following.startswith(("to\n", "to \n", "private"))
    ):
        return True
    return is_chain and place - max(text.rfind("\n", 0, place), begin) >= _WRAPPED


def _is_full_stop(text: str, begin: int, place: int, end: int) -> bool:
    """Whether the dot ends a sentence: no initial, abbreviation, German ordinal or dot before a small letter."""
    following = text[place + 1 : min(end, place + 40)]
    ahead = following.lstrip()
    if not ahead or "\n" in following[: len(following) - len(ahead)]:
        return True
    word = _WORD_BEFORE.search(text, max(0, place - 14), place)[0].casefold()
    bare = word.strip("'\"’“”*")
    is_abbreviated = bare in _ABBREVIATIONS or len(bare) == 1 and bare.isalpha() or "." in bare
    if bare.isdigit() and len(bare) <= 2 and not text[begin : place - len(bare)].strip():
        return False  # "2. Ada Stone"
    if bare.isdigit() and len(bare) <= 2 and _MONTH.match(following):
        return False
    if text[place - 2 : place] in _STATE_CODES and len(bare) == 2:
        return ahead[0].isupper() or ahead[0] in "(["
    if is_abbreviated:
        if len(bare) == 1 or bare in _BEFORE_NAMES:
            return False
        return bool(_OPENING.match(ahead) or _TITLED.match(ahead))
    marker = MARKER.match(ahead)
    if marker:
        ahead = ahead[marker.end() :].lstrip(". ")
    if not ahead or not ahead[0].islower():
        return True
    return bool(_OPENING.match(ahead)) or ahead.startswith(("de ", "von ", "van "))


def _wraps_several(text: str, begin: int, opening: int, closing: int, end: int) -> bool:
    """Whether a bracket stands around periods: it opens one, closes one, and every ";" in it begins another."""
    if text[begin:opening].strip():
        return False
    rest = MARKER.sub("", text[closing + 1 : min(end, closing + 40)]).lstrip(" \t")
    if rest and rest[0] not in ";.\n":
        return False
    parts = text[opening + 1 : closing].split(";")
    return len(parts) > 1 and not any(_ONWARD.match(part) for part in parts[1:])
