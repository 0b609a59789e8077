"""What read_paper prints, to the letter of its contract."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

PAPERS = Path(__file__).parents[1] / "papers"
KEYS = [
    *("parliament", "number", "asked_in", "kind", "title", "askers", "ministry", "signatory", "dates", "remarks"),
    *("questions", "replies", "tables", "notes", "findings", "unread"),
]


def printed(*files, **options):
    out = StringIO()
    call_command("read_paper", *map(str, files), stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_read_paper_prints_one_json_a_line_with_the_keys_of_the_contract():
    lines = printed(PAPERS / "bundestag-minor.txt", PAPERS / "niedersachsen-two-heads.txt")
    assert [list(line) for line in lines] == [KEYS, KEYS]
    assert [(line["parliament"], line["number"]) for line in lines] == [
        ("bundestag", "29/99005"),
        ("niedersachsen", "19/99002"),
    ]


def test_read_paper_prints_strings_for_keys_and_iso_dates():
    (paper,) = printed(PAPERS / "bundestag-minor.txt", parliament="bundestag")
    assert paper["askers"][1] == {
        "name": "Max Beispiel",
        "title": "Dr.",
        "party": "DIE MUSTER.",
        "group": "Fraktion DIE MUSTER.",
    }
    assert paper["dates"] == [
        {"kind": "answered", "date": "2029-05-16"},
        {"kind": "distributed", "date": "2029-05-18"},
    ]
    assert paper["questions"][-1] == {
        "number": "4",
        "part": "b",
        "text": "den Ländern?",
        "place": {"page": None, "line": 52, "boxes": []},
    }
    assert [reply["questions"] for reply in paper["replies"]] == [["1"], ["2", "3"], ["4", "4a"], ["4b"]]
    (table,) = paper["tables"]
    assert (table["headings"], table["in_reply"], table["rows"][0]) == (
        ["Bänke", "davon neu"],
        1,
        {
            "label": "Hessen",
            "cells": [
                {"text": "120", "page": 1, "box": None, "place": {"page": 1, "line": 31, "boxes": []}},
                {"text": "4", "page": 1, "box": None, "place": {"page": 1, "line": 31, "boxes": []}},
            ],
        },
    )


def test_read_paper_says_what_belongs_to_nothing(tmp_path):
    file = tmp_path / "paper.txt"
    file.write_text("Frage 1. Wo?\n\nHier.\n\nAnlage\n\nOrte im Norden\n")
    (paper,) = printed(file)
    assert paper["unread"] == [{"line": 7, "text": "Orte im Norden"}]
    assert [finding["kind"] for finding in paper["findings"]] == ["title", "asker", "ministry", "date", "unread"]


def test_read_paper_prints_the_other_files_and_says_which_it_cannot_read(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    out = StringIO()
    with pytest.raises(CommandError) as raised:
        call_command("read_paper", str(tmp_path / "empty.txt"), str(PAPERS / "hessen-without-head.txt"), stdout=out)
    assert str(raised.value) == "empty.txt: Die Datei ist leer."
    assert len(out.getvalue().splitlines()) == 1
