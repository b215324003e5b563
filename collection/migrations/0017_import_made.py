"""What a run makes besides exhibits."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0016_history_seals"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="made",
            field=models.JSONField(
                default=dict,
                help_text="Kind → what came, or would come, besides exhibits: how many, and the first names.",
            ),
        ),
    ]
