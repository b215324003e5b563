"""The chain of an exhibit: its provenance text as read, with what curators confirmed or edited. Pure, no queries.

The text always leads: a stored event counts for the period with the very words it was read from, wherever these now
stand, and the chain is right however the text was changed.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from collection.notation import dates
from collection.notation.provenance import Period, Provenance, parse
from collection.notation.provenance.analysis import GAP, Finding, Link, Setting, findings

from .provenance_event import ProvenanceEvent

_BOUNDS = ("earliest_begin", "latest_begin", "earliest_end", "latest_end")
EARLIEST, LATEST = 1500, 2100  # years that a gap is found by
read = lru_cache(maxsize=256)(parse)  # each text is read for the public and for staff


def merged(text: str, stored: Iterable[ProvenanceEvent] = (), *, exhibit_id=None) -> list[ProvenanceEvent]:
    """The events of `text` in order: those of `stored` whose words stand in it unchanged, and new ones, not saved.

    The values of a stored event that no curator has confirmed become what the text says now.
    """
    known = defaultdict(list)
    for event in stored:
        known[event.written].append(event)
    provenance = read(text)
    chain = []
    for position, period in enumerate(provenance.periods, start=1):
        written = text[period.start : period.end]
        event = known[written].pop(0) if known[written] else ProvenanceEvent(exhibit_id=exhibit_id)
        event.position, event.start, event.written = position, period.start, written
        if not event.is_edited:
            for name, value in _values(provenance, position - 1, period).items():
                setattr(event, name, value)
        for field in ProvenanceEvent._meta.concrete_fields:
            if hasattr(field, "compute"):  # the days of the bounds
                field.pre_save(event, False)
        chain.append(event)
    return chain


def _values(provenance: Provenance, index: int, period: Period) -> dict:
    party, text = period.party, provenance.text
    certainty = (period.certainty or (party and party.certainty)) and (
        period.certainty or party.certainty
    ).value.lower()
    life = party.lives[0] if party and len(party.lives) == 1 else None
    cited = [text[note.start : note.end].strip() for note in provenance.notes if index in note.periods]
    return {
        "party_name": party.name.value if party else "",
        "party_place": party.place.value if party and party.place else "",
        "born": (life and life.born) or "",
        "died": (life and life.died) or "",
        "former_name": period.former.name.value if period.former else "",
        "is_dealer": bool(party and party.is_dealer),
        "method": period.method.value if period.method else "",
        "certainty": "probably" if certainty == "probably" else "possibly" if certainty else "",
        **{name: (period.dates and getattr(period.dates, name)) or "" for name in _BOUNDS},
        "is_direct": period.direct,
        "notes": "\n".join(cited),
        "unread": [[start, end] for start, end in _relative(period)],
    }


def _relative(period: Period):
    """Unread words as places in the period's own text, which do not move with it."""
    return ((start - period.start, end - period.start) for start, end in period.unread)


def link(event: ProvenanceEvent, party: dict | None = None) -> Link:
    """An event as the analysis needs it; `party` holds birth_earliest and death_latest of whom it is known to mean."""
    party = party or {}
    born = _day(event.born, 0) if event.born else party.get("birth_earliest")
    died = _day(event.died, 1) if event.died else party.get("death_latest")
    return Link(
        name=event.party_name or event.written[:60],
        begin=(event.earliest_begin_day, event.latest_begin_day),
        end=(event.earliest_end_day, event.latest_end_day),
        born=born,
        died=died,
        method=event.method,
        place=event.party_place,
        direct=event.is_direct,
        is_certain=not event.certainty,
        is_dealer=event.is_dealer,
        is_read=event.is_read,
    )


def _day(literal: str, side: int) -> int | None:
    day = dates.bounds(literal)[side] if dates.is_edtf(literal) else None
    return day and dates.ordinal(day)


def open_years(found: Iterable[Finding]) -> set[int]:
    """The years in which, as the gaps among the findings say, nobody is known to have had it; those from 1500 on."""
    gaps = [finding for finding in found if finding.kind == GAP]
    return {year for gap in gaps for year in range(max(gap.first_year, EARLIEST), min(gap.last_year, LATEST) + 1)}


def analysed(chain: list[ProvenanceEvent], exhibit: dict, came: dict | None, parties: dict) -> list[Finding]:
    """The findings about a chain; `exhibit`, `came` (its acquisition) and `parties` by id are rows with their dates.

    A party that is not in `parties`, because the reader may not know it, counts only as the words give it.
    """
    setting = Setting(
        made=(exhibit["made_earliest"], exhibit["made_latest"]),
        made_place=exhibit["made_place"],
        received=(came["date_earliest"], came["date_latest"]) if came else (None, None),
    )
    return findings([link(event, parties.get(event.party_id)) for event in chain], setting)


def bounds_in_words(event: ProvenanceEvent) -> str:
    """The bounds in the field's words: "after 1918, by 5 May 1925, until at least 1942"; empty where there are none."""
    bounds = (event.earliest_begin, event.latest_begin, event.earliest_end, event.latest_end)
    begin, by, until, before = (dates.describe(bound) if dates.is_edtf(bound) else bound for bound in bounds)
    found = [begin] if begin and begin == by else [f"after {begin}"] * bool(begin) + [f"by {by}"] * bool(by)
    found += [f"until {until}"] if until and until == before else [f"until at least {until}"] * bool(until)
    return ", ".join(found + [f"until {before} at the latest"] * bool(before and before != until))
