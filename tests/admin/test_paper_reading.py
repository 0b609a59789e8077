"""The lines of a paper at its import: what an editor says of them is read at once, and kept with the source."""

import pytest
from django.urls import reverse

from survey.admin.imports.outline import LINES_IN_BLOCK
from survey.admin.imports.paper_reading import BLOCKS_ON_PAGE
from survey.importing.paper import read_for
from survey.models import ImportSession, Inquiry, Source
from tests import factories
from tests.admin.test_paper_import import confirm, press, upload
from tests.intake.papers import make_paper
from tests.intake.test_cuts import UNKNOWN

LINE = {text: str(number) for number, text in enumerate(UNKNOWN.split("\n"), start=1)}
CUTS = [
    (LINE["Sammlung 3/17 der Schriften"], "number", ""),
    (LINE["Wie viele Brücken hat die Insel?"], "title", ""),
    (LINE["Ratsfrau Erika Muster fragt am 2. Mai 2024"], "asked", ""),
    (LINE["[1] Wie viele Brücken gibt es noch"], "question", ""),
    (LINE["Noch zwei Brücken"], "reply", ""),
    (LINE["1. Die lange Brücke."], "joined", ""),
    (LINE["2. Die kurze Brücke."], "joined", ""),
    (LINE["[2] Wer zahlt"], "question", ""),
    (LINE["Die Insel zahlt."], "reply", ""),
]


@pytest.fixture
def norderney(db):
    return factories.make_parliament("norderney", name="Inselrat von Norderney")


@pytest.fixture
def prepared(desk, norderney):
    upload(desk, norderney, UNKNOWN.encode(), number="3/17", kind="minor")
    return ImportSession.objects.get()


def reading_page(prepared):
    return reverse("admin:survey_inquiry_import_reading", args=[prepared.token])


def set_cuts(desk, prepared, cuts=CUTS):
    for line, kind, name in cuts:
        desk.post(reading_page(prepared), {"line": line, "kind": kind, "name": name})


def test_lines_that_nothing_is_read_from_are_stops_with_the_reason(desk, prepared):
    shown = desk.get(reading_page(prepared)).context
    assert shown["paper"] is None
    assert shown["refusal"] == "source.txt: Die Drucksache enthält keine Frage: keine Zeile „1. ...?“."
    assert [number for number, _said in shown["stops_here"]] == [1]


def test_cut_is_one_small_answer_where_a_script_asks_and_leads_back_to_its_line_where_none_does(desk, prepared):
    page, (line, kind, _name) = reading_page(prepared), CUTS[3]
    assert desk.post(page, {"line": line, "kind": kind})["Location"] == f"{page}#line-{line}"
    part = desk.post(f"{page}?part=1", {"line": CUTS[4][0], "kind": "reply"})
    assert next(template.name for template in part.templates) == "admin/survey/inquiry/_reading.html"
    assert [each.key for each in part.context["paper"].questions] == ["1"]


def test_numbers_that_nobody_gives_are_the_next_ones(desk, prepared):
    set_cuts(desk, prepared)
    prepared.refresh_from_db()
    named = [(cut["kind"], cut["name"]) for cut in prepared.plan["reading"]["cuts"] if cut["name"]]
    assert named == [("question", "1"), ("reply", "1"), ("question", "2"), ("reply", "2")]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kind": "question"}, "Wählen Sie die Zeile"),
        ({"kind": "question", "line": "999"}, "Wählen Sie die Zeile"),
        ({"kind": "question", "line": "9" * 5000}, "Wählen Sie die Zeile"),
        ({"kind": "question", "line": "11", "name": "vier"}, "„vier“ ist keine Fragennummer"),
        ({"act": "remove", "line": "x"}, "Wählen Sie die Zeile"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(desk, prepared, sent, sentence):
    part = desk.post(f"{reading_page(prepared)}?part=1", sent)
    assert sentence in part.context["said"]
    prepared.refresh_from_db()
    assert "reading" not in prepared.plan


def test_cuts_are_undone_done_again_taken_back_and_reset(desk, prepared):
    set_cuts(desk, prepared, CUTS[:4])

    def kinds(**sent):
        desk.post(reading_page(prepared), sent)
        prepared.refresh_from_db()
        return [cut["kind"] for cut in prepared.plan["reading"]["cuts"]]

    assert kinds(act="undo") == ["number", "title", "asked"]
    assert kinds(act="undo") == ["number", "title"]
    assert kinds(act="redo") == ["number", "title", "asked"]
    assert kinds(act="remove", line=CUTS[0][0]) == ["title", "asked"]
    assert kinds(act="redo") == ["title", "asked"]
    assert kinds(act="reset") == []
    assert kinds(act="undo") == ["title", "asked"]


def test_cut_makes_the_preview_that_was_seen_no_preview_any_more(desk, prepared):
    set_cuts(desk, prepared)
    page = desk.get(reverse("admin:survey_inquiry_import_page", args=[prepared.token]))
    assert (page.context["state"], page.context.get("report")) == ("new", None)
    assert confirm(desk, page).context["state"] == "previewed"
    assert Inquiry.objects.count() == 0


def test_plan_is_kept_with_the_source_and_read_by_when_the_file_comes_again(desk, prepared, norderney):
    set_cuts(desk, prepared)
    page = desk.get(reverse("admin:survey_inquiry_import_page", args=[prepared.token]))
    confirm(desk, press(desk, page, again="1"))
    inquiry, source = Inquiry.objects.get(), Source.objects.get()
    assert [question.text for question in inquiry.questions.all()] == [
        "Wie viele Brücken gibt es noch auf der Insel",
        "Wer zahlt",
    ]
    assert [cut["kind"] for cut in source.reading_plan] == [kind for _line, kind, _name in CUTS]

    again = upload(desk, norderney, UNKNOWN.encode(), number="3/17")
    assert again.context["report"].changes_nothing
    paper, parliament = read_for(UNKNOWN.encode(), "source.txt", "norderney")
    assert ([question.key for question in paper.questions], parliament) == (["1", "2"], norderney)
    corrected = "Neudruck\n\n" + UNKNOWN.replace("Die Insel zahlt.", "Die Stadt zahlt.")
    page = upload(desk, norderney, corrected.encode(), number="3/17", name="neu.txt")
    later = ImportSession.objects.order_by("-pk").first()
    shown = desk.get(reading_page(later)).context
    assert (shown["plan"].taken_from, len(shown["plan"].cuts)) == ("source.txt", len(CUTS) - 1)
    assert shown["misfits"] == ["„Antwort 2“ passt nicht: „Die Insel zahlt.“"]
    assert page.context["report"].changed == 2


def test_page_is_the_owners_alone(desk, client, prepared, django_user_model):
    other = django_user_model.objects.create_superuser("other", password="x")
    client.force_login(other)
    assert client.get(reading_page(prepared)).status_code == 404
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert client.get(reading_page(prepared)).status_code == 403


def test_text_has_no_pages_to_draw(desk, prepared):
    address = reverse("admin:survey_inquiry_import_reading_picture", args=[prepared.token, 1])
    assert desk.get(address).status_code == 404
    assert desk.get(reading_page(prepared)).context["sheets"] == []


def test_file_whose_pages_nobody_has_read_leads_back_to_its_import(desk, prepared):
    ImportSession.objects.update(plan=prepared.plan | {"file_kind": "pdf"})
    assert desk.get(reading_page(prepared))["Location"] == reverse(
        "admin:survey_inquiry_import_page", args=[prepared.token]
    )


# A file of the record, read again


@pytest.fixture
def source(desk, prepared):
    set_cuts(desk, prepared)
    confirm(desk, press(desk, desk.get(reverse("admin:survey_inquiry_import_page", args=[prepared.token])), again="1"))
    return Source.objects.get()


def read_again(desk, source):
    """The page of the prepared import, and the one with the lines of the file to which it leads first."""
    page = desk.post(reverse("admin:survey_source_read_again", args=[source.pk]))["Location"]
    return page, desk.get(page)["Location"]


def test_source_is_read_again_by_its_plan_and_what_editors_changed_stays(desk, source):
    workspace = reverse("admin:survey_inquiry_workspace", args=[source.inquiry_id])
    assert reverse("admin:survey_source_read_again", args=[source.pk]) in desk.get(workspace).content.decode()
    question = source.inquiry.questions.get(number=2)
    question.text = "Wer zahlt die Brücken"
    question.save()
    page, bench = read_again(desk, source)
    plan = desk.get(bench).context["plan"]
    assert ([cut.kind for cut in plan.cuts], plan.taken_from) == ([kind for _line, kind, _name in CUTS], "")
    desk.post(bench, {"line": LINE["Die Insel zahlt."], "kind": "joined"})
    shown = press(desk, desk.get(page), again="1")
    assert {each.token: each.is_edited for each in shown.context["report"].proposals} == {
        "question-2": True,
        "reply-2": False,
    }
    boxes = [shown.content.decode().partition(f'id="accept-{each}"')[2] for each in ("question-2", "reply-2")]
    assert ["checked" in box.partition(">")[0] for box in boxes] == [False, True]
    done = press(desk, shown, **{"import": "1", "proposed": ["question-2", "reply-2"], "accept": ["reply-2"]})
    assert done.redirect_chain[-1][0] == workspace
    question.refresh_from_db()
    source.refresh_from_db()
    kinds = [cut["kind"] for cut in source.reading_plan if cut["text"] == "Die Insel zahlt."]
    replies = [each.text for each in source.inquiry.replies.all()]
    assert (question.text, kinds, replies[1:]) == (
        "Wer zahlt die Brücken",
        ["joined"],
        ["Seite aus dem Archiv\nDas gilt weiter."],
    )


def test_file_that_is_being_read_again_is_the_same_import(desk, source):
    assert (
        read_again(desk, source)[0]
        == desk.post(reverse("admin:survey_source_read_again", args=[source.pk]))["Location"]
    )
    assert ImportSession.objects.open().count() == 1


def test_only_the_newest_reading_is_read_again(desk, source):
    older = factories.make_source(source.inquiry, b"Liste", "liste.csv")
    assert desk.get(reverse("admin:survey_source_read_again", args=[older.pk])).status_code == 403


def test_finding_of_the_preview_leads_to_its_line_of_the_bench(desk):
    hessen = factories.make_parliament()
    lead = "\n\n".join(f"Absatz {number} der Vorbemerkung." for number in range(BLOCKS_ON_PAGE * LINES_IN_BLOCK))
    text = make_paper(
        remark=f"Vorbemerkung:\n\n{lead}", questions="Frage 1. Wie viele gibt es?\n\nZwei.\n\nFrage 2. Wo?"
    )
    preview = upload(desk, hessen, text, number="19/77")
    line = next(at for at, each in enumerate(text.decode().split("\n"), start=1) if each == "Frage 2. Wo?")
    prepared = ImportSession.objects.get()
    address = f"{reading_page(prepared)}?line={line}#line-{line}"
    sentence = f"Zeile {line}: Zu Frage 2 ist keine Antwort gefunden."
    assert f'<a href="{address}">{sentence}</a>' in preview.content.decode()
    shown = desk.get(address)
    assert shown.context["blocks"].number == 2
    assert f'value="{line}" checked' in shown.content.decode()
