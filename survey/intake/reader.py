"""What the layouts have in common: fields with their lines, dates, the body with its tables, annexes."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import count, takewhile

from survey.files.errors import gettext_noop
from survey.intake import transcript
from survey.intake.askers import read_askers
from survey.intake.dates import read_date
from survey.intake.lines import Line, first_index
from survey.intake.paper import Annex, OtherLine, Paper, PaperDate, PaperError
from survey.intake.questions import Style, read_questions

# Where a date stands: words of the record, which is German as the papers are
HEAD_LINE = "Kopfzeile"
ASKERS_LINE = "Zeile der Fragesteller"
ANSWER_LINE = "Zeile der Antwort"
SIGNED = "Unterschrift"
LAST_LINE = "Schlusszeile"
FOOTNOTE = "Fußnote der ersten Seite"

KINDS = {"kleine": "minor", "große": "major"}
DATE_KINDS = ("asked", "received", "forwarded", "answered", "distributed")
ANNEX = re.compile(r"(?P<label>Anlage(?P<several>n)?(?:\s+(?P<number>\d+))?)\s*:?", re.IGNORECASE)
NOMINATIVE = {
    "Ministers": "Minister",
    "Staatsministers": "Staatsminister",
    "Ministerpräsidenten": "Ministerpräsident",
    "Ministeriums": "Ministerium",
    "Bundesministeriums": "Bundesministerium",
    "Bundeskanzleramtes": "Bundeskanzleramt",
}


@dataclass
class Reader:
    """One file: a layout takes its parts one after the other; dates, fields and lines that are no field's gather here.

    `printed` are the fields of the paper that were found, each with its line; what was not found is empty.
    """

    layout: str
    style: Style
    name: str
    file: list[str]
    printed: dict[str, str] = field(default_factory=dict)
    found_at: dict[str, int] = field(default_factory=dict)
    dates: dict[str, PaperDate] = field(default_factory=dict)
    others: list[OtherLine] = field(default_factory=list)

    def find(self, name: str, text: str, line: int):
        """A field; what stands twice counts the first time."""
        if text and name not in self.printed:
            self.printed[name] = " ".join(text.split())
            self.found_at[name] = line

    def add_date(self, kind: str, printed: str, found_in: str, line: int) -> bool:
        """Whether it is the first of its kind. Raises PaperError where there is no such day."""
        date = read_date(printed)
        if date is None:
            reason = gettext_noop("“%(date)s” is not a date.")
            raise PaperError(self.name, line, None, reason, {"date": printed})
        if kind in self.dates:
            return False
        self.dates[kind] = PaperDate(kind, date, printed, found_in, line)
        return True

    def take(self, head: "Head", pattern: re.Pattern, start: int = 0, end: int | None = None, **groups):
        """The match within the head, which gives fields their words: name=group."""
        match = head.take(pattern, start, end)
        for name, group in groups.items():
            if match and match[group]:
                self.find(name, match[group], head.line_at(match.start(group)))
        return match

    def take_date(self, head: "Head", match: re.Match | None, kind: str, found_in: str):
        if match:
            self.add_date(kind, match["date"], found_in, head.line_at(match.start("date")))

    def take_title(self, head: "Head", start: int, end: int):
        title = head.take_span(start, end)
        if title.strip():
            self.find("title", title.strip(), head.line_at(start + len(title) - len(title.lstrip())))

    def keep(self, line: Line, *, known: bool):
        self.others.append(OtherLine(line.text, line.number, known))

    def paper(self, body: list[Line], annexes: list[Line]) -> Paper:
        """The whole, from what was found and the lines of body and annexes."""
        read = read_questions(body, self.name, self.style)
        tables = self.read_annexes(annexes)
        numbers = {annex.number for annex in tables}
        free = (number for number in count(1) if number not in numbers)
        inside = tuple(self._table_of_reply(lines, at, next(free)) for lines, at in read.tables)
        ministry = self.printed.get("ministry_printed", "")
        return Paper(
            layout=self.layout,
            parliament_printed=self.printed.get("parliament_printed", ""),
            number=self.printed.get("number", ""),
            asked_in=self.printed.get("asked_in", ""),
            kind=KINDS.get(self.printed.get("kind", "").lower(), ""),
            kind_printed=self.printed.get("kind_printed", ""),
            title=self.printed.get("title", ""),
            askers=read_askers(self.printed["askers_printed"]) if "askers_printed" in self.printed else (),
            askers_printed=self.printed.get("askers_printed", ""),
            dates=tuple(sorted(self.dates.values(), key=lambda date: DATE_KINDS.index(date.kind))),
            ministry=nominative(ministry),
            ministry_printed=ministry,
            remarks=read.remarks,
            questions=read.questions,
            replies=read.replies,
            place=self.printed.get("place", ""),
            signatory=self.printed.get("signatory", ""),
            annexes=(*inside, *tables),
            other_lines=tuple(sorted(self.others, key=lambda other: other.line)),
            found_at=tuple(sorted(self.found_at.items())),
        )

    def _table_of_reply(self, lines: list[Line], reply: int, number: int) -> Annex:
        return replace(self._table(lines, number), in_reply=reply)

    def _table(self, lines: list[Line], number: int) -> Annex:
        first, last = lines[0].number, lines[-1].number
        table = transcript.read_whole(self.file[first - 1 : last], self.name, first)
        return Annex(number, "", "", None, "", table, first)

    def read_annexes(self, lines: list[Line]) -> tuple[Annex, ...]:
        starts = [index for index, line in enumerate(lines) if ANNEX.fullmatch(line.text)] or [0]
        ends = [*starts[1:], len(lines)]
        annexes: list[Annex] = []
        for start, end in zip(starts, ends, strict=True):
            annex = self._read_annex(lines[start:end], len(annexes) + 1)
            annexes += [annex] if annex else []
        return tuple(annexes)

    def _read_annex(self, lines: list[Line], position: int) -> Annex | None:
        """A table with its label, title and date; a heading or an annex without a table is only kept."""
        above = list(takewhile(lambda line: "\t" not in line.text, lines))
        label = ANNEX.fullmatch(lines[0].text) if lines else None
        if len(above) == len(lines):
            for line in lines:
                self.keep(line, known=line is lines[0] and label is not None)
            return None
        if label and label["several"]:
            self.keep(above[0], known=True)
        title, printed, date = self._read_title(above[1:] if label else above)
        number = int(label["number"]) if label and label["number"] else position
        return replace(
            self._table(lines[len(above) :], number),
            label=label["label"] if label and not label["several"] else "",
            title=title,
            date=date,
            date_printed=printed,
            line=lines[0].number,
        )

    def _read_title(self, lines: list[Line]) -> tuple[str, str, datetime.date | None]:
        """Title, date as printed, date; a line behind the date is no part of the title."""
        title: list[str] = []
        printed, date = "", None
        for line in lines:
            if date:
                self.keep(line, known=False)
            elif date := read_date(line.text):
                printed = line.text
            else:
                title.append(line.text)
        return " ".join(title), printed, date


class Head:
    """The lines above the body as one text, since a field may go over several; what one takes is no other's."""

    def __init__(self, lines: Iterable[Line]):
        self.lines = list(lines)
        self.text = "\n".join(line.text for line in self.lines)
        self.left = list(self.text)

    def take(self, pattern: re.Pattern, start: int = 0, end: int | None = None) -> re.Match | None:
        match = pattern.search(self.text, start, len(self.text) if end is None else end)
        if match:
            self.take_span(match.start(), match.end())
        return match

    def take_span(self, start: int, end: int) -> str:
        self.left[start:end] = ["\n" if sign == "\n" else " " for sign in self.left[start:end]]
        return self.text[start:end]

    def line_at(self, offset: int) -> int:
        return self.lines[self.text.count("\n", 0, offset)].number

    def rest(self) -> list[Line]:
        """What no field has taken, line by line."""
        left = "".join(self.left).split("\n") if self.lines else []
        pairs = zip(self.lines, left, strict=True)
        return [replace(line, text=text.strip(" ,;-–")) for line, text in pairs if text.strip(" ,;-–")]


def nominative(printed: str) -> str:
    """ "des Ministers für Soziales" -> "Minister für Soziales"; a word that we do not know stays in its case."""
    first, *rest = re.sub(r"^(?:des|der)\s+", "", printed).split(" ")
    if first == "Niedersächsischen" and rest:
        neuter = rest[0] == "Ministeriums"
        return " ".join(
            ["Niedersächsisches" if neuter else "Niedersächsische", NOMINATIVE.get(rest[0], rest[0]), *rest[1:]]
        )
    return " ".join([NOMINATIVE.get(first, first), *rest])


def annexes_index(lines: list[Line], start: int = 0) -> int:
    """The line "Anlage", behind which no text of the body stands any more."""
    return first_index(lines, lambda line: ANNEX.fullmatch(line.text), start)
