"""Rights statements by what catalogues call them."""

import re

from collection.interchange.mapping.registry import step
from collection.interchange.mapping.text_steps import as_text
from collection.models.rights import RightsStatement

_WORDS = {
    "cc0": RightsStatement.CC0,
    "cc0 10": RightsStatement.CC0,
    "cc0 10 universal": RightsStatement.CC0,
    "creative commons zero": RightsStatement.CC0,
    "public domain": RightsStatement.PUBLIC_DOMAIN,
    "copyright": RightsStatement.IN_COPYRIGHT,
    "in copyright": RightsStatement.IN_COPYRIGHT,
    "no known copyright restrictions": RightsStatement.NO_KNOWN,
}


def _key(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", text.replace("–", " ").replace("-", " ")).casefold().split())


_KNOWN = {_key(label): value for value, label in RightsStatement.choices} | _WORDS
_ADDRESSES = {re.sub(r"^https?://(www\.)?|/+$", "", value): value for value in RightsStatement.values}


@step(
    "The address of a rights statement (rightsstatements.org, Creative Commons), from its name or its address: CC0, In "
    "Copyright, Public Domain. What is none of them is reported and left out.",
    '"rights"',
)
def rights():
    def find(value, remarks):
        text = as_text(value).strip()
        address = re.sub(r"^https?://(www\.)?|/+$", "", text).replace("/page/", "/vocab/")
        found = _ADDRESSES.get(address) or _KNOWN.get(_key(text))
        if found is None and text:
            mend = "Give it a line in a look-up table before this step."
            remarks.add("No rights statement plainly meant; none is recorded.", mend, "unknown-rights", value=text)
        return found and str(found)

    return find
