"""The other names of parties, to be found by."""

import json

import django.db.models.deletion
from django.db import migrations, models

import collection.models.fields
import collection.models.index

AT_ONCE = 1_000


def fill(apps, schema_editor):
    """Derive the keys of those parties that have other names, and a row for each key."""
    party, name = apps.get_model("collection", "Party"), apps.get_model("collection", "PartyName")
    key = collection.models.fields.NamesKeyField(source="other_names")
    parties = party.objects.using(schema_editor.connection.alias)
    names = name.objects.using(schema_editor.connection.alias)
    last = 0
    while rows := list(
        parties.exclude(other_names="").filter(pk__gt=last).order_by("pk").only("pk", "other_names")[:AT_ONCE]
    ):
        last = rows[-1].pk
        for row in rows:
            row.other_names_keys = key.compute(row.other_names)
        parties.bulk_update(rows, ["other_names_keys"])
        names.bulk_create(
            name(party_id=row.pk, name_sort=one) for row in rows for one in json.loads(row.other_names_keys)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0013_rule_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartyName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_sort", collection.models.index.KeyField(max_length=200)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="collection.party"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["name_sort", "party"], name="party_by_other_name")]},
        ),
        migrations.AddField(
            model_name="party",
            name="other_names_keys",
            field=collection.models.fields.NamesKeyField(default="[]", editable=False, source="other_names"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
