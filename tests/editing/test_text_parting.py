"""Questions, replies and remarks that are split and joined: words, places, and what hangs on them."""

import pytest

from survey import editing
from survey.editing import NotParted, TextJoin, TextSplit
from survey.editing.text_links import KEYS
from survey.importing.batch_acts import relations
from survey.models import (
    Evidence,
    Misprint,
    PreliminaryRemark,
    PrintCheck,
    Question,
    Reference,
    Reply,
    SourcePage,
    Statement,
)
from tests import factories

FIRST, SECOND = "In zwei Landkreisen, siehe Frage 2.", "Der Runde Tisch Asyl tagt monatlich."


@pytest.fixture
def editor(db):
    return factories.make_user("editor")


@pytest.fixture
def inquiry(db):
    return factories.make_inquiry()


@pytest.fixture
def questions(inquiry):
    return [factories.make_question(inquiry, key) for key in ("1", "2", "3")]


@pytest.fixture
def reply(inquiry, questions):
    """Two answers read as one, with another reply behind it."""
    reply = factories.make_reply(inquiry, f"{FIRST}\n\nZu Frage 2: {SECOND}", questions=questions[:2])
    factories.make_reply(inquiry, "Nein.", questions=questions[2:])
    return reply


def cut(reply, words="Zu Frage 2", questions=None, second=None):
    one, other = reply.questions.order_by("number")
    return TextSplit(reply, reply.text.index(words), {}, questions or [one], second or [other])


def said(inquiry):
    return [(each.position, each.text, [q.key for q in each.questions.all()]) for each in inquiry.replies.all()]


def test_reply_is_split_and_the_others_count_on(inquiry, reply, editor):
    second = cut(reply).carry_out(reason="Zwei Antworten.", by=editor)
    assert said(inquiry) == [(1, FIRST, ["1"]), (2, SECOND, ["2"]), (3, "Nein.", ["3"])]
    row = second.history.latest()
    assert (row.history_change_reason, row.history_user) == ("Zwei Antworten.", editor)
    inquiry.refresh_from_db()
    assert inquiry.revision == 1


def test_what_hangs_on_a_reply_goes_with_its_words(inquiry, reply, questions, editor):
    stays = factories.make_claim(inquiry, reply=reply, quote="In zwei Landkreisen")
    goes = factories.make_evidence(factories.make_body(inquiry), reply=reply, quote="Runde Tisch Asyl")
    reference = factories.make_reference(from_reply=reply, to_question=questions[1], words="siehe Frage 2")
    slips = [factories.make_misprint(inquiry, words, place="reply 1") for words in ("monatlich", "zwei")]
    withheld = factories.make_withholding(inquiry, "Der Runde Tisch", place="reply 1")
    later = factories.make_statement(inquiry, place="reply 2")
    second = cut(reply).carry_out(reason="Zwei Antworten.", by=editor)
    for record in (stays, goes, reference, withheld, later, *slips):
        record.refresh_from_db()
    assert (stays.reply, goes.reply, reference.from_reply) == (reply, second, reply)
    places = [each.place for each in (*slips, withheld, later)]
    assert places == ["reply 2", "reply 1", "reply 2", "reply 3"]


def test_words_of_a_reference_in_both_parts_are_told_of_both(inquiry, questions, editor):
    reply = factories.make_reply(inquiry, "Siehe Frage 3.\n\nSiehe Frage 3.", questions=questions[:2])
    factories.make_reference(from_reply=reply, to_question=questions[2], words="Siehe Frage 3")
    second = TextSplit(reply, 16, {}, questions[:1], questions[1:2]).carry_out(reason="Zwei.", by=editor)
    assert list(Reference.objects.values_list("from_reply", "words")) == [
        (reply.pk, "Siehe Frage 3"),
        (second.pk, "Siehe Frage 3"),
    ]
    TextJoin(reply, second).carry_out(reason="Doch eine.", by=editor)
    assert list(Reference.objects.values_list("from_reply", "words")) == [(reply.pk, "Siehe Frage 3")]


def obstacles(act):
    with pytest.raises(NotParted) as refused:
        act.carry_out(reason="Zwei.", by=None)
    return refused.value.messages


def test_split_is_refused_where_nothing_says_what_goes_where(inquiry, reply):
    factories.make_statement(inquiry, place="reply 1")
    factories.make_claim(inquiry, reply=reply, quote="siehe Frage 2.\n\nZu Frage 2")
    factories.make_evidence(factories.make_body(inquiry), reply=reply, quote="Frage 2")
    factories.make_withholding(inquiry, "Frage 2. Zu Frage")
    factories.make_annex(inquiry, in_reply=reply)
    before = said(inquiry)
    assert [each.partition(" „")[0] for each in obstacles(cut(reply))] == [
        "Nicht veröffentlichte Textstelle",
        "Zahlenangabe im Text",
        "Tabelle",
        "Stellungnahme",
    ]
    assert said(inquiry) == before


def test_what_has_no_edited_words_at_the_cut_is_edited_first(inquiry, reply):
    reply.wording = "In zwei Landkreisen. Monatlich tagt der Runde Tisch."
    assert obstacles(cut(reply)) == [
        "Der bearbeitete Text enthält die Worte nicht, vor denen der gedruckte geteilt wird. Ändern Sie ihn zuerst."
    ]
    reply.wording = reply.text.replace("zwei", "2")
    second = cut(reply).carry_out(reason="Zwei.", by=None)
    assert (reply.wording, second.wording) == (FIRST.replace("zwei", "2"), SECOND)


# Places


def words(page, *lines, left=70):
    """Words of ten points each, twelve points below each other."""
    return [
        [word, left + 12 * at, 100 + 12 * line, left + 12 * at + 10, 110 + 12 * line, None]
        for line, text in enumerate(lines)
        for at, word in enumerate(text.split())
    ]


def test_boxes_are_parted_where_the_words_of_the_page_are(inquiry, questions):
    source = factories.make_source(inquiry, b"%PDF-", "antwort.pdf")
    lines = ["Zu Frage 1: In zwei", "Landkreisen. Der Runde", "Tisch tagt monat-"]
    for number, some in ((1, lines), (2, ["lich in Fulda."])):
        SourcePage.objects.create(source=source, number=number, width=595, height=842, words=words(number, *some))
    place = {"source": source, "page": 1, "boxes": [[1, 70, 100, 60, 34], [2, 70, 100, 40, 10]]}
    text = "In zwei Landkreisen. Der Runde Tisch tagt monatlich in Fulda."
    reply = factories.make_reply(inquiry, text, questions=questions[:2], **place)
    second = cut(reply, "Der Runde").carry_out(reason="Zwei.", by=None)
    assert reply.boxes == [[1, 70, 100, 58, 10], [1, 70, 112, 10, 10]]
    assert second.boxes == [[1, 82, 112, 22, 10], [1, 70, 124, 34, 10], [2, 70, 100, 40, 10]]
    TextJoin(reply, second, run_on=True).carry_out(reason="Doch eine.", by=None)
    assert (reply.text, len(reply.boxes), reply.page) == (text, 5, 1)


def test_line_of_a_text_is_found_where_the_second_part_begins(inquiry, questions):
    source = factories.make_source(inquiry, b"Antwort:\nIn zwei\nLandkreisen.\n\nDer Runde Tisch.\n")
    reply = factories.make_reply(
        inquiry, "In zwei Landkreisen. Der Runde Tisch.", questions=questions[:2], source=source, line=2
    )
    second = cut(reply, "Der Runde").carry_out(reason="Zwei.", by=None)
    assert (reply.line, second.line, second.source) == (2, 5, source)


def test_texts_of_two_files_are_not_joined(inquiry, questions):
    files = [factories.make_source(inquiry, name.encode(), name) for name in ("a.txt", "b.txt")]
    one, other = (factories.make_reply(inquiry, "Nein.", questions=questions[:1], source=each) for each in files)
    assert obstacles(TextJoin(one, other)) == ["Die beiden stehen in zwei Dateien: „a.txt“ und „b.txt“."]


# Taking back


def state(inquiry):
    """All that parting may change, without the numbers of histories."""
    hanging = [
        *Reference.objects.values_list("from_reply", "words", "to_question").order_by("pk"),
        *Evidence.objects.values_list("reply", "quote").order_by("pk"),
        *(row for each in (Misprint, PrintCheck, Statement) for row in each.objects.values_list("pk", "place")),
    ]
    texts = [
        (each.pk, each.position, each.text, each.wording, each.boxes, sorted(q.pk for q in each.questions.all()))
        for each in inquiry.replies.all()
    ]
    asked = [(q.pk, q.key, q.text, q.request) for q in inquiry.questions.all()]
    return texts, hanging, asked


def hang(inquiry, reply, questions, editor):
    factories.make_reference(from_reply=reply, to_question=questions[1], words="siehe Frage 2")
    factories.make_evidence(factories.make_body(inquiry), reply=reply, quote="Runde Tisch Asyl")
    factories.make_misprint(inquiry, "monatlich", place="reply 1")
    factories.make_statement(inquiry, place="reply 2")
    PrintCheck.objects.create(inquiry=inquiry, place="reply 2", digest="0", result="right", by=editor)


def test_split_is_taken_back_with_all_that_went(inquiry, reply, questions, editor):
    hang(inquiry, reply, questions, editor)
    before = state(inquiry)
    second = cut(reply).carry_out(reason="Zwei.", by=editor)
    assert {editing.last_parting(each).is_split for each in (reply, second)} == {True}
    assert editing.last_parting(inquiry.replies.get(position=3)) is None
    editing.last_parting(second).carry_out(reason="Doch eine.", by=editor)
    assert state(inquiry) == before


def test_join_is_taken_back_with_all_that_went(inquiry, reply, questions, editor):
    cut(reply).carry_out(reason="Zwei.", by=editor)
    hang(inquiry, inquiry.replies.get(position=2), questions, editor)
    before = state(inquiry)
    TextJoin(reply, inquiry.replies.get(position=2)).carry_out(reason="Doch eine.", by=editor)
    assert said(inquiry) == [(1, f"{FIRST}\n\n{SECOND}", ["1", "2"]), (2, "Nein.", ["3"])]
    since = factories.make_misprint(inquiry, "Tisch", place="reply 1")
    editing.last_parting(reply).carry_out(reason="Nein, zwei.", by=editor)
    since.refresh_from_db()
    assert since.place == "reply 2"
    since.delete()
    assert state(inquiry) == before


def test_what_was_edited_since_is_not_taken_back(inquiry, reply, editor):
    second = cut(reply).carry_out(reason="Zwei.", by=editor)
    parting = editing.last_parting(second)
    second.wording = "Der Runde Tisch Asyl trifft sich."
    second.save()
    with pytest.raises(NotParted):
        parting.carry_out(reason="Doch eine.", by=editor)
    assert inquiry.replies.count() == 3


# Questions and remarks


def split_question(question, words, number, part=""):
    return TextSplit(question, question.text.index(words), {"number": number, "part": part})


def test_question_is_split_with_its_number_and_who_answers_it(inquiry, editor):
    text = "Gibt es einen Gipfel? 2. Wer nimmt teil?"
    question = factories.make_question(inquiry, "1", text=text, request="Bitte nach Kreisen.")
    third = factories.make_question(inquiry, "3")
    reply = factories.make_reply(inquiry, questions=[question])
    annex = factories.make_annex(inquiry)
    named, unnamed = (factories.make_column(annex, name, questions=[question]) for name in ("Frage 2", "Zahl"))
    before = state(inquiry)
    second = split_question(question, "2. Wer", 2).carry_out(reason="Zwei Fragen.", by=editor)
    assert [(each.key, each.text, each.request) for each in inquiry.questions.all()[:2]] == [
        ("1", "Gibt es einen Gipfel?", ""),
        ("2", "Wer nimmt teil?", "Bitte nach Kreisen."),
    ]
    asked = [[q.key for q in each.questions.order_by("number")] for each in (reply, named, unnamed)]
    assert asked == [["1", "2"], ["2"], ["1", "2"]]
    editing.last_parting(question).carry_out(reason="Doch eine.", by=editor)
    assert (state(inquiry), [each.key for each in named.questions.all()]) == (before, ["1"])
    question.refresh_from_db()
    assert obstacles(split_question(question, "2. Wer", 3)) == ["Eine Frage 3 gibt es schon."]
    assert (editing.next_text(question), second.history.latest().history_type) == (third, "-")


def test_questions_are_joined_with_references_and_replies(inquiry, editor):
    one, other = (factories.make_question(inquiry, key) for key in ("1", "2"))
    reply = factories.make_reply(inquiry, questions=[other])
    reference = factories.make_reference(from_reply=reply, to_question=other, words="siehe 2")
    before = state(inquiry)
    TextJoin(one, other, run_on=True).carry_out(reason="Eine Frage.", by=editor)
    reference.refresh_from_db()
    assert ([each.key for each in reply.questions.all()], reference.to_question) == (["1"], one)
    editing.last_parting(one).carry_out(reason="Doch zwei.", by=editor)
    assert state(inquiry) == before


def test_question_stays_whole_where_its_whole_text_was_decided_on(inquiry):
    question = factories.make_question(inquiry, "1", text="Gibt es einen Gipfel? Wer nimmt teil?")
    factories.make_coding(factories.make_row(factories.make_annex(inquiry)), question)
    later = factories.make_question(text="Wie viele?", continues=question, comparability="same")
    sentences = [
        "Zeilen sind nach ihrem ganzen Text eingeordnet. Kategorien: 1, Einordnungen: 1.",
        f"Sie wird mit Frage 1 in {later.inquiry.number} verglichen.",
    ]
    assert obstacles(split_question(question, "Wer", 2)) == sentences
    assert obstacles(TextJoin(factories.make_question(inquiry, "0"), question)) == sentences


def test_remark_is_split_at_a_heading_and_joined_again(inquiry, editor):
    text = "Wir fragen.\n\nVorbemerkung der Landesregierung\n\nEs liegen Antworten vor."
    remark = factories.make_remark(inquiry, text, by="askers")
    facts = {"by": "government", "heading": "Vorbemerkung der Landesregierung"}
    second = TextSplit(remark, text.index("Vorb"), facts).carry_out(reason="Zwei.", by=editor)
    assert (remark.text, second.text, second.by) == ("Wir fragen.", "Es liegen Antworten vor.", "government")
    assert obstacles(TextJoin(remark, second)) == ["Das eine sagen die Fragesteller, das andere die Regierung."]
    second.by = "askers"
    second.save()
    TextJoin(remark, second).carry_out(reason="Doch eine.", by=editor)
    assert remark.text == text


def test_all_that_can_hang_on_a_text_is_known():
    """A further key to a question, reply or remark must be thought of here."""
    found = {
        (relation.related_model.__name__, relation.field.name)
        for model in (Question, Reply, PreliminaryRemark)
        for relation in relations(model)
    }
    by_question = {("Code", "question"), ("Coding", "question"), ("Question", "parent"), ("Question", "continues")}
    keys = {(model.__name__, name) for some in KEYS.values() for model, name, _quoting in some}
    assert found == keys | by_question | {("Reference", "to_question")}
