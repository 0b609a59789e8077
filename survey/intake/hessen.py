"""Papers of the Hessischer Landtag as text: header, remarks, questions with replies, signature, annexes."""

import datetime
import re
from dataclasses import dataclass, field
from itertools import takewhile

from survey.intake import transcript
from survey.intake.askers import read_askers
from survey.intake.dates import PRINTED_DATE, read_date
from survey.intake.lines import Line, filled_lines, first_index
from survey.intake.paper import Annex, OtherLine, Paper, PaperDate, PaperError
from survey.intake.questions import read_questions, starts_questions
from survey.sheets.table import SheetError, gettext_noop
from survey.sheets.text import decode, split_lines

# Where a date stands: words of the record, which is German as the papers are
HEAD_LINE = "Kopfzeile"
ASKERS_LINE = "Zeile der Fragesteller"
SIGNED = "Unterschrift"

KINDS = {"kleine": "minor", "große": "major"}
DATE_KINDS = ("asked", "received", "forwarded", "answered", "distributed")
EVENTS = {"eingegangen": "received", "übersandt": "forwarded", "ausgegeben": "distributed", "verteilt": "distributed"}
EVENT = rf"(?P<word>{'|'.join(EVENTS)})\s+am\s+(?P<date>{PRINTED_DATE})"
_BARE_EVENT = re.sub(r"\?P<\w+>", "?:", EVENT)

FORM = re.compile(r"und|Antwort|\d+\.\s*Wahlperiode", re.IGNORECASE)
HEADER = {
    "parliament": re.compile(r"Hessischer\s+Landtag", re.IGNORECASE),
    "distributed": re.compile(rf"(?P<date>{PRINTED_DATE})"),
    "number": re.compile(r"(?:Drucksache|Drs\.)\s+(?P<number>\d+/\d+)", re.IGNORECASE),
    "kind": re.compile(r"(?:Dringliche\s+)?(?P<kind>Kleine|Große)\s+Anfrage", re.IGNORECASE),
    "askers": re.compile(
        rf"(?P<askers>(?:des|der)\s+(?:Abg\.|Abgeordneten?|Fraktion)\s.{{1,1000}}?)(?:\s+vom\s+(?P<date>{PRINTED_DATE}))?"
    ),
    "title": re.compile(r"betreffend:?\s+(?P<title>.+)"),
    "ministry": re.compile(
        r"(?:des|der)\s+(?P<ministry>(?:Hessischen\s+)?(?:Minister|Staatsminister|Chef|Ministerpräsident).*)"
    ),
    "events": re.compile(rf"{_BARE_EVENT}(?:\W+{_BARE_EVENT})*", re.IGNORECASE),
}
NEEDED = {
    "kind": gettext_noop("The header does not say “Kleine Anfrage” or “Große Anfrage”: is this a paper?"),
    "askers": gettext_noop("The header does not say who asks: no line “des Abg. ...”."),
    "title": gettext_noop("The header does not say what it is about: no line “betreffend ...”."),
}
NOMINATIVE = {"Ministers": "Minister", "Staatsministers": "Staatsminister", "Ministerpräsidenten": "Ministerpräsident"}

SIGNATURE = re.compile(rf"(?P<place>[A-ZÄÖÜ][\w .-]*),\s+(?:den\s+)?(?P<date>{PRINTED_DATE})")
ON_BEHALF = re.compile(r"(?:In Vertretung|i\.\s?V\.):?", re.IGNORECASE)
ANNEX = re.compile(r"(?P<label>Anlage(?P<several>n)?(?:\s+(?P<number>\d+))?)\s*:?", re.IGNORECASE)


def read(data: bytes, name: str) -> Paper:
    """The paper, its text as it stands in the file. Raises PaperError, also for what is wrong with a table."""
    try:
        return _Reader(name, split_lines(decode(data, name))).read()
    except SheetError as error:
        raise PaperError(error.file, error.line, error.column, error.template, error.params) from error


@dataclass
class _Reader:
    """One file: takes its parts one after the other, and gathers dates and lines that are no field's."""

    name: str
    file: list[str]
    dates: dict[str, PaperDate] = field(default_factory=dict)
    others: list[OtherLine] = field(default_factory=list)
    header: dict[str, tuple[re.Match, Line]] = field(default_factory=dict)

    def read(self) -> Paper:
        lines = filled_lines(self.file)
        body = first_index(lines, starts_questions)
        signature = first_index(lines, lambda line: SIGNATURE.fullmatch(line.text), body)
        annexes = _annexes_index(lines, signature if signature < len(lines) else body)
        self._read_header(lines[:body])
        remarks, questions, replies = read_questions(lines[body : min(signature, annexes)], self.name)
        place, signatory = self._read_signature(lines[signature:annexes])
        tables = self._read_annexes(lines[annexes:])
        return Paper(
            layout="hessen",
            parliament_printed=self._printed("parliament"),
            number=self._printed("number", "number"),
            kind=KINDS[self._printed("kind", "kind").lower()],
            kind_printed=self._printed("kind"),
            title=self._printed("title", "title"),
            askers=read_askers(self._printed("askers", "askers")),
            askers_printed=self._printed("askers", "askers"),
            dates=tuple(sorted(self.dates.values(), key=lambda date: DATE_KINDS.index(date.kind))),
            ministry=_nominative(self._printed("ministry", "ministry")),
            ministry_printed=self._printed("ministry"),
            remarks=remarks,
            questions=questions,
            replies=replies,
            place=place,
            signatory=signatory,
            annexes=tables,
            other_lines=tuple(self.others),
        )

    def _read_header(self, lines: list[Line]) -> None:
        above: Line | None = None
        for line in lines:
            found = self._header_field(line)
            if found == "events":
                self._read_events(line)
            elif found:
                self.header[found] = (HEADER[found].fullmatch(line.text), line)
            elif above is not None and not line.after_blank:
                self._continue_title(line)
            else:
                self._keep(line, known=bool(FORM.fullmatch(line.text)))
            above = line if found == "title" else None
        self._check_header()
        self._read_header_dates()

    def _header_field(self, line: Line) -> str | None:
        """The field that this line is; what stands twice counts the first time."""
        for name, pattern in HEADER.items():
            if name not in self.header and pattern.fullmatch(line.text):
                return name
        return None

    def _continue_title(self, line: Line) -> None:
        match, first = self.header["title"]
        longer = Line(first.number, f"{match[0]} {line.text}", first.after_blank)
        self.header["title"] = (HEADER["title"].fullmatch(longer.text), longer)

    def _check_header(self) -> None:
        for name, reason in NEEDED.items():
            if name not in self.header:
                raise PaperError(self.name, None, None, reason)

    def _read_header_dates(self) -> None:
        for name, kind, found_in in (
            ("distributed", "distributed", HEAD_LINE),
            ("askers", "asked", ASKERS_LINE),
        ):
            match, line = self.header.get(name, (None, None))
            if match and match["date"]:
                self._add_date(kind, match["date"], found_in, line)

    def _read_events(self, line: Line) -> None:
        for match in re.finditer(EVENT, line.text, re.IGNORECASE):
            self._add_date(EVENTS[match["word"].lower()], match["date"], HEAD_LINE, line)

    def _add_date(self, kind: str, printed: str, found_in: str, line: Line) -> None:
        date = read_date(printed)
        if date is None:
            reason = gettext_noop("“%(date)s” is not a date.")
            raise PaperError(self.name, line.number, None, reason, {"date": printed})
        if kind in self.dates:
            self._keep(line, known=False)
        else:
            self.dates[kind] = PaperDate(kind, date, printed, found_in, line.number)

    def _printed(self, field: str, group: str | int = 0) -> str:
        match, _ = self.header.get(field, (None, None))
        return match[group] if match else ""

    def _keep(self, line: Line, *, known: bool) -> None:
        self.others.append(OtherLine(line.text, line.number, known))

    def _read_signature(self, lines: list[Line]) -> tuple[str, str]:
        """Place and name; the day of the signature is the day of the answer."""
        if not lines:
            return "", ""
        match = SIGNATURE.fullmatch(lines[0].text)
        self._add_date("answered", match["date"], SIGNED, lines[0])
        signatory = ""
        for line in lines[1:]:
            if signatory or ON_BEHALF.fullmatch(line.text):
                self._keep(line, known=not signatory)
            else:
                signatory = line.text
        return match["place"], signatory

    def _read_annexes(self, lines: list[Line]) -> tuple[Annex, ...]:
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
                self._keep(line, known=line is lines[0] and label is not None)
            return None
        if label and label["several"]:
            self._keep(above[0], known=True)
        title, printed, date = self._read_title(above[1:] if label else above)
        first, last = lines[len(above)].number, lines[-1].number
        return Annex(
            number=int(label["number"]) if label and label["number"] else position,
            label=label["label"] if label and not label["several"] else "",
            title=title,
            date=date,
            date_printed=printed,
            table=transcript.read_lines(self.file[first - 1 : last], self.name, first),
            line=lines[0].number,
        )

    def _read_title(self, lines: list[Line]) -> tuple[str, str, datetime.date | None]:
        """Title, date as printed, date; a line behind the date is no part of the title."""
        title: list[str] = []
        printed, date = "", None
        for line in lines:
            if date:
                self._keep(line, known=False)
            elif date := read_date(line.text):
                printed = line.text
            else:
                title.append(line.text)
        return " ".join(title), printed, date


def _annexes_index(lines: list[Line], start: int) -> int:
    """The line "Anlage", or where there is none the first line of a table."""
    headed = first_index(lines, lambda line: ANNEX.fullmatch(line.text), start)
    return headed if headed < len(lines) else first_index(lines, lambda line: "\t" in line.text, start)


def _nominative(ministry: str) -> str:
    """ "Ministers für Soziales" -> "Minister für Soziales"; what is not sure stays as it is."""
    first, blank, rest = ministry.partition(" ")
    return NOMINATIVE.get(first, first) + blank + rest
