"""Where the place stands in front of the name: "Paris, Galerie Petit, 1892", "Rome, Palazzo Arcani, Cardinal Arcani".

A place in front is one only where what follows is plainly somebody: a title, initials, a given name, years of life, a
firm, a collection or an auction house. "Nancy, Mrs. Carl Dent" may be a lady, and "Rome, Piazza Navona" an address.
"""

import re

from collection.notation.provenance.names import COLLECTION, EXHIBITION, HOUSE, HOUSED, PERSON, STARTS_NAME, TRADED
from collection.notation.provenance.places import CITIES, is_place
from collection.notation.provenance.values import Life, Span

# Cities that are given names or families' too, so that a person behind the comma may be the same one.
_ALSO_NAMES = set(
    "alexandria austin florence hastings houston lima nancy nice odessa phoenix providence richmond savannah siena "
    "sofia sydney valencia verona york".split()
)
_TITLED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|MM?|Mme|Mlle|Messrs|Capt|Col|Gen|Rev)\.?|Miss|Sir|Lord|Lady|Madame|Monsieur|Cardinal|"
    r"Count(?:ess)?|Baroness|Princess|Monsignor|Signora?|Herr|Frau|Graf|Gräfin|Freiherr|Fürst(?:in)?|"
    r"[Bb]aron(?:ne)?|[Pp]rince(?:sse)?|[Mm]arquise?|[Vv]icomte(?:sse)?|[Cc]omte(?:sse)?|[Dd]uc(?:hesse)?|"
    r"[Mm]arqu(?:és|esa)|[Cc]onde(?:sa)?|[Dd]uque(?:sa)?|[Dd]uca|[Cc]onte(?:ssa)?|[Mm]arches[ea]|"
    r"[Pp]rincipe(?:ssa)?|[Cc]avaliere) "
    r"(?:(?:de|di|da|du|des|del|della|von|van) |d['’])?(?:der |den |la |le )?(?=[A-ZÀ-Ý])"
)
_FIRM = re.compile(r"\b(?:Museum|Museo|Musée|Collection|Foundation|Kunsthalle|Kunsthandlung|Auction(?:s|eers)?)\b")
_NAMELESS = re.compile(
    r"(?:private|anonymous|unknown) collect(?:ion|or)|art (?:market|trade|dealer)|collection (?:priv|particuli)|"
    r"Privat(?:besitz|sammlung)|collezione privata|colección (?:privada|particular)",
    re.IGNORECASE,
)
_BUILDING = re.compile(
    r"(?:Palazzo|Palais|Villa|Castello|Ch[âa]teau|Schloss|Palacio|Stadtpalais) (?:de |di |du |d['’])?"
    r"[A-ZÀ-Ý][\w'’ -]{1,40}|[A-Z][\w'’]{2,30} (?:House|Palace|Castle)"
)
_ADDRESS = re.compile(
    r"(?:Street|Avenue|Square|Road|Place|Terrace|Gardens?|Lane|Park|Hall|House|Court|Hotel|Island|Mansions|Row|Bridge|"
    r"Hospital|Church|Wharf|Inn|Palace|Castle)$|[NSEW]\. \w+$"
)
_SHOWN = re.compile(rf"{EXHIBITION.pattern}|\b(?:Exposition|Ausstellung|Mostra|Exhibited|Salon|exh)\b")


def leading_places(text: str, segments: list[Span], lives: tuple[Life, ...]) -> int:
    """How many of the parts between commas are the place of the party named behind them; 0 where none surely is."""
    words = [text[slice(*segment)] for segment in segments[:5]]
    count = next((index for index, part in enumerate(words) if not is_place(part)), 0)
    if not count:
        return 0
    if HOUSED.match(words[count]):
        return count
    if any(map(_SHOWN.search, words)):
        return 0
    is_city = words[0].casefold() in CITIES or count > 1
    is_person_after = is_city and words[0].casefold() not in _ALSO_NAMES
    if _BUILDING.fullmatch(words[count]):
        if len(segments) == count + 1:
            return count
        count += 1
    is_named = _is_firm(words[count]) or is_person_after and _is_person(words[count], segments[count], lives)
    return count if is_named else 0


def _is_firm(words: str) -> bool:
    """Whether the words name a firm, a museum, a collection or an auction house, or a collection without a name."""
    if _NAMELESS.match(words):
        return True
    if not STARTS_NAME.match(words) or _ADDRESS.search(words):
        return False
    return any(sign.search(words) for sign in (HOUSE, _FIRM, TRADED)) or HOUSED.match(words) is not None


def _is_person(words: str, segment: Span, lives: tuple[Life, ...]) -> bool:
    """Whether the words are somebody by a title, by initials, by a given name and another, or by years of life."""
    if _TITLED.match(words) or COLLECTION.match(words):
        return True
    if not STARTS_NAME.match(words) or _ADDRESS.search(words):
        return False
    if any(0 <= life.start - segment.end <= 2 for life in lives):
        return True
    is_turned_round = PERSON.match(words.rpartition(" ")[2] + " A")  # "Paris, John Arthur"
    return bool(PERSON.match(words)) and not is_turned_round
