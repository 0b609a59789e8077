import pytest

from survey.language.short_titles import proposed_title, shortened


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "einen Flüchtlingsgipfel der vor Ort Beteiligten einberufen,",
            "Flüchtlingsgipfel der vor Ort Beteiligten einberufen?",
        ),
        ("Wer sind jeweils die Initiatoren und Beteiligten?", "Wer sind jeweils die Initiatoren und Beteiligten?"),
        ("eine Zusammenarbeit von\nHelfern zur Betreuung von Flüchtlingen?", "Zusammenarbeit von Helfern?"),
        ("", ""),
    ],
)
def test_proposed_title_leaves_article_and_asides_out(text, title):
    assert proposed_title(text) == title


def test_long_question_is_cut_at_a_blank_and_says_so():
    text = "In welchen Kreisen und kreisfreien Städten Hessens haben die politisch Verantwortlichen"
    assert shortened(text) == "In welchen Kreisen und kreisfreien Städten Hessens haben die …"
    assert proposed_title(text) == shortened(text)
    assert shortened("x" * 80) == f"{'x' * 60} …"
