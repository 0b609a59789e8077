"""Papers of the Deutscher Bundestag as text: the reply of the Federal Government to a minor or major inquiry.

The questions are printed again, in smaller type, each above its reply; several above one are answered together. The
ministry and the day of the reply stand in a note at the foot of the first page, which a text may have anywhere.
"""

import re

from survey.intake.dates import PRINTED_DATE
from survey.intake.lines import Line, filled_lines, first_index
from survey.intake.paper import Paper
from survey.intake.questions import BARE_NUMBER
from survey.intake.reader import FOOTNOTE, HEAD_LINE, Head, Reader, annexes_index

PARLIAMENT = "Deutscher Bundestag"
NUMBER = r"\d+/\d+"
DASH = "[–−-]"
RUNNING_HEAD = re.compile(
    rf"Deutscher Bundestag\s+{DASH}\s+\d+\. Wahlperiode(?:\s+{DASH}\s+\d+\s+{DASH}\s+Drucksache {NUMBER})?"
    rf"|Drucksache {NUMBER}\s+{DASH}\s+\d+\s+{DASH}\s+Deutscher Bundestag\s+{DASH}\s+\d+\. Wahlperiode"
)
PRINTERS = re.compile(
    r"Vorabfassung\s.{1,200}|Die Drucksache enthält zusätzlich\s.{1,200}"
    r"|(?:Gesamtherstellung|Vertrieb|Satz und Druck|Druck):\s.{1,200}|ISSN\s.{1,40}"
)
NOTE = re.compile(
    r"Die Antwort wurde namens der Bundesregierung mit Schreiben\s+(?P<ministry>(?:des|der)\s+.{1,300}?)"
    rf"\s+vom\s+(?P<date>{PRINTED_DATE})\s+übermittelt\."
)
NOTE_LINES = 4

HEAD = re.compile(r"Deutscher\s+Bundestag")
PAPER = re.compile(rf"Drucksache\s+(?P<number>{NUMBER})")
TERM = re.compile(r"\d+\.\s*Wahlperiode")
DATE = re.compile(rf"(?P<date>{PRINTED_DATE})")
KIND = re.compile(r"Antwort\s+der\s+Bundesregierung\s+auf\s+die\s+(?P<printed>(?P<kind>Kleine|Große)\s+Anfrage)")
ASKERS = re.compile(
    rf"\s*(?P<askers>(?:des|der)\s+(?:Abgeordneten?|Abg\.|Fraktion)\s.{{1,1000}}?)"
    rf"\s+{DASH}\s*Drucksache\s+(?P<number>{NUMBER})\s*{DASH}",
    re.DOTALL,
)


def read(file: list[str], name: str) -> Paper:
    """The paper, its text as it stands in the file. Raises FileError."""
    reader = _Reader("bundestag", BARE_NUMBER, name, file)
    lines = reader.without_page_edges(filled_lines(file))
    body = first_index(lines, BARE_NUMBER.starts_body)
    annexes = annexes_index(lines, body)
    reader.read_head(Head(lines[:body]))
    return reader.paper(lines[body:annexes], lines[annexes:])


class _Reader(Reader):
    def without_page_edges(self, lines: list[Line]) -> list[Line]:
        """The text alone, without running heads, printers' lines, and the note that tells of the reply."""
        text: list[Line] = []
        index = 0
        while index < len(lines):
            line = lines[index]
            taken = self._take_note(lines[index : index + NOTE_LINES])
            if taken:
                index += taken
                continue
            if RUNNING_HEAD.fullmatch(line.text) or PRINTERS.fullmatch(line.text):
                self.keep(line, known=True)
            else:
                text.append(line)
            index += 1
        return text

    def _take_note(self, lines: list[Line]) -> int:
        """How many lines the note takes that begins here; 0 where none does."""
        for count in range(1, len(lines) + 1):
            match = NOTE.fullmatch(" ".join(line.text for line in lines[:count]))
            if match:
                self.find("ministry_printed", match["ministry"], lines[0].number)
                self.add_date("answered", match["date"], FOOTNOTE, lines[0].number)
                return count
        return 0

    def read_head(self, head: Head) -> None:
        self.take(head, HEAD, parliament_printed=0)
        self.take(head, TERM)
        kind = self.take(head, KIND, kind="kind", kind_printed="printed")
        above = kind.start() if kind else len(head.text)
        self.take(head, PAPER, end=above, number="number")
        self.take_date(head, head.take(DATE, end=above), "distributed", HEAD_LINE)
        askers = self.take(head, ASKERS, start=kind.end(), askers_printed="askers", asked_in="number") if kind else None
        if askers:
            self.take_title(head, askers.end(), len(head.text))
        for line in head.rest():
            self.keep(line, known=False)
