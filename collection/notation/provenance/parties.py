"""Who: a party's name, place, kinship and role, read off the words that methods, dates and sales have left."""

import re

from collection.notation.provenance.places import is_place, is_state_name, may_be_place
from collection.notation.provenance.values import Life, Party, Read

_KIN = (
    r"(?:wife|husband|widow|widower|spouse|partner|sons?|daughters?|brothers?|sisters?|father|mother|parents|nephews?|"
    r"nieces?|cousins?|uncle|aunt|grandsons?|granddaughters?|grandfather|grandmother|grandchild(?:ren)?|"
    r"child(?:ren)?|heirs?|descend[ae]nts?|famil(?:y|ies)|siblings|stepsons?|stepdaughters?|executors?|executrix|"
    r"(?:brother|sister|son|daughter|father|mother)-in-law|relatives?|Witwe|Sohn|Söhne|Tochter|Töchter|Bruder|Schwester|"
    r"Neffe|Nichte|Enkel(?:in)?|Erben?|Frau|Mann|Nachfahren|veuve|fils|fille|frère|sœur|neveu|nièce|petit-fils|"
    r"petite-fille|épouse|époux|héritiers|descendants)"
)
_DEGREE = (
    r"(?:(?:great[- ]|grand-?|eldest |elder |older |youngest |younger |second |third |first |half[- ]|step-?|adopted |"
    r"late |former |only |two |three |four |surviving |other ){0,3})"
)
_WHOSE = r"(?:his|her|their|its|whose|dessen|deren|seine?r?|ihre?r?|sa|son|ses|leurs?|the (?:latter|former|sitter|artist|donor|preceding|above)['’]s|[Aa]rtist['’]s|[A-Z][\w-]+(?: [A-Z][\w-]+)?['’]s)"
_KINSHIP = re.compile(
    rf"(?:{_WHOSE} {_DEGREE}{_KIN}(?: of the artist)?(?: and (?:{_WHOSE} )?{_DEGREE}{_KIN})?"
    rf"|(?:the )?{_DEGREE}{_KIN} of (?:the )?(?:artist|sitter|donor|above|preceding|latter|previous|former|former owner|preceding owner)"
    rf"|{_KIN} of [A-Z][^,;()]{{2,60}}|fils du précédent|fille du précédent)(?![\w'’-])"
)
_KIN_FIRST = re.compile(rf"(?:{_KINSHIP.pattern}),? *", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:(?:acting )?as (?:an )?agent(?: for [^,;()]{2,60})?|(?:an? |the |his |her )?(?:art |book |print |private |antique )?"
    r"(?:dealer|agent|retailer|gallery|bookseller|auctioneer|collector|decorator|sitter|artist|printer|publisher|"
    r"owner|proprietor|Kunsthändler|marchand|the artist|the sitter|art historian|antiquaire))s?(?: in [A-Z]\w+)?",
    re.IGNORECASE,
)
_CERTAINTY = re.compile(r"\(?(?P<word>possibly|perhaps|maybe|probably|likely|presumably|wohl|vermutlich)\)?,? ", re.IGNORECASE)
_COLLECTION = re.compile(
    r"(?:(?:the |in the |private |ex[- ]?)?coll(?:ection|\.)? of (?:the )?|coll\. |ex-coll\.?:|ex-collection:? |"
    r"(?-i:[cC]ollection (?=[A-ZÀ-Ý][\w.'’-]+ [A-ZÀ-Ýdv]))|ex-coll(?:ection)?[.:]? |Slg\. |Sammlung (?=[A-Z])|coll\.:? )",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:(?:\d{1,2}(?:st|nd|rd|th) |the |first |second |third |later |\d\. )?(?:Duke|Duchess|Earl|Countess|Viscount|"
    r"Viscountess|Baron|Baroness|Marquess|Marquis|Lord|Lady|Count|Duc|Duchesse|Comte|Comtesse|Marquise|Prince|Princess|"
    r"Graf|Gräfin|Freiherr|Fürst|Herzog|King|Queen|Bt|Bart|Baronet|Esq|Esquire|Elector|Emperor|Landgrave|Margrave)\b"
    r"[^,;()]{0,50}|Jr\.?|Sr\.?|I{2,3}|IV|R\.?A\.?|A\.R\.A\.?|P\.R\.A\.?|M\.?D\.?|Ph\.?D\.?|M\.?P\.?|K\.C\.?|"
    r"(?:duc|comte|marquis|baron|vicomte|prince|chevalier|duchesse|comtesse|marquise) (?:de |d['’]|des |du )[^,;()]{0,40}|"
    r"the (?:Younger|Elder)|(?:&|and) (?:Co|Cie|Sons?|Company|Whitehead|Woods)\b[^,;()]{0,30}|"
    r"(?:[Ii]nc|[Ll]td|LTD|LLC|L\.L\.C|LLP|S\.A|GmbH|Co|Cie|Corp|Limited|Incorporated|KG|AG|S\.p\.A|B\.V|Pty)\.?(?: Ltd\.?)?)"
)
_PARTNER = re.compile(r"(?:and|And|&) [A-Z][^,;()]{2,60}|[A-Z][a-z]+ (?:and|&) [A-Z][a-z]+")
_FIRM_TAIL = re.compile(r"[A-Z][\w'’.]+(?: [A-Z][\w'’.]+)? (?:&|and) [A-Z][\w'’.]+(?: (?:Ltd|Inc|Ltd\.|Inc\.|Co\.))?")
_ORGANISATION = re.compile(
    r"\b(?:Galler(?:y|ies)|Galerien?|Galleria|Galería|Museums?|Musée|Museo|Kunsthalle|Kunsthandlung|Kunsthandel|Institut"
    r"(?:e|ion)?|University|College|Librar(?:y|ies)|Academy|Society|Association|Department|Dept|Foundation|Trust|"
    r"Club|Church|Bank|Company|Auctions?|Auctioneers?|House|Shop|Store|Studio|Bookstore|Antiques|Fine Arts?|Hotel|Hôtel|"
    r"School|Federation|Council|Center|Centre|Room|Committee|Collection|Sotheby['’]?s?|Christie['’]?s?|Bonhams|"
    r"Parke[- ]Bernet|Phillips|Enterprises?|Associates|Architects|International|Exhibition)\b"
)
HOUSE = re.compile(
    r"\b(?:Sotheb\w+['’]?s?|Christi?e['’]?s?|Christie|Bonhams|Phillips|Parke[- ]Bernet|Drouot|Lepke|Auctions?|Auctioneers?|"
    r"American Art (?:Association|Galleries)|Anderson (?:Art )?Galler|Lempertz|Dorotheum|Fischer|Graupe|Cassirer|Helbing|"
    r"Galerie Georges Petit|[Hh]ôtel|Hotel Drouot|Muller|Galleries|Association|Puttick|Heberle|Wertheim|Boerner|Böhler|"
    r"Frederik Muller|Freeman|Butterfields?|Doyle|Swann|Skinner|Wright|Palais Galliera|Versteigerungs|Auktions)",
)
_STARTS_NAME = re.compile(
    r"[\"'“‘]?(?:[^\W\d_a-z]|\d{1,3}[a-z]*[ ][A-Z]|\d{1,3}[a-z]{3}|(?:the |an? )?(?:artist|donor|sitter|museum|private|unknown|unidentified|unnamed|"
    r"anonymous|estate|artist['’]s|family|heirs|descendants|dealer|(?:baron(?:ne)?|vi?comte(?:sse)?|marquis[ea]?|duc|duchesse|prince(?:sse)?|chevalier|abbé|sir|lord|héritiers?) |de |di |da |von |van |d['’]|del |della |du |le |la |les |hôtel |galerie |musée |"
    r"ter |ten |zu |architects|owner|maker|author|art market|art dealer|collection|original|present))",
)
_ARTICLE = re.compile(r"(?:[Tt]he|die|den|dem|das|der|le|la|les) +(?=[A-ZÀ-Ý])|l['’](?=[A-ZÀ-Ý])")
_PRIVATE = re.compile(r"(?:private|anonymous|unknown) (?:collection|collector|owner)s? (?:in )?", re.IGNORECASE)
_EXHIBITION = re.compile(r"\b(?:Exhibition|Biennial|Biennale|Triennial|Purchase Award)\b")
_DEDICATION = re.compile(r" (?:in (?:loving )?(?:memory|honou?r|the name) of|and museum purchase|with (?:the )?(?:aid|funds|support|help|assistance|contributions)|through (?:the )?funds)\b", re.IGNORECASE)
_PROSE = re.compile(
    r"\b(?:is|was|were|has|had|have|been|who|which|whom|that|this|these|it|purchased|bought|sold|acquired|remaining|see|"
    r"according|because|when|where|while|made|used|found|believed|information|recorded|listed|notes?|could|would|may|"
    r"unclear|unknown if|began|belonged|retired|acquired|became|married|lived|died|there|however|but|if|not|made by|inscribed|signed|stamped|label|stamp|with|per)\b"
)
_MARK = re.compile(r"\(?\[?(?:collector['’]s (?:mark|stamp),? )?(?:L(?:ugt)?\.?,?[ ]?(?:[Ss]uppl?(?:[ée]ment)?\.?,? ?)?)[ ]?\d{1,4}[a-z]?(?:[ ]?(?:and|,|&) \d{1,4}[a-z]?)?(?![\w])[^()\[\]]{0,60}\)?\]?")
_GROUP = re.compile(r"\((?P<inner>[^()]*)\)|\[(?P<square>[^\[\]]*)\]")
_ALIAS = re.compile(
    r"(?:née|née?\b|born|formerly|also known as|aka|called|known as|later|later styled|afterwards|previously|geb\.|"
    r"Mrs?\.|Ms\.|Dr\.|Lord|Lady|Sir|later Mrs?\.|i\.e\.|then|subsequently|now)[ ]",
    re.IGNORECASE,
)
_HOUSED = re.compile(r"(?:[Hh]ôtel|[Mm]usée|[Gg]alerie|Museum|Museo|[Cc]hez|[Cc]ollection|Kunsthandel|Galleria)\b")
_CERTAIN_WORDS = {"possibly": "possibly", "perhaps": "possibly", "maybe": "possibly"}
LONGEST_NAME = 16  # words; more of them are prose


def certainty_of(word: str) -> str:
    """The two degrees that provenances keep apart: "possibly", and "probably" for all that is thought likely."""
    return _CERTAIN_WORDS.get(word.casefold(), "probably")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",:"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",:"):
        end -= 1
    return start, end


def _read(text: str, start: int, end: int) -> Read:
    return Read(" ".join(text[start:end].split()).replace(" ,", ","), start, end)


def collector_marks(text: str, start: int, end: int) -> list[Read]:
    """Collectors' marks by their number in Lugt: "(Lugt Suppl. 633b)", "(L.2215b)"."""
    if "L" not in text[start:end]:
        return []
    return [Read(match[0].strip("()[] "), *match.span()) for match in _MARK.finditer(text, start, end)]


def read_party(text: str, start: int, end: int, lives: list[Life], is_dealer: bool = False, is_state: bool = False) -> Party | None:
    """The party named from `start` to `end` of a text in which what has been read elsewhere is blanked.

    None where the words are no name; that of a place is one only of a state (`is_state`). What no field of the party holds is left for the period's unread words.
    """
    start, end = _trim(text, start, end)
    found: dict = {}
    start, end, is_dealer = _unwrap(text, start, end, is_dealer)
    certain = _CERTAINTY.match(text, start, end)
    if certain:
        found["certainty"] = Read(certainty_of(certain["word"]), *certain.span("word"))
        start = certain.end()
    text = _groups(text, start, end, found)
    start, end = _trim(text, start, end)
    collection = _COLLECTION.match(text, start, end)
    if collection and collection.end() < end:
        start = collection.end()
    segments = _segments(text, start, end)
    if not segments:
        return None
    if is_state and len(segments) == 1 and is_state_name(text[slice(*segments[0])]):
        return Party(_read(text, *segments[0]))
    if len(segments) > 1 and is_place(text[slice(*segments[0])]) and _HOUSED.match(text, *segments[1]):
        segments[:2] = segments[1::-1]  # "Paris, musée du Louvre"
    segments, name = _name(text, segments, found, [life for life in lives if start <= life.start <= end])
    if name is None:
        return None
    _place(text, segments, found)
    mine = tuple(life for life in lives if start - 1 <= life.start <= end + 1)
    is_dealer = found.pop("dealer", False) or is_dealer
    return Party(name, lives=mine, is_dealer=is_dealer, **found)


def _unwrap(text: str, start: int, end: int, is_dealer: bool) -> tuple[int, int, bool]:
    """Without the parentheses around all of it, or around a dealer's name before the place."""
    if start < end and text[start] == "(":
        depth = 0
        for place in range(start, end):
            depth += {"(": 1, ")": -1}.get(text[place], 0)
            if depth == 0:
                if not text[place + 1 : end].strip(" .,"):
                    return *_trim(text, start + 1, place), True
                return start, end, True
        return *_trim(text, start + 1, end), is_dealer
    return start, end, is_dealer


def _groups(text: str, start: int, end: int, found: dict) -> str:
    """Understand what stands in brackets, and blank it; a dealer's name in front keeps its words."""
    if "(" not in text[start:end] and "[" not in text[start:end]:
        return text
    pieces, position = [], 0
    for match in _GROUP.finditer(text, start, end):
        inner = (match["inner"] if match["inner"] is not None else match["square"]).strip(" ,;")
        pieces.append(text[position : match.start()])
        if match.start() == start and match["inner"] is not None and inner:
            pieces.append(" " + match["inner"] + ",")
        else:
            _group(match, inner, found)
            pieces.append(" " * len(match[0]))
        position = match.end()
    pieces.append(text[position:])
    return "".join(pieces)


def _group(match: re.Match, inner: str, found: dict) -> None:
    span = match.span()
    if not inner:
        return
    if inner == "?":
        found.setdefault("certainty", Read("possibly", *span))
    elif _CERTAINTY.fullmatch(inner + " "):
        found.setdefault("certainty", Read(certainty_of(inner.rstrip(",")), *span))
    elif _KINSHIP.fullmatch(inner) and "kinship" not in found:
        found["kinship"] = Read(inner, *span)
    elif _ROLE.fullmatch(inner) and "role" not in found:
        found["role"] = Read(inner, *span)
        if re.search("dealer|agent|gallery|auction|bookseller", inner, re.IGNORECASE):
            found["dealer"] = True
    elif is_place(inner) and "place" not in found:
        found["place"] = Read(inner, *span)
    elif _ALIAS.match(inner) and not _PROSE.search(inner) and "other_names" not in found:
        found["other_names"] = Read(inner, *span)
    elif re.fullmatch(r"(?:[A-Z][\w.'’-]+ ?){2,5}", inner) and "other_names" not in found:
        found["other_names"] = Read(inner, *span)


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between commas, without their outer spaces and without empty ones."""
    segments, position = [], start
    while position <= end:
        comma = text.find(",", position, end)
        stop = comma if comma >= 0 else end
        first, last = _trim(text, position, stop)
        if first < last and text[first:last].strip(".'\"’”()[]"):
            segments.append((first, last))
        position = stop + 1
    return segments


def _name(text: str, segments: list[tuple[int, int]], found: dict, lives: list[Life]):
    """What is left of the segments, and the name; None with all segments where they begin with no name."""
    first, last = segments[0]
    words = text[first:last]
    rest = segments[1:]
    kin = _KIN_FIRST.match(words)
    if kin and not found.get("kinship"):
        found["kinship"] = Read(kin[0].rstrip(" ,"), first, first + len(kin[0].rstrip(" ,")))
        if kin.end() < len(words):
            first += kin.end()
            words = text[first:last]
        elif rest and not is_place(text[slice(*rest[0])]) and _STARTS_NAME.match(text, *rest[0]):
            (first, last), rest = rest[0], rest[1:]
            words = text[first:last]
        elif rest and not is_place(text[slice(*rest[0])]) and _KINSHIP.match(text, *rest[0]):
            return segments, None
    elif kin is None and _ROLE.fullmatch(words) and rest and "role" not in found and words.lower().startswith(("the ", "artist")) is False:
        return segments, None
    certain = _CERTAINTY.match(text, first, last)
    if certain:
        found.setdefault("certainty", Read(certainty_of(certain["word"]), *certain.span("word")))
        first = certain.end()
        words = text[first:last]
    article = _ARTICLE.match(words)
    if article:
        first += article.end()
        words = text[first:last]
    if is_place(words) or _EXHIBITION.search(words) or not words:
        return segments, None
    private = _PRIVATE.match(words)
    if private and is_place(words[private.end() :]):
        rest = [(first + private.end(), last), *rest]
        last = first + private.end() - 1
        words = text[first:last]
    dedication = _DEDICATION.search(words)
    if dedication:
        last = first + dedication.start()
        return [], _read(text, first, last)
    if not _STARTS_NAME.match(words) and not (kin and "kinship" in found):
        return segments, None
    prose = _PROSE.search(words)
    if prose and not (kin and prose.start() == 0):
        return segments, None
    if len(words.split()) > LONGEST_NAME or not any(letter.isalpha() for letter in words):
        return segments, None
    until = max((life.start for life in lives), default=-1)
    while rest:
        segment = text[slice(*rest[0])]
        is_before_life = rest[0][1] <= until and not is_place(segment)
        if _KINSHIP.match(segment) and "kinship" not in found:
            kinship = _KINSHIP.match(segment)
            found["kinship"] = Read(kinship[0], rest[0][0], rest[0][0] + kinship.end())
            if kinship.end() < len(segment.rstrip()):
                break
        elif _ROLE.fullmatch(segment.rstrip(".")) and "role" not in found:
            found["role"] = _read(text, *rest[0])
            if re.search("dealer|agent", segment, re.IGNORECASE):
                found["dealer"] = True
        elif _TITLE.fullmatch(segment) or _PARTNER.fullmatch(segment) and not is_place(segment) or _is_of_firm(words, segment) or (is_before_life and not _ORGANISATION.search(segment)):
            if "kinship" in found and found["kinship"].start > first or "role" in found and found["role"].start > first:
                break
            last = rest[0][1]
        elif _ORGANISATION.search(segment) and not _PROSE.search(segment) and may_be_place(segment):
            if _ORGANISATION.search(words):
                last = rest[0][1]
            elif "role" not in found:
                found["role"] = _read(text, *rest[0])
            else:
                break
        else:
            break
        rest = rest[1:]
    if len(rest) == 1 and " " not in text[first:last].strip() and _is_given_name(text, first, last, rest[0]):
        last, rest = rest[0][1], []
    end = last
    unclosed = text.find("(", first, end)
    if unclosed > first and ")" not in text[unclosed:end]:
        end = unclosed
    value = text[first:end].rstrip()
    end = first + len(value)
    doubtful = re.search(r" ?\(?\?\)?$", value)
    if doubtful:
        found.setdefault("certainty", Read("possibly", first + doubtful.start(), end))
        end = first + doubtful.start()
    if value.endswith(".") and not re.search(r"(?:\b(?:[A-Z]|Jr|Sr|Inc|Ltd|Co|Bros|Esq|Bt|Corp|Cie|S\.A|[A-Z]\.[A-Z]))\.$", value):
        end = first + len(value) - 1
    return rest, _read(text, first, end)


def _is_given_name(text: str, first: int, last: int, segment: tuple[int, int]) -> bool:
    """Whether a name is turned round, "Dupuy, Herbert"."""
    words = text[slice(*segment)]
    return not (is_place(words) or _ORGANISATION.search(text[first:last])) and re.fullmatch(
        r"(?:(?:Mr|Mrs|Dr|Miss)\.? )?[A-Z][a-z]+(?: [A-Z]\.?)?", words
    ) is not None


def _is_of_firm(name: str, segment: str) -> bool:
    """Whether "Manson & Woods" goes on from "Christie": one word, then words with "&" that are no places."""
    return (
        " " not in name.strip() and _FIRM_TAIL.fullmatch(segment) is not None and not is_place(segment)
    )


def _place(text: str, segments: list[tuple[int, int]], found: dict) -> None:
    """The place in what follows the name. A capitalised part counts where a listed place follows, or if it is alone."""
    listed = [index for index, segment in enumerate(segments) if is_place(text[slice(*segment)])]
    stop = listed[-1] + 1 if listed else 0
    if stop and stop == len(segments) - 1 and _fits_place(text, segments[stop]) and " " not in text[slice(*segments[stop])]:
        stop += 1
    first = stop
    while first and (first - 1 in listed or _fits_place(text, segments[first - 1])):
        first -= 1
    if not listed and len(segments) == 1 and _fits_place(text, segments[0]) and "place" not in found:
        first, stop = 0, 1
    if first < stop and "place" not in found:
        start, end = segments[first][0], segments[stop - 1][1]
        value = text[start:end]
        if value.endswith("?"):
            end -= 1
        elif value.endswith(".") and " ".join(value.split()).rpartition(" ")[2].casefold() not in _DOTTED:
            end -= 1
        found["place"] = _read(text, start, end)


_DOTTED = set("d.c. n.y. n.j. r.i. n.h. n.c. s.c. pa. mass. conn. calif. md. va. vt. mich. wis. u.k. u.s. u.s.a. fla. "
              "ill. tenn. wash. ga. me. del. ky. la. mo. ind. colo. ore. minn. tex. d.c l.i. ont.".split())


def _fits_place(text: str, segment: tuple[int, int]) -> bool:
    words = text[slice(*segment)]
    return may_be_place(words) and not _ORGANISATION.search(words) and not _TITLE.fullmatch(words)
