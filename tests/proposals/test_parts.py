"""Letters that are read as parts, and those that an editor refused."""

from survey.models import Finding
from survey.proposals.parts import parts_of, refused_texts
from tests import factories
from tests.factories import cell
from tests.proposals.looking import find

TEXT = "a) Es gibt keinen. b) Es gibt einen."


def letters(annex, text):
    answer = cell(annex, "LK Fulda", "Frage 1")
    return [part.letter for part in parts_of(answer.pk, text, refused_texts(answer.row))]


def test_letters_are_parts_until_an_editor_refuses_them_for_this_text(annex):
    annex.columns.first().questions.set([factories.make_question(annex.inquiry, key) for key in ("1a", "1b")])
    answer = cell(annex, "LK Fulda", "Frage 1")
    answer.printed_passages.all().delete()
    factories.make_passage(answer, TEXT)
    finding = find(annex, "lettered_parts")
    assert letters(annex, TEXT) == ["a", "b"]
    finding.decide(Finding.State.DISMISSED, reason="Das sind Fußnoten.")
    finding.save()
    assert letters(annex, TEXT) == []
    assert letters(annex, f"{TEXT} c) Und noch etwas.") == ["a", "b", "c"]
