"""What a catalogue did, by whom, and whether it was taken back stands in a batch, as of every import.

The fields that say so until now go with 0027: PostgreSQL alters no table whose rows it has yet to check.
"""

import json
import zlib

from django.db import migrations

COUNTS = ("new", "changed", "unchanged", "refused")
UNDONE = ("undone_at", "undone_by_id", "undone_reason")
PLAIN = ("title", "kind", "ministry", "address")
HISTORIES = ("HistoricalInquiry", "HistoricalAsker", "HistoricalInquiryDate")


def make_batches(apps, schema_editor):
    Batch, Catalogue, Entry = (apps.get_model("survey", name) for name in ("Batch", "Catalogue", "CatalogueEntry"))
    for catalogue in Catalogue.objects.defer("content").order_by("pk"):
        batch = Batch.objects.create(
            list_of="catalogue",
            file_name=catalogue.name,
            sha256=catalogue.sha256,
            by_id=catalogue.by_id,
            protocol=protocol(catalogue.entries.select_related("inquiry").order_by("line")),
            **{name: getattr(catalogue, name) for name in (*COUNTS, *UNDONE)},
        )
        Batch.objects.filter(pk=batch.pk).update(at=catalogue.at)
        Catalogue.objects.filter(pk=catalogue.pk).update(batch=batch)
        if catalogue.undone_at:
            Entry.objects.filter(catalogue=catalogue).update(undone=True)
        for name in HISTORIES:
            told = apps.get_model("survey", name).objects.filter(history_change_reason=f"catalogue {catalogue.pk}")
            told.update(history_change_reason=f"import batch {batch.pk}")


def protocol(entries):
    """As importing/batch_log.py keeps it: one line a paper that the list made or changed."""
    return zlib.compress(b"".join(line(entry) for entry in entries if entry.is_new or entry.before), level=3)


def line(entry):
    facts = facts_of(entry.values)
    taken = facts if entry.is_new else {name: facts.get(name, "") for name in entry.before}
    number = entry.inquiry.number if entry.inquiry else str(entry.line)
    old = None if entry.is_new else in_lines(entry.before)
    said = ["fact", "inquiry", entry.inquiry_id, number, old, in_lines(taken), None, None]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def facts_of(values):
    plain = {name: values[name] for name in PLAIN if values.get(name)}
    askers = {"askers": values["askers"]} if values.get("askers") else {}
    return plain | askers | {f"date {kind}": date for kind, date in values.get("dates", {}).items()}


def in_lines(facts):
    return "\n".join(f"{name}: {as_text(value)}" for name, value in facts.items())


def as_text(value):
    if isinstance(value, list):
        return ", ".join(f"{each['name']} ({each['party']})" if each["party"] else each["name"] for each in value)
    return str(value)


class Migration(migrations.Migration):
    dependencies = [("survey", "0022_demo_editions")]

    operations = [migrations.RunPython(make_batches, migrations.RunPython.noop)]
