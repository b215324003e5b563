"""What was wrong with rows, grouped by cause: how often, and where it was met first."""

SHOWN = 20  # rows that a group names
GROUPS = 500


def add_causes(known: dict, decisions) -> dict:
    """`known` with the problems of more rows: cause and column → severity, words, count and the first rows."""
    causes = dict(known)
    for one in decisions:
        for problem in one.draft.problems:
            name = f"{problem.cause} in {problem.column}" if problem.column else problem.cause
            if name not in causes and len(causes) >= GROUPS:
                name = problem.cause
            group = causes.setdefault(
                name,
                {
                    "cause": problem.cause,
                    "column": problem.column,
                    "severity": problem.severity,
                    "message": problem.message,
                    "mend": problem.mend,
                    "count": 0,
                    "rows": [],
                },
            )
            group["count"] += 1
            if len(group["rows"]) < SHOWN:
                group["rows"].append({"row": one.row.number, "file": one.row.file, "value": problem.value})
    return causes
