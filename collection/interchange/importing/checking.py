"""Whether the catalogue can take what a draft says: the rules of its fields, asked without a database."""

import re

from collection.interchange.draft import FIELDS, Draft, PartyDraft, Problem
from collection.interchange.readers.rows import shown
from collection.models import (
    Acquisition,
    AcquisitionDonor,
    Exhibit,
    Occasion,
    Participation,
    Party,
    ProvenanceNote,
    Showroom,
    Term,
)

_COLUMNS = {name: Exhibit._meta.get_field(name) for name in FIELDS}
_EMPTY = {name: field.get_default() for name, field in _COLUMNS.items()}
_LONGEST = {name: field.max_length for name, field in _COLUMNS.items() if field.max_length}
_CHOICES = {name: dict(field.flatchoices) for name, field in _COLUMNS.items() if field.choices}
_PARTS, _KINDS, _CLAIMS, _METHODS, _GIVERS = (
    dict(choices.choices)
    for choices in (
        Participation.Role,
        Party.Kind,
        ProvenanceNote.Claim,
        Acquisition.Method,
        AcquisitionDonor.Role,
    )
)
unstorable = re.compile("[\x00\ud800-\udfff]")  # NUL, and halves of characters
_MUST_BE_SEEN = ("accession_number", "title")


def _longest(model, name: str) -> int:
    return model._meta.get_field(name).max_length


_NAMES = {  # the names that drafts hold → how long the catalogue lets them be
    "party": _longest(Party, "name"),
    "note": _longest(Participation, "note"),
    "number": _longest(Acquisition, "number"),
    "occasion": _longest(Occasion, "name"),
    "showroom": _longest(Showroom, "name"),
    "term": _longest(Term, "name"),
    "locator": _longest(ProvenanceNote, "locator"),
}


def check(draft: Draft) -> dict[str, str | int]:
    """The fields as the catalogue would hold them; what it cannot hold is added to the draft's problems."""
    values = {}
    for name, value in draft.fields.items():
        if name not in _COLUMNS:
            refuse(
                draft, name, value, "The catalogue has no such field.", f"Use one of: {', '.join(FIELDS)}.", "no-field"
            )
        else:
            values[name] = _field(draft, name, value)
    if "accession_number" in values:
        values["accession_number"] = " ".join(str(values["accession_number"]).split())
    for party in draft.parties or ():
        _party(draft, party, _PARTS)
    if draft.acquisition:
        _acquisition(draft)
    if draft.place:
        for words in (draft.place.showroom, draft.place.building, draft.place.status):
            _name(draft, "showroom", words)
    for names in (draft.terms or {}).values():
        for name in names:
            _name(draft, "term", name)
    for note in draft.notes or ():
        _choice(draft, "note", note.kind, _CLAIMS)
        _name(draft, "locator", note.locator)
        for text in (note.statement, note.source_title):
            _storable(draft, "note", text)
            if not text.strip():
                refuse(draft, "note", text, "A note needs its statement and its source.", "Map both.", "empty-note")
    return values


def refuse(draft: Draft, column: str, value, message: str, mend: str, cause: str) -> None:
    _add(draft, Problem(column, shown(value), message, mend, "refused", cause))


def warn(draft: Draft, column: str, value, message: str, mend: str, cause: str) -> None:
    _add(draft, Problem(column, shown(value), message, mend, "warning", cause))


def _add(draft: Draft, problem: Problem) -> None:
    if problem not in draft.problems:  # a batch that the database refuses is decided again in halves
        draft.problems.append(problem)


def _field(draft: Draft, name: str, value) -> str | int:
    if value is None:
        return _EMPTY[name]
    if name == "quantity":
        if type(value) is not int or not 1 <= value < 2**31:
            refuse(draft, name, value, "Not a number of things.", "Write a whole number of 1 or more.", "bad-quantity")
        return value
    text = str(value)
    _storable(draft, name, text)
    longest = _LONGEST.get(name)
    if longest and len(text) > longest:
        _too_long(draft, name, text, longest)
    if text and name in _CHOICES and text not in _CHOICES[name]:
        mend = (
            f"Use one of: {', '.join(_CHOICES[name])}; a step look-up in the mapping turns the museum's words into it."
        )
        refuse(draft, name, text, "Not one of the values that this field has.", mend, f"unknown-{name}")
    if text and name in _MUST_BE_SEEN and not any(sign.isprintable() and not sign.isspace() for sign in text):
        refuse(draft, name, text, "There is nothing to read in it.", "Write it out.", "invisible")
    return text


def _party(draft: Draft, party: PartyDraft, roles: dict | None = None) -> None:
    if roles:
        _choice(draft, "party", party.role, roles)
    _choice(draft, "party", party.kind, _KINDS)
    if not party.name.strip():
        refuse(
            draft, "party", party.name, "A party without a name.", "Give the name, or leave the party out.", "no-name"
        )
    _name(draft, "party", party.name)
    _name(draft, "note", party.note)
    for text in (*party.other_names, party.birth, party.death):
        _storable(draft, "party", text)


def _acquisition(draft: Draft) -> None:
    came = draft.acquisition
    _choice(draft, "acquisition", came.method, _METHODS)
    _name(draft, "number", came.number)
    _name(draft, "occasion", came.occasion)
    _storable(draft, "acquisition", came.on)
    for role, party in came.donors:
        _choice(draft, "donor", role, _GIVERS)
        _party(draft, party)
    if came.recipient:
        _party(draft, came.recipient)


def _choice(draft: Draft, column: str, value: str, choices: dict) -> None:
    if value not in choices:
        mend = f"Use one of: {', '.join(choices)}."
        refuse(draft, column, value, "The catalogue does not know this word.", mend, f"unknown-word-of-{column}")


def _name(draft: Draft, kind: str, text: str | None) -> None:
    if not text:
        return
    _storable(draft, kind, text)
    if len(text) > _NAMES[kind]:
        _too_long(draft, kind, text, _NAMES[kind])


def _storable(draft: Draft, column: str, text: str | None) -> None:
    if text and unstorable.search(text):
        mend = "Remove it, or say in the mapping which encoding the file has."
        refuse(draft, column, unstorable.sub("�", text), "A character that is none.", mend, "unreadable-character")


def _too_long(draft: Draft, column: str, text: str, longest: int) -> None:
    mend = f"Shorten it to {longest}, or map the column to a field for long texts, such as description."
    refuse(draft, column, text, f"{len(text):,} characters, where {longest} fit.", mend, "too-long")
