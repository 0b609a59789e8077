"""German words as people type them find German words as papers print them."""

import pytest

from survey.language.analysis import LONGEST_WORD, Query, analysed, excerpt, forms, marked, parse, parts, stem


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("fluechtling", "Flüchtlinge"),
        ("FLÜCHTLING", "Flüchtlings"),
        ("Runde", "runder"),
        ("Tische", "Tisches"),
        ("Strasse", "Straßen"),
        ("Städte", "Stadten"),
        ("Flüchtling", "Flu\u0308cht\u00adlinge"),
    ],
)
def test_stem_is_one_for_the_forms_of_a_word(typed, printed):
    assert stem(typed) == stem(printed)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Flüchtlingsgipfel", ("fluchtling", "gipfel")),
        ("Asylgipfel", ("asyl", "gipfel")),
        ("Feuerwehrgipfel", ("feuerwehr", "gipfel")),
        ("Integrationsnetzwerk", ("integration", "netzwerk")),
        ("Sozialamt", ("sozial", "amt")),
        ("gesamt", ()),
        ("Gipfel", ()),
        ("Odenwald", ()),
    ],
)
def test_parts_cuts_compounds_and_leaves_words_whole(word, expected):
    assert parts(word) == expected


def test_analysed_keeps_the_order_of_words_and_adds_parts_behind():
    assert analysed("Runder Tisch", "zum Asylgipfel") == "rund tisch zum asylgipfel asyl gipfel"


@pytest.mark.parametrize(
    "printed", ["Flücht\u00adlings\u00adgipfel", "Flücht\u00ad\nlingsgipfel", "Flu\u0308chtlings\u2060gipfel"]
)
def test_word_is_found_and_marked_whatever_unseen_signs_it_holds(printed):
    assert analysed(f"Ein {printed} tagt") == analysed("Ein Flüchtlingsgipfel tagt")
    assert [piece.text for piece in marked(f"Ein {printed} tagt", parse("Gipfel")) if piece.hit] == [printed]


def test_parse_reads_words_phrases_and_exclusions():
    assert parse("Runde Tische „vor Ort“ -Gipfel") == Query(
        words=("rund", "tisch"), phrases=(("vor", "ort"),), without=(("gipfel",),)
    )


def test_parse_drops_words_too_common_unless_nothing_else_is_left():
    assert (parse("wer hat Nein").words, parse("die").words) == (("nein",), ("die",))


def test_parse_keeps_a_hyphen_inside_a_word_from_excluding():
    assert parse("Schwalm-Eder") == Query(words=("schwalm", "eder"))


@pytest.mark.parametrize("text", ["", "  ", '- ... ""', "!?"])
def test_parse_of_no_words_is_false(text):
    assert not parse(text)


def test_marked_joins_to_the_text_and_marks_the_hits():
    text = "Es gibt Runde Tische und einen Asylgipfel."
    pieces = marked(text, parse("runder tisch gipfel"))
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.hit] == ["Runde Tische", "Asylgipfel"]


def test_forms_lists_what_was_found_once_each():
    texts = ["Ein runder Tisch.", "Runden Tisches, runder Tisch"]
    assert forms(texts, parse("Runde Tische")) == ["runder Tisch", "Runden Tisches"]


def test_excerpt_stands_around_the_first_hit():
    text = "vorher " * 100 + "Gipfel " + "nachher " * 100
    shown = excerpt(text, parse("gipfel"), length=60)
    assert "Gipfel" in shown
    assert (shown[:2], shown[-2:], len(shown) < 90) == ("… ", " …", True)


def test_words_without_blanks_are_cut_into_pieces_that_are_found_again():
    glued = "landkreisfuldahatflüchtlingsgipfel" * 600
    pieces = analysed(glued).split()
    assert max(map(len, pieces)) <= LONGEST_WORD
    assert set(parse(glued).words) <= set(pieces)
    assert sum(piece.hit for piece in marked(f"Ja. {glued}", parse(glued))) > 0


def test_piece_of_words_without_blanks_has_no_parts():
    assert parts("flüchtlingsgipfel" * 5) == parts(("flüchtlingsgipfel" * 5)[:LONGEST_WORD]) == ()
