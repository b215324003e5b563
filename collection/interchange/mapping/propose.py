"""A first mapping for a file nobody has seen: by the names of its columns, and by what stands in them."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from collection.interchange.draft import FIELDS
from collection.interchange.mapping import toml
from collection.interchange.mapping.column_facts import Column, bare, choose, columns_of, lists_of
from collection.interchange.mapping.countries import country_code
from collection.interchange.mapping.credit_lines import method_of
from collection.interchange.mapping.measure_steps import unit_of
from collection.interchange.mapping.value_steps import life, read_date
from collection.interchange.readers.rows import Row, shown

STATUSES = re.compile(r"(?i)\b(not on (view|display)|off.?site|storage|store|on loan|in conservation|museum grounds)\b")
_SIDES = re.compile(r"(?:^|[^a-z])(height|width|depth|diameter|length|thickness|weight)(?:[^a-z]|$)", re.IGNORECASE)
_KEPT = {"date": "keep", "impossible": "warn"}
_UNTITLED = {"default": "[Untitled]", "warn": "The record has no title."}


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("column_names.toml").read_text(encoding="utf-8"))


def names_of_fields() -> list[list[str]]:
    """The names that columns with the fields of an exhibit go by."""
    return list(_names()["fields"].values())


def propose(rows: list[Row], names: Iterable[str], joins: Sequence[dict] = ()) -> str:
    """The text of a mapping for a file with the columns `names`, of which `rows` are the first.

    joins: [[join]] sections that have given the rows their lists. The text always loads, if need be with a column that
    only looks like a number; what it does not use it lists at its end.
    """
    proposal = _Proposal(rows, list(names))
    document = {"join": list(joins)} if joins else {}
    text = toml.dumps(document | proposal.document())
    left = [path for path in proposal.columns if path not in proposal.taken]
    unused = "".join(f"# {shown(path) if path.isprintable() else repr(path)}\n" for path in left)
    head = "# Proposed from the names of the columns and the first values in them. Look it over before the first run.\n"
    return head + text + (f"\n# Columns that are not used:\n{unused}" if unused else "")


class _Proposal:
    def __init__(self, rows: list[Row], names: list[str]):
        self.columns = columns_of(rows, names)
        self.lists = lists_of(rows)
        for name in self.lists:
            self.columns.pop(name, None)
        self.listed = {name for row in rows for name, value in row.values.items() if isinstance(value, list)}
        self.taken: set[str] = set()
        self.donors: dict = {}  # once a list of people has shown some

    def document(self) -> dict:
        number = self._number()
        sides = self._sides()
        parties = self._parties()
        place = self._place()
        acquisition = self._acquisition()
        fields = {"accession_number": number, **self._fields(sides)}
        fields = {name: fields[name] for name in FIELDS if name in fields}
        if acquisition is not None and "credit_line" in fields:
            self._read_credit_line(acquisition, fields["credit_line"])
        document = {"match": "accession_number", "fields": fields, "parties": parties, "acquisition": acquisition}
        document |= {"place": place, "terms": self._terms(fields)}
        return {name: section for name, section in document.items() if section}

    def _take(self, section: str, name: str, may=lambda column: True) -> str | None:
        return choose(self.columns, _names()[section][name], self.taken, may)

    def _number(self) -> str:
        found = self._take("fields", "accession_number", lambda column: column.is_unique)
        # A number that stands twice is a mistake in the file, which is reported by row; a name outweighs it.
        found = found or self._take("fields", "accession_number", lambda column: column.mostly_differs)
        if found is None:
            others = {bare(name) for names in _names()["fields"].values() for name in names}
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
            if bare(name) in _names()["fields"]["measurements"]:
                inner = columns_of(members, [])
                keys = {part: choose(inner, _names()["nested"][part], set()) for part in ("number", "label", "unit")}
                if keys["number"]:
                    written = inner[keys["unit"]].values[:1] if keys["unit"] else ()
                    unit = next(filter(None, map(unit_of, written)), "cm")
                    step = {"measure": unit} | {part: key for part, key in keys.items() if key}
                    return {"from": f"{name}[]", "steps": [step]}
        return None

    def _fields(self, sides) -> dict:
        found = {}
        for name in _names()["fields"]:
            if name != "accession_number" and (path := self._take("fields", name)):
                found[name] = self._field(name, self.columns[path])
        if "measurements" not in found and sides:
            found["measurements"] = sides
        if "made" not in found:
            first, last = self._take("years", "first"), self._take("years", "last")
            if years := [path for path in (first, last) if path]:
                found["made"] = {"from": dict(zip(("first", "last"), years, strict=False)), "steps": ["years", "date"]}
        if "object_name" not in found:
            source = choose(self.columns, _names()["terms"]["classification"], set())
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
            steps.append(_KEPT)
        return {"from": column.path, "steps": steps} if steps else column.path

    # People

    def _parties(self) -> list[dict]:
        for name, members in self.lists.items():
            inner = columns_of(members, [])
            surely = choose(inner, _names()["nested"]["surely"], set(), is_deep=True)
            if surely or bare(name) in _names()["party"]["name"]:
                taken: set[str] = set()
                if path := choose(inner, _names()["nested"]["name"], taken, is_deep=True):
                    party = {"each": f"{name}[]", "name": path}
                    if others := choose(inner, _names()["nested"]["other_names"], taken, is_deep=True):
                        party["other_names"] = others
                    party |= self._person(inner, taken, is_deep=True)
                    if inner[path].share(lambda value: re.search(r"\S \([^()]+\)$", value)) > 0.5:
                        party = _with_life_in_brackets(path) | party
                        party["name"] = {"from": path, "steps": [{"match": r"^[^(]+"}, "trim"]}
                    return self._by_role(party, inner)
        path = self._take("party", "name")
        if path is None:
            return self._party_beside()
        column, party = self.columns[path], {}
        sign = next((s for s in ("|", ";") if column.share(lambda value, sign=s: sign in value) > 0.02), None)
        if sign or path in self.listed:
            party["split"] = sign or "|"
        turned = column.share(lambda value: re.fullmatch(r"[^,;|]+, [^,;|]+", value)) > 0.5
        party["name"] = {"from": path, "steps": ["name_order"]} if turned else path
        return [party | self._person(self.columns, self.taken)]

    def _person(self, columns: dict[str, Column], taken: set[str], is_deep: bool = False) -> dict:
        names, found = _names()["party"], {}

        def take(part, may=lambda column: True):
            return choose(columns, names[part], taken, may, is_deep)

        if role := take("role"):
            found |= {"role": role, "note": {"from": role, "steps": ["role_note"]}}
        if kind := take("kind"):
            found["kind"] = kind
        for part in ("birth", "death"):
            if path := take(part, _is_dated):
                bracketed = columns[path].share(lambda value: value.startswith("(")) > 0.5
                steps = ["unwrap", {"except": ["0", "9999"]}] if bracketed else [{"except": ["0", "9999"]}]
                found[part] = {"from": path, "steps": [*steps, "year", _KEPT]}
        if country := take("country", _tells_country):
            found["country"] = {"from": country, "steps": [{"country": "name", "otherwise": "none"}]}
        if "birth" not in found and (dates := take("life", lambda column: column.share(_tells_life) > 0.3)):
            found |= {"birth": {"from": dates, "steps": ["born"]}, "death": {"from": dates, "steps": ["died"]}}
            if "country" not in found and columns[dates].share(lambda value: country_code(value.split(",")[0])) > 0.3:
                steps = [{"match": "^[^,0-9]+"}, {"country": "name", "otherwise": "none"}]
                found["country"] = {"from": dates, "steps": steps}
        return found

    def _party_beside(self) -> list[dict]:
        """The one person of an object beside the record: maker.full_name."""
        path = choose(self.columns, _names()["nested"]["surely"], self.taken, is_deep=True)
        if path is None:
            return []
        stem = path.rpartition(".")[0]
        inner = {each: column for each, column in self.columns.items() if each.startswith(f"{stem}.")}
        return [{"name": path} | self._person(inner, self.taken, is_deep=True)]

    def _by_role(self, party: dict, inner: dict[str, Column]) -> list[dict]:
        """Makers, owners and donors of one list apart, where a column says which is which."""
        path = choose(inner, _names()["nested"]["part"], set(), is_deep=True)
        words = sorted(set(inner[path].values)) if path else []
        donors = [word for word in words if re.search(r"(?i)\b(donor|giver)", word)]
        owners = [word for word in words if re.search(r"(?i)owner|dealer|collector", word)]
        if not donors and not owners:
            return [party]
        plain = {key: party[key] for key in ("each", "name")}
        if isinstance(plain["name"], str) and inner[plain["name"]].share(lambda value: value.startswith("(")):
            plain["name"] = {"from": plain["name"], "steps": ["unwrap"]}  # (M. Knoedler & Co.): dealers in brackets
        if donors:
            self.donors = plain | {"when": {path: donors}}
        parties = [party | {"when": {path: [word for word in words if word not in donors + owners]}}]
        return parties + ([plain | {"when": {path: owners}, "role": {"value": "former_owner"}}] if owners else [])

    # How it came in, where it stands, what it is

    def _acquisition(self) -> dict:
        found = {}
        if method := self._take("acquisition", "method"):
            found["method"] = method
        if on := self._take("acquisition", "on"):
            found["on"] = on
        if number := self._take("acquisition", "number"):
            found["number"] = number
        if self.donors:
            found["donors"] = [self.donors]
        elif donor := self._take("donor", "name"):
            found["donors"] = [{"name": donor}]
        return found

    def _read_credit_line(self, acquisition: dict, written) -> None:
        line = written["from"] if isinstance(written, dict) else written
        if self.columns[line].share(method_of) > 0.1:
            acquisition.setdefault("method", line)
            acquisition.setdefault("donors", [{"name": {"from": line, "steps": ["credit_line_donor"]}}])

    def _place(self) -> dict:
        names = _names()["place"]["showroom"]
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


def _with_life_in_brackets(path: str) -> dict:
    """Of a name such as "Jan Steen (Dutch, 1626–1679)": the dates and the country."""
    country = {"from": path, "steps": [{"country": "name", "otherwise": "none"}]}
    return {"birth": {"from": path, "steps": ["born"]}, "death": {"from": path, "steps": ["died"]}, "country": country}


def _is_dated(column: Column) -> bool:
    def is_date(value: str) -> bool:
        first = value.split("|")[0].strip(" ()")
        return bool(re.fullmatch(r"-?\d{1,4}(-\d\d-\d\d)?", first) or read_date(first)[0])

    return column.share(is_date) > 0.5


def _tells_country(column: Column) -> bool:
    return column.share(lambda value: country_code(value.split("|")[0])) > 0.3


def _tells_life(text: str) -> bool:
    return any(life(text))
