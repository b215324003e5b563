"""Whole museums for tests of the archive and the history: furnished in every table, emptied, compared."""

import datetime
import json

from django.contrib.auth import get_user_model
from django.db import connection

from collection.interchange import archive
from collection.interchange.plain_rows import lines, tables
from collection.interchange.sealing import seal
from collection.models import (
    Bitmap,
    IndexEntry,
    ProvenanceEvent,
    Run,
    Stale,
    Weighing,
    Word,
    history_triggers,
    stale_triggers,
)
from collection.models.country_seed import seed_countries
from collection.models.history import recording
from tests import factories as make
from tests.interchange.importing import load, undo
from tests.promises.world import hidden_world, published_world

AT = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


MAPPING = """
[fields]
accession_number = "number"
title = "title"
provenance_text = "provenance"
[[parties]]
name = "maker"
[[notes]]
kind = "made_by"
statement = "mark"
source = { from = "number", steps = [{ constant = "Register" }] }
"""
# Numbers that not every program reads alike: past 64 bits, past any fraction, none.
ODD = '[1e16, 1.5e300, -0.0, 1e-7, 123456789012345678901234567890, 0.1, 1.0, {"deep": [9007199254740993]}]'
PROVENANCE = "(Galerie Fischer, Lucerne); Anna Weber, Bern, after 1905, by 1910 [1]; ??? [1]. Letter, 1930."


def furnish(folder):
    """A museum with something in every table, a changed record and one that is gone; imports read from `folder`."""
    published_world()
    hidden_world()
    make.make_saved_mapping(name="Ours", text=MAPPING)
    with recording(make.make_user("curator"), via="admin"):
        exhibit = make.make_exhibit(published=True, provenance_text=PROVENANCE)
        event = ProvenanceEvent.objects.read(exhibit=exhibit)[1]
        event.party = make.make_party(name="Anna Weber")
        event.save()
        make.make_candidate(instrument=make.make_instrument(["FR"]))
        note = make.make_contradiction().first
        about = {"exhibit_id": note.exhibit_id}
        Weighing.objects.weigh(about=about, claim=note.claim, outcome="left_open", reason="One word each.", by=None)
    for name in ("kept", "undone"):
        run = imported(folder, name)
    undo(run)
    with recording(make.make_user("curator", first_name="Ann"), reason="Проверено – 확인", via="admin"):
        terms = {name: [make.make_term(vocabulary=name[:-1])] for name in ("materials", "techniques", "themes")}
        exhibit = make.make_exhibit(**terms, title="NUL-free \t\r\n “odd” \\u0000 _x000D_ ☃", made="500 BCE")
        exhibit.description = "changed"
        exhibit.save()
        make.make_participation(exhibit=exhibit).delete()
    seal()


def imported(folder, name):
    """The run of a file of two records, of which one is refused for its title and kept with odd values."""
    one = {"number": f"{name}.1", "title": "Bowl", "maker": "Revere", "mark": "Revere", "provenance": PROVENANCE}
    file = folder / f"{name}.jsonl"
    file.write_text(f'{json.dumps(one)}\n{{"number": "{name}.2", "title": "", "odd": {ODD}}}\n')
    return load(file, MAPPING)


def wipe():
    """Make the test's database what `migrate` leaves."""
    history_triggers.remove(connection)
    stale_triggers.remove(connection)
    with connection.cursor() as cursor:
        derived = [IndexEntry, Bitmap, Run, Word, Stale]
        for model in [*derived, *reversed(tables()[1:])]:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
    get_user_model().objects.all().delete()
    connection.check_constraints()
    history_triggers.install(connection)
    stale_triggers.install(connection)
    seed_countries("default")


def contents():
    """Every row of every table."""
    return {model._meta.db_table: list(lines(model, "default")) for model in tables()}


def archived(tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    (tmp_path / "media/2026").mkdir(parents=True)
    (tmp_path / "media/2026/bowl.jpg").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "media/a b – ü.txt").write_text("label")
    (tmp_path / "media/.hidden").write_text("left by a program")
    path = tmp_path / "museum.zip"
    archive.write(path, AT)
    return path
