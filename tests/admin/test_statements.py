"""Statements beside a paper and misprints, as editors enter them."""

import pytest
from django.urls import reverse

from survey.models import Misprint, Statement
from survey.publishing.freeze import freeze


@pytest.fixture
def paper(paper):
    """Without the statement and the misprint that it comes with."""
    paper.statements.all().delete()
    paper.misprints.all().delete()
    return paper


def add(client, model, inquiry, **data):
    page = reverse(f"admin:survey_{model}_add", query={"inquiry": inquiry.pk})
    return client.post(page, {"inquiry": inquiry.pk} | data)


def errors(response):
    return list(response.context["adminform"].form.errors)


def cell(paper):
    return f"1/{paper.annexes.get().rows.order_by('position').first().key}/1"


def test_statement_is_entered_with_its_source_and_date_and_is_in_the_next_edition(desk, paper):
    said = {"kind": "ministry", "author": "Ministerium", "date": "2026-03-02", "text": "So war es nicht."}
    assert errors(add(desk, "statement", paper, place=cell(paper), **said)) == ["source"]
    assert errors(add(desk, "statement", paper, place="1/99/1", source="Brief", **said)) == ["place"]
    assert add(desk, "statement", paper, place=cell(paper), source="Brief", **said).status_code == 302
    assert add(desk, "statement", paper, place="", source="Brief", **said).status_code == 302
    assert list(Statement.objects.values_list("number", "place")) == [(1, cell(paper)), (2, "")]
    parts = freeze(paper)["statements"]
    assert [(part["number"], part["author"], part["date"]) for part in parts] == [
        (1, "Ministerium", "2026-03-02"),
        (2, "Ministerium", "2026-03-02"),
    ]


@pytest.mark.parametrize("typed", ["question 1", "Frage  1", "QUESTION 1"])
def test_place_may_be_typed_in_german(desk, paper, typed):
    said = {"kind": "ministry", "author": "Ministerium", "date": "2026-03-02", "source": "Brief", "text": "Nein."}
    assert add(desk, "statement", paper, place=typed, **said).status_code == 302
    assert Statement.objects.get().place == "question 1"


@pytest.mark.parametrize(("place", "words", "wrong"), [("", "x", ["place"]), (None, "Unsinn", ["words"])])
def test_misprint_stands_at_its_place(desk, paper, place, words, wrong):
    response = add(desk, "misprint", paper, place=cell(paper) if place is None else place, words=words, meaning="x")
    assert errors(response) == wrong


def test_misprint_is_in_the_next_edition_and_changes_no_text(desk, paper):
    before = freeze(paper)
    word = before["annexes"][0]["rows"][0]["answers"][0]["text"].split()[0]
    assert add(desk, "misprint", paper, place=cell(paper), words=word, meaning="Wort").status_code == 302
    assert Misprint.objects.get().words == word
    assert freeze(paper) == before | {"misprints": [{"place": cell(paper), "words": word, "meaning": "Wort"}]}
