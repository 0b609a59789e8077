"""Statements on a paper and misprints, with the rights of editors to them; inhabitants of districts."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


EDITED = ("statement", "misprint")
RIGHTS = [f"{act}_{model}" for act in ("add", "change", "delete", "view") for model in EDITED]


def grant_rights(apps, schema_editor):
    survey = apps.get_app_config("survey")
    survey.models_module = True
    create_permissions(survey, apps=apps, verbosity=0)
    survey.models_module = None
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="survey", codename__in=RIGHTS)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=("Redaktion", "Freigabe")):
        group.permissions.add(*rights)


class Migration(migrations.Migration):

    dependencies = [
        ('survey', '0025_catalogues_without_own_log'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='column',
            name='per_thousand',
            field=models.BooleanField(default=False, help_text='Of a column of numbers: show beside each number of a district how many that are to 1,000 people.', verbose_name='per 1,000 inhabitants'),
        ),
        migrations.AddField(
            model_name='district',
            name='population',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='inhabitants'),
        ),
        migrations.AddField(
            model_name='district',
            name='population_on',
            field=models.DateField(blank=True, null=True, verbose_name='inhabitants counted on'),
        ),
        migrations.AddField(
            model_name='historicalcolumn',
            name='per_thousand',
            field=models.BooleanField(default=False, help_text='Of a column of numbers: show beside each number of a district how many that are to 1,000 people.', verbose_name='per 1,000 inhabitants'),
        ),
        migrations.AddField(
            model_name='historicaldistrict',
            name='population',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='inhabitants'),
        ),
        migrations.AddField(
            model_name='historicaldistrict',
            name='population_on',
            field=models.DateField(blank=True, null=True, verbose_name='inhabitants counted on'),
        ),
        migrations.CreateModel(
            name='HistoricalMisprint',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('place', models.CharField(help_text='“1/13/2” (table, row, column), “reply 1”, “remark 1” or “question 2a”; empty: the whole paper.', max_length=60, verbose_name='place')),
                ('words', models.CharField(help_text='E.g. “iniitierten”.', max_length=200, verbose_name='words as printed')),
                ('meaning', models.CharField(help_text='E.g. “initiierten”.', max_length=200, verbose_name='what is meant')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inquiry', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.inquiry', verbose_name='inquiry')),
            ],
            options={
                'verbose_name': 'historical misprint',
                'verbose_name_plural': 'historical misprints',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalStatement',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('number', models.PositiveIntegerField(editable=False, verbose_name='number')),
                ('place', models.CharField(blank=True, help_text='“1/13/2” (table, row, column), “reply 1”, “remark 1” or “question 2a”; empty: the whole paper.', max_length=60, verbose_name='place')),
                ('kind', models.CharField(choices=[('respondent', 'respondent'), ('ministry', 'ministry'), ('asker', 'asker')], default='respondent', max_length=20, verbose_name='from whom')),
                ('author', models.CharField(help_text='E.g. “Landkreis Fulda, Pressestelle”.', max_length=200, verbose_name='who states it')),
                ('date', models.DateField(verbose_name='stated on')),
                ('source', models.CharField(help_text='How it reached us: “letter to the editors”, “press release no. 12”.', max_length=300, verbose_name='source')),
                ('address', models.URLField(blank=True, max_length=500, verbose_name='address of the source')),
                ('text', models.TextField(help_text='In their words, unchanged. It stands beside the paper.', verbose_name='their words')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inquiry', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.inquiry', verbose_name='inquiry')),
            ],
            options={
                'verbose_name': 'historical statement on the paper',
                'verbose_name_plural': 'historical statements on the paper',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Misprint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(help_text='“1/13/2” (table, row, column), “reply 1”, “remark 1” or “question 2a”; empty: the whole paper.', max_length=60, verbose_name='place')),
                ('words', models.CharField(help_text='E.g. “iniitierten”.', max_length=200, verbose_name='words as printed')),
                ('meaning', models.CharField(help_text='E.g. “initiierten”.', max_length=200, verbose_name='what is meant')),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='misprints', to='survey.inquiry', verbose_name='inquiry')),
            ],
            options={
                'verbose_name': 'misprint',
                'verbose_name_plural': 'misprints',
                'ordering': ['inquiry', 'place', 'words'],
                'constraints': [models.UniqueConstraint(fields=('inquiry', 'place', 'words'), name='misprint_unique', violation_error_message='This misprint is recorded already.')],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(editable=False, verbose_name='number')),
                ('place', models.CharField(blank=True, help_text='“1/13/2” (table, row, column), “reply 1”, “remark 1” or “question 2a”; empty: the whole paper.', max_length=60, verbose_name='place')),
                ('kind', models.CharField(choices=[('respondent', 'respondent'), ('ministry', 'ministry'), ('asker', 'asker')], default='respondent', max_length=20, verbose_name='from whom')),
                ('author', models.CharField(help_text='E.g. “Landkreis Fulda, Pressestelle”.', max_length=200, verbose_name='who states it')),
                ('date', models.DateField(verbose_name='stated on')),
                ('source', models.CharField(help_text='How it reached us: “letter to the editors”, “press release no. 12”.', max_length=300, verbose_name='source')),
                ('address', models.URLField(blank=True, max_length=500, verbose_name='address of the source')),
                ('text', models.TextField(help_text='In their words, unchanged. It stands beside the paper.', verbose_name='their words')),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='survey.inquiry', verbose_name='inquiry')),
            ],
            options={
                'verbose_name': 'statement on the paper',
                'verbose_name_plural': 'statements on the paper',
                'ordering': ['inquiry', 'number'],
                'constraints': [models.UniqueConstraint(fields=('inquiry', 'number'), name='statement_number_unique')],
            },
        ),
        migrations.RunPython(grant_rights, migrations.RunPython.noop),
    ]
