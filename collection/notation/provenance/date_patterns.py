"""The words in which provenances write dates, and the prepositions that say what a date means."""

import re

# Months of the languages that the notation of dates does not read, for those that it does.
_FOREIGN_MONTHS = {
    "January": "januari gennaio enero gen ene",
    "February": "februari febbraio febrero",
    "March": "maart marzo mrt",
    "April": "aprile abril",
    "May": "mei maggio mayo mag",
    "June": "giugno junio giu",
    "July": "luglio julio lug",
    "August": "augustus agosto ago",
    "September": "settembre septiembre setiembre septemer set",
    "October": "ottobre octubre ott",
    "November": "novembre noviembre",
    "December": "dicembre diciembre dic",
}
ENGLISH_MONTHS = {word: month for month, words in _FOREIGN_MONTHS.items() for word in words.split()}
MONTHS = (
    r"(?:Jan(?:uary|uar|uari|vier|\.)?|Feb(?:ruary|ruar|ruari|r\.|\.)?|Mar(?:ch|\.)?|März|Apr(?:il|\.)?|May|Mai|June?|"
    r"Juni|juin|July?|Juli|juillet|Aug(?:ust|ustus|\.)?|Sept?(?:ember|emer|\.)?|O[ck]t(?:ober|obre|\.)?|"
    r"Nov(?:ember|\.)?|De[cz](?:ember|\.)?|janvier|février|mars|avril|mai|août|septembre|octobre|novembre|décembre|"
    r"jun[ei]|jul[iy]|april|august|september|oktober|november|december|"
    + "|".join(sorted((word for word in ENGLISH_MONTHS if len(word) > 3), key=len, reverse=True))
    + r"|mei|mrt)(?![\w])\.?"
)
_YEAR = r"(?<!\d)(?<!\d\.)(?<![$£€#])(?:1[0-9]{3}|20[0-9]{2})(?!\d|,\d\d\d|\.\d)"
_DAY = r"[0-3]?\d(?:st|nd|rd|th|\.|er|°)?"
_DASH = r"[ ]?(?:-{1,2}|–|—)[ ]?"
_ABOUT = (
    r"(?:(?<![\w.])(?:[Cc]a?\.|[Cc]a?(?=[ ]\d)|[Cc]irca|[Aa]bout|[Aa]round|[Aa]pprox(?:imately|\.)|[Uu]m|[Vv]ers|"
    r"[Gg]egen|[Oo]mstreeks|[Vv]erso il|[Hh]acia)[ ]{0,2})"
)
_PART = (
    r"(?:(?:the )?(?:very )?(?:early|mid|middle|late|later|first half|second half|(?:first|second|third|fourth|last) "
    r"quarter|beginning|end|Anfang|Mitte|Ende|début|milieu|fin)(?:[- ]to[- ](?:mid|late))?(?: of)?(?: du| des)?"
    r"[- ](?:the )?)"
)
_CENTURY = (
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)|(?:six|seven|eigh|nine)teenth|fifteenth|fourteenth|twentieth)"
    r"(?:(?:[ ]?[-–][ ]?|\sor\s|\sto\s)\d{1,2}(?:st|nd|rd|th))?[- ](?:century|centuries|c\.)(?: BCE?| B\.C\.(?:E\.)?)?"
    r"|\d{1,2}\. (?:Jahrhunderts?|Jh\.?)|(?:XVI{0,3}|XI?X|XXI?)(?:e siècle| secolo)|\d{1,2}d?e eeuw"
    r"|(?:siglo|secolo) (?:XVI{0,3}|XI?X|XXI?)\b)"
)
# What the first letters of a date can be, so that the rest is tried at few places.
_BEGINNING = (
    r"\d|[Cc]a?[. ]|[Cc]irca|[Aa](?:bout|round|pprox)|[Uu]m |[Vv]ers|[Gg]egen|[Oo]mstr|[Hh]acia|"
    r"[JFMASOND](?:an|eb|a[riy]|är|pr|u[nlg]|ep|[ck]t|ov|e[cz])|janv|janu|févr|febr|febb|mars|maart|marz|mrt|avri|"
    r"apri|abri|mai|mei|magg|mayo|juni|juli|june|july|jui|août|augu|agos|sept|sett|seti|octo|octu|okto|otto|nove|novi|"
    r"déce|dece|dici|genn|ener|giug|lugl|[Ss](?:prin|umm|omm)|[Aa]utu|[Ff]all|[Ww]int|Früh|Herb|prin|été|auto|hive|"
    r"the |very |early|mid|late|first|seco|thir|four|last|begi|end |Anfa|Mitt|Ende|débu|mili|fin |six|seve|eigh|nine|"
    r"fift|twen|X[VIX]|siglo|secol"
)
# One date, as a reading of its own. Alternatives from the longest to the shortest.
ATOM = re.compile(
    rf"(?<!\w)(?={_BEGINNING})(?P<about>{_ABOUT})?(?:"
    rf"(?P<mdy>{MONTHS} ?{_DAY}(?:(?:{_DASH}|[ ]?(?:and|&|/)[ ]?)(?:{MONTHS} )?{_DAY})?,? ?{_YEAR})"
    rf"|(?P<dmy>(?<![\d.]){_DAY}(?:(?: {MONTHS})?(?:{_DASH}|[ ]?(?:and|&|/|bis)[ ]?){_DAY})?(?: de)? ?{MONTHS},?"
    rf"(?: de)? ?{_YEAR})"
    rf"|(?P<ymd>{_YEAR},? {MONTHS} {_DAY}(?![\w]))"
    rf"|(?P<my>(?:{_PART})?{MONTHS}(?:(?:{_DASH}|/){MONTHS})?(?:,|, of| of| de)? ?{_YEAR})"
    rf"|(?P<season>(?:{_PART})?(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|Frühjahr|Sommer|Herbst|printemps|"
    rf"été|automne|hiver)(?: of|,)? ?{_YEAR}(?:[-–/]\d\d(?!\d))?)"
    r"|(?P<bce>(?<![\d.,])\d{1,4}(?:[-–]\d{1,4})? (?:BCE?\b|B\.C\.(?:E\.)?))"
    r"|(?P<iso>(?<![\d/.-])\d{4}-\d{2}-\d{2}(?![\d/-]))"
    r"|(?P<days>(?<![\d/.-])\d{1,2}\.[ ]?[/–-][ ]?\d{1,2}\.[ ]?\d{1,2}\.[ ]?[12]\d{3}(?![\d/]))"
    r"|(?P<numeric>(?<![\d/.-])\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)[12]\d{3}(?![\d/])"
    r"|(?<![\d/.-])\d{1,2}/[12]\d{3}(?![\d/]))"
    r"|(?P<short>(?<![\d/.-])\d{1,2}/\d{1,2}(?:[-–]\d{1,2})?/\d{2}(?![\d/]))"
    rf"|(?P<decade>(?:{_PART}|the )?(?<![\d])(?:1[0-9]|20)\d0['’]?s\b)"
    rf"|(?P<century>(?:{_PART}|the )?{_CENTURY})"
    rf"|(?P<partyear>{_PART}{_YEAR})"
    rf"|(?P<year>{_YEAR})"
    r")(?P<doubt>[ ]?\(\?\)|\?)?"
)
MAY_DATE = re.compile(r"\d\d|entur|siècle|secolo|siglo|BC|B\.C")
PLAIN = re.compile(r"(?P<month>[A-Z][a-z]+) (?:(?P<day>\d{1,2}),? )?(?P<year>\d{4})")
MONTH_NUMBERS = {
    name: f"{number:02d}"
    for number, name in enumerate(
        "January February March April May June July August September October November December".split(), 1
    )
}
# A number of four digits that is the name of something: "1962 Biennial", "1245 Shady Avenue".
NO_DATE = re.compile(
    r"[ ](?:[A-Z][\w'’.]+ ){0,3}(?:International|Biennial|Biennale|Exhibition|Annual|Salon|Triennial|"
    r"Street|Avenue|Ave\b|Road|Rd\b|Boulevard|Blvd|Lane|Drive|Terrace)"
)
_WORD = r"(?<![\w’'])"
_KINDS = {
    "until_least": r"(?:un)?til (?:at least|after)|at least (?:un)?til|to at least|still(?: there| owned)?(?: in| "
    r"by)?|at least(?: through| to| in)?|through at least|until or after|mindestens(?: bis)?|bis "
    r"mindestens|noch|jusqu['’](?:en|à|au) au moins|au moins jusqu['’](?:en|à|au)|tot ten minste|almeno fino al",
    "until_between": r"(?:un)?til (?:sometime )?between",
    "until_by": r"(?:un)?til (?:sometime |shortly |just )?(?:before|by|no later than|not later than)|"
    r"(?:un)?til at (?:the )?latest|until at most",
    "until": r"(?:un)?til(?: (?:(?:his|her|their) deaths?|(?:it was )?(?:destroyed|stolen|confiscated|seized|"
    r"looted|sold|lost)))?(?: in|,| on)?|(?:up )?to|thru|through|up (?:un)?til|bis|"
    r"jusqu['’](?:en|à|au)|until d\.|tot|fino al?|hasta|al",
    "by": r"(?:no|not) later than|by at least|at least by|by the time of (?:his|her|their) death in|by or before|"
    r"in or before|on or before|as early as|by|before|prior to|recorded in|spätestens|vor|avant|already in|v[óo]{1,2}r|"
    r"prima del|antes de|entro il",
    "after": r"(?:sometime |shortly |soon |some time |possibly )?after|not before|no earlier than|not earlier than|"
    r"in or after|nach|après|na|dopo il|después de",
    "between": r"(?:sometime )?between|zwischen|entre|tussen|tra il",
    "in": r"in|during|im Jahre|im|en|sometime in|at some time in|nel|(?:inventory|inv\.)(?: of)?|"
    r"inventaire de|Inventar von|inventario del",
    "begin": r"from|since|as of|beginning(?: in)?|starting(?: in)?|on|dated|ab|seit|depuis|am|le|in the|the|sinds|"
    r"vanaf|dal|desde|op|il|el",
}
_BEHIND_DASH = {"until_least": r"|[-–—][ ]?after", "until_by": r"|[-–—][ ]?(?:before|by)"}  # "1947–after 1952"
PREPOSITION = re.compile(
    "(?:"
    + "|".join(f"(?P<{kind}>{_WORD}(?:{words}){_BEHIND_DASH.get(kind, '')})" for kind, words in _KINDS.items())
    + r")[ ]{1,8}$"
    r"|(?P<dash>-{1,2}|–|—|/)[ ]{0,2}(?:(?:his |her |their )?(?:d\.[ ]?|death(?: in)? ))?$|(?P<or>\b(?:or|oder|"
    r"ou))[ ]{1,8}$|(?P<and>\b(?:and|und|et|e|y))[ ]{1,8}$",
    re.IGNORECASE,
)
SHORT_END = re.compile(r"[ ]?(?P<mark>[-–—/])[ ]?(?P<digits>\d{1,2})(?![\d/.]|[ ]?(?:lot|inches))(?P<doubt>\?)?")
OPEN_END = re.compile(r"[ ]?[-–—]{1,2}[ ]?(?:\?|present\b|today\b|heute\b|(?=[)\]:,\n]|$))")
# The years of a reign or of activity are no ownership, and a firm's first is not either: "(r. 1503–13)".
OTHER = re.compile(r"(?<!\w)(?:r\.|reigned|ruled|fl\.|active|flourished|[Ll]ugt|(?:re)?built|restored|exh\.)[ ]{0,2}$")
DOUBT = re.compile(r"(?<!\w)(?:likely|probably|possibly|perhaps|presumably|maybe)[ ]{1,3}$", re.IGNORECASE)
DEATH = re.compile(r"until (?:his|her|their|the artist['’]s) deaths?(?![\w])(?! in)", re.IGNORECASE)
