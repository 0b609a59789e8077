"""Papers of the Niedersächsischer Landtag as text: an inquiry for a written reply, with the reply.

The head names the askers and the ministry once or twice; the lines with the days count. Each numbered question stands
above its own reply. There is no signature; some papers name below the reply, or behind "gezeichnet", who signed.
"""

import re

from survey.intake.dates import PRINTED_DATE
from survey.intake.lines import Line, filled_lines, first_index
from survey.intake.paper import Paper
from survey.intake.questions import BARE_NUMBER
from survey.intake.reader import ANSWER_LINE, ASKERS_LINE, LAST_LINE, Head, Reader, annexes_index

PARLIAMENT = "Niedersächsischer Landtag"
NUMBER = r"\d+/\d+"
DASH = "[–−-]"
RUNNING_HEAD = re.compile(
    rf"(?:\d+\s+)?(?:Niedersächsischer Landtag\s*{DASH}?\s*\d+\. Wahlperiode(?:\s+Drucksache {NUMBER})?"
    rf"|Drucksache {NUMBER}\s+Niedersächsischer Landtag\s*{DASH}?\s*\d+\. Wahlperiode)(?:\s+\d+)?"
)
LAST = re.compile(rf"(?:\d+\s+)?\(?(?:Verteilt|Ausgegeben)\s+am\s+(?P<date>{PRINTED_DATE})\)?(?:\s+\d+)?")

HEAD = re.compile(rf"(?P<name>Niedersächsischer\s+Landtag)(?:\s*{DASH}?\s*\d+\.\s*Wahlperiode)?")
PAPER = re.compile(rf"Drucksache\s+(?P<number>{NUMBER})(?:\s+\d+$)?", re.MULTILINE)
KIND = re.compile(
    r"(?P<printed>(?P<kind>Kleine|Große)\s+Anfrage)(?P<form>(?:\s+zur\s+schriftlichen\s+Beantwortung)?"
    r"(?:\s+gemäß\s+§\s*\d+(?:\s+Abs\.\s*\d+)?\s+GO\s+LT)?(?:\s+mit\s+Antwort\s+der\s+Landesregierung)?)"
)
ASKED_IN = re.compile(rf"{DASH}\s*(?:Drs\.|Drucksache)\s+(?P<number>{NUMBER})(?:\s*{DASH}(?=\s|$))?")
_WHO = r"(?:des|der)\s+(?:Abgeordneten?|Abg\.|Fraktion)\s(?:(?!\bAnfrage\b|\bAntwort\b).){1,1000}?"
ASKERS = re.compile(
    rf"Anfrage\s+(?P<askers>{_WHO}),?\s*(?:an\s+die\s+Landesregierung,?\s*)?"
    rf"eingegangen\s+am\s+(?P<date>{PRINTED_DATE})",
    re.DOTALL,
)
FORWARDED = re.compile(rf"(?:an\s+die\s+Staatskanzlei\s+)?übersandt\s+am\s+(?P<date>{PRINTED_DATE})")
ANSWER = re.compile(
    rf"Antwort\s+(?P<ministry>(?:des|der)\s+(?:(?!\bAntwort\b).){{1,300}}?)\s+namens\s+der\s+Landesregierung"
    rf"\s+vom\s+(?P<date>{PRINTED_DATE})(?:,?\s*gezeichnet\s+(?P<signatory>[^\n]+))?",
    re.DOTALL,
)
NAMED_BEFORE = re.compile(
    r"Anfrage\s+(?:des|der)\s+(?:(?!\bAntwort\b).){1,1000}?\s+Antwort\s+(?:des|der)\s+(?:(?!\bAntwort\b).){1,300}?"
    r"\s+namens\s+der\s+Landesregierung(?!\s+vom\b)",
    re.DOTALL,
)


def read(file: list[str], name: str) -> Paper:
    """The paper, its text as it stands in the file. Raises FileError."""
    reader = _Reader("niedersachsen", BARE_NUMBER, name, file)
    lines = filled_lines(file)
    body = first_index(lines, BARE_NUMBER.starts_body)
    annexes = annexes_index(lines, body)
    reader.read_head(Head(lines[:body]))
    return reader.paper(*(reader.without_page_edges(part) for part in (lines[body:annexes], lines[annexes:])))


class _Reader(Reader):
    def read_head(self, head: Head) -> None:
        self.take(head, HEAD, parliament_printed="name")
        self.take(head, PAPER, number="number")
        kind = self.take(head, KIND, kind="kind", kind_printed="printed")
        self.take(head, ASKED_IN, asked_in="number")
        askers = self.take(head, ASKERS, askers_printed="askers")
        self.take_date(head, askers, "received", ASKERS_LINE)
        self.take_date(head, head.take(FORWARDED), "forwarded", ASKERS_LINE)
        answer = self.take(head, ANSWER, ministry_printed="ministry", signatory="signatory")
        self.take_date(head, answer, "answered", ANSWER_LINE)
        if kind and askers:
            self._take_title(head, kind.end(), askers.start())
        for line in head.rest():
            self.keep(line, known=False)

    def _take_title(self, head: Head, start: int, end: int) -> None:
        """What stands between the words of the form and the line of the askers."""
        for pattern in (ASKED_IN, NAMED_BEFORE):
            match = pattern.search(head.text, start, end)
            if match:
                head.take_span(match.start(), match.end())
                start = match.end()
        self.take_title(head, start, end)

    def without_page_edges(self, lines: list[Line]) -> list[Line]:
        """The text alone; the last line says when the paper was given out."""
        text = []
        is_edge = False
        for line in lines:
            last = LAST.fullmatch(line.text)
            is_edge = bool(RUNNING_HEAD.fullmatch(line.text)) or (is_edge and line.text.isdigit())
            if last:
                self.add_date("distributed", last["date"], LAST_LINE, line.number)
            elif is_edge:
                self.keep(line, known=True)
            else:
                text.append(line)
        return text
