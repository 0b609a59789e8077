"""No page reads a whole table that grows with what is published: what the database means to do says so."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.public.test_pages import HOME, PAGES, publish_so_many

GROWING = (
    *("absence", "answerlines", "edition", "erratum", "publishedbody", "publishedinquiry", "publishedmention"),
    *("searchrow", "searchrowdistrict", "tombstone"),
)
LISTS = [
    "/answers/?status=answered",
    "/answers/?status=answered&parliament=nordland",
    "/answers/?district=99001&page=1&after=100000",
    "/answers/?q=winterdienst",
    "/search/?q=Wintrdienst",
    "/search/?type=answer&term=9",
    "/inquiries/?parliament=nordland",
    "/inquiries/?sort=published",
    "/bodies/?kind=round_table",
    "/answers.csv?district=99001",
    "/api/v1/answers/?district=99001",
]
# These read all papers or bodies, which are a sixtieth of the answers, where somebody searches or chooses twice.
READ_WHOLE = {
    "/inquiries/?q=Winterdienst&party=ABC&year=2030&sort=title": {"publishedinquiry"},
    "/bodies/?q=Schneerunde&inquiry=nordland-9-1": {"publishedbody"},
    "/bodies/?kind=round_table": {"publishedbody"},
    HOME: {"publishedinquiry"},
    f"{HOME}?text=1:printed": {"publishedinquiry"},
    f"{HOME}?text=1:changes": {"publishedinquiry"},
    f"{HOME}?code=1a:yes": {"publishedinquiry"},
    "/feed/": {"publishedinquiry"},
    "/corrections/": {"erratum"},
}


def scanned(sql: str) -> set[str]:
    """The growing tables that this query reads whole, without an index."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            steps = [row[3] for row in cursor.fetchall()]
            found = (re.match(r"SCAN (\S+)(?! USING)", step) for step in steps if "INDEX" not in step)
            names = {match[1] for match in found if match}
            aliases = dict(re.findall(r'"?survey_(\w+)"? (?:AS )?"?(U\d+|published)"?', sql))
            named = {alias: table for table, alias in aliases.items()}
            return {named.get(name, name.removeprefix("survey_")) for name in names} & set(GROWING)
        cursor.execute(f"EXPLAIN {sql}")
        return set(re.findall(r"Seq Scan on survey_(\w+)", "\n".join(row[0] for row in cursor.fetchall()))) & set(
            GROWING
        )


@pytest.fixture
def papers(snow):
    publish_so_many(3, edition=3)
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # a small table is read whole whatever its indexes


@pytest.mark.parametrize("path", [*PAGES, *LISTS])
def test_page_reads_no_growing_table_whole(client, papers, path):
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
        response.getvalue()
    assert response.status_code == 200
    queries = [each["sql"] for each in captured if each["sql"].lstrip("( ").upper().startswith("SELECT")]
    found = {table for sql in queries for table in scanned(sql)}
    assert found <= READ_WHOLE.get(path, set()), queries


def test_plan_that_reads_a_table_whole_is_seen(papers):
    """Else the test above would pass whatever the pages did."""
    sql = "SELECT id FROM survey_searchrow WHERE note = 'no index has it'"
    assert scanned(sql) == {"searchrow"}
    assert scanned("SELECT id FROM survey_searchrow WHERE id = 3") == set()
