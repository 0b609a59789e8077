"""Editors have rights to statements and misprints; the index of modelsearch goes, with the rights to it."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

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


def drop_modelsearch(apps, schema_editor):
    """Its tables first: PostgreSQL drops none that refers to rows just deleted."""
    views = ["modelsearch_indexentry_fts"] if schema_editor.connection.vendor == "sqlite" else []
    for table in [*views, "modelsearch_indexentry"]:
        schema_editor.execute(f"DROP TABLE IF EXISTS {table}")
    apps.get_model("contenttypes", "ContentType").objects.filter(app_label="modelsearch").delete()


class Migration(migrations.Migration):
    dependencies = [("survey", "0025_imports_of_history_rows")]

    operations = [
        migrations.RunPython(drop_modelsearch, migrations.RunPython.noop),
        migrations.RunPython(grant_rights, migrations.RunPython.noop),
    ]
