from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from survey.importing.cells import FilePiece, PlannedPassage, replacement, spans, text_of

WORDS = st.text("ab \n", min_size=1, max_size=6).map(lambda text: text.strip("\n")).filter(str.strip)


def make_piece(text, position=1):
    return FilePiece(text, "", 1, 1, position)


def make_passage(text, position=1, start=0, *, answer=1, pk=1, edit=None):
    return PlannedPassage(text, "", 1, 1, position, start, answer, edit, pk)


def standing(passages, change):
    """What stands after the change, in its order."""
    gone = {pk for pk, _successor in change.superseded}
    return sorted(
        [each for each in passages if each.pk not in gone] + change.passages,
        key=lambda each: (each.position, each.start),
    )


@st.composite
def cells(draw):
    """A cell as imports and splits may have left it."""
    passages = []
    for position, text in enumerate(draw(st.lists(WORDS, max_size=3)), draw(st.integers(1, 3))):
        cuts = draw(st.sets(st.integers(1, len(text) - 1), max_size=2)) if len(text) > 1 else ()
        bounds = [0, *sorted(cuts), len(text)]
        for start, end in pairwise(bounds):
            answer = draw(st.sampled_from([1, 2, None]))
            passages.append(make_passage(text[start:end], position, start, answer=answer, pk=len(passages) + 1))
    return passages


@st.composite
def cells_and_files(draw):
    """A cell, and a file that says nearly the same or something else."""
    passages = draw(cells())
    text, _places = spans(passages)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    changed = text[:start] + draw(st.sampled_from(["", "x", "\n\n", "x\n\ny", "a"])) + text[end:]
    texts = draw(st.one_of(st.just([changed]), st.just(changed.split("\n\n")), st.lists(WORDS, max_size=3)))
    texts = [each.strip("\n") for each in texts if each.strip()]
    return passages, [make_piece(text, position) for position, text in enumerate(texts, draw(st.integers(1, 4)))]


@given(cells_and_files())
def test_replacement_says_exactly_what_the_file_says(case):
    passages, pieces = case
    change = replacement(passages, pieces, 1)
    left = standing(passages, change)
    assert spans(left)[0] == text_of(pieces)
    assert len({(each.position, each.start) for each in left}) == len(left)


def test_replacement_of_the_same_text_is_nothing():
    passages = [make_passage("Ja.", 13), make_passage("Auch hier.", 14, pk=2)]
    change = replacement(passages, [make_piece("Ja.\n\nAuch hier.")], 1)
    assert (change.passages, change.superseded) == ([], [])


def test_replacement_keeps_what_still_fits_at_both_ends():
    passages = [
        make_passage(text, position, pk=position) for position, text in enumerate(("Eins.", "Zwei.", "Drei."), 1)
    ]
    change = replacement(passages, [make_piece("Eins.\n\nZwo.\n\nDrei.")], 1)
    assert [(each.text, each.position) for each in change.passages] == [("Zwo.", 2)]
    assert change.superseded == [(2, 0)]


def test_replacement_stays_where_an_editor_has_moved_the_passage():
    change = replacement([make_passage("Ein Netz.", answer=2, edit=7)], [make_piece("Ein Netzwerk.")], 1)
    assert [(each.text, each.answer, each.edit) for each in change.passages] == [("Ein Netzwerk.", 2, 7)]


def test_replacement_of_one_piece_of_a_split_moves_the_start_of_the_next():
    passages = [make_passage("Alt.", pk=1), make_passage("\n\nBleibt.", start=4, pk=2, answer=2)]
    change = replacement(passages, [make_piece("Neuer.\n\nBleibt.")], 1)
    assert [(each.text, each.start, each.answer) for each in change.passages] == [
        ("Neuer.", 0, 1),
        ("\n\nBleibt.", 6, 2),
    ]
    assert sorted(change.superseded) == [(1, 0), (2, 1)]


def test_replacement_of_pieces_that_belong_to_several_answers_belongs_where_it_is_printed():
    passages = [make_passage("Eins.", answer=1, pk=1), make_passage(" Zwei.", start=5, answer=2, pk=2)]
    change = replacement(passages, [make_piece("Ganz anders.")], 1)
    assert [(each.text, each.answer) for each in change.passages] == [("Ganz anders.", 1)]


def test_replacement_by_nothing_is_superseded_by_itself():
    change = replacement([make_passage("Ja.", pk=5)], [], 1)
    assert (change.passages, change.superseded) == ([], [(5, None)])


def test_replacement_leaves_a_further_continuation_row_to_editors():
    change = replacement([make_passage("Ja.", 13)], [make_piece("Ja.", 13), make_piece("Und mehr.", 14)], 1)
    assert [(each.text, each.position, each.answer) for each in change.passages] == [("Und mehr.", 14, None)]


def test_replacement_parts_no_passages_at_three_line_ends():
    """Two of the three would part them, and nobody can say which: what follows is new."""
    passages = [make_passage("Eins.", 1, pk=1), make_passage("Zwei.", 2, pk=2)]
    change = replacement(passages, [make_piece("Eins.\n\n\nZwei.")], 1)
    assert sorted(pk for pk, _successor in change.superseded) == [1, 2]
    assert spans(standing(passages, change))[0] == "Eins.\n\n\nZwei."
