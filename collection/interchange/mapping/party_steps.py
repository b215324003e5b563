"""Steps on people: what part they had, what kind they are, how their names are written."""

import re
from functools import lru_cache

from collection.interchange.mapping.credit_lines import kind_of
from collection.interchange.mapping.registry import step
from collection.interchange.mapping.text_steps import as_text

# A word in what a museum calls a part → the catalogue's role. The first that fits decides.
_ROLES = (
    ("depicted", r"sitter|depicted|portrayed|subject"),
    ("former_owner", r"owner|collector|dealer|provenance|collection of|auction|seller|vendor|consign"),
    ("signatory", r"signator|\bsigned|\bsigner"),
    ("presenter", r"presenter|presented"),
    ("adviser", r"advis[eo]r|consultant"),
    ("user", r"\bused by|\buser|\bworn by|wearer"),
    ("designer", r"design|architect|planner|delineator|inventor|perspectiv|engineer(?!ed)"),
    ("other", r"publish|retail|commission|editor|compil|patron|donor|lender|foundry owner|distribut"),
    (
        "maker",
        r"artist|maker|mak(?:ing|e)|made|creat|paint|sculpt|print|engrav|etch|lithograph|photograph|draw|draughts|drafts|"
        r"illustrat|manufact|author|writer|calligraph|carver|cast|ceram|potter|weav|smith|glass|model|decorat|gild|lacquer|"
        r"copyist|director|producer|film|perform|compos|craft|workshop|studio|school|circle|follower|manner|after|"
        r"attribut|possibly|probably|style|collaborat|foundry|founder|bind|embroider|designer and|jewel|master|maestro",
    ),
)
_COMPILED = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _ROLES)
_PLAIN = {"artist", "maker", "creator", "designer", "depicted", "sitter", "former owner", "previous owner", "owner"}
_PLAIN |= {"made by", "primary", "signatory", "presenter", "adviser", "user", "other"}


@lru_cache(maxsize=4096)
def role_of(text: str) -> str | None:
    return next((role for role, pattern in _COMPILED if pattern.search(text)), None)


@step(
    "A party's role in the catalogue's words (maker, designer, signatory, depicted, presenter, adviser, former_owner, "
    "user, other), from the museum's own: printmaker → maker, sitter → depicted.",
    '"role"',
)
def role():
    def find(value, remarks):
        text = as_text(value).strip()
        found = role_of(text)
        if found is None and text:
            mend = "Give it a line in a look-up table before this step."
            remarks.add(
                "The catalogue knows no such role; it is recorded as “other”.", mend, "unknown-role", value=text
            )
            return "other"
        return found

    return find


@step(
    "What the museum's own word for a role says beyond the catalogue's: attributed to, after, printmaker.",
    '"role_note"',
)
def role_note():
    def find(value, remarks):
        text = " ".join(as_text(value).split())
        return None if text.casefold() in _PLAIN else text

    return find


_KINDS = (
    ("state", r"^(state|country|nation)$"),
    ("family", r"famil|dynasty|couple"),
    (
        "organisation",
        r"organi[sz]|corporat|institut|compan|business|firm|group|workshop|collective|collaboration|museum|foundation|"
        r"agency|manufactur|culture",
    ),
    ("person", r"person|individual|human|artist|constituent|creator|anonymous|male|female"),
)


@step("A party's kind (person, family, organisation, state), from the museum's own word for it.", '"party_kind"')
def party_kind():
    compiled = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS]

    def find(value, remarks):
        text = as_text(value).strip()
        found = next((kind for kind, pattern in compiled if pattern.search(text)), None)
        if found is None and text:
            remarks.add(
                "No such kind of party; “person” is recorded.", "Give it a line in a look-up table.", "unknown-kind"
            )
        return found

    return find


@step("A party's kind, guessed from words in its name: Foundation, & Sons, Family, Mr. and Mrs.", '"kind_of_name"')
def kind_of_name():
    return lambda value, remarks: kind_of(as_text(value))


@step("Turns an indexed name round: Harris, Charles → Charles Harris. Other names stay.", '"name_order"')
def name_order():
    def turn(value, remarks):
        text = " ".join(as_text(value).split())
        found = re.fullmatch(r"([^,()]+), ([^,()]+)(?:, (Jr\.?|Sr\.?|II|III|IV))?", text)
        if found is None or re.match(r"(?i)(inc|ltd|llc|co|jr|sr|ii|iii|iv)\b", found[2]):
            return text or None
        return f"{found[2]} {found[1]}" + (f", {found[3]}" if found[3] else "")

    return turn
