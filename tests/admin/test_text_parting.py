"""Splitting and joining questions, replies and remarks on the desk."""

import pytest
from django.urls import reverse

from survey import editing
from tests import factories
from tests.admin.conftest import onlooker, signed_in
from tests.admin.forms import address


@pytest.fixture
def inquiry(db):
    return factories.make_inquiry()


@pytest.fixture
def reply(inquiry):
    questions = [factories.make_question(inquiry, key) for key in ("1", "2")]
    return factories.make_reply(inquiry, "In zwei Kreisen.\n\nZu Frage 2: Nein.", questions=questions)


def page(text, name):
    return reverse(f"admin:survey_{text._meta.model_name}_{name}", args=[text.pk])


def shown(desk, text, name):
    """What the form of the page holds before anybody types."""
    form = desk.get(page(text, name)).context["form"]
    return {each.name: each.value() for each in form if each.value() is not None}


def sent(desk, text, name, **typed):
    return desk.post(page(text, name), shown(desk, text, name) | {"reason": "Zwei Antworten."} | typed)


def texts(inquiry):
    return [(each.text, [q.key for q in each.questions.all()]) for each in inquiry.replies.all()]


def test_reply_is_split_with_preview_and_reason(desk, inquiry, reply, editor):
    first = inquiry.questions.first().pk
    cut = {"before": "Zu Frage 2", "questions": [first]}
    seen = sent(desk, reply, "split", **cut, reason="", preview="Vorschau")
    assert seen.context["seen"] == [
        ("Erster Teil", [("equal", "In zwei Kreisen.")]),
        ("Zweiter Teil", [("equal", "Nein.")]),
    ]
    assert list(sent(desk, reply, "split", **cut, reason="").context["form"].errors) == ["reason"]
    assert inquiry.replies.count() == 1
    assert sent(desk, reply, "split", **cut).url == address(reply)
    assert texts(inquiry) == [("In zwei Kreisen.", ["1"]), ("Nein.", ["2"])]
    row = reply.history.first()
    assert (row.history_change_reason, row.history_user) == ("Zwei Antworten.", editor)
    tools = [tool for tool, _label in desk.get(address(reply)).context["tools"]]
    assert [page(reply, name) in tools for name in ("split", "join", "part_back")] == [True, True, True]


def test_what_is_in_the_way_is_named_before_anything_is_written(desk, inquiry, reply):
    factories.make_statement(inquiry, place="reply 1")
    [said] = sent(desk, reply, "split", before="Zu Frage 2").context["form"].non_field_errors()
    assert said.startswith("Stellungnahme „Landkreis Fulda, 5. März 2026“: Es ist nicht zu erkennen")
    assert inquiry.replies.count() == 1


def test_text_that_somebody_changed_meanwhile_is_looked_at_again(desk, inquiry, reply):
    before = shown(desk, reply, "split")
    reply.text = "In drei Kreisen.\n\nZu Frage 2: Nein."
    reply.save()
    response = desk.post(page(reply, "split"), before | {"before": "Zu Frage 2", "reason": "Zwei Antworten."})
    form = response.context["form"]
    assert form.non_field_errors() == [
        "Inzwischen hat jemand diesen Text geändert. Bitte sehen Sie ihn noch einmal an."
    ]
    assert form["text"].value() == reply.text
    again = {each.name: each.value() for each in form if each.value() is not None}
    desk.post(page(reply, "split"), again)
    assert texts(inquiry)[0][0] == "In drei Kreisen."


def test_replies_are_joined_and_that_is_taken_back(desk, inquiry, reply):
    factories.make_reply(inquiry, "und in der Stadt.", questions=[inquiry.questions.last()])
    opened = desk.get(page(reply, "join"))
    assert opened.context["seen"][0][1] == [("equal", "In zwei Kreisen.\n\nZu Frage 2: Nein.\n\nund in der Stadt.")]
    sent(desk, reply, "join", run_on="1")
    assert texts(inquiry) == [("In zwei Kreisen.\n\nZu Frage 2: Nein. und in der Stadt.", ["1", "2"])]
    seen = desk.get(page(reply, "part_back")).context["seen"]
    assert [words for _name, [(_kind, words)] in seen] == ["In zwei Kreisen.\n\nZu Frage 2: Nein.", "und in der Stadt."]
    sent(desk, reply, "part_back", reason="Doch zwei.")
    assert [text for text, _keys in texts(inquiry)] == ["In zwei Kreisen.\n\nZu Frage 2: Nein.", "und in der Stadt."]


def test_what_cannot_be_joined_has_no_button(desk, inquiry):
    one = factories.make_remark(inquiry, by="askers")
    last = factories.make_remark(inquiry)
    opened = desk.get(page(one, "join")).context
    assert (opened["submit"], opened["items"]) == (
        "",
        ["Das eine sagen die Fragesteller, das andere die Regierung."],
    )
    assert [desk.get(page(last, name)).status_code for name in ("join", "part_back")] == [404, 404]


def test_second_question_has_the_number_that_is_printed_or_typed(desk, inquiry):
    question = factories.make_question(inquiry, "1", text="Gibt es einen Gipfel? 2. Wer nimmt teil?")
    form = sent(desk, question, "split", before="Wer").context["form"]
    assert dict(form.errors) == {"key": ["Geben Sie die Nummer der zweiten Frage an."]}
    sent(desk, question, "split", before="2. Wer")
    sent(desk, question, "split", before="einen", key="1a")
    assert [(each.key, each.text) for each in inquiry.questions.all()] == [
        ("1", "Gibt es"),
        ("1a", "einen Gipfel?"),
        ("2", "Wer nimmt teil?"),
    ]


def test_texts_are_parted_by_who_may_correct_passages(inquiry, reply):
    looking = signed_in(onlooker())
    assert [looking.get(page(reply, name)).status_code for name in ("split", "join", "part_back")] == [403, 403, 403]
    assert editing.last_parting(reply) is None
