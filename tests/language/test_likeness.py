"""What looks like a name that is taken out."""

import pytest

from survey.language.likeness import lookalikes


def test_parts_forms_compounds_and_slips_are_counted_by_text_and_rare_ones_come_first():
    texts = [
        "Dzewas kam. Noch einmal Dzewas.",
        "DZEWAS und Bürgermeister X",
        "die Dzewassche Regelung",
        "Vize-Bürgermeister Dzewsa",
        "nichts davon",
    ]
    assert lookalikes("Bürgermeister Dieter Dzewas", texts) == {
        "Bürgermeister": 1,
        "Dzewassche": 1,
        "Dzewsa": 1,
        "Vize-Bürgermeister": 1,
        "Dzewas": 2,
    }


@pytest.mark.parametrize(
    "form",
    ["Lüdenscheid", "Luedenscheid", "Ludenscheid", "Lüdenscheider", "Alt-Lüdenscheid", "Lüdenschied", "Lüdescheid",
     "Lüdennscheid", "Lüdenscheit", "Lu\u0308denscheid", "Lu\u034f\u0308den\u3164scheid"],
)  # fmt: skip
def test_name_is_known_in_this_form(form):
    assert len(lookalikes("Stadt Lüdenscheid", [f"Aus {form} kommt"])) == 1


@pytest.mark.parametrize("other", ["Lüdinghausen", "Meinerzhagen", "scheiden", "Lüden", "Statt"])
def test_other_words_do_not_look_alike(other):
    assert lookalikes("in Lüdenscheid", [other]) == {}


def test_small_words_are_looked_for_only_where_there_is_no_name():
    assert lookalikes("unter anderem Fulda", ["unter anderem"]) == {}
    assert lookalikes("unter anderem", ["Unter uns"]) == {"Unter": 1}
