"""Comparing a source with the print: a task with a signature."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from survey.publishing.freeze import freeze
from tests.admin.forms import address

SIGNED = {
    "compared_on": "2026-03-02",
    "compared_by": "Redaktion Anlage",
    "compared_what": "alle Seiten",
    "comparison": "agrees",
    "comparison_note": "",
}


def page(source):
    return reverse("admin:survey_source_compare", args=[source.pk])


def sign(client, source, **changes):
    seen = client.get(page(source)).context["form"]["seen"].value()
    return client.post(page(source), SIGNED | {"seen": seen} | changes)


def test_signature_is_proposed_and_kept(desk, editor, paper):
    source = paper.sources.get()
    form = desk.get(page(source)).context["form"]
    assert (form["compared_on"].value(), form["compared_by"].value()) == (timezone.localdate(), "Editor Beispiel")
    assert sign(desk, source).url == address(source)
    source.refresh_from_db()
    assert (source.compared_on, source.compared_by, source.compared_what, source.comparison) == (
        datetime.date(2026, 3, 2),
        "Redaktion Anlage",
        "alle Seiten",
        "agrees",
    )
    assert source.history.first().history_user == editor
    told = freeze(paper)["sources"][0]
    assert (told["compared_on"], told["comparison"], told["compared_what"]) == ("2026-03-02", "agrees", "alle Seiten")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"compared_on": ""}, ["compared_on"]),
        ({"compared_on": "2999-01-01"}, ["compared_on"]),
        ({"compared_by": ""}, ["compared_by"]),
        ({"compared_what": ""}, ["compared_what"]),
        ({"comparison": ""}, ["comparison"]),
        ({"comparison": "put_right"}, ["comparison_note"]),
        ({"comparison": "put_right", "comparison_note": "Zwei Zeilen fehlten."}, []),
    ],
)
def test_signature_is_whole(desk, paper, changes, wrong):
    response = sign(desk, paper.sources.get(), **changes)
    assert (list(response.context["form"].errors) if response.context else []) == wrong


def test_sources_that_nobody_compared_are_open_work(desk, paper):
    listed = reverse("admin:survey_source_changelist", query={"compared_on__isempty": "1"})
    assert len(desk.get(listed).context["cl"].result_list) == 1
    sign(desk, paper.sources.get())
    assert len(desk.get(listed).context["cl"].result_list) == 0
