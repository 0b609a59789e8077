"""A paper typed at the desk, without any file."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from survey.models import Annex, Inquiry, Question, Row
from tests import factories
from tests.admin.forms import address, save

HEAD = {
    "number": "19/4711",
    "kind": "minor",
    "title": "Runde Tische",
    "askers": "der Abg. Erika Muster (SPD)",
    "asked": "2015-02-17",
    "questions": "1. Gibt es a) Gipfel? b) Tische?\n2. Wer lädt ein?",
}
TABLE = {"label": "Anlage 1", "rows_are": "respondents", "headings": "Frage 1\nFrage 2"}


@pytest.fixture
def hessen(db):
    return factories.make_parliament()


def type_page(name="type", *args):
    return reverse(f"admin:survey_inquiry_{name}", args=args)


def make(client, parliament, **changes):
    return client.post(type_page(), HEAD | {"parliament": parliament.pk} | changes)


def test_new_inquiry_is_one_page(desk, hessen):
    assert desk.get(reverse("admin:survey_inquiry_add")).url == type_page()
    preview = make(desk, hessen, preview="Vorschau")
    assert [each.key for each in preview.context["listed"]] == ["1", "1a", "1b", "2"]
    assert Inquiry.objects.count() == 0
    made = make(desk, hessen)
    inquiry = Inquiry.objects.get()
    assert (made.url, inquiry.slug) == (reverse("admin:survey_inquiry_workspace", args=[inquiry.pk]), "hessen-19-4711")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"number": "4711"}, ["number"]),
        ({"title": ""}, ["title"]),
        ({"asked": "gestern"}, ["asked"]),
        ({}, ["__all__"]),
    ],
)
def test_what_is_wrong_stands_beside_its_field(desk, hessen, changes, wrong):
    factories.make_inquiry("19/4711", slug="hessen-andere", title="Vergeben")
    response = make(desk, hessen, **changes)
    assert (list(response.context["form"].errors), Inquiry.objects.count()) == (wrong, 1)


def test_further_questions_are_typed(desk, paper):
    page = type_page("type_questions", paper.pk)
    assert desk.post(page, {"questions": "7. Siebte?\n8. Achte?"}).status_code == 302
    assert list(Question.objects.filter(number__gt=6).values_list("number", "text")) == [(7, "Siebte?"), (8, "Achte?")]
    assert list(desk.post(page, {"questions": "7. Noch einmal?"}).context["form"].errors) == ["__all__"]


@pytest.mark.parametrize(
    ("changes", "labels"),
    [
        ({"begins_with": "list", "labels": "LK Fulda\n\n LK  Kassel "}, ["LK Fulda", "LK Kassel"]),
        ({"begins_with": "empty", "count": "3"}, ["1", "2", "3"]),
        ({"begins_with": "districts", "date": "2015-03-26"}, ["Landkreis Fulda", "Landkreis Kreis 1", "Stadt Hanau"]),
    ],
)
def test_table_begins_with_a_template(desk, paper, changes, labels):
    factories.make_respondent("Landkreis Fulda")
    factories.make_respondent(
        "Stadt Hanau", kind="city", district=factories.make_district("Hanau", kind="city", key="06999")
    )
    ended = factories.make_district("Früher", key="06998", valid_to="2010-12-31")
    factories.make_respondent("Landkreis Früher", district=ended)
    response = desk.post(type_page("type_table", paper.pk), TABLE | changes)
    annex = Annex.objects.get(number=2)
    assert response.url == reverse("admin:survey_annex_grid", args=[annex.pk])
    assert list(annex.rows.values_list("printed", flat=True)) == labels


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"begins_with": "list"}, ["labels"]),
        ({"begins_with": "empty"}, ["count"]),
        ({"begins_with": "districts"}, ["date"]),
        ({"begins_with": "list", "labels": "LK Fulda", "headings": "Frage 1\nFrage 1"}, ["headings"]),
    ],
)
def test_table_says_what_it_needs(desk, paper, changes, wrong):
    response = desk.post(type_page("type_table", paper.pk), TABLE | changes)
    assert (list(response.context["form"].errors), Annex.objects.count()) == (wrong, 1)


def test_rows_and_columns_are_added_and_moved(desk, paper):
    annex = paper.annexes.get()
    assert desk.get(reverse("admin:survey_row_add", query={"annex": annex.pk})).url == reverse(
        "admin:survey_annex_add_rows", args=[annex.pk]
    )
    fulda = annex.rows.get(printed="LK Fulda")
    data = {"labels": "LK Gießen\nLK Vogelsberg", "after": fulda.pk, "reason": "Ausgelassen."}
    desk.post(reverse("admin:survey_annex_add_rows", args=[annex.pk]), data)
    adding, sheet = (reverse(f"admin:survey_annex_{name}", args=[annex.pk]) for name in ("add_columns", "sheet"))
    came_from = {"next": f"{sheet}?sort=row"}
    assert desk.get(adding, came_from).context["kept"] == [("next", came_from["next"])]
    assert desk.post(adding, {"headings": "Frage 4", "kind": "text", **came_from}).url == came_from["next"]
    assert list(annex.rows.values_list("printed", flat=True)) == ["LK Fulda", "LK Gießen", "LK Vogelsberg", "LK Kassel"]
    assert annex.columns.last().heading == "Frage 4"
    desk.post(reverse("admin:survey_row_move", args=[annex.rows.last().pk]), {"after": "", "reason": ""})
    assert annex.rows.first().printed == "LK Kassel"


def test_text_of_a_typed_cell_is_its_passage_in_every_form(desk, paper):
    annex = paper.annexes.get()
    desk.post(reverse("admin:survey_annex_add_rows", args=[annex.pk]), {"labels": "LK Gießen"})
    answer = factories.cell(annex, "LK Gießen", "Frage 1")
    assert save(desk, answer, wording="Ja.").status_code == 302
    answer = factories.cell(annex, "LK Gießen", "Frage 1")
    assert (answer.as_printed, answer.wording) == ("Ja.", None)


def test_deleting_asks_why_and_says_what_goes(desk, paper):
    row = paper.annexes.get().rows.get(printed="LK Kassel")
    page = reverse("admin:survey_row_remove", args=[row.pk])
    assert page in desk.get(address(row)).content.decode()
    assert "Angaben: 3" in desk.get(page).content.decode()
    assert list(desk.post(page, {"reason": ""}).context["form"].errors) == ["reason"]
    assert desk.post(page, {"reason": "Doppelt."}).url == reverse("admin:survey_annex_grid", args=[row.annex_id])
    assert not Row.objects.filter(pk=row.pk).exists()


def test_what_stands_against_deleting_is_said_without_a_button(desk, paper):
    row = paper.annexes.get().rows.get(printed="LK Fulda")
    page = reverse("admin:survey_row_remove", args=[row.pk])
    shown = desk.get(page)
    assert (shown.context["submit"], "hängt davon ab" in shown.content.decode()) == ("", True)
    desk.post(page, {"reason": "Trotzdem."})
    assert Row.objects.filter(pk=row.pk).exists()


def test_whoever_may_only_look_types_and_deletes_nothing(client, paper):
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename__in=["view_inquiry", "view_annex", "view_row"]))
    client.force_login(viewer)
    annex = paper.annexes.get()
    pages = [
        type_page(),
        type_page("type_table", paper.pk),
        type_page("type_questions", paper.pk),
        reverse("admin:survey_annex_add_rows", args=[annex.pk]),
        reverse("admin:survey_row_move", args=[annex.rows.first().pk]),
        reverse("admin:survey_row_remove", args=[annex.rows.first().pk]),
    ]
    assert {client.get(page).status_code for page in pages} == {403}
