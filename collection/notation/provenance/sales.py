"""What identifies a sale: lot, number in the catalogue, stock number, price, and the catalogue's title."""

import re

from collection.notation.provenance.values import Read, Sale

_NUMBER = r"(?:[A-Z]{1,3}|[A-Z][a-z])?[- ]?\d[\w./-]{0,14}(?<![.,/-])"
_AMOUNT = r"\d[\d,.' ]{0,14}\d|\d"
_CURRENCY = (
    r"(?i:pounds?(?: sterling)?|guineas?|gns\.?|francs?|frs?\.?|F\b|livres?|florins?|guilders?|fl\.|marks?|Mark|RM|DM|"
    r"Reichsmarks?|Goldmark|lire|dollars?|U\.?S\.? ?dollars|thalers?|gulden|kronor|kroner|scudi|CHF|SFr\.?|euros?|"
    r"yen|napol[eé]ons?|ducats?|kr\.|Sfr\.?|lire sterline|pesetas?|reales)"
)
_MANY = (
    rf"(?:{_NUMBER})(?:(?:, | and | & |-|–)(?!\d{{1,3}},\d{{3}})(?!\d[\d.]*[ ]{_CURRENCY})(?!1[5-9]\d\d\b|"
    rf"20\d\d\b)\d[\w]{{0,6}}(?![\w/]|"
    r" [A-Z][a-z]+ \d{4}))?"
)
_INVENTORY_OF = r"[Ii]nv(?:entory|\.) 1[4-8]\d\d, (?:nos?\.|n°|fol\.|f\.)"  # a year: the number stands behind it
# The words that open each part decide what its number is.
_PARTS = re.compile(
    rf"(?P<stock>(?<!\w)(?!{_INVENTORY_OF})(?:[Ss]tock|(?:ERR |MCCP )?[Ii]nventory|(?:ERR |MCCP )?[Ii]nv\.|Mü\.?|"
    rf"Linz|MCCP|"
    rf"ERR)[- ]?(?:[Nn]os?\.|[Nn]umbers?|"
    rf"[Nn]r\.)?[ ]?(?:{_MANY})"
    rf"|(?<!\w)(?:EK|NK|MNR|OAR|REC)[ ]?(?:[Nn]r\.|[Nn]o\.)?[ ]?\d{{1,6}}(?!\w)"
    rf"|(?<!\w)(?:stock code|stock book no\.?) (?:{_MANY}))"
    rf"|(?P<lot>(?<!\w)(?:[Ll]ots?|Los)(?:[ ]?(?:[Nn]os?\.?|#))?[ ]?(?:{_MANY}))"
    rf"|(?P<sale>(?<!\w)[Ss]ale(?: code)?[ ]?(?:[Nn]o\.?|#)?[ ]?(?!1[5-9]\d\d\b|"
    rf"20\d\d\b)[A-Z#]{{0,4}}-?\d{{2,6}}(?![\w/-]| [A-Z]))"
    rf"|(?P<number>(?<!\w)(?:(?:[Cc]at(?:alogue|\.)|under) )?(?:[Nn]os?\.|[Nn]umber|[Nn]r\.|n°|N°|no(?= \d)|"
    rf"#)[ ]?(?:{_MANY})|(?<!\w)cat\. {_NUMBER})"
    rf"|(?P<price>(?:(?<!\w)(?:for|at|à|pour|für) )?(?:(?:US|A|"
    rf"C)?[$£€¥][ ]?(?:{_AMOUNT})(?:,000)?(?: ?million)?(?:s\.?(?: ?\d{{1,2}}d\.?)?(?!\w))?"
    rf"|(?-i:(?<!\w)(?:[Ff]rs?|FF|DM|RM|SFr|CHF|[Ff]l|[Dd]fl|Hfl|Gns|Lire)\.? ?(?:{_AMOUNT}))"
    rf"|(?<![\w/-])(?:{_AMOUNT})[ ]{_CURRENCY}(?![\w’'])))"
)
# Titles stand in quotation marks; those of a single word are more often a pet name.
_TITLE = re.compile(r"[\"“«„](?=[^\"“”«»„]{0,80} )[^\"“”«»„]{2,300}[\"”»“]")
_ILLUSTRATED = re.compile(r",? (?:illustrated|illus\.|repr\.|ill\.)(?: in colou?r| in the catalogue)?(?=[\s,;.)\]]|$)")


_MAY_TELL = re.compile(
    rf"[\"“«„#$£€¥°]|[Ll]o[ts]|[Nn]os?\b|[Nn]r\b|[Nn]umber|[Ss]tock|[Ii]nv|EK|NK|MNR|[Ss]ale\b|[Cc]at\b|illus|repr|"
    rf"ill\.|"
    rf"\d[ ]{_CURRENCY}|(?:Fr|FF|DM|RM|CHF|[Ff]l|[Hd]fl|Gns|Lire|fr)\.? ?\d"
)


class Details:
    """The details of sales found in a period, each with its place, until `between` says which belong to one sale."""

    def __init__(self, text: str, start: int, end: int):
        self.found = []
        self.spans = []
        if not _MAY_TELL.search(text, start, end):
            return
        self.spans = [match.span() for match in _ILLUSTRATED.finditer(text, start, end)]
        for match in _PARTS.finditer(text, start, end):
            self._add(match.lastgroup, match)
        for match in _TITLE.finditer(text, start, end):
            self._add("title", match)

    def _add(self, kind: str, match: re.Match) -> None:
        self.found.append((kind, Read(match[0].strip('"“”«»„ ') if kind == "title" else match[0], *match.span())))
        self.spans.append(match.span())

    def between(self, start: int, end: int) -> Sale | None:
        """The sale told of between two places; of two numbers of one kind the first."""
        parts = {}
        for kind, read in self.found:
            if start <= read.start and read.end <= end:
                parts.setdefault(kind, read)
        if not parts:
            return None
        return Sale(
            parts.get("lot"),
            parts.get("number"),
            parts.get("stock"),
            parts.get("sale"),
            parts.get("price"),
            parts.get("title"),
        )
