"""The way of a paper from draft to edition, as its workspace and the acts before publishing name it."""

import pytest
from django.urls import reverse

from survey import checks
from survey.admin.inquiries import checklist
from tests import factories
from tests.admin.forms import address, shown


def workspace(inquiry):
    return reverse("admin:survey_inquiry_workspace", args=[inquiry.pk])


def steps_of(client, inquiry):
    return {step.slug: [item.words for item in step.items] for step in client.get(workspace(inquiry)).context["steps"]}


def test_every_check_has_its_step_and_a_new_one_that_of_the_fields():
    named = [name for names in checklist.STEP_OF_CHECK.values() for name in names]
    assert sorted(named) == sorted(check.slug for check in checks.CHECKS)
    assert (checklist.step_of("unmatched_row"), checklist.step_of("made_up")) == ("matched", "decided")


def test_empty_draft_says_how_it_begins(desk):
    found = steps_of(desk, factories.make_inquiry())
    assert found["read"] == [
        "Keine Frage erfasst: Fragen erfassen",
        "Weder Antwort noch Tabelle: Drucksache einlesen",
        "Weder Antwort noch Tabelle: Tabelle von Hand erfassen",
    ]
    assert (found["matched"], found["ready"]) == ([], ["nicht veröffentlicht"])


def test_each_step_says_what_is_in_its_way_and_where_it_is_done(desk, paper):
    paper.claims.update(released_at=None)
    checks.run(paper)
    found = desk.get(workspace(paper)).context["steps"]
    assert [step.slug for step in found] == ["read", "matched", "decided", "coded", "compared", "reviewed", "ready"]
    words = {item.words: item.address for step in found for item in step.items}
    assert words["1 Aussage mit Zahl ist nicht freigegeben"] == reverse("admin:survey_inquiry_claims", args=[paper.pk])
    assert {desk.get(place).status_code for place in words.values()} == {200}


def test_submitting_and_publishing_name_what_is_open(desk, publishers_desk, paper):
    paper.claims.update(released_at=None)
    for client, name in ((desk, "submit"), (publishers_desk, "publish")):
        page = client.get(reverse(f"admin:survey_inquiry_{name}", args=[paper.pk])).content.decode()
        assert ("Noch offen:" in page, "1 Aussage mit Zahl ist nicht freigegeben" in page) == (True, True)


def test_publishing_ends_with_the_way_to_the_public_page(publishers_desk, paper):
    page = reverse("admin:survey_inquiry_publish", args=[paper.pk])
    seen = publishers_desk.get(page).context["form"].initial["seen"]
    done = publishers_desk.post(
        page, {"note": "Erste Fassung.", "seen": seen, "unsure_reason": "Gelesen."}, follow=True
    )
    assert f'/inquiries/{paper.slug}/">Zur öffentlichen Seite</a>' in done.content.decode()


def test_findings_are_looked_at_again_after_a_form_is_saved(desk, paper):
    checks.run(paper)
    column = paper.annexes.get().columns.last()
    finding = paper.findings.open().filter(check_name="column_without_question").first()
    assert finding
    for each in paper.annexes.get().columns.filter(questions=None):
        data = shown(desk.get(address(each))) | {"questions": [paper.questions.get(part="").pk]}
        assert desk.post(address(each), data).status_code == 302
    finding.refresh_from_db()
    column.refresh_from_db()
    assert (finding.state, column.questions.count()) == ("closed", 1)


@pytest.mark.parametrize("back", ["/admin/survey/inquiry/1/workspace/", "/admin/survey/finding/?state=all"])
def test_saving_leads_back_to_where_one_came_from(desk, paper, back):
    remark = paper.remarks.get()
    page = desk.get(address(remark), headers={"referer": f"http://testserver{back}"})
    assert page.context["way_back"] == back
    response = desk.post(address(remark), shown(page) | {"next": back, "heading": "Vorbemerkung"})
    assert response.url == back


def test_nobody_is_led_out_of_the_desk(desk, paper):
    remark = paper.remarks.get()
    elsewhere = desk.get(address(remark), headers={"referer": "https://example.org/admin/survey/"})
    assert elsewhere.context["way_back"] == ""
    data = shown(elsewhere) | {"next": "https://example.org/", "heading": "Vorbemerkung"}
    assert desk.post(address(remark), data).url == "/admin/survey/preliminaryremark/"


def test_page_of_a_part_names_its_inquiry(desk, paper):
    for record in (paper.questions.first(), paper.claims.get(), paper.annexes.get().rows.first()):
        assert f'href="{workspace(paper)}"' in desk.get(address(record)).content.decode()


def test_start_begins_with_the_two_ways_in_and_folds_the_lists(desk, paper):
    page = desk.get(reverse("admin:index")).content.decode()
    begin, open_work, lists = (
        page.index(words) for words in ("Anfrage von Hand anlegen", "Offene Arbeit", "<h2>Alle Datensätze")
    )
    assert begin < open_work < lists


def test_each_page_leads_to_itself_in_the_other_language(desk, paper):
    page = " ".join(desk.get(workspace(paper) + "?a=1").content.decode().split())
    assert f'href="/en{workspace(paper)}?a=1" lang="en" hreflang="en">English</a>' in page
