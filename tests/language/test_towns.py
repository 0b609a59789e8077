import pytest

from survey.language.towns import districts_of, towns_like


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("Bad Hersfeld", ["06632"]),
        ("bensheim", ["06431"]),
        ("Stadt Bensheim", ["06431"]),
        ("Frankfurt am Main", ["06412"]),
        ("Frankfurt", ["06412", "12053"]),
        ("MKK", ["06435"]),
        ("mkk", ["06435"]),
        ("Lueneburg", ["03355"]),
        ("Nirgendwo an der Nichts", []),
        ("", []),
    ],
)
def test_town_or_plate_leads_to_its_district(text, districts):
    assert districts_of(text) == districts


def test_operators_list_adds_postcodes(tmp_path):
    path = tmp_path / "postcodes.csv"
    path.write_text("name,district\n36251,06632\n36251,06535\n", encoding="utf-8")
    assert districts_of("36251") == []
    assert districts_of("36251", [str(path)]) == ["06632", "06535"]


def test_part_of_a_name_finds_the_largest_towns_first():
    assert towns_like("bad hersf") == ["Bad Hersfeld"]
    assert towns_like("Frankf")[:2] == ["Frankfurt am Main", "Frankfurt (Oder)"]
    assert towns_like("Ba") == []
