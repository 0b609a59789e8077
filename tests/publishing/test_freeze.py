"""What an inquiry is in public."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from survey.models import Coding, InquiryRelation, PassageEdit
from survey.publishing.addresses import public_slug
from survey.publishing.content import digest, encode
from survey.publishing.freeze import freeze
from survey.publishing.upgrades import to_2, to_3, to_4
from tests.factories import (
    cell,
    make_annex,
    make_answer,
    make_asker,
    make_body,
    make_claim,
    make_code,
    make_coding,
    make_column,
    make_date,
    make_district,
    make_evidence,
    make_inquiry,
    make_meeting,
    make_note,
    make_participation,
    make_passage,
    make_passage_edit,
    make_question,
    make_reference,
    make_remark,
    make_reply,
    make_row,
    make_source,
    make_subject,
    make_table,
    make_user,
)
from tests.publishing.paper import make_paper, publish_now, seen

pytestmark = pytest.mark.django_db


def answer_of(annex, row="LK Fulda", heading="Frage 1"):
    """The part of a cell in the frozen content."""
    part = freeze(annex.inquiry)["annexes"][annex.number - 1]
    column = [each["heading"] for each in part["columns"]].index(heading)
    return next(each for each in part["rows"] if each["printed"] == row)["answers"][column]


def queries(inquiry) -> int:
    with CaptureQueriesContext(connection) as captured:
        freeze(inquiry)
    return len(captured)


def test_freeze_costs_the_same_number_of_queries_for_one_row_and_for_three():
    small, large = make_paper("19/1613", ["Fulda"]), make_paper("19/1614", ["Fulda", "Kassel", "Gießen"])
    assert queries(small) == queries(large)


# The paper, its address; askers, dates, subjects, relations, sources; remarks, questions, their categories, replies,
# the questions of these, references; what was compared with the print, pages of sources.
PAPER = 2 + 5 + 6 + 2
# Tables, notes, columns, their questions, rows, the districts these speak for, readings; answers, passages printed
# there and passages moved there; edits of passages and what they made; the districts of the state.
TABLES = 7 + 3 + 2 + 1
# Claims, their parts, their categories; evidence, bodies, their districts, meetings, participations; reported errors,
# statements, misprints; what is withheld.
SAID = 3 + 5 + 3 + 1


def test_freeze_reads_each_table_of_the_first_paper_once(published):
    assert queries(published.inquiry) == PAPER + TABLES + SAID == 40


def in_order(keys) -> str:
    """The digest of a paper whose parts were written in this order."""
    with transaction.atomic():
        annex = make_annex(make_inquiry())
        question, one = make_question(annex.inquiry), make_column(annex)
        for key in keys:
            make_asker(annex.inquiry, f"Asker {key}", position=key + 1)
            make_date(annex.inquiry, ["asked", "answered", "distributed"][key], f"2015-0{3 - key}-01")
            make_source(annex.inquiry, b"%d" % key, f"{key}.txt", key=key + 1)
            make_reply(annex.inquiry, f"Reply {key}.", position=key + 1)
            make_remark(annex.inquiry, f"Remark {key}.", position=key + 1)
            make_question(annex.inquiry, f"1{'abc'[key]}", parent=question)
            annex.inquiry.subjects.add(make_subject(["Ärzte", "Asyl", "Zebra"][key]))
            row = make_row(annex, f"Row {key}", key=key + 1)
            answer = make_answer(f"Text {key}.", row=row, column=one)
            make_note(annex, f"Note {key}.", row=row)
            make_coding(row, code=make_code(question, f"code-{key}", position=key + 1), quote=f"Text {key}")
            body = make_body(annex.inquiry, f"Body {key}")
            make_evidence(body, f"Text {key}", answer=answer)
            make_evidence(make_meeting(body, f"2014-1{key}-01"), "Text", field="date", answer=answer)
            make_evidence(make_participation(body=body), "Text", field="role", answer=answer)
        found = seen(annex.inquiry)
        transaction.set_rollback(True)
    return found


def test_freeze_is_the_same_in_whatever_order_the_record_was_written():
    assert in_order([0, 1, 2]) == in_order([2, 0, 1])


def test_freeze_reads_the_text_where_it_belongs_and_prints_it_where_it_stands():
    annex = make_table({"LK Fulda": ["Runder Tisch."], "LK Kassel": [""]}, headings=["Frage 2"])
    fulda, kassel = cell(annex, "LK Fulda", "Frage 2"), cell(annex, "LK Kassel", "Frage 2")
    make_passage(
        kassel, "Es existiert ein Behördennetzwerk.", answer=fulda, page=7, edit=make_passage_edit(annex.inquiry)
    )
    kassel.status = "unknown"
    kassel.save()
    read, printed = (answer_of(annex, row, "Frage 2") for row in ("LK Fulda", "LK Kassel"))
    assert (read["text"], read["as_printed"], read["edited"], read["page"]) == (
        "Runder Tisch.\n\nEs existiert ein Behördennetzwerk.",
        "Runder Tisch.",
        True,
        1,
    )
    assert read["passages"] == [
        {
            "text": "Runder Tisch.",
            "page": 1,
            "printed_at": None,
            "printed_in": "1/1/1",
            "answer": "1/1/1",
            "correction": None,
        },
        {
            "text": "Es existiert ein Behördennetzwerk.",
            "page": 7,
            "printed_at": None,
            "printed_in": "1/2/1",
            "answer": "1/1/1",
            "correction": 0,
        },
    ]
    assert (printed["text"], printed["as_printed"], printed["edited"], printed["page"], printed["passages"]) == (
        "",
        "Es existiert ein Behördennetzwerk.",
        True,
        7,
        [],
    )


def test_freeze_leaves_out_what_a_later_passage_superseded():
    annex = make_table({"LK Fulda": ["Alt."]}, headings=["Frage 1"])
    old = cell(annex, "LK Fulda", "Frage 1").passages.get()
    old.superseded_by = make_passage(old.printed_in, "Neu.")
    old.save()
    assert answer_of(annex)["as_printed"] == "Neu."


def test_freeze_prefers_the_wording_of_an_editor():
    annex = make_table({"LK Fulda": ["Es giebt einen."]}, headings=["Frage 1"])
    annex.rows.get().answers.update(wording="Es gibt einen.")
    assert (answer_of(annex)["text"], answer_of(annex)["as_printed"]) == ("Es gibt einen.", "Es giebt einen.")


def test_freeze_has_an_answer_for_every_cell():
    annex = make_annex()
    make_column(annex)
    make_row(annex)
    found = answer_of(annex)
    assert (found["status"], found["text"], found["number"], found["number_is"]) == ("blank", "", None, "none")


def test_freeze_writes_numbers_without_the_zeros_of_a_database():
    annex = make_table({"LK Fulda": ["12,5"]}, headings=["Frage 1"])
    annex.rows.get().answers.update(number=Decimal("12.5"), number_is="about")
    assert (answer_of(annex)["number"], answer_of(annex)["number_is"]) == ("12.5", "about")


# References


@pytest.fixture
def annex():
    """Two columns, the first with the parts 1a and 1b; the second refers to them."""
    annex = make_annex()
    parts = [make_question(annex.inquiry, key) for key in ("1a", "1b")]
    make_column(annex, questions=parts)
    make_column(annex, questions=[make_question(annex.inquiry, "2")])
    row = make_row(annex)
    make_answer("Text.", row=row)
    make_answer("s. 1b und 2.", row=row)
    return annex


def question(annex, key):
    return next(each for each in annex.inquiry.questions.all() if each.key == key)


def test_freeze_resolves_a_reference_to_a_part_or_to_the_whole(annex):
    answer = cell(annex, "LK Fulda", "Frage 2")
    make_reference(answer, question(annex, "1"), words="s. 1", position=1, state="confirmed")
    make_reference(answer, question(annex, "1b"), words="s. 1b", position=2, state="confirmed")
    found = answer_of(annex, heading="Frage 2")
    assert [(each["to"], each["target"]) for each in found["references"]] == [("1", "1/1/1"), ("1b", "1/1/1")]
    assert found["refers_to"] == "1 1b"


def test_freeze_gives_no_target_to_an_open_reference(annex):
    make_reference(cell(annex, "LK Fulda", "Frage 2"), question(annex, "1b"), words="s. 1b", state="open")
    found = answer_of(annex, heading="Frage 2")
    assert found["references"] == [
        {"words": "s. 1b", "whole": True, "state": "open", "to": "1b", "target": "", "paper": ""}
    ]
    assert found["refers_to"] == "1b"


def test_freeze_names_a_cell_elsewhere_by_its_address(annex):
    other = make_answer("Anderswo.", row=make_row(annex, "LK Kassel"))
    answer = cell(annex, "LK Fulda", "Frage 2")
    make_reference(answer, words="s. LK Kassel", to_answer=other, state="confirmed")
    found = answer_of(annex, heading="Frage 2")
    assert (found["references"][0]["target"], found["refers_to"]) == ("1/2/1", "1/2/1")


def test_freeze_leaves_out_references_that_nobody_has_decided_or_that_were_refused(annex):
    answer = cell(annex, "LK Fulda", "Frage 2")
    make_reference(answer, question(annex, "1a"), state="proposed")
    make_reference(answer, question(annex, "1b"), state="refused")
    assert (answer_of(annex, heading="Frage 2")["references"], answer_of(annex, heading="Frage 2")["refers_to"]) == (
        [],
        "",
    )


# Codings


def codings(annex):
    return freeze(annex.inquiry)["annexes"][0]["rows"][0]["codings"]


def test_freeze_says_the_coding_in_force_and_where_its_quote_stands(annex):
    make_coding(annex.rows.get(), question(annex, "1a"), "yes", quote="Text", note="Weil.", certainty="arguable")
    assert codings(annex) == {
        "1a": {
            "code": "yes",
            "version": 1,
            "certainty": "arguable",
            "quote": "Text",
            "quote_in": 1,
            "note": "Weil.",
            "state": "in_force",
        }
    }


def test_freeze_says_of_two_readings_that_differ_only_that_they_do(annex):
    row, part = annex.rows.get(), question(annex, "1a")
    make_coding(row, part, "yes", quote="Text", note="Weil.")
    make_coding(row, part, "no", role="second", note="Anders.")
    assert codings(annex)["1a"] == {
        "code": "",
        "version": None,
        "certainty": "",
        "quote": "",
        "quote_in": None,
        "note": "",
        "state": "disputed",
    }


def test_freeze_keeps_old_versions_of_a_category_while_codings_hold_to_them(annex):
    part = question(annex, "1a")
    old = make_code(part, "yes", position=1)
    make_code(part, "yes", position=1, version=2)
    make_code(part, "no", position=2)
    make_code(part, "no", position=2, version=2)
    make_coding(annex.rows.get(), code=old, quote="Text")
    codes = next(each["codes"] for each in freeze(annex.inquiry)["questions"] if each["key"] == "1a")
    assert [(code["code"], code["version"]) for code in codes] == [("yes", 1), ("yes", 2), ("no", 2)]


# Other inquiries


def test_freeze_does_not_link_an_inquiry_that_is_not_public():
    inquiry, other = make_paper("19/1613"), make_paper("19/1614")
    InquiryRelation.objects.create(inquiry=inquiry, kind="follows", to=other)
    inquiry.questions.filter(number=2).update(
        continues=other.questions.get(number=2), comparability="same", comparability_note="Gleich gefragt."
    )

    def links():
        content = freeze(inquiry)
        return content["relations"][0]["paper"], content["relations"][0]["slug"], content["questions"][-1]["continues"]

    assert links() == ("19/1614", "", None)
    publish_now(other)
    assert links() == (
        "19/1614",
        "hessen-19-1614",
        {"inquiry": "hessen-19-1614", "question": "2", "comparability": "same", "note": "Gleich gefragt."},
    )


def test_freeze_tells_of_a_shared_body_only_what_this_inquiry_evidences():
    inquiry, draft = make_paper("19/1613", ["Fulda"]), make_paper("19/1614", ["Kassel"])
    body = inquiry.bodies.get()
    later = draft.annexes.get().rows.get(printed="LK Kassel").answers.first()
    make_evidence(make_meeting(body, "2016-01-01"), "Kassel", field="date", answer=later)
    make_evidence(make_participation(body=body, role="lead"), "Kassel", field="role", answer=later)
    before, after = freeze(inquiry)["bodies"][0], freeze(draft)["bodies"]
    assert [meeting["date"] for meeting in before["meetings"]] == ["2014-12-10"]
    assert [part["role"] for part in before["participations"]] == ["initiator"]
    assert [(each["slug"], [meeting["date"] for meeting in each["meetings"]]) for each in after] == [
        ("runder-tisch-kassel-191614", ["2014-12-10"]),
        ("runder-tisch-fulda-191613", ["2016-01-01"]),
    ]


# Order and addresses


def test_freeze_lists_bodies_and_participants_as_the_text_names_them():
    annex = make_table({"LK Fulda": ["Zuerst der Zirkel, dann der Arbeitskreis."]}, headings=["Frage 1"])
    answer = annex.rows.get().answers.get()
    for name in ("Arbeitskreis", "Zirkel"):
        make_evidence(make_body(annex.inquiry, name), name, answer=answer)
    assert [body["name"] for body in freeze(annex.inquiry)["bodies"]] == ["Zirkel", "Arbeitskreis"]


def test_freeze_says_where_a_quote_stands():
    body = freeze(make_paper(counties=["Fulda"]))["bodies"][0]
    assert body["evidence"] == [
        {"field": "name", "quote": "Runden Tisch Fulda", "in": "1/1/2", "place": "LK Fulda, Frage 2"}
    ]


def test_freeze_describes_corrections_in_the_order_of_the_table():
    inquiry = make_paper()
    today = timezone.localdate().isoformat()
    reason = "Der Absatz handelt von Fulda."
    assert freeze(inquiry)["corrections"] == [
        {
            "kind": "move",
            "reason": reason,
            "date": today,
            "from": f"1/{row}/1",
            "to": f"1/{row}/2",
            "page": 1,
            "words": f"Das Netzwerk {name} besteht.",
        }
        for row, name in ((1, "Fulda"), (2, "Kassel"))
    ]


def test_freeze_keeps_the_address_of_the_first_edition():
    inquiry = make_paper()
    publish_now(inquiry)
    inquiry.slug = "hessen-neu"
    inquiry.save()
    assert (public_slug(inquiry), freeze(inquiry)["slug"]) == ("hessen-19-1613", "hessen-19-1613")


def test_freeze_names_no_user():
    inquiry = make_paper(counties=["Fulda"])
    user = make_user("die-redakteurin")
    inquiry.passage_edits.update(by=user)
    Coding.objects.update(by=user)
    assert "die-redakteurin" not in encode(freeze(inquiry))


# Claims and coverage


def test_freeze_holds_statements_that_are_not_released_for_a_preview_only():
    inquiry = make_paper()
    make_claim(inquiry, 3, quote="In zwei Landkreisen", released=False)
    assert [part["position"] for part in freeze(inquiry)["claims"]] == [1]
    assert [part["position"] for part in freeze(inquiry, unreleased=True)["claims"]] == [1, 2]


def test_freeze_says_what_the_rows_give_to_a_claim():
    claim = freeze(make_paper())["claims"][0]
    assert claim == {
        "position": 1,
        "said_in": "reply 1",
        "quote": "In zwei Landkreisen",
        "stated": "2",
        "stated_is": "number",
        "rule": "coded",
        "questions": ["1a"],
        "codes": ["yes"],
        "respondent_kind": "county",
        "column": None,
        "note": "",
        "result": "matches",
        "low": "2",
        "high": "2",
        "of": 2,
        "rows": {"clear": ["1/1", "1/2"], "arguable": [], "others": []},
    }


def test_freeze_says_who_of_the_official_list_is_in_the_table():
    make_district("Hochtaunus", "06434", region="Darmstadt")
    inquiry = make_paper()
    assert freeze(inquiry)["annexes"][0]["coverage"] == {
        "date": "2015-03-26",
        "counties": {
            "total": 3,
            "with_row": ["06631", "06633"],
            "collective": [],
            "missing": [{"slug": "06434", "key": "06434", "name": "Hochtaunus"}],
        },
        "cities": {
            "total": 1,
            "with_row": [],
            "collective": [{"slug": "hanau", "key": "", "name": "Hanau", "by": "Hess. Städtetag", "row": 3}],
            "missing": [],
        },
    }


def test_freeze_has_no_coverage_for_a_table_without_a_date():
    inquiry = make_paper()
    inquiry.annexes.update(date=None)
    assert freeze(inquiry)["annexes"][0]["coverage"] is None


# The digest of `make_paper()` with fixed dates: it is the same on SQLite and PostgreSQL, and changes only where the
# factories or the schema do.
DIGEST = "65cc8fa46f797a393e13372ba1bae6f6c64ed2fbf5294e70b9b5513fc208b4de"
# The same paper as schema 2 said it.
DIGEST_IN_SCHEMA_2 = "6ff391e45c84ad562ed59bdc0140717dce751000cb915ed3ed87964c48d0b1c9"


def test_freeze_is_the_same_on_every_database():
    inquiry = make_paper()
    inquiry.passage_edits.update(at=datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC))
    assert seen(inquiry) == DIGEST
    assert digest(encode(to_2(to_3(to_4(freeze(inquiry)))))) == DIGEST_IN_SCHEMA_2


# Corrections that were taken back


@pytest.fixture
def moved():
    """A passage moved from Kassel to Fulda."""
    annex = make_table({"LK Fulda": ["Ja."], "LK Kassel": ["Fulda hat ein Netzwerk."]}, headings=["Frage 1"])
    passage = cell(annex, "LK Kassel", "Frage 1").passages.get()
    return PassageEdit.objects.move(passage, cell(annex, "LK Fulda", "Frage 1"), reason="Er handelt von Fulda.")


def told(inquiry):
    return [(each["kind"], each["from"], each["to"], each["words"]) for each in freeze(inquiry)["corrections"]]


def test_freeze_tells_nothing_of_a_correction_that_was_taken_back_before_any_edition(moved):
    before = freeze(moved.inquiry)
    assert told(moved.inquiry) == [("move", "1/2/1", "1/1/1", "Fulda hat ein Netzwerk.")]
    PassageEdit.objects.take_back(moved, reason="Doch nicht.")
    assert told(moved.inquiry) == []
    after = freeze(moved.inquiry)
    assert [row["answers"][0]["text"] for row in after["annexes"][0]["rows"]] == ["Ja.", "Fulda hat ein Netzwerk."]
    assert before["annexes"][0]["rows"][1]["answers"][0]["text"] == ""


def test_freeze_tells_of_both_where_an_edition_had_shown_the_first(moved):
    publish_now(moved.inquiry)
    PassageEdit.objects.take_back(moved, reason="Doch nicht.")
    assert told(moved.inquiry) == [
        ("move", "1/2/1", "1/1/1", "Fulda hat ein Netzwerk."),
        ("undo", "1/2/1", "1/2/1", "Fulda hat ein Netzwerk."),
    ]


def test_freeze_tells_nothing_of_what_was_done_and_undone_between_two_editions(moved):
    publish_now(moved.inquiry)
    annex = moved.inquiry.annexes.get()
    split = PassageEdit.objects.split(annex.rows.first().answers.get().passages.live().last(), 6, reason="Zwei.")
    PassageEdit.objects.take_back(split, reason="Doch eine.")
    assert [kind for kind, *_ in told(moved.inquiry)] == ["move"]
