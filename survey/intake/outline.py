"""Where the questions of a paper stand, in one print of them or two, and the labels of their replies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from survey.intake.asking import question_end
from survey.intake.edges import TextFlow
from survey.intake.labels import ReplyLabel, label_at, labels_before_text
from survey.intake.layouts import Layout
from survey.intake.numbered_replies import is_asked_again, numbered_replies
from survey.intake.numbering import Start, best_sequence, candidates
from survey.intake.repeats import asked_again
from survey.language.spacing import letters_of
from survey.pages.document import PageLine

LEAST_LIST = 0.6
BOUNDARIES, FEW_BOUNDARIES, MANY = 40, 3, 1500
SURELY_AGAIN = 6.0
_ANSWERS = re.compile(
    r"^(?:ANTWORT|Antwort|A\s?n\s?t\s?w\s?o\s?r\s?t)\s?:?$|^folgt\s*:$|\bwie\s+folgt\s*:?$|beantwort(?:e|et)\s*:$"
)


@dataclass(frozen=True)
class QuestionOutline:
    """Where questions stand: first in a `listed` print, if any, then above their replies (`asked`, from `begin`).

    `labels` begin replies; of those in `unsure` another line may be the one that does.
    """

    listed: tuple[Start, ...]
    asked: tuple[Start, ...]
    begin: int
    labels: tuple[tuple[int, ReplyLabel], ...] = ()
    doubled: tuple[Start, ...] = ()
    unsure: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        return min([start.index for start in self.asked] + [at for at, _ in self.labels] or [self.begin])


def outline(flow: TextFlow, layout: Layout, starts: Sequence[int]) -> QuestionOutline:
    """The numbers that are those of questions, in one print or two; `starts` are where papers begin in the file."""
    lines = flow.lines
    found = candidates(lines, layout.question)
    labels = [(at, label) for at in range(len(lines)) if (label := label_at(lines, at)) and label.listed]
    whole = best_sequence(found)
    others = labels_before_text(lines, {start.number for start in whole}, (label for _, label in labels))
    labels = sorted([*labels, *others], key=lambda each: each[0])
    best: tuple[float, QuestionOutline] | None = None
    for begin, is_sure in _boundaries(lines, found, starts):
        option = _two_prints(found, labels, begin, is_sure=is_sure, lines=lines)
        if (
            option
            and len(_numbers(option[1])) >= len({start.number for start in whole})
            and (best is None or option[0] >= best[0])
        ):
            best = option
    chosen = best[1] if best else QuestionOutline((), tuple(_with_parts(whole, found)), 0)
    known = {str(start.number) for start in (*chosen.listed, *chosen.asked)}
    begin = chosen.begin if chosen.listed else (whole[0].index if whole else 0)
    fitting = tuple((at, label) for at, label in labels if at >= begin and _fits(label, known))
    if not chosen.listed and not fitting:
        chosen = _again_by_words(chosen, lines)
    taken = {start.index for start in (*chosen.listed, *chosen.asked)}
    doubled = tuple(
        start
        for start in found
        if start.weight >= SURELY_AGAIN
        and start.worded
        and start.index not in taken
        and start.index > begin
        and str(start.number) in known
    )
    return replace(chosen, labels=chosen.labels or fitting, doubled=doubled)


def _again_by_words(found: QuestionOutline, lines: Sequence[PageLine]) -> QuestionOutline:
    """With the questions above their replies, where they are a list and their words stand again below it."""
    again = asked_again(lines, [start for start in found.asked if not start.sub])
    if not again or len(again) < LEAST_LIST * len(_numbers(found)):
        return found
    return replace(found, listed=found.asked, asked=tuple(again), begin=again[0].index)


def _numbers(found: QuestionOutline) -> set[int]:
    return {start.number for start in (*found.listed, *found.asked)}


def _fits(label: ReplyLabel, known: set[str]) -> bool:
    numbers = re.findall(r"\d+", label.listed)
    return bool(numbers) and numbers[0] in known


def _boundaries(lines: Sequence[PageLine], found: Sequence[Start], starts: Sequence[int]) -> list[tuple[int, bool]]:
    """Where a second print of the questions may begin; surely so behind a head or the words of an answer."""
    sure = {start for start in starts if start} | {at for at, line in enumerate(lines) if _ANSWERS.search(line.text)}
    ones = [start.index for start in found if start.number == 1 and start.asks and not start.sub][1:]
    listed = [(at, True) for at in sorted(sure)] + [(at, False) for at in ones if at not in sure]
    return listed[: BOUNDARIES if len(found) < MANY else FEW_BOUNDARIES]


def _two_prints(found, labels, begin: int, *, is_sure: bool, lines) -> tuple[float, QuestionOutline] | None:
    listed = best_sequence([start for start in found if start.index < begin])
    if not listed:
        return None
    asked = best_sequence([start for start in found if start.index >= begin])
    if is_sure and (replied := _replied_by_number(listed, asked, labels, begin, lines)):
        listed_parts = tuple(_with_parts(listed, [start for start in found if start.index < begin]))
        return 2.0 * len(listed), replace(replied, listed=listed_parts)
    numbers, again = {start.number for start in listed}, {start.number for start in asked if start.asks or start.worded}
    named = {number for at, label in labels if at >= begin for number in label.numbers} & numbers
    if listed[0].number not in again | named and len(again | named) < LEAST_LIST * len(numbers):
        return None
    if len(named) > len(again & numbers) and (not again or len(again) < len(named)):
        shared = len(named)
        kept = [start for start in asked if start.number in numbers and start.worded]
    else:
        shared, kept = len(again & numbers), asked
    if shared < (1 if is_sure else LEAST_LIST * len(numbers | again)) or shared < LEAST_LIST * len(again):
        return None
    if not is_sure and not (_is_again(listed, asked) and _is_dense(listed, begin, lines)):
        return None
    option = QuestionOutline(
        tuple(_with_parts(listed, [s for s in found if s.index < begin])),
        tuple(_with_parts(kept, [s for s in found if s.index >= begin])),
        begin,
    )
    return shared + sum(start.weight for start in kept) / 100, option


def _replied_by_number(listed, asked, labels, begin: int, lines) -> QuestionOutline | None:
    """A list of questions whose replies have nothing but their numbers, where no label names them."""
    if any(at >= begin for at, _ in labels) or len(listed) < 2 or not _is_dense(listed, begin, lines):
        return None
    if {start.number for start in asked} - {start.number for start in listed}:
        return None
    texts = ({start.number: start.text for start in starts} for starts in (listed, asked))
    if is_asked_again(*texts):
        return None
    replies = numbered_replies(lines, begin, {start.number for start in listed})
    unsure = tuple(reply.index for reply in replies if not reply.is_sure)
    return (
        QuestionOutline((), (), begin, tuple((reply.index, reply.label) for reply in replies), unsure=unsure)
        if replies
        else None
    )


def _is_again(listed: Sequence[Start], asked: Sequence[Start]) -> bool:
    """Whether the first of both begin with the same words."""
    first, again = letters_of(listed[0].text)[:12], [letters_of(start.text)[:12] for start in asked[:1]]
    return [first] == again


def _is_dense(listed: Sequence[Start], begin: int, lines: Sequence[PageLine]) -> bool:
    """Whether questions alone stand there, each directly below the one before it."""
    stops = [start.index for start in listed[1:]]
    ends = [question_end(lines, start.index, stop, start.text).end for start, stop in zip(listed, stops, strict=False)]
    between = sum(stop - end for stop, end in zip(stops, ends, strict=True))
    return between <= max(1, len(listed) // 3)


def _with_parts(chain: Sequence[Start], found: Sequence[Start]) -> list[Start]:
    """With the parts "1.1", "1.2" below their number, in their order; a number may have parts alone."""
    wholes = {start.number for start in chain}
    parts: list[Start] = []
    for start in found:
        last = parts[-1] if parts and parts[-1].number == start.number else None
        is_next = start.sub in (("a", ".1") if last is None else (next_part(last.sub),))
        if start.sub and start.asks and is_next and start.number in wholes:
            parts.append(start)
    return sorted([*(start for start in chain if not start.sub), *parts], key=lambda start: start.index)


def next_part(sub: str) -> str:
    return f".{int(sub[1:]) + 1}" if sub.startswith(".") else chr(ord(sub) + 1)
