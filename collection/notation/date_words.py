"""The words in which museums write dates, and the cutting of a date text into tokens.

English throughout, and those German, French, Italian, Spanish and Dutch words that catalogues use for "about",
"before", "after", for centuries and for months.
"""

import re
import unicodedata
from typing import NamedTuple


class Token(NamedTuple):
    """A word, number or mark, and what it stands for.

    kind: one of the keys of `_WORDS`, the punctuation character (every dash is "-"), or with a value
      "num", "decade": the digits; "masked": digits and X;
      "ord", "roman", "month", "season": the number;
      "numeric": year and two numbers of which either may be the month; "iso": year, month, day or None;
      "name": the word, which is none that dates are written with.
    """

    kind: str
    value: object = None


def _table(**values) -> dict[str, Token]:
    return {word: Token(kind, number) for kind, words in values.items() for number, word in enumerate(words.split(), 1)}


_MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr _ jun jul aug sep oct nov dec",
    "_ _ _ _ _ _ _ _ sept _ _ _",
    "januar februar märz _ mai juni juli _ _ oktober _ dezember",
    "janvier février mars avril _ juin juillet août septembre octobre novembre décembre",
    "jänner _ _ _ _ _ _ _ _ okt _ dez",
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "1st 2nd 3rd",
    "erste zweite dritte",
    "première deuxième troisième",
)
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split()
ROMAN_NUMBERS = {numeral: number for number, numeral in enumerate(_ROMAN, 1)}

_WORDS = {
    "circa": "c ca cca circa approximately approx about around roughly estimated est um gegen vers environ env",
    "maybe": "possibly probably perhaps likely presumably wohl vermutlich wahrscheinlich probablement",
    "bce": "bce bc",
    "ce": "ce ad",
    "early": "early beginning start anfang début inizio",
    "mid": "mid middle mitte milieu metà",
    "late": "late end close ende fin fine",
    "former": "earlier",
    "later": "later",
    "last": "last letzte letztes dernier dernière",
    "2": "half hälfte moitié",
    "3": "third drittel tiers",
    "4": "quarter viertel quart",
    "century": "century centuries cent jh jhdt jahrhundert jahrhunderts siècle siècles secolo siglo eeuw",
    "millennium": "millennium millennia jahrtausend millénaire",
    "before": "before pre vor avant voor",
    "after": "after post nach après na",
    "upto": "by until till _upto",
    "from": "from since ab seit depuis dès _from",
    "orlater": "_orlater onward onwards",
    "orearlier": "_orearlier",
    "between": "between zwischen entre",
    "and": "and und et &",
    "or": "or oder ou",
    "to": "to through thru bis",
    "present": "present",
    "posthumous": "posthumous posthumously",
    "project": "project",
    "role": "designed design manufactured manufacture printed print made cast modeled modelled published issued "
    "produced executed completed conceived created drawn painted built fabricated patented block plate "
    "impression edition memorial dated date reworked revised retouched refired reedited reprinted reprint recast "
    "reissued written carved woven fired engraved etched photographed negative assembled signed inscribed enlarged "
    "refabricated remade reconstructed",
    "begun": "begun started commenced",
    "period": "dynasty dynasties period periods era reign kingdom",
    # These turn "Qing dynasty" into something that is not from the Qing dynasty.
    "style": "style copy imitation reproduction replica forgery manner revival type modern fake",
    "": "the in of on during du de des le la les den der dem im am il del shortly soon just dating dates sometime",
}
_WORD_KINDS = {word: Token(kind) for kind, words in _WORDS.items() for word in words.split()}
for _row in _MONTHS:
    _WORD_KINDS |= _table(month=_row)
for _row in _ORDINALS:
    _WORD_KINDS |= _table(ord=_row)
_SEASONS = ("spring frühjahr printemps", "summer sommer été", "autumn fall herbst automne", "winter hiver")
for _code, _names in enumerate(_SEASONS, 21):
    _WORD_KINDS |= {_name: Token("season", _code) for _name in _names.split()}
_WORD_KINDS.pop("_")

_REWRITES = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\bno[t]? (?:later than|after)\b|\bprior to or in\b|\bup to\b", " _upto "),
        (r"\bno[t]? (?:earlier than|before)\b", " _from "),
        (r"\bprior to\b", " before "),
        (r"\b(?:or|and) (?:shortly |slightly |soon )?(?:later|after|thereafter)(?= *[)?]*$| *[,;])", " _orlater "),
        (r"\b(?:or|and) (?:shortly |slightly )?(?:earlier|before)(?= *[)?]*$| *[,;])", " _orearlier "),
        (r"\bav(?:ant)?\.? ?j\.?[ -]?c\b\.?|\bv\. ?chr\b\.?", " bce "),
        (r"\bap(?:rès|r)?\.? ?j\.?[ -]?c\b\.?|\bn\. ?chr\b\.?", " ce "),
        (r"\bb\.? ?c\.? ?e\b\.?|\bb\. ?c\b\.?", " bce "),
        (r"\ba\. ?d\b\.?|\bc\. ?e\b\.", " ce "),
        (r"\bre-(?=[a-z])", "re"),
        (r"(?<=[0-9](?:st|nd|rd|th))c(?![a-z])", " century"),
        (r"(?<=[0-9])['’](?=s\b)", ""),
    )
]
_TOKEN = re.compile(
    r"(?P<dmy>(?<![0-9])[0-9]{1,2}(?P<s1>[-/.])[0-9]{1,2}(?P=s1)[0-9]{4}(?![0-9]))"
    r"|(?P<ymd>(?<![0-9])[0-9]{4}(?P<s2>[-/.])[0-9]{1,2}(?P=s2)[0-9]{1,2}(?![0-9]))"
    r"|(?P<my>(?<![0-9])[0-9]{1,2}/[0-9]{4}(?![0-9]))"
    r"|(?P<decade>(?<![0-9])[0-9]{2,4}s\b)"
    r"|(?P<masked>(?<![0-9])[0-9]{2,3}x{1,2}\b)"
    r"|(?P<ord>(?<![0-9])[0-9]{1,2}(?:st|nd|rd|th|e|er|ère|ème|eme)\b)"
    r"|(?P<dotord>(?<![0-9])[0-9]{1,2}\.(?= ?[a-zà-ÿ]))"
    r"|(?P<roman>\b[ivx]+(?:e|ème|eme)?(?=[ .-]|$))"
    r"|(?P<num>[0-9]+)"
    r"|(?P<word>[^\W\d_]+|_[a-z]+|&)"
    r"|(?P<mark>[-–—,;:/()?])"
    r"|(?P<drop>[\s.\[\]]+)"
)


class Cursor:
    """A place in a list of tokens that moves on as they are understood."""

    def __init__(self, tokens: list[Token]):
        self.tokens, self.position = tokens, 0

    def kind(self, ahead: int = 0) -> str:
        """The kind of a token further on, or "end" past the last."""
        place = self.position + ahead
        return self.tokens[place].kind if place < len(self.tokens) else "end"

    def kinds(self, count: int) -> list[str]:
        return [self.kind(ahead) for ahead in range(count)]

    def take(self):
        """The value of the next token, which is then behind us."""
        self.position += 1
        return self.tokens[self.position - 1].value

    def accept(self, *kinds: str) -> bool:
        """Step over the next token if it is of one of these kinds, and say whether it was."""
        if self.kind() in kinds:
            self.position += 1
            return True
        return False

    def number(self, ahead: int = 0) -> int:
        """How many digits the token further on has; 0 if it is no number."""
        return len(self.tokens[self.position + ahead].value) if self.kind(ahead) == "num" else 0


def tokens(text: str) -> list[Token] | None:
    """The tokens of a date text, or None where it holds a character that no date is written with."""
    text = unicodedata.normalize("NFC", text).casefold().replace("ß", "ss")
    text = " ".join(re.sub("[‐‑‒−]", "-", text).split())
    for pattern, replacement in _REWRITES:
        text = pattern.sub(replacement, text)
    found, position = [], 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            return None
        token = _token(match)
        if token and not (token.kind == "-" and found and found[-1].kind == "-"):  # "1896---1911"
            found.append(token)
        position = match.end()
    return found


def _token(match: re.Match) -> Token | None:
    kind, text = match.lastgroup, match[0]
    if kind == "dmy":
        first, second, year = re.split("[-/.]", text)
        return Token("numeric", (int(year), int(first), int(second)))
    if kind == "ymd":
        year, month, day = re.split("[-/.]", text)
        return Token("iso", (int(year), int(month), int(day)))
    if kind == "my":
        month, year = text.split("/")
        return Token("iso", (int(year), int(month), None))
    if kind == "decade":
        return Token("decade", text[:-1])
    if kind == "masked":
        return Token("masked", text.upper()) if len(text) == 4 else Token("name", text)
    if kind in ("ord", "dotord"):
        return Token("ord", int(re.match("[0-9]+", text)[0]))
    if kind == "roman":
        number = ROMAN_NUMBERS.get(text.rstrip("eèm"))
        return Token("roman", number) if number else Token("name", text)
    if kind == "num":
        return Token("num", text)
    if kind == "word":
        token = _WORD_KINDS.get(text, Token("name", text))
        return token if token.kind else None
    if kind == "mark":
        return Token("-" if text in "–—" else text)
    return None
