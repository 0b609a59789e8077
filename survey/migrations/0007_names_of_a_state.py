"""A remembered name belongs to the parliaments of a state, and to a kind of district."""

from django.db import migrations, models

from survey.migrations._at_once import AtOnce

KINDS = [("county", "county"), ("city", "city")]


def say_state_and_kind(apps, schema_editor):
    """Those of the respondent's district; an association's are those of its first member."""
    names = apps.get_model("survey", "RespondentName").objects.exclude(respondent=None)
    for name in names.select_related("respondent__district"):
        respondent = name.respondent
        districts = [respondent.district, *(each.district for each in respondent.members.select_related("district"))]
        name.state = next((district.state for district in districts if district), "")
        name.kind = respondent.kind if respondent.kind in dict(KINDS) else ""
        name.save(update_fields=["state", "kind"])


class Migration(migrations.Migration):
    dependencies = [("survey", "0006_shapes_of_schema_3")]

    operations = [
        AtOnce([
            migrations.AlterField(
                "respondentname",
                "key",
                models.CharField(editable=False, max_length=200, verbose_name="compared as"),
            ),
            migrations.AlterField(
                "historicalrespondentname",
                "key",
                models.CharField(editable=False, max_length=200, verbose_name="compared as"),
            ),
            *(
                operation
                for model in ("respondentname", "historicalrespondentname")
                for operation in (
                    migrations.AddField(
                        model,
                        "state",
                        models.CharField(
                            blank=True,
                            default="",
                            help_text="Of the parliament in whose papers it holds, e.g. “06”. Empty: of the Bundestag.",
                            max_length=2,
                            verbose_name="state key",
                        ),
                        preserve_default=False,
                    ),
                    migrations.AddField(
                        model,
                        "kind",
                        models.CharField(
                            blank=True, choices=KINDS, default="", editable=False, max_length=10, verbose_name="kind"
                        ),
                        preserve_default=False,
                    ),
                )
            ),
            migrations.AlterModelOptions(
                "respondentname",
                options={
                    "ordering": ["name", "state", "kind"],
                    "verbose_name": "printed name",
                    "verbose_name_plural": "printed names",
                },
            ),
        ]),
        migrations.RunPython(say_state_and_kind, migrations.RunPython.noop),
        migrations.AddConstraint(
            "respondentname",
            models.UniqueConstraint(fields=("state", "key", "kind"), name="respondentname_once"),
        ),
    ]
