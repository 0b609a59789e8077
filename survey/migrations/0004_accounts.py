"""Accounts have a public name of their own; what the public reads at once is changed by those who publish.

Login names that stand beside editions are replaced. The publisher's name is no part of what a digest is taken over, so
the digests stay.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

AT_ONCE = ["add_district", "change_district"]


def hide_login_names(apps, schema_editor):
    login_names = apps.get_model("auth", "User").objects.values("username")
    editions = apps.get_model("survey", "Edition").objects.filter(publisher_name__in=login_names)
    editions.update(publisher_name="Redaktion")


def leave_districts_to_publishers(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.filter(name="Redaktion").first()
    if group:
        group.permissions.remove(*group.permissions.filter(codename__in=AT_ONCE))


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("survey", "0003_digest_over_parts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="account",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "public_name",
                    models.CharField(
                        blank=True,
                        help_text="The public reads it beside what you publish or compare. Empty: “Redaktion”.",
                        max_length=100,
                        verbose_name="public name",
                    ),
                ),
                ("password_set_at", models.DateTimeField(blank=True, null=True, verbose_name="password set at")),
                (
                    "password_set_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="set by",
                    ),
                ),
            ],
            options={"verbose_name": "account", "verbose_name_plural": "accounts"},
        ),
        migrations.RunPython(hide_login_names, migrations.RunPython.noop),
        migrations.RunPython(leave_districts_to_publishers, migrations.RunPython.noop),
    ]
