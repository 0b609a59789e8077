import pytest
from django.core.exceptions import ValidationError

from survey.models import Correction, Fragment, joined
from tests.factories import cell, make_answer, make_fragment, make_table, make_user

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
    return joined(answer.fragments.live())


def printed(answer):
    return joined(answer.printed_fragments.live())


def test_move_changes_where_a_passage_belongs_and_not_where_it_is_printed(fulda, kassel):
    Correction.objects.move(fulda.fragments.get(), kassel, reason="Er handelt von Kassel.")
    assert (reading(fulda), printed(fulda)) == ("", TEXT)
    assert (reading(kassel), printed(kassel)) == (f"{TEXT}\n\nNein.", "Nein.")


def test_move_makes_a_passage_that_supersedes_the_old(fulda, kassel):
    editor = make_user()
    old = fulda.fragments.get()
    act = Correction.objects.move(old, kassel, reason="Er handelt von Kassel.", by=editor)
    old.refresh_from_db()
    new = old.superseded_by
    assert (old.answer, old.text, new.text) == (fulda, TEXT, TEXT)
    assert (new.printed_in, new.answer, new.correction, new.page) == (fulda, kassel, act, old.page)
    assert (act.kind, act.by, act.inquiry) == ("move", editor, fulda.row.annex.inquiry)
    assert act.history.get().history_user == editor


def test_join_gives_a_stray_passage_its_cell(fulda):
    stray = make_fragment(fulda, "Und die Vereine.", answer=None, position=2)
    act = Correction.objects.join(stray, fulda, reason="Der Satz geht weiter.")
    assert (act.kind, reading(fulda)) == ("join", f"{TEXT}\n\nUnd die Vereine.")


def test_split_makes_two_whose_texts_joined_are_the_old_one(fulda):
    old = fulda.fragments.get()
    act = Correction.objects.split(old, TEXT.index("Die"), reason="Zwei Sachen.")
    pieces = [(each.text, each.start, each.correction) for each in fulda.fragments.live()]
    assert pieces == [("Der Kreis.", 0, act), ("\n\nDie Kirchen.", 10, act)]
    assert (reading(fulda), printed(fulda)) == (TEXT, TEXT)


def test_piece_that_went_elsewhere_reads_without_the_blanks_before_it(fulda, kassel):
    Correction.objects.split(fulda.fragments.get(), TEXT.index("Die"), reason="Zwei Sachen.")
    Correction.objects.move(fulda.fragments.live().last(), kassel, reason="Die Kirchen gehören zu Kassel.")
    assert (reading(fulda), reading(kassel)) == ("Der Kreis.", "Die Kirchen.\n\nNein.")
    assert printed(fulda) == TEXT


@pytest.mark.parametrize("at", [0, len(TEXT), len(TEXT) + 5])
def test_split_needs_words_on_both_sides(fulda, at):
    with pytest.raises(ValidationError):
        Correction.objects.split(fulda.fragments.get(), at, reason="Zwei Sachen.")
    assert (Correction.objects.count(), fulda.fragments.count()) == (0, 1)


def test_correction_needs_a_reason(fulda, kassel):
    with pytest.raises(ValidationError):
        Correction.objects.move(fulda.fragments.get(), kassel, reason="")
    assert (Correction.objects.count(), reading(fulda)) == (0, TEXT)


def test_correction_of_a_passage_that_was_corrected_in_the_meantime_is_refused(fulda, kassel):
    old = fulda.fragments.get()
    Correction.objects.move(old, kassel, reason="Er handelt von Kassel.")
    with pytest.raises(ValidationError):
        Correction.objects.move(old, fulda, reason="Doch von Fulda.")
    assert Fragment.objects.live().filter(printed_in=fulda).count() == 1


def test_passage_stays_within_its_paper(fulda):
    with pytest.raises(ValidationError):
        Correction.objects.move(fulda.fragments.get(), make_answer(), reason="Von dort.")
    assert reading(fulda) == TEXT
