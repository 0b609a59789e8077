"""Which import wrote a row of a history, or is taken back by it: until now words, which an editor can type, too.

Words are taken for an import's where the import of this number is of the same account as the row.
"""

import re

import django.db.models.deletion
from django.db import migrations, models

from survey.migrations._at_once import AddFields

HISTORIES = """
    actor annex annexnote answer asker assignment body claim code coding column district errorreport evidence
    finding inquiry inquirydate inquiryrelation meeting pagecover parliament participation partyname passageedit
    preliminaryremark printcheck question reference reply respondent respondentname row source statusword
    subject withholding
    misprint statement
""".split()
TOLD = re.compile(r"(undone: )?import batch (\d+)")


def name_imports(apps, schema_editor):
    batches = apps.get_model("survey", "Batch").objects.defer("protocol").in_bulk()
    for name in HISTORIES:
        told = apps.get_model("survey", f"historical{name}").objects.filter(
            history_change_reason__contains="import batch "
        )
        for reason, user in told.order_by().values_list("history_change_reason", "history_user").distinct():
            if facts := facts_of(reason, user, batches):
                told.filter(history_change_reason=reason, history_user=user).update(**facts)


def facts_of(reason, user, batches):
    """What a row says instead of these words; nothing of words that someone typed."""
    found = TOLD.fullmatch(reason)
    batch = batches.get(int(found[2])) if found else None
    if batch is None or user != (batch.undone_by_id if found[1] else batch.by_id):
        return {}
    if found[1]:
        return {"undoes": batch.pk, "history_change_reason": batch.undone_reason or None}
    return {"batch": batch.pk, "history_change_reason": None}


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


class Migration(migrations.Migration):
    dependencies = [("survey", "0030_hidden_rows")]

    operations = [
        AddFields(
            migrations.AddField(model_name=f"historical{name}", name=field, field=key_of_a_batch())
            for name in HISTORIES
            for field in ("batch", "undoes")
        ),
        migrations.RunPython(name_imports, migrations.RunPython.noop),
    ]
