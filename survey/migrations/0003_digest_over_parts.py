"""The digest of an edition is taken over the salted hashes of its parts; editions published before are brought over.

What their digests were, the SHA-256 of the whole text, can be computed by everybody from an edition of which nothing is
withheld, and by nobody from another.
"""

import json

import django.db.models.deletion
from django.db import migrations, models

import survey.models.edition
from survey.migrations._at_once import AtOnce
from survey.publishing.parts import parts_digest, salted


def bring_over(apps, schema_editor):
    Edition, EditionSalts = (apps.get_model("survey", name) for name in ("Edition", "EditionSalts"))
    for edition in Edition.objects.filter(salts=None).only("content").iterator(chunk_size=20):
        content = json.loads(edition.content)
        parts = salted(content)
        EditionSalts.objects.create(edition=edition, parts=json.dumps(parts))
        digest, state = parts_digest(content, parts), survey.models.edition.new_state()
        Edition.objects.filter(pk=edition.pk).update(digest=digest, state=state)


class Migration(migrations.Migration):
    dependencies = [("survey", "0002_import_sessions")]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name="EditionSalts",
                fields=[
                    (
                        "edition",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            primary_key=True,
                            related_name="salts",
                            serialize=False,
                            to="survey.edition",
                        ),
                    ),
                    ("parts", models.TextField()),
                ],
                options={"verbose_name": "salts of an edition", "verbose_name_plural": "salts of editions"},
            ),
            migrations.AddField(
                model_name="edition",
                name="state",
                field=models.CharField(
                    default=survey.models.edition.new_state, editable=False, max_length=32, verbose_name="state"
                ),
            ),
        ]),
        migrations.RunPython(bring_over, migrations.RunPython.noop),
    ]
