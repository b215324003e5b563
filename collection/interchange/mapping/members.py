"""What a section of a mapping speaks of: the row, the members of a list in it, or the parts of columns side by side."""

from collections.abc import Callable

from collection.interchange.mapping.errors import MappingError
from collection.interchange.mapping.text_steps import as_text
from collection.interchange.mapping.values import Compiler
from collection.interchange.readers.rows import nearest

REPEATED = ("each", "split", "when")


def checked(section, key: str, known) -> dict:
    """The section, if it is a table that has only keys known here. Raises MappingError."""
    if not isinstance(section, dict):
        raise MappingError(key, "This is not a section.", f"Write it as [{key}] with a line for each value.")
    for name in section:
        if name not in known:
            raise MappingError(f"{key}.{name}", "There is no such key.", nearest(name, known))
    return section


def repeated(section: dict, key: str, compiler: Compiler) -> tuple[Callable, str]:
    """(function from a row's values to the members that a section speaks of, path of the list in which they stand).

    each: the list, by its path; a member that is a plain text is its column ".". split: the sign that cuts the columns
    of the section side by side; lists are cut already. when: columns of a member and the values that they must have.
    """
    inside = str(section.get("each", ""))
    if "each" in section:
        members = _of_list(compiler.value({"from": section["each"]}, f"{key}.each"))
    elif "split" in section:
        members = _cut(section, key)
    else:
        members = _the_row
    wanted = section.get("when", {})
    if not isinstance(wanted, dict):
        raise MappingError(f"{key}.when", "This is not a condition.", 'Write when = { role = ["artist", "maker"] }.')
    tests = [
        (
            compiler.value(column, f"{key}.when", inside=inside),
            {as_text(each).casefold() for each in (allowed if isinstance(allowed, list) else [allowed])},
        )
        for column, allowed in wanted.items()
    ]
    if not tests:
        return members, inside

    def chosen(values):
        for member in members(values):
            if all(_word(test(member, _SILENT)) in fits for test, fits in tests):
                yield member

    return chosen, inside


def _the_row(values):
    yield values


def _of_list(find: Callable) -> Callable:
    def members(values):
        found = find(values, _SILENT)
        for member in found if found.__class__ is list else (found,):
            if member.__class__ is dict:
                yield {**member, None: values}
            elif member is not None:
                yield {".": member, None: values}

    return members


def _cut(section: dict, key: str) -> Callable:
    sign, columns = section["split"], _sources(section)
    if not isinstance(sign, str) or not sign:
        raise MappingError(f"{key}.split", "This is no sign to cut at.", 'Write split = "|".')

    def members(values):
        parts = {}
        for c in columns:
            value = values.get(c)
            if value.__class__ is list:
                parts[c] = value
            elif value.__class__ is str and sign in value:
                parts[c] = value.split(sign)
        count = max(map(len, parts.values()), default=1)
        for place in range(count):
            yield {
                c: _part(parts[c], place, count) if c in parts else v if place == 0 else None for c, v in values.items()
            }

    return members


def _sources(section: dict) -> set[str]:
    """The columns that the values of a section come from."""
    return {
        column for name, written in section.items() for column in (written if name == "when" else _columns_in(written))
    }


def _columns_in(written) -> list[str]:
    """The columns that one value is made of."""
    if isinstance(written, list):
        return [column for each in written for column in _columns_in(each)]
    if isinstance(written, dict):
        source = written.get("from")
        return _columns_in(list(source.values()) if isinstance(source, dict) else source)
    return [written] if isinstance(written, str) else []


class _Silent:
    """Takes remarks of steps that only choose."""

    column = raw = None

    def add(self, *args, **kwargs):
        pass


_SILENT = _Silent()


def _part(parts: list, place: int, count: int):
    """The part of that place; a column that is cut into another number of parts is not one of those side by side."""
    if len(parts) != count:
        return None
    return parts[place].strip() if isinstance(parts[place], str) else parts[place]


def _word(value) -> str:
    return "" if value is None else as_text(value).strip().casefold()
