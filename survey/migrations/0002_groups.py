"""The two groups: Redaktion edits and imports, Freigabe also publishes."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITED = [
    "actor",
    "annex",
    "annexnote",
    "answer",
    "asker",
    "assignment",
    "body",
    "claim",
    "code",
    "coding",
    "column",
    "correction",
    "district",
    "errorreport",
    "evidence",
    "finding",
    "inquiry",
    "inquirydate",
    "inquiryrelation",
    "meeting",
    "parliament",
    "participation",
    "partyname",
    "question",
    "reference",
    "remark",
    "reply",
    "respondent",
    "respondentname",
    "row",
    "source",
    "statusword",
    "subject",
]
# Rows of a form that stand for nothing but themselves.
DELETED = [
    "annexnote",
    "asker",
    "evidence",
    "inquirydate",
    "inquiryrelation",
    "meeting",
    "participation",
    "respondentname",
]
READ = [
    "batch",
    "catalogue",
    "catalogueentry",
    "edition",
    "fragment",
    "previewlink",
    "submission",
    "withholding",
]

REDAKTION = [
    *(f"{act}_{model}" for model in EDITED for act in ("add", "change", "view")),
    *(f"delete_{model}" for model in DELETED),
    *(f"view_{model}" for model in READ),
    "import_inquiry",
]
FREIGABE = [
    *REDAKTION,
    *(f"{act}_notice" for act in ("add", "change", "view")),
    "publish_inquiry",
    "view_formerslug",
    "view_tombstone",
]


def make_permissions(apps):
    """On a fresh database they are only made after the last migration, too late for the groups."""
    survey = apps.get_app_config("survey")
    survey.models_module = True
    create_permissions(survey, apps=apps, verbosity=0)
    survey.models_module = None


def make_groups(apps, schema_editor):
    make_permissions(apps)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="survey")
    for name, codes in (("Redaktion", REDAKTION), ("Freigabe", FREIGABE)):
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.set(permissions.filter(codename__in=codes))


class Migration(migrations.Migration):
    dependencies = [
        ("survey", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
