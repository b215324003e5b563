"""What a run did, as one JSON object; and its refused rows as a file to mend and load again."""

from collections.abc import Iterator
from pathlib import PurePosixPath

import orjson

from collection.interchange import csv, jsonl
from collection.models import ImportRow, ImportRun

from .causes import name_of
from .made import KINDS

REASON, MEND = "refused_because", "how_to_mend"
NUMBERS = 10_000  # rows that the report names of one cause
_PACKED = {".gz", ".xz", ".zip"}
_JSON = {".json", ".jsonl", ".ndjson", ".jl"}


def report(run: ImportRun) -> dict:
    """Everything about a run: counts, what came besides exhibits, the fields that changed, what was wrong by cause with
    each row's number.
    """
    causes = {name: {**group, "numbers": []} for name, group in run.causes.items()}
    for row in run.rows.filter(problems__isnull=False).order_by("id").values("number", "problems").iterator():
        for name, at in dict.fromkeys(
            (_group_of(problem, causes), problem.get("at") or row["number"]) for problem in row["problems"]
        ):
            if name and len(causes[name]["numbers"]) < NUMBERS:
                causes[name]["numbers"].append(at)
    for group in causes.values():  # those of related files are no records, and stand with their cause alone
        group["numbers"] = group["numbers"] or [row["row"] for row in group["rows"]]
    return {
        "run": run.pk,
        "files": [{"name": file["name"], "size": file["size"]} for file in run.files],
        "mapping": run.mapping_name,
        "task": run.task,
        "status": run.status,
        "message": run.message,
        "rows": run.done if run.task != ImportRun.Task.UNDO else None,
        "counts": {outcome: run.counts.get(outcome, 0) for outcome in ImportRow.Outcome.values},
        "made": {kind: run.made[kind] for kind in KINDS if kind in run.made},
        "fields": dict(sorted(run.fields.items(), key=lambda field: -field[1])),
        "problems": sorted(causes.values(), key=lambda group: (group["severity"], -group["count"])),
        "left_alone": run.left_alone,
        "seconds": round(run.seconds, 1),
        "rows_per_second": round(run.rate),
    }


def is_json(run: ImportRun) -> bool:
    """Whether the run's records came as JSON: then the refused ones go back as JSON Lines."""
    names = [suffix.lower() for suffix in PurePosixPath(run.files[0]["name"]).suffixes] if run.files else []
    return next((suffix in _JSON for suffix in reversed(names) if suffix not in _PACKED), False)


def refused(run: ImportRun) -> Iterator[bytes]:
    """The refused rows with their own columns, why they were refused and what to do, in pieces of a file."""
    rows = run.rows.filter(outcome=ImportRow.Outcome.REFUSED).order_by("id").values_list("values", "problems")
    if is_json(run):
        found = rows.iterator()
        yield from jsonl.stream(orjson.dumps(dict(values) | _reasons(problems)) for values, problems in found)
        return
    columns: dict[str, int] = {}  # name → how many columns have it
    for values, _ in rows.iterator():
        for name, value in values:
            columns[name] = max(columns.get(name, 1), len(value) if _is_repeated(value) else 1)
    headers = [name for name, count in columns.items() for _ in range(count)]
    yield from csv.stream([*headers, REASON, MEND], (_cells(columns, *row) for row in rows.iterator()))


def _cells(columns: dict[str, int], values: list, problems: list[dict]) -> list:
    cells, values = [], dict(values)
    for name, count in columns.items():
        value = values.get(name)
        several = value if _is_repeated(value) else [value]
        cells += [_cell(each) for each in several] + [None] * (count - len(several))
    return [*cells, *_reasons(problems).values()]


def _is_repeated(value) -> bool:
    """Whether it is what stood in several columns of one name."""
    return isinstance(value, list) and not any(isinstance(each, (dict, list)) for each in value)


def _cell(value):
    return orjson.dumps(value).decode() if isinstance(value, (dict, list)) else value


def _reasons(problems: list[dict]) -> dict[str, str]:
    grave = [problem for problem in problems if problem["severity"] == "refused"]
    said = (": ".join(filter(None, (problem["column"], problem["message"]))) for problem in grave)
    return {REASON: " ".join(said), MEND: " ".join(dict.fromkeys(problem["mend"] for problem in grave))}


def _group_of(problem: dict, causes: dict) -> str | None:
    name = name_of(problem["cause"], problem["column"], problem.get("file", ""))
    return next((known for known in (name, problem["cause"]) if known in causes), None)
