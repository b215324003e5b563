"""Steps on plain text: cutting, joining, replacing, looking up."""

import html

import regex

from collection.interchange.mapping.registry import step

PATIENCE = 0.1  # seconds that a pattern may take over one value


def as_text(value) -> str:
    """A value as a cataloguer would write it: 7 for 7.0, yes for true."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, dict):
        return ", ".join(as_text(member) for member in value.values() if member not in (None, ""))
    return str(value)


@step("Takes blanks off both ends; runs of blanks and line breaks become one blank.", '"trim"')
def trim():
    return lambda value, remarks: " ".join(as_text(value).split()) or None


@step("Keeps the text exactly as it is, with its blanks and line breaks.", '"keep"')
def keep():
    return lambda value, remarks: value


@step("Cuts a text into several at a sign, blanks off; at one of several signs if a list is given.", '{ split = ";" }')
def split(at):
    signs = [at] if isinstance(at, str) else list(at)
    if not signs or not all(signs):
        raise ValueError("the sign to cut at is empty")

    def cut(value, remarks):
        parts = [as_text(value)]
        for sign in signs:
            parts = [piece for part in parts for piece in part.split(sign)]
        return [part.strip() for part in parts if part.strip()]

    return cut


@step(
    "Puts several values together, with a sign between them; what is empty is left out.", '{ join = ", " }', whole=True
)
def join(between="; "):
    def put_together(value, remarks):
        members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
        return between.join(as_text(member) for member in members if member not in (None, "")) or None

    return put_together


@step("Several values, or nothing unless there are this many of them.", "{ complete = 2 }", whole=True)
def complete(count):
    return lambda value, remarks: value if isinstance(value, (dict, list)) and len(value) >= count else None


@step("Takes the first of several values.", '"first"', whole=True)
def first():
    return lambda value, remarks: (value[0] if value else None) if isinstance(value, list) else value


@step("Takes the last of several values.", '"last"', whole=True)
def last():
    return lambda value, remarks: (value[-1] if value else None) if isinstance(value, list) else value


@step("Gives this value, whatever the column says.", '{ constant = "gift" }', fills=True)
def constant(text):
    return lambda value, remarks: text


@step(
    "Gives this value where there is none. With warn, the row is reported with these words.",
    '{ default = "[Untitled]", warn = "The record has no title." }',
    fills=True,
)
def default(text, warn=None):
    def fill(value, remarks):
        if value not in (None, "", []):
            return value
        if warn:
            remarks.add(warn, f"It is brought in as “{text}”; give it its own.", "stand-in", value="")
        return text

    return fill


@step(
    "Looks the value up in a table of the mapping, [lookups.NAME]; capitals do not matter. What is not in the table is "
    'reported and left out, or, with otherwise = "keep", kept, with otherwise = "none" left out in silence.',
    '{ lookup = "rooms", otherwise = "keep" }',
)
def lookup(table, otherwise="warn", *, tables):
    rows = table if isinstance(table, dict) else tables.get(table)
    if rows is None:
        raise ValueError(f"there is no table [lookups.{table}]")
    if otherwise not in ("warn", "keep", "none"):
        raise ValueError('otherwise is "warn", "keep" or "none"')
    folded = {" ".join(key.split()).casefold(): found for key, found in rows.items()}

    def look(value, remarks):
        text = as_text(value)
        key = " ".join(text.split()).casefold()
        if key in folded:
            return folded[key] if folded[key] != "" else None
        if otherwise == "warn":
            where = "the table" if isinstance(table, dict) else f"[lookups.{table}]"
            remarks.add(f"The value is not in {where}.", f"Add it to {where}.", "not-in-table", value=text)
        return value if otherwise == "keep" else None

    return look


@step("Keeps the value only if it is one of these; capitals do not matter.", '{ only = ["Off-site", "Not on View"] }')
def only(values):
    wanted = {as_text(each).casefold() for each in _several(values)}
    return lambda value, remarks: value if as_text(value).strip().casefold() in wanted else None


@step("Drops the value if it is one of these; capitals do not matter.", '{ except = ["unknown", "undetermined"] }')
def except_(values):
    unwanted = {as_text(each).casefold() for each in _several(values)}
    return lambda value, remarks: None if as_text(value).strip().casefold() in unwanted else value


@step("Puts one text in the place of another, wherever it stands.", '{ replace = "&amp;", by = "&" }')
def replace(old, by=""):
    if not old:
        raise ValueError("the text to replace is empty")
    return lambda value, remarks: as_text(value).replace(old, by) or None


@step(
    "Takes what a pattern (regular expression) finds: its first group, or all of it. What it does not find is None; "
    'with otherwise = "keep" the value stays.',
    "{ match = '^([0-9]+)\\.' }",
)
def match(pattern, otherwise="none"):
    compiled = compiled_pattern(pattern)

    def find(value, remarks):
        text = as_text(value)
        try:
            found = compiled.search(text, timeout=PATIENCE)
        except TimeoutError:
            return _too_slow(remarks, pattern)
        if found is None:
            return value if otherwise == "keep" else None
        return (found[1] if found.re.groups else found[0]) or None

    return find


@step(
    "Puts a text in the place of all that a pattern finds; \\1 is its first group.",
    "{ swap = '\\s*\\[sic\\]', by = '' }",
)
def swap(pattern, by=""):
    compiled = compiled_pattern(pattern)

    def change(value, remarks):
        try:
            return compiled.sub(by, as_text(value), timeout=PATIENCE) or None
        except TimeoutError:
            return _too_slow(remarks, pattern)

    return change


def compiled_pattern(pattern: str):
    try:
        return regex.compile(pattern)
    except regex.error as error:
        raise ValueError(f"the pattern cannot be read: {error}") from error


def _too_slow(remarks, pattern):
    remarks.add(
        f"The pattern {pattern!r} takes too long over this value.",
        "Write a simpler one, without one repetition inside another.",
        "slow-pattern",
        "refused",
    )


@step("Puts a text before and behind the value.", '{ wrap = "Gallery ", behind = "" }')
def wrap(before="", behind=""):
    return lambda value, remarks: f"{before}{as_text(value)}{behind}"


@step("Takes off brackets that enclose the whole value: (Knoedler & Co.) → Knoedler & Co.", '"unwrap"')
def unwrap():
    pairs = {"(": ")", "[": "]", "{": "}", "<": ">", '"': '"', "“": "”", "«": "»"}

    def take_off(value, remarks):
        text = as_text(value).strip()
        while len(text) > 1 and pairs.get(text[0]) == text[-1] and text.find(text[-1], 1) == len(text) - 1:
            text = text[1:-1].strip()
        return text or None

    return take_off


@step("Makes plain text of HTML: tags go, paragraphs become line breaks.", '"plain_text"')
def plain_text():
    breaks = regex.compile(r"(?i)<(br|/p|/div|/li|/h[1-6])\b[^<>]*>")
    tags = regex.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", regex.DOTALL)

    def strip(value, remarks):
        text = html.unescape(tags.sub("", breaks.sub("\n", as_text(value))))
        return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines()))) or None

    return strip


@step("Writes the value in small letters.", '"lower"')
def lower():
    return lambda value, remarks: as_text(value).lower()


@step("Writes the first letter as a capital.", '"capital"')
def capital():
    return lambda value, remarks: as_text(value)[:1].upper() + as_text(value)[1:]


@step("Takes the first sentence.", '"sentence"')
def sentence():
    end = regex.compile(r"(?<=[^.\s][a-z)\]”\"’0-9]{2}[.!?])\s+(?=[A-Z“\"])")
    return lambda value, remarks: end.split(as_text(value).strip(), maxsplit=1)[0] or None


def _several(values) -> list:
    return list(values) if isinstance(values, (list, tuple)) else [values]
