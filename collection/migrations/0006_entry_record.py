from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0005_orders_by_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='indexentry',
            name='record',
            field=models.BinaryField(
                default=b'', help_text='All that is shown of it to the public, see `public_record`.'
            ),
        ),
    ]
