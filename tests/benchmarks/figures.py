"""Ours beside the stock way, in one run on one machine; what counts is the ratio."""

import csv
import io

import django
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import setup_test_environment

from config import prepare
from tests.benchmarks import grid, importing
from tests.benchmarks.printed import printed_pages
from tests.benchmarks.reading import beside_datasette
from tests.benchmarks.sheet import large_sheet
from tests.benchmarks.timing import line, per_second, timed

PAGE = "/inquiries/hessen-19-1613/"


def measure() -> list[str]:
    """Print the figures; returns what is more than is allowed, a sentence each."""
    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0)
    try:
        prepare.fill()
        print(f"\n{connection.vendor}, Django {django.__version__}\n")
        importing.prose()
        importing.numbers()
        importing.many_tables()
        grid.opening()
        with override_settings(ROOT_URLCONF="tests.benchmarks.urls"):
            downloading()
            reading()
            beside_datasette()
            too_much = printed_pages()
        return [*too_much, *large_sheet()]
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


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
