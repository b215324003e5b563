"""What a run would do with its first rows, at once: nothing is written."""

from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from collection.interchange.readers import Row
from collection.models import ImportRun

from .batch import Batch, Decision, Powers
from .made import Tally
from .source import Source

SHOWN = 20  # rows


@dataclass
class Preview:
    """The first rows, what would become of each, and what they would make besides exhibits, as a `Tally` counts it."""

    rows: list[Row]
    decisions: list[Decision]
    made: dict


def preview(run: ImportRun, count: int = SHOWN) -> Preview:
    """Raises MappingError, ReadError or ChangedFile."""
    source = Source(run)
    rows = list(islice(source.rows(), count))
    pairs = [(row, source.draft(row)) for row in rows]
    with transaction.atomic():
        batch = Batch(
            run, pairs, match=source.match, publish=source.publish, powers=Powers.of(run.user), pretended=True
        )
    made = Tally(pretended=True).add({}, (each for one in batch.decisions for each in one.made))
    return Preview(rows, batch.decisions, made)
