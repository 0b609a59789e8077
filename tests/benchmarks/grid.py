"""The grid of a large table: how long it takes to open, and with how many queries."""

from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from survey.models import Answer, Coding, Passage, Row
from tests.factories import make_annex, make_code, make_column, make_finding, make_inquiry, make_question, make_user

ROWS, COLUMNS = 400, 10
TEXT = "Im Landkreis gibt es seit 2014 einen Runden Tisch Asyl; ein Flüchtlingsgipfel ist nicht geplant. "


def opening():
    """Seconds until a grid of 400 rows by 10 columns is there; an editor should wait less than two."""
    client = Client()
    client.force_login(make_user("grid", is_staff=True, is_superuser=True))
    page = reverse("admin:survey_annex_grid", args=[make_large().pk])
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        begun = perf_counter()
        response = client.get(page)
        seconds = perf_counter() - begun
    size = len(response.content) / 1_000_000
    print(f"{f'grid, {ROWS} rows x {COLUMNS} columns':36} {seconds:12.2f} s   {len(queries)} queries, {size:.1f} MB")


def make_large(rows: int = ROWS, columns: int = COLUMNS, number: str = "19/9995"):
    """A table with texts, categories and findings; half of its parts are not categorised."""
    inquiry = make_inquiry(number)
    annex = make_annex(inquiry)
    questions = [make_question(inquiry, f"{number}") for number in range(1, columns + 1)]
    codes = [make_code(question) for question in questions]
    columns = [make_column(annex, f"Frage {question}", questions=[question]) for question in questions]
    lines = Row.objects.bulk_create(Row(annex=annex, key=n, position=n, printed=f"Stelle {n}") for n in range(rows))
    answers = Answer.objects.bulk_create(Answer(row=row, column=column) for row in lines for column in columns)
    Passage.objects.bulk_create(
        Passage(printed_in=answer, answer=answer, text=TEXT, page=1, position=answer.row.position) for answer in answers
    )
    Coding.objects.bulk_create(
        Coding(row=row, question=code.question, code=code, quote="Runden Tisch Asyl")
        for row in lines[::2]
        for code in codes
    )
    for answer in answers[::40]:
        make_finding(inquiry, subject=f"1/{answer.pk}", annex=annex, row=answer.row, answer=answer)
    return annex
