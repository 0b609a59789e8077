"""Ours beside the stock way, in one run on one machine; what counts is the ratio."""

import csv
import io
import time
from contextlib import contextmanager

import django
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import setup_test_environment
from import_export import resources
from tablib import Dataset

from config import prepare
from survey.importing import bring
from survey.models import Answer
from survey.publishing.content import digest, encode
from survey.publishing.freeze import freeze
from survey.publishing.publish import publish
from survey.sheets.table import Cell, Record, Table
from tests.benchmarks import grid
from tests.benchmarks.reading import beside_datasette
from tests.factories import make_annex, make_answer, make_column, make_inquiry, make_row, make_user

ROWS, COLUMNS, STOCK_ROWS = 2_000, 3, 300
PAGE = "/inquiries/hessen-19-1613/"
TEXT = "Im Landkreis gibt es seit 2014 einen Runden Tisch Asyl; ein Flüchtlingsgipfel ist nicht geplant. "


class StockResource(resources.ModelResource):
    """What a tutorial writes."""

    class Meta:
        model = Answer
        fields = ("id", "status", "wording", "note")


def measure():
    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0)
    try:
        prepare.fill()
        print(f"\n{connection.vendor}, Django {django.__version__}\n")
        importing()
        grid.opening()
        with override_settings(ROOT_URLCONF="tests.benchmarks.urls"):
            downloading()
            reading()
            beside_datasette()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def importing():
    """Cells a second through bring, and rows a second through import-export as it comes."""
    stock = cells_by_import_export()
    editor = make_user("benchmark")
    annex = make_annex(make_inquiry("19/9999"))
    with timed() as ours:
        bring(made_table(), annex, by=editor, dry_run=False)
    with timed() as again:
        bring(made_table(), annex, by=editor, dry_run=False)
    line("import, import-export as it comes", stock, "cells", stock)
    line("import, bring", ROWS * COLUMNS / ours(), "cells", stock)
    line("import, bring a second time", ROWS * COLUMNS / again(), "cells", stock)
    with timed() as published:
        publish(annex.inquiry, by=editor, note="Benchmark.", seen=digest(encode(freeze(annex.inquiry))))
    line("publish", ROWS * COLUMNS / published(), "cells", stock)


def cells_by_import_export() -> float:
    annex = make_annex(make_inquiry("19/9998"))
    column = make_column(annex)
    answers = [make_answer(row=make_row(annex, f"Stelle {n}"), column=column) for n in range(STOCK_ROWS)]
    rows = [(answer.pk, answer.status, TEXT, "") for answer in answers]
    with timed() as stock:
        StockResource().import_data(Dataset(*rows, headers=["id", "status", "wording", "note"]), raise_errors=True)
    return STOCK_ROWS / stock()


def made_table() -> Table:
    cells = tuple(Cell(f"{TEXT}{column}") for column in range(COLUMNS))
    return Table(
        headings=tuple(f"Frage {column + 1}" for column in range(COLUMNS)),
        records=tuple(Record(f"Stelle {n}", cells, line=n + 2) for n in range(ROWS)),
    )


def downloading():
    """Lines a second of the long CSV, beside csv.writer on lines that stand in memory."""
    client = Client()
    with timed() as ours:
        text = b"".join(client.get("/answers.csv").streaming_content).decode()
    lines = list(csv.reader(io.StringIO(text)))
    with timed() as floor:
        csv.writer(io.StringIO()).writerows(lines)
    line("csv.writer in memory", len(lines) / floor(), "lines", len(lines) / floor())
    line("/answers.csv", len(lines) / ours(), "lines", len(lines) / floor())


def reading():
    """Requests a second in one process, beside a view that only says hello."""
    client = Client()
    hello = per_second(lambda: client.get("/hello"))
    etag = client.get(PAGE).headers["ETag"]
    line("empty view", hello, "requests", hello)
    line("reading page, 304", per_second(lambda: client.get(PAGE, headers={"if-none-match": etag})), "requests", hello)
    line("reading page, kept", per_second(lambda: client.get(PAGE)), "requests", hello)
    for what, path in {
        "reading page, rendered": PAGE,
        "list of answers, rendered": "/answers/",
        "search, rendered": "/search/?q=Gipfel",
    }.items():
        line(what, per_second(lambda path=path: (cache.clear(), client.get(path))), "requests", hello)


@contextmanager
def timed():
    """Gives a function that says how many seconds the block took."""
    begun = time.perf_counter()
    ended = []
    yield lambda: ended[0] - begun
    ended.append(time.perf_counter())


def per_second(call, seconds=2.0) -> float:
    call()
    begun, calls = time.perf_counter(), 0
    while time.perf_counter() - begun < seconds:
        call()
        calls += 1
    return calls / (time.perf_counter() - begun)


def line(what: str, rate: float, unit: str, against: float):
    print(f"{what:36} {rate:12,.0f} {unit}/s   x {rate / against:.2f}", flush=True)
