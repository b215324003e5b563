"""How sure a provenance is of what it says: "possibly", "probably", "(?)"."""

import re

CERTAINTY = re.compile(
    r"(?!said to be from|reportedly (?:found|from))(?:(?P<mark>\(\?\)|\[\?\]|\?)\s*(?=\w)|"
    r"\(?\[?(?P<word>possibly|perhaps|maybe|probably|most likely|likely|presumably|apparently|reportedly|allegedly|"
    r"said to (?:have been|be)|believed to (?:have been|be)|traditionally|by tradition|wohl|vermutlich|"
    r"wahrscheinlich|"
    r"möglicherweise|vielleicht|probablement|peut-être|forse|probabilmente|probablemente|quizás|wellicht|mogelijk|"
    r"waarschijnlijk)(?=[\s,:)\]])[)\]]?[,:]?\s*)",
    re.IGNORECASE,
)
_DEGREES = {
    "possibly": "possibly",
    "perhaps": "possibly",
    "maybe": "possibly",
    "möglicherweise": "possibly",
    "vielleicht": "possibly",
    "peut-être": "possibly",
    "forse": "possibly",
    "quizás": "possibly",
    "wellicht": "possibly",
    "mogelijk": "possibly",
}


def degree(match: re.Match) -> str:
    """Which of the two degrees that provenances keep apart a match says: "possibly", also for "?", or "probably"."""
    return _DEGREES.get((match["word"] or "possibly").casefold(), "probably")
