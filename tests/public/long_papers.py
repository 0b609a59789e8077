"""A paper whose table is too large for one page: what is said of one of its last rows, and links to it.

`short_pages` lets pages end early, so that the table need not have a thousand cells.
"""

from importlib import import_module

from tests.public.papers import (
    NO_ROWS,
    make_answer,
    make_body,
    make_claim,
    make_code,
    make_coding,
    make_content,
    make_question,
    make_row,
)

HOME = "/inquiries/nordland-9-1/"
ROWS = 120
FAR = 111  # what every link of the tests leads to


def short_pages(monkeypatch):
    """A table of more than 100 cells comes in pages of 20 rows."""
    tables = import_module("survey.public.reading.table")
    monkeypatch.setattr(tables, "MOST_CELLS", 100)
    monkeypatch.setattr(tables, "MOST_ROWS", 20)


def make_long_row(key, **kwargs):
    name = f"Schule {key}"
    who = {"slug": f"schule-{key}", "name": name, "kind": "other", "ags": "", "district": ""}
    answers = [make_answer(1, f"Antwort {key} auf die erste Frage."), make_answer(2, f"Antwort {key} auf die zweite.")]
    return make_row(1, answers, {}) | {"key": key, "position": key, "printed": name, "respondent": who} | kwargs


def make_long_content(**kwargs):
    """Row 111 has a category, a note, a correction, a body, a statement with a number, and a reference to nothing."""
    rows = [make_long_row(key) for key in range(1, ROWS + 1)]
    far = rows[FAR - 1]
    far["codings"] = {"1a": make_coding("yes", quote=f"Antwort {FAR}")}
    open_reference = {"words": "s. 9", "whole": False, "state": "open", "to": "", "target": "", "paper": ""}
    far["answers"][1]["references"] = [open_reference]
    moved = {"text": far["answers"][0]["text"], "page": 9, "printed_in": f"1/{FAR}/2", "correction": 0}
    far["answers"][0]["passages"] = [moved | {"answer": f"1/{FAR}/1"}]
    far["answers"][0] |= {"as_printed": "", "edited": True}
    correction = {"kind": "move", "reason": "Verrutscht.", "date": "2030-02-01", "page": 9, "words": "Antwort"}
    content = make_content(
        rows=rows,
        claims=[make_claim(of=1, rows={**NO_ROWS, "clear": [f"1/{FAR}"]}, respondent_kind="other")],
        corrections=[correction | {"from": f"1/{FAR}/2", "to": f"1/{FAR}/1"}],
        bodies=[make_body(evidence=[{"field": "name", "quote": "Antwort", "in": f"1/{FAR}/1", "place": "Schule"}])],
        questions=[
            make_question("1", "Wie steht es?"),
            make_question("1a", "Gibt es ihn?", codes=[make_code(), make_code("no", "Nein", "no")]),
            make_question("1b", "Reicht er aus?"),
            make_question("2", "Wer zahlt?"),
        ],
    )
    content["annexes"][0] |= {
        "coverage": None,
        "notes": [{"mark": "*", "text": "Ohne Ferien.", "row": FAR, "column": None}],
    }
    return content | kwargs


def make_long_numbers():
    """The same rows with one column of numbers, which fall as the rows go on, and one that is empty."""
    content = make_long_content(claims=[], corrections=[], bodies=[])
    for row in content["annexes"][0]["rows"]:
        number = str(2 * (ROWS - row["key"]))
        row["answers"] = [make_answer(1, number, number=number, number_is="exact"), make_answer(2, "", "blank")]
        row["codings"] = {}
    content["annexes"][0]["columns"][0]["kind"] = "number"
    content["annexes"][0]["notes"] = []
    return content
