"""Full text of our own in the place of modelsearch; a catalogue says through its batch what it did.

A step of its own: PostgreSQL alters no table whose rows it has yet to check.
"""

import django.db.models.deletion
from django.db import migrations, models

from survey.migrations._at_once import AtOnce
from survey.migrations._first_rows import install_full_text

MOVED = ("at", "by", "changed", "name", "new", "refused", "sha256", "unchanged")
UNDONE = ("undone_at", "undone_by", "undone_reason")


class Migration(migrations.Migration):
    dependencies = [("survey", "0026_rights")]

    operations = [
        AtOnce([
            migrations.AlterModelOptions(
                name="catalogue",
                options={
                    "ordering": ["-batch__at", "-pk"],
                    "verbose_name": "catalogue",
                    "verbose_name_plural": "catalogues",
                },
            ),
            *(migrations.RemoveField(model_name="catalogue", name=name) for name in (*MOVED, *UNDONE)),
            migrations.AlterField(
                model_name="catalogue",
                name="batch",
                field=models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="catalogue",
                    to="survey.batch",
                    verbose_name="import",
                ),
            ),
        ]),
        migrations.RunPython(install_full_text, migrations.RunPython.noop),
    ]
