"""Countries by what catalogues call them: a code, a name, a people, or a place that ends in one."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

import pycountry

from collection.interchange.mapping.registry import step
from collection.interchange.mapping.text_steps import as_text
from collection.models.country_seed import FORMER, PLAIN


def _key(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split()).removeprefix("the ")


@cache
def _codes() -> dict[str, str]:
    codes = {}
    for row in pycountry.historic_countries:
        codes[_key(row.name.split(",")[0])] = row.alpha_4
    for row in pycountry.countries:
        for name in (row.name, getattr(row, "common_name", ""), getattr(row, "official_name", ""), row.alpha_3):
            codes[_key(name)] = row.alpha_2
    codes |= {_key(name): code for code, name in PLAIN.items()}
    nations = tomllib.loads(Path(__file__).with_name("nationalities.toml").read_text(encoding="utf-8"))
    codes |= {_key(name): code for name, code in nations.items()}
    codes |= {_key(row.alpha_2): row.alpha_2 for row in pycountry.countries}
    codes |= {code.casefold(): code for code in FORMER}
    codes.pop("", None)
    return codes


@lru_cache(maxsize=16384)
def country_code(text: str) -> str | None:
    """The code of the country that a text names, None where it names none or several.

    "French", "France", "FR", "Paris, France", "Congolese (Republic of Congo)" and "born France" name one.
    """
    codes = _codes()
    if found := codes.get(_key(text)):
        return found
    inside = re.fullmatch(r"[^()]*\(([^(),]+)(,[^()]*)?\)\s*", text)
    if inside and (found := codes.get(_key(inside[1]))):
        return found  # Jan Steen (Dutch, 1626–1679)
    bare = re.sub(r"\([^()]*\)", "", text)
    bare = re.sub(r"(?i)^\s*(born|b\.|from|active)\s+(in\s+)?", "", bare)
    parts = [part for part in re.split(r"[,;|/]|\band\b", bare) if part.strip() and not re.search(r"\d", part)]
    if "," in bare and not re.search(r"[;|/]|\band\b", bare):
        parts = parts[-1:]  # a place: the country stands last
    named = {codes.get(_key(part)) for part in parts}
    return named.pop() if len(named) == 1 else None


@step(
    "The code of a country, from its name, its people or a place in it: French → FR, Lyon, France → FR. What names no "
    'country is reported and left out; with otherwise = "none" in silence.',
    '{ country = "name", otherwise = "none" }',
)
def country(of="name", otherwise="warn"):
    if otherwise not in ("warn", "none"):
        raise ValueError('otherwise is "warn" or "none"')

    def find(value, remarks):
        text = as_text(value).strip()
        code = country_code(text) if text else None
        if code is None and text and otherwise == "warn":
            mend = "Give the country a line of its own in a look-up table before this step, or leave it out."
            remarks.add("No country is plainly meant; none is recorded.", mend, "unknown-country", value=text)
        return code

    return find
