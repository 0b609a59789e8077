"""Accepting what is proposed about passages in the wrong cell."""

from survey.models import Answer, PassageEdit
from tests import factories
from tests.factories import cell
from tests.proposals.conftest import ABOUT_FULDA
from tests.proposals.looking import accept, effects, find, reading, state


def test_row_without_a_label_is_joined_to_the_field_above(annex, editor):
    fulda = cell(annex, "LK Fulda", "Frage 1")
    factories.make_passage(fulda, "Und weiter.", answer=None, position=1, start=0)
    finding = find(annex, "continuation_row")
    assert effects(finding) == [("LK Fulda, Frage 1", "Eins.", "Eins.\n\nUnd weiter.")]
    accept(finding, editor, reason="Die Zeile trägt keinen Namen.")
    assert (reading(fulda), state(finding)) == ("Eins.\n\nUnd weiter.", "accepted")
    act = PassageEdit.objects.get()
    assert (act.kind, act.reason, act.by) == ("join", "Die Zeile trägt keinen Namen.", editor)
    assert (finding.reason, finding.decided_by, finding.carried_out) == (act.reason, editor, True)
    assert finding.decided_at is not None


def test_join_gives_a_field_that_was_empty_its_status_back(annex, editor):
    empty = cell(annex, "LK Fulda", "Frage 3")
    Answer.objects.filter(pk=empty.pk).update(status="blank")
    factories.make_passage(empty, "Der Landrat.", answer=None)
    accept(find(annex, "continuation_row"), editor, reason="Ohne Namen.")
    assert (reading(empty), empty.status, empty.version) == ("Der Landrat.", "answered", 2)


def test_paragraph_about_another_district_moves_to_its_row_and_leaves_the_field_unknown(annex, editor):
    fulda, kassel = (cell(annex, row, "Frage 1") for row in ("LK Fulda", "LK Kassel"))
    finding = find(annex, "foreign_place")
    assert effects(finding) == [
        ("LK Kassel, Frage 1", ABOUT_FULDA, ""),
        ("LK Kassel, Frage 1", None, None),
        ("LK Fulda, Frage 1", "Eins.", f"Eins.\n\n{ABOUT_FULDA}"),
    ]
    accept(
        finding, editor, reason="Er handelt von Fulda.", choice={"note": "Was Kassel gesagt hat, ist nicht bekannt."}
    )
    assert (reading(fulda), reading(kassel)) == (f"Eins.\n\n{ABOUT_FULDA}", "")
    decided = (kassel.status, kassel.decided, kassel.note)
    assert decided == ("unknown", True, "Was Kassel gesagt hat, ist nicht bekannt.")
    assert (state(finding), PassageEdit.objects.get().kind) == ("accepted", "move")
    assert kassel.history.first().history_user == editor


def write(annex, text):
    answer = cell(annex, "LK Kassel", "Frage 1")
    answer.printed_passages.all().delete()
    factories.make_passage(answer, text)
    return answer


def test_paragraph_is_cut_out_of_a_text_that_says_more(annex, editor):
    kassel = write(annex, f"In Kassel gibt es keinen.\n\n{ABOUT_FULDA}\n\nSonst nichts.")
    accept(find(annex, "foreign_place"), editor, reason="Er handelt von Fulda.")
    assert reading(kassel) == "In Kassel gibt es keinen.\n\nSonst nichts."
    assert reading(cell(annex, "LK Fulda", "Frage 1")) == f"Eins.\n\n{ABOUT_FULDA}"
    assert (kassel.status, kassel.decided) == ("answered", False)
    kinds = list(PassageEdit.objects.values_list("kind", flat=True))
    assert kinds == ["split", "split", "move"]


def test_neighbouring_paragraphs_move_as_one(annex, editor):
    second = "Auch im Landkreis Fulda."
    kassel = write(annex, f"{ABOUT_FULDA}\n\n{second}\n\nSonst nichts.")
    accept(find(annex, "foreign_place"), editor, reason="Er handelt von Fulda.")
    assert reading(kassel) == "Sonst nichts."
    assert reading(cell(annex, "LK Fulda", "Frage 1")) == f"Eins.\n\n{ABOUT_FULDA}\n\n{second}"
    assert list(PassageEdit.objects.values_list("kind", flat=True)) == ["split", "move"]


def test_move_taken_back_opens_the_finding_again(annex, editor):
    finding = find(annex, "foreign_place")
    accept(finding, editor, reason="Er handelt von Fulda.", choice={"note": "Nicht bekannt."})
    PassageEdit.objects.take_back(PassageEdit.objects.get(), reason="Doch nicht.", by=editor)
    assert find(annex, "foreign_place") == finding


def test_edited_text_is_not_taken_apart(annex, editor):
    kassel = cell(annex, "LK Kassel", "Frage 1")
    Answer.objects.filter(pk=kassel.pk).update(wording="Im Landkreis Fulda besteht ein Netzwerk.")
    finding = find(annex, "foreign_place")
    outcome = accept(finding, editor, reason="Er handelt von Fulda.", choice={"note": "Nicht bekannt."})
    assert ([each for each, _why in outcome.refused], outcome.done) == ([finding], [])
    assert (PassageEdit.objects.count(), state(finding)) == (0, "open")


def test_finding_whose_text_changed_meanwhile_is_refused(annex, editor):
    finding = find(annex, "foreign_place")
    write(annex, "Nein.")
    outcome = accept(finding, editor, reason="Er handelt von Fulda.")
    assert ([each for each, _why in outcome.refused], state(finding)) == ([finding], "closed")
