"""The log of editions begins with lines for what happened before there was one, in the order of its times."""

import datetime
import hashlib
import json
from collections import defaultdict

from django.db import migrations

FIRST = "0" * 64


def begin_the_log(apps, schema_editor):
    """From now on nobody changes the lines."""
    editions = {}
    Edition = apps.get_model("survey", "Edition")
    of_inquiry = defaultdict(list)
    for edition in Edition.objects.defer("content").order_by("published_at", "pk"):
        editions[edition.slug, edition.number] = edition
        of_inquiry[edition.inquiry_id].append(edition)
    events = [(each.published_at, 0, "published", each) for each in editions.values()]
    for tombstone in apps.get_model("survey", "Tombstone").objects.filter(
        kind="taken_back", path__startswith="/inquiries/"
    ):
        edition = editions.get((tombstone.inquiry, tombstone.last_edition))
        if edition and tombstone.path == f"/inquiries/{tombstone.inquiry}/":
            events.append((tombstone.date, 1, "taken_back", edition))
    for edition in editions.values():
        for date in sorted({entry["date"] for entry in edition.withheld}):
            events.append((max(edition.published_at, _at(datetime.date.fromisoformat(date))), 2, "withheld", edition))
    for withholding in apps.get_model("survey", "Withholding").objects.exclude(erased_on=None):
        for edition in of_inquiry[withholding.inquiry_id]:
            if any("words" not in entry for entry in edition.withheld):
                events.append((max(edition.published_at, _at(withholding.erased_on)), 3, "erased", edition))
    _write(apps.get_model("survey", "EditionEvent"), sorted(events, key=lambda each: (each[0], each[1], each[3].pk)))


def _at(date):
    return datetime.datetime.combine(date, datetime.time(), datetime.UTC)


def _write(EditionEvent, events):
    before, lines = FIRST, []
    for number, (at, _order, event, edition) in enumerate(events, start=1):
        at = at.replace(microsecond=at.microsecond // 1000 * 1000)
        line = EditionEvent(number=number, event=event, slug=edition.slug, edition=edition.number, at=at)
        line.digest, line.before, line.own = edition.digest, before, ""
        said = {"number": number, "event": event, "slug": line.slug, "edition": line.edition, "digest": line.digest}
        said |= {"time": at.astimezone(datetime.UTC).isoformat(timespec="milliseconds"), "before": before}
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        before = line.own = hashlib.sha256(text.encode()).hexdigest()
        lines.append(line)
    EditionEvent.objects.bulk_create(lines, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("survey", "0020_new_tables_and_columns")]

    operations = [migrations.RunPython(begin_the_log, migrations.RunPython.noop)]
