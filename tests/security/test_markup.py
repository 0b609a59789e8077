"""Markup and formulas in every text of every record: shown as text on all pages, harmless in all files."""

import csv
import io
import re
import zipfile
from typing import NamedTuple

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from lxml import etree, html

from survey.admin.site import Desk
from survey.importing.formats import EXPORT_FORMATS
from survey.models import Account, Annex, Edition, Inquiry
from tests import factories
from tests.admin.conftest import signed_in
from tests.browser import desk_pages
from tests.publishing.paper import publish_now
from tests.security import poison
from tests.security.crawler import answers, content_of
from tests.security.test_every_place import SEEDS
from tests.security.test_hostile_tables import LIVE, LIVE_CELL, NUMBER, xml_of

# Drawn by one template whatever the record: one stands for all.
ALIKE = re.compile(r"_(?!claim_)[a-z]+_(add|delete|export|history|bring_back_version|simple_history)$")
MARKUP = re.compile(r"text/html|/xml|\+xml")
OURS = "//@*[starts-with(name(), 'zq') or starts-with(name(), 'on')]"
ADDRESSES = "//@href|//@src|//@action|//@formaction"
# Lists are ordered by it.
SHOWN_NOWHERE = {f"{model}.sort_name" for model in ("Body", "District", "Respondent")}

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]


class Answer(NamedTuple):
    path: str
    kind: str
    data: bytes


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The fields by the names of their payloads, and what the public site and the desk answer."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.VAR_DIR", tmp_path_factory.mktemp("var"))
        patch.setattr("django.conf.settings.HEADLINES", True)
        patch.setattr("survey.admin.presence.note", lambda inquiry, user: None)
        patch.setattr(Desk, "get_app_list", lambda *args: [])
        patch.setattr(desk_pages, "TABLE", poison.table())
        root = factories.make_user("root", is_staff=True, is_superuser=True)
        desk = desk_pages.addresses(root)
        Account.objects.create(user=root, public_name="Root")
        reasons = {"review": "overridden", "override_reason": "Eilt.", "unsure": 1, "unsure_reason": "Angesehen."}
        Edition.objects.update(**reasons)
        names = poison.poison()
        publish_now(Inquiry.objects.order_by("pk").first(), by=root)
        found = [*public(), *shown(signed_in(root), desk), *taken_away(signed_in(root))]
        transaction.set_rollback(True)
    return names, found


def answer(path, response, data=None) -> Answer:
    return Answer(path, response.headers["Content-Type"], content_of(response) if data is None else data)


def public():
    for path, response, data in answers(Client(), SEEDS, of_a_kind=2):
        yield answer(path, response, data)


def shown(client, desk):
    for name, address in desk.items():
        if address and not ALIKE.search(name):
            yield answer(address, client.get(address))


def taken_away(client):
    """Every list of the desk and every table, in every format."""
    for number, each in enumerate(EXPORT_FORMATS):
        for model in admin.site._registry:
            if hasattr(admin.site._registry[model], "export_action"):
                page = reverse(f"admin:survey_{model._meta.model_name}_export")
                yield answer(f"{page}.{each().get_extension()}", client.post(page, {"format": number, "resource": 0}))
    for annex in Annex.objects.all():
        for ending in ("csv", "xlsx", "ods"):
            page = reverse("admin:survey_annex_editing_file", args=[annex.pk, ending])
            yield answer(f"{page}.{ending}", client.get(page))


def test_no_text_becomes_markup(site):
    _names, found = site
    pages = [each for each in found if MARKUP.search(each.kind) and each.data.strip()]
    assert len(pages) > 200
    assert {each.path: live for each in pages if (live := live_in(tree_of(each)))} == {}


def tree_of(page):
    return html.fromstring(page.data.decode()) if "html" in page.kind else etree.fromstring(page.data)


def live_in(tree) -> list[str]:
    """Attributes that are not ours, and addresses that run something; also in what a feed says is HTML."""
    run = [each for each in tree.xpath(ADDRESSES) if re.match(r"\s*(javascript|data|vbscript):", each, re.IGNORECASE)]
    inner = [each for text in tree.xpath("//*[@type='html']/text()") for each in live_in(html.fromstring(text))]
    return [*map(str, tree.xpath(OURS)), *run, *inner]


@pytest.mark.parametrize(
    "around",
    [
        "<p>{}</p>",
        '<p title="{}"></p>',
        "<p title='{}'></p>",
        "<p><title>{}</title></p>",
        '<p><script type="application/ld+json">"{}"</script></p>',
    ],
)
def test_text_that_becomes_markup_is_found(around):
    text = poison.payload("zqaq")
    assert live_in(html.fromstring(around.format(text)))
    assert live_in(html.fromstring(around.format(escape(text)))) == []


def test_every_text_is_looked_at(site):
    names, found = site
    seen = {name for each in found for name in poison.NAME.findall(text_of(each.data))}
    assert {field for name, field in names.items() if name not in seen} == SHOWN_NOWHERE


def text_of(data):
    """All that a file says, packed or not."""
    return " ".join(part.decode(errors="replace") for _name, part in unpacked("", data))


def unpacked(path, data):
    if not data.startswith(b"PK"):
        return [(path, data)]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def test_no_text_becomes_a_formula(site):
    _names, found = site
    tables = [
        part for each in found for part in unpacked(each.path, each.data) if part[0].partition("?")[0].endswith(".csv")
    ]
    sheets = [each for each in found if "spreadsheet" in each.kind]
    assert (len(tables) > 40, len(sheets) > 80) == (True, True)
    assert {name: live for name, data in tables if (live := formulas(data))} == {}
    assert [each.path for each in sheets if any(LIVE_CELL.search(part) for part in xml_of(each.data))] == []


def formulas(data) -> list[str]:
    cells = (cell for line in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in line)
    return [cell for cell in cells if LIVE.match(cell) and not NUMBER.match(cell)]
