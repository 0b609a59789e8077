"""The sheet of a table of 100,000 cells: seconds of CPU and megabytes of what an editor waits for.

What a browser draws of it does not grow with the table; what the server says does, unless it says only what is seen.
"""

import json
import time

from django.test import Client
from django.urls import reverse

from survey.admin.tables.sheet_rows import rows_of_stretch
from survey.models import Answer
from tests.benchmarks.grid import make_large
from tests.factories import make_user

ROWS, COLUMNS = 400, 250
PASTED = 500
MOST_SECONDS, MOST_MEGABYTES = 1, 2  # of a page or of rows; of what is saved, PASTED cells may take five times as long
SAVED = f"save {PASTED} fields"


def large_sheet() -> list[str]:
    """Print the figures; returns what is more than is allowed, a sentence each."""
    client = Client()
    client.force_login(make_user("sheet", is_staff=True, is_superuser=True))
    annex = make_large(ROWS, COLUMNS, number="19/9994")
    print(f"\nSheet of {ROWS} rows x {COLUMNS} columns: CPU seconds, MB\n")
    missed = []
    for name, ask in requests(client, annex).items():
        ask()
        begun = time.process_time()
        response = ask()
        seconds, megabytes = time.process_time() - begun, len(response.content) / 1_000_000
        print(f"{name:36} {seconds:12.2f} s   {megabytes:.2f} MB", flush=True)
        most = MOST_SECONDS * (5 if name == SAVED else 1)
        if seconds > most or megabytes > MOST_MEGABYTES:
            missed.append(f"sheet, {name}: {seconds:.2f} s, {megabytes:.2f} MB; {most} s, {MOST_MEGABYTES} MB allowed.")
    return missed


def requests(client, annex) -> dict:
    """What is asked while somebody opens the sheet, walks to its end, sorts, filters, searches and pastes."""
    page, rows, find = (reverse(f"admin:survey_annex_sheet{name}", args=[annex.pk]) for name in ("", "_rows", "_find"))
    keys = list(annex.rows.order_by("position").values_list("pk", flat=True))
    first, second, *_others = annex.columns.order_by("position").values_list("pk", flat=True)
    last = ".".join(map(str, keys[-rows_of_stretch(COLUMNS) :]))
    return {
        "open": lambda: client.get(page),
        "jump to the last row": lambda: client.get(rows, {"rows": last}),
        "sort by a column": lambda: client.get(rows, {"sort": f"-{first}"}),
        "two filters": lambda: client.get(rows, {f"has-{first}": "asyl", f"is-{second}": "filled"}),
        "find a label": lambda: client.get(find, {"q": "Stelle 399"}),
        "find what every field has": lambda: client.get(find, {"q": "Flüchtling"}),
        SAVED: lambda: pasted(client, annex),
    }


def pasted(client, annex):
    """Save a block of cells, with another text than before."""
    answers = list(Answer.objects.filter(row__annex=annex).order_by("row__position", "column__position")[:PASTED])
    text = f"Eingefügt, {answers[0].version}"
    cells = [{"key": each.pk, "seen": each.version, "text": text} for each in answers]
    save = reverse("admin:survey_annex_sheet_save", args=[annex.pk])
    return client.post(save, json.dumps({"cells": cells}), content_type="application/json")
