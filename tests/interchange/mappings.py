"""Mappings for tests: what a text makes of a row, or of files."""

from collection.interchange.mapping import Mapping
from collection.interchange.readers import Row


def drafted(text, **values):
    """The draft of one row with these values; what the mapping does not say of the two needed fields is added."""
    if "[fields]" not in text:
        text = '[fields]\naccession_number = "number"\n' + text
    return Mapping.load(text).draft(Row(2, "a.csv", {"number": "7", **values}))


def stepped(steps, value, **options):
    """What steps (as TOML writes them) make of a value, and the problems."""
    draft = drafted(f'[fields]\naccession_number = "number"\ndescription = {{ from = "x", steps = {steps} }}', x=value)
    return draft.fields["description"], [problem.cause for problem in draft.problems]
