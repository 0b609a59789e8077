"""Coding a row, reading it twice, settling: on the pages made for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from survey.models import Code, Coding, Finding
from survey.models.coding import SETTLED_BY_A_THIRD
from tests import factories
from tests.admin.conftest import member, signed_in
from tests.admin.forms import shown

CODES = ("yes", "no", "not_stated")


@pytest.fixture
def annex(db):
    """A table whose first column answers 1a and 1b, with a codebook for each."""
    inquiry = factories.make_inquiry()
    parts = [factories.make_question(inquiry, key) for key in ("1a", "1b")]
    for part in parts:
        for code in CODES:
            factories.make_code(part, code, label=f"{code} {part}")
    texts = {
        "LK Fulda": ["a) Es gibt einen Gipfel. b) Es gibt keinen Runden Tisch.", "Im Januar."],
        "LK Kassel": ["Nein, weder noch.", ""],
        "LK Gießen": ["", ""],
    }
    annex = factories.make_table(texts, annex=factories.make_annex(inquiry), headings=("Frage 1", "Frage 2"))
    annex.columns.first().questions.set(parts)
    return annex


def row(annex, printed="LK Fulda"):
    return annex.rows.get(printed=printed)


def part(annex, key="1a"):
    return annex.inquiry.questions.get(number=int(key[0]), part=key[1:])


def code(annex, word="yes", key="1a"):
    return part(annex, key).codes.newest().get(code=word)


def page(row, name="code", **query):
    return reverse(f"admin:survey_row_{name}", args=[row.pk], query=query)


def send(client, annex, printed="LK Fulda", word="yes", key="1a", **data):
    """Open the page of a row, choose, save."""
    mode = {"mode": data.pop("mode")} if "mode" in data else {}
    address = page(row(annex, printed), question=key, **mode)
    form = client.get(address).context["form"]
    shown = {"seen": form["seen"].value(), "certainty": "clear", "quote": "", "note": ""} if form else {}
    return client.post(address, shown | {"code": code(annex, word, key).pk} | data)


def reading(annex, printed="LK Fulda", key="1a", role="first"):
    return Coding.objects.filter(row=row(annex, printed), question=part(annex, key), role=role).first()


@pytest.fixture
def second_reader(db):
    return member("Redaktion", "zweite")


@pytest.fixture
def second_desk(second_reader):
    return signed_in(second_reader)


# The page


def test_page_shows_the_text_of_the_lettered_part_first(desk, annex):
    shown = desk.get(page(row(annex), question="1b")).context["blocks"]
    assert [(block.heading, block.text, block.own) for block in shown] == [
        ("Frage 1, b)", "b) Es gibt keinen Runden Tisch.", True),
        ("Frage 1, übriger Text", "a) Es gibt einen Gipfel.", True),
        ("Frage 2", "Im Januar.", False),
    ]


def test_page_gives_each_category_a_key(desk, annex):
    form = desk.get(page(row(annex), question="1a")).context["form"]
    assert [(each.code, key) for each, key, _ in form.choices] == [("yes", "1"), ("no", "2"), ("not_stated", "3")]


def test_page_opens_on_the_first_open_part(desk, annex):
    send(desk, annex, word="yes", quote="Es gibt einen Gipfel")
    assert desk.get(page(row(annex))).context["question"] == part(annex, "1b")


def test_page_of_a_part_that_the_row_is_not_asked_is_not_there(desk, annex):
    assert desk.get(page(row(annex), question="7")).status_code == 404
    assert desk.get(page(row(annex), question="1a", mode="third")).status_code == 404


def test_page_says_that_there_are_no_rules_yet(desk):
    lonely = factories.make_row()
    response = desk.get(page(lonely))
    assert (response.status_code, response.context["question"]) == (200, None)


def test_page_needs_the_right_to_code(client, annex):
    client.force_login(factories.make_user("viewer", is_staff=True))
    assert client.get(page(row(annex), question="1a")).status_code == 403


def test_page_costs_the_same_with_few_and_with_many_rows(desk, annex):
    def queries(printed):
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(page(row(annex, printed), question="1a")).status_code == 200
        return len(captured)

    few = queries("LK Fulda")
    for number in range(3):
        more = factories.make_row(annex, f"LK {number}")
        factories.make_answer("Ja.", row=more)
        factories.make_coding(more, part(annex), code(annex), quote="Ja")
    assert queries("LK Fulda") == few


# Saving


def test_reading_is_saved_and_leads_to_the_next_open_row(desk, annex, editor):
    response = send(desk, annex, quote="Es gibt einen Gipfel", note="Weil.")
    saved = reading(annex)
    assert (saved.code.code, saved.certainty, saved.quote, saved.note, saved.by) == (
        "yes",
        "clear",
        "Es gibt einen Gipfel",
        "Weil.",
        editor,
    )
    assert response.url == page(row(annex, "LK Kassel"), question="1a")


def test_reading_leads_to_the_next_part_of_the_row_when_asked(desk, annex):
    response = send(desk, annex, quote="Es gibt einen Gipfel", _part="yes")
    assert response.url == page(row(annex), question="1b")


def test_last_row_leads_to_the_next_part(desk, annex):
    for printed in ("LK Kassel", "LK Gießen"):
        factories.make_coding(row(annex, printed), part(annex), code(annex, "not_stated"))
    assert send(desk, annex, quote="Es gibt einen Gipfel").url == page(row(annex), question="1b")


def test_quote_must_stand_in_the_text_of_the_row(desk, annex):
    with override("en"):
        response = send(desk, annex, quote="Es gibt keinen Gipfel")
        assert response.context["form"].errors == {"quote": ["These words do not stand in the text."]}
    assert reading(annex) is None


def test_category_other_than_silence_needs_a_quote(desk, annex):
    assert list(send(desk, annex).context["form"].errors) == ["quote"]
    assert send(desk, annex, word="not_stated").status_code == 302


def test_category_must_be_chosen(desk, annex):
    assert list(send(desk, annex, code="").context["form"].errors) == ["code"]


def test_words_of_the_cell_become_the_example_of_the_category(desk, annex, editor):
    send(desk, annex, quote="Es gibt einen Gipfel", _example="yes")
    found = code(annex)
    assert (found.example, found.example_row) == ("Es gibt einen Gipfel", "LK Fulda")
    assert found.history.latest().history_user == editor


def test_reading_closes_the_finding_that_it_answers(desk, annex):
    first = factories.make_finding(annex.inquiry, "uncoded_part", "1/1 1a")
    other = factories.make_finding(annex.inquiry, "uncoded_part", "1/1 1b")
    send(desk, annex, quote="Es gibt einen Gipfel")
    assert list(Finding.objects.filter(state="closed")) == [first]
    assert other.state == "open"


def test_reading_sent_unchanged_leaves_no_trace(desk, annex):
    send(desk, annex, quote="Es gibt einen Gipfel")
    send(desk, annex, quote="Es gibt einen Gipfel")
    assert reading(annex).history.count() == 1


def test_change_is_kept_with_its_reason(desk, annex, editor):
    send(desk, annex, quote="Es gibt einen Gipfel")
    send(desk, annex, word="no", quote="Es gibt einen Gipfel", change_reason="Verlesen.")
    entry = reading(annex).history.latest()
    assert (entry.history_user, entry.history_change_reason) == (editor, "Verlesen.")


def test_who_mends_a_quote_has_not_made_the_reading(desk, second_desk, annex, editor):
    send(desk, annex, quote="Es gibt einen Gipfel")
    send(second_desk, annex, quote="einen Gipfel")
    assert (reading(annex).quote, reading(annex).by) == ("einen Gipfel", editor)


def test_second_to_save_is_told_who_was_faster(desk, second_desk, annex):
    address = page(row(annex), question="1a")
    seen = second_desk.get(address).context["form"]["seen"].value()
    send(desk, annex, quote="Es gibt einen Gipfel")
    late = {"seen": seen, "code": code(annex, "no").pk, "certainty": "clear", "quote": "einen Gipfel"}
    with override("en"):
        response = second_desk.post("/en" + address, late)
        [error] = response.context["form"].non_field_errors()
    assert error == ("Editor Beispiel has categorised this row meanwhile: “yes 1a”. Nothing of yours is saved yet.")
    assert reading(annex).code.code == "yes"
    late["seen"] = response.context["form"]["seen"].value()
    assert second_desk.post(address, late).status_code == 302
    assert reading(annex).code.code == "no"


# The second reading


def test_second_reader_does_not_see_the_first_reading(desk, second_desk, annex):
    send(desk, annex, word="no", quote="Es gibt einen Gipfel", note="Ein verräterischer Satz.")
    response = second_desk.get(page(row(annex), question="1a", mode="second"))
    assert "verräterisch" not in response.content.decode()
    assert response.context["form"]["code"].value() is None
    assert [said for _part, _address, _chosen, said, _done in response.context["parts"]] == [None, None]


def test_second_reading_is_saved_beside_the_first(desk, second_desk, annex, second_reader):
    send(desk, annex, word="yes", quote="Es gibt einen Gipfel")
    send(second_desk, annex, word="no", quote="einen Gipfel", mode="second")
    first, second = reading(annex), reading(annex, role="second")
    assert (first.code.code, second.code.code, second.by) == ("yes", "no", second_reader)


def test_first_reader_makes_no_second_reading(desk, annex):
    send(desk, annex, quote="Es gibt einen Gipfel")
    response = desk.get(page(row(annex), question="1a", mode="second"))
    assert (response.context["form"], bool(response.context["refusal"])) == (None, True)
    send(desk, annex, word="no", quote="einen Gipfel", mode="second")
    assert reading(annex, role="second") is None


def test_second_reading_comes_after_the_first(second_desk, annex):
    assert second_desk.get(page(row(annex), question="1a", mode="second")).context["form"] is None


def test_two_readings_stay_as_they_are(desk, second_desk, annex):
    send(desk, annex, quote="Es gibt einen Gipfel")
    send(second_desk, annex, word="no", quote="einen Gipfel", mode="second")
    send(desk, annex, word="no", quote="einen Gipfel")
    assert (reading(annex).code.code, reading(annex, role="second").code.code) == ("yes", "no")


def begun(desk, second_desk, annex):
    """Fulda is read twice, Kassel once; returns the first reading of Kassel."""
    for printed in ("LK Fulda", "LK Kassel"):
        quote = "Es gibt einen Gipfel" if printed == "LK Fulda" else "Nein"
        send(desk, annex, printed, quote=quote)
    send(second_desk, annex, word="no", quote="einen Gipfel", mode="second")
    return reading(annex, "LK Kassel")


def test_lists_hide_what_a_second_reader_has_still_to_read(desk, second_desk, annex):
    hidden = begun(desk, second_desk, annex)
    changelist = reverse("admin:survey_coding_changelist")
    seen = [client.get(changelist).context["cl"].result_count for client in (desk, second_desk)]
    assert seen == [3, 2]
    assert second_desk.get(reverse("admin:survey_coding_change", args=[hidden.pk])).status_code == 302
    assert second_desk.get(reverse("admin:survey_coding_history", args=[hidden.pk])).status_code == 403
    assert second_desk.get(page(row(annex, "LK Kassel"), question="1a")).context["form"] is None


def test_page_of_a_row_hides_it_too(desk, second_desk, annex):
    hidden = begun(desk, second_desk, annex)
    address = reverse("admin:survey_row_change", args=[hidden.row_id])
    shown = [hidden.code.label in client.get(address).content.decode() for client in (desk, second_desk)]
    assert shown == [True, False]


def test_list_of_a_part_hides_it_too(desk, second_desk, annex):
    begun(desk, second_desk, annex)
    address = reverse("admin:survey_question_codings", args=[part(annex).pk])
    hidden = [[each.is_hidden for each in client.get(address).context["rows"]] for client in (desk, second_desk)]
    assert hidden == [[False, False, False], [False, True, False]]


def test_reading_of_nobody_may_be_read_a_second_time_by_anyone(desk, annex):
    factories.make_coding(row(annex), part(annex), code(annex), quote="Es gibt einen Gipfel")
    assert desk.get(page(row(annex), question="1a", mode="second")).context["form"]


# Settling


@pytest.fixture
def disputed(desk, second_desk, annex):
    send(desk, annex, word="yes", quote="Es gibt einen Gipfel")
    send(second_desk, annex, word="no", quote="einen Gipfel", mode="second")
    return annex


def settle_data(client, annex, **data):
    seen = client.get(page(row(annex), "settle", question="1a")).context["form"]["seen"].value()
    return {"seen": seen, "certainty": "clear", "quote": "Gipfel", "code": code(annex, "not_stated").pk} | data


def settle(client, annex, **data):
    return client.post(page(row(annex), "settle", question="1a"), settle_data(client, annex, **data))


def test_disagreement_is_listed_with_both_readings(desk, disputed):
    address = reverse("admin:survey_inquiry_disagreements", args=[disputed.inquiry_id])
    [found] = desk.get(address).context["disagreements"]
    assert [each.code.code for each in found.readings] == ["yes", "no"]
    assert found.settle == page(row(disputed), "settle", question="1a")


def test_third_decision_settles_with_a_reason(publishers_desk, publisher, disputed):
    finding = factories.make_finding(disputed.inquiry, "readings_differ", "1/1 1a")
    response = settle(publishers_desk, disputed, change_reason="Ein Gipfel ist genannt, aber nicht gesagt, wann.")
    found = reading(disputed, role="settled")
    assert (found.code.code, found.by) == ("not_stated", publisher)
    assert found.history.latest().history_change_reason == "Ein Gipfel ist genannt, aber nicht gesagt, wann."
    assert response.url == reverse("admin:survey_inquiry_disagreements", args=[disputed.inquiry_id])
    finding.refresh_from_db()
    assert finding.state == "closed"


def test_decision_without_a_reason_is_refused(publishers_desk, disputed):
    response = settle(publishers_desk, disputed)
    assert list(response.context["form"].errors) == ["change_reason"]
    assert reading(disputed, role="settled") is None


def test_decision_takes_over_a_reading_as_it_stands(publishers_desk, disputed):
    settle(publishers_desk, disputed, _second="yes", change_reason="Die zweite Lesart trägt.")
    found = reading(disputed, role="settled")
    assert (found.code.code, found.quote) == ("no", "einen Gipfel")


def test_page_says_that_a_third_person_is_preferred(desk, publishers_desk, disputed):
    address = page(row(disputed), "settle", question="1a")
    assert [client.get(address).context["is_reader"] for client in (desk, publishers_desk)] == [True, False]


def test_reader_does_not_settle_where_the_operator_wants_a_third_person(desk, publishers_desk, disputed, settings):
    address = page(row(disputed), "settle", question="1a")
    sent = settle_data(desk, disputed, change_reason="Ich sehe es so.")
    settings.SETTLED_BY_A_THIRD = True
    refused = desk.post(address, sent)
    assert (refused.status_code, refused.context["form"]) == (200, None)
    by_form = {"row": row(disputed).pk, "question": code(disputed).question_id, "role": "settled"} | sent
    stock = desk.post(reverse("admin:survey_coding_add", query={"row": row(disputed).pk}), by_form)
    assert stock.context["adminform"].form.non_field_errors() == [str(SETTLED_BY_A_THIRD)]
    assert reading(disputed, role="settled") is None
    assert settle(publishers_desk, disputed, change_reason="Ein Gipfel ist genannt.").status_code == 302


def test_readings_that_agree_are_not_settled(desk, annex):
    send(desk, annex, quote="Es gibt einen Gipfel")
    assert desk.get(page(row(annex), "settle", question="1a")).context["form"] is None


# Codebook


def make_version(client, annex, **data):
    address = reverse("admin:survey_code_version", args=[code(annex).pk])
    form = client.get(address).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    return client.post(address, shown | data)


def test_new_version_lists_the_codings_to_look_at_again(desk, annex, editor):
    send(desk, annex, quote="Es gibt einen Gipfel")
    response = make_version(desk, annex, definition="Auch „im Aufbau“.", reason="Im Aufbau zählt mit.")
    newest = code(annex)
    assert (newest.version, newest.definition) == (2, "Auch „im Aufbau“.")
    assert (newest.history.latest().history_change_reason, newest.history.latest().history_user) == (
        "Im Aufbau zählt mit.",
        editor,
    )
    [(coding, anew)] = desk.get(response.url).context["codings"]
    assert (coding.code.version, anew) == (1, page(row(annex), question="1a"))


def test_new_version_needs_a_reason_and_a_change(desk, annex):
    assert list(make_version(desk, annex, definition="Anders.", reason="").context["form"].errors) == ["reason"]
    assert list(make_version(desk, annex, reason="Weil.").context["form"].errors) == ["__all__"]
    assert code(annex).version == 1


def test_coding_that_is_still_so_moves_to_the_new_version(desk, annex):
    send(desk, annex, quote="Es gibt einen Gipfel")
    outdated = make_version(desk, annex, definition="Anders.", reason="Weil.").url
    desk.post(outdated, {"coding": reading(annex).pk})
    assert (reading(annex).code.version, desk.get(outdated).context["codings"]) == (2, [])


def test_coding_anew_takes_the_new_version(desk, annex):
    send(desk, annex, quote="Es gibt einen Gipfel")
    make_version(desk, annex, definition="Anders.", reason="Weil.")
    assert desk.get(page(row(annex), question="1a")).context["form"]["code"].value() == code(annex).pk
    send(desk, annex, quote="Es gibt einen Gipfel")
    assert reading(annex).code.version == 2


def test_codebook_counts_codings_by_version(desk, annex):
    send(desk, annex, quote="Es gibt einen Gipfel")
    make_version(desk, annex, definition="Anders.", reason="Im Aufbau zählt mit.")
    shown = desk.get(reverse("admin:survey_question_codebook", args=[part(annex).pk])).context["versions"]
    assert [(each.code.code, each.code.version, each.count, each.is_newest) for each in shown] == [
        ("yes", 2, 0, True),
        ("yes", 1, 1, False),
        ("no", 1, 0, True),
        ("not_stated", 1, 0, True),
    ]
    assert shown[0].reason == "Im Aufbau zählt mit."


def test_first_category_brings_silence_along(desk, annex):
    bare = factories.make_question(annex.inquiry, "2")
    data = {"code": "yes", "version": 1, "position": 1, "label": "Ja", "definition": "Es gibt ihn."}
    assert desk.post(reverse("admin:survey_code_add", query={"question": bare.pk}), data).status_code == 302
    assert [each.code for each in bare.codes.all()] == ["yes", Code.NOT_STATED]


def test_example_must_stand_in_its_row(desk, annex):
    found = code(annex)
    address = reverse("admin:survey_code_change", args=[found.pk])
    data = shown(desk.get(address)) | {"label": "Ja", "definition": "Ja."}
    errors = [
        list(desk.post(address, data | example).context["adminform"].form.errors)
        for example in (
            {"example": "Es gibt viele", "example_row": "LK Fulda"},
            {"example": "Es gibt einen Gipfel", "example_row": "Fulda"},
        )
    ]
    assert errors == [["example"], ["example_row"]]


# Overviews


PAGES = ("survey_inquiry_coding", "survey_inquiry_disagreements", "survey_inquiry_claims")


@pytest.mark.parametrize("name", PAGES)
def test_page_of_an_inquiry_costs_the_same_with_few_and_with_many_readings(desk, disputed, name):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(reverse(f"admin:{name}", args=[disputed.inquiry_id])).status_code == 200
        return len(captured)

    factories.make_claim(disputed.inquiry, codes=[code(disputed)], questions=[part(disputed)])
    queries()
    few = queries()
    factories.make_claim(disputed.inquiry, codes=[code(disputed)], questions=[part(disputed)])
    for printed in ("LK Kassel", "LK Gießen"):
        for word, role in (("yes", "first"), ("no", "second")):
            factories.make_coding(row(disputed, printed), part(disputed), code(disputed, word), role=role)
    assert queries() == few


def test_overview_names_what_is_open_in_each_part(desk, disputed):
    lines = desk.get(reverse("admin:survey_inquiry_coding", args=[disputed.inquiry_id])).context["parts"]
    shown = [(str(line.progress.question), line.progress.first, line.progress.second) for line in lines]
    assert shown == [("1a", 1, 1), ("1b", 0, 0)]
    assert [line.start for line in lines] == [
        page(row(disputed, "LK Kassel"), question="1a"),
        page(row(disputed), question="1b"),
    ]
    assert (
        lines[0].agreement
        == "Zweiteinordnung: 1 von 3 Zeilen doppelt gelesen, 0 % gleich, Krippendorffs Alpha 0,00 (n = 1)."
    )
