"""Printed pages: CPU of a picture when it is first drawn, of one that is kept, and of a table that is drawn anew."""

import resource
import shutil
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection
from django.test import Client
from django.urls import reverse

from survey.importing import import_paper
from survey.importing.prepared_paper import PreparedPaper
from survey.intake import read_paper
from survey.models import PublishedPage, Source
from survey.publishing import facsimiles, page_pictures
from survey.publishing.publish import publish
from tests.benchmarks.reading import anlage, asked, copy_data
from tests.benchmarks.timing import line
from tests.factories import make_parliament, make_user
from tests.pages.making import column, make_pdf, text
from tests.printed import PRINT
from tests.publishing.paper import seen

FIRST, KEPT, DRAWN = 0.3, 1.5, 0.5  # seconds of CPU; times a static file; seconds of CPU
ROUNDS, TIMES = 7, 300
PAGES, ROWS = 15, 40
COLUMNS = (70, 200, 330, 430)
ASKED = ["1. Wie viele Stege stehen noch am Hafen der Insel und wer haelt sie in Stand?", "Antwort:", "Siehe unten."]


def printed_pages() -> list[str]:
    """Print the figures; returns what is more than is allowed, a sentence each."""
    print("\nPrinted pages\n")
    return [*pictures(), *drawing()]


def pictures() -> list[str]:
    user = make_user("printed", is_staff=True, is_superuser=True)
    source = imported(user)
    facsimiles.release(source, by=user)
    told = {"note": "Neu.", "seen": seen(source.inquiry), "unsure_reason": "Zum Messen."}
    publish(source.inquiry, by=user, **told)
    page = PublishedPage.objects.filter(inquiry=source.inquiry.slug).order_by("number").first()
    size = page_pictures.sizes(page)[1]
    address = reverse("page-picture", args=[page.inquiry, page.source, page.number, "full", f"{size[0]},{size[1]}"])
    client = Client()
    spent = []
    for _time in range(3):
        shutil.rmtree(page_pictures.folder(), ignore_errors=True)
        begun = cpu()
        client.get(address)
        spent.append(cpu() - begun)
    print(f"{'picture at 110 dpi, first drawn':36} {min(spent):12.2f} s of CPU", flush=True)
    path = next(page_pictures.folder().glob("*/*.jpg"))
    file, kept = beside_a_static_file(path, address) if connection.vendor == "sqlite" else (1, 0)
    return [
        *([f"picture, first drawn: {min(spent):.2f} s; {FIRST} s allowed."] if min(spent) > FIRST else []),
        *([f"picture, kept: {kept / file:.2f} x a static file; {KEPT} allowed."] if kept / file > KEPT else []),
    ]


def beside_a_static_file(path: Path, address: str) -> tuple[float, float]:
    """Seconds of CPU of the server for a request of the picture as a static file, and as the program keeps it.

    In turn, and of several rounds the ratio in the middle.
    """
    with TemporaryDirectory() as folder:
        copy_data(Path(folder))
        static = Path(folder) / "static"
        static.mkdir()
        shutil.copy(path, static / "picture.jpg")
        with anlage(folder, BENCH_STATIC=str(static)) as server, closing(server.connected()) as asking:
            for asked_for in ("/static/picture.jpg", address):
                spent_on(server, asking, asked_for)
            rounds = [
                [spent_on(server, asking, each) for each in ("/static/picture.jpg", address)] for _time in range(ROUNDS)
            ]
    file, kept = sorted(rounds, key=lambda each: each[1] / each[0])[ROUNDS // 2]
    line("the same as a static file", 1 / file, "requests", 1 / file)
    line("picture, kept", 1 / kept, "requests", 1 / file)
    return file, kept


def imported(by) -> Source:
    """A printed paper, under a number of its own."""
    content = PRINT.read_bytes()
    paper = replace(read_paper(content, PRINT.name, "hessen"), number="19/9993")
    told = {"parliament": make_parliament(), "number": paper.number, "by": by, "dry_run": False}
    import_paper(paper, content, PRINT.name, **told)
    return Source.objects.get(inquiry__number=paper.number)


def drawing() -> list[str]:
    """A line between the columns of a table of 15 pages is moved, and all of it is read anew."""
    user = make_user("drawing", is_staff=True, is_superuser=True)
    make_parliament("norderney", name="Inselrat von Norderney")
    prepared = PreparedPaper.of_file(user, "stege.pdf", many_pages(), "norderney", number="3/17", title="Stege")
    prepared.run(dry_run=True)
    opened = prepared.opened()
    number = next(line.number for line in opened.lines if line.text.startswith("Steg "))
    page = reverse("admin:survey_inquiry_import_reading", args=[prepared.token])
    client = Client()
    client.force_login(user)
    spent = []
    for moved in range(4):
        begun = time.process_time()
        said = {"act": "table", "area-0-columns": f"{150 + moved} 270 390"}
        answer = client.post(f"{page}?table={number}&part=1", said)
        spent.append(time.process_time() - begun)
    rows = sum(len(annex.table.records) for annex in answer.context["paper"].annexes)
    print(f"{f'line of a table of {PAGES} pages, {rows} rows':36} {min(spent[1:]):12.2f} s of CPU", flush=True)
    is_slow = min(spent[1:]) > DRAWN
    return [f"line of a table moved: {min(spent[1:]):.2f} s; {DRAWN} s allowed."] if is_slow else []


def many_pages() -> bytes:
    rows = [("Steg", "Laenge in Metern", "Wer ihn haelt", "Baujahr")]
    rows += [(f"Steg {at} am Hafen", str(at % 90 + 10), f"Verein {at}", str(1900 + at % 100)) for at in range(ROWS)]
    table = "".join(
        text(words, x, 680 - 14 * at) for at, row in enumerate(rows) for words, x in zip(row, COLUMNS, strict=True)
    )
    return make_pdf(column(ASKED, y=760) + table, *[table] * (PAGES - 1))


def spent_on(server, asking, address: str) -> float:
    """Seconds of CPU of the server for one request."""
    begun = server.cpu()
    for _time in range(TIMES):
        asked(asking, address, 200, {})
    return (server.cpu() - begun) / TIMES


def cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
