from survey.models import Passage, PassageEdit
from tests.factories import cell
from tests.importing.editorial_data.layers import FULDA, KASSEL
from tests.importing.tables import printed, reading

MOVE = {
    "annex": "1",
    "kind": "move",
    "row": "LK Kassel",
    "column": "Frage 2",
    "page": "1",
    "quote": "Es existiert",
    "to_row": "LK Fulda",
    "to_column": "Frage 2",
    "reason": "Der Absatz handelt von Fulda.",
}
JOIN = MOVE | {"kind": "join", "row": "LK Fulda", "quote": "Seit Jahren", "reason": "Der Satz geht weiter."}
SPLIT = MOVE | {"kind": "split", "row": "LK Fulda", "quote": "Seit Juni 2014", "to_row": "", "to_column": ""}
STRAY = "Seit Jahren gibt es Treffen."


def texts(annex, row):
    answer = cell(annex, row, "Frage 2")
    return reading(answer), printed(answer)


def test_move_and_join_change_what_is_read_and_not_what_is_printed(load, annex):
    report = load(corrections=[JOIN, MOVE])
    assert texts(annex, "LK Fulda") == (f"{FULDA}\n\n{STRAY}\n\n{KASSEL}", f"{FULDA}\n\n{STRAY}")
    assert texts(annex, "LK Kassel") == ("", KASSEL)
    assert list(PassageEdit.objects.values_list("kind", "reason")) == [
        ("join", "Der Satz geht weiter."),
        ("move", "Der Absatz handelt von Fulda."),
    ]
    assert report.new == 2


def test_split_makes_two_that_read_as_before(load, annex):
    load(corrections=[SPLIT])
    assert texts(annex, "LK Fulda") == (FULDA, f"{FULDA}\n\n{STRAY}")
    pieces = cell(annex, "LK Fulda", "Frage 2").passages.live()
    assert [passage.text for passage in pieces] == [FULDA[:42], FULDA[42:]]


def test_split_piece_can_be_moved_on(load, annex):
    move = MOVE | {"row": "LK Fulda", "quote": "Seit Juni 2014", "to_row": "LK Kassel"}
    load(corrections=[SPLIT, move])
    assert texts(annex, "LK Fulda") == (FULDA[:42], f"{FULDA}\n\n{STRAY}")
    assert texts(annex, "LK Kassel")[0] == f"{FULDA[43:]}\n\n{KASSEL}"


def test_corrections_are_done_once(load):
    lines = [JOIN, MOVE, SPLIT]
    load(corrections=lines)
    before = Passage.objects.count()
    assert load(corrections=lines).unchanged == 3
    assert Passage.objects.count() == before


def test_correction_done_once_stays_where_an_editor_moved_it_on(load, annex):
    load(corrections=[MOVE])
    gathered = cell(annex, "LK Fulda", "Frage 2").passages.live().last()
    PassageEdit.objects.move(gathered, cell(annex, "LK Fulda", "Frage 1"), reason="Doch zu Frage 1.")
    assert load(corrections=[MOVE]).changes_nothing
    assert texts(annex, "LK Fulda")[0] == FULDA


def test_correction_takes_a_better_reason(load):
    load(corrections=[MOVE])
    report = load(corrections=[MOVE | {"reason": "Er nennt Stellen in Fulda."}])
    assert (report.new, report.changed) == (0, 1)
    assert PassageEdit.objects.get().reason == "Er nennt Stellen in Fulda."


def test_correction_without_a_reason_is_refused(refusal):
    assert (
        refusal(corrections=[MOVE | {"reason": ""}]) == "corrections.csv, line 2: reason: This field cannot be blank."
    )


def test_correction_of_words_that_are_not_printed_there_is_refused(refusal):
    sentence = "corrections.csv, line 2: Not one passage is printed there that says “Es gibt”, but 0."
    assert refusal(corrections=[MOVE | {"quote": "Es gibt"}]) == sentence


def test_split_before_the_first_word_is_refused(refusal):
    line = SPLIT | {"quote": "Runder Tisch Asyl Fulda"}
    assert refusal(corrections=[line]) == "corrections.csv, line 2: Words must stand on both sides of the cut."
