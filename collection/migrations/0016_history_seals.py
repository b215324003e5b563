"""Seals of the history."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0015_claims_to_weigh"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "previous",
                    models.CharField(blank=True, help_text="The digest of the one before.", max_length=64, unique=True),
                ),
                ("last_change", models.BigIntegerField(unique=True)),
                ("ids", models.TextField()),
                ("marks", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
    ]
