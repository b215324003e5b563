"""The people of a period and the method between them, which may stand in front, behind a name, or not at all."""

import re

from collection.notation.provenance import methods
from collection.notation.provenance.names import HOUSE
from collection.notation.provenance.parties import read_party
from collection.notation.provenance.roles import arguments, is_method, slug, target
from collection.notation.provenance.values import Life, Read, Span

_SALE_OF = re.compile(r"(?:['’]s)?(?: collection| estate)?,? (?P<phrase>(?:estate |anonymous )?sale)(?=[\s,.)\]]|$)")
# "von der Vugesta 1940 beschlagnahmt", "an Galerie Nathan verkauft".
_VERB_LAST = re.compile(
    r"(?P<word>von|vom|durch|bei|an|aus(?: der|"
    r" dem)?)\s+(?P<who>[^,;]{2,80}?(?:, [A-ZÄÖÜ][\w ]{2,30},)?)\s+(?P<phrase>erworben|gekauft|"
    r"angekauft|"
    r"ersteigert|beschlagnahmt|eingezogen|sichergestellt|verkauft|versteigert|restituiert|zurückgegeben)\s*$"
)
_SUBJECT = re.compile(
    r"(?:by|from|through) (?:whom|which|whose heirs|the (?:latter|above|former)) (?:it )?(?:was )?"
    r"(?P<certain>probably |possibly |presumably )?|where (?:it )?(?:was )?|(?:It|They|(?:The|"
    r"This) (?:[a-z-]+ ){0,2}(?:work|painting|picture|portrait|drawing|vase|sculpture|bust|print|"
    r"object|"
    r"statue|figure|panel|tapestry|chair|clock|watercolou?r|pastel|bowl|cup|piece|manuscript|table|mask|relief|head|"
    r"photograph|jar|chest|medal|flag|sword|rifle|pistol|uniform|book|coin|plate|dish|desk|icon|altarpiece)s?) "
    r"(?:was|were|has been|had been) "
)
# "from whom, fl. 1,800, with two other paintings, to the museum": the price is blanked already.
_HANDED_ON = re.compile(r"from (?:whom|whose heirs)[\s,]+(?:with [^,;]{1,80},[\s,]*){0,3}to (?=\w)")
_BUYER = re.compile(r",? (?:for|on behalf of) (?=[A-ZÀ-Ý])")
_OWNED = re.compile(
    r"(?:owned by|belong(?:ed|ing) to|(?:the )?property of) (?=(?:the |his |her )?(?-i:[A-ZÀ-Ý]))", re.IGNORECASE
)
_SHARE = re.compile(
    r"(?:an? )?(?:(?:one[- ])?(?:half|third|quarter|fourth)|two[- ]thirds|three[- ]quarters|[½¼¾⅓⅔]|1/[2-4])[- ]"
    r"(?:shares?|interest|ownership)(?: each)?,? (?=\w)",
    re.IGNORECASE,
)
_HEARSAY = re.compile(r"(?:[Ss]aid to (?:be|have come|come)|[Rr]eportedly) from\b")
_ABOVE = re.compile(r"[\s,]*(?:the )?(?:above|preceding|foregoing)[\s,.]*")
_BOUGHT = re.compile(r"\b(?:bought(?: by)?|bt\.?)\s+$")
_SALEROOM = re.compile(r"Drouot|Sotheby|Christie['’]s|Bonhams|Parke[- ]Bernet|Dorotheum|Lempertz")
_FUND = re.compile(r"\b(?:Fund|Funds|Endowment)\b")
_TRADE = re.compile(r"\b(?:Galler(?:y|ies)|Galerie|Galleria|Auction)\b")
_TO = re.compile(r"(?<=[\s,])to\s+(?=(?:the |an? |present |Museum|CMOA|[(\"“]?[A-ZÀ-Ý]))")
_AGENT = re.compile(r"(?<=[\s,])(?P<word>through|via|by way of|durch)\s+(?=(?:the )?[(\"“]?[A-ZÀ-Ý])")
_LATE_METHOD = re.compile(
    r"(?<=[,)] )(?:who |which (?:he|she|they) |and )?(?P<phrase>purchased|bought|bt|acquired|obtained|received|"
    r"inherited|"
    r"by (?:descent|inheritance|gift|exchange|bequest|purchase)|gift|bequest|"
    r"on (?:permanent |extended |long-term )?loan) +(?:directly |in turn )?(?:from|of) +"
)


def read_people(
    words: str, start: int, end: int, lives: list[Life], is_dealer: bool, fields: dict, covered: list[Span]
) -> None:
    """Add the method to the fields, and who stands behind "to", "by", "from", "through" in the role they give."""
    share = _SHARE.match(words, start, end)
    if share:
        start = share.end()
    owned = _OWNED.match(words, start, end)
    if owned:
        start = owned.end()
        covered.append(Span(*owned.span()))
    subject = _SUBJECT.match(words, start, end)
    if subject and subject["certain"]:
        fields.setdefault(
            "certainty", Read(subject["certain"].strip().replace("presumably", "probably"), *subject.span("certain"))
        )
    if subject and methods.PHRASE.match(words, subject.end(), end):
        start = subject.end()
        covered.append(Span(*subject.span()))
    phrase = methods.PHRASE.match(words, start, end)
    if phrase and is_method(words, phrase, end):
        named = arguments(words, phrase, end)
        said = phrase["phrase"]
        covered.append(Span(*phrase.span("phrase")))
    else:
        phrase = said = None
        named = _methodless(words, start, end, fields, covered)
    roles = {role for role, _, _ in named}
    people = {}
    for role, first, last in named:
        if role in ("from", "of") and _ABOVE.fullmatch(words, first, last):
            covered.append(Span(first, last))  # the party of the link before, which need not be named again
            continue
        field = target(role, said, roles, words[first:last])
        if field is None or field in people:
            continue
        is_state = role in ("to", "by", "from")
        party = read_party(words, first, last, lives, is_dealer and field != "former", is_state=is_state)
        is_fund = party and field == "party" and role == ""
        if party and not (is_fund and _FUND.search(party.name.value)):
            people[field] = party
            bought = _BOUGHT.search(words, max(start, first - 12), first)
            covered += [Span(*bought.span())] if bought else []
            covered += [Span(value.start, value.end) for value in party if isinstance(value, Read)]
    if "for" in roles and "party" not in people and "agent" in people:
        people["party"] = people.pop("agent")
    _name_method(phrase, named, people, fields)
    fields |= people


def _name_method(phrase: re.Match | None, named: list, people: dict, fields: dict) -> None:
    """The method, now that it is known who is named: a house with a lot says a sale even where no word does."""
    sale = fields.get("sale")
    if phrase:
        method = slug(phrase["phrase"], named, people, bool(sale and sale.lot))
        fields["method"] = Read(method, *phrase.span("phrase"))
        if method == "consignment" and "party" not in people and "venue" in people:
            people["party"] = people.pop("venue")
    elif "method" not in fields and "party" in people and HOUSE.search(people["party"].name.value):
        is_auctioneer = _SALEROOM.search(people["party"].name.value)
        told = sale and (sale.sale_number or sale.lot or (sale.number if is_auctioneer else None))
        if told:
            fields["method"] = Read("consignment", told.start, told.end)


def _methodless(words: str, start: int, end: int, fields: dict, covered: list[Span]) -> list[tuple[str, int, int]]:
    """A period that begins with a name: "X by exchange", "X sale, Christie's", "X to Y", "X, through Y"."""
    suffix = methods.SUFFIX.search(words, start, end)
    if suffix and words[start : suffix.start()].strip(" ,"):
        fields["method"] = Read(_suffix_slug(suffix[0]), *suffix.span())
        covered.append(Span(*suffix.span()))
        return [("", start, suffix.start()), ("none", suffix.end(), end)]
    sale = _SALE_OF.search(words, start, end)
    if sale and "," not in words[start : sale.start()] and words[start : sale.start()].strip():
        fields["method"] = Read("consignment", *sale.span("phrase"))
        covered.append(Span(*sale.span("phrase")))
        to = _TO.search(words, sale.end(), end)
        if to:
            fields["method"] = Read("purchase_at_auction", *sale.span("phrase"))
            return [("former", start, sale.start()), ("venue", sale.end(), to.start()), ("to", to.end(), end)]
        if HOUSE.search(words, start, sale.start()) or _TRADE.search(words, start, sale.start()):
            # the place behind the house's name is read with it
            return [("", start, sale.start())]
        return [("former", start, sale.start()), ("", sale.end(), end)]
    if _HEARSAY.match(words, start, end):
        return []
    onward = _HANDED_ON.match(words, start, end)
    if onward:
        told = fields.get("sale")
        if told and told.price:
            fields["method"] = Read("sale", told.price.start, told.price.end)
        buyer = _BUYER.search(words, onward.end(), end)
        if buyer:
            return [("through", onward.end(), buyer.start()), ("to", buyer.end(), end)]
        return [("to", onward.end(), end)]
    late = _LATE_METHOD.search(words, start, end)
    if late:
        fields["method"] = Read(methods.slug_of(late["phrase"]), *late.span("phrase"))
        covered.append(Span(*late.span("phrase")))
        through = _AGENT.search(words, late.end(), end)
        if through:
            giver, agent = ("from", late.end(), through.start()), ("through", through.end(), end)
            return [("", start, late.start()), giver, agent]
        return [("", start, late.start()), ("from", late.end(), end)]
    to = re.compile(r"to\s+").match(words, start, end)
    if to:
        return [("to", to.end(), end)]
    last = _VERB_LAST.match(words, start, end)
    if last:
        fields["method"] = Read(methods.slug_of(last["phrase"]), *last.span("phrase"))
        covered.append(Span(*last.span("phrase")))
        return [("from" if last["word"].startswith("aus") else "to", *last.span("who"))]
    origin = re.compile(r"[Ff]rom\s+").match(words, start, end)
    if origin:
        to = _TO.search(words, origin.end(), end)
        told = fields.get("sale")
        if to and told and told.price:
            fields["method"] = Read("sale", told.price.start, told.price.end)
        return [("from", origin.end(), to.start()), ("to", to.end(), end)] if to else [("from", origin.end(), end)]
    to = _TO.search(words, start, end)
    if to:
        if read_party(words, start, to.start(), []) is None:
            return []
        return [("from", start, to.start()), ("to", to.end(), end)]
    through = _AGENT.search(words, start, end)
    if through:
        return [("", start, through.start()), ("through", through.end(), end)]
    return [("", start, end)]


def _suffix_slug(words: str) -> str:
    phrase = words.casefold()
    return methods.SLUGS.get(phrase) or methods.SLUGS.get("by " + phrase.partition(" ")[2]) or "acquisition"
