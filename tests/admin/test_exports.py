"""Each list as a file."""

import csv
import io
import json

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from survey.importing.formats import EXPORT_FORMATS
from tests import factories
from tests.admin.papers import make_paper
from tests.admin.test_lists import FREIGABE_ONLY, SURVEY

EXPORTED = [model for model in SURVEY if hasattr(admin.site._registry[model], "export_action")]


def exported(client, model, extension="csv", **parameters):
    number = [each().get_extension() for each in EXPORT_FORMATS].index(extension)
    address = reverse(f"admin:survey_{model}_export", query=parameters)
    return client.post(address, {"format": number, "resource": 0})


def table(response):
    return list(csv.reader(io.StringIO(response.content.decode())))


def test_only_notices_and_prepared_imports_have_no_export():
    assert {model.__name__ for model in SURVEY} - {model.__name__ for model in EXPORTED} == {"ImportSession", "Notice"}


@pytest.mark.parametrize("model", EXPORTED, ids=lambda model: model.__name__)
def test_list_is_exported_by_who_may_see_it(desk, paper, model):
    response = exported(desk, model._meta.model_name)
    assert response.status_code == (403 if model.__name__ in FREIGABE_ONLY else 200)


@pytest.mark.parametrize("extension", [each().get_extension() for each in EXPORT_FORMATS])
def test_list_is_exported_in_every_format(desk, paper, extension):
    response = exported(desk, "answer", extension)
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'.{extension}"')


def test_export_holds_the_whole_text_of_an_answer(desk):
    text = "Ein langer Satz über den Runden Tisch Asyl. " * 10
    factories.make_answer(text)
    rows = json.loads(exported(desk, "answer", "json").content)
    assert [row["Text"] for row in rows] == [text]


def test_export_defuses_what_a_spreadsheet_would_run(desk):
    factories.make_answer("=1+2")
    header, row = table(exported(desk, "answer"))
    assert row[header.index("Text")] == "'=1+2"


def test_export_follows_the_filters_of_the_list(desk):
    factories.make_answer("Ja.", status="answered")
    factories.make_answer("", status="blank")
    assert len(table(exported(desk, "answer", status__exact="blank"))) == 2


def test_export_costs_the_same_with_few_and_with_many_records(desk):
    counts = []
    for _ in range(2):
        make_paper()
        with CaptureQueriesContext(connection) as queries:
            exported(desk, "answer")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_export_page_labels_each_control_and_has_nothing_inline(desk, paper):
    page = desk.get(reverse("admin:survey_answer_export")).content.decode()
    assert ("style=" in page, "onclick" in page, '<label for="id_format"' in page) == (False, False, True)
