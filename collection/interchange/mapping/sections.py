"""The sections of a mapping beyond the plain fields, each compiled to a function of a row."""

from collections.abc import Callable, Iterator

from collection.interchange.draft import (
    VOCABULARIES,
    AcquisitionDraft,
    NoteDraft,
    PartyDraft,
    PlaceDraft,
)
from collection.interchange.mapping.credit_lines import kind_of
from collection.interchange.mapping.errors import MappingError
from collection.interchange.mapping.members import REPEATED, checked, repeated
from collection.interchange.mapping.text_steps import as_text
from collection.interchange.mapping.values import Compiler

# An artist's impossible date of birth does not keep the work out.
_LIFE_DATE = {"date": "keep", "impossible": "warn"}
# Key of a party → the step its value gets where the mapping writes none.
_PARTY = {
    "name": "trim",
    "role": "role",
    "kind": "party_kind",
    "birth": _LIFE_DATE,
    "death": _LIFE_DATE,
    "country": "country",
    "note": "trim",
    "other_names": "trim",
}
_NOTE = {
    "kind": "trim",
    "statement": None,
    "answer": "trim",
    "source": "trim",
    "locator": "trim",
    "public": "boolean",
}
_ACQUISITION = {"method": "acquisition_method", "on": "date", "number": "trim", "occasion": "trim"}
_PLACE = {"showroom": "trim", "building": "trim", "status": "trim"}


def compile_parties(sections: list, key: str, compiler: Compiler, default_role: str) -> Callable:
    """The function from a row to its `PartyDraft`s, each once per role and name."""
    if not isinstance(sections, list):
        raise MappingError(key, "This is not a list of sections.", f"Write [[{key}]], in two brackets.")
    makers = [_party(section, f"{key}[{n}]", compiler, default_role) for n, section in enumerate(sections, start=1)]

    def parties(values, remarks):
        found: dict[tuple, PartyDraft] = {}
        for make in makers:
            for party in make(values, remarks):
                same = found.setdefault((party.role, party.name.casefold(), party.birth, party.death), party)
                if same is not party and party.note and party.note not in same.note:
                    same.note = "; ".join(filter(None, (same.note, party.note)))
        return list(found.values())

    return parties


def _party(section, key: str, compiler: Compiler, default_role: str) -> Callable:
    checked(section, key, (*_PARTY, *REPEATED))
    if "name" not in section:
        raise MappingError(key, "A party needs a name.", 'Write name = "Artist".')
    members, inside = repeated(section, key, compiler)
    read = {
        name: compiler.value(section[name], f"{key}.{name}", step, inside)
        for name, step in _PARTY.items()
        if name in section
    }
    name_of, others = read.pop("name"), read.pop("other_names", None)
    plain = tuple(read.items())

    def make(values, remarks) -> Iterator[PartyDraft]:
        for member in members(values):
            names = name_of(member, remarks)
            if not names:
                continue
            said = {name: found for name, find in plain if (found := _text(find(member, remarks)))}
            also = others(member, remarks) if others else None
            also = [also] if isinstance(also, str) else also or []
            for name in names if names.__class__ is list else (names,):
                name = as_text(name)
                yield PartyDraft(
                    role=said.get("role") or default_role,
                    name=name,
                    kind=said.get("kind") or kind_of(name),
                    other_names=[as_text(each) for each in also if as_text(each) != name],
                    birth=said.get("birth"),
                    death=said.get("death"),
                    country=said.get("country"),
                    note=said.get("note") or "",
                )

    return make


def _text(value) -> str | None:
    if value.__class__ is str or value is None:
        return value
    return "; ".join(as_text(each) for each in value) if value.__class__ is list else as_text(value)


def compile_acquisition(section, compiler: Compiler) -> Callable:
    key = "acquisition"
    checked(section, key, (*_ACQUISITION, "donors", "recipient"))
    read = {n: compiler.value(section[n], f"{key}.{n}", s) for n, s in _ACQUISITION.items() if n in section}
    donors = compile_parties(section.get("donors", []), f"{key}.donors", compiler, "giver")
    receiver = section.get("recipient")
    recipients = compile_parties([receiver] if receiver else [], f"{key}.recipient", compiler, "recipient")

    def acquisition(values, remarks):
        said = {name: _text(find(values, remarks)) for name, find in read.items()}
        givers = [(party.role, party) for party in donors(values, remarks)]
        recipient = next(iter(recipients(values, remarks)), None)
        if not (any(said.values()) or givers or recipient):
            return None
        return AcquisitionDraft(
            method=said.get("method") or ("gift" if givers else "unknown"),
            on=said.get("on"),
            number=said.get("number"),
            donors=givers,
            recipient=recipient,
            occasion=said.get("occasion"),
        )

    return acquisition


def compile_place(section, compiler: Compiler) -> Callable:
    checked(section, "place", _PLACE)
    read = {
        name: compiler.value(section[name], f"place.{name}", step) for name, step in _PLACE.items() if name in section
    }

    def place(values, remarks):
        said = {name: _text(find(values, remarks)) for name, find in read.items()}
        return PlaceDraft(**said) if said.get("showroom") or said.get("status") else None

    return place


def compile_terms(section, compiler: Compiler) -> Callable:
    checked(section, "terms", VOCABULARIES)
    read = {name: compiler.value(written, f"terms.{name}", "trim") for name, written in section.items()}

    def terms(values, remarks):
        found = {}
        for name, find in read.items():
            value = find(values, remarks)
            members = value if value.__class__ is list else [] if value is None else [value]
            found[name] = list(dict.fromkeys(as_text(each) for each in members if as_text(each).strip()))
        return found

    return terms


def compile_notes(sections, compiler: Compiler) -> Callable:
    if not isinstance(sections, list):
        raise MappingError("notes", "This is not a list of sections.", "Write [[notes]], in two brackets.")
    makers = []
    for number, section in enumerate(sections, start=1):
        key = f"notes[{number}]"
        checked(section, key, (*_NOTE, *REPEATED))
        for needed in ("statement", "source"):
            if needed not in section:
                raise MappingError(
                    key, f"A note needs a {needed}.", 'Write both, as source = { value = "Card index" }.'
                )
        members, inside = repeated(section, key, compiler)
        read = {n: compiler.value(section[n], f"{key}.{n}", s, inside) for n, s in _NOTE.items() if n in section}
        makers.append((members, read))

    def notes(values, remarks):
        found = []
        for members, read in makers:
            for member in members(values):
                said = {name: find(member, remarks) for name, find in read.items()}
                if said["statement"] and said["source"]:
                    found.append(_note(said))
        return found

    return notes


def _note(said: dict) -> NoteDraft:
    return NoteDraft(
        kind=_text(said.get("kind")) or "other",
        statement=_text(said["statement"]),
        source_title=_text(said["source"]),
        locator=_text(said.get("locator")) or "",
        public=said.get("public") is not False,
        answer=_text(said.get("answer")),
    )
