"""Restrictions, and what the sources claim: notes with the museum's position, and the contradictions between them."""

from collection.models import Contradiction, Instrument, ProvenanceNote, Restriction
from collection.models.provenance import PositionKind

from .reading import Entry
from .register import Register

SUBJECTS = ("exhibit", "occasion", "location")  # a file of notes names one of these at its head


def add_evidence(register: Register) -> None:
    for entry in register.book.entries("restrictions.toml", "restriction"):
        _add_restriction(register, entry)
    contradictions = [entry for file in register.book.note_files() for entry in _add_notes(register, file)]
    linked = set()
    for entry in contradictions:  # after all notes: they link across files
        _link(register, entry, linked)


def _add_restriction(register, entry):
    numbers, key = entry.need("exhibits"), entry.take("rule")
    values = entry.fields(Restriction)
    if key:
        values["rule"] = entry.find(Instrument.objects.in_bulk(field_name="key"), key, "instrument", "the rule book")
    rule = {name: values.get(name, "") for name in ("kind", "instrument", "paragraph")}
    for number in numbers:
        exhibit = register.look_up(entry, "exhibit", number)
        register.add(entry, Restriction, {"exhibit": exhibit, **rule}, {"exhibit": exhibit, **values})


def _add_notes(register, file: str) -> list[Entry]:
    """Add the notes of one file and return its contradictions."""
    document = register.book.document(file)
    subject = _subject(register, document)
    for entry in document.entries("note"):
        _add_note(register, entry, subject)
    contradictions = list(document.entries("contradiction"))
    document.finish()
    return contradictions


def _subject(register, document) -> dict:
    keys = {name: key for name in SUBJECTS if (key := document.take(name))}
    if len(keys) != 1:
        raise document.fault(f"a file of notes is about one thing. Name one {', '.join(SUBJECTS)} in its first lines.")
    ((name, key),) = keys.items()
    return {name: register.look_up(document, "place" if name == "location" else name, key)}


def _add_note(register, entry, subject):
    key, position, reason = entry.need("key"), entry.need("position"), entry.take("reason", "")
    values = {
        **subject,
        "source": register.look_up(entry, "source", entry.need("source")),
        "locator": entry.need("at"),
        "claim": entry.need("claim"),
        "answer": entry.need("answer"),
        **entry.fields(ProvenanceNote),
    }
    present = {name: values[name] for name in (*subject, "source", "locator", "claim", "answer")}
    note, is_new = register.add(entry, ProvenanceNote, present, values)
    register.remember(entry, "note", key, note)
    if is_new and position != PositionKind.UNASSESSED:
        with register.checking(entry):
            ProvenanceNote.objects.assess(note=note, position=position, reason=reason, by=None)


def _link(register, entry, linked):
    between, question, finding = entry.need("between"), entry.need("question"), entry.take("finding", "")
    entry.finish()
    if len(between) != 2 or not isinstance(between[1], list):
        raise entry.fault('“between” is a note and the list of those it contradicts: ["a", ["b", "c"]].')
    one_key, other_keys = between
    one = register.look_up(entry, "note", one_key)
    for key in other_keys:
        other = register.look_up(entry, "note", key)
        first, second = sorted((one, other), key=lambda note: note.pk)
        if (first, second) in linked:
            raise entry.fault(f"“{one_key}” and “{key}” are linked before. Two notes are linked once: split one.")
        linked.add((first, second))
        if Contradiction.objects.filter(first=first, second=second).exists():
            continue
        with register.checking(entry):
            Contradiction.objects.link(one, other, question=question, finding=finding)
        register.added[Contradiction] += 1
