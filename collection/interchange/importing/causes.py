"""What was wrong with rows, grouped by cause: how often, and where it was met first."""

from collections.abc import Iterable

from collection.interchange.draft import Problem
from collection.interchange.readers import Row

SHOWN = 20  # rows that a group names
GROUPS = 500


def add_causes(known: dict, found: Iterable[tuple[Row, list[Problem]]], shown: int = SHOWN) -> dict:
    """`known` with the problems of more rows: cause and column → severity, words, count and the first rows."""
    causes = dict(known)
    for row, problems in found:
        for problem in problems:
            name = name_of(problem.cause, problem.column, problem.file)
            if name not in causes and len(causes) >= GROUPS:
                name = problem.cause
            group = causes.setdefault(
                name,
                {
                    "cause": problem.cause,
                    "column": problem.column,
                    "file": problem.file,
                    "severity": problem.severity,
                    "message": problem.message,
                    "mend": problem.mend,
                    "count": 0,
                    "rows": [],
                },
            )
            group["count"] += 1
            if len(group["rows"]) < shown:
                at, file = problem.at or row.number, problem.file or row.file
                group["rows"].append({"row": at, "file": file, "value": problem.value})
    return causes


def name_of(cause: str, column: str, file: str) -> str:
    """Under which the problems of one cause are gathered."""
    return cause + (f" in {column}" if column else "") + (f" of {file}" if file else "")
