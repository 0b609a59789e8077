"""What is deleted by hand: a record with all that hangs on it, while nobody has published it."""

import datetime

import pytest
from django.apps import apps
from django.utils import timezone

from survey import editing
from survey.editing.deleting import HANGS_ON
from survey.models import Annex, Answer, Inquiry, Question, Row
from tests import factories
from tests.admin.papers import make_paper, make_public


@pytest.fixture
def paper(db):
    return make_paper()


@pytest.fixture
def editor(db):
    return factories.make_user("hand")


def left(model, **lookup):
    return model._base_manager.filter(**lookup).count()


def test_whole_draft_goes_with_everything_in_it(paper, editor):
    other = make_paper()
    paper.catalogue_entries.all().delete()
    goes = editing.delete(paper, reason="Doppelt angelegt.", by=editor)
    assert [str(each) for each in Inquiry.objects.all()] == [str(other)]
    assert Annex.objects.get().inquiry == other
    assert ("Zeilen: 2" in goes.in_words(), "Angaben: 6" in goes.in_words()) == (True, True)
    last = Inquiry.history.filter(id=goes.records[Inquiry].pop()).first()
    assert (last.history_type, last.history_change_reason, last.history_user) == ("-", "Doppelt angelegt.", editor)


def test_row_goes_with_its_answers_and_what_rests_on_them(paper, editor):
    row = paper.annexes.get().rows.get(printed="LK Kassel")
    assert editing.what_goes(row).obstacles == ()
    editing.delete(row, reason="Steht zweimal da.", by=editor)
    assert (Row.objects.count(), Answer.objects.count()) == (1, 3)
    assert Answer.history.filter(history_type="-").count() == 3


def test_what_something_else_rests_on_stays_and_says_why(paper, editor):
    row = paper.annexes.get().rows.get(printed="LK Fulda")
    body = paper.bodies.get()
    goes = editing.what_goes(row)
    assert any("Runden Tisch Asyl" in each for each in goes.obstacles)
    with pytest.raises(editing.NotDeleted):
        editing.delete(row, reason="Weg damit.", by=editor)
    assert (Row.objects.count(), body.evidence.count()) == (2, 1)


def test_question_that_a_reply_answers_alone_stays(paper, editor):
    question = factories.make_question(paper, "7")
    reply = factories.make_reply(paper, questions=[question])
    with pytest.raises(editing.NotDeleted):
        editing.delete(question, reason="Gibt es nicht.", by=editor)
    editing.delete(reply, reason="Gibt es nicht.", by=editor)
    editing.delete(question, reason="Gibt es nicht.", by=editor)
    assert not Question.objects.filter(number=7).exists()


def test_what_was_published_is_not_deleted(paper, editor):
    make_public(paper)
    row = paper.annexes.get().rows.get(printed="LK Kassel")
    for record in (paper, row):
        assert any("Fassung 1" in each for each in editing.what_goes(record).obstacles)
    Row.history.filter(id=row.pk).update(history_date=timezone.now() + datetime.timedelta(days=1))
    assert editing.what_goes(row).obstacles == ()


def test_reason_is_asked_for(paper):
    with pytest.raises(editing.NotDeleted):
        editing.delete(paper.annexes.get().rows.last(), reason=" ")


def test_every_named_key_exists():
    models = set(apps.get_app_config("survey").get_models())
    assert {model for model, _name in HANGS_ON} <= models
    assert all(model._meta.get_field(name).null for model, name in HANGS_ON)
