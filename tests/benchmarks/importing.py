"""Cells a second through `bring`, beside import-export as it comes, and how much memory a large table takes."""

import gc
from pathlib import Path

from django.db import connection, transaction
from import_export import resources
from tablib import Dataset

from survey import checks
from survey.importing import import_table
from survey.importing.batch_log import BatchLog
from survey.importing.lookups import Lookups
from survey.importing.writing import MARKED
from survey.models import Answer, Batch
from survey.publishing.content import digest, encode
from survey.publishing.freeze import freeze
from survey.publishing.publish import publish
from survey.sheets.table import Record, SheetCell, Table
from tests.benchmarks.timing import line, timed
from tests.factories import make_annex, make_answer, make_column, make_inquiry, make_row, make_user

ROWS, COLUMNS, STOCK_ROWS = 2_000, 3, 300
DISTRICTS, NUMBERS = 400, 250
TABLES, RESPONDENTS, QUESTIONS, INQUIRIES = 1_000, 20, 3, 100
TEXT = "Im Landkreis gibt es seit 2014 einen Runden Tisch Asyl; ein Flüchtlingsgipfel ist nicht geplant. "


class StockResource(resources.ModelResource):
    """What a tutorial writes."""

    class Meta:
        model = Answer
        fields = ("id", "status", "wording", "note")


def prose():
    """One long table of prose; it is published, for the downloads."""
    stock = cells_by_import_export()
    editor = make_user("benchmark")
    annex = make_annex(make_inquiry("19/9999"))
    line("import, import-export as it comes", stock, "cells", stock)
    _twice("prose", [(made_table(ROWS, COLUMNS, TEXT), annex)], editor, stock)
    with timed() as published:
        publish(annex.inquiry, by=editor, note="Benchmark.", seen=digest(encode(freeze(annex.inquiry))))
    line("publish", ROWS * COLUMNS / published(), "cells", stock)


def numbers():
    """400 districts with 250 columns of numbers, and the memory above what the process had before."""
    stock, editor = cells_by_import_export(), make_user("numbers")
    annex = make_annex(make_inquiry("19/9997"))
    gc.collect()
    before, held = _resident("VmRSS"), _database()
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    _twice("numbers", [(made_table(DISTRICTS, NUMBERS), annex)], editor, stock)
    above = _resident("VmHWM") - before - (_database() - held)
    print(f"{'import, numbers: memory at its peak':36} {above:12,.0f} MB above the start", flush=True)


def many_tables():
    """Small tables of prose: all of one paper in one batch, and many inquiries with one each."""
    stock, editor = cells_by_import_export(), make_user("tables")
    table = made_table(RESPONDENTS, QUESTIONS, TEXT * 5)
    inquiry = make_inquiry("19/9996")
    annexes = [make_annex(inquiry) for _ in range(TABLES)]
    for again in ("", " again"):
        with timed() as ours:
            _in_one_batch(table, annexes, editor)
        line(f"import, {TABLES:,} tables{again}", TABLES * RESPONDENTS * QUESTIONS / ours(), "cells", stock)
    alone = [(table, make_annex(make_inquiry())) for _ in range(INQUIRIES)]
    _twice(f"{INQUIRIES} inquiries", alone, editor, stock)


def _in_one_batch(table, annexes, editor):
    """As a whole paper comes in: its tables one by one, the checks when all are there."""
    inquiry = annexes[0].inquiry
    with transaction.atomic():
        batch, kept, known = Batch.objects.create(inquiry=inquiry, by=editor), BatchLog(), Lookups(inquiry)
        told = {"by": editor, "dry_run": False, "batch": batch, "kept": kept, "known": known}
        reports = [import_table(table, annex, **told) for annex in annexes]
        if not all(report.changes_nothing for report in reports):
            kept.add_marks(MARKED)
            batch.protocol = kept.content()
            batch.save(update_fields=["protocol"])
            checks.run(inquiry, by=editor)


def _twice(what, tables, editor, stock):
    cells = sum(len(table.records) * len(table.headings) for table, _annex in tables)
    for again in ("", " a second time"):
        with timed() as ours:
            for table, annex in tables:
                import_table(table, annex, by=editor, dry_run=False)
        line(f"import, {what}{again}", cells / ours(), "cells", stock)


def _database() -> float:
    """Megabytes of the database itself, which SQLite keeps in memory here."""
    if connection.vendor != "sqlite":
        return 0.0
    with connection.cursor() as cursor:
        pages, size = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return pages * size / 1024**2


def _resident(name: str) -> float:
    """Megabytes, as Linux counts them."""
    status = dict(each.split(":", 1) for each in Path("/proc/self/status").read_text().splitlines())
    return int(status[name].split()[0]) / 1024


def cells_by_import_export() -> float:
    annex = make_annex(make_inquiry())
    column = make_column(annex)
    answers = [make_answer(row=make_row(annex, f"Stelle {n}"), column=column) for n in range(STOCK_ROWS)]
    rows = [(answer.pk, answer.status, TEXT, "") for answer in answers]
    with timed() as stock:
        StockResource().import_data(Dataset(*rows, headers=["id", "status", "wording", "note"]), raise_errors=True)
    return STOCK_ROWS / stock()


def made_table(rows: int, columns: int, text: str = "") -> Table:
    return Table(
        headings=tuple(f"Spalte {column + 1}" for column in range(columns)),
        records=tuple(
            Record(
                f"Stelle {row}",
                tuple(SheetCell(f"{text}{row * 37 + column}") for column in range(columns)),
                line=row + 2,
            )
            for row in range(rows)
        ),
    )
