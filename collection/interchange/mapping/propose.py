"""A first mapping for a file nobody has seen: by the names of its columns, and by what stands in them."""

import re
from collections.abc import Iterable, Sequence

from collection.interchange.draft import FIELDS
from collection.interchange.mapping import toml
from collection.interchange.mapping.column_facts import Column, bare, choose, column_names, columns_of, lists_of
from collection.interchange.mapping.credit_lines import method_of
from collection.interchange.mapping.measure_steps import unit_of
from collection.interchange.mapping.propose_people import KEPT, NAMED, People
from collection.interchange.mapping.value_steps import read_date
from collection.interchange.readers.rows import Row, shown

STATUSES = re.compile(r"(?i)\b(not on (view|display)|off.?site|storage|store|on loan|in conservation|museum grounds)\b")
_SIDES = re.compile(r"(?:^|[^a-z])(height|width|depth|diameter|length|thickness|weight)(?:[^a-z]|$)", re.IGNORECASE)
_UNTITLED = {"default": "[Untitled]", "warn": "The record has no title."}


def names_of_fields() -> list[list[str]]:
    """The names that columns with the fields of an exhibit go by."""
    return list(column_names()["fields"].values())


def propose(rows: list[Row], names: Iterable[str], joins: Sequence[dict] = (), header_row: int = 1) -> str:
    """The text of a mapping for a file with the columns `names`, of which `rows` are the first.

    joins: [[join]] sections that have given the rows their lists. header_row: the row that names the columns. The text
    always loads, if need be with a column that only looks like a number; what it does not use it lists at its end.
    """
    proposal = _Proposal(rows, list(names))
    document = {"read": {"header_row": header_row}} if header_row > 1 else {}
    document |= {"join": list(joins)} if joins else {}
    text = toml.dumps(document | proposal.document())
    left = [path for path in proposal.columns if path not in proposal.taken]
    unused = "".join(f"# {shown(path) if path.isprintable() else repr(path)}\n" for path in left)
    head = "# Proposed from the names of the columns and the first values in them. Look it over before the first run.\n"
    return head + text + (f"\n# Columns that are not used:\n{unused}" if unused else "")


def _path_of(written: str | dict) -> str:
    """The column of a value that is one, with or without steps."""
    return written["from"] if isinstance(written, dict) else written


def _anything(column: Column) -> bool:
    return True


# A list of measured things is read as a whole.
_MAY_BE = {"measurements": lambda column: "[0]" not in column.path}


class _Proposal:
    def __init__(self, rows: list[Row], names: list[str]):
        self.rows, self.columns = len(rows), columns_of(rows, names)
        self.lists = lists_of(rows)
        for name in self.lists:
            self.columns.pop(name, None)
        listed = {name for row in rows for name, value in row.values.items() if isinstance(value, list)}
        self.taken: set[str] = set()
        self.people = People(self.columns, self.lists, listed, self.taken)

    def document(self) -> dict:
        number = self._number()
        sides = self._sides()
        parties = self.people.parties()
        place = self._place()
        acquisition = self._acquisition()
        fields = {"accession_number": number, **self._fields(sides)}
        fields = {name: fields[name] for name in FIELDS if name in fields}
        if acquisition is not None and "credit_line" in fields:
            self._read_credit_line(acquisition, fields["credit_line"])
        document = {"match": "accession_number", "fields": fields, "parties": parties, "acquisition": acquisition}
        document |= {"place": place, "terms": self._terms(fields)}
        return {name: section for name, section in document.items() if section}

    def _take(self, section: str, name: str, may=_anything) -> str | None:
        return choose(self.columns, column_names()[section][name], self.taken, may)

    def _number(self) -> str:
        found = self._take("fields", "accession_number", lambda column: column.never_repeats)
        # A number that stands twice is a mistake in the file, which is reported by row; a name outweighs it.
        found = found or self._take("fields", "accession_number", lambda column: column.mostly_differs)
        if found is None:
            others = {bare(name) for names in column_names()["fields"].values() for name in names}
            unique = [
                path
                for path, column in self.columns.items()
                if column.is_unique and path not in self.taken and column.key not in others
            ]
            found = next((p for p in unique if self.columns[p].share(lambda v: re.search(r"\d", v)) == 1), None)
            found = found or next(iter(unique or self.columns), "accession_number")
            self.taken.add(found)
        return found

    def _sides(self) -> dict | str | None:
        """Height, width and the rest, from columns of their own or from a list of measured things."""
        found: dict[str, dict[str, str]] = {}
        for path, column in self.columns.items():
            name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", path).replace("_", " ")
            side = _SIDES.search(name)
            if side and path not in self.taken and column.share(lambda value: re.fullmatch(r"[\d.,\s/]+", value)) > 0.9:
                unit = next(filter(None, map(unit_of, re.findall(r"[a-zA-Z]+", name[side.end(1) :]))), "cm")
                found.setdefault(unit, {}).setdefault(side[1].lower(), path)
        if found:
            unit, sides = max(found.items(), key=lambda item: len(item[1]))
            self.taken |= set(sides.values())
            return {"from": sides, "unknown": ["0", "0.0"], "steps": [{"measure": unit}]}
        for name, members in self.lists.items():
            if bare(name.rpartition(".")[2]) in column_names()["fields"]["measurements"]:
                inner = columns_of(members, [])
                known = column_names()["nested"]
                keys = {part: choose(inner, known[part], set()) for part in ("number", "label", "unit")}
                named = next((path for path in inner if unit_of(path)), None)  # { kind = "height", mm = 120 }
                if keys["number"] or named:
                    written = inner[keys["unit"]].values[:1] if keys["unit"] else [] if keys["number"] else [named]
                    keys["number"] = keys["number"] or named
                    unit = next(filter(None, map(unit_of, written)), "cm")
                    step = {"measure": unit} | {part: key for part, key in keys.items() if key}
                    return {"from": f"{name}[]", "steps": [step]}
        return None

    def _fields(self, sides) -> dict:
        found = {}
        for name in column_names()["fields"]:
            if name != "accession_number" and (path := self._take("fields", name, _MAY_BE.get(name, _anything))):
                found[name] = self._field(name, self.columns[path])
        if "measurements" not in found and sides:
            found["measurements"] = sides
        written = found.get("made")
        if written is None or len(self.columns[_path_of(written)].values) < self.rows:
            first, last = self._take("years", "first"), self._take("years", "last")
            if paths := [path for path in (first, last) if path]:
                years = {"from": dict(zip(("first", "last"), paths, strict=False)), "steps": ["years", "date"]}
                found["made"] = years if written is None else [written, years]
        if "object_name" not in found:
            source = choose(self.columns, column_names()["terms"]["classification"], set())
            found["object_name"] = {"from": source, "steps": ["trim", {"default": "object"}]} if source else None
            if source is None:
                found["object_name"] = {"value": "object"}
        if "title" not in found:
            found["title"] = {"value": "[Untitled]"}
        return found

    def _field(self, name: str, column: Column):
        steps = []
        if name == "description" and column.share(lambda value: re.search(r"</?(p|br|em|i|b|a|div|span)\b", value)):
            steps.append("plain_text")
        if name == "title":
            steps += ["trim", _UNTITLED]
        if name == "made" and column.share(lambda value: read_date(value)[1]) > 0:
            steps.append(KEPT)
        unknown = {"unknown": ["0"]} if name == "made" and "0" in column.values else {}
        return {"from": column.path, **unknown, "steps": steps} if steps else column.path

    # How it came in, where it stands, what it is

    def _acquisition(self) -> dict:
        found = {}
        if method := self._take("acquisition", "method"):
            found["method"] = method
        if on := self._take("acquisition", "on"):
            found["on"] = on
        if number := self._take("acquisition", "number"):
            found["number"] = number
        if self.people.donors:
            found["donors"] = [self.people.donors]
        elif donor := self._take("donor", "name"):
            found["donors"] = [{"name": {"from": donor, "steps": [*NAMED]}}]
        return found

    def _read_credit_line(self, acquisition: dict, written) -> None:
        line = _path_of(written)
        if self.columns[line].share(method_of) > 0.1:
            acquisition.setdefault("method", line)
            acquisition.setdefault("donors", [{"name": {"from": line, "steps": ["credit_line_donor"]}}])

    def _place(self) -> dict:
        names = column_names()["place"]["showroom"]
        path = self._take("place", "showroom") or choose(self.columns, names, self.taken, is_deep=True)
        if path is None:
            return {}
        statuses = sorted({value for value in self.columns[path].values if STATUSES.search(value)})
        found: dict = {"showroom": path}
        if statuses:
            found["showroom"] = {"from": path, "steps": [{"except": statuses}]}
            found["status"] = {"from": path, "steps": [{"only": statuses}]}
        if building := self._take("place", "building"):
            found["building"] = building
        return found

    def _terms(self, fields: dict) -> dict:
        found = {}
        for name in ("classification", "materials", "techniques", "themes"):
            if path := self._take("terms", name):
                column = self.columns[path]
                sign = next((s for s in (";", "|") if column.share(lambda value, sign=s: sign in value)), None)
                found[name] = {"from": path, "steps": [{"split": sign}]} if sign else path
        return found
