"""Written papers beside what was read of them: which questions and replies are right, and which a finding names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from survey.files.errors import FileError
from survey.intake import LAYOUTS, read_paper
from survey.intake.paper import Paper, Place
from tests.truth.written import Answer, Written

# Said by rule of each such question, right or not
BY_RULE = ("long-question",)


@dataclass(frozen=True)
class Judged:
    is_right: bool
    is_told: bool


@dataclass
class JudgedPaper:
    """`paper` is None where the reader refuses."""

    written: Written
    paper: Paper | None

    @cached_property
    def questions(self) -> list[Judged]:
        return [self._question(number, text) for number, text in self.written.questions.items()]

    @cached_property
    def replies(self) -> list[Judged]:
        return [self._reply(answer) for answer in self.written.replies]

    def _question(self, number: str, text: str) -> Judged:
        if self.paper is None:
            return Judged(False, True)
        read = [each for each in self.paper.questions if str(each.number) == number]
        said = " ".join(f"{each.part} {each.text} {each.request}" for each in read)
        return Judged(_letters(said) == _letters(text), self._is_told({number}, [each.place for each in read]))

    def _reply(self, answer: Answer) -> Judged:
        if self.paper is None:
            return Judged(False, True)
        read = [each for each in self.paper.replies if set(each.questions) & set(answer.keys)]
        own = [each for each in read if set(each.questions) == set(answer.keys)]
        is_right = [_letters(each.text) for each in own] == [_letters(answer.text)]
        asked = [each.place for each in self.paper.questions if each.key in answer.keys]
        return Judged(is_right, self._is_told(set(answer.keys), [*asked, *(each.place for each in read)]))

    def _is_told(self, keys: set[str], places: list[Place]) -> bool:
        """Whether a finding names one of these questions, or a line that was read as theirs."""
        lines = {line for place in places for line in place.lines}
        named = (each for each in self.paper.findings if each.kind not in BY_RULE)
        return any(each.line in lines or keys & set(_keys(dict(each.params))) for each in named)


def _letters(text: str) -> str:
    """Letters and digits alone, without the marks of notes."""
    return re.sub(r"[\W_]+", "", re.sub(r"\[\d+\]", "", text)).casefold()


def _keys(params: dict[str, str]) -> list[str]:
    return re.findall(r"\d+[a-z]?", " ".join(params.get(name, "") for name in ("question", "missing")))


def judged_papers(papers: Iterator[Written]) -> Iterator[JudgedPaper]:
    for written in papers:
        layout = written.parliament if written.parliament in LAYOUTS else ""
        try:
            paper = read_paper(written.text.encode(), written.name, layout)
        except FileError:
            paper = None
        yield JudgedPaper(written, paper)
