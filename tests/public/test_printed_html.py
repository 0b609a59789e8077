"""Every page that shows a printed page, in public and at the desk, is valid HTML."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from survey.importing.prepared_paper import PreparedPaper
from survey.publishing import facsimiles
from survey.publishing.freeze import freeze
from survey.publishing.publish import publish
from tests.html_checker import errors_in, needs_java
from tests.printed import PRINT, import_print
from tests.publishing.paper import publisher, seen

pytestmark = [pytest.mark.django_db, needs_java]


@pytest.fixture
def source(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"
    source = import_print(publisher())
    facsimiles.cover(source, 1, [50, 60, 100, 40], reason="Unterschrift", by=publisher())
    facsimiles.cover(source, 2, None, reason="Telefonliste", by=publisher())
    facsimiles.release(source, by=publisher())
    publish(source.inquiry, by=publisher(), note="Neu.", seen=seen(source.inquiry), unsure_reason="Probe.")
    return source


def public_pages(source):
    home = f"/inquiries/{source.inquiry.slug}/"
    answer = next(
        address for address, text, _place in facsimiles.placed_texts(freeze(source.inquiry)) if "/" in address and text
    )
    return {
        "reading": home,
        "question": f"{home}questions/1/",
        "answer": f"{home}answers/{answer}/",
        "sources": f"{home}sources/",
        "pages": f"{home}sources/{source.key}/",
        "framed": f"{home}sources/{source.key}/?place={answer}",
    }


def desk_pages(source, owner):
    """The bench as it opens, with its drawn table, with one that somebody changed; comparing; covering."""
    prepared = PreparedPaper.of_file(owner, PRINT.name, PRINT.read_bytes(), "hessen")
    prepared.run(dry_run=True)
    bench = reverse("admin:survey_inquiry_import_reading", args=[prepared.token])
    line = next(line.number for line in prepared.opened().lines if line.text.startswith("LK Bergstraße"))
    return {
        "bench": bench,
        "drawn": f"{bench}?table={line}",
        "texts": reverse("admin:survey_source_texts", args=[source.pk]),
        "covers": reverse("admin:survey_source_pages", args=[source.pk]),
    }


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_public_pages_with_printed_pages_are_valid_html(client, source, tmp_path, prefix):
    pages = {name: client.get(prefix + path).text for name, path in public_pages(source).items()}
    folder = tmp_path / "html"
    folder.mkdir()
    assert all("/pages/" in pages[name] for name in ("answer", "pages", "framed"))
    assert errors_in(pages, folder) == []


def test_pages_of_the_desk_with_printed_pages_are_valid_html(source, tmp_path):
    owner = get_user_model().objects.create_superuser("root", password="x")
    desk = Client()
    desk.force_login(owner)
    pages = {name: desk.get(path) for name, path in desk_pages(source, owner).items()}
    assert pages["drawn"].context["table"].areas
    assert 'id="letters"' in pages["texts"].text
    folder = tmp_path / "html"
    folder.mkdir()
    assert errors_in({name: page.text for name, page in pages.items()}, folder) == []
