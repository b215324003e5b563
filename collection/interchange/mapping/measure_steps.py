"""Measurements: columns of numbers, or a list of measured things, as the text that the catalogue keeps."""

import re

from collection.interchange.mapping.registry import step
from collection.interchange.mapping.text_steps import as_text
from collection.interchange.mapping.value_steps import parse_number

_IN_CM = {"mm": 0.1, "cm": 1.0, "m": 100.0, "in": 2.54, "ft": 30.48}
_WEIGHTS = {"g", "kg", "lb", "oz", "t"}
_SPOKEN = {
    "millimetre": "mm", "millimeter": "mm", "centimetre": "cm", "centimeter": "cm", "metre": "m", "meter": "m",
    "inch": "in", "inche": "in", '"': "in", "″": "in", "foot": "ft", "feet": "ft", "gram": "g", "kilogram": "kg",
    "kilo": "kg", "pound": "lb", "ounce": "oz", "ton": "t", "tonne": "t",
}  # fmt: skip


def unit_of(text: str) -> str | None:
    """mm, cm, m, in, ft, or a unit of weight; None for no unit."""
    word = text.strip().casefold().rstrip(".")
    word = word if word in _IN_CM or word in _WEIGHTS else word.rstrip("s")
    word = _SPOKEN.get(word, word)
    return word if word in _IN_CM or word in _WEIGHTS else None


@step(
    "Numbers as one text of measurements, in their own unit and in centimetres. From several columns: "
    'from = { height = "item_height", width = "item_width" }; from a list of measured things, with the names of their '
    "number, label and unit: height 13 in × width 5.875 in (33 × 14.9 cm).",
    '{ measure = "in" }, { measure = "mm", number = "value", label = "type", unit = "units" }',
    whole=True,
)
def measure(default_unit, number="value", label="label", unit="unit"):
    if unit_of(default_unit) is None:
        raise ValueError(f"{default_unit!r} is no unit; use one of {', '.join((*_IN_CM, *sorted(_WEIGHTS)))}")
    own = unit_of(default_unit)

    def put_together(value, remarks):
        taken = [found for each in _parts(value, number, label, unit) if (found := _read(*each, own, remarks))]
        if not taken:
            return None
        lengths = [each for each in taken if each[2] in _IN_CM]
        weights = [each for each in taken if each[2] in _WEIGHTS]
        text = " × ".join(_said(*each) for each in lengths)
        if any(each[2] != "cm" for each in lengths):
            text += f" ({' × '.join(_figure(size * _IN_CM[its]) for _, size, its in lengths)} cm)"
        return "; ".join(filter(None, (text, *(_said(*each) for each in weights))))

    return put_together


def _parts(value, number: str, label: str, unit: str) -> list[tuple]:
    """(label, number, unit or None) of each."""
    if isinstance(value, dict) and number not in value:
        return [
            (name, single.get(number), single.get(unit)) if isinstance(single, dict) else (name, single, None)
            for name, single in value.items()
        ]
    members = value if isinstance(value, list) else [value]
    parts = []
    for each in members:
        if isinstance(each, dict):
            parts.append((as_text(each.get(label) or ""), each.get(number), each.get(unit)))
        else:
            parts.append(("", each, None))
    return parts


def _read(label: str, size, unit, own: str, remarks) -> tuple[str, float, str] | None:
    if size in (None, "", 0, "0", "0.0"):
        return None
    if isinstance(size, str):
        found = re.fullmatch(r"\s*([\d\s.,/½¼¾⅛⅜⅝⅞-]+?)\s*([a-zA-Z\"″.]*)\s*", size)
        size, unit = (parse_number(found[1]), found[2] or unit) if found else (None, unit)
    its = unit_of(as_text(unit)) if unit else own
    if size is None or its is None or isinstance(size, (bool, list, dict)) or not 0 < size < 10**9:
        remarks.add(
            f"{label or 'A measurement'} is no length or weight; it is left out.",
            "Write a number above zero, and a unit such as mm, cm, in, kg.",
            "not-a-measurement",
        )
        return None
    return label.replace("_", " ").strip(), size, its


def _said(label: str, size, unit: str) -> str:
    return f"{label} {_figure(size, 4)} {unit}".strip()


def _figure(size, places: int = 1) -> str:
    return f"{size:.{places}f}".rstrip("0").rstrip(".") if size >= 10**-places / 2 else f"{size:.2g}"
