"""A process of the museum in which eight threads write, list and iterate at once: `python -m tests.config.pooled`.

Prints as JSON what went wrong and what each thread's changes were recorded with.
"""

import json
from concurrent.futures import ThreadPoolExecutor

import django
from django.db import DatabaseError, connection

THREADS, ROUNDS = 8, 6


def work(number: int) -> dict:
    from django.test import Client

    from collection.models import Exhibit, ProvenanceNote
    from collection.models.history import Via, history_of, recording

    faults = []
    exhibit = Exhibit.objects.order_by("pk")[number]
    for turn in range(ROUNDS):
        try:
            with recording(reason=f"thread {number}", via=Via.COMMAND):
                exhibit.refresh_from_db()
                exhibit.inscriptions = f"turn {turn}"
                exhibit.save()
            notes = sum(1 for _ in ProvenanceNote.objects.iterator(chunk_size=10))
            if notes != ProvenanceNote.objects.count():
                faults.append(f"{notes} notes")
            answer = Client(SERVER_NAME="localhost").get("/api/v1/provenance-notes/")
            if answer.status_code != 200:
                faults.append(f"status {answer.status_code}")
            with connection.cursor() as cursor:
                if (zone := cursor.execute("SHOW TimeZone").fetchone()[0]) != "UTC":
                    faults.append(f"time zone {zone}")
        except DatabaseError as error:
            faults.append(f"{type(error).__name__}: {error}")
    reasons = {change.changeset.reason for change in history_of(exhibit) if "inscriptions" in (change.after or {})}
    connection.close()
    return {"faults": faults, "reasons": sorted(reasons - {""})}


def main() -> None:
    django.setup()
    with ThreadPoolExecutor(THREADS) as threads:
        print(json.dumps(list(threads.map(work, range(THREADS)))))


if __name__ == "__main__":
    main()
