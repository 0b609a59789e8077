"""A table as a sheet: rows by stretches, and one request that tells of each cell what became of it."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from survey.admin.tables import sheet
from survey.models import Passage
from tests import factories
from tests.admin.conftest import member, queries_of, signed_in
from tests.factories import cell


@pytest.fixture
def annex(db):
    """Two rows that came from a file, and one that was typed."""
    rows = {"LK Fulda": ["Eins.", ""], "LK Kassel": ["Zwei.", "Drei."]}
    return factories.make_table(rows, headings=["Frage 1", "Frage 2"])


def page(annex, name=""):
    return reverse(f"admin:survey_annex_sheet{name}", args=[annex.pk])


def save(client, annex, cells, **facts):
    sent = json.dumps({"cells": cells, **facts})
    return client.post(page(annex, "_save"), sent, content_type="application/json")


def asked(answer, text, **changes):
    return {"key": answer.pk, "seen": answer.version, "text": text} | changes


def test_rows_are_loaded_stretch_by_stretch(desk, annex, monkeypatch):
    monkeypatch.setattr(sheet, "rows_of_stretch", lambda columns: 1)
    first = desk.get(page(annex)).context["first"]
    second = desk.get(page(annex, "_rows"), {"start": 1}).json()
    assert [[row["label"] for row in each["rows"]] for each in (first, second)] == [["LK Fulda"], ["LK Kassel"]]
    fulda = cell(annex, "LK Fulda", "Frage 1")
    assert first["rows"][0]["cells"][0] == [fulda.pk, 1, "Eins.", "answered", 0]
    assert desk.get(page(annex, "_rows"), {"start": 2}).json()["rows"] == []


def test_stretch_costs_the_same_for_few_cells_and_many(desk, annex):
    few = queries_of(desk, page(annex, "_rows"))
    for number in range(5):
        factories.make_answer(
            f"Text {number}", row=factories.make_row(annex, f"Kreis {number}"), column=annex.columns.first()
        )
    assert queries_of(desk, page(annex, "_rows")) == few


def test_one_request_tells_of_each_cell_what_became_of_it(desk, annex):
    one, two, three = (
        cell(annex, *each) for each in [("LK Fulda", "Frage 1"), ("LK Kassel", "Frage 1"), ("LK Kassel", "Frage 2")]
    )
    colleague = signed_in(member("Redaktion", "colleague"))
    save(colleague, annex, [asked(two, "Von der Kollegin.")])
    told = save(
        desk, annex, [asked(one, "Neu."), asked(two, "Von mir."), asked(three, ""), {"key": 0}], reason="Verlesen."
    )
    found = told.json()["cells"]
    assert [each["result"] for each in found] == ["saved", "faster", "refused", "refused"]
    assert [each["cell"][2] for each in found[:3]] == ["Neu.", "Von der Kollegin.", "Drei."]
    assert "Colleague Beispiel" in found[1]["sentence"]
    entry = cell(annex, "LK Fulda", "Frage 1").history.first()
    assert (entry.history_change_reason, entry.history_user.username) == ("Verlesen.", "editor")
    assert cell(annex, "LK Kassel", "Frage 1").text == "Von der Kollegin."


def test_who_has_seen_the_newer_text_may_keep_their_own(desk, annex):
    answer = cell(annex, "LK Fulda", "Frage 1")
    save(desk, annex, [asked(answer, "Erste.")])
    told = save(desk, annex, [asked(answer, "Zweite.")]).json()["cells"][0]
    assert told["result"] == "faster"
    save(desk, annex, [asked(answer, "Zweite.", seen=told["cell"][1])])
    assert cell(annex, "LK Fulda", "Frage 1").text == "Zweite."


def test_typed_row_gets_passages_and_a_printed_one_an_edited_text(desk, annex):
    desk.post(reverse("admin:survey_annex_add_rows", args=[annex.pk]), {"labels": "LK Gießen"})
    typed, printed = cell(annex, "LK Gießen", "Frage 1"), cell(annex, "LK Fulda", "Frage 1")
    save(desk, annex, [asked(typed, "Ja."), asked(printed, "Eins!")])
    assert Passage.objects.live().get(printed_in=typed).batch.source.kind == "typed"
    assert cell(annex, "LK Fulda", "Frage 1").wording == "Eins!"


def test_status_is_decided_for_several_cells(desk, annex):
    blank, full = cell(annex, "LK Fulda", "Frage 2"), cell(annex, "LK Kassel", "Frage 2")
    cells = [{"key": each.pk, "seen": each.version, "status": "blank"} for each in (blank, full)]
    assert [each["result"] for each in save(desk, annex, cells).json()["cells"]] == ["saved", "refused"]
    blank.refresh_from_db()
    assert (blank.status, blank.decided) == ("blank", True)


@pytest.mark.parametrize("sent", ["", "[]", '{"cells": 3}', "{", '"cells"'])
def test_nonsense_is_refused(desk, annex, sent):
    assert desk.post(page(annex, "_save"), sent, content_type="application/json").status_code == 400


def test_more_cells_than_one_request_writes_are_refused(desk, annex, monkeypatch):
    monkeypatch.setattr(sheet, "MOST_CELLS", 1)
    answer = cell(annex, "LK Fulda", "Frage 1")
    assert save(desk, annex, [asked(answer, "A"), asked(answer, "B")]).status_code == 400
    assert cell(annex, "LK Fulda", "Frage 1").text == "Eins."


def test_cells_of_another_table_are_not_written(desk, annex):
    other = factories.make_answer("Anderswo.")
    assert save(desk, annex, [asked(other, "Neu.")]).json()["cells"][0]["result"] == "refused"
    other.refresh_from_db()
    assert other.text == "Anderswo."


def test_whoever_may_only_look_writes_nothing(client, annex):
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename__in=["view_annex", "view_answer"]))
    client.force_login(viewer)
    assert "data-may-edit" not in client.get(page(annex)).content.decode()
    assert save(client, annex, [asked(cell(annex, "LK Fulda", "Frage 1"), "Neu.")]).status_code == 403
