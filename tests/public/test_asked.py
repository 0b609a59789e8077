import pytest

from survey.public.asked import Sentence, sentence_of


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Welche Kreise haben keinen Runden Tisch?", Sentence("no", "Runden Tisch")),
        ("Wo gibt es Runde Tische?", Sentence("yes", "Runde Tische")),
        ("Welche Landkreise planen einen Flüchtlingsgipfel?", Sentence("planned", "Flüchtlingsgipfel")),
        ("Which counties have no round table?", Sentence("no", "round table")),
        ("Wer hat Nein gesagt?", Sentence("no", "")),
        ("Runder Tisch Fulda", None),
        ('"wo gibt es"', None),
    ],
)
def test_sentence_says_category_and_subject(text, sentence):
    assert sentence_of(text) == sentence
