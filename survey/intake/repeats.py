"""Questions of a list that are printed again above their replies, without their numbers or with others."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from survey.intake.asking import question_end
from survey.intake.numbering import Start
from survey.language.hyphens import joined_all
from survey.language.spacing import letters_of
from survey.pages.document import PageLine

FIRST, LEAST = 20, 12  # letters of a line that tell that a question begins in it
ALIKE = 0.9
MOST_LINES = 60
_NUMBER = re.compile(r"^(?:(?:Zu[rm]?\s+)?(?:Frage|Ziffer|Nr\.|F)\s*)?(?:\d{1,3}|[IVX]{1,6})\s?[.:)–—-]*\s+(?=\S)")


def asked_again(lines: Sequence[PageLine], listed: Sequence[Start]) -> list[Start]:
    """Where the words of these questions stand again below the last of them, in their order; those that do."""
    if not listed:
        return []
    stops = [*(start.index for start in listed[1:]), len(lines)]
    ends = [question_end(lines, start.index, stop, start.text).end for start, stop in zip(listed, stops, strict=True)]
    found: list[Start] = []
    at = ends[-1]
    words = [_asked(_words(lines, start.index, end, start.text)) for start, end in zip(listed, ends, strict=True)]
    begins = {index: letters_of(without_number(lines[index].text)) for index in range(at, len(lines))}
    for start, asked in zip(listed, words, strict=True):
        near = (index for index in range(at, len(lines)) if _begins(begins[index], asked))
        index = next((index for index in near if _repeats(lines, index, asked)), None)
        if index is not None:
            text = without_number(lines[index].text)
            found.append(Start(index, start.number, text, start.sub, "", start.weight, asks=True))
            at = index + 1
    return found


def _asked(text: str) -> str:
    """The letters of a question up to its last mark."""
    return letters_of(text[: text.rfind("?") + 1] or text)


def _begins(letters: str, asked: str) -> bool:
    return len(letters) >= min(LEAST, len(asked)) and asked.startswith(letters[:FIRST])


def _repeats(lines: Sequence[PageLine], index: int, asked: str) -> bool:
    """Whether the lines from this one on say the same, but for a few letters."""
    said, end = "", index
    while len(said) < len(asked) - 3 and end < min(len(lines), index + MOST_LINES):
        end += 1
        said = letters_of(_words(lines, index, end, without_number(lines[index].text)))
    if len(said) > 1.2 * len(asked) + 10:
        return False
    return said == asked or SequenceMatcher(None, said, asked, autojunk=False).ratio() >= ALIKE


def _words(lines: Sequence[PageLine], begin: int, end: int, first: str) -> str:
    return joined_all([first, *(line.text for line in lines[begin + 1 : end])])


def without_number(text: str) -> str:
    """The words of a line without the number that it begins with."""
    return _NUMBER.sub("", text)
