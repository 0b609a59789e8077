"""Which import wrote a row of a history, or is taken back by it: until now words, which an editor can type, too.

Words are taken for an import's where the import of this number is of the same account as the row.
"""

import re

from django.db import migrations

TOLD = re.compile(r"(undone: )?import batch (\d+)")


def name_imports(apps, schema_editor):
    batches = apps.get_model("survey", "Batch").objects.defer("protocol").in_bulk()
    for history in apps.get_app_config("survey").get_models():
        if not {"batch", "undoes"} <= {field.name for field in history._meta.fields}:
            continue
        told = history.objects.filter(history_change_reason__contains="import batch ")
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


class Migration(migrations.Migration):
    dependencies = [("survey", "0024_maps_of_all_states")]

    operations = [migrations.RunPython(name_imports, migrations.RunPython.noop)]
