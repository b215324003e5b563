"""What stands behind a method: who gave, who received, through whom and where, told by the prepositions."""

import re

from collection.notation.provenance import methods
from collection.notation.provenance.connectors import (
    CONNECTOR,
    LATER_ABROAD,
    LATER_CONNECTOR,
    LATER_EXCHANGE,
    ROLE_OF,
)
from collection.notation.provenance.names import HOUSE

_NO_PARTY = re.compile(
    r"(?:the )?(?:auction|the sale|sale|exhibition|public sale|market|an unknown date)\b", re.IGNORECASE
)
_MUST_CONNECT = {
    "don",
    "legs",
    "won",
    "left",
    "made",
    "cast",
    "found",
    "drawn",
    "brought",
    "taken",
    "lost",
    "missing",
    "exchange",
    "commission",
    "acquisto",
    "dono",
    "legato",
    "legado",
    "legaat",
    "transfer",
    "depot",
    "conversion",
    "loan",
    "prêt",
    "kauf",
    "tausch",
    "painted",
    "issued",
    "ordered",
    "passed",
    "sent",
    "stored",
    "offered",
    "woven",
    "printed",
    "created",
}
_SECTION = re.compile(r"\s*\[(?:section |property of )?(?P<whose>[^\[\]]{2,120})\],?")  # "sale [section Dent], London"
_SALE_NOUNS = {"sold", "sale", "vente", "auction", "versteigerung", "auktion", "veiling", "asta", "subasta"}
_DIRECT = {
    "with",
    "in custody of",
    "in the custody of",
    "in possession of",
    "in the possession of",
    "possessed by",
    "held by",
    "in the hands of",
    "bei",
    "chez",
    "succeeded by",
    "who became",
    "which became",
}
_HELPED = re.compile(
    r"\b(?:support|funds?|assistance|contributions?|help|aid|generosity|grant|"
    r"means)(?: [a-z]+ed)?\s*$"
)
_FOR = {"for", "für", "on behalf of"}
_NAMED_FOR = re.compile(
    r"(?:Cent(?:er|re)|[Mm]inisterium|Institut\w*|Society|Association|Foundation|Trust|Fund|Museum|Council|"
    r"[Aa]uction)\s*$"
)
_BOUGHT = {"sale", "private_sale", "purchase_at_auction", "acquisition", "consignment", "forced_sale"}
_SALES = {"sale", "private_sale", "purchase_at_auction", "forced_sale", "consignment", "acquisition"}


def is_method(words: str, phrase: re.Match, end: int) -> bool:
    """Whether the phrase is one, and not the beginning of a name: something must follow that can behind a method."""
    said = phrase["phrase"].casefold()
    following = words[phrase.end() : min(end, phrase.end() + 60)]
    if said in _DIRECT or said.endswith((" for", " by", " as", " pour")):
        return bool(following.strip())
    connector = CONNECTOR.match(following)
    if connector:
        return not (said == "taken" and connector["word"].casefold() == "to")  # "taken to Leeds" says only where
    if said in methods.OF_THE_GIVER and re.match(r" [A-ZÀ-Ý]", following):
        return True
    if said in ("bt", "bt.", "bought") and re.match(r" [A-ZÀ-Ý]", following):
        return True
    if said in _MUST_CONNECT:
        return False
    if said in _SALE_NOUNS and re.match(r" [A-ZÀ-Ý]", following):
        return said != "sold" or HOUSE.match(following.lstrip()) is not None
    return (
        not following.strip() or following.lstrip()[0] in ",:.([" or following.startswith("  ") or following[-1:] == ""
    )


def arguments(words: str, phrase: re.Match, end: int) -> list[tuple[str, int, int]]:
    """Who follows the method, as (preposition, start, end); without a preposition the role is ""."""
    position = phrase.end()
    said = phrase["phrase"].casefold()
    role = ""
    connector = CONNECTOR.match(words, position, end)
    if connector and said not in _DIRECT and not said.endswith((" for", " by", " as", " pour")):
        role, position = ROLE_OF[connector["word"].casefold()], connector.end()
    elif said in methods.OF_THE_GIVER:
        role = "of"
    found = []
    later = LATER_CONNECTOR
    if said in methods.ABROAD:
        later = LATER_ABROAD
    elif methods.slug_of(said) == "exchange":
        later = LATER_EXCHANGE
    for match in later.finditer(words, position, end):
        if _HELPED.search(words, position, match.start()):
            continue
        if match["word"] in _FOR and not _is_buyer(words[position : match.start()], role, said):
            continue
        found.append((role, position, match.start()))
        role, position = "auction" if match["auction"] else ROLE_OF[match["word"].casefold()], match.end()
    found.append((role, position, end))
    if not found[0][0]:
        _name_of_sale(words, said, found)
    return [(role, first, last) for role, first, last in found if words[first:last].strip(" ,.:()[]")]


def _is_buyer(words: str, role: str, said: str) -> bool:
    """Whether "for" behind the words leads to whom the work was bought for, and is not of a name."""
    return role in ("to", "by") and methods.slug_of(said) in _BOUGHT and not _NAMED_FOR.search(words)


def _name_of_sale(words: str, said: str, found: list[tuple[str, int, int]]) -> None:
    """Whose a sale was, "vente Malaval, hôtel Drouot"; and what stands in parentheses behind a method is no party."""
    _, first, last = found[0]
    section = _SECTION.match(words, first, last)
    if section:
        found[:1] = [("from", *section.span("whose")), ("", section.end(), last)]
        return
    if words[first:last].lstrip().startswith("(") and methods.slug_of(said) != "consignment":
        found.pop(0)
        return
    comma = words.find(",", first, last)
    is_named = words[first:last].startswith(" ") and comma > 0 and words[first:comma].strip()
    if is_named and said.split()[-1] in ("sale", "sales", "vente", "ventes") and not HOUSE.search(words, first, comma):
        found[:1] = [("from", first, comma), ("", comma, last)]


def target(role: str, said: str | None, roles: set[str], words: str) -> str | None:
    """Which field a role fills: a giver stands behind "sold by", a receiver behind "purchased by"."""
    if _NO_PARTY.match(words):
        return None
    if role == "" and said and methods.slug_of(said) == "consignment":
        return "venue"
    if role == "" and said and "to" in roles and methods.slug_of(said) == "sale":
        return "venue"
    if role == "" or said is None:
        return {
            "": "party",
            "to": "party",
            "from": "former",
            "through": "agent",
            "former": "former",
            "venue": "venue",
        }.get(role)
    slug = methods.slug_of(said)
    is_giving = methods.is_giving(said)
    if role == "to" and not ("for" in roles and slug in _BOUGHT):
        return None if slug in ("confiscation", "looting", "theft", "appropriation") else "party"
    if role in ("from", "of"):
        return "party" if role == "of" and slug == "acquisition" and "by" not in roles else "former"
    if role == "by" and is_giving:
        return "former"
    if "for" in roles and slug in _BOUGHT and role in ("by", "to", "for") and len(roles & {"by", "to"}) > 0:
        return "party" if role == "for" else "agent"
    if role == "by":
        return "party"
    if role == "through":
        return "agent" if slug != "by_descent" else "former" if "to" in roles else "party"
    if role == "at":
        if slug in ("possessed_by", "on_deposit", "on_loan", "on_tour"):
            return "party"
        return "venue" if slug in _SALES else None
    if role == "with" and slug in ("exchange", "on_deposit", "consignment"):
        return "party"
    if role == "in" and slug == "by_descent":
        return "former" if "to" in roles else "party"
    if role == "for" and slug in ("commission", "sale") and "by" not in roles and "to" not in roles:
        return "party"
    return None


def slug(said: str, arguments: list, people: dict, is_lot: bool) -> str:
    """The method; a sale is told from a purchase by who is named: "sold at Christie's" is a consignment."""
    slug = methods.slug_of(said)
    folded = said.casefold()
    venue = people.get("venue")
    roles = [role for role, _, _ in arguments]
    if folded in ("sold", "resold", "sold again", "vendu", "verkauft") and "to" not in roles:
        if "at" in roles or (roles[:1] == [""] and "party" in people and HOUSE.search(people["party"].name.value)):
            return "consignment"
        former = people.get("former")
        if former and "by" in roles and HOUSE.search(former.name.value):
            people["party"] = people.pop("former")
            return "consignment"
    if slug == "consignment" and "to" in roles and "consign" not in folded:
        return "purchase_at_auction"
    if slug == "sale" and ("auction" in roles or venue and (HOUSE.search(venue.name.value) or is_lot)):
        return "purchase_at_auction"
    return slug
