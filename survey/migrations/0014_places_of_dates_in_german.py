from django.db import migrations

# What earlier readers wrote in English, and what they write now. Histories and editions keep what they said.
WORDS = {
    "header line": "Kopfzeile",
    "line of the askers": "Zeile der Fragesteller",
    "signature": "Unterschrift",
    "catalogue": "Verzeichnis",
}


def say_in_german(apps, schema_editor):
    InquiryDate = apps.get_model("survey", "InquiryDate")
    for english, german in WORDS.items():
        InquiryDate.objects.filter(found_in=english).update(found_in=german)


class Migration(migrations.Migration):
    dependencies = [("survey", "0013_live_passages")]

    operations = [migrations.RunPython(say_in_german, migrations.RunPython.noop)]
