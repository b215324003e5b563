"""What a mapping has looked over beside what it brings in: reversed ranges, missing values, stand-ins for years."""

import re
from collections.abc import Callable

from collection.interchange.mapping.errors import MappingError
from collection.interchange.mapping.members import checked
from collection.interchange.mapping.text_steps import PATIENCE, as_text, compiled_pattern
from collection.interchange.mapping.values import Compiler
from collection.interchange.readers.rows import nearest

RULES = {
    "in_order": "The first column is a date or number no later than the second: finds reversed ranges.",
    "present": "Each of the columns has a value.",
    "matches": "The value, where there is one, fits the pattern.",
    "does_not_match": "The value, where there is one, does not fit the pattern: finds stand-ins such as -9999.",
}
_KEYS = ("columns", "rule", "pattern", "message", "mend", "cause", "refuse")


def compile_checks(sections, compiler: Compiler) -> Callable:
    if not isinstance(sections, list):
        raise MappingError("checks", "This is not a list of sections.", "Write [[checks]], in two brackets.")
    checks = [_check(section, f"checks[{number}]", compiler) for number, section in enumerate(sections, start=1)]

    def run(values, remarks):
        for check in checks:
            check(values, remarks)

    return run


def _check(section, key: str, compiler: Compiler) -> Callable:
    checked(section, key, _KEYS)
    rule, columns = section.get("rule"), section.get("columns")
    if rule not in RULES:
        raise MappingError(f"{key}.rule", f"There is no rule {rule!r}.", nearest(rule, RULES))
    if not isinstance(columns, list) or not columns or (rule == "in_order" and len(columns) != 2):
        raise MappingError(f"{key}.columns", "These are not its columns.", 'Write columns = ["earliest", "latest"].')
    read = [(column, compiler.value(column, f"{key}.columns")) for column in columns]
    test = _RULES[rule](section, key)
    severity = "refused" if section.get("refuse") else "warning"
    message = section.get("message", RULES[rule])
    mend = section.get("mend", "Correct it in the file, or in the catalogue afterwards.")
    cause = section.get("cause", rule.replace("_", "-"))

    def check(values, remarks):
        found = [find(values, remarks) for _, find in read]
        for place, value in test(found):
            remarks.column = ", ".join(columns) if place is None else columns[place]
            remarks.add(message, mend, cause, severity, value="" if value is None else value)

    return check


def _in_order(section, key):
    def test(found):
        first, last = map(order_key, found)
        if first is not None and last is not None and first > last:
            return [(None, f"{as_text(found[0])} > {as_text(found[1])}")]
        return []

    return test


def order_key(value) -> tuple | None:
    """A date or a number as it sorts: -0499-01-06 → (-499, 1, 6); None for anything else."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return (value,)
    found = (
        re.fullmatch(r"\s*(-?)(\d{1,5})(?:-(\d\d))?(?:-(\d\d))?(?:[T ].*)?", as_text(value))
        if value is not None
        else None
    )
    if found is None:
        return None
    year = -int(found[2]) if found[1] else int(found[2])
    return (year, *(int(part) for part in found.groups()[2:] if part))


def _present(section, key):
    return lambda found: [(place, None) for place, value in enumerate(found) if value is None]


def _fits(wanted: bool):
    def rule(section, key):
        try:
            pattern = compiled_pattern(section["pattern"])
        except (KeyError, TypeError, ValueError) as error:
            raise MappingError(f"{key}.pattern", f"No pattern: {error}.", "Write pattern = '^-'.") from error

        def test(found):
            return [
                (place, value)
                for place, value in enumerate(found)
                if value is not None and bool(pattern.search(as_text(value), timeout=PATIENCE)) is not wanted
            ]

        return test

    return rule


_RULES = {"in_order": _in_order, "present": _present, "matches": _fits(True), "does_not_match": _fits(False)}
