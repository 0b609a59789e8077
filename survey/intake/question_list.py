"""A numbered list of questions, as somebody pastes it: “1. ... a) ... b) ...”."""

import re
from typing import NamedTuple

from survey.language.hyphens import joined_all

NUMBER = re.compile(r"\s*(?:Frage\s+)?(?P<number>\d{1,3})\s*[.):]\s*(?P<text>.*)", re.IGNORECASE)
PART = re.compile(r"(?:(?<=\s)|^)\(?(?P<part>[a-z])\)\s*")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class ListedQuestion(NamedTuple):
    number: int
    part: str
    text: str

    @property
    def key(self) -> str:
        return f"{self.number}{self.part}"


def read_questions(text: str) -> list[ListedQuestion]:
    """The questions in their order, each whole one before its parts.

    A line that begins with the number that is due begins a question; other numbers are words of it. Parts count from
    “a)” on, in a line of their own or within one. A question that is nothing but its parts says them all. What stands
    above the first number belongs to none; a text without any number is question 1.
    """
    blocks: list[tuple[int, list[str]]] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        match = NUMBER.fullmatch(line)
        due = blocks[-1][0] + 1 if blocks else None
        if match and due in (None, int(match["number"])):
            blocks.append((int(match["number"]), [match["text"]]))
        elif blocks:
            blocks[-1][1].append(line)
    if not blocks and text.strip():
        blocks = [(1, text.split("\n"))]
    return [
        question
        for number, lines in blocks
        for question in _parted(number, joined_all(line.strip() for line in lines if line.strip()))
    ]


def _parted(number: int, text: str) -> list[ListedQuestion]:
    cuts: list[re.Match] = []
    for match in PART.finditer(text):
        if match["part"] == LETTERS[len(cuts)]:
            cuts.append(match)
    if len(cuts) < 2:  # a lone “a)” is a word of the question
        return [ListedQuestion(number, "", text)] if text else []
    ends = [*(cut.start() for cut in cuts[1:]), len(text)]
    parts = [
        ListedQuestion(number, cut["part"], text[cut.end() : end].strip()) for cut, end in zip(cuts, ends, strict=True)
    ]
    whole = text[: cuts[0].start()].strip() or text
    return [ListedQuestion(number, "", whole), *(each for each in parts if each.text)]
