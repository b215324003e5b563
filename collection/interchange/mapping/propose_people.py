"""Who a file speaks of: makers, owners and givers, in columns of their own, side by side, or in lists."""

import re

from collection.interchange.mapping.column_facts import Column, bare, choose, column_names, columns_of
from collection.interchange.mapping.countries import country_code
from collection.interchange.mapping.value_steps import life, read_date
from collection.interchange.readers.rows import Row

KEPT = {"date": "keep", "impossible": "warn"}
NAMED = ("trim", "named")  # somebody, and not "unknown"
_ROLE_AND_NAME = re.compile(r"[A-Z][\w /-]{2,30}: ?[A-ZÀ-Ž]")
_TURNED = re.compile(r"[^,;|]+, [^,;|]+")


class People:
    """Proposes [[parties]], and `donors` once a list of people has shown some.

    columns: by path; those that are used are added to `taken`. lists: of objects, by path. listed: columns with lists.
    """

    def __init__(self, columns: dict[str, Column], lists: dict[str, list[Row]], listed: set[str], taken: set[str]):
        self.columns, self.lists, self.listed, self.taken = columns, lists, listed, taken
        self.donors: dict = {}

    def parties(self) -> list[dict]:
        for name, members in self.lists.items():
            inner = columns_of(members, [])
            surely = choose(inner, column_names()["nested"]["surely"], set(), is_deep=True)
            if surely or bare(name.rpartition(".")[2]) in column_names()["party"]["name"]:
                taken: set[str] = set()
                if path := choose(inner, column_names()["nested"]["name"], taken, is_deep=True):
                    party = {"each": f"{name}[]", "name": {"from": path, "steps": [*NAMED]}}
                    if others := choose(inner, column_names()["nested"]["other_names"], taken, is_deep=True):
                        party["other_names"] = others
                    party |= self._person(inner, taken, is_deep=True)
                    if inner[path].share(lambda value: re.search(r"\S \([^()]+\)$", value)) > 0.5:
                        party = _with_life_in_brackets(path) | party
                        party["name"] = {"from": path, "steps": [{"match": r"^[^(]+"}, *NAMED]}
                    elif inner[path].share(_TURNED.fullmatch) > 0.5:
                        party["name"] = {"from": path, "steps": ["name_order", *NAMED]}
                    return self._by_role(party, inner)
        path = choose(self.columns, column_names()["party"]["name"], self.taken)
        if path is None:
            return self._party_beside()
        column, party = self.columns[path], {}
        sign = next((s for s in ("|", ";") if column.share(lambda value, sign=s: sign in value) > 0.02), None)
        if sign or path in self.listed:
            party["split"] = sign or "|"
        if column.share(_ROLE_AND_NAME.match) > 0.5:
            return [party | _with_role_before(path)]
        turned = column.share(_TURNED.fullmatch) > 0.5
        party["name"] = {"from": path, "steps": ["name_order", *NAMED] if turned else [*NAMED]}
        return [party | self._person(self.columns, self.taken)]

    def _person(self, columns: dict[str, Column], taken: set[str], is_deep: bool = False) -> dict:
        names, found = column_names()["party"], {}

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
                found[part] = {"from": path, "steps": [*steps, "year", KEPT]}
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
        path = choose(self.columns, column_names()["nested"]["surely"], self.taken, is_deep=True)
        if path is None:
            return []
        stem = path.rpartition(".")[0]
        inner = {each: column for each, column in self.columns.items() if each.startswith(f"{stem}.")}
        return [{"name": {"from": path, "steps": [*NAMED]}} | self._person(inner, self.taken, is_deep=True)]

    def _by_role(self, party: dict, inner: dict[str, Column]) -> list[dict]:
        """Makers, owners and donors of one list apart, where a column says which is which."""
        path = choose(inner, column_names()["nested"]["part"], set(), is_deep=True)
        words = sorted(set(inner[path].values)) if path else []
        donors = [word for word in words if re.search(r"(?i)\b(donor|giver)", word)]
        owners = [word for word in words if re.search(r"(?i)owner|dealer|collector", word)]
        if not donors and not owners:
            return [party]
        plain = {key: party[key] for key in ("each", "name")}
        name = plain["name"]
        if inner[name["from"]].share(lambda value: value.startswith("(")):
            plain["name"] = name | {"steps": ["unwrap", *name["steps"]]}  # (M. Knoedler & Co.): dealers in brackets
        if donors:
            self.donors = plain | {"when": {path: donors}}
        parties = [party | {"when": {path: [word for word in words if word not in donors + owners]}}]
        return parties + ([plain | {"when": {path: owners}, "role": {"value": "former_owner"}}] if owners else [])


def _with_role_before(path: str) -> dict:
    """Of "Artist: Jan Steen (Dutch, 1626–1679)": the name, the part that he had, and what stands in brackets."""
    role = {"match": r"^([^:(]+):"}
    return _with_life_in_brackets(path) | {
        "name": {"from": path, "steps": [{"match": r"^(?:[^:(]+:)?([^(]+)"}, *NAMED]},
        "role": {"from": path, "steps": [role, "role"]},
        "note": {"from": path, "steps": [role, "role_note"]},
        "country": {"from": path, "steps": [{"match": r"\(([^,;)]+)"}, {"country": "name", "otherwise": "none"}]},
    }


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
