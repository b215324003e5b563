"""Words are taken one field at a time: what is read is blanked, and what is left at the end is unread."""

import re

from collection.notation.provenance.values import Read, Span

# The small words between fields, which say nothing alone.
_GLUE = set(
    "to by from at through via of the and in on a an for with within but directly as who him her their or is was "
    "them it i e also then sometime upon auction possession formerly collection coll ex slg sammlung sqq de du "
    "des la le les d l von vom bei der die das den dem durch par à au aux chez und et his aan door van het bij da dal "
    "dalla dai al alla ai di del por presso el colección collezione verzameling".split()
)
_TOKEN = re.compile(r"[^\W_]+|\?")


def blank(words: str, places: list, covered: list[Span]) -> str:
    """The words with spaces where something has been read, so that all places stay what they are."""
    if not places:
        return words
    pieces, position = [], 0
    for place in sorted(Span(place.start, place.end) for place in places):
        covered.append(place)
        if place.start >= position:
            pieces += [words[position : place.start], " " * (place.end - place.start)]
            position = place.end
    pieces.append(words[position:])
    return "".join(pieces)


def is_prose(words: str) -> bool:
    """Whether words in which no party was found say something else, so that their dates may not be of a period."""
    return any(match[0].casefold() not in _GLUE for match in _TOKEN.finditer(words))


def unread(words: str, covered: list[Span]) -> tuple[Span, ...]:
    """The stretches that nothing covers, but for marks and the small words between fields."""
    found, position = [], 0
    for span in [*sorted(covered), Span(len(words), len(words))]:
        if span.start > position:
            gap = words[position : span.start]
            tokens = [match for match in _TOKEN.finditer(gap) if match[0].casefold() not in _GLUE]
            if tokens:
                found.append(Span(position + tokens[0].start(), position + tokens[-1].end()))
        position = max(position, span.end)
    return tuple(found)


def shifted(value, by: int):
    """The same value with every place moved; values within it too."""
    if type(value) is Read:
        return Read(value.value, value.start + by, value.end + by)
    if not isinstance(value, tuple):
        return value
    if not value:
        return value
    if type(value) is tuple:
        return tuple([shifted(one, by) for one in value])
    return type(value)(*[part + by if type(part) is int else shifted(part, by) if part else part for part in value])
