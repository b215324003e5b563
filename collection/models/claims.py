"""What several notes say together: which of them stand, and which say the same. Pure, no queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from .wording import wording

QUESTIONS = {
    "made_by": "Who made it?",
    "given_by": "Who gave it?",
    "given_to": "To whom was it given?",
    "given_on": "When and where was it given?",
    "answered_by": "What was given in return?",
    "owned_by": "Who owned it?",
    "signed_by": "Who signed it?",
    "displayed": "Where and how is it displayed?",
    "restricted": "Which rules touch it?",
    "other": "What else is said of it?",
}


def standing(notes: Iterable) -> list:
    """Of all notes about one thing, those that are neither withdrawn nor superseded by one that stands."""
    notes = list(notes)
    successors = {note.supersedes_id: note for note in notes if note.supersedes_id}

    def is_superseded(note) -> bool:
        while note := successors.get(note.pk):
            if note.withdrawn_at is None:
                return True  # where the later note is withdrawn, the one after that may still stand for both
        return False

    return [note for note in notes if note.withdrawn_at is None and not is_superseded(note)]


def readings(notes: Iterable, same: Sequence[Sequence[str]] = ()) -> list[list]:
    """The notes by what they say, in the order in which each thing is first said.

    `same` holds lists of wordings that somebody has judged to say the same.
    """
    stands_for = {one: group[0] for group in same for one in group}
    found = defaultdict(list)
    for note in notes:
        words = wording(note.answer)
        found[stands_for.get(words, words)].append(note)
    return list(found.values())


def alike(notes: Iterable, same: Sequence[Sequence[str]]) -> list[list[str]]:
    """The answers of these notes that are worded differently and, by `same`, say one thing."""
    groups = (list({wording(note.answer): note.answer for note in group}.values()) for group in readings(notes, same))
    return [answers for answers in groups if len(answers) > 1]


def wordings(notes: Iterable) -> list[str]:
    """The different wordings of their answers, in order."""
    return list(dict.fromkeys(wording(note.answer) for note in notes))


def are_decided(groups: Sequence[Sequence]) -> bool:
    """Whether the positions taken say which of these readings the museum accepts: one, and what of all others."""
    accepted = sum(any(note.position == "accepted" for note in notes) for notes in groups)
    return accepted == 1 and all(note.position != "unassessed" for notes in groups for note in notes)


def fingerprint(notes: Iterable) -> str:
    """Of these notes and the positions on them: another note, or another position, is another fingerprint."""
    weighed = sorted((note.pk, note.position) for note in notes)
    return blake2b(repr(weighed).encode(), digest_size=16).hexdigest()


@dataclass
class ClaimGroup:
    """The standing notes of one kind about one thing, and what the museum has made of them so far.

    Notes oldest first, each with its `opinions` (the positions taken on it); opinions and weighings newest first.
    """

    notes: list
    contradictions: list
    weighings: list

    @property
    def version(self) -> str:
        """What was read, such as 3.41.7.2.0: how many notes; the last note, position, weighing and contradiction."""
        last = (max((one.pk for one in some), default=0) for some in self._records())
        return ".".join(map(str, [len(self.notes), *last]))

    def mark_since(self, version: str) -> None:
        """Give each note, position, weighing and contradiction `is_new`: whether it came after `version` was read."""
        for last, some in zip(version.split(".")[1:], self._records(), strict=False):
            read = int(last) if last.isdecimal() and len(last) < 19 else None  # whatever a form may say
            for one in some:
                one.is_new = read is not None and one.pk > read

    def _records(self) -> tuple[list, ...]:
        opinions = [opinion for note in self.notes for opinion in note.opinions]
        return self.notes, opinions, self.weighings, self.contradictions
