"""The whole of what the public is shown of an exhibit, made when it changes: the shape of its own address in the API.

Addresses in it begin as those in cards do, see `card.served`.
"""

import zlib

import orjson

from . import card
from .fields import natural
from .provenance import ProvenanceNote

TERM = ("id", "name", "aat_uri")
RESTRICTION = ("id", "kind", "instrument", "paragraph", "conclusion", "assessed_on", "public_statement")


def public_record(rows, exhibit: dict) -> bytes:
    """The record of one of the exhibits of `rows`, which are those for the public, as JSON."""
    return orjson.dumps(shape(rows, exhibit))


def packed(record: bytes) -> bytes:
    """As an entry keeps it."""
    return zlib.compress(record, 1) if record else b""


def unpacked(stored: bytes) -> bytes:
    """As JSON again; empty where there is none."""
    return zlib.decompress(stored) if stored else b""


def shape(rows, exhibit: dict) -> dict:
    """What the record holds."""
    listed = card.shape(rows, exhibit)
    pk = exhibit["id"]
    own = {name: exhibit[name] for name in ("description", "measurements", "inscriptions", "made_place")}
    own |= {name: exhibit[name] for name in ("provenance_text", "rights_statement", "prominence", "prominence_reason")}
    own |= {kind: _terms(rows, kind, pk) for kind in ("materials", "techniques", "themes")}
    own["participations"] = [
        {"id": part["id"], "party": card.person(rows, part["party_id"]), "role": part["role"], "note": part["note"]}
        for part in sorted(rows.participations.get(pk, ()), key=lambda part: (part["role"], part["id"]))
    ]
    own["restrictions"] = [
        {"url": card.address("restrictions", str(rule["id"])), **{name: rule[name] for name in RESTRICTION}}
        for rule in rows.restrictions.get(pk, ())
    ]
    own["notes"] = [_note(rows, note) for note in rows.notes.get(pk, ())]
    return {name: listed[name] if name in listed else own[name] for name in FIELDS}


def _terms(rows, kind: str, exhibit: int) -> list[dict]:
    terms = [rows.terms[pk] for pk in rows.terms_of[kind].get(exhibit, ())]
    terms.sort(key=lambda term: (natural(term["name"]), term["id"]))
    return [{name: term[name] for name in TERM} for term in terms]


def _note(rows, note: dict) -> dict:
    source = rows.sources.get(note["source_id"])
    return {
        "url": _note_link(note["id"]),
        "id": note["id"],
        "claim": note["claim"],
        "answer": note["answer"],
        "statement": note["statement"],
        "source": source and card.brief("sources", source, "slug", "title", "reliability"),
        "locator": note["locator"],
        "credibility": note["credibility"],
        "grade": source and ProvenanceNote.grade_of(source["reliability"], note["credibility"]),
        "position": note["position"],
        "position_reason": note["position_reason"],
        "contradictions": [
            {
                "question": pair["question"],
                "finding": pair["finding"],
                "decided_at": card.moment(pair["decided_at"]),
                "note": _note_link(pair["second_id"] if pair["first_id"] == note["id"] else pair["first_id"]),
            }
            for pair in rows.contradictions.get(note["exhibit_id"], ())
            if note["id"] in (pair["first_id"], pair["second_id"])
        ],
    }


def _note_link(pk: int) -> str:
    return card.address("provenance-notes", str(pk))


FIELDS = (
    "url page public_id accession_number title object_name description quantity classification medium materials "
    "techniques themes measurements inscriptions made made_edtf made_place credit_line provenance_text "
    "rights_statement prominence prominence_reason acquisition showroom participations restrictions notes published_at"
).split()
