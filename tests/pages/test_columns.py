"""Text in columns is read one column after the other; tables keep their rows."""

from survey.files import sandbox
from survey.pages import read
from tests.pages.making import column, make_pdf

NAMES = ("Fulda", "Kassel", "Gießen", "Hanau", "Bergstraße", "Offenbach") * 2
LEFT = [f"Landkreis {name} antwortet seit {at} Jahren" for at, name in enumerate(NAMES, start=20)]
RIGHT = [f"Weitere Angaben liefert {name} nach {at} Wochen" for at, name in enumerate(NAMES, start=40)]
RULE = "0.5 w 70 700 m 500 700 l S "


def lines(monkeypatch, *contents):
    monkeypatch.setattr(sandbox, "_is_sandboxed", True)
    return [line.text for line in read(make_pdf("".join(contents)), "a.pdf").lines]


def test_columns_are_read_one_after_the_other(monkeypatch):
    head, foot = column(["Antwort auf die Große Anfrage der Fraktion zu den Kreisen"], y=800), column(["Ende"], y=600)
    content = (head, column(LEFT), column(RIGHT, x=300), foot)
    assert lines(monkeypatch, *content) == [
        "Antwort auf die Große Anfrage der Fraktion zu den Kreisen",
        *LEFT,
        *RIGHT,
        "Ende",
    ]


def test_columns_need_not_stand_on_the_same_heights(monkeypatch):
    assert lines(monkeypatch, column(LEFT), column(RIGHT, x=300, y=775)) == [*LEFT, *RIGHT]


def test_rows_of_a_table_with_rules_stay_together(monkeypatch):
    rows = [f"{left} {right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    assert lines(monkeypatch, column(LEFT), column(RIGHT, x=300), RULE) == rows


def test_rows_beside_labels_stay_together(monkeypatch):
    labels = [f"LK {name}" for name in ("Fulda", "Kassel", "Gießen", "Hanau") * 3]
    rows = [" ".join(row) for row in zip(labels, LEFT, RIGHT, strict=True)]
    assert lines(monkeypatch, column(labels), column(LEFT, x=140), column(RIGHT, x=360)) == rows


def test_rows_of_numbers_stay_together(monkeypatch):
    left, right = ([f"{n} 12 1.204 7 25 31" for n in range(at, at + 12)] for at in (10, 40))
    rows = [" ".join(row) for row in zip(left, right, strict=True)]
    assert lines(monkeypatch, column(left), column(right, x=200)) == rows
