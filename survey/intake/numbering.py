"""Which numbers at the beginnings of lines are those of questions: the best sequence of all, not the next one."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from survey.intake.asking import question_end
from survey.intake.headings import may_head
from survey.intake.lines import ends_sentence
from survey.pages.document import PageLine

HIGHEST = 400
GAP, LATE_START = 2.0, 1.5
OTHER_FORM = 1.5
SURE = 1.0

_MONTH = r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jänner)[a-zä]*\b"
# What is counted in the middle of a text: "1. Halbjahr", "3. Mai", "12. 5. 2025", "2. Lesung"
COUNTED = re.compile(
    rf"(?:{_MONTH}|\d{{1,2}}\.|(?:Halb|Viertel|Lebens|Schul|Haushalts)?[Jj]ahr(?:es|hundert\w*|gang\w*"
    rf"|e)?\b(?!\s+\w+\s?\?)"
    r"|Quartal\w*|Halbjahr\w*|Lesung|Wahlperiode|Legislaturperiode|Auflage|Staffel|Klasse|Sitzung|Senat\b|Strafsenat"
    r"|Kammer|Platz|Rang|Liga|Tag\b|Woche|Monat|Stock|Etage|Bundesimmissions|BImSchV|(?:und|bis|oder"
    r"|bzw\.)\s+\d{1,3}\.)"
)
BARE = re.compile(
    r"(?P<number>\d{1,3})\s?"
    r"(?:\.(?P<sub>\d{1,2})\.?(?=\s)|\.?\s?(?P<letter>[a-z](?=\))|[a-h](?=\.\s+(?![^\W\d]{1,3}\.)\w)|(?<=\.)[a-h](?=\s))"
    r"(?:[.)]|(?<=\.[a-h])(?=\s))|\.\)|[.)])"
    r"(?:\s+(?P<text>.*))?"
)
BRACKETED = re.compile(r"\((?P<number>\d{1,3})\)(?:\s+(?P<text>.*))?")
WORDED = re.compile(
    r"(?:[-–•]\s*)?(?:(?:Frage|FRAGE)(?:\s+Nr\.)?|Nr\.|Nummer)\s+(?P<number>\d{1,3})"
    r"(?:\s?\.?(?P<letter>[a-z])(?![a-z])\)?|\.(?P<sub>\d{1,2}))?"
    r"\s*(?:(?:[.:)]+\s*|[-–]?\s+(?=[A-ZÄÖÜ„]))(?P<text>.*))?"
)


@dataclass(frozen=True)
class Start:
    """A line that may begin a question. `sub` is the part that a number "1.2" or "1 a)" names.

    `form` is how it is numbered: "Frage 0:", "0.", "(0)".
    """

    index: int
    number: int
    text: str
    sub: str = ""
    form: str = ""
    weight: float = 0.0
    asks: bool = False

    @property
    def worded(self) -> bool:
        return self.form[:1].isalpha()


@dataclass
class _Best:
    """The largest value up to a number, by a binary tree of sums; values only grow."""

    values: list[tuple[float, int]] = field(default_factory=lambda: [(float("-inf"), -1)] * (HIGHEST + 1))

    def put(self, number: int, value: float, at: int) -> None:
        while number <= HIGHEST:
            if value > self.values[number][0]:
                self.values[number] = (value, at)
            number += number & -number

    def get(self, number: int) -> tuple[float, int]:
        best = (float("-inf"), -1)
        while number > 0:
            best = max(best, self.values[number], key=lambda each: each[0])
            number -= number & -number
        return best


def candidates(lines: Sequence[PageLine], patterns: Sequence[re.Pattern]) -> list[Start]:
    """The lines that begin with a number as the layout prints it, each weighed: does it ask, does it begin anew?"""
    found = [start for index, line in enumerate(lines) if (start := _start(index, line, patterns))]
    breaks = [start.index for start in found if begins_anew(lines, start.index)]
    bold = sum(lines[start.index].bold for start in found)
    ends = [_stop(breaks, start.index, len(lines)) for start in found]
    asking = [question_end(lines, start.index, stop, start.text).asked for start, stop in zip(found, ends, strict=True)]
    usual = _usual_forms(start for start, asks in zip(found, asking, strict=True) if asks)
    weighed = []
    for start, asks in zip(found, asking, strict=True):
        weight = _weight(lines, start, asks=asks, bold_matters=bold > 0)
        weight -= OTHER_FORM if usual and not start.sub and start.form not in usual else 0.0
        weighed.append(replace(start, weight=weight, asks=asks))
    return weighed


def _stop(breaks: Sequence[int], index: int, last: int) -> int:
    """Where the next number begins anew."""
    position = bisect_right(breaks, index)
    return breaks[position] if position < len(breaks) else last


def _usual_forms(starts: Iterable[Start]) -> set[str]:
    """How those are numbered that ask: a paper numbers its questions in one way, and prints them again in another."""
    forms = Counter(start.form for start in starts if not start.sub)
    most = max(forms.values(), default=0)
    return {form for form, count in forms.items() if 2 * count >= most}


def _start(index: int, line: PageLine, patterns: Sequence[re.Pattern]) -> Start | None:
    match = next((match for pattern in patterns if (match := pattern.fullmatch(line.text))), None)
    if not match:
        return None
    groups = {name: value or "" for name, value in match.groupdict().items()}
    number = int(groups["number"])
    if not 0 < number <= HIGHEST or COUNTED.match(groups["text"]):
        return None
    sub = groups.get("letter") or (f".{int(groups['sub'])}" if groups.get("sub") else "")
    form = re.sub(r"\d+", "0", line.text[: match.start("text")] if groups["text"] else line.text)
    return Start(index, number, groups["text"], sub, "".join(form.split()))


def begins_anew(lines: Sequence[PageLine], index: int) -> bool:
    """Whether no sentence goes on in a line: white stands above it, a page begins, or a sentence or a heading ends."""
    line = lines[index]
    above = lines[index - 1] if index else None
    if above is None or line.after_blank or above.page != line.page or ends_sentence(above.text):
        return True
    return index > 1 and may_head(above) and ends_sentence(lines[index - 2].text)


def _weight(lines: Sequence[PageLine], start: Start, *, asks: bool, bold_matters: bool) -> float:
    weight = 3.0 if asks else -2.5
    is_anew = begins_anew(lines, start.index)
    weight += 1.0 if is_anew else -2.0
    weight += 3.0 if start.worded and is_anew else 0.0
    weight += 0.5 if lines[start.index].after_blank else 0.0
    weight -= 1.5 if start.sub else 0.0
    if bold_matters:
        weight += 1.0 if lines[start.index].bold else -1.5
    return weight


def best_sequence(starts: Sequence[Start]) -> list[Start]:
    """The starts that make the best sequence of rising numbers, and those that it lacks where they stand elsewhere.

    Each start counts by its weight; a number left out, or a sequence that begins late, costs. Linear in the starts.
    """
    wholes = [start for start in starts if start.sub in ("", "a", ".1")]
    best, totals, before = _Best(), [], []
    for position, start in enumerate(wholes):
        lead, previous = best.get(start.number - 1)
        total = max(lead - GAP * (start.number - 1), -LATE_START * (start.number - 1))
        before.append(previous if lead - GAP * (start.number - 1) > -LATE_START * (start.number - 1) else -1)
        totals.append(total + start.weight)
        best.put(start.number, totals[-1] + GAP * start.number, position)
    if not totals or max(totals) <= 0:
        return []
    position, chain = max(range(len(totals)), key=lambda each: totals[each]), []
    while position >= 0:
        chain.append(wholes[position])
        position = before[position]
    return _with_strays(chain[::-1], wholes)


def _with_strays(chain: list[Start], wholes: Sequence[Start]) -> list[Start]:
    """With the numbers that the sequence jumps over, where they ask at another place ("7., 17., 8.")."""
    numbers = {start.number for start in chain}
    first, highest = chain[0].index, max(numbers)
    for start in wholes:
        is_lacking = start.number not in numbers and start.number <= highest + 1
        if is_lacking and start.index > first and start.asks and start.weight >= SURE:
            numbers.add(start.number)
            highest = max(highest, start.number)
            chain.append(start)
    return sorted(chain, key=lambda start: start.index)
