"""How fast records come in: ours, django-import-export with bulk, and bare executemany, the same rows in one run.

`python -m tests.benchmarks.imports` starts each in a process of its own with an empty museum, on SQLite and on
PostgreSQL. Ours includes history, report, the look for what is there already, and the search index; the others are
spared the index, and executemany all of it. Prints the figures and keeps them in `results/imports.json`.
"""

import argparse
import csv
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

from tests import postgres

from .museums import ROOT, environment

RESULTS = Path(__file__).parent / "results" / "imports.json"
WHO = {"ours": "ours, index and all", "import-export": "django-import-export, bulk", "executemany": "bare executemany"}
FIELDS = ("accession_number", "title", "object_name", "description", "medium", "measurements", "made", "credit_line")
MAPPING = "[fields]\n" + "".join(f'{name} = "{name}"\n' for name in FIELDS)
WORDS = "amber bowl brass carved clock coin drum enamel fan glass jade lacquer map painted rug silk vase".split()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=20_000)
    options.add_argument("--only", choices=WHO, help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = options.parse_args()
    if options.only:
        print(json.dumps(_measured(options.only, options.folder)))
        return 0
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        write_rows(Path(folder) / "rows.csv", options.rows)
        (Path(folder) / "mapping.toml").write_text(MAPPING)
        for database in ("SQLite", "PostgreSQL"):
            for who, name in WHO.items():
                if found := _alone(who, database, Path(folder)):
                    figures[f"{name}, {database}"] = {"rows": options.rows} | found
    for name, one in figures.items():
        print(f"{name:>40}  {one['rows'] / one['seconds']:8,.0f} rows/s  {one['above']:5,.0f} MB above idle")
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def write_rows(path: Path, count: int) -> None:
    """A plain spreadsheet, the same in every run."""
    draw = random.Random(5)

    def some(number):
        return " ".join(draw.choices(WORDS, k=number))

    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(FIELDS)
        for number in range(count):
            year = draw.randint(1700, 1990)
            rows.writerow(
                [f"B.{number}", some(4), some(1), some(40), some(3), "24 × 30 cm", f"c. {year}", f"Gift of {some(2)}"]
            )


def _alone(who: str, database: str, folder: Path) -> dict | None:
    """What one of them measured in a process, and an empty museum, of its own. None where there is no such database."""
    command = [sys.executable, "-m", "tests.benchmarks.imports", "--only", who, "--folder", str(folder)]
    migrate = [sys.executable, "manage.py", "migrate", "-v0"]
    if database == "SQLite":
        url = f"sqlite:///{folder / who}.sqlite3"
        return _run(url, migrate, command)
    if not (programs := postgres.programs()):
        return None
    with postgres.server(programs) as url:
        return _run(url, migrate, command)


def _run(url: str, migrate: list[str], command: list[str]) -> dict:
    env = environment(url)
    subprocess.run(migrate, cwd=ROOT, env=env, check=True)
    return json.loads(subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE).stdout)


def _measured(who: str, folder: Path) -> dict[str, float]:
    django.setup()
    work = {"ours": _ours, "import-export": _import_export, "executemany": _executemany}[who](folder)
    idle = _megabytes()
    started = time.perf_counter()
    work()
    return {"seconds": time.perf_counter() - started, "above": _megabytes() - idle}


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ours(folder: Path):
    from django.core.management import call_command

    return lambda: call_command(
        "import_collection", str(folder / "rows.csv"), mapping=str(folder / "mapping.toml"), stdout=io.StringIO()
    )


def _import_export(folder: Path):
    from import_export.resources import ModelResource
    from tablib import Dataset

    from collection.models import Exhibit
    from collection.models.indexing import put_off

    class Exhibits(ModelResource):
        class Meta:
            model = Exhibit
            fields = FIELDS
            import_id_fields = ("accession_number",)
            use_bulk = True
            batch_size = 1_000
            skip_html_diff = True

    def work():
        with put_off():
            data = Dataset().load((folder / "rows.csv").read_text(encoding="utf-8"), format="csv")
            result = Exhibits().import_data(data, raise_errors=True)
        assert result.totals["new"] == len(data)

    return work


def _executemany(folder: Path):
    from django.db import connection, transaction

    from collection.models import Exhibit, history_triggers, stale_triggers

    history_triggers.remove(connection)
    stale_triggers.remove(connection)
    columns = [field for field in Exhibit._meta.local_concrete_fields if not field.primary_key]
    with (folder / "rows.csv").open(encoding="utf-8") as file:
        exhibits = [Exhibit(**row) for row in csv.DictReader(file)]
    rows = [[field.get_db_prep_save(field.pre_save(one, True), connection) for field in columns] for one in exhibits]
    names = ", ".join(f'"{field.column}"' for field in columns)

    def work():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO collection_exhibit ({names}) VALUES ({', '.join(['%s'] * len(columns))})", rows
            )

    return work


if __name__ == "__main__":
    sys.exit(main())
