"""What a mapping says a value is made of, compiled once: where it stands, and the steps it goes through."""

from collections.abc import Callable
from dataclasses import dataclass, field

from collection.interchange.mapping.errors import MappingError, Remarks
from collection.interchange.mapping.paths import compile_path
from collection.interchange.mapping.registry import compile_step
from collection.interchange.readers.rows import nearest

Reader = Callable[[dict, Remarks], object]
_KEYS = ("from", "steps", "value", "unknown", "note")


@dataclass
class Compiler:
    """Compiles the values of one mapping. empty: values that say nothing. columns: the paths that it reads, those in a
    list from the row on: "links[].role".
    """

    empty: frozenset[str]
    tables: dict[str, dict]
    columns: list[tuple[str, str]] = field(default_factory=list)  # (path, key)

    def value(self, written, key: str, finish: str | dict | None = None, inside: str = "") -> Reader:
        """The function from a row's values to one value of it.

        written: a path, or a table with from, steps, value and unknown; or a list of these, of which the first that
        gives a value counts. finish: the step that follows where none are written. inside: the path of the list of the
        row in which it stands, and out of which a path leads that begins with "/". Raises MappingError.
        """
        if isinstance(written, list) and any(isinstance(each, dict) for each in written):
            return self._alternatives(written, key, finish, inside)
        if isinstance(written, (str, list)):
            written = {"from": written}
        if not isinstance(written, dict):
            raise MappingError(
                key, f"{written!r} says no column.", 'Write a column, as "Title", or { from = "Title" }.'
            )
        for name in written:
            if name not in _KEYS:
                raise MappingError(key, f"There is no “{name}” here.", nearest(name, _KEYS))
        if "value" in written:
            return lambda values, remarks, fixed=written["value"]: fixed
        if "from" not in written:
            raise MappingError(key, "It does not say from which column.", 'Write from = "Title".')
        label, find = self._finder(written["from"], f"{key}.from", self._nothing(written, key), inside)
        steps = written.get("steps")
        if steps is None:
            steps = [finish] if finish else []
        if not isinstance(steps, list):
            steps = [steps]
        functions = [compile_step(each, f"{key}.steps", self.tables) for each in steps]
        return _chained(find, functions, label)

    def _alternatives(self, written: list, key: str, finish: str | dict | None, inside: str) -> Reader:
        needed = list(self.columns)
        readers = [self.value(each, key, finish, inside) for each in written]
        self.columns[:] = needed  # any one of them will do

        def first(values, remarks):
            return next((value for read in readers if (value := read(values, remarks)) not in (None, "", [])), None)

        return first

    def _nothing(self, written: dict, key: str) -> frozenset[str]:
        unknown = written.get("unknown", [])
        if not isinstance(unknown, list):
            unknown = [unknown]
        return self.empty | {str(each) for each in unknown}

    def _finder(self, source, key: str, nothing: frozenset[str], inside: str):
        """(what errors call it, function from values to the raw value)"""
        if isinstance(source, dict):
            parts = {name: self._finder(path, key, nothing, inside)[1] for name, path in source.items()}
            label = ", ".join(str(path) for path in source.values())

            def table(values):
                found = {name: value for name, find in parts.items() if (value := find(values)) is not None}
                return found or None

            return label, table
        if isinstance(source, list):
            needed = list(self.columns)
            finders = [self._finder(path, key, nothing, inside)[1] for path in source]
            self.columns[:] = needed  # any one of them will do

            def first(values):
                return next((value for find in finders if (value := find(values)) is not None), None)

            return ", ".join(map(str, source)), first
        if not isinstance(source, str) or not source:
            raise MappingError(key, f"{source!r} is no column.", 'Write the name of a column: "Title".')
        if inside and source.startswith("/"):
            path, prefix = source[1:], ("/",)
        else:
            path, prefix = source, ()
        if not inside or prefix:
            self.columns.append((path, key))
        elif path != ".":
            self.columns.append((f"{inside}.{path}", key))
        get = compile_path(path)
        return source, _without_nothing(get, nothing, out=bool(prefix))


def _without_nothing(get, nothing: frozenset[str], out: bool):
    texts = nothing | {""}

    def find(values):
        value = get(values[None]) if out else get(values)
        kind = value.__class__
        if kind is str:
            return None if value in texts else value
        if kind is list:
            kept = [each for each in value if each is not None and not (each.__class__ is str and each in texts)]
            return kept or None
        if value is None or kind is dict:
            return value or None
        return None if str(value) in nothing else value

    return find


def _chained(find, functions: list, label: str) -> Reader:
    if not functions:
        return lambda values, remarks: find(values)
    if len(functions) == 1:
        (function,) = functions

        def one(values, remarks):
            remarks.column, remarks.raw = label, (value := find(values))
            return function(value, remarks)

        return one

    def chain(values, remarks):
        value = find(values)
        remarks.column, remarks.raw = label, value
        for function in functions:
            value = function(value, remarks)
        return value

    return chain
