import pytest
from django.core.exceptions import ValidationError

from survey.models import Passage, PassageEdit, joined
from tests.factories import cell, make_answer, make_passage, make_table, make_user

pytestmark = pytest.mark.django_db

TEXT = "Der Kreis.\n\nDie Kirchen."


@pytest.fixture
def annex():
    return make_table({"LK Fulda": ["Ja.", TEXT], "LK Kassel": ["Nein."]}, headings=("Frage 1", "Frage 2"))


@pytest.fixture
def fulda(annex):
    return cell(annex, "LK Fulda", "Frage 2")


@pytest.fixture
def kassel(annex):
    return cell(annex, "LK Kassel", "Frage 1")


def reading(answer):
    return joined(answer.passages.live())


def printed(answer):
    return joined(answer.printed_passages.live())


def test_move_changes_where_a_passage_belongs_and_not_where_it_is_printed(fulda, kassel):
    PassageEdit.objects.move(fulda.passages.get(), kassel, reason="Er handelt von Kassel.")
    assert (reading(fulda), printed(fulda)) == ("", TEXT)
    assert (reading(kassel), printed(kassel)) == (f"{TEXT}\n\nNein.", "Nein.")


def test_move_makes_a_passage_that_supersedes_the_old(fulda, kassel):
    editor = make_user()
    old = fulda.passages.get()
    act = PassageEdit.objects.move(old, kassel, reason="Er handelt von Kassel.", by=editor)
    old.refresh_from_db()
    new = old.superseded_by
    assert (old.answer, old.text, new.text) == (fulda, TEXT, TEXT)
    assert (new.printed_in, new.answer, new.edit, new.page) == (fulda, kassel, act, old.page)
    assert (act.kind, act.by, act.inquiry) == ("move", editor, fulda.row.annex.inquiry)
    assert act.history.get().history_user == editor


def test_join_gives_a_stray_passage_its_cell(fulda):
    stray = make_passage(fulda, "Und die Vereine.", answer=None, position=2)
    act = PassageEdit.objects.join(stray, fulda, reason="Der Satz geht weiter.")
    assert (act.kind, reading(fulda)) == ("join", f"{TEXT}\n\nUnd die Vereine.")


def test_split_makes_two_whose_texts_joined_are_the_old_one(fulda):
    old = fulda.passages.get()
    act = PassageEdit.objects.split(old, TEXT.index("Die"), reason="Zwei Sachen.")
    pieces = [(each.text, each.start, each.edit) for each in fulda.passages.live()]
    assert pieces == [("Der Kreis.", 0, act), ("\n\nDie Kirchen.", 10, act)]
    assert (reading(fulda), printed(fulda)) == (TEXT, TEXT)


def test_piece_that_went_elsewhere_reads_without_the_blanks_before_it(fulda, kassel):
    PassageEdit.objects.split(fulda.passages.get(), TEXT.index("Die"), reason="Zwei Sachen.")
    PassageEdit.objects.move(fulda.passages.live().last(), kassel, reason="Die Kirchen gehören zu Kassel.")
    assert (reading(fulda), reading(kassel)) == ("Der Kreis.", "Die Kirchen.\n\nNein.")
    assert printed(fulda) == TEXT


@pytest.mark.parametrize("at", [0, len(TEXT), len(TEXT) + 5])
def test_split_needs_words_on_both_sides(fulda, at):
    with pytest.raises(ValidationError):
        PassageEdit.objects.split(fulda.passages.get(), at, reason="Zwei Sachen.")
    assert (PassageEdit.objects.count(), fulda.passages.count()) == (0, 1)


def test_correction_needs_a_reason(fulda, kassel):
    with pytest.raises(ValidationError):
        PassageEdit.objects.move(fulda.passages.get(), kassel, reason="")
    assert (PassageEdit.objects.count(), reading(fulda)) == (0, TEXT)


def test_correction_of_a_passage_that_was_corrected_in_the_meantime_is_refused(fulda, kassel):
    old = fulda.passages.get()
    PassageEdit.objects.move(old, kassel, reason="Er handelt von Kassel.")
    with pytest.raises(ValidationError):
        PassageEdit.objects.move(old, fulda, reason="Doch von Fulda.")
    assert Passage.objects.live().filter(printed_in=fulda).count() == 1


def test_passage_stays_within_its_paper(fulda):
    with pytest.raises(ValidationError):
        PassageEdit.objects.move(fulda.passages.get(), make_answer(), reason="Von dort.")
    assert reading(fulda) == TEXT


def take_back(act, reason="Doch nicht.", **kwargs):
    return PassageEdit.objects.take_back(act, reason=reason, **kwargs)


def test_move_taken_back_puts_the_passage_where_it_was(fulda, kassel):
    act = PassageEdit.objects.move(fulda.passages.get(), kassel, reason="Er handelt von Kassel.")
    editor = make_user()
    undo = take_back(act, by=editor)
    assert (reading(fulda), printed(fulda), reading(kassel)) == (TEXT, TEXT, "Nein.")
    assert (undo.kind, undo.takes_back, undo.reason, undo.by) == ("undo", act, "Doch nicht.", editor)
    assert list(PassageEdit.objects.values_list("kind", flat=True)) == ["move", "undo"]
    assert Passage.objects.filter(printed_in=fulda).count() == 3


def test_join_taken_back_leaves_the_passage_without_a_cell(fulda):
    stray = make_passage(fulda, "Und die Vereine.", answer=None, position=2)
    take_back(PassageEdit.objects.join(stray, fulda, reason="Der Satz geht weiter."))
    assert (reading(fulda), printed(fulda)) == (TEXT, f"{TEXT}\n\nUnd die Vereine.")


def test_split_taken_back_makes_one_of_the_two(fulda):
    act = PassageEdit.objects.split(fulda.passages.get(), TEXT.index("Die"), reason="Zwei Sachen.")
    take_back(act)
    [whole] = fulda.passages.live()
    assert (whole.text, whole.start, whole.edit) == (TEXT, 0, None)


def test_what_was_done_later_is_taken_back_first(fulda, kassel):
    split = PassageEdit.objects.split(fulda.passages.get(), TEXT.index("Die"), reason="Zwei Sachen.")
    move = PassageEdit.objects.move(fulda.passages.live().last(), kassel, reason="Die Kirchen gehören zu Kassel.")
    with pytest.raises(ValidationError):
        take_back(split)
    take_back(move)
    take_back(split)
    assert (reading(fulda), reading(kassel)) == (TEXT, "Nein.")


def test_acts_on_one_passage_are_taken_back_one_after_the_other(annex, fulda, kassel):
    other = cell(annex, "LK Fulda", "Frage 1")
    first = PassageEdit.objects.move(fulda.passages.get(), kassel, reason="Er handelt von Kassel.")
    second = PassageEdit.objects.move(kassel.passages.live().first(), other, reason="Er handelt von Frage 1.")
    with pytest.raises(ValidationError):
        take_back(first)
    take_back(second)
    assert reading(kassel) == f"{TEXT}\n\nNein."
    take_back(first)
    assert (reading(fulda), reading(kassel), reading(other)) == (TEXT, "Nein.", "Ja.")


def test_correction_is_taken_back_once_and_with_a_reason(fulda, kassel):
    act = PassageEdit.objects.move(fulda.passages.get(), kassel, reason="Er handelt von Kassel.")
    with pytest.raises(ValidationError):
        take_back(act, reason="")
    undo = take_back(act)
    for each in (act, undo):
        with pytest.raises(ValidationError):
            take_back(each)
    assert PassageEdit.objects.count() == 2


def test_passage_that_was_put_back_can_be_corrected_again(fulda, kassel):
    take_back(PassageEdit.objects.move(fulda.passages.get(), kassel, reason="Er handelt von Kassel."))
    again = PassageEdit.objects.move(fulda.passages.live().get(), kassel, reason="Doch von Kassel.")
    assert reading(fulda) == ""
    take_back(again)
    assert reading(fulda) == TEXT
