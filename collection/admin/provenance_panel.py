"""The provenance on an exhibit's page in the admin: the text with what was read in it, beside the chain."""

from django.template.loader import render_to_string

from collection.models.chain import bounds_in_words
from collection.models.told_chain import ToldChain, told_chain

from .chain_line import chain_line
from .provenance_queue import findings_of


def panel(exhibit, user) -> str:
    """The HTML of the chain; empty for an exhibit without a provenance."""
    if not exhibit.provenance_text:
        return ""
    chain = told_chain(exhibit, user)
    context = {"exhibit": exhibit, "found": findings_of(chain), **drawn(chain)}
    return render_to_string("admin/collection/exhibit/chain.html", context)


def drawn(chain: ToldChain) -> dict:
    """What the template of a chain shows: the text in pieces, the links, and the line in time."""
    for event in chain.events:
        event.dates = bounds_in_words(event)
        event.marks = [event.written[start:end] for start, end in event.unread]
    return {
        "events": chain.events,
        "pieces": list(pieces(chain)),
        "line": chain_line(chain.events),
        "unread": sum(end - start for event in chain.events for start, end in event.unread),
    }


def pieces(chain: ToldChain):
    """The text in stretches: (words, whether they were not understood)."""
    text, position = chain.provenance.text, 0
    unread = [
        (event.start + start, event.start + end)
        for event in chain.events
        if not event.is_edited
        for start, end in event.unread
    ]
    for start, end in sorted(unread):
        if start > position:
            yield text[position:start], False
        yield text[max(start, position) : end], True
        position = max(position, end)
    if position < len(text):
        yield text[position:], False
