"""Where a period tells, beside its own, how the work left it: that part is read apart."""

import re

from collection.notation.provenance import methods
from collection.notation.provenance.certainty import CERTAINTY
from collection.notation.provenance.splitting import bracket_pairs

_ONWARD_WORDS = (
    r"(?:then |thence |and |subsequently |later )?(?:(?:re)?sold|to\b|given|donated|bequeathed|by (?:descent|"
    r"inheritance|bequest|gift|"
    r"exchange) (?:to|through|in)|(?:his|her|their|its) (?:estate|posthumous|sale|gift|bequest)|"
    r"(?:estate |anonymous )?sale\b|consigned|returned|transferred|exchanged|inherited by|passed|confiscated|"
    r"seized|looted|lent|restituted|recovered|auctioned|stolen|bequest|gift|"
    r"purchased by|bought by|acquired by|vendu|vente|verkauft|bought in|unsold)"
)
_ONWARD = re.compile(rf"[\s,]*{_ONWARD_WORDS}")
_ONWARD_TAIL = re.compile(
    r"(?:(?<=, )|(?<= [-–—] ))(?:(?:his|her|their) (?:estate )?sale\b|"
    r"(?:sale(?=, [A-Z])|bought by(?= )|(?:by|"
    r"from|through) whom(?= )|where (?=(?:it was )?(?:acquired|bought|purchased|sold) ))|(?:and |"
    r"then )?(?:re)?sold (?:under duress |privately |anonymously |directly )?(?:to|through|at|by|(?=Sotheb|Christ|"
    r"Phillips|Bonhams|Parke))|(?:sold|gift|"
    r"bequest|bequeathed|loan|transfer)(?=[ .,]*$)|(?:and |then )?(?:given|bequeathed|donated|consigned|lent|"
    r"returned|"
    r"transferred|exchanged|restituted|presented) (?:to|by|with)|(?:then )?by (?:descent|inheritance|bequest|gift) "
    r"(?:to|through|within|in)|"
    r"confiscated by|seized by|looted by|restituted to|bought in|unsold|inherited by|purchased by|bought by|"
    r"(?<=, )bt\.?(?: by)?(?= (?:the )?[A-ZÀ-Ý](?:(?! for )[^,;()]){1,40}"
    r"(?:,\s*(?:\d|[£$]|for )[^()]{0,40})?[\s,.)]*$)|"
    r"upon (?:his|her|their) death)"
)
_LEADING = re.compile(
    r",\s*(?P<how>(?:sold|by descent|by inheritance|by exchange|exchange|gift|by gift|given|bequest|by bequest|"
    r"bequeathed|"
    r"consigned|transferred|returned|restituted|on loan|lent|by whom sold)(?: (?:through|at|by) [^;\[\]]{2,120}|"
    r"\s*\[[^\[\]]{2,200}\])?)[\s,]*$"
)
# What a clause tells is another event: "by Dr. Smith, who took it to London and sold it in 1920".
_WHOM = re.compile(r"(?:by|from|through) whom|where ")
_CLAUSE = re.compile(
    r"(?<=, )(?:who|which|whose|where(?! (?:it was )?(?:acquired|bought|purchased|sold)\b)|when|"
    r"at which)\b(?! (?:he |she |they )?(?:purchased|bought|acquired|received|"
    r"inherited|became))"
)


def onward_place(words: str, leads_on: bool = False) -> tuple[int, int] | None:
    """Where the period tells what came next: behind ";" or in parentheses at its end, or ", sold to" after a name.

    leads_on: the next period begins with "to", so ", by descent" at the end of this one tells of it.
    """
    leading = _LEADING.search(words) if leads_on else None
    if leading:
        return leading.span("how")
    for opening, closing in bracket_pairs(words, 0, len(words)):
        semicolon = words.find(";", opening, closing)
        while semicolon >= 0:
            if _ONWARD.match(words, semicolon + 1, closing):
                return semicolon + 1, closing
            semicolon = words.find(";", semicolon + 1, closing)
        before = CERTAINTY.sub("", words[:opening]).strip()
        if ";" not in words[opening:closing] and before and _ONWARD.match(words, opening + 1, closing):
            return opening + 1, closing
    tail = _ONWARD_TAIL.search(words)
    if (
        tail
        and (words[tail.start() - 2] in "-–—" or _WHOM.match(words, tail.start()) or not methods.PHRASE.match(words))
        and len(words[: tail.start()].strip(" ,([")) > 3
    ):
        end = len(words)
        while end and words[end - 1] in " )].":
            end -= 1
        if not _only_dates(words[: tail.start()]):
            return tail.start(), max(end, tail.end())
    return None


def _only_dates(words: str) -> bool:
    return not re.search(
        r"[A-ZÀ-Ý][a-z]+ [A-ZÀ-Ý]|[A-ZÀ-Ý]\w+,", re.sub(r"[A-Z][a-z]+ \d|By|Before|After|Until", "", words)
    )


def without_clause(words: str) -> str:
    """The words with a clause that tells another event blanked: its dates and names are not the period's."""
    clause = _CLAUSE.search(words)
    return words[: clause.start()] + " " * (len(words) - clause.start()) if clause else words
