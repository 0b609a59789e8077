"""Replies below a list of questions that are told by its numbers alone: "1. Nein.", "2. und 3. Siehe Anlage."."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from survey.intake.labels import ReplyLabel
from survey.intake.numbering import COUNTED, begins_anew
from survey.language.spacing import letters_of
from survey.pages.document import PageLine

_NUMBERS = re.compile(
    r"\(?(?P<listed>\d{1,3}(?:\s?[.)])?(?:\s?(?:,|und|bis|[-–])\s?\d{1,3}(?:\s?[.)])?)*)(?<=[.)])\s+(?P<rest>\S.*)"
)


@dataclass(frozen=True)
class NumberedReply:
    """`is_sure`: no other line may begin the reply as well as this one."""

    index: int
    label: ReplyLabel
    is_sure: bool


def numbered_replies(lines: Sequence[PageLine], begin: int, numbers: Collection[int]) -> list[NumberedReply]:
    """The replies from `begin` on that name all these numbers, one after the other; none where they do not."""
    found = [(at, match) for at in range(begin, len(lines)) if (match := _match(lines, at))]
    replies: list[NumberedReply] = []
    left = sorted(numbers)
    at = begin
    while left:
        own = [(index, match) for index, match in found if index >= at and _first(match) == left[0]]
        if not own or not (named := _named(own[0][1], left)):
            return []
        follows = next((index for index, match in found if index > own[0][0] and _first(match) > named[-1]), len(lines))
        near = [(index, match) for index, match in own if index < follows]
        index, match = max(near, key=lambda each: (_worth(lines, each[0]), -each[0]))
        replies.append(NumberedReply(index, ReplyLabel(match["listed"], match["rest"]), is_sure=len(near) == 1))
        left = left[len(_named(match, left)) :]
        at = index + 1
    return replies


def _match(lines: Sequence[PageLine], at: int) -> re.Match | None:
    """A number that begins a line, and no date, and not in the middle of a sentence."""
    match = _NUMBERS.fullmatch(lines[at].text)
    if not match or COUNTED.match(match["rest"]):
        return None
    return match if begins_anew(lines, at) else None


def _first(match: re.Match) -> int:
    return int(re.match(r"\d+", match["listed"])[0])


def _named(match: re.Match, left: Sequence[int]) -> list[int]:
    """Those of the numbers, from the first on, that a reply names."""
    last = int(re.findall(r"\d+", match["listed"])[-1])
    return [number for number in left if number <= last]


def _worth(lines: Sequence[PageLine], at: int) -> int:
    """A paragraph of its own is more than a line of a list."""
    return lines[at].after_blank - lines[at - 1].text.endswith((":", ";", ",")) if at else 1


def is_asked_again(listed: dict[int, str], asked: dict[int, str]) -> bool:
    """Whether the lines of these numbers repeat the words of the questions of the list, and answer none of them."""
    shared = [number for number in asked if number in listed]
    return any(letters_of(asked[number])[:12] == letters_of(listed[number])[:12] for number in shared)
