"""Every page of a part of a paper names its paper, and leads to its workspace and to the list it stands in."""

import re

from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from survey.admin.desk_pages import DeskPages
from survey.admin.inquiry_paths import INQUIRY_PATHS, inquiry_of
from tests.publishing.paper import make_paper

# Beside those of the desk: the form, its history, and the question before a record is deleted.
STOCK = ("change", "history", "delete")


def pages_of(model):
    desk = admin.site._registry.get(model)
    own = desk.get_pages() if isinstance(desk, DeskPages) else []
    return [*STOCK, *(page.name for page in own if page.address.count("<") == 1)]


def way(page):
    found = re.search(r'<div class="breadcrumbs">(.*?)</div>', page.content.decode(), re.DOTALL)
    return found and re.findall(r'href="([^"]*)"', found[1])


def parts_of_a_paper():
    for model in INQUIRY_PATHS:
        if model in admin.site._registry and (record := model._default_manager.first()):
            yield record


def test_every_page_of_a_part_leads_to_the_workspace_of_its_paper(root):
    make_paper()
    lost, seen = [], 0
    for record in parts_of_a_paper():
        for name in pages_of(type(record)):
            opts = record._meta
            try:
                address = reverse(f"admin:survey_{opts.model_name}_{name}", args=[record.pk])
            except NoReverseMatch:
                continue
            page = root.get(address)
            if page.status_code != 200 or "html" not in page["Content-Type"]:
                continue
            seen += 1
            workspace = reverse("admin:survey_inquiry_workspace", args=[inquiry_of(record).pk])
            if workspace not in (way(page) or []):
                lost.append((address, way(page)))
    assert lost == []
    assert seen > 60
