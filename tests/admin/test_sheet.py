"""A table as a sheet: rows by stretches, and one request that tells of each cell what became of it."""

import json
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from survey.admin.tables import sheet, sheet_rows
from survey.models import Answer, Batch, Passage
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


def labels(client, annex, **query):
    return [row["label"] for row in client.get(page(annex, "_rows"), query).json()["rows"]]


def test_rows_are_loaded_as_they_are_seen(desk, annex, monkeypatch):
    monkeypatch.setattr(sheet_rows, "rows_of_stretch", lambda columns: 1)
    first = desk.get(page(annex)).context["first"]
    fulda, kassel = annex.rows.order_by("position")
    answer = cell(annex, "LK Fulda", "Frage 1")
    assert (first["order"], first["total"]) == ([fulda.pk, kassel.pk], 2)
    assert [(row["label"], row["cells"][0]) for row in first["rows"]] == [
        ("LK Fulda", [answer.pk, 1, "Eins.", "answered", 0])
    ]
    elsewhere = factories.make_answer("Anderswo.").row
    assert labels(desk, annex, sort="-row") == ["LK Kassel"]
    assert labels(desk, annex, rows=f"{kassel.pk}.x.0.{elsewhere.pk}.{fulda.pk}") == ["LK Kassel", "LK Fulda"]


def test_rows_cost_the_same_for_few_cells_and_many(desk, annex):
    sort = annex.columns.first().pk
    addresses = [page(annex, "_rows") + f"?sort={sort}&has-row=k", page(annex, "_find") + "?q=e"]
    few = [queries_of(desk, address) for address in addresses]
    for number in range(5):
        factories.make_answer(
            f"Text {number}", row=factories.make_row(annex, f"Kreis {number}"), column=annex.columns.first()
        )
    assert [queries_of(desk, address) for address in addresses] == few


@pytest.fixture
def mixed(db):
    rows = {
        "LK Ärz 10": ["12.000"],
        "LK Arz 9": ["9"],
        "LK Zell": ["Zehn Plätze"],
        "LK Bern": [""],
        "LK Celle": ["Neun Plätze"],
    }
    annex = factories.make_table(rows, headings=["Plätze"])
    Answer.objects.filter(row__printed="LK Celle").update(status="no_data")
    return annex


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "LK Ärz 10, LK Arz 9, LK Zell, LK Bern, LK Celle"),
        ({"sort": "{plätze}"}, "LK Arz 9, LK Ärz 10, LK Celle, LK Zell, LK Bern"),
        ({"sort": "-{plätze}"}, "LK Zell, LK Celle, LK Ärz 10, LK Arz 9, LK Bern"),
        ({"sort": "row"}, "LK Arz 9, LK Ärz 10, LK Bern, LK Celle, LK Zell"),
        ({"has-row": "ÄRZ"}, "LK Ärz 10"),
        ({"has-{plätze}": "N", "has-row": "ell"}, "LK Zell, LK Celle"),
        ({"is-{plätze}": "empty"}, "LK Bern"),
        ({"is-{plätze}": "filled", "has-row": "arz"}, "LK Arz 9"),
        ({"is-{plätze}": "no_data"}, "LK Celle"),
        ({"is-{plätze}": "declined"}, ""),
        ({"sort": "0", "has-0": "x", "is-{plätze}": "green"}, "LK Ärz 10, LK Arz 9, LK Zell, LK Bern, LK Celle"),
    ],
)
def test_rows_are_sorted_and_filtered_by_column(mixed, query, expected):
    column = mixed.columns.get()
    query = {name.format(plätze=column.pk): value.format(plätze=column.pk) for name, value in query.items()}
    keys = sheet_rows.keys_in_view(mixed, sheet_rows.view_of(query, [column.pk]))
    assert ", ".join(mixed.rows.get(pk=key).printed for key in keys) == expected


def test_words_are_found_in_labels_and_texts_as_they_read(desk, annex):
    eins, drei = cell(annex, "LK Fulda", "Frage 1"), cell(annex, "LK Kassel", "Frage 2")
    save(desk, annex, [asked(eins, "Äpfel aus Kassel")])

    def found(words):
        told = desk.get(page(annex, "_find"), {"q": words}).json()
        assert told["count"] == len(told["places"])
        return told["places"]

    assert found("kassel") == [[eins.row_id, eins.column_id], [drei.row_id, None]]
    assert found("äpfel") == [[eins.row_id, eins.column_id]]
    assert found(" drei. ") == [[drei.row_id, drei.column_id]]
    assert (found("Eins"), found(" "), found("100%")) == ([], [], [])


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


def test_number_is_set_for_several_cells_and_taken_away(desk, annex):
    words, empty = cell(annex, "LK Fulda", "Frage 1"), cell(annex, "LK Fulda", "Frage 2")
    told = save(desk, annex, [{"key": words.pk, "seen": words.version, "number": "ca. 2,5"}]).json()["cells"][0]
    assert (told["result"], told["cell"][5:]) == ("saved", ["≈ 2,5", 1])
    words.refresh_from_db()
    assert (words.number, words.number_is, words.text) == (Decimal("2.5"), "about", "Eins.")
    Answer.objects.filter(pk=empty.pk).update(status="blank")
    cells = [
        {"key": words.pk, "seen": words.version, "number": "viele"},
        {"key": empty.pk, "seen": empty.version, "number": "3"},
    ]
    refused = save(desk, annex, cells).json()["cells"]
    assert [(each["result"], bool(each["sentence"])) for each in refused] == [("refused", True), ("refused", True)]
    save(desk, annex, [{"key": words.pk, "seen": words.version, "number": ""}])
    words.refresh_from_db()
    assert (words.number, words.number_is) == (None, "none")


@pytest.mark.parametrize("sent", ["", "[]", '{"cells": 3}', "{", '"cells"'])
def test_nonsense_is_refused(desk, annex, sent):
    assert desk.post(page(annex, "_save"), sent, content_type="application/json").status_code == 400


def test_key_that_no_record_can_have_is_none_of_the_sheet(desk, annex):
    key = 10**22
    kassel = annex.rows.get(printed="LK Kassel")
    assert labels(desk, annex, rows=f"{key}.{kassel.pk}") == ["LK Kassel"]
    (told,) = save(desk, annex, [{"key": key, "seen": 1, "text": "Neu."}]).json()["cells"]
    assert (told["result"], told["key"]) == ("refused", key)


def test_field_takes_no_status_that_only_missing_rows_have(desk, annex):
    answer = cell(annex, "LK Fulda", "Frage 1")
    told = save(desk, annex, [{"key": answer.pk, "seen": answer.version, "status": "no_row"}]).json()["cells"][0]
    assert (told["result"], told["cell"][2:4]) == ("refused", ["Eins.", "answered"])


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


def test_each_typed_cell_costs_six_queries(desk, annex):
    """A savepoint and its release, the version, the passage, the answer, its history; all else is asked once."""
    annex.rows.update(typed=True)
    rows = [factories.make_row(annex, f"Kreis {number}", typed=True) for number in range(8)]
    answers = [factories.make_answer("", row=row, column=annex.columns.first()) for row in rows]
    Passage.objects.filter(printed_in__in=answers).delete()
    save(desk, annex, [asked(answers[0], "Die Quelle und ihr Tag.")])

    def cost(chosen):
        with CaptureQueriesContext(connection) as found:
            told = save(desk, annex, [asked(answer, f"Text {answer.pk}.") for answer in chosen]).json()
        assert [each["result"] for each in told["cells"]] == ["saved"] * len(chosen)
        return len(found)

    few, many = cost(answers[1:3]), cost(answers[3:8])
    assert many - few == 6 * 3


def test_refused_cell_is_no_passage_of_the_batch(desk, annex, monkeypatch):
    annex.rows.update(typed=True)
    answers = [cell(annex, "LK Fulda", "Frage 2"), cell(annex, "LK Kassel", "Frage 2")]
    Passage.objects.all().delete()
    monkeypatch.setattr(Answer, "clean", refuse_second(answers[1]))
    save(desk, annex, [asked(answer, "Neu.") for answer in answers])
    assert [(batch.new, batch.changed) for batch in Batch.objects.filter(source__kind="typed")] == [(1, 0)]


def refuse_second(second):
    def clean(answer):
        if answer.pk == second.pk:
            raise ValidationError("Nein.")

    return clean
