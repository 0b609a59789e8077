"""A third group: Administration looks after the accounts. Who also edits or publishes is in a second group."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ACCOUNTS = ["add_user", "change_user", "view_user", "view_group"]


def make_group(apps, schema_editor):
    auth = apps.get_app_config("auth")
    auth.models_module = True
    create_permissions(auth, apps=apps, verbosity=0)
    auth.models_module = None
    Group = apps.get_model("auth", "Group")
    permissions = apps.get_model("auth", "Permission").objects
    group, _ = Group.objects.get_or_create(name="Administration")
    group.permissions.set(permissions.filter(content_type__app_label="auth", codename__in=ACCOUNTS))


class Migration(migrations.Migration):
    dependencies = [("survey", "0010_coding_and_release"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(make_group, migrations.RunPython.noop)]
