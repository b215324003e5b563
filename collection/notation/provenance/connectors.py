"""The prepositions that lead from a method to those it concerns, and the role that each gives."""

import re

CONNECTOR = re.compile(
    r"\s*(?:,\s*)?(?:(?:directly|jointly|"
    r"originally|anonymously|privately|in turn|back|as a gift|outright|illegally|again|"
    r"the work|it|"
    r"through inheritance|ohne Entschädigung|each|jointly|there) ){0,2}"
    r"(?P<word>mit|durch Vermittlung(?: von)?|to|by|from|through|via|at|of|in|for|with|on behalf of|within|von|vom|an|"
    r"bei|durch|par|à|de|du|des|"
    r"der|d['’]|au|aux|"
    r"chez|aus|für|pour|aan|door|van|(?-i:al?(?= [A-ZÀ-Ý]|l? museo| su\w{0,2} )|alla|ai|da|dal|dalla|dai|del|di|por|"
    r"tramite))(?:(?<=['’])|:?\s+|$)",
    re.IGNORECASE,
)
LATER_CONNECTOR = re.compile(
    r"(?<=[\s,)])(?:(?P<auction>at (?:public )?auction\b)|(?P<word>to|by|from|through|via|at|"
    r"for(?= [A-ZÀ-Ý])|on behalf of|für|bt\.?|bought(?: by)?|"
    r"acquis par|acheté par|adjugé à|"
    r"(?<!from )(?<!to )(?<!by )(?<!of )an|bei|durch|"
    r"par|à|"
    r"au|aux|chez)\s+(?=(?:possibly |probably |perhaps )?[(\"“]?(?:the |an? |his |her |their |its |present |this |"
    r"museum|musée|"
    r"l['’]|le |la |héritiers|"
    r"de |von |van |artist|die |den |das |der |[A-ZÀ-Ý])))"
)
LATER_ABROAD = re.compile(
    r"(?<=[\s,)])(?P<word>aan|door|bij|al?|alla|ai|da|dal|dalla|dai|por|presso)\s+(?P<auction>(?!))?(?=(?:het |de |"
    r"den |il |el |la |lo )?"
    r"(?:muse|suoi |sus |zijn |haar |sua |suo |su |[A-ZÀ-Ý]))"
)
LATER_EXCHANGE = re.compile(r"(?<=[\s,])(?P<word>with|to|by)\s+(?P<auction>(?!))?(?=(?:the )?[(A-ZÀ-Ý])")
ROLE_OF = {
    "to": "to",
    "an": "to",
    "à": "to",
    "au": "to",
    "aux": "to",
    "by": "by",
    "von": "by",
    "vom": "by",
    "par": "by",
    "from": "from",
    "aus": "from",
    "of": "of",
    "de": "of",
    "du": "of",
    "des": "of",
    "d'": "of",
    "d’": "of",
    "through": "through",
    "via": "through",
    "durch": "by",
    "at": "at",
    "bei": "at",
    "chez": "at",
    "in": "in",
    "within": "in",
    "for": "for",
    "with": "with",
    "der": "of",
    "on behalf of": "for",
    "für": "for",
    "pour": "for",
    "durch vermittlung": "through",
    "durch vermittlung von": "through",
    "mit": "with",
    "tramite": "through",
    "aan": "to",
    "a": "to",
    "al": "to",
    "ai": "to",
    "alla": "to",
    "door": "by",
    "da": "by",
    "dal": "by",
    "dalla": "by",
    "dai": "by",
    "por": "by",
    "van": "of",
    "di": "of",
    "del": "of",
    "bij": "at",
    "presso": "at",
    "bought by": "to",
    "bought": "to",
    "bt": "to",
    "bt.": "to",
    "acquis par": "to",
    "acheté par": "to",
    "adjugé à": "to",
}
