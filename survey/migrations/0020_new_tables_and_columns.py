"""The tables and columns that came after the names of 0012; steps 0021 to 0025 fill them, 0027 removes what they replace."""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
import survey.models.lists
from django.conf import settings
from django.db import migrations, models

from survey.migrations._at_once import AtOnce

# Which import wrote a row of a history, or is taken back by it.
HISTORIES = """
    actor annex annexnote answer asker assignment body claim code coding column district errorreport evidence
    finding inquiry inquirydate inquiryrelation meeting parliament participation partyname passageedit
    preliminaryremark question reference reply respondent respondentname row source statusword subject withholding
""".split()
PRINTED = ("annexnote", "preliminaryremark", "question", "reply")


def key_of_a_batch():
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to="survey.batch",
    )


def place_in_the_file():
    return {
        "line": models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name="line of the file"),
        "recognised": models.BooleanField(default=False, editable=False, verbose_name="recognised by machine"),
        "unsure": models.JSONField(blank=True, default=list, editable=False, verbose_name="unsure words"),
    }


class Migration(migrations.Migration):

    dependencies = [
        ('survey', '0012_room_for_withheld_units'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # The one row of before becomes that of the site.
        migrations.RunSQL("CREATE TABLE survey_dataversion_before AS SELECT number, time FROM survey_dataversion"),
        AtOnce([
            migrations.DeleteModel('DataVersion'),
            migrations.CreateModel(
                name='DataVersion',
                fields=[
                    ('key', models.CharField(max_length=140, primary_key=True, serialize=False, verbose_name='key')),
                    ('number', models.PositiveBigIntegerField(default=0, verbose_name='number')),
                    ('time', models.DateTimeField(null=True, verbose_name='time')),
                ],
                options={
                    'verbose_name': 'state of the data',
                    'verbose_name_plural': 'states of the data',
                },
            ),
            migrations.CreateModel(
                name='HiddenRows',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('inquiry', models.SlugField(max_length=100)),
                    ('first', models.BigIntegerField()),
                    ('last', models.BigIntegerField()),
                ],
                options={
                    'verbose_name': 'hidden rows',
                    'verbose_name_plural': 'hidden rows',
                    'ordering': ['inquiry', 'first'],
                },
            ),
            migrations.CreateModel(
                name='PublishingRun',
                fields=[
                    ('inquiry', models.SlugField(max_length=100, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=32)),
                ],
                options={
                    'verbose_name': 'run of publishing',
                    'verbose_name_plural': 'runs of publishing',
                },
            ),
            migrations.CreateModel(
                name='AnswerLines',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('inquiry', models.SlugField(db_index=False, max_length=100)),
                    ('first', models.PositiveIntegerField(help_text='position of the first answer')),
                    ('last', models.PositiveIntegerField(help_text='position of the last answer')),
                    ('lengths', models.TextField(help_text='characters of each line, as a JSON list')),
                    ('packed', models.BinaryField(help_text='all lines, compressed; a null stands where the address of the site belongs')),
                ],
                options={
                    'verbose_name': 'lines of answers',
                    'verbose_name_plural': 'lines of answers',
                    'ordering': ['inquiry', 'first'],
                    'constraints': [models.UniqueConstraint(fields=('inquiry', 'first'), name='answerlines_unique')],
                },
            ),
            migrations.CreateModel(
                name='SearchRowDistrict',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('search_row', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='in_districts', to='survey.searchrow')),
                    ('district', models.SlugField(db_index=False)),
                ],
                options={
                    'verbose_name': 'district of a search row',
                    'verbose_name_plural': 'districts of search rows',
                    'ordering': ['district', '-search_row'],
                    'indexes': [models.Index(fields=['district', '-search_row'], name='rowdistrict_newest')],
                },
            ),
            migrations.CreateModel(
                name='ListCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('list', models.CharField(max_length=10)),
                    ('chosen', models.CharField(blank=True, help_text='"" or one filter: “status=declined”', max_length=150)),
                    ('facet', models.CharField(help_text='“total”, or what is counted: “status”', max_length=20)),
                    ('value', models.CharField(blank=True, max_length=300)),
                    ('n', models.IntegerField()),
                ],
                options={
                    'verbose_name': 'count of a list',
                    'verbose_name_plural': 'counts of lists',
                    'ordering': ['list', 'chosen', 'facet', 'value'],
                    'constraints': [models.UniqueConstraint(fields=('list', 'chosen', 'facet', 'value'), name='listcount_unique')],
                },
            ),
            migrations.CreateModel(
                name='Absence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('district', models.SlugField(db_index=False)),
                    ('inquiry', models.SlugField(max_length=100)),
                    ('annex', models.PositiveIntegerField()),
                    ('coverage', models.CharField(choices=[('collective', 'an association answers for it'), ('missing', 'not in the table')], max_length=10)),
                    ('published_at', models.DateTimeField()),
                    ('inquiry_number', models.CharField(max_length=30)),
                    ('inquiry_title', models.CharField(max_length=500)),
                ],
                options={
                    'verbose_name': 'absence of a district',
                    'verbose_name_plural': 'absences of districts',
                    'ordering': ['district', '-published_at', 'inquiry', 'annex'],
                    'indexes': [models.Index(fields=['district', '-published_at', 'inquiry', 'annex'], name='absence_newest')],
                    'constraints': [models.UniqueConstraint(fields=('inquiry', 'annex', 'district'), name='absence_unique')],
                },
            ),
            migrations.CreateModel(
                name='EditionEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveBigIntegerField(unique=True, verbose_name='number')),
                    ('event', models.CharField(choices=[('published', 'published'), ('withheld', 'withheld in part'), ('shown', 'shown again'), ('taken_back', 'taken back'), ('erased', 'erased in part')], max_length=20, verbose_name='event')),
                    ('slug', models.SlugField(max_length=100, verbose_name='address')),
                    ('edition', models.PositiveIntegerField(verbose_name='edition')),
                    ('at', models.DateTimeField(verbose_name='at')),
                    ('digest', models.CharField(help_text='That of the edition as it is served.', max_length=64, verbose_name='digest')),
                    ('before', models.CharField(max_length=64, verbose_name='digest of the line before')),
                    ('own', models.CharField(max_length=64, verbose_name='digest of this line')),
                ],
                options={
                    'verbose_name': 'line of the log of editions',
                    'verbose_name_plural': 'log of editions',
                    'ordering': ['number'],
                },
            ),
            migrations.CreateModel(
                name='LastRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(choices=[('backup', 'backup'), ('verify', 'verification'), ('retention', 'end of terms'), ('health', 'health check')], max_length=20, unique=True, verbose_name='name')),
                    ('at', models.DateTimeField(verbose_name='at')),
                    ('detail', models.JSONField(default=dict, verbose_name='detail')),
                ],
                options={
                    'verbose_name': 'last run',
                    'verbose_name_plural': 'last runs',
                },
            ),
            migrations.CreateModel(
                name='PrintCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='print_checks', to='survey.inquiry', verbose_name='inquiry')),
                    ('place', models.CharField(max_length=60, verbose_name='place')),
                    ('digest', models.CharField(editable=False, max_length=64)),
                    ('result', models.CharField(choices=[('right', 'agrees with the print'), ('fixed', 'put right'), ('later', 'put off')], max_length=10, verbose_name='result')),
                    ('by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ('at', models.DateTimeField(auto_now=True, verbose_name='at')),
                ],
                options={
                    'verbose_name': 'comparison with the print',
                    'verbose_name_plural': 'comparisons with the print',
                    'ordering': ['inquiry', 'place'],
                    'constraints': [models.UniqueConstraint(fields=('inquiry', 'place'), name='printcheck_place_unique')],
                },
            ),
            migrations.CreateModel(
                name='PageCover',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covers', to='survey.source', verbose_name='source')),
                    ('page', models.PositiveIntegerField(verbose_name='page')),
                    ('box', models.JSONField(blank=True, null=True)),
                    ('reason', models.CharField(help_text='Shown to the public, e.g. “Unterschrift”, “Telefonnummer”.', max_length=300, verbose_name='reason')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ],
                options={
                    'verbose_name': 'covered part of a page',
                    'verbose_name_plural': 'covered parts of pages',
                    'ordering': ['source', 'page', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='pagecover_has_reason', violation_error_message='Say why; the public reads it.')],
                },
            ),
            migrations.CreateModel(
                name='PublishedPage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('inquiry', models.SlugField(max_length=100)),
                    ('source', models.PositiveIntegerField()),
                    ('number', models.PositiveIntegerField()),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='survey.source')),
                    ('width', models.FloatField()),
                    ('height', models.FloatField()),
                    ('turned', models.PositiveSmallIntegerField(default=0)),
                    ('tilt', models.FloatField(default=0)),
                    ('shown', models.BooleanField(default=True)),
                    ('black', models.JSONField(default=list)),
                    ('reasons', models.JSONField(default=list)),
                    ('places', models.JSONField(default=list)),
                    ('state', models.CharField(max_length=64)),
                ],
                options={
                    'verbose_name': 'published page',
                    'verbose_name_plural': 'published pages',
                    'ordering': ['inquiry', 'source', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('inquiry', 'source', 'number'), name='publishedpage_unique')],
                },
            ),
            migrations.CreateModel(
                name='Statement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='survey.inquiry', verbose_name='inquiry')),
                    ('number', models.PositiveIntegerField(editable=False, verbose_name='number')),
                    ('place', models.CharField(blank=True, help_text='“1/13/2” (table, row, column), “reply 1”, “remark 1” or “question 2a”; empty: the whole paper.', max_length=60, verbose_name='place')),
                    ('kind', models.CharField(choices=[('respondent', 'respondent'), ('ministry', 'ministry'), ('asker', 'asker')], default='respondent', max_length=20, verbose_name='from whom')),
                    ('author', models.CharField(help_text='E.g. “Landkreis Fulda, Pressestelle”.', max_length=200, verbose_name='who states it')),
                    ('date', models.DateField(verbose_name='stated on')),
                    ('source', models.CharField(help_text='How it reached us: “letter to the editors”, “press release no. 12”.', max_length=300, verbose_name='source')),
                    ('address', models.URLField(blank=True, max_length=500, verbose_name='address of the source')),
                    ('text', models.TextField(help_text='In their words, unchanged. It stands beside the paper.', verbose_name='their words')),
                ],
                options={
                    'verbose_name': 'statement on the paper',
                    'verbose_name_plural': 'statements on the paper',
                    'ordering': ['inquiry', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('inquiry', 'number'), name='statement_number_unique')],
                },
            ),
            migrations.CreateModel(
                name='Misprint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='misprints', to='survey.inquiry', verbose_name='inquiry')),
                    ('place', models.CharField(help_text='“1/13/2” (table, row, column), “reply 1”, “remark 1” or “question 2a”.', max_length=60, verbose_name='place')),
                    ('words', models.CharField(help_text='E.g. “iniitierten”.', max_length=200, verbose_name='words as printed')),
                    ('meaning', models.CharField(help_text='E.g. “initiierten”.', max_length=200, verbose_name='what is meant')),
                ],
                options={
                    'verbose_name': 'misprint',
                    'verbose_name_plural': 'misprints',
                    'ordering': ['inquiry', 'place', 'words'],
                    'constraints': [models.UniqueConstraint(fields=('inquiry', 'place', 'words'), name='misprint_unique', violation_error_message='This misprint is recorded already.')],
                },
            ),
            migrations.CreateModel(
                name='SourcePage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='survey.source', verbose_name='source')),
                    ('number', models.PositiveIntegerField(verbose_name='page')),
                    ('width', models.FloatField()),
                    ('height', models.FloatField()),
                    ('turned', models.PositiveSmallIntegerField(default=0)),
                    ('tilt', models.FloatField(default=0)),
                    ('recognised', models.BooleanField(default=False, verbose_name='recognised by machine')),
                    ('words', models.JSONField(default=list)),
                ],
                options={
                    'verbose_name': 'page',
                    'verbose_name_plural': 'pages',
                    'ordering': ['source', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('source', 'number'), name='sourcepage_number_unique'), models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='sourcepage_number_from_one')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalPrintCheck',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('batch', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.batch')),
                    ('undoes', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.batch')),
                    ('place', models.CharField(max_length=60, verbose_name='place')),
                    ('digest', models.CharField(editable=False, max_length=64)),
                    ('result', models.CharField(choices=[('right', 'agrees with the print'), ('fixed', 'put right'), ('later', 'put off')], max_length=10, verbose_name='result')),
                    ('at', models.DateTimeField(blank=True, editable=False, verbose_name='at')),
                    ('inquiry', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.inquiry', verbose_name='inquiry')),
                    ('by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical comparison with the print',
                    'verbose_name_plural': 'historical comparisons with the print',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalPageCover',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('batch', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.batch')),
                    ('undoes', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.batch')),
                    ('page', models.PositiveIntegerField(verbose_name='page')),
                    ('box', models.JSONField(blank=True, null=True)),
                    ('reason', models.CharField(help_text='Shown to the public, e.g. “Unterschrift”, “Telefonnummer”.', max_length=300, verbose_name='reason')),
                    ('at', models.DateTimeField(blank=True, editable=False, verbose_name='at')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.source', verbose_name='source')),
                    ('by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical covered part of a page',
                    'verbose_name_plural': 'historical covered parts of pages',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalStatement',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('batch', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.batch')),
                    ('undoes', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.batch')),
                    ('number', models.PositiveIntegerField(editable=False, verbose_name='number')),
                    ('place', models.CharField(blank=True, help_text='“1/13/2” (table, row, column), “reply 1”, “remark 1” or “question 2a”; empty: the whole paper.', max_length=60, verbose_name='place')),
                    ('kind', models.CharField(choices=[('respondent', 'respondent'), ('ministry', 'ministry'), ('asker', 'asker')], default='respondent', max_length=20, verbose_name='from whom')),
                    ('author', models.CharField(help_text='E.g. “Landkreis Fulda, Pressestelle”.', max_length=200, verbose_name='who states it')),
                    ('date', models.DateField(verbose_name='stated on')),
                    ('source', models.CharField(help_text='How it reached us: “letter to the editors”, “press release no. 12”.', max_length=300, verbose_name='source')),
                    ('address', models.URLField(blank=True, max_length=500, verbose_name='address of the source')),
                    ('text', models.TextField(help_text='In their words, unchanged. It stands beside the paper.', verbose_name='their words')),
                    ('inquiry', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.inquiry', verbose_name='inquiry')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
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
                name='HistoricalMisprint',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('batch', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.batch')),
                    ('undoes', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.batch')),
                    ('place', models.CharField(help_text='“1/13/2” (table, row, column), “reply 1”, “remark 1” or “question 2a”.', max_length=60, verbose_name='place')),
                    ('words', models.CharField(help_text='E.g. “iniitierten”.', max_length=200, verbose_name='words as printed')),
                    ('meaning', models.CharField(help_text='E.g. “initiierten”.', max_length=200, verbose_name='what is meant')),
                    ('inquiry', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='survey.inquiry', verbose_name='inquiry')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical misprint',
                    'verbose_name_plural': 'historical misprints',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.RemoveConstraint(
                model_name='searchrow',
                name='searchrow_answer_unique',
            ),
            migrations.RemoveIndex(
                model_name='searchrow',
                name='searchrow_kind_inquiry',
            ),
            migrations.RemoveIndex(
                model_name='searchrow',
                name='searchrow_kind_path',
            ),
            migrations.RemoveIndex(
                model_name='searchrow',
                name='searchrow_kind_newest',
            ),
            migrations.RemoveField(
                model_name='searchrow',
                name='edition',
            ),
            migrations.RemoveField(
                model_name='searchrow',
                name='line',
            ),
            migrations.AddField(
                model_name='batch',
                name='file_name',
                field=models.CharField(blank=True, max_length=200, verbose_name='file name'),
            ),
            migrations.AddField(
                model_name='batch',
                name='list_of',
                field=models.CharField(blank=True, help_text='name of the model', max_length=40, verbose_name='list'),
            ),
            migrations.AddField(
                model_name='batch',
                name='sha256',
                field=models.CharField(blank=True, max_length=64, verbose_name='SHA-256'),
            ),
            migrations.AddField(
                model_name='catalogueentry',
                name='undone',
                field=models.BooleanField(default=False, editable=False, verbose_name='undone'),
            ),
            *(
                migrations.AddField(
                    model_name=name,
                    name='per_thousand',
                    field=models.BooleanField(default=False, help_text='Of a column of numbers: show beside each number of a district how many that are to 1,000 people.', verbose_name='per 1,000 inhabitants'),
                )
                for name in ('column', 'historicalcolumn')
            ),
            *(
                migrations.AddField(
                    model_name=name,
                    name='typed',
                    field=models.BooleanField(default=False, editable=False, verbose_name='typed by hand'),
                )
                for name in ('column', 'historicalcolumn', 'historicalrow', 'row')
            ),
            *(
                migrations.AddField(
                    model_name=name,
                    name='population',
                    field=models.PositiveIntegerField(blank=True, null=True, verbose_name='inhabitants'),
                )
                for name in ('district', 'historicaldistrict')
            ),
            *(
                migrations.AddField(
                    model_name=name,
                    name='population_on',
                    field=models.DateField(blank=True, null=True, verbose_name='inhabitants counted on'),
                )
                for name in ('district', 'historicaldistrict')
            ),
            *(
                migrations.AddField(
                    model_name=name,
                    name='reading_plan',
                    field=models.JSONField(blank=True, default=list, editable=False, help_text='cuts by which the file was read (intake/cuts.py)'),
                )
                for name in ('historicalsource', 'source')
            ),
            *(
                migrations.AddField(
                    model_name=name,
                    name='released_at',
                    field=models.DateTimeField(blank=True, editable=False, help_text='Until then no page is public.', null=True, verbose_name='pages released at'),
                )
                for name in ('historicalsource', 'source')
            ),
            migrations.AddField(
                model_name='historicalsource',
                name='released_by',
                field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='released by'),
            ),
            migrations.AddField(
                model_name='importsession',
                name='pages',
                field=models.BinaryField(help_text='lines of its pages, packed (pages/packed.py)', null=True),
            ),
            migrations.AddField(
                model_name='inquiry',
                name='checked_revision',
                field=models.PositiveIntegerField(default=0, editable=False, help_text='the revision that the checks have looked at'),
            ),
            migrations.AddField(
                model_name='inquiry',
                name='revision',
                field=models.PositiveIntegerField(default=0, editable=False, help_text='raised by each act of an editor (survey.editing)'),
            ),
            migrations.AddField(
                model_name='passage',
                name='recognised',
                field=models.BooleanField(default=False, verbose_name='recognised by machine'),
            ),
            migrations.AddField(
                model_name='passage',
                name='unsure',
                field=models.JSONField(blank=True, default=list, verbose_name='unsure words'),
            ),
            *(
                migrations.AddField(
                    model_name=name,
                    name='as_of',
                    field=models.DateField(help_text='the day for which the table or text that names it speaks', null=True),
                )
                for name in ('publishedbody', 'publishedmention')
            ),
            *(
                migrations.AddField(
                    model_name=name,
                    name='as_of_is',
                    field=models.CharField(blank=True, help_text='whose day that is: table, reply or none', max_length=10),
                )
                for name in ('publishedbody', 'publishedmention', 'searchrow')
            ),
            migrations.AddField(
                model_name='publishedinquiry',
                name='made_at',
                field=models.DateTimeField(default=django.utils.timezone.now, help_text='when its published rows were made'),
            ),
            migrations.AddField(
                model_name='publishedinquiry',
                name='several_bodies',
                field=models.PositiveIntegerField(default=0, help_text='entries that name several bodies at once'),
            ),
            migrations.AddField(
                model_name='publishedinquiry',
                name='state_key',
                field=models.CharField(blank=True, help_text='of the state of the parliament', max_length=2),
            ),
            migrations.AddField(
                model_name='publishedinquiry',
                name='tables',
                field=survey.models.lists.ListField(blank=True, default=list, help_text='the numbers of the tables'),
            ),
            migrations.AddField(
                model_name='searchrow',
                name='as_of',
                field=models.DateField(help_text='the day for which the table speaks', null=True),
            ),
            migrations.AddField(
                model_name='searchrow',
                name='box',
                field=models.TextField(blank=True, help_text='page,x,y,width,height;... in the file, in points'),
            ),
            migrations.AddField(
                model_name='searchrow',
                name='certainty',
                field=survey.models.lists.ListField(blank=True, default=list, help_text='["1a:clear", "1b:arguable"]'),
            ),
            migrations.AddField(
                model_name='searchrow',
                name='pages',
                field=survey.models.lists.ListField(blank=True, default=list, help_text='of the table, on which the cell is printed'),
            ),
            migrations.AddField(
                model_name='searchrow',
                name='short_titles',
                field=survey.models.lists.ListField(blank=True, default=list, help_text='of the questions that the column answers, as far as they have one'),
            ),
            migrations.AddField(
                model_name='searchrow',
                name='source',
                field=models.PositiveIntegerField(help_text='key of the file in which the cell is printed', null=True),
            ),
            migrations.AddField(
                model_name='source',
                name='released_by',
                field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='released by'),
            ),
            migrations.AlterField(
                model_name='batch',
                name='inquiry',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='survey.inquiry', verbose_name='inquiry'),
            ),
            *(
                migrations.AlterField(
                    model_name=name,
                    name='kind',
                    field=models.CharField(choices=[('print', 'scan of the print'), ('pdf', 'PDF'), ('text_layer', 'text layer of a PDF'), ('transcript', 'transcript'), ('typed', 'typed by hand')], default='transcript', max_length=20, verbose_name='kind'),
                )
                for name in ('historicalsource', 'source')
            ),
            *(
                migrations.AlterField(
                    model_name=name,
                    name='reading',
                    field=models.JSONField(blank=True, default=dict, editable=False, help_text='findings of the reader (kind, template, params, page, line), places of what the head says'),
                )
                for name in ('historicalsource', 'source')
            ),
            migrations.AlterField(
                model_name='importsession',
                name='kind',
                field=models.CharField(choices=[('table', 'table'), ('paper', 'paper'), ('edits', 'editing sheet'), ('catalogue', 'list of inquiries'), ('list', 'list of records')], max_length=20, verbose_name='kind'),
            ),
            migrations.AlterField(
                model_name='notice',
                name='key',
                field=models.CharField(choices=[('imprint', 'imprint'), ('privacy', 'privacy'), ('contact', 'contact'), ('accessibility', 'accessibility')], max_length=20, unique=True, verbose_name='which'),
            ),
            migrations.AlterField(
                model_name='searchrow',
                name='as_printed',
                field=models.TextField(help_text='null where it is the text', null=True),
            ),
            migrations.AlterField(
                model_name='searchrow',
                name='inquiry',
                field=models.SlugField(blank=True, db_index=False, max_length=100),
            ),
            migrations.AlterField(
                model_name='searchrow',
                name='kind',
                field=models.CharField(choices=[('answer', 'answer'), ('question', 'question'), ('reply', 'reply'), ('remark', 'preliminary remark'), ('body', 'body'), ('district', 'district'), ('inquiry', 'paper')], max_length=10),
            ),
            migrations.AlterField(
                model_name='searchrow',
                name='parliament',
                field=models.SlugField(blank=True, db_index=False),
            ),
            migrations.AlterField(
                model_name='searchrow',
                name='words',
                field=models.TextField(blank=True, help_text='analysed words of title and text, and marks (publishing.marks)'),
            ),
            migrations.AddIndex(
                model_name='publishedbody',
                index=models.Index(fields=['sort_name', 'slug'], name='publishedbody_by_name'),
            ),
            migrations.AddIndex(
                model_name='publishedinquiry',
                index=models.Index(fields=['-is_recorded', '-answered_on', 'slug'], name='published_recorded'),
            ),
            migrations.AddIndex(
                model_name='publishedinquiry',
                index=models.Index(fields=['-answered_on', 'slug'], name='published_answered'),
            ),
            migrations.AddIndex(
                model_name='publishedinquiry',
                index=models.Index(fields=['-published_at', 'slug'], name='published_newest'),
            ),
            migrations.AddIndex(
                model_name='publishedinquiry',
                index=models.Index(fields=['-is_recorded', '-published_at', 'slug'], name='published_recorded_newest'),
            ),
            migrations.AddIndex(
                model_name='publishedinquiry',
                index=models.Index(fields=['sort_title', 'slug'], name='published_title'),
            ),
            migrations.AddIndex(
                model_name='searchrow',
                index=models.Index(fields=['inquiry', 'position', 'kind'], name='searchrow_in_order'),
            ),
            migrations.AddIndex(
                model_name='searchrow',
                index=models.Index(condition=models.Q(('kind', 'body')), fields=['path'], name='searchrow_body_path'),
            ),
            migrations.AddIndex(
                model_name='searchrow',
                index=models.Index(condition=models.Q(('kind', 'question')), fields=['refers_to'], name='searchrow_continues'),
            ),
            migrations.AddConstraint(
                model_name='batch',
                constraint=models.CheckConstraint(condition=models.Q(('inquiry__isnull', False), models.Q(('list_of', ''), _negated=True), _connector='OR'), name='batch_of_paper_or_list'),
            ),
            migrations.AddConstraint(
                model_name='searchrow',
                constraint=models.UniqueConstraint(condition=models.Q(('kind', 'answer')), fields=('inquiry', 'edition_number', 'annex', 'row_key', 'column_key'), name='searchrow_answer_unique'),
            ),
            migrations.AddField(
                model_name='catalogue',
                name='batch',
                field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='catalogue', to='survey.batch', verbose_name='import'),
            ),
            *(
                migrations.AddField(model_name=f"{kind}{name}", name=field, field=made)
                for kind in ("", "historical")
                for name in PRINTED
                for field, made in place_in_the_file().items()
            ),
            *(
                migrations.AddField(model_name=f"historical{name}", name=field, field=key_of_a_batch())
                for name in HISTORIES
                for field in ("batch", "undoes")
            ),
        ]),
        migrations.RunSQL(
            "INSERT INTO survey_dataversion (key, number, time)"
            " SELECT 'site', number, time FROM survey_dataversion_before"
        ),
        migrations.RunSQL("DROP TABLE survey_dataversion_before"),
    ]
