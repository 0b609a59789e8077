"""The grid: what its cells say, what it leaves out, and one cell saved by itself."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from survey.admin.tables import cells, grid
from survey.models import Answer, Passage, Row
from survey.models.open_work import open_cells
from tests import factories
from tests.admin.conftest import member, signed_in
from tests.admin.forms import address, save, sent

HTMX = {"HX-Request": "true"}


@pytest.fixture
def annex(db):
    return factories.make_table({"LK Fulda": ["Ja, seit 2014.", "s. 1."], "LK Kassel": ["Nein.", "0", "Keine."]})


@pytest.fixture
def fulda(annex):
    return factories.cell(annex, "LK Fulda", "Frage 1")


def page(annex, **parameters):
    return reverse("admin:survey_annex_grid", args=[annex.pk], query=parameters)


def cell_page(answer, **parameters):
    return reverse("admin:survey_annex_cell", args=[answer.row.annex_id, answer.pk], query=parameters)


def shown(client, annex, **parameters):
    return client.get(page(annex, **parameters)).context["grid"]


def labels(found):
    return [row.label for row in found.rows]


def opened(client, answer):
    """The fields of the form in a cell, as a browser would send them."""
    form = client.get(cell_page(answer), headers=HTMX).context["form"]
    data = {field.html_name: sent(field.value()) for field in form}
    return {name: value for name, value in data.items() if value is not None}


def send(client, answer, data):
    return client.post(cell_page(answer), data, headers=HTMX)


# What is shown


def test_table_says_how_it_looks_and_what_is_open(desk, annex, fulda):
    question = factories.make_question(annex.inquiry, "1a")
    fulda.column.questions.set([question])
    factories.make_coding(fulda.row, question, factories.make_code(question, label="Ja"), certainty="arguable")
    factories.make_finding(annex.inquiry, "foreign_place", "1/1/1", annex=annex, row=fulda.row, answer=fulda)
    found = shown(desk, annex)
    first, kassel = found.rows[0].cells[0], found.rows[1].cells[0]
    assert (found.headings, labels(found)) == (("Frage 1", "Frage 2", "Frage 3"), ["LK Fulda", "LK Kassel"])
    assert (first.label, first.status.code, first.findings) == (
        "LK Fulda, Frage 1",
        "answered",
        ("Anderer Kreis in diesem Feld",),
    )
    assert [(each.part, each.label, each.arguable) for each in first.categories] == [("1a", "Ja", True)]
    assert [(each.part, each.label) for each in kassel.categories] == [("1a", "")]
    assert [[cell.is_open for cell in row.cells] for row in found.rows] == [[True, False, True], [True, False, False]]


def test_text_is_shown_edited_as_printed_and_with_what_lies_between(desk, annex, fulda):
    Answer.objects.filter(pk=fulda.pk).update(wording="Ja, seit 2015.")
    texts = {mode: shown(desk, annex, text=mode).rows[0].cells[0] for mode in cells.MODES}
    said = {mode: [(piece.kind, piece.text) for piece in cell.text[0]] for mode, cell in texts.items()}
    assert [cell.edited for cell in texts.values()] == [True, True, True]
    assert said == {
        "edited": [("", "Ja, seit 2015.")],
        "printed": [("", "Ja, seit 2014.")],
        "changes": [("", "Ja, seit "), ("removed", "2014"), ("added", "2015"), ("", ".")],
    }


def test_passage_that_belongs_elsewhere_is_shown_where_it_belongs(desk, annex, fulda):
    kassel = factories.cell(annex, "LK Kassel", "Frage 1")
    Passage.objects.filter(printed_in=kassel).update(answer=fulda)
    edited, printed = shown(desk, annex), shown(desk, annex, text="printed")
    assert [len(found.rows[1].cells[0].text) for found in (edited, printed)] == [0, 1]
    assert len(edited.rows[0].cells[0].text) == 2


def test_filters_show_the_rows_in_which_a_cell_is_so(desk, annex):
    assert labels(shown(desk, annex, show="open")) == ["LK Fulda"]
    Answer.objects.filter(row__printed="LK Kassel", column__heading="Frage 2").update(status="no_data", decided=True)
    found = shown(desk, annex, status="no_data")
    assert (labels(found), [cell.matches for cell in found.rows[0].cells]) == (["LK Kassel"], [False, True, False])
    assert (found.total, found.open_count, found.counts) == (6, 1, {"answered": 5, "no_data": 1})


def test_what_the_address_does_not_know_is_left_out(desk, annex):
    assert labels(shown(desk, annex, status="nothing", text="upside-down")) == ["LK Fulda", "LK Kassel"]


def test_table_without_cells_says_so(desk, annex):
    assert "noch nichts eingelesen" in desk.get(page(factories.make_annex())).content.decode()


def test_button_and_list_lead_to_the_grid(desk, annex):
    for place in (address(annex), reverse("admin:survey_annex_changelist")):
        assert f'href="{page(annex)}"' in desk.get(place).content.decode()


def test_grid_is_for_who_may_see_tables(annex):
    visitor = signed_in(factories.make_user("visitor", is_staff=True))
    assert visitor.get(page(annex)).status_code == 403


def test_who_may_only_look_gets_no_form(annex, fulda):
    from django.contrib.auth.models import Permission

    reader = factories.make_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__in=["view_annex", "view_answer"]))
    client = signed_in(reader)
    assert b"hx-get" not in client.get(page(annex)).content
    assert "form" not in client.get(cell_page(fulda), headers=HTMX).context
    assert send(client, fulda, {"note": "Nein."}).status_code == 403


def test_grid_costs_the_same_with_few_and_with_many_cells(desk, annex):
    counts = []
    for _ in range(2):
        number = Row.objects.count()
        for each in range(number, number + 3):
            row = factories.make_row(annex, f"LK {each}")
            answers = [factories.make_answer("Ja.", row=row, column=column) for column in annex.columns.all()]
            question = factories.make_question(annex.inquiry, f"{each + 10}")
            answers[0].column.questions.add(question)
            factories.make_coding(row, question, factories.make_code(question))
            factories.make_finding(annex.inquiry, subject=f"1/{each}/1", annex=annex, row=row, answer=answers[0])
        with CaptureQueriesContext(connection) as queries:
            desk.get(page(annex))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_second_reader_does_not_see_the_first_reading(desk, annex, fulda, editor):
    question = factories.make_question(annex.inquiry, "1a")
    fulda.column.questions.set([question])
    code = factories.make_code(question, label="Ja")
    colleague = member("Redaktion", "colleague")
    for row in annex.rows.all():
        factories.make_coding(row, question, code, by=colleague)
    factories.make_coding(annex.rows.get(printed="LK Kassel"), question, code, role="second", by=editor)
    seen = [row.cells[0].categories[0] for row in shown(desk, annex).rows]
    assert [(each.label, each.hidden) for each in seen] == [("", True), ("Ja", False)]
    assert "Ja" not in desk.get(address(fulda)).context["adminform"].model_admin.categories(looked_at(fulda, editor))
    assert "Ja" in desk.get(address(fulda)).context["adminform"].model_admin.categories(looked_at(fulda, colleague))


def looked_at(answer, user):
    answer.reader = user
    return answer


# What is open


@pytest.mark.parametrize(
    ("changes", "is_open"),
    [
        ({}, False),
        ({"status": "no_data"}, True),
        ({"status": "no_data", "decided": True}, False),
        ({"status": "unknown", "decided": True}, False),
    ],
)
def test_status_that_is_no_plain_answer_is_open_until_decided(annex, fulda, changes, is_open):
    Answer.objects.filter(pk=fulda.pk).update(**changes)
    assert open_cells(Answer.objects.filter(pk=fulda.pk)).exists() == is_open


def test_answer_without_text_is_open_until_decided(annex, fulda):
    Passage.objects.filter(answer=fulda).update(answer=None)
    assert open_cells(Answer.objects.filter(pk=fulda.pk)).exists()
    Answer.objects.filter(pk=fulda.pk).update(wording="Ja.")
    assert not open_cells(Answer.objects.filter(pk=fulda.pk)).exists()


def test_sums_and_headings_are_not_open(annex, fulda):
    Answer.objects.filter(pk=fulda.pk).update(status="blank")
    Row.objects.filter(pk=fulda.row_id).update(role="sum")
    assert not open_cells(Answer.objects.filter(pk=fulda.pk)).exists()


@pytest.mark.parametrize(
    ("readings", "is_open"),
    [
        ({}, True),
        ({"first": "yes"}, False),
        ({"first": "yes", "second": "yes"}, False),
        ({"first": "yes", "second": "no"}, True),
        ({"first": "yes", "second": "no", "settled": "no"}, False),
        ({"second": "yes"}, True),
    ],
)
@pytest.mark.parametrize(("column", "coded"), [("1a", "1a"), ("1", "1a"), ("1a", "1")])
def test_part_is_open_until_a_category_is_in_force(annex, fulda, readings, is_open, column, coded):
    """The column may name the part, or the whole whose part has the categories, or a part of the whole that has."""
    inquiry = annex.inquiry
    factories.make_question(inquiry, "1a")
    fulda.column.questions.set(inquiry.questions.filter(part=column.removeprefix("1")))
    question = inquiry.questions.get(part=coded.removeprefix("1"))
    codes = {code: factories.make_code(question, code) for code in ("yes", "no")}
    for role, code in readings.items():
        factories.make_coding(fulda.row, question, codes[code], role=role)
    assert open_cells(Answer.objects.filter(pk=fulda.pk)).exists() == is_open


# One cell


def test_cell_is_saved_by_itself_with_who_and_why(desk, annex, fulda, editor):
    data = opened(desk, fulda) | {"wording": "Ja, seit 2015.", "note": "Nachgefragt."}
    response = send(desk, fulda, data | {"change_reason": "In der Vorlage verlesen."})
    fulda.refresh_from_db()
    entry = fulda.history.first()
    assert (fulda.wording, fulda.note, fulda.version) == ("Ja, seit 2015.", "Nachgefragt.", 2)
    assert (entry.history_user, entry.history_change_reason) == (editor, "In der Vorlage verlesen.")
    assert response.content.decode().strip().startswith(f'<td id="c{fulda.pk}"')
    assert json.loads(response["HX-Trigger"]) == {"said": {"text": "LK Fulda, Frage 1: gespeichert."}}


@pytest.mark.parametrize("check_name", ["blank_cell", "number_unread"])
def test_decided_status_answers_what_the_checks_asked(desk, annex, fulda, check_name):
    factories.make_finding(annex.inquiry, check_name, "1/1/1", annex=annex, row=fulda.row, answer=fulda)
    other = factories.make_finding(annex.inquiry, "foreign_place", "1/1/1", annex=annex, row=fulda.row, answer=fulda)
    send(desk, fulda, opened(desk, fulda) | {"note": "Nachgefragt."})
    assert fulda.findings.open().count() == 2
    send(desk, fulda, opened(desk, fulda) | {"status": "no_data"})
    assert list(fulda.findings.open()) == [other]


def test_cell_sent_unchanged_leaves_no_trace(desk, fulda):
    response = send(desk, fulda, opened(desk, fulda))
    fulda.refresh_from_db()
    assert (fulda.version, fulda.history.count()) == (1, 1)
    assert json.loads(response["HX-Trigger"]) == {"said": {"text": "LK Fulda, Frage 1: nichts geändert."}}


def test_number_is_edited_where_the_column_holds_numbers(desk, fulda):
    assert "number" not in opened(desk, fulda)
    fulda.column.kind = "number"
    fulda.column.save()
    send(desk, fulda, opened(desk, fulda) | {"number": "14", "number_is": "about"})
    fulda.refresh_from_db()
    assert cells.number_in_words(fulda) == "ungefähr 14"


def test_changed_text_is_read_again_and_a_number_beside_another_is_refused(desk, fulda):
    fulda.column.kind = "number"
    fulda.column.save()
    send(desk, fulda, opened(desk, fulda) | {"wording": "ca. 14"})
    fulda.refresh_from_db()
    assert cells.number_in_words(fulda) == "ungefähr 14"
    form = send(desk, fulda, opened(desk, fulda) | {"number": "15"}).context_data["form"]
    assert form.errors["number"] == [
        "Im Text steht „ca. 14“, das ist nicht ≈ 15. Ändern Sie die Zahl oder, wenn er falsch gelesen ist, den Text."
    ]


def test_empty_field_with_a_text_is_refused(desk, fulda):
    form = send(desk, fulda, opened(desk, fulda) | {"status": "blank"}).context_data["form"]
    assert list(form.errors) == ["status"]
    fulda.refresh_from_db()
    assert (fulda.status, fulda.version) == ("answered", 1)


def test_bad_input_is_said_beside_the_field(desk, fulda):
    response = send(desk, fulda, opened(desk, fulda) | {"status": "perhaps"})
    assert list(response.context["form"].errors) == ["status"]
    assert response.content.decode().count('<ul class="errorlist"') == 1


def test_cell_opens_as_the_form_of_the_answer_without_scripts(desk, fulda):
    response = desk.get(cell_page(fulda))
    assert response.url == reverse("admin:survey_answer_change", args=[fulda.pk])


def test_cell_of_another_table_is_not_found(desk, annex, fulda):
    other = factories.make_answer("Ja.")
    address = reverse("admin:survey_annex_cell", args=[annex.pk, other.pk])
    assert desk.get(address, headers=HTMX).status_code == 404


def test_second_to_save_a_cell_sees_both_and_what_lies_between(desk, fulda):
    mine = opened(desk, fulda) | {"wording": "Ja, seit 2016."}
    save(signed_in(member("Redaktion", "colleague")), fulda, wording="Ja, seit 2015.")
    form = send(desk, fulda, mine).context["form"]
    clash = form.clashes[0]
    assert "Colleague Beispiel" in form.non_field_errors()[0]
    assert (clash.saved, clash.yours, form["wording"].value()) == ("Ja, seit 2015.", "Ja, seit 2016.", "Ja, seit 2016.")
    assert [(piece.kind, piece.text) for piece in clash.difference[0]][1:3] == [("removed", "2015"), ("added", "2016")]


def test_cell_overtaken_while_it_is_saved_says_so(desk, fulda, monkeypatch):
    def overtaken(*args):
        Answer.objects.filter(pk=fulda.pk).update(version=2, wording="Von der Kollegin.")
        raise grid.Overtaken

    data = opened(desk, fulda) | {"wording": "Von mir."}
    monkeypatch.setattr(grid, "raise_version", overtaken)
    # the test's own transaction would take the colleague's writing back with the refused one
    monkeypatch.setattr(grid, "save", grid.save.__wrapped__)
    form = send(desk, fulda, data).context["form"]
    assert [(clash.saved, clash.yours) for clash in form.clashes] == [("Von der Kollegin.", "Von mir.")]
