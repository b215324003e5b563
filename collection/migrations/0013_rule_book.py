# Written by Django 5.2.19.

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import collection.models.instrument


class Migration(migrations.Migration):
    """The rule book, what it proposes, and the next review that every decision on a restriction has."""

    dependencies = [
        ("collection", "0012_sources_and_their_copies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Instrument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.SlugField(help_text='Its short name for good, such as unsc-1718-8a: part of its address.', max_length=60, unique=True)),
                ('kind', models.CharField(choices=[('un_sanctions', 'UN sanctions'), ('cites', 'CITES'), ('firearms', 'firearms'), ('hazard', 'hazard'), ('cultural_sensitivity', 'cultural sensitivity'), ('restitution_claim', 'restitution claim'), ('donor_embargo', 'donor embargo')], max_length=20)),
                ('name', models.CharField(help_text='Such as: UN Security Council resolution 1718 (2006).', max_length=300)),
                ('paragraph', models.CharField(blank=True, max_length=100)),
                ('in_force_from', models.DateField(blank=True, null=True)),
                ('in_force_until', models.DateField(blank=True, help_text='Empty: it is in force.', null=True)),
                ('forbids', models.TextField(help_text='What it forbids or asks, in the museum’s own words.', verbose_name='what it says')),
                ('reference', models.URLField(blank=True, help_text='Where it can be read.', max_length=500, verbose_name='official text')),
                ('direction', models.CharField(choices=[('supply_to', 'what is supplied to the countries'), ('supply_from', 'what is supplied from the countries'), ('holding', 'what the museum holds, however it came')], default='holding', max_length=11)),
                ('words', models.TextField(blank=True, help_text='One word or phrase a line, such as: drone, unmanned aircraft, rifle*. Looked for in object name, classification, themes, materials, techniques and medium; not in titles, which also name what is depicted.', validators=[collection.models.instrument.validate_words])),
                ('except_words', models.TextField(blank=True, help_text='Exhibits described by these are left out: toy.', validators=[collection.models.instrument.validate_words], verbose_name='but not')),
                ('received_from', models.DateField(blank=True, help_text='Received on or after. Empty for a supply: since it is in force.', null=True)),
                ('received_until', models.DateField(blank=True, help_text='Received on or before.', null=True)),
                ('made_from', models.IntegerField(blank=True, help_text='Year; negative before our era.', null=True, verbose_name='made since')),
                ('made_until', models.IntegerField(blank=True, help_text='Year, such as 1945.', null=True, verbose_name='made until')),
                ('finding', models.CharField(blank=True, help_text='What the analysis of its provenance must find, such as 1933–1945 unresolved.', max_length=30, verbose_name='found in its provenance')),
                ('unrecorded', models.BooleanField(default=False, help_text='Propose as well what has no date, recipient or country to go by. The candidate then says so.', verbose_name='also where it is not recorded')),
                ('proposes', models.BooleanField(default=True, verbose_name='proposes candidates')),
                ('is_public', models.BooleanField(default=False, verbose_name='shown to the public')),
                ('checked_by', models.CharField(blank=True, editable=False, help_text='Who compared it with the official text.', max_length=200)),
                ('checked_on', models.DateField(editable=False, null=True)),
                ('shipped', models.CharField(blank=True, editable=False, max_length=32)),
            ],
            options={
                'verbose_name': 'instrument of the rule book',
                'verbose_name_plural': 'instruments of the rule book',
                'ordering': ['kind', 'key'],
                'permissions': [('check_instrument', 'Can vouch that an instrument says what its official text says')],
            },
        ),
        migrations.CreateModel(
            name='RestrictionCandidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('facts', models.TextField(editable=False, verbose_name='what speaks for it')),
                ('digest', models.CharField(editable=False, max_length=32)),
                ('state', models.CharField(choices=[('open', 'proposed'), ('opened', 'under assessment or decided'), ('dismissed', 'dismissed'), ('lapsed', 'no longer matches')], default='open', editable=False, max_length=9)),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('dismissed_at', models.DateTimeField(editable=False, null=True)),
                ('dismissed_reason', models.TextField(blank=True, editable=False)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AlterField(
            model_name='restriction',
            name='review_by',
            field=models.DateField(blank=True, help_text='When it is to be looked at again. Every decision has one.', null=True, verbose_name='next review'),
        ),
        migrations.AddField(
            model_name='instrument',
            name='countries',
            field=models.ManyToManyField(blank=True, help_text='Supplied to: the recipient’s country. Supplied from, or held: the giver’s or maker’s, or where it was made. None: any country.', related_name='+', to='collection.country'),
        ),
        migrations.AddField(
            model_name='restriction',
            name='rule',
            field=models.ForeignKey(blank=True, help_text='Where the rule book has it. What stands below is the rule as it was when this was recorded.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='collection.instrument', verbose_name='entry of the rule book'),
        ),
        migrations.AddIndex(
            model_name='restriction',
            index=models.Index(fields=['conclusion', 'id'], name='restriction_by_conclusion'),
        ),
        migrations.AddIndex(
            model_name='restriction',
            index=models.Index(fields=['review_by', 'id'], name='restriction_by_review'),
        ),
        migrations.AddField(
            model_name='restrictioncandidate',
            name='dismissed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='restrictioncandidate',
            name='exhibit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='restriction_candidates', to='collection.exhibit'),
        ),
        migrations.AddField(
            model_name='restrictioncandidate',
            name='instrument',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidates', to='collection.instrument'),
        ),
        migrations.AddField(
            model_name='restrictioncandidate',
            name='restriction',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='candidate', to='collection.restriction'),
        ),
        migrations.AddConstraint(
            model_name='instrument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('forbids', ''), _negated=True)), name='instrument_says_something'),
        ),
        migrations.AddConstraint(
            model_name='instrument',
            constraint=models.CheckConstraint(condition=models.Q(('in_force_from__isnull', True), ('in_force_until__isnull', True), ('in_force_from__lte', models.F('in_force_until')), _connector='OR'), name='instrument_force_in_order', violation_error_message='The rule cannot end before it came into force.'),
        ),
        migrations.AddConstraint(
            model_name='instrument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_by', ''), ('checked_on__isnull', True)), models.Q(models.Q(('checked_by', ''), _negated=True), ('checked_on__isnull', False)), _connector='OR'), name='instrument_checked_by_someone'),
        ),
        migrations.AddIndex(
            model_name='restrictioncandidate',
            index=models.Index(fields=['state', 'id'], name='candidate_by_state'),
        ),
        migrations.AddConstraint(
            model_name='restrictioncandidate',
            constraint=models.UniqueConstraint(fields=('instrument', 'exhibit'), name='candidate_once'),
        ),
        migrations.AddConstraint(
            model_name='restrictioncandidate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dismissed'), _negated=True), models.Q(('dismissed_reason', ''), _negated=True), _connector='OR'), name='candidate_dismissal_reasoned'),
        ),
        migrations.AddConstraint(
            model_name='restrictioncandidate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('restriction__isnull', False), ('state', 'opened')), models.Q(models.Q(('state', 'opened'), _negated=True), ('restriction__isnull', True)), _connector='OR'), name='candidate_opened_is_restriction'),
        ),
    ]
