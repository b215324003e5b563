"""What a made-up exhibit is: its title, materials, measurements and date."""

from random import Random
from typing import NamedTuple

from . import MARK, words
from .words import Kind


class Thing(NamedTuple):
    """The description of one exhibit."""

    kind: Kind
    title: str
    description: str
    materials: list[str]
    technique: str
    medium: str
    measurements: str
    made: str


def make(rng: Random, received: int, country: str) -> Thing:
    """A thing that can have been given in the year `received` by somebody from `country`."""
    kind = rng.choice(words.KINDS)
    material, technique = rng.choice(kind.materials), rng.choice(words.TECHNIQUES)
    materials = [material]
    if rng.random() < 0.2:
        materials += [other for other in (rng.choice(kind.materials),) if other != material]
    title = _title(rng, kind, material, country)
    height, width = kind.size * rng.uniform(0.5, 1.6), kind.size * rng.uniform(0.4, 1.2)
    return Thing(
        kind,
        title,
        f"{title}. {MARK}: no such object exists.",
        materials,
        technique,
        f"{' and '.join(materials).capitalize()}, {technique}",
        f"{height:.1f} × {width:.1f} cm",
        _made(rng, received),
    )


def _title(rng: Random, kind: Kind, material: str, country: str) -> str:
    if kind.classification in words.WITHOUT_MOTIF:
        detail = f", {rng.choice(words.ADDITIONS)}"
    elif kind.classification == "pictures":
        detail = f" of {rng.choice(words.MOTIFS)}"
    else:
        detail = " " + rng.choice(words.MANNERS).format(rng.choice(words.MOTIFS))
    if rng.random() < 0.25:
        detail += f", from {country}"
    if material in words.PLAIN_AS_MATERIAL or rng.random() < 0.2:
        return f"{kind.name.capitalize()}{detail}, {material}"
    return f"{material.capitalize()} {kind.name}{detail}"


def _made(rng: Random, received: int) -> str:
    """A date as a label gives it, not after `received`."""
    chance, year = rng.random(), received - int(rng.random() ** 2 * 12)
    if chance < 0.40:
        return str(year)
    if chance < 0.62:
        return f"c. {year // 5 * 5}"
    if chance < 0.78:
        return f"{year // 10 * 10}s"
    if chance < 0.86:
        return rng.choice(("late 19th century", "early 20th century", "19th century", "18th century", "c. 1900"))
    if chance < 0.92:
        return f"before {received}"
    if chance < 0.96:
        return f"{year - 2}–{year}"
    return "undated"
