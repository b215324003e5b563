"""What a run would do with its first rows, at once: nothing is counted, nothing is written."""

from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from collection.interchange.readers import Row
from collection.models import ImportRun

from .batch import Batch, Decision, Powers
from .source import Source

SHOWN = 20  # rows


@dataclass
class Preview:
    """The first rows, and what would become of each."""

    rows: list[Row]
    decisions: list[Decision]


def preview(run: ImportRun, count: int = SHOWN) -> Preview:
    """Raises MappingError, ReadError or ChangedFile."""
    source = Source(run)
    rows = list(islice(source.rows(), count))
    pairs = [(row, source.draft(row)) for row in rows]
    with transaction.atomic():
        batch = Batch(
            run, pairs, match=source.match, publish=source.publish, powers=Powers.of(run.user), pretended=True
        )
    return Preview(rows, batch.decisions)
