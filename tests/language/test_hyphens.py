import pytest

from survey.language.hyphens import joined_all, whole_words


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Haus-", "haltes im Kreis"], "Haushaltes im Kreis"),
        (["Haus- und", "Hofdienste"], "Haus- und Hofdienste"),
        (["haupt-", "und/oder ehrenamtlich"], "haupt- und/oder ehrenamtlich"),
        (["EU-", "weit"], "EU-weit"),
        (["Nordrhein-", "Westfalen"], "Nordrhein-Westfalen"),
        (["2024 -", "2027"], "2024 - 2027"),
        (["www.amt-", "haus.de"], "www.amt-haus.de"),
        (["ein", "Wort"], "ein Wort"),
    ],
)
def test_joined_all_makes_cut_words_whole(lines, text):
    assert joined_all(lines) == text


def test_whole_words_keeps_the_lines():
    assert whole_words(["in den Ge-", "meinden", "stehen"]) == ["in den Gemeinden", "", "stehen"]
