"""A process of the museum in which eight threads write, list and iterate at once: `python -m tests.config.pooled`.

Prints as JSON what each thread found wrong, and the reasons its changes were recorded with.
"""

import json
from concurrent.futures import ThreadPoolExecutor

import django
from django.db import connection

THREADS, ROUNDS = 8, 6


def work(number: int) -> dict:
    from django.test import Client

    from collection.models import Exhibit, ProvenanceNote
    from collection.models.history import Via, history_of, recording

    faults = []
    exhibit = Exhibit.objects.order_by("pk")[number]
    for turn in range(ROUNDS):
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
    reasons = {change.changeset.reason for change in history_of(exhibit)[:ROUNDS]}
    connection.close()
    return {"faults": faults, "reasons": sorted(reasons)}


def main() -> None:
    django.setup()
    with ThreadPoolExecutor(THREADS) as threads:
        print(json.dumps(list(threads.map(work, range(THREADS)))))


if __name__ == "__main__":
    main()
