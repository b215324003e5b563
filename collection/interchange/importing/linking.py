"""What hangs on the exhibits of a batch: parties, acquisition, place, terms and notes."""

from collections import defaultdict

from collection.models import Exhibit, Movement, Participation, ProvenanceNote
from collection.models.bulk import Amendments, Table

from .checking import warn
from .found import TERMS, Found
from .numbering import Numbers
from .origins import Origins
from .people import People
from .places import Places
from .words import Words, occasions, sources

_ANSWER = ProvenanceNote._meta.get_field("answer").max_length


class Links:
    """Settles what the drafts say beyond the exhibit's own fields. A section that a mapping has not is left alone."""

    def __init__(self, decisions: list, found: Found, numbers: Numbers, *, by, add_rooms: bool):
        self.by = by
        self.run = None
        drafts = [one.draft for one in decisions]
        acquisitions = [draft.acquisition for draft in drafts if draft.acquisition]
        notes = [note for draft in drafts for note in draft.notes or ()]
        named = [party for draft in drafts for party in draft.parties or ()]
        named += [party for came in acquisitions for _, party in came.donors]
        named += [came.recipient for came in acquisitions if came.recipient]
        self.people = People(named, numbers)
        self.occasions = occasions([came.occasion for came in acquisitions if came.occasion], numbers)
        self.sources = sources([note.source_title for note in notes], numbers)
        self.words = Words([draft.terms for draft in drafts if draft.terms], numbers)
        places = [draft.place for draft in drafts if draft.place and (draft.place.showroom or draft.place.status)]
        self.places = Places(places, numbers, may_add=add_rooms)
        self.origins = Origins(drafts, found.acquisitions, self.people, self.occasions, numbers)
        has_terms = any(draft.terms for draft in drafts)
        self._terms = found.read_terms() if has_terms else {name: defaultdict(dict) for name in TERMS}
        self._parts = found.read_parts() if any(d.parties is not None for d in drafts) else defaultdict(list)
        self._notes = found.read_notes() if notes else defaultdict(set)
        self._new = defaultdict(list)  # model → rows to insert
        self._gone = defaultdict(list)  # model → ids to delete
        self._noted = Amendments(Participation)

    def settle(self, one) -> tuple[dict, dict]:
        """Columns of the exhibit that change, and what to call every change: field → what it is now."""
        draft, columns, changed = one.draft, {}, {}
        if draft.terms:
            self._settle_terms(one, columns, changed)
        if draft.parties is not None and (parts := self._settle_parties(one)):
            changed["parties"] = parts
        if draft.acquisition:
            current = one.before.get("acquisition_id")
            acquisition, differs = self.origins.settle(draft, current)
            if acquisition != current:
                columns["acquisition_id"] = acquisition
            if differs:
                changed["acquisition"] = draft.acquisition.method
        if draft.place and (draft.place.showroom or draft.place.status):
            self._settle_place(one, columns, changed)
        if draft.notes and (count := self._settle_notes(one)):
            changed["notes"] = f"{count} more"
        return columns, changed

    def flush_parents(self) -> None:
        """What exhibits point to."""
        self.people.flush()
        self.origins.flush()

    def flush_children(self) -> None:
        """What points to exhibits."""
        for model, ids in self._gone.items():
            if ids:
                model.objects.filter(pk__in=ids).delete()
        self._noted.flush()
        for (model, *columns), rows in self._new.items():
            table = Table(model, *columns)
            for row in rows:
                table.add(*row)
            table.flush()

    def _settle_terms(self, one, columns: dict, changed: dict) -> None:
        for name, words in one.draft.terms.items():
            ids = self.words.find(name, words)
            if name == "classification":
                term = ids[0] if ids else None
                if term != one.before.get("classification_id"):
                    columns["classification_id"] = term
                    changed[name] = words[0] if words else ""
                continue
            has, through = self._terms[name].get(one.exhibit, {}), getattr(Exhibit, name).through
            self._gone[through] += [link for term, link in has.items() if term not in ids]
            new = [(one.exhibit, term) for term in ids if term not in has]
            self._new[through, "exhibit_id", "term_id"] += new
            if new or set(has) - set(ids):
                changed[name] = ", ".join(words)

    def _settle_parties(self, one) -> str:
        """Within each role that the row names, the row says who; other roles stay. What changed, in words."""
        has = {(part["role"], part["party_id"]): part for part in self._parts.get(one.exhibit, ())}
        linked = [part["linked"] for part in has.values()]
        wanted, words = {}, []
        for party in one.draft.parties:
            wanted.setdefault((party.role, self.people.id_of(party, linked)), party)
        roles = {role for role, _ in wanted}
        for key, part in has.items():
            if key[0] in roles and key not in wanted:
                self._gone[Participation].append(part["id"])
                words.append(f"no longer {part['party__name']}")
        for (role, pk), party in wanted.items():
            part = has.get((role, pk))
            if part is None:
                row = (one.exhibit, pk, role, party.note)
                self._new[Participation, "exhibit_id", "party_id", "role", "note"].append(row)
                words.append(f"{party.name} ({role})")
            elif part["note"] != party.note:
                self._noted.add(part["id"], note=party.note)
                words.append(f"{party.name}: {party.note}")
        return ", ".join(words)

    def _settle_place(self, one, columns: dict, changed: dict) -> None:
        place, said = one.draft.place, one.draft.place.showroom or one.draft.place.status
        found = self.places.find(place)
        if found is None:
            mend = "Have a registrar add it, or run the import as one."
            warn(one.draft, "place", said, "The museum has no such place: the exhibit has not moved.", mend, "no-room")
            return
        location, showroom = found
        was = one.before.get("location_id")
        if location == was or showroom is not None and showroom == one.before.get("showroom_id"):
            return
        columns |= {"location_id": location, "showroom_id": showroom}
        changed["place"] = said
        authority = (str(self.by), self.by.pk) if self.by else ("Import from the command line", None)
        names = ("exhibit_id", "from_location_id", "to_location_id", "reason", "authorised_by", "recorded_by_id")
        row = (one.exhibit, was, location, "Place as the imported file has it.", *authority)
        self._new[Movement, *names].append(row)

    def _settle_notes(self, one) -> int:
        """How many notes the exhibit has not yet."""
        has, count = self._notes[one.exhibit], 0
        names = ("exhibit_id", "claim", "answer", "statement", "source_id", "locator", "is_public", "recorded_by_id")
        by = self.by and self.by.pk
        for note in one.draft.notes:
            source = self.sources.find(note.source_title)
            key = (note.kind, note.statement, source, note.locator)
            if key not in has:
                has.add(key)
                count += 1
                answer = " ".join((note.answer or note.statement).split())[:_ANSWER]
                row = (one.exhibit, note.kind, answer, note.statement, source, note.locator, note.public, by)
                self._new[ProvenanceNote, *names].append(row)
        return count
