"""Districts of all states get their inhabitants, outline and tile, wherever a record has none yet."""

import json
from pathlib import Path

from django.db import migrations

FIXTURE = Path(__file__).resolve().parent.parent.parent / "fixtures" / "districts.json"
TOGETHER = (("population", "population_on"), ("outline",), ("tile_row", "tile_column"))


def fill(apps, schema_editor):
    """An editor's word stays; a new database has no districts yet and loads them with all of it."""
    districts = {each.slug: each for each in apps.get_model("survey", "District").objects.all()}
    if not districts or not FIXTURE.exists():
        return
    changed = [
        districts[record["fields"]["slug"]]
        for record in json.loads(FIXTURE.read_text(encoding="utf-8"))
        if record["fields"]["slug"] in districts and _fill(districts[record["fields"]["slug"]], record["fields"])
    ]
    names = [name for names in TOGETHER for name in names]
    apps.get_model("survey", "District").objects.bulk_update(changed, names, batch_size=100)


def _fill(district, fields):
    """Whether it got anything."""
    empty = [names for names in TOGETHER if all(getattr(district, name) in (None, "") for name in names)]
    for name in (name for names in empty for name in names):
        setattr(district, name, fields[name])
    return bool(empty)


class Migration(migrations.Migration):
    dependencies = [("survey", "0023_catalogues_as_batches")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
