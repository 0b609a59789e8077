"""The index of superseded passages holds those alone, so that SQLite finds the live ones of a table by the table."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("survey", "0012_catalogues"),
    ]

    operations = [
        migrations.AlterField(
            model_name="fragment",
            name="superseded_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="supersedes",
                to="survey.fragment",
                verbose_name="superseded by",
            ),
        ),
        migrations.AddIndex(
            model_name="fragment",
            index=models.Index(
                models.F("superseded_by"),
                condition=models.Q(("superseded_by__isnull", False)),
                name="fragment_superseded",
            ),
        ),
    ]
