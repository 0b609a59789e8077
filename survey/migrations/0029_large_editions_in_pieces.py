"""Pieces of large editions, and their text as the last column of its table.

What stands behind a text of forty megabytes, SQLite reads through all of it: 60 to 100 ms for the state of an edition.
Pieces are made by the next rebuild, as all published rows are.
"""

from django.db import migrations, models


def text_last(apps, schema_editor):
    """Copy the table with its columns in the order of the model; PostgreSQL keeps long texts apart."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor._remake_table(apps.get_model("survey", "Edition"))


class Migration(migrations.Migration):

    dependencies = [
        ('survey', '0028_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='EditionPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inquiry', models.SlugField(max_length=100)),
                ('state', models.CharField(max_length=32)),
                ('place', models.CharField(blank=True, max_length=60)),
                ('annex', models.PositiveIntegerField(null=True)),
                ('at', models.PositiveIntegerField(null=True)),
                ('packed', models.BinaryField(help_text='JSON, compressed')),
            ],
            options={
                'verbose_name': 'piece of an edition',
                'verbose_name_plural': 'pieces of editions',
                'ordering': ['inquiry', 'state', 'place'],
                'constraints': [models.UniqueConstraint(fields=('state', 'place'), name='editionpiece_unique'), models.UniqueConstraint(fields=('state', 'annex', 'at'), name='editionpiece_row_unique')],
            },
        ),
        migrations.SeparateDatabaseAndState(state_operations=[
            migrations.RemoveField('Edition', 'content'),
            migrations.AddField('Edition', 'content', models.TextField(verbose_name='content')),
        ]),
        migrations.RunPython(text_last, migrations.RunPython.noop),
    ]
