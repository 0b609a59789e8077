"""Reading in another process: the same tables, the same sentences, and an end to what has none."""

import time

import pytest

from survey.files import sandbox
from survey.files.errors import FileError
from survey.files.limits import limits
from survey.intake import read_annex
from survey.sheets import csv
from tests.intake.golden import ANNEXES


def sleep(data, name):
    time.sleep(60)


def spin(data, name):
    while True:
        pass


def doze(data, name):
    time.sleep(1.5)
    return "awake"


def turn_pages(data, name):
    for page in (1, 2, 3):
        sandbox.report(page, 3)
    return "read"


def sleep_over_pages(data, name):
    sandbox.report(1, 2)
    time.sleep(60)


def spin_over_pages(data, name):
    sandbox.allow_pages(2)
    spin(data, name)


class Cancelled(Exception):
    pass


def cancel(done, pages):
    raise Cancelled


def grow(data, name):
    return bytearray(10 * sandbox.MEMORY)


def end(data, name):
    raise SystemExit(3)


def refusal(function, *arguments):
    with pytest.raises(FileError) as raised:
        function(*arguments)
    return str(raised.value)


def test_what_is_read_apart_is_what_is_read_here(monkeypatch):
    paths = [path for path in sorted(ANNEXES.iterdir()) if path.suffix in (".txt", ".csv", ".ods")][:6]
    here = [read_annex(path.read_bytes(), path.name) for path in paths]
    monkeypatch.setattr(sandbox, "SMALL", 0)
    monkeypatch.setattr(sandbox, "SMALL_PACKED", 0)
    assert [read_annex(path.read_bytes(), path.name) for path in paths] == here


def test_error_from_another_process_names_its_place_and_can_be_translated():
    data = b"Landkreis,Frage 1\nLK Fulda,Ja.,Nein.\n"
    with pytest.raises(FileError) as raised:
        sandbox.call(csv.read, data, "a.csv")
    error = raised.value
    assert (error.file, error.line, error.params) == ("a.csv", 2, {"cells": 3, "columns": 2})
    assert str(error) == refusal(csv.read, data, "a.csv")


def test_limits_hold_in_the_other_process(monkeypatch):
    monkeypatch.setattr(limits, "rows", 1)
    assert refusal(sandbox.call, csv.read, b"Landkreis,Frage 1\nLK Fulda,Ja.\n", "a.csv") == (
        "a.csv, line 2: The table has more than the 1 rows that are taken."
    )


@pytest.mark.parametrize("function", [sleep, spin])
def test_reader_that_comes_to_no_end_is_given_up(monkeypatch, function):
    monkeypatch.setattr(limits, "seconds", 1)
    monkeypatch.setattr(sandbox, "PATIENCE", 2)
    assert refusal(sandbox.call, function, b"", "a.csv") == (
        "a.csv: Reading took more than the limit of 1 s. Split the file, or save the table as CSV."
    )


def test_reader_that_waits_for_the_processor_is_not_given_up(monkeypatch):
    monkeypatch.setattr(limits, "seconds", 1)
    assert sandbox.call(doze, b"", "a.csv") == "awake"


def test_pages_of_a_file_give_its_reader_more_time(monkeypatch):
    monkeypatch.setattr(limits, "seconds", 1)
    monkeypatch.setattr(limits, "page_seconds", 0.5)
    assert refusal(sandbox.call, spin_over_pages, b"", "a.pdf") == (
        "a.pdf: Reading took more than the limit of 2 s. Split the file, or save the table as CSV."
    )


def test_reader_reports_each_page():
    heard = []
    assert sandbox.call(turn_pages, b"", "a.pdf", progress=lambda *report: heard.append(report)) == "read"
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_who_waits_can_give_up():
    with pytest.raises(Cancelled):
        sandbox.call(sleep_over_pages, b"", "a.pdf", progress=cancel)


def test_reader_that_wants_more_memory_than_there_is_is_refused():
    assert refusal(sandbox.call, grow, b"", "a.csv") == (
        "a.csv: Reading the file takes more memory than there is for it. Split it, or save the table as CSV."
    )


def test_reader_whose_process_ends_is_refused():
    assert refusal(sandbox.call, end, b"", "a.csv") == "a.csv: The file is damaged or cut off."


def test_large_file_is_read_apart_and_a_small_one_here(monkeypatch):
    called = []
    monkeypatch.setattr(sandbox, "call", lambda function, data, name: called.append(name))
    for name, data in (
        ("small.csv", b"a;b\nc;d"),
        ("large.csv", b"a" * 250_001),
        ("packed.xlsx", b"PK" + bytes(50_000)),
    ):
        sandbox.within_limits(lambda data, name: None, data, name)
    assert called == ["large.csv", "packed.xlsx"]
