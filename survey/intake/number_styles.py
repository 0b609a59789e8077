"""Questions that are numbered in a way of their own: "I.", "3:", "3 –", "F3:", "3 Wie viele ...?"; written as "3."."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from survey.intake.asking import is_asking
from survey.intake.labels import label_at
from survey.intake.numbering import best_sequence, candidates
from survey.pages.document import PageLine

LINES_OF_QUESTION = 20
FEW = 3  # questions below which other ways are tried
_ROMAN = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?![A-Za-zÄÖÜäöü])"
_VALUES = {"I": 1, "V": 5, "X": 10}
_LEAD = (
    r"(?P<lead>(?:Antwort(?:en)?\s+)?(?:[Zz]u[rm]?|[Aa]uf)(?:\s+(?:den|der|die))?"
    r"(?:\s+(?:Fragen?|Ziffern?|Nrn?\.))?\s+)"
)
_LABEL = re.compile(rf"{_LEAD}(?P<listed>{_ROMAN}(?:\.?\s*(?:,|und|bis|[-–])\s*{_ROMAN})*)(?P<rest>\s*[.:)]*(?:\s.*)?)")
_NUMBERED_WORD = re.compile(r"^(?P<number>\d{1,3}\.)\s+(?:Teilf|F)rage(?:\s?:\s*|$)")
_SENTENCE_ENDS = re.compile(r"[.?!:][“”\"»]?$")
_TEXT = r"\s*(?P<text>\S.*|)"


@dataclass(frozen=True)
class NumberStyle:
    """`question` finds a number at the beginning of a line, `label` a list of them in what stands above a reply."""

    question: re.Pattern
    value: Callable[[str], int] = int
    label: re.Pattern | None = None


def roman_value(printed: str) -> int:
    """ "XIV" -> 14."""
    values = [_VALUES[letter] for letter in printed]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


STYLES = (
    NumberStyle(re.compile(rf"(?P<number>\d{{1,3}})(?:\s?:|\s[–—-])(?=\s|$){_TEXT}")),
    NumberStyle(re.compile(rf"(?:F|Fr\.)\s?(?P<number>\d{{1,3}})\s?[.:)–—-]+(?=\s|$){_TEXT}")),
    NumberStyle(re.compile(r"Zu[rm]?\s+Frage\s+(?:Nr\.\s*)?(?P<number>\d{1,3})\s?[.:)–—-]*\s+(?P<text>\S.*)")),
    NumberStyle(
        re.compile(rf"(?:Frage\s+)?(?P<number>{_ROMAN})(?:[.):]+|\s[–—-](?=\s)|$){_TEXT}"), roman_value, _LABEL
    ),
    NumberStyle(re.compile(r"(?P<number>\d{1,3})\s+(?P<text>[A-ZÄÖÜ„(].*)")),
    NumberStyle(re.compile(r"Zu[rm]?\s+Frage\s+(?:Nr\.\s*)?(?P<number>\d{1,3})\s?[.:)]?(?P<text>)")),
)


def spelled(text: str) -> str:
    """A number of a question as most papers print it: “F r a g e 3:” as “Frage 3:”, “3. Frage:” as “3.”."""
    if text.startswith("F r a g e "):
        return f"Frage {text[10:].lstrip()}"
    return _NUMBERED_WORD.sub(r"\g<number> ", text).strip() if text[:1].isdigit() else text


def plainly_numbered(lines: Sequence[PageLine], patterns: Sequence[re.Pattern]) -> list[PageLine]:
    """The lines; where questions stand in them that one of these ways numbers, and hardly any by `patterns`, with “3.”.

    Their numbers begin with 1 and go up one by one.
    """
    lines = [replace(line, text=text) if (text := spelled(line.text)) != line.text else line for line in lines]
    found = _asked(lines, patterns)
    if found >= FEW:
        return lines
    best = lines
    for style in STYLES:
        written = [_written(line, style) for line in lines]
        asked = _asked(written, patterns) if written != lines else 0
        if asked > max(2 * found, found + 1, 1):
            best, found = written, asked
    return best if found else _numbered_by_labels(lines)


def _numbered_by_labels(lines: list[PageLine]) -> list[PageLine]:
    """Questions without any number stand above the labels that name them: “... angekauft? / Zu Frage 3:”."""
    written, above = list(lines), 0
    for at in range(len(lines)):
        label = label_at(lines, at)
        end = at
        for number in sorted(label.numbers, reverse=True) if label and label.listed else ():
            start = _question_above(lines, above, end)
            if start is None:
                break
            written[start] = replace(lines[start], text=f"{number}. {lines[start].text}")
            end = start
        above = at + 1 if label else above
    return written


def _question_above(lines: Sequence[PageLine], first: int, end: int) -> int | None:
    """Where the paragraph begins that asks and ends here: behind white, else behind the sentence above it."""
    near = range(end - 1, max(first, end - LINES_OF_QUESTION) - 1, -1)
    begins = [start for start in near if lines[start].after_blank][:1] or [
        start for start in near if start == first or _SENTENCE_ENDS.search(lines[start - 1].text)
    ]
    return next((start for start in begins if is_asking(" ".join(line.text for line in lines[start:end]))), None)


def _asked(lines: Sequence[PageLine], patterns: Sequence[re.Pattern]) -> int:
    """How many questions are numbered one by one from 1 on."""
    numbers = {start.number for start in best_sequence(candidates(lines, patterns)) if start.asks}
    return next((number - 1 for number in range(1, len(numbers) + 2) if number not in numbers), 0)


def _written(line: PageLine, style: NumberStyle) -> PageLine:
    if match := style.question.fullmatch(line.text):
        return replace(line, text=f"{style.value(match['number'])}. {match['text']}".strip())
    if style.label and (match := style.label.fullmatch(line.text)):
        listed = re.sub(_ROMAN, lambda number: str(style.value(number[0])), match["listed"])
        return replace(line, text=f"{match['lead']}{listed}{match['rest']}")
    return line
