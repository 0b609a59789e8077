"""Hessen 19/1613 as the public reads it, and that a draft changes nothing of it."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.utils import translation

from survey.models import Answer, Body, Claim, Code, Coding, Inquiry, Question, Reply
from survey.public.reading import reading
from survey.publishing import publish as publishing
from survey.publishing.upgrades import parse

HOME = "/inquiries/hessen-19-1613/"


@pytest.fixture
def paper(published):
    with translation.override("de"):
        yield reading(parse(published.content), edition=1)


def cell(paper, printed, column):
    (row,) = [row for row in paper.tables[0].rows if row.printed == printed]
    (found,) = [cell for cell in row.cells if cell.column == column]
    return found


def test_fulda_reads_as_its_three_pieces(paper):
    passages = cell(paper, "LK Fulda", "Frage 2").passages
    assert [(each.page, each.printed_in) for each in passages] == [
        (5, "LK Fulda, Frage 2"),
        (6, "LK Fulda, Frage 2"),
        (7, "LK Kassel, Frage 2"),
    ]
    assert [each.text.split(".")[0][:28] for each in passages] == [
        "Runder Tisch Asyl Fulda, die",
        "Seit mehreren Jahren gibt es",
        "Es existiert ein Behördennet",
    ]


def test_citation_names_all_pages_of_an_answer(client, published, paper):
    (fulda,) = [row for row in paper.tables[0].rows if row.printed == "LK Fulda"]
    assert [cell.pages for cell in fulda.cells][1] == [5, 6, 7]
    assert ", Seiten 5 bis 7 der Tabelle. Aus: Anlage" in client.get(fulda.cells[1].href).context["citation"].text


def test_kassel_is_unknown_with_a_public_note(paper):
    kassel = cell(paper, "LK Kassel", "Frage 2")
    assert (kassel.status.code, kassel.edited_text, bool(kassel.note)) == ("unknown", (), True)


def test_coverage_names_counties_without_a_row_and_who_answers_for_the_cities(paper):
    counties, cities = paper.coverages[1].kinds
    assert (counties.with_row, counties.total) == (18, 21)
    assert [place.name for place in counties.missing] == ["Hochtaunuskreis", "Lahn-Dill-Kreis", "Waldeck-Frankenberg"]
    (spokesman,) = cities.collective
    assert (spokesman.name, len(spokesman.places), cities.total) == ("Hess. Städtetag", 5, 5)


def test_statements_match_differ_or_depend_on_the_reading(paper):
    assert [(claim.position, claim.result.code) for claim in paper.claims] == [
        (1, "matches"),
        (2, "depends"),
        (3, "differs"),
        (4, "unchecked"),
        (5, "depends"),
        (6, "depends"),
        (7, "unchecked"),
    ]
    (odenwald,) = [row for row in paper.claims[2].others.shown if row.printed == "LK Odenwald"]
    assert odenwald.codes == "1a Nein, 1b Nein, 2a Nein, 2b Nein"


def test_long_file_has_sixty_answers_with_all_statuses(client, published):
    text = client.get(f"{HOME}answers.csv").getvalue().decode()
    statuses = [row["status"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert {status: statuses.count(status) for status in sorted(set(statuses))} == {
        "answered": 45,
        "blank": 4,
        "declined": 1,
        "elsewhere": 6,
        "refers": 3,
        "unknown": 1,
    }


def test_reading_page_is_under_150_kilobytes(client, published):
    sizes = {prefix: len(client.get(prefix + HOME).content) for prefix in ("", "/en")}
    assert {prefix: size for prefix, size in sizes.items() if size >= 150_000} == {}


def test_stylesheet_and_script_keep_to_their_budget():
    style, script = (Path(finders.find(f"survey/anlage.{kind}")).read_bytes() for kind in ("css", "js"))
    assert (len(style) < 32 * 1024, style.count(b"\n") < 1000, len(script) < 20_000) == (True, True, True)


PAGES = [
    "/",
    "/inquiries/",
    HOME,
    f"{HOME}?text=1:changes",
    f"{HOME}editions/",
    f"{HOME}editions/1/",
    "/answers/",
    "/districts/06631/",
    "/districts/06434/",
    "/bodies/",
    "/compare/?inquiry=hessen-19-1613&district=06631&district=06633",
    "/search/?q=runder+Tisch",
    "/about/",
    "/feed/",
    "/answers.csv",
    "/sitemap.xml",
    "/inquiries/hessen-19-1613.json",
    *(f"{HOME}questions/{number}/" for number in (1, 2, 3)),
    *(f"{HOME}annexes/1.{extension}" for extension in ("csv", "xlsx", "ods", "json")),
    *(f"{HOME}answers.{extension}" for extension in ("csv", "xlsx", "ods", "json")),
    f"{HOME}datapackage.zip",
    *(f"{HOME}codings.csv", "/codings.json", "/bodies.csv", "/inquiries.csv", "/catalog.ttl"),
]


def addresses(client):
    """The pages above and every answer and body that a page links."""
    pages = [client.get(path).content.decode() for path in (HOME, "/bodies/", "/bodies/?page=2")]
    link = re.compile(r'href="((?:/bodies|answers)/[^"?#]+/)"')
    linked = {urljoin(HOME, path) for page in pages for path in link.findall(page)}
    assert len(linked) == 60 + 80
    return [*PAGES, *sorted(linked)]


def change_everything():
    """A draft in which every part differs from the edition."""
    Inquiry.objects.update(title="Entwurf", ministry="Entwurf", legal_status="withdrawn")
    Question.objects.update(text="Entwurf")
    Reply.objects.update(text="Entwurf")
    Answer.objects.update(wording="Entwurf", status="no_reply", note="Entwurf")
    Code.objects.update(label="Entwurf")
    Coding.objects.update(certainty="arguable", note="Entwurf")
    Claim.objects.update(note="Entwurf")
    Body.objects.update(usual_name="Entwurf", state="ended")


def test_start_counts_bodies_that_are_named_by_themselves(client, published):
    page = client.get("/").content.decode()
    assert "<dt>einzeln genannte Gremien</dt><dd>54</dd>" in page  # 26 more entries name several at once


@pytest.mark.crawl
def test_draft_changes_no_byte_at_any_public_address(client, published):
    cache.clear()
    paths = addresses(client)
    before = {path: client.get(path).getvalue() for path in paths}
    change_everything()
    cache.clear()
    assert [path for path in paths if client.get(path).getvalue() != before[path]] == []
    assert [path for path, body in before.items() if b"Entwurf" in body] == []


def test_take_back_leaves_410_at_every_address_of_the_inquiry(client, published, django_user_model):
    below = (HOME, "/bodies/", "/inquiries/hessen-19-1613.json")
    paths = [path for path in addresses(client) if path.startswith(below) and path != "/bodies/"]
    user = django_user_model.objects.get(username="freigabe")
    publishing.take_back(Inquiry.objects.get(), by=user, reason="Falsche Vorlage.")
    answers = {path: client.get(path) for path in paths}
    assert {path: each.status_code for path, each in answers.items() if each.status_code != 410} == {}
    assert [path for path, each in answers.items() if "Falsche Vorlage." not in each.getvalue().decode()] == []
