import django.db.models.deletion
from django.db import migrations, models

MOVED = ("at", "by", "changed", "name", "new", "refused", "sha256", "unchanged")
UNDONE = ("undone_at", "undone_by", "undone_reason")


class Migration(migrations.Migration):
    dependencies = [("survey", "0024_catalogues_as_batches")]

    operations = [
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
    ]
