"""A first start of before published its paper as if two persons had looked at it; nobody had, and now it says so.

Such an edition is told from a person's by all of: the address, the number and the note of the first paper, the demo
account that submitted it, and that the paper was recorded and published within minutes. Review and publisher's name
stand beside the content, so its digest stays.
"""

import datetime
import secrets

from django.db import migrations

SLUG, NOTE, ACCOUNT = "hessen-19-1613", "Erste Fassung.", "redaktion"
WITHIN = datetime.timedelta(minutes=10)


def say_who_made_them(apps, schema_editor):
    editions = apps.get_model("survey", "Edition").objects.filter(slug=SLUG, number=1, note=NOTE, review="reviewed")
    for edition in editions.defer("content"):
        if _is_of_first_start(apps, edition):
            edition.review, edition.publisher_name, edition.state = "program", "Programm", secrets.token_hex(16)
            edition.save(update_fields=["review", "publisher_name", "state"])


def _is_of_first_start(apps, edition):
    submissions = apps.get_model("survey", "Submission").objects.filter(edition=edition, by__username=ACCOUNT)
    first = apps.get_model("survey", "HistoricalInquiry").objects.filter(id=edition.inquiry_id)
    recorded = first.order_by("history_date").values_list("history_date", flat=True).first()
    return submissions.exists() and recorded is not None and edition.published_at - recorded < WITHIN


class Migration(migrations.Migration):
    dependencies = [("survey", "0021_log_of_editions")]

    operations = [migrations.RunPython(say_who_made_them, migrations.RunPython.noop)]
