"""One period: its words are read field by field, and what a field has taken is blanked for those that follow."""

import re
from typing import NamedTuple

from collection.notation.provenance import dates, methods
from collection.notation.provenance.lives import lives as find_lives
from collection.notation.provenance.notes import MARKER, markers
from collection.notation.provenance.parties import HOUSE, certainty_of, collector_marks, read_party
from collection.notation.provenance.sales import Details
from collection.notation.provenance.splitting import Stretch, bracket_pairs
from collection.notation.provenance.values import Dates, Life, Onward, Party, Period, Read, Sale, Span

LONGEST = 2000  # characters; what is longer is an essay, and stays unread

_CERTAINTY = re.compile(
    r"(?P<mark>\(\?\)|\[\?\]|\?)\s*(?=\w)|"
    r"\(?\[?(?P<word>possibly|perhaps|maybe|probably|most likely|likely|presumably|apparently|reportedly|allegedly|"
    r"said to (?:have been|be)|believed to (?:have been|be)|traditionally|by tradition|wohl|vermutlich|wahrscheinlich|"
    r"möglicherweise|vielleicht|probablement|peut-être)(?=[\s,:)\]])[)\]]?[,:]?\s*",
    re.IGNORECASE,
)
_DEGREES = {
    "possibly": "possibly", "perhaps": "possibly", "maybe": "possibly", "möglicherweise": "possibly",
    "vielleicht": "possibly", "peut-être": "possibly",
}
_CONNECTOR = re.compile(
    r"\s*(?:,\s*)?(?:(?:directly|originally|anonymously|privately|in turn|back|as a gift|outright|illegally|again|the work|it|"
    r"through inheritance|ohne Entschädigung) ){0,2}"
    r"(?P<word>to|by|from|through|via|at|of|in|for|with|on behalf of|within|von|vom|an|bei|durch|par|à|de|du|des|der|d['’]|au|aux|"
    r"chez|aus)(?:(?<=['’])|:?\s+|$)",
    re.IGNORECASE,
)
_LATER_CONNECTOR = re.compile(
    r"(?<=[\s,)])(?:(?P<auction>at (?:public )?auction\b)|(?P<word>to|by|from|through|via|at|von|vom|an|bei|durch|par|à|"
    r"au|aux|chez)\s+(?=(?:possibly |probably |perhaps )?[(\"“]?(?:the |an? |his |her |their |its |present |this |museum|musée|"
    r"l['’]|le |la |héritiers|"
    r"de |von |van |artist|die |den |das |der |[A-ZÀ-Ý])))"
)
_ROLES = {
    "to": "to", "an": "to", "à": "to", "au": "to", "aux": "to", "by": "by", "von": "by", "vom": "by", "par": "by",
    "from": "from", "aus": "from", "of": "of", "de": "of", "du": "of", "des": "of", "d'": "of", "d’": "of",
    "through": "through", "via": "through", "durch": "by", "at": "at", "bei": "at", "chez": "at", "in": "in", "within": "in",
    "for": "for", "with": "with", "der": "of", "on behalf of": "for",
}
_NO_PARTY = re.compile(r"(?:the )?(?:auction|the sale|sale|exhibition|public sale|market|an unknown date)\b", re.IGNORECASE)
_MUST_CONNECT = {"don", "legs", "won", "left", "made", "cast", "found", "drawn", "brought", "taken", "lost", "missing",
                 "exchange", "commission", "transfer", "depot", "conversion", "loan", "prêt", "kauf", "tausch",
                 "painted", "issued", "ordered", "passed", "sent", "stored", "offered", "woven", "printed", "created"}
_DIRECT = {"with", "in custody of", "in the custody of", "in possession of", "in the possession of", "possessed by",
           "held by", "in the hands of", "bei", "chez", "succeeded by", "who became", "which became"}
_SALE_OF = re.compile(r"(?:['’]s)?(?: collection| estate)?,? (?P<phrase>(?:estate |anonymous )?sale)(?=[\s,.)\]]|$)")
_ONWARD_WORDS = (
    r"(?:then |thence |and |subsequently |later )?(?:(?:re)?sold|to\b|given|donated|bequeathed|by (?:descent|inheritance|bequest|gift|"
    r"exchange) (?:to|through|in)|(?:his|her|their|its) (?:estate|posthumous|sale|gift|bequest)|"
    r"(?:estate |anonymous )?sale\b|consigned|returned|transferred|exchanged|inherited by|passed|confiscated|seized|looted|lent|"
    r"purchased by|bought by|acquired by|vendu|vente|verkauft|bought in|unsold)"
)
_ONWARD = re.compile(rf"[\s,]*{_ONWARD_WORDS}")
_ONWARD_TAIL = re.compile(
    r"(?:(?<=, )|(?<= [-–—] ))(?:(?:his|her|their) (?:estate )?sale\b|(?:sale|bought by|bought)(?=,? )|(?:and |then )?(?:re)?sold (?:under duress |privately |anonymously |directly )?(?:to|through|at|by)|(?:sold|gift|bequest|bequeathed|loan|transfer)(?=[ .,]*$)|(?:and |then )?(?:given|bequeathed|donated|consigned|lent|returned|"
    r"transferred|exchanged|restituted|presented) (?:to|by|with)|(?:then )?by (?:descent|inheritance|bequest|gift) (?:to|through|within|in)|"
    r"confiscated by|seized by|looted by|inherited by|purchased by|bought by|upon (?:his|her|their) death)"
)
_GLUE = set(
    "to by from at through via of the and in on a an for with directly as de du des la le les von vom an bei der die das "
    "slg coll collection sammlung ex den dem auction durch par à au aux chez und et then who his her their or is was it i e also sometime sqq upon d l".split()
)
_EVIDENCE = re.compile(
    r"[(\[](?:sources?:|see\b|according to|as per|per\b|cf\.|information from|as noted|ref\.)[^()\[\]]*[)\]]"
    r"|(?<=[,\s])(?:according to|as per|per) (?:the |an? |his |her )?(?:inscription|label|stamp|note|donor|records?|letter|"
    r"inventory|catalogue|family|archives?)\b[^;()\[\]]*",
    re.IGNORECASE,
)
# What a clause tells is another event: "by Dr. Smith, who took it to London and sold it in 1920".
_CLAUSE = re.compile(
    r"(?<=, )(?:who|which|whose|where|when|at which)\b(?! (?:he |she |they )?(?:purchased|bought|acquired|received|inherited|became))"
)
_SUBJECT = re.compile(
    r"(?:It|They|(?:The|This) (?:[a-z-]+ ){0,2}(?:work|painting|picture|portrait|drawing|vase|sculpture|bust|print|object|"
    r"statue|figure|panel|tapestry|chair|clock|watercolou?r|pastel|bowl|cup|piece|manuscript|table|mask|relief|head|"
    r"photograph|jar|chest|medal|flag|sword|rifle|pistol|uniform|book|coin|plate|dish|desk|icon|altarpiece)s?) "
    r"(?:was|were|has been|had been) "
)
_YEAR = re.compile(r"\d{4}")
_TOKEN = re.compile(r"[^\W_]+")
_FUND = re.compile(r"\b(?:Fund|Funds|Endowment)\b")
_TO = re.compile(r"(?<=[\s,])to\s+(?=(?:the |an? |present |Museum|CMOA|[(\"“]?[A-ZÀ-Ý]))")
_AGENT = re.compile(r"(?<=[\s,])(?P<word>through|via|durch)\s+(?=(?:the )?[(\"“]?[A-ZÀ-Ý])")
_SALES = {"sale", "private_sale", "purchase_at_auction", "forced_sale", "consignment", "acquisition"}
_LATE_METHOD = re.compile(
    r"(?<=[,)] )(?:who |which (?:he|she|they) |and )?(?P<phrase>purchased|bought|acquired|obtained|received|inherited|"
    r"by (?:descent|inheritance|gift|exchange|bequest|purchase)|gift|bequest|"
    r"on (?:permanent |extended |long-term )?loan) +(?:directly |in turn )?(?:from|of) +"
)
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
    lives = find_lives(words, 0, len(words)) if _YEAR.search(words) else []
    words = _blank(words, lives, covered)
    marks = collector_marks(words, 0, len(words))
    words = _blank(words, marks, covered)
    if marks:
        fields["collector_marks"] = tuple(marks)
    evidence = _EVIDENCE.search(words)
    if evidence:
        fields["evidence"] = Read(evidence[0].strip("()[] ,"), *evidence.span())
        words = _blank(words, [fields["evidence"]], covered)
    clause = _CLAUSE.search(words)
    if clause:
        words = words[: clause.start()] + " " * (len(words) - clause.start())
    onward = _onward(words)
    if onward:
        fields["onward"] = _read_onward(words, *onward, lives, day_first, covered)
        words = words[: onward[0]] + " " * (onward[1] - onward[0]) + words[onward[1] :]
    parts = _read_words(words, 0, len(words), lives, day_first, stretch.wrap, is_onward=False)
    fields |= parts.fields
    fields["unread"] = _unread(text[start:end], [*covered, *parts.covered])
    return _shifted(Period(0, end - start, **fields), start)


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
    return _blank(words, spans, covered)


def _blank(words: str, places: list, covered: list[Span]) -> str:
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


def _onward(words: str) -> tuple[int, int] | None:
    """Where the period tells what came next: behind ";" or in parentheses at its end, or ", sold to" behind a name."""
    for opening, closing in bracket_pairs(words, 0, len(words)):
        semicolon = words.find(";", opening, closing)
        while semicolon >= 0:
            if _ONWARD.match(words, semicolon + 1, closing):
                return semicolon + 1, closing
            semicolon = words.find(";", semicolon + 1, closing)
        if ";" not in words[opening:closing] and words[:opening].strip() and _ONWARD.match(words, opening + 1, closing):
            return opening + 1, closing
    tail = _ONWARD_TAIL.search(words)
    if tail and (words[tail.start() - 2] in "-–—" or not methods.PHRASE.match(words)) and len(words[: tail.start()].strip(" ,([")) > 3:
        end = len(words)
        while end and words[end - 1] in " )].":
            end -= 1
        if not _only_dates(words[: tail.start()]):
            return tail.start(), max(end, tail.end())
    return None


def _only_dates(words: str) -> bool:
    return not re.search(r"[A-ZÀ-Ý][a-z]+ [A-ZÀ-Ý]|[A-ZÀ-Ý]\w+,", re.sub(r"[A-Z][a-z]+ \d|By|Before|After|Until", "", words))


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
    words = _blank(words, [Span(*span) for span in details.spans], covered)
    covered.clear()
    if sale:
        fields["sale"] = sale
    covered += [Span(*span) for span in details.spans]
    found = dates.atoms(words, start, end, day_first)
    original = words
    words = _blank(words, found, [])
    start, end, is_dealer, is_bracketed = _unwrapped(words, start, end, wrap)
    fields["is_bracketed"] = is_bracketed
    certain = _CERTAINTY.match(words, start, end)
    if certain:
        word = (certain["word"] or "possibly").casefold()
        fields["certainty"] = Read(_DEGREES.get(word, "probably"), *certain.span(certain.lastgroup))
        covered.append(Span(*certain.span()))
        start = certain.end()
        start, end, is_dealer, _ = _unwrapped(words, start, end, "(" if is_dealer else "")
    if is_bracketed and _is_traded(words, start, end):
        is_dealer = True
    _read_parties(words, start, end, lives, is_dealer, is_onward, fields, covered)
    method = fields.get("method")
    party = fields.get("party")
    died = party.lives[0].died if party and len(party.lives) == 1 else None
    when = dates.bounds(original, found, (method.value if method else None) not in _EVENTLESS, died)
    is_read = any(name in fields for name in ("party", "former", "agent", "venue", "method"))
    if when and (is_read or is_onward or not _is_prose(words)):
        fields["dates"] = when
        covered += when.spans
    return _Parts(fields, covered)


def _is_prose(words: str) -> bool:
    """Whether words in which no party was found say something else, so that their dates may not be of a period."""
    return any(match[0].casefold() not in _GLUE for match in _TOKEN.finditer(words))


def _is_traded(words: str, start: int, end: int) -> bool:
    return HOUSE.search(words, start, end) is not None or re.search(
        r"\b(?:Galler(?:y|ies)|Galerie|Galleria|& Co|and Co|& Cie|Inc|Ltd|Fine Arts?|Kunsthandel|dealer|Knoedler|Duveen|"
        r"Durand-Ruel|Wildenstein|Colnaghi|Agnew|Seligmann|Goupil|Vollard|Rosenberg & |& Sons?)\b",
        words[start:end],
    ) is not None


def _unwrapped(words: str, start: int, end: int, wrap: str) -> tuple[int, int, bool, bool]:
    """The words within the brackets around a whole period, whether those are a dealer's and whether square."""
    is_dealer, is_bracketed = wrap == "(", wrap == "["
    while True:
        while start < end and (words[start].isspace() or words[start] in ",:–—-.*•·"):
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


def _read_parties(
    words: str, start: int, end: int, lives: list[Life], is_dealer: bool, is_onward: bool, fields: dict, covered: list
) -> None:
    """The method, and who stands behind "to", "by", "from", "through" as it gives them their roles."""
    subject = _SUBJECT.match(words, start, end)
    if subject and methods.PHRASE.match(words, subject.end(), end):
        start = subject.end()
        covered.append(Span(*subject.span()))
    phrase = methods.PHRASE.match(words, start, end)
    arguments: list[tuple[str, int, int]] = []
    if phrase and _is_method(words, phrase, end):
        arguments = _arguments(words, phrase, end)
        covered.append(Span(*phrase.span("phrase")))
    else:
        phrase = None
        start, end, arguments = _methodless(words, start, end, is_onward, fields, covered)
    said = phrase["phrase"] if phrase else None
    people = {}
    for role, first, last in arguments:
        target = _target(role, said, {one for one, _, _ in arguments}, words[first:last])
        if target is None or target in people:
            continue
        party = read_party(words, first, last, lives, is_dealer and target != "former", is_state=role in ("to", "by", "from"))
        if party and target == "party" and phrase is None and "method" not in fields and _FUND.search(party.name.value):
            continue
        if party:
            people[target] = party
            covered += [Span(value.start, value.end) for value in party if isinstance(value, Read)]
    sold = fields.get("sale")
    if phrase:
        fields["method"] = Read(_slug(said, arguments, people, bool(sold and sold.lot)), *phrase.span("phrase"))
        if fields["method"].value == "consignment" and "party" not in people and "venue" in people:
            people["party"] = people.pop("venue")
    elif "method" not in fields and "party" in people and HOUSE.search(people["party"].name.value):
        told = sold and (sold.sale_number or sold.lot)
        if told:
            fields["method"] = Read("consignment", told.start, told.end)
    fields |= people


def _is_method(words: str, phrase: re.Match, end: int) -> bool:
    """Whether the phrase is one, and not the beginning of a name: something must follow that can behind a method."""
    said = phrase["phrase"].casefold()
    following = words[phrase.end() : min(end, phrase.end() + 60)]
    if said in _DIRECT or said.endswith((" for", " by", " as")):
        return bool(following.strip())
    if _CONNECTOR.match(following):
        return True
    if said in _MUST_CONNECT:
        return False
    if said in ("sold", "sale", "vente", "versteigerung", "auktion") and re.match(r" [A-ZÀ-Ý]", following):
        return said != "sold" or HOUSE.match(following.lstrip()) is not None
    return not following.strip() or following.lstrip()[0] in ",:.([" or following.startswith("  ") or following[-1:] == ""


def _arguments(words: str, phrase: re.Match, end: int) -> list[tuple[str, int, int]]:
    """Who follows the method, as (preposition, start, end); without a preposition the role is ""."""
    position = phrase.end()
    said = phrase["phrase"].casefold()
    role = ""
    connector = _CONNECTOR.match(words, position, end)
    if connector and said not in _DIRECT and not said.endswith((" for", " by", " as")):
        role, position = _ROLES[connector["word"].casefold()], connector.end()
    found = []
    for match in _LATER_CONNECTOR.finditer(words, position, end):
        found.append((role, position, match.start()))
        role, position = "auction" if match["auction"] else _ROLES[match["word"].casefold()], match.end()
    found.append((role, position, end))
    if not found[0][0]:
        _name_of_sale(words, said, found)
    return [(role, first, last) for role, first, last in found if words[first:last].strip(" ,.:()[]")]


def _name_of_sale(words: str, said: str, found: list[tuple[str, int, int]]) -> None:
    """Whose a sale was, "vente Malaval, hôtel Drouot"; and what stands in parentheses behind a method is no party."""
    _, first, last = found[0]
    if words[first:last].lstrip().startswith("(") and methods.slug_of(said) != "consignment":
        found.pop(0)
        return
    comma = words.find(",", first, last)
    if words[first:last].startswith(" ") and comma > 0 and methods.slug_of(said) == "consignment":
        if words[first:comma].strip() and not HOUSE.search(words, first, comma):
            found[:1] = [("from", first, comma), ("", comma, last)]


def _target(role: str, said: str | None, roles: set[str], words: str) -> str | None:
    """Which field a role fills: a giver stands behind "sold by", a receiver behind "purchased by"."""
    if _NO_PARTY.match(words):
        return None
    if role == "" and said and methods.slug_of(said) == "consignment":
        return "venue"
    if role == "" and said and "to" in roles and methods.slug_of(said) == "sale":
        return "venue"
    if role == "" or said is None:
        return {"": "party", "to": "party", "from": "former", "through": "agent", "former": "former"}.get(role)
    slug = methods.slug_of(said)
    is_giving = methods.is_giving(said)
    if role == "to":
        return None if slug in ("confiscation", "looting", "theft", "appropriation") else "party"
    if role in ("from", "of"):
        return "party" if role == "of" and slug in ("acquisition",) else "former"
    if role == "by":
        return "former" if is_giving else "party"
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


def _slug(said: str, arguments: list, people: dict, is_lot: bool) -> str:
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


def _methodless(words: str, start: int, end: int, is_onward: bool, fields: dict, covered: list):
    """A period that begins with a name: "X by exchange", "X sale, Christie's", "X to Y", "X, through Y"."""
    suffix = methods.SUFFIX.search(words, start, end)
    if suffix and words[start : suffix.start()].strip(" ,"):
        fields["method"] = Read(_suffix_slug(suffix[0]), *suffix.span())
        covered.append(Span(*suffix.span()))
        return start, end, [("", start, suffix.start()), ("none", suffix.end(), end)]
    sale = _SALE_OF.search(words, start, end)
    if sale and "," not in words[start : sale.start()] and words[start : sale.start()].strip():
        fields["method"] = Read("consignment", *sale.span("phrase"))
        covered.append(Span(*sale.span("phrase")))
        if HOUSE.search(words, start, sale.start()):
            # the place behind the house's name is read with it
            return start, end, [("", start, sale.start())]
        return start, end, [("former", start, sale.start()), ("", sale.end(), end)]
    late = _LATE_METHOD.search(words, start, end)
    if late:
        fields["method"] = Read(methods.slug_of(late["phrase"]), *late.span("phrase"))
        covered.append(Span(*late.span("phrase")))
        return start, end, [("", start, late.start()), ("from", late.end(), end)]
    to = re.compile(r"to\s+").match(words, start, end)
    if to:
        return start, end, [("to", to.end(), end)]
    to = _TO.search(words, start, end)
    if to:
        if read_party(words, start, to.start(), []) is None:
            return start, end, []
        return start, end, [("from", start, to.start()), ("to", to.end(), end)]
    through = _AGENT.search(words, start, end)
    if through:
        return start, end, [("", start, through.start()), ("through", through.end(), end)]
    return start, end, [("", start, end)]


def _suffix_slug(words: str) -> str:
    phrase = words.casefold()
    return methods.SLUGS.get(phrase) or methods.SLUGS.get("by " + phrase.partition(" ")[2]) or "acquisition"


def _unread(words: str, covered: list[Span]) -> tuple[Span, ...]:
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


def _shifted(value, by: int):
    """The same value with every place moved; values within it too."""
    if type(value) is Read:
        return Read(value.value, value.start + by, value.end + by)
    if not isinstance(value, tuple):
        return value
    if not value:
        return value
    if type(value) is tuple:
        return tuple([_shifted(one, by) for one in value])
    return type(value)(*[
        part + by if type(part) is int else _shifted(part, by) if part else part for part in value
    ])
