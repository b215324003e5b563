"""Years of life behind a name: "[1856-1930]", "(d. 1908)", "[c. 1876-1967]", "[-1906]", "[b. 1938]"."""

import re

from collection.notation import dates
from collection.notation.provenance.places import is_place
from collection.notation.provenance.values import Life

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mai|Mär|Okt|Dez|janv|févr|mars|avri|juin|juil|août)"
_DAY = rf"(?:(?:\d{{1,2}}\.? )?(?:{_MONTH}[a-zé]{{0,7}}\.? )(?:\d{{1,2}}, )?)?"
_YEAR = rf"{_DAY}(?:(?:c\.?|ca\.?|circa|about|um|vers|after|before|nach|vor)[ ]?)?\d{{4}}s?\??"
_DASH = r"[ ]?(?:-{1,2}|–|—)[ ]?"
_BORN = r"(?:born|b\.|née?|geb\.|\*|founded|established|est\.|opened|gegründet)[ ]?(?:in )?"
_DIED = r"(?:died|d[.,]|gest\.|†|morte?|closed|overleden)[ ]?(?:in )?"
_SPAN = (
    rf"(?:{_BORN})?(?P<born>{_YEAR}|\?)?(?P<dash>{_DASH}(?:{_DIED})?)(?P<died>{_YEAR}|\d\d(?!\d)|\?)?"
    rf"|{_BORN}(?P<only_born>{_YEAR})(?:[,;]? (?:{_DIED})(?P<then_died>{_YEAR}))?|{_DIED}(?P<only_died>{_YEAR})"
)
_BRACKETED = re.compile(
    rf"\[[ ]?(?P<before>[^\[\]()\d;]{{1,60}}[,:] ?(?=[\dbdc]))?(?:[A-Z][\w.]+ ){{0,3}}(?P<years>{_SPAN})[ ]?(?:\]|"
    rf"(?=,))"
)
_ROUND = re.compile(rf"\([ ]?(?:[A-Z][\w.]+,? ){{0,3}}(?:{_SPAN})(?:,? [^\W\d_][^()\d;]{{1,40}})?[ ]?\)")
_BARE = re.compile(
    rf"(?:(?<=, )(?:{_SPAN})(?= ?\()|(?<=\w )(?P<of_mark>\d{{4}}[-–]\d{{4}})(?= ?\(L))"
    rf"|(?<=[, ])(?:{_BORN}|{_DIED})(?P<bare>{_YEAR})"
)
_EXPLICIT = re.compile(rf"{_BORN}|{_DIED}")
_OPEN = re.compile(r"after|before|nach|vor")  # that one lived on to a year says neither when one died
# Whose years in parentheses are of ownership, and never of life.
_NOBODY = re.compile(
    r"(?:[Uu]nknown|[Uu]nidentified|[Aa]nonymous|[Pp]rivate (?:collection|owner)s?|[Aa]rt market|[Dd]ealers?|[Hh]eirs|"
    r"by (?:descent|inheritance|exchange|gift|bequest|purchase)|[Ee]state|[Ff]amily|Galler(?:y|ies)|"
    r"Galerie|Museum|Trust|Foundation|Inc\.?|Ltd\.?|"
    r"(?:&|et|and) (?:Co|Cie|Sons?|Fils)\.?)\s*$"
)
LONGEST_LIFE = 110
SHORTEST_LIFE = 15  # years; a shorter span in parentheses may be that of ownership: "Cassirer, Berlin (1925-36)"


def lives(text: str, start: int, end: int) -> list[Life]:
    """The years of life between two places, in order. Spans in parentheses only where they stand behind a name."""
    found = []
    for match in _BRACKETED.finditer(text, start, end):
        is_whole = match["before"] and not text[start : match.start()].strip(" ,;")  # "[Dent, Leeds, 1940-45]"
        if (match["born"] or match["died"] or match["only_born"] or match["only_died"]) and not is_whole:
            found.append(_life(match))
    bracketed = bool(found)
    for pattern in (_ROUND, _BARE):
        for match in pattern.finditer(text, start, end):
            if pattern is _ROUND and bracketed and not _EXPLICIT.search(match[0]):
                continue  # one who has years of life in square brackets has years of ownership in round ones
            if _is_life(text, start, match) and not any(life.start <= match.start() < life.end for life in found):
                found.append(_life(match))
    return sorted(found, key=lambda life: life.start)


def _life(match: re.Match) -> Life:
    groups = match.groupdict()
    born, died = groups["born"] or groups["only_born"], groups["died"] or groups["then_died"] or groups["only_died"]
    if died and len(died) == 2:  # "1851-90"
        died = born[:2] + died if born and born[:4].isdigit() else None
    if groups.get("of_mark"):  # "London 1758-1839 (Lugt 1534)"
        born, died = groups["of_mark"][:4], groups["of_mark"][5:]
    bare = groups.get("bare")
    if bare:
        born, died = (bare, None) if re.match(_BORN, match[0]) else (None, bare)
    # "[née Hirsch, 1861-1943]": the name in front of the years is still to be read.
    span = match.span("years") if groups.get("before") else match.span()
    return Life(_edtf(born), _edtf(died), *span)


def _edtf(year: str | None) -> str | None:
    if not year or year == "?" or _OPEN.match(year):
        return None
    return dates.read(year, prose=True)


def _is_life(text: str, start: int, match: re.Match) -> bool:
    """Whether years outside square brackets are of a life: said so, or as long as one and right behind a name."""
    if match.re is _ROUND and match["born"] and _EXPLICIT.search(match["dash"]) and not _EXPLICIT.match(match[0], 1):
        return False  # "(1962–d. 2002)" is said of owners
    if _EXPLICIT.search(match[0]):
        return not text[max(start, match.start() - 7) : match.start()].endswith(("until ", "his ", "her ", "their "))
    if match.re is _ROUND and "?" in (match["born"], match["died"]):
        return not _is_behind_place(text, start, match)
    if match.re is _ROUND and match["born"] and not match["died"] and text[match.end() : match.end() + 1] == ",":
        return not _is_behind_place(text, start, match) and not _NOBODY.search(
            text, max(start, match.start() - 40), match.start()
        )
    years = [int(year) for year in re.findall(r"\d{4}", match[0])]
    if len(years) == 1 and match["born"] and len(match["died"] or "") == 2:
        years.append(years[0] // 100 * 100 + int(match["died"]))
        if years[1] - years[0] < 25 or match.re is _BARE:
            return False
    if _NOBODY.search(text, max(start, match.start() - 40), match.start()):
        return False
    if len(years) != 2 or not SHORTEST_LIFE <= years[1] - years[0] <= LONGEST_LIFE:
        return False
    if match.re is _BARE:
        return True
    following = text[match.end() : match.end() + 1]
    is_long = following in (",", ".", ";", "") or years[1] - years[0] >= 25
    return is_long and not _is_behind_place(text, start, match)


def _is_behind_place(text: str, start: int, match: re.Match) -> bool:
    before = text[max(start, match.start() - 60) : match.start()].rstrip(" ,").rpartition(",")
    return bool(before[1]) and is_place(before[2])
