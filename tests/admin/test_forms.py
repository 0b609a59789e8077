"""Forms of the desk: records inside their inquiry, and inlines that stay fast."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from survey.models import Body, Claim, Question, Source
from tests import factories
from tests.admin.conftest import queries_of
from tests.admin.forms import address, save


def add_page(model, **parameters):
    return reverse(f"admin:survey_{model}_add", query=parameters)


@pytest.mark.parametrize("model", ["question", "claim", "body", "source", "annex", "preliminaryremark"])
def test_part_of_an_inquiry_asks_for_the_inquiry_first(desk, paper, model):
    assert list(desk.get(add_page(model)).context["form"].fields) == ["inquiry"]
    assert "adminform" in desk.get(add_page(model, inquiry=paper.pk)).context


def test_question_is_added_in_its_inquiry(desk, paper):
    data = {"number": 2, "part": "", "text": "Wer hat eingeladen?", "comparability": ""}
    assert desk.post(add_page("question", inquiry=paper.pk), data).status_code == 302
    assert Question.objects.get(number=2).inquiry == paper


def test_number_that_is_taken_is_said_beside_the_form(desk, paper):
    data = {"number": 1, "part": "", "text": "Noch eine erste Frage?", "comparability": ""}
    response = desk.post(add_page("question", inquiry=paper.pk), data)
    assert list(response.context["adminform"].form.errors) == ["__all__"]


def test_body_is_recorded_in_its_inquiry(desk, paper):
    data = {
        "slug": "forum-asyl",
        "name": "Forum Asyl",
        "usual_name": "Forum Asyl Fulda",
        "kind": "forum",
        "level": "county",
        "state": "exists",
        "mention": "one",
        "beginning_precision": "none",
    }
    assert desk.post(add_page("body", inquiry=paper.pk), data).status_code == 302
    assert Body.objects.get(slug="forum-asyl").inquiry == paper


def test_claim_offers_the_parts_of_its_own_inquiry_only(desk, paper):
    other = factories.make_inquiry()
    factories.make_reply(other)
    factories.make_question(other)
    form = desk.get(address(Claim.objects.get())).context["adminform"].form
    replies = [value for value, _ in form.fields["reply"].choices]
    questions = [value for value, _ in form.fields["questions"].choices]
    assert replies == ["", paper.replies.get().pk]
    assert questions == list(paper.questions.values_list("pk", flat=True))


def test_coding_takes_the_categories_of_its_own_part_only(desk, paper):
    coding = paper.annexes.get().rows.first().codings.get()
    other = factories.make_code(factories.make_question(paper, "2"), "no")
    response = save(desk, coding, code=other.pk)
    assert list(response.context["adminform"].form.errors) == ["code"]


def test_coding_needs_a_quote(desk, paper):
    coding = paper.annexes.get().rows.first().codings.get()
    response = save(desk, coding, quote="")
    assert list(response.context["adminform"].form.errors) == ["quote"]


@pytest.mark.parametrize(
    ("quote", "errors"),
    [
        ("Es gibt einen Runden Tisch", []),
        ("Es gibt keinen Runden Tisch", ["These words do not stand in the text."]),
        (
            "Es  gibt einen Runden Tisch",
            ["These words stand in the text with other quotation marks, dashes or blanks. Copy them as they stand."],
        ),
    ],
)
def test_quote_of_a_coding_stands_in_its_row(desk, paper, quote, errors):
    coding = paper.annexes.get().rows.first().codings.get()
    with override("en"):
        response = save(desk, coding, quote=quote, note="Geprüft.")
        found = response.context["adminform"].form.errors.get("quote", []) if response.context else []
        assert found == errors


def test_quote_of_a_claim_stands_in_its_text(desk, paper):
    response = save(desk, paper.claims.get(), quote="In drei Landkreisen")
    assert list(response.context["adminform"].form.errors) == ["quote"]


def test_quote_of_a_body_stands_in_its_answer(desk, paper):
    response = save(desk, paper.bodies.get(), **{"evidence-0-quote": "Runder Tisch für Asyl"})
    inline = response.context["inline_admin_formsets"][2].formset
    assert [list(errors) for errors in inline.errors] == [["quote"]]


def test_source_is_kept_as_it_is_and_comes_back(desk, paper, editor):
    content = b"Wie \r\n gedruckt.\x00"
    data = {"file": SimpleUploadedFile("vorlage.txt", content), "kind": "transcript"}
    assert desk.post(add_page("source", inquiry=paper.pk), data).status_code == 302
    source = Source.objects.get(name="vorlage.txt")
    assert (bytes(source.content), source.added_by) == (content, editor)
    response = desk.get(reverse("admin:survey_source_file", args=[source.pk]))
    assert (response.content, response["Content-Type"]) == (content, "application/octet-stream")


def test_same_file_is_kept_once(desk, paper):
    held = paper.sources.get()
    data = {"file": SimpleUploadedFile("noch-einmal.txt", bytes(held.content)), "kind": "transcript"}
    response = desk.post(add_page("source", inquiry=paper.pk), data)
    assert list(response.context["adminform"].form.errors) == ["file"]


def test_text_sent_back_by_a_browser_stays_letter_for_letter(desk, paper):
    remark = factories.make_remark(paper, "Erstens.\n\nZweitens.")
    save(desk, remark, heading="Vorbemerkung")
    remark.refresh_from_db()
    assert (remark.heading, remark.text) == ("Vorbemerkung", "Erstens.\n\nZweitens.")


def test_body_costs_the_same_with_few_and_with_many_parts(desk, paper):
    body = paper.bodies.get()
    answer = paper.annexes.get().rows.first().answers.first()
    counts = []
    for number in range(2):
        factories.make_meeting(body, words=f"Treffen {number}")
        factories.make_participation(factories.make_actor(f"Verein {number}", "association"), body=body)
        factories.make_evidence(body, answer=answer, field=f"field {number}")
        counts.append(queries_of(desk, address(body)))
    assert counts[0] == counts[1]


def test_inquiry_costs_the_same_with_few_and_with_many_parts(desk, paper):
    desk.get(address(paper))  # content types are remembered from now on
    few = queries_of(desk, address(paper))
    for number in range(3):
        factories.make_asker(paper, f"Mitglied {number}")
        factories.make_question(paper, f"{number + 5}")
        paper.relations.create(kind="follows", to=factories.make_inquiry())
    assert queries_of(desk, address(paper)) == few


def test_autocomplete_says_which_inquiry_is_meant(desk, paper):
    row = paper.annexes.get().rows.get(printed="LK Kassel")
    parameters = {"app_label": "survey", "model_name": "coding", "field_name": "row", "term": "Kassel"}
    results = desk.get(reverse("admin:autocomplete"), parameters).json()["results"]
    assert results == [{"id": str(row.pk), "text": "19/1613, Anlage 1: LK Kassel"}]


def test_autocomplete_stays_inside_an_inquiry_when_told_so(desk, paper):
    other = factories.make_answer("Ja.", row=factories.make_row(printed="LK Kassel"))
    answer = {"app_label": "survey", "model_name": "evidence", "field_name": "answer", "term": "Kassel"}
    everywhere = desk.get(reverse("admin:autocomplete"), answer).json()["results"]
    inside = desk.get(reverse("admin:autocomplete"), answer | {"inquiry": paper.pk}).json()["results"]
    assert {result["id"] for result in everywhere} - {result["id"] for result in inside} == {str(other.pk)}


@pytest.mark.parametrize(("beginning", "is_folded"), [("", True), ("seit 2014", False)])
def test_part_of_a_form_is_folded_while_nothing_is_written_in_it(desk, paper, beginning, is_folded):
    body = paper.bodies.get()
    body.beginning, body.beginning_precision = (beginning and "2014-01-01") or None, "year" if beginning else "none"
    body.save()
    parts = {str(part.name): part.is_collapsible for part in desk.get(address(body)).context["adminform"]}
    assert parts["Beginn"] is is_folded
