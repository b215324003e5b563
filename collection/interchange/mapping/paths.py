"""Paths into a row: "title", "creator[].full_name", "images[0].url", "/title" for the row itself from inside a list."""

import re
from collections.abc import Callable

_PLAIN = re.compile(r"[^.\[\]/]+")
_STEP = re.compile(r"([^.\[\]]+)((?:\[\d*\])*)")


def compile_path(path: str) -> Callable[[dict], object]:
    """The function from a row's values to what stands at the path: one value, a flat list for [], or None."""
    if _PLAIN.fullmatch(path):
        return lambda values: values.get(path)
    steps = _steps(path)
    if steps is None:  # a column whose name only looks like a path, as "Size [cm]"
        return lambda values: values.get(path)

    if not any(brackets for _, brackets in steps):
        return _of_members(path, [name for name, _ in steps])

    def find(values):
        if path in values:
            return values[path]
        found, is_list = [values], False
        for name, brackets in steps:
            found = [member[name] for member in found if member.__class__ is dict and member.get(name) is not None]
            for bracket in brackets:
                if bracket == "":
                    is_list = True
                    found = [each for member in found for each in (member if member.__class__ is list else (member,))]
                else:
                    place = int(bracket)
                    found = [member[place] for member in found if member.__class__ is list and place < len(member)]
        if is_list:
            return [each for each in found if each is not None] or None
        return found[0] if found else None

    return find


def _of_members(path: str, names: list[str]) -> Callable[[dict], object]:
    """A path without a list in it, as most are: "who.name"."""

    def find(values):
        if path in values:
            return values[path]
        for name in names:
            if values.__class__ is not dict or (values := values.get(name)) is None:
                return None
        return values

    return find


def top_column(path: str) -> str:
    """The column that a path starts in."""
    if _PLAIN.fullmatch(path):
        return path
    steps = _steps(path)
    return steps[0][0] if steps else path


def _steps(path: str) -> list[tuple[str, list[str]]] | None:
    steps = []
    for part in path.split("."):
        found = _STEP.fullmatch(part)
        if found is None:
            return None
        steps.append((found[1], re.findall(r"\[(\d*)\]", found[2])))
    return steps
