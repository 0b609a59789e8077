"""Moving, joining and splitting passages on the desk."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.translation import gettext, override

from survey import checks
from survey.models import Passage, PassageEdit, joined
from tests import factories
from tests.admin.forms import address


@pytest.fixture
def annex(db):
    return factories.make_table({"LK Fulda": ["Ja."], "LK Kassel": ["In Fulda ist es anders. Nein."]})


@pytest.fixture
def kassel(annex):
    return factories.cell(annex, "LK Kassel", "Frage 1").printed_passages.get()


def act(client, passage, kind, **data):
    return client.post(reverse("admin:survey_passage_act", args=[passage.pk, kind]), data)


def place(annex, row, column="Frage 1"):
    return {"row": annex.rows.get(printed=row).pk, "column": annex.columns.get(heading=column).pk}


def reading(annex, row):
    return joined(factories.cell(annex, row, "Frage 1").passages.live())


@pytest.mark.parametrize("kind", ["move", "join"])
def test_passage_is_put_where_it_belongs_with_a_reason(desk, annex, kassel, kind, editor):
    response = act(desk, kassel, kind, **place(annex, "LK Fulda"), reason="Handelt von Fulda.")
    assert response.status_code == 302
    assert (reading(annex, "LK Fulda"), reading(annex, "LK Kassel")) == ("Ja.\n\nIn Fulda ist es anders. Nein.", "")
    edit = PassageEdit.objects.get()
    assert (edit.kind, edit.reason, edit.by) == (kind, "Handelt von Fulda.", editor)


def test_passage_is_split_before_the_words(desk, annex, kassel):
    act(desk, kassel, "split", before="Nein.", reason="Zwei Angaben.")
    texts = [passage.text for passage in kassel.printed_in.printed_passages.live()]
    assert texts == ["In Fulda ist es anders.", " Nein."]


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("Doch.", "These words do not stand in the passage."),
        ("i", "These words stand in the passage more than once. Give more of them."),
        ("In Fulda", "Words must stand on both sides of the cut."),
    ],
)
def test_split_says_what_is_wrong_with_its_words(desk, kassel, before, words):
    response = desk.post(
        reverse("admin:survey_passage_act", args=[kassel.pk, "split"]), {"before": before, "reason": "Zwei."}
    )
    errors = response.context["form"].errors
    assert [str(error) for each in errors.values() for error in each.data[0].messages] == [translated(words)]
    assert PassageEdit.objects.count() == 0


def translated(words):
    with override("de"):
        return gettext(words)


def test_act_needs_a_reason(desk, annex, kassel):
    response = act(desk, kassel, "move", **place(annex, "LK Fulda"), reason=" ")
    assert list(response.context["form"].errors) == ["reason"]
    assert PassageEdit.objects.count() == 0


def test_passage_moves_within_its_inquiry_only(desk, kassel):
    elsewhere = factories.make_answer("Ja.")
    target = {"row": elsewhere.row_id, "column": elsewhere.column_id}
    response = act(desk, kassel, "move", **target, reason="Handelt von Fulda.")
    assert list(response.context["form"].errors) == ["row", "column"]


def test_passage_moves_to_another_field_than_its_own(desk, annex, kassel):
    response = act(desk, kassel, "move", **place(annex, "LK Kassel"), reason="Handelt von Fulda.")
    assert list(response.context["form"].errors) == ["column"]


def test_passage_moves_to_another_table_of_its_paper(desk, annex, kassel):
    other = factories.make_table({"LK Fulda": ["Ja."]}, annex=factories.make_annex(annex.inquiry))
    page = reverse("admin:survey_passage_act", args=[kassel.pk, "move"], query={"annex": other.pk})
    assert [str(table) for _address, table, _current in desk.get(page).context["tables"]] == ["Anlage 1", "Anlage 2"]
    desk.post(page, {**place(other, "LK Fulda"), "reason": "Gehört zur Anlage 2."})
    assert reading(other, "LK Fulda") == "Ja.\n\nIn Fulda ist es anders. Nein."


def test_preview_shows_both_fields_and_changes_nothing(desk, annex, kassel):
    response = act(desk, kassel, "move", **place(annex, "LK Fulda"), reason="", preview="Vorschau")
    text = "In Fulda ist es anders. Nein."
    assert [(str(answer), words) for answer, words in response.context["seen"]] == [
        ("LK Kassel, Frage 1", [("removed", text)]),
        ("LK Fulda, Frage 1", [("equal", "Ja."), ("added", f"\n\n{text}")]),
    ]
    assert (dict(response.context["form"].errors), PassageEdit.objects.count()) == ({}, 0)


def test_preview_of_a_split_shows_both_pieces(desk, kassel):
    response = act(desk, kassel, "split", before="Nein.", reason="", preview="Vorschau")
    assert [words for _name, words in response.context["seen"]] == [
        [("equal", "In Fulda ist es anders.")],
        [("equal", "Nein.")],
    ]


def test_caret_says_which_of_several_places_is_meant(desk, annex):
    twice = factories.make_passage(factories.cell(annex, "LK Fulda", "Frage 2"), "Ja. Ja. Ja.")
    act(desk, twice, "split", before="Ja.", caret=8, reason="Zwei Angaben.")
    assert [each.text for each in twice.printed_in.printed_passages.live()] == ["Ja. Ja.", " Ja."]


def test_join_begins_with_the_field_above(desk, annex):
    stray = factories.make_passage(factories.cell(annex, "LK Fulda", "Frage 1"), "Und weiter.", answer=None)
    form = desk.get(reverse("admin:survey_passage_act", args=[stray.pk, "join"])).context["form"]
    assert form.initial == place(annex, "LK Fulda")
    act(desk, stray, "join", **form.initial, reason="Ohne Namen.")
    assert reading(annex, "LK Fulda") == "Ja.\n\nUnd weiter."


def test_act_runs_the_checks_again(desk, annex):
    stray = factories.make_passage(factories.cell(annex, "LK Fulda", "Frage 1"), "Und weiter.", answer=None)
    checks.run(annex.inquiry)
    found = annex.findings.get(check_name="continuation_row")
    act(desk, stray, "join", **place(annex, "LK Fulda"), reason="Ohne Namen.")
    found.refresh_from_db()
    assert found.state == "closed"


def test_correction_is_taken_back_with_a_reason(desk, annex, kassel, editor):
    act(desk, kassel, "move", **place(annex, "LK Fulda"), reason="Handelt von Fulda.")
    done = PassageEdit.objects.get()
    page = reverse("admin:survey_passageedit_take_back", args=[done.pk])
    assert page in [tool for tool, _text in desk.get(address(done)).context["tools"]]
    assert list(desk.post(page, {"reason": " "}).context["form"].errors) == ["reason"]
    assert desk.post(page, {"reason": "Doch nicht."}).status_code == 302
    undo = PassageEdit.objects.get(kind="undo")
    assert (undo.takes_back, undo.reason, undo.by) == (done, "Doch nicht.", editor)
    assert (reading(annex, "LK Kassel"), reading(annex, "LK Fulda")) == ("In Fulda ist es anders. Nein.", "Ja.")
    assert [page in [tool for tool, _text in desk.get(address(each)).context["tools"]] for each in (done, undo)] == [
        False,
        False,
    ]


def test_taking_back_what_was_corrected_later_says_what_to_do(desk, annex, kassel):
    act(desk, kassel, "split", before="Nein.", reason="Zwei Angaben.")
    first = kassel.printed_in.printed_passages.live().first()
    act(desk, first, "move", **place(annex, "LK Fulda"), reason="Handelt von Fulda.")
    split = PassageEdit.objects.get(kind="split")
    page = reverse("admin:survey_passageedit_take_back", args=[split.pk])
    assert list(desk.post(page, {"reason": "Doch nicht."}).context["form"].errors) == ["__all__"]


def test_passage_is_never_changed_or_deleted(root, kassel):
    page = root.get(address(kassel))
    assert (page.context["has_change_permission"], page.context["has_delete_permission"]) == (False, False)
    assert root.post(address(kassel), {"text": "Anders."}).status_code == 403
    assert root.post(address(kassel, "delete"), {"post": "yes"}).status_code == 403
    assert Passage.objects.get(pk=kassel.pk).text == "In Fulda ist es anders. Nein."


def test_viewer_sees_no_button_and_may_not_act(client, kassel):
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_passage"))
    client.force_login(viewer)
    assert client.get(address(kassel)).context["tools"] == []
    done = factories.make_passage_edit(kassel.printed_in.row.annex.inquiry)
    take_back = reverse("admin:survey_passageedit_take_back", args=[done.pk])
    viewer.user_permissions.add(Permission.objects.get(codename="view_passageedit"))
    assert client.post(take_back, {"reason": "Doch nicht."}).status_code == 403
    assert act(client, kassel, "split", before="Nein.", reason="Zwei Angaben.").status_code == 403


def test_superseded_passage_offers_no_act(desk, annex, kassel):
    act(desk, kassel, "split", before="Nein.", reason="Zwei Angaben.")
    assert desk.get(address(kassel)).context["tools"] == []
    response = act(desk, kassel, "split", before="Nein.", reason="Zwei Angaben.")
    assert list(response.context["form"].errors) == ["__all__"]
