"""No text keeps a pattern busy for ever: each pattern of the program ends on each short text that is hard to read.

A pattern that may split the same letters in several ways takes twice as long for each further letter; here it would
take hours.
"""

import importlib
import pkgutil
import re
import signal
from contextlib import contextmanager

import pytest

import survey

SECONDS = 5
LETTERS = 40
UNITS = [
    *("a", "A", "ä", "1", " ", "\t", "\n", "-", ".", ",", "/", "(", "[", "@", "?", "*", "§", "%", "„", "'", "|", "_"),
    *("a ", "A ", "1 ", " \n", "a\n", "a-", "a.", "a,", "a/", "1.", "1,", "1-", "1/", "1)", "(a)", "1a", "- ", ". "),
    *("Aa ", "Dr. ", "und ", "Frage 1 ", "Str. 1 ", "+49 ", "0 1", "a@", "@a", "a@a.", "www.", "x\u00ad", "--"),
]


def patterns():
    found = {}
    for module in pkgutil.walk_packages(survey.__path__, "survey."):
        if ".migrations" not in module.name:
            for name, value in vars(importlib.import_module(module.name)).items():
                for each in of_value(value):
                    found.setdefault((each.pattern, each.flags), (f"{module.name}.{name}", each))
    return found.values()


def of_value(value):
    several = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else [value]
    return [each for each in several if isinstance(each, re.Pattern) and isinstance(each.pattern, str)]


class Busy(Exception):
    pass


@contextmanager
def stopped():
    """Python looks at signals while a pattern is matched."""

    def stop(*_args):
        raise Busy

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def ends(pattern) -> bool:
    texts = [(unit * LETTERS)[:LETTERS] + "\x01" for unit in UNITS]
    try:
        with stopped():
            for text in texts:
                pattern.search(text), pattern.match(text), pattern.fullmatch(text)
    except Busy:
        return False
    return True


def test_every_pattern_comes_to_an_end():
    found = list(patterns())
    assert len(found) > 250
    assert [name for name, pattern in found if not ends(pattern)] == []


@pytest.mark.parametrize("pattern", [r"(a+)+", r"\s*-+(?:\s*-+)*"])
def test_pattern_that_does_not_is_found(pattern, monkeypatch):
    monkeypatch.setattr("tests.security.test_patterns.SECONDS", 0.2)
    assert not ends(re.compile(pattern))
