"""What is claimed about made-up exhibits: notes, a few contradictions between them, a few restrictions."""

from random import Random

from collection.models import Contradiction, Position, ProvenanceNote, Restriction
from collection.models.bulk import Table
from collection.models.provenance import PositionKind

from . import MARK
from .donors import Donor
from .frame import Frame
from .things import Thing

_Claim, _Kind = ProvenanceNote.Claim, Restriction.Kind
_CONTRADICTED, _DECIDED = 1 / 250, 0.6
_CORRECTED = 1 / 150  # the share whose first note named the wrong page
_INVENTED = f"{MARK}: the claim is invented."
# Where a material or class of thing raises a question: kind of restriction, instrument, what visitors read.
_QUESTIONS = {
    "ivory": (
        _Kind.CITES,
        "CITES, Appendix I",
        "Ivory: whether the convention on endangered species applies is being checked.",
    ),
    "coral": (
        _Kind.CITES,
        "CITES, Appendix II",
        "Coral: whether the convention on endangered species applies is being checked.",
    ),
    "arms and armour": (
        _Kind.FIREARMS,
        "Firearms register",
        "A weapon: it is kept unloaded and under the firearms register.",
    ),
    "radio set": (
        _Kind.HAZARD,
        "Radiation protection rules",
        "The dial may be luminous with radium; it is being measured.",
    ),
}
_ASKED = 0.2  # the share of such exhibits for which the question was asked


class Evidence:
    """Collects what is claimed about exhibits, and writes it."""

    def __init__(self, frame: Frame, now):
        self.sources, self.now = frame.sources, now
        self.notes = Table(
            ProvenanceNote,
            "id",
            "exhibit_id",
            "claim",
            "answer",
            "statement",
            "source_id",
            "locator",
            "credibility",
            "position",
            "position_reason",
            "supersedes_id",
        )
        self.positions = Table(Position, "note_id", "position", "reason")
        self.contradictions = Table(Contradiction, "first_id", "second_id", "question", "finding", "decided_at")
        self.restrictions = Table(Restriction, "exhibit_id", "kind", "instrument", "public_statement", "evidence")
        self._claims, self._pairs = [], []
        self._earlier = {}  # which claim takes the place of which, by their order

    def add(self, rng: Random, exhibit: int, thing: Thing, giver: Donor, recipient: str, date: str, page: int) -> None:
        """One note, or as often two; `page` leads to where the register is said to name the gift."""
        unassessed = (PositionKind.UNASSESSED, "")
        if rng.random() < _CONTRADICTED:
            self._contradict(rng, exhibit, giver.country)
            return
        register = self.sources[page % 3]
        named = f"The register names {giver.name} as the giver. {_INVENTED}"
        entry = (exhibit, _Claim.GIVEN_BY, giver.name, named, register)
        self._claims.append((*entry, f"p. {page // 40 + 1}", 2, *unassessed))
        if rng.random() < _CORRECTED:
            self._earlier[len(self._claims)] = len(self._claims) - 1
            self._claims.append((*entry, f"p. {page // 40 + 2}", 2, *unassessed))
        if rng.random() < 0.5:
            source = rng.randrange(3, len(self.sources))
            claim, answer, statement = (
                (_Claim.GIVEN_TO, recipient, f"It was handed to the {recipient}."),
                (_Claim.GIVEN_ON, date, f"It was handed over on this date: {date}."),
                (_Claim.MADE_BY, f"Craftspeople in {giver.country}", f"Craftspeople in {giver.country} made it."),
                (_Claim.OTHER, thing.materials[0], f"It is made of {thing.materials[0]}."),
            )[rng.randrange(4)]
            entry = (exhibit, claim, answer, f"{statement} {_INVENTED}", self.sources[source], "", source - 1)
            self._claims.append((*entry, *unassessed))
        for word in (thing.materials[0], thing.kind.classification, thing.kind.name):
            if word in _QUESTIONS and rng.random() < _ASKED:
                kind, instrument, statement = _QUESTIONS[word]
                self.restrictions.add(exhibit, kind, instrument, f"{statement} {MARK}.", f"{MARK}.")

    def _contradict(self, rng: Random, exhibit: int, country: str) -> None:
        """Two notes on who made it, of which the museum may have accepted one."""
        first = len(self._claims)
        decided = rng.random() < _DECIDED
        for answer, source, accepted in (
            (f"A workshop in {country}", self.sources[1], True),
            ("Pupils of an art school", self.sources[-1], False),
        ):
            position = PositionKind.ACCEPTED if accepted else PositionKind.REJECTED
            reason = f"The register was written on the day, the other account later. {MARK}."
            self._claims.append(
                (
                    exhibit,
                    _Claim.MADE_BY,
                    answer,
                    f"{answer} made it. {_INVENTED}",
                    source,
                    "",
                    2 if accepted else 4,
                    *((position, reason) if decided else (PositionKind.UNASSESSED, "")),
                )
            )
        finding = f"A workshop made it: the register was written on the day. {MARK}." if decided else ""
        self._pairs.append((first, finding))

    def flush(self) -> None:
        """Write all of it. The exhibits must be there."""
        ids = self.notes.reserve(len(self._claims))
        for order, (note, claim) in enumerate(zip(ids, self._claims, strict=True)):
            earlier = self._earlier.get(order)
            self.notes.add(note, *claim, None if earlier is None else ids[earlier])
            position, reason = claim[-2:]
            if reason:
                self.positions.add(note, position, reason)
        for first, finding in self._pairs:
            question = f"Who made it? ({MARK}.)"
            self.contradictions.add(ids[first], ids[first + 1], question, finding, self.now if finding else None)
        self._claims, self._pairs, self._earlier = [], [], {}
        for table in (self.notes, self.positions, self.contradictions, self.restrictions):
            table.flush()
