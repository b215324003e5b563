"""The name of a party, taken from the front of the parts between commas, and what is told of it there."""

import re

from collection.notation.provenance.certainty import CERTAINTY, degree
from collection.notation.provenance.names import (
    ARTICLE,
    DEDICATION,
    EXHIBITION,
    FIRM_TAIL,
    KIN_FIRST,
    KINSHIP,
    LONGEST_NAME,
    ORGANISATION,
    PARTNER,
    PERSON,
    PRIVATE,
    PROSE,
    ROLE,
    STARTS_NAME,
    TITLE,
)
from collection.notation.provenance.places import is_place, may_be_place
from collection.notation.provenance.values import Read, Span

_DOUBT = re.compile(r" ?\(?\?\)?$")
_DOTTED_END = re.compile(r"\b(?:[A-Z]|Jr|Sr|Inc|Ltd|Co|Bros|Esq|Bt|Corp|Cie|S\.A|[A-Z]\.[A-Z])\.$")
_EPITHET = re.compile(r"(?:[Tt]he )?(?:[Aa]rtist|sitter|donor|architect|author)")
_NAMELESS = re.compile(r"(?:the|an?|artist|private)\b", re.IGNORECASE)  # "a private collector" is a party
_AS_AGENT = re.compile(r" (?P<role>as (?:an )?agent)$")
_HOUSE_OF = re.compile(
    r"(?:Sotheby['’]?s|Christie['’]?s|Bonhams|Phillips|Lempertz|"
    r"Dorotheum) "
)  # "Christie's New York"
_TRADE = re.compile(  # "the dealer Karl Dent"
    r"(?P<role>(?:the |an? |his |her )?(?:(?:art|picture|book|print|antiquities)[- ])?(?:[Dd]ealers?|[Bb]ooksellers?|"
    r"Kunsthändler|kunsthandelaar|marchand)) (?=[A-ZÀ-Ý])"
)
_LOST_COMMA = re.compile(r"(?:Inc|Ltd|LLC|Jr|Sr)\.? +(?=[A-Z])")  # "Lewis, Inc. San Francisco"
_GIVEN_NAME = re.compile(r"(?:(?:Mr|Mrs|Dr|Miss)\.? )?[A-Z][a-z]+(?: [A-Z]\.?)?")


def read(text: str, start: int, end: int) -> Read:
    """The words from `start` to `end`, with single spaces."""
    return Read(" ".join(text[start:end].split()).replace(" ,", ","), start, end)


class Naming:
    """Reads a name off the front of `parts`; kinship, role and certainty on the way go to `found`.

    name: None where the parts begin with no name; parts: what is left of them.
    born_until: the place of the last years of life: a part before them belongs to the name.
    """

    def __init__(self, text: str, parts: list[Span], found: dict, born_until: int):
        self.text, self.parts, self.found, self.born_until = text, parts, found, born_until
        self.start, self.end = parts[0]
        self.name = None
        if self._begins():
            self._goes_on()
            self._ends()

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    def _begins(self) -> bool:
        """Whether there is a name, with what stands in front of it taken: kinship, certainty, article."""
        parts = self.parts[1:]
        kin = KIN_FIRST.match(self.words)
        if kin and "kinship" not in self.found:
            said = kin[0].rstrip(" ,")
            self.found["kinship"] = Read(said, self.start, self.start + len(said))
            following = parts[0] if parts and not is_place(self.text[slice(*parts[0])]) else None
            if kin.end() < len(self.words):
                self.start += kin.end()
            elif following and STARTS_NAME.match(self.text, *following):
                (self.start, self.end), parts = following, parts[1:]
        elif parts and ROLE.fullmatch(self.words) and not _NAMELESS.match(self.words):
            return False
        elif parts and _EPITHET.fullmatch(self.words) and self._is_person(parts[0]):
            self.found["role"] = read(self.text, self.start, self.end)  # "The artist, Ada Stone"
            (self.start, self.end), parts = parts[0], parts[1:]
        certain = CERTAINTY.match(self.text, self.start, self.end)
        if certain:
            self.found.setdefault("certainty", Read(degree(certain), *certain.span(certain.lastgroup)))
            self.start = certain.end()
        trade = _TRADE.match(self.words)
        if trade and "role" not in self.found:
            self.found["role"] = read(self.text, self.start, self.start + trade.end("role"))
            self.found["dealer"] = True
            self.start += trade.end()
        article = ARTICLE.match(self.words)
        if article:
            self.start += article.end()
        private = PRIVATE.match(self.words)
        if private and is_place(self.words[private.end() :]):
            parts.insert(0, Span(self.start + private.end(), self.end))
            self.end = self.start + private.end() - 1
        house = _HOUSE_OF.match(self.words)
        if house and is_place(self.words[house.end() :]):
            parts.insert(0, Span(self.start + house.end(), self.end))
            self.end = self.start + house.end() - 1
        dedication = DEDICATION.search(self.words)
        if dedication:
            self.end, parts = self.start + dedication.start(), []
        agent = _AS_AGENT.search(self.words)
        if agent:
            self.found["role"] = Read("as agent", self.start + agent.start("role"), self.start + agent.end())
            self.found["dealer"] = True
            self.end = self.start + agent.start()
        self.parts = parts
        return self._is_name(bool(kin))

    def _is_person(self, part: Span) -> bool:
        words = self.text[slice(*part)]
        is_named = " " in words and STARTS_NAME.match(words) and may_be_place(words)
        return bool(is_named) and not is_place(words) and not ORGANISATION.search(words)

    def _is_name(self, is_kin: bool) -> bool:
        words = self.words
        if not words or is_place(words) or EXHIBITION.search(words) or not any(map(str.isalpha, words)):
            return False
        if not is_kin and not STARTS_NAME.match(words):
            return False
        prose = PROSE.search(words)
        return not (prose and not (is_kin and prose.start() == 0)) and len(words.split()) <= LONGEST_NAME

    def _goes_on(self) -> None:
        """Take the parts behind the name that belong to it or tell of it, up to the place."""
        while self.parts and self._takes(self.parts[0]):
            self.parts = self.parts[1:]
        if self.parts and "role" not in self.found and ROLE.fullmatch(self.text[slice(*self.parts[-1])]):
            self._takes(self.parts.pop())  # "The Hague, as agent"
        if len(self.parts) == 1 and " " not in self.words.strip() and self._is_given_name(self.parts[0]):
            self.end, self.parts = self.parts[0].end, []

    def _takes(self, part: Span) -> bool:
        words = self.text[slice(*part)]
        lost = _LOST_COMMA.match(words)
        if lost and is_place(words[lost.end() :]):
            self.end = part.start + len(lost[0].rstrip())
            self.parts = [part, Span(part.start + lost.end(), part.end), *self.parts[1:]]
            return True
        kinship = KINSHIP.match(words)
        if kinship and "kinship" not in self.found:
            self.found["kinship"] = Read(kinship[0], part.start, part.start + kinship.end())
            return kinship.end() == len(words)
        if ROLE.fullmatch(words.rstrip(".")) and "role" not in self.found:
            self.found["role"] = read(self.text, *part)
            self.found["dealer"] = "dealer" in words or "agent" in words
            return True
        if self._is_of_name(part, words):
            is_interrupted = any(self.found[key].start > self.start for key in ("kinship", "role") if key in self.found)
            self.end = self.end if is_interrupted else part.end
            return not is_interrupted
        if ORGANISATION.search(words) and not PROSE.search(words) and may_be_place(words):
            if ORGANISATION.search(self.words):  # "Museum of Art, Carnegie Institute"
                self.end = part.end
                return True
            return self.found.setdefault("role", read(self.text, *part)).start == part.start
        return False

    def _is_of_name(self, part: Span, words: str) -> bool:
        """Whether a part goes on with the name: a title, a firm's partners, or anything before its years of life."""
        if TITLE.fullmatch(words):
            return True
        if is_place(words) or CERTAINTY.match(words):
            return False
        is_firm = " " not in self.words.strip() and FIRM_TAIL.fullmatch(words)
        is_before_life = part.end <= self.born_until and not ORGANISATION.search(words)
        is_partner = PARTNER.fullmatch(words) and not any(map(is_place, words.split(" and ")))
        return bool(is_firm or is_before_life or is_partner)

    def _is_given_name(self, part: Span) -> bool:
        """Whether a name is turned round, "Dupuy, Herbert"."""
        words = self.text[slice(*part)]
        return (
            bool(_GIVEN_NAME.fullmatch(words) and PERSON.match(words + " A"))
            and not is_place(words)
            and not ORGANISATION.search(self.words)
        )

    def _ends(self) -> None:
        """The name without a question mark, a bracket that is never closed, and the dot of the sentence."""
        unclosed = self.text.find("(", self.start, self.end)
        if unclosed > self.start and ")" not in self.text[unclosed : self.end]:
            self.end = unclosed
        value = self.words.rstrip() if "(" in self.words else self.words.rstrip(" )")
        self.end = self.start + len(value)
        doubt = _DOUBT.search(value)
        if doubt:
            self.found.setdefault("certainty", Read("possibly", self.start + doubt.start(), self.end))
            self.end = self.start + doubt.start()
        elif value.endswith(".") and not _DOTTED_END.search(value):
            self.end -= 1
        self.name = read(self.text, self.start, self.end)
