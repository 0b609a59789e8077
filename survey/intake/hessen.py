"""Papers of the Hessischer Landtag as text: header, remarks, questions with replies, signature, annexes."""

import re

from survey.intake.dates import PRINTED_DATE
from survey.intake.lines import Line, filled_lines, first_index
from survey.intake.paper import Paper
from survey.intake.questions import AFTER_THE_WORD
from survey.intake.reader import ASKERS_LINE, HEAD_LINE, SIGNED, Reader, annexes_index

PARLIAMENT = "Hessischer Landtag"
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
SIGNATURE = re.compile(rf"(?P<place>[A-ZÄÖÜ][\w .-]*),\s+(?:den\s+)?(?P<date>{PRINTED_DATE})")
ON_BEHALF = re.compile(r"(?:In Vertretung|i\.\s?V\.):?", re.IGNORECASE)


def read(file: list[str], name: str) -> Paper:
    """The paper, its text as it stands in the file. Raises FileError."""
    reader = _Reader("hessen", AFTER_THE_WORD, name, file)
    lines = filled_lines(file)
    body = first_index(lines, AFTER_THE_WORD.starts_body)
    signature = first_index(lines, lambda line: SIGNATURE.fullmatch(line.text), body)
    annexes = _annexes_index(lines, signature) if signature < len(lines) else annexes_index(lines, body)
    reader.read_header(lines[:body])
    reader.read_signature(lines[signature:annexes])
    return reader.paper(lines[body : min(signature, annexes)], lines[annexes:])


class _Reader(Reader):
    def read_header(self, lines: list[Line]) -> None:
        header: dict[str, tuple[re.Match, Line]] = {}
        above: Line | None = None
        for line in lines:
            found = self._header_field(line, header)
            if found == "events":
                self._read_events(line)
            elif found:
                header[found] = (HEADER[found].fullmatch(line.text), line)
            elif above is not None and not line.after_blank:
                _continue_title(line, header)
            else:
                self.keep(line, known=bool(FORM.fullmatch(line.text)))
            above = line if found == "title" else None
        self._take_fields(header)
        self._take_dates(header)

    def _header_field(self, line: Line, header: dict) -> str | None:
        """The field that this line is; what stands twice counts the first time."""
        for name, pattern in HEADER.items():
            if name not in header and pattern.fullmatch(line.text):
                return name
        return None

    def _take_fields(self, header: dict[str, tuple[re.Match, Line]]) -> None:
        for name, field, group in (
            ("parliament", "parliament_printed", 0),
            ("number", "number", "number"),
            ("kind", "kind", "kind"),
            ("kind", "kind_printed", 0),
            ("title", "title", "title"),
            ("askers", "askers_printed", "askers"),
            ("ministry", "ministry_printed", 0),
        ):
            if name in header:
                match, line = header[name]
                self.find(field, match[group], line.number)

    def _take_dates(self, header: dict[str, tuple[re.Match, Line]]) -> None:
        for name, kind, found_in in (("distributed", "distributed", HEAD_LINE), ("askers", "asked", ASKERS_LINE)):
            match, line = header.get(name, (None, None))
            if match and match["date"]:
                self._take_date(kind, match["date"], found_in, line)

    def _read_events(self, line: Line) -> None:
        for match in re.finditer(EVENT, line.text, re.IGNORECASE):
            self._take_date(EVENTS[match["word"].lower()], match["date"], HEAD_LINE, line)

    def _take_date(self, kind: str, printed: str, found_in: str, line: Line) -> None:
        if not self.add_date(kind, printed, found_in, line.number):
            self.keep(line, known=False)

    def read_signature(self, lines: list[Line]) -> None:
        """Place and name; the day of the signature is the day of the answer."""
        if not lines:
            return
        match = SIGNATURE.fullmatch(lines[0].text)
        self._take_date("answered", match["date"], SIGNED, lines[0])
        self.find("place", match["place"], lines[0].number)
        for line in lines[1:]:
            if "signatory" in self.printed or ON_BEHALF.fullmatch(line.text):
                self.keep(line, known="signatory" not in self.printed)
            else:
                self.find("signatory", line.text, line.number)


def _continue_title(line: Line, header: dict[str, tuple[re.Match, Line]]) -> None:
    match, first = header["title"]
    longer = Line(first.number, f"{match[0]} {line.text}", first.after_blank)
    header["title"] = (HEADER["title"].fullmatch(longer.text), longer)


def _annexes_index(lines: list[Line], start: int) -> int:
    """The line "Anlage", or where there is none behind the signature the first line of a table."""
    headed = annexes_index(lines, start)
    return headed if headed < len(lines) else first_index(lines, lambda line: "\t" in line.text, start)
