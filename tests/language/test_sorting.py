import pytest

from survey.language.sorting import sort_key


def test_sort_key_follows_din_5007_1():
    names = ["Zebra", "Ärzte", "Asyl", "Öffentlichkeit", "Ofen", "groß", "Grosse", "übrige", "Uhr"]
    assert sorted(names, key=sort_key) == [
        "Ärzte",
        "Asyl",
        "groß",
        "Grosse",
        "Ofen",
        "Öffentlichkeit",
        "übrige",
        "Uhr",
        "Zebra",
    ]


@pytest.mark.parametrize(("text", "key"), [("Ärzte", "arzte"), ("GROẞ", "gross"), ("Café", "cafe"), ("A\u0308", "a")])
def test_sort_key_has_no_case_and_no_marks(text, key):
    assert sort_key(text) == key
