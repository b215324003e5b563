"""Credit lines: how a work came in and who gave it, read only where the text is plain about it."""

import re
from functools import lru_cache

from collection.interchange.mapping.registry import step
from collection.interchange.mapping.text_steps import as_text

_GIVEN = re.compile(
    r"\s*(?:gift|bequest|donation|presented|donated|given|bequeathed)\s+(?:of|by|from)\s+(?P<rest>.+?)\s*",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(r"(?:presented|donated|given|bequeathed)\s+(?:of|from)", re.IGNORECASE)  # "given from stock"
_HONOURS = re.compile(
    r",?\s+(?:in|to)\s+(?:(?:loving |fond )?memory|(?:the )?honou?r|commemoration|celebration|recognition|tribute)\b.*",
    re.IGNORECASE,
)
_YEAR = re.compile(r",?\s*\(?(?:1[5-9]|20)\d\d\)?\s*\.?$")
# Signs of more than a giver: money, exchanges, go-betweens, parts of gifts.
_NOT_PLAIN = re.compile(
    r"[;:\[\]{}?*<>|/]|\d|\b(?:exchange|purchase[ds]?|through|transfer(?:red)?|partial|promised|courtesy|matching|"
    r"fund for|with|from|via|behalf|monies|contributions?|members|friends|anonymous|donors?|various|unknown|others?|"
    r"descendants|trustees|presented|given|gift|bequest|loan|executors?|legacy|subscription|his|her|their|the artists?|"
    r"the maker|the sitter|the author|the family of the)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:foundation|museums?|librar(?:y|ies)|galler(?:y|ies)|universit(?:y|ies)|college|school|academy|institut(?:e|ion)|"
    r"societ(?:y|ies)|association|associates|club|committee|council|church|cathedral|company|co|corporation|corp|inc|ltd|"
    r"llc|plc|gmbh|bank|trust|fund|fundaci[oó]n|stores?|hotel|press|studios?|architects?|engineers|partners|partnership|"
    r"brothers|bros|& sons?|hospital|center|centre|city|county|state|government|ministry|embassy|consulate|republic|"
    r"department|bureau|board|agency|conservancy|league|union|estate of|archives?|manufactory|workshop|firm|industries|"
    r"group|collective|commission|authority|congress|order|fellowship|guild|theat(?:re|er)|orchestra)\b",
    re.IGNORECASE,
)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lady|Lord|Dame|Judge|Senator|Ambassador|Rev|The Rev|Reverend|Col|General|"
    r"Captain)"
)
_COUPLE = re.compile(rf"{_TITLE}\.?\s+(?:and|&)\s+{_TITLE}\.?\s+.+")
_SUFFIX = re.compile(r",\s+(Jr|Sr|II|III|IV|V|Esq|M\.?\s?D|Ph\.?\s?D|Inc|Ltd|LLC|S\.?J|O\.?B\.?E|C\.?B\.?E)\b(\.?)")
_PARTICLES = {
    "van",
    "von",
    "de",
    "der",
    "den",
    "del",
    "della",
    "di",
    "da",
    "du",
    "la",
    "le",
    "y",
    "e",
    "zu",
    "ter",
    "ten",
}
_PARTICLES |= {"bin", "al", "el", "of", "the", "and", "&", "for", "des", "dos"}


def kind_of(name: str) -> str:
    """The kind of party that a name is of: "family" for couples and families, "organisation" by its words."""
    if re.search(r"(?i)\bfamil(?:y|ies)\b", name) and not re.search(r"(?i)\b(?:foundation|fund|trust)\b", name):
        return "family"
    if _ORGANISATION.search(name):
        return "organisation"
    return "family" if _COUPLE.fullmatch(name) or _first_names(name) else "person"


@lru_cache(maxsize=16384)
def donors(line: str) -> tuple[str, ...] | None:
    """Who gave, as a credit line names them; None where it speaks of no giver, () where it is not plain about it.

    "Gift of the Carnegie Library of Pittsburgh" is plain, "Purchase: gift of …", "Gift of … by exchange", "Gift of the
    artist" and lists of surnames are not.
    """
    said = _GIVEN.fullmatch(line)
    if said is None:
        return None if not re.match(r"(?i)\s*(gift|bequest)\b", line) else ()
    rest = _YEAR.sub("", _HONOURS.sub("", " ".join(said["rest"].split()))).strip().rstrip(".") or " "
    if rest.endswith((" Jr", " Sr", " Inc", " Ltd", " Co", " Esq")):
        rest += "."
    rest = re.sub(r",\s+[^,]*\bCollection$", "", rest)
    if _NOT_PLAIN.search(rest) or _BY_WHOM.match(line.strip()) or "(" in rest:
        return ()
    rest = _SUFFIX.sub(r"‚ \1\2", rest)  # a comma that is no separator
    found = _names(rest)
    return tuple(name.replace("‚", ",") for name in found)


def _names(text: str) -> list[str]:
    text, is_the = re.subn(r"^the\s+", "", text, flags=re.IGNORECASE)
    if "," not in text and (not re.search(r"\b(?:and|&)\b|&", text) or _is_one(text)):
        if is_the and not (_ORGANISATION.search(text) or re.search(r"(?i)\bfamily\b", text)):
            return []
        text = text[0].upper() + text[1:]
        return [text] if _is_name(text) else []
    parts = [part.strip() for part in re.split(r",\s+(?:and|&)\s+|,\s+|\s+(?:and|&)\s+", text)]
    return parts if all(_is_full_name(part) for part in parts) else []


def _is_one(text: str) -> bool:
    """Whether an "and" stands inside one name: a couple's, or that of an organisation with one noun."""
    left, *right = re.split(r"\s+(?:and|&)\s+", text)
    if len(right) != 1:
        return False
    if _COUPLE.fullmatch(text) or _first_names(text):
        return True
    is_another = len(right[0].split()) > 1 and _is_full_name(left)  # Ann Bowl and the Cup Fund
    return bool(_ORGANISATION.search(text)) and not is_another and not right[0].lower().startswith("the ")


def _first_names(text: str) -> bool:
    """Whether two people share a surname: Rolf and Magda Loeber, James H. and Idamae B. Rich."""
    found = re.fullmatch(r"([A-Z][\w'’-]+(?: [A-Z]\.)*) (?:and|&) ([A-Z][\w'’-]+) (.*[A-Z].*)", text)
    return bool(found) and not _is_title(found[1])


def _is_title(word: str) -> bool:
    return bool(re.fullmatch(_TITLE + r"\.?", word))


def _is_name(text: str) -> bool:
    words = text.split()
    return bool(words) and all(word[0].isupper() or word[0] in "\"“'‘(" or word.lower() in _PARTICLES for word in words)


def _is_full_name(text: str) -> bool:
    """Whether it is a person's name in full, so that an "and" beside it separates."""
    return len(text.split()) > 1 and _is_name(text) and not _ORGANISATION.search(text)


_BY_ITS_MAKER = re.compile(r"(?i)gift of the (?:artist|maker|photographer|architect|designer|author)")


@step(
    "The givers in a credit line that is plain about them: Gift of …, Bequest of …. Funds, purchases, exchanges and "
    "people who are not named give nobody; a gift whose giver cannot be told is reported. With the makers' names "
    'beside it, "Gift of the artist" is the gift of the only one.',
    '"credit_line_donor" after from = "credit_line" or from = { line = "credit_line", artist = "creator[].name" }',
    whole=True,
)
def credit_line_donor():
    def find(value, remarks):
        artists = []
        if isinstance(value, dict):
            value, artists = value.get("line") or "", value.get("artist") or []
        text = as_text(value)
        if len(artists) == 1 and isinstance(artists, list) and _BY_ITS_MAKER.fullmatch(text.strip()):
            return [as_text(artists[0])]
        found = donors(text)
        if found == () and "anonymous" not in text.casefold():
            mend = "Record the giver in the catalogue; the credit line is kept as it is."
            remarks.add("A gift, but not plainly whose; no giver is recorded.", mend, "unread-credit-line", value=text)
        return list(found) if found else None

    return find


_METHODS = (
    ("exchange", r"\bby exchange\b|^exchange\b"),
    ("purchase", r"^(?:museum )?purchas|\bpurchase\b.*:|^bought\b|\bappropriation\b|\b(?:fund|funds|endowment)$"),
    ("bequest", r"^bequest|^bequeathed|^legacy|\bbequest of\b"),
    ("gift", r"^gift|^(?:anonymous |partial |promised )gift|^given\b|^donat|^presented|: gift of\b|\bgift of\b"),
    ("purchase", r"\bfunds?\b|\bpurchas|\bendowment\b"),
    ("transfer", r"^transfer|\bby transfer\b"),
    ("commission", r"^commission|\bcommissioned\b|^museum commission"),
    ("loan", r"\bloan\b|^lent\b"),
    ("found_in_collection", r"^found in\b"),
)
_COMPILED = tuple((method, re.compile(pattern, re.IGNORECASE)) for method, pattern in _METHODS)


@lru_cache(maxsize=16384)
def method_of(text: str) -> str | None:
    text = text.strip()
    return next((method for method, pattern in _COMPILED if pattern.search(text)), None)


@step(
    "How a work came in (gift, purchase, bequest, exchange, transfer, commission, loan, found_in_collection), from a "
    "credit line or a column of methods.",
    '"acquisition_method"',
)
def acquisition_method():
    return lambda value, remarks: method_of(as_text(value))
