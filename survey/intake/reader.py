"""One reader for all layouts: lines of a document become a paper, and none of them is lost."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import count, pairwise, takewhile

from survey.files.errors import gettext_noop
from survey.intake import transcript
from survey.intake.askers import read_askers
from survey.intake.asking import question_end
from survey.intake.cuts import NO_CUTS, PlacedCuts
from survey.intake.cutting import cut_paper, settled, with_cuts
from survey.intake.dates import PRINTED_DATE, read_date
from survey.intake.edges import Flow, paper_starts, told_numbers, without_edges, without_notes
from survey.intake.findings import findings
from survey.intake.grids import SIGN, GridTable, with_tables
from survey.intake.head import FORM, LINES_OF_HEAD, Facts, read_head, take_notes
from survey.intake.layouts import PAPER, SIGNED, Layout
from survey.intake.lines import ends_sentence, first_index, without_even_blanks
from survey.intake.ministries import nominative
from survey.intake.paper import (
    Annex,
    Note,
    OtherLine,
    Paper,
    PaperDate,
    PaperError,
    Place,
    Question,
    Remark,
    Reply,
)
from survey.intake.questions import AskedQuestion, Body, Outline, Piece, cut_repeat, outline, read_body
from survey.intake.reading import reading_text, usual_length
from survey.intake.remarks import (
    Said,
    heading_of,
    leads_to_questions,
    leads_to_replies,
    lines_of_lead,
    read_remarks,
)
from survey.intake.text_annexes import FoundTable, text_annexes
from survey.language.hyphens import joined_all
from survey.language.spacing import unspaced
from survey.pages.document import Document, PageLine
from survey.sheets.table import Note as TableNote
from survey.sheets.table_notes import TableNotes, is_note, read_notes

DATE_KINDS = ("asked", "received", "forwarded", "answered", "distributed")
ANNEX = re.compile(r"(?P<label>Anlage(?P<several>n)?(?:\s+(?P<number>\d+))?)\s*:?", re.IGNORECASE)
_ANNEX_HEADING = re.compile(r"(?:Anlagen?|ANLAGEN?)(?:\s+\d+)?\s*[*:]?(?:\s*(?:[-–]|zu[rm]?|der|zu)\s.{1,120})?")
_SIGNATURE = re.compile(rf"(?P<place>[A-ZÄÖÜ][\w .-]{{1,30}}),\s+(?:den\s+)?(?P<date>{PRINTED_DATE})")
_ON_BEHALF = re.compile(
    r"(?:In Vertretung|i\.\s?V\.|In Vertretung (?:der|des)\s.{1,80}|Mit freundlichen Grüßen)[:,]?", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:Der |Die )?(?:Staats|Justiz|Finanz|Innen|Kultus|Sozial|Umwelt|Wirtschafts)*(?:[Mm]inister(?:in"
    r"|präsident(?:in)?)?|[Ss]ekretär(?:in)?"
    r"|[Mm]inisterialdirektor(?:in)?|[Mm]inisterialdirigent(?:in)?|Senator(?:in)?|Staatsrat"
    r"|Staatsrätin)(?:\s(?:für|der|des)\s.{1,80})?"
)
_LEADS = re.compile(r"\b(?:wie\s+folgt|folgt|beantwortet)\s*:?$")
_WITHDRAWS = re.compile(
    r"\b(?:zieh(?:t|en)|zog(?:en)?)\b.{0,160}\bzurück\b|\bzurückgezogen\b|\bRücknahme (?:der|einer|von)\b"
    r"|\bZurückziehung\b",
    re.IGNORECASE,
)
_GLUED = re.compile(r"^(\d{1,2}\.)(?=[A-ZÄÖÜ][a-zäöüß])")
WITHDRAWN = gettext_noop("The paper withdraws an inquiry and holds no question: “%(text)s”. Note it at the inquiry.")
SEVERAL = gettext_noop("The file holds several papers: %(numbers)s. Bring them in one by one.")
SHOWN = 80
ALIKE = 0.6  # of two titles of one inquiry
LINES_OF_SIGNATURE = 12
LEAST_REMARK = 25
LINES_OF_TITLE = 4


def read(document: Document, file: Sequence[str], name: str, layout: Layout, cuts: PlacedCuts = NO_CUTS) -> Paper:
    """The paper in a document; `file` are the lines of the text, for tables that tabs part. Raises FileError.

    `cuts` are what an editor says that begins in a line; between them all is read as without.
    """
    return _Reader(document, file, name, layout, cuts).read()


def all_lines(document: Document) -> list[PageLine]:
    """All lines of a file in their order, also those at the edges of its pages."""
    return sorted([*document.lines, *document.edges], key=lambda line: line.number)


class _Reader:
    def __init__(self, document: Document, file: Sequence[str], name: str, layout: Layout, cuts: PlacedCuts):
        self.document = document
        self.file = file
        self.name = name
        self.layout = layout
        self.cuts = cuts
        self.facts = Facts(name)
        self.others: list[OtherLine] = []
        self.form_lines: set[int] = set()
        lines, self.grids = with_tables(document, name, no_table=cuts.in_text)
        self.lines = [_with_blank(line) for line in without_even_blanks(lines)]
        self.printed = {(line.number, line.page): line.text for line in document.lines}

    def read(self) -> Paper:
        lines, self.noted = self._without_notes(self.lines)
        begins = paper_starts(lines) if lines else []
        self.told = told_numbers(lines, begins)
        starts = [lines[at].number for at in begins]
        flow = without_notes(without_edges(lines))
        self.usual = usual_length(flow.lines)
        self.edges = [*self.document.edges, *flow.edges]
        self.keep(self.edges, known=True)
        self.starts = sorted({first_index(flow.lines, lambda line, at=at: line.number >= at) for at in starts})
        found = with_cuts(outline(flow, self.layout, self.starts), flow.lines, self.cuts, self.layout)
        if not found.asked and not found.listed and not found.labels:
            withdrawn = next((line.text for line in lines if _WITHDRAWS.search(line.text)), "")
            if withdrawn:
                raise PaperError(self.name, None, None, WITHDRAWN, {"text": withdrawn[:SHOWN]})
            reason = gettext_noop("The paper holds no question: no line “%(example)s”.")
            raise PaperError(self.name, None, None, reason, {"example": self.layout.example})
        return self._read_flow(flow, found)

    def _without_notes(self, lines: Sequence[PageLine]) -> tuple[list[PageLine], list[Facts]]:
        """The lines without the notes between them, and what these say, print by print."""
        starts = paper_starts(lines) if lines else []
        kept: list[PageLine] = []
        noted: list[Facts] = []
        for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            noted.append(Facts(self.name))
            kept += take_notes(lines[begin:end], self.layout, noted[-1])
        return kept, noted

    def _read_flow(self, flow: Flow, found: Outline) -> Paper:
        last = max([start.index for start in (*found.asked, *found.listed)] + [at for at, _ in found.labels])
        annexes = self._annexes_index(flow, last)
        stop = self._signature_index(flow, last, annexes)
        remarks, is_reply = self._read_above(flow, found)
        body = read_body(flow, found, stop, is_answered=is_reply)
        if remarks and found.labels and found.labels[0][0] == found.first:
            body.again += cut_repeat(remarks[-1].lines, found.labels[0][1], body.questions)
        self._read_signature(flow.lines[stop:annexes])
        self.keep([*body.labels, *body.again, *body.headings], known=True)
        self.keep([*body.rest, *(line for question in body.doubled for line in question.piece.lines)], known=False)
        paper = self._paper(flow, body, remarks, flow.lines[annexes:])
        paper = cut_paper(paper, all_lines(self.document), flow.lines, self.usual, self.cuts, self.layout)
        self._check(paper.questions)
        return self._with_findings(paper, settled(body, paper, self.cuts))

    # Head and remarks

    def _read_above(self, flow: Flow, found: Outline) -> tuple[list[Said], bool]:
        """Heads and remarks of all prints; whether the paper has replies."""
        first = found.first if found.asked or found.labels else found.begin
        bounds = [*[start for start in self.starts if start < max(first, 1)], None]
        listed = [start.index for start in found.listed]
        said: list[tuple[int, Said]] = []
        prints = [(begin, end if end is not None else first) for begin, end in pairwise(bounds)]
        each_facts = []
        for at, (begin, end) in enumerate(prints):
            self.facts = self.noted[at] if at < len(self.noted) else Facts(self.name)
            own = [at for at in listed if begin <= at < end]
            said += [(begin, each) for each in self._read_print(flow, begin, own[0] if own else end)]
            if own:
                tail = self._list_tail(flow, found, end)
                said += [(begin, each) for each in self._read_middle(flow.lines[tail:end])]
            each_facts.append(self.facts)
        self.facts = Facts(self.name)
        each_facts += self.noted[len(prints) :]
        self._check_alone(each_facts)
        is_reply = self._is_reply(flow, found)
        self._merge(each_facts, is_reply=is_reply)
        self.form_lines |= {number for facts in each_facts for number in facts.lines}
        return self._chosen_remarks(said, prints), is_reply

    def _list_tail(self, flow: Flow, found: Outline, end: int) -> int:
        last = [start for start in found.listed if start.index < end][-1]
        return question_end(flow.lines, last.index, end, last.text).end

    def _read_print(self, flow: Flow, begin: int, end: int) -> list[Said]:
        """The remarks of one print, and into the facts its head."""
        lines = flow.lines[begin:end]
        body = next((at for at in range(1, len(lines)) if self._begins_body(lines, at)), len(lines))
        body = min(body, LINES_OF_HEAD)
        between, behind = read_head(lines[:body], self.layout, self.facts)
        self._keep_form(between)
        text = joined_all(line.text for line in behind)
        is_text = len(text) >= LEAST_REMARK and behind and ends_sentence(behind[-1].text)
        if not is_text:
            self._keep_form(behind)
            behind = []
        said, over = read_remarks([*behind, *lines[body:]], "askers" if behind else "")
        self.keep(over, known=True)
        return said

    def _begins_body(self, lines: Sequence[PageLine], at: int) -> bool:
        text = lines[at].text
        return (
            bool(heading_of(lines[at], lines[at - 1]))
            or leads_to_questions(text)
            or (leads_to_replies(text) and at > 3)
        )

    def _read_middle(self, lines: Sequence[PageLine]) -> list[Said]:
        """Between the list of questions and their replies: who signed, a reason, the head of the reply."""
        lead = lines_of_lead(lines)
        self.keep(lines[len(lines) - lead :], known=True)
        lines = lines[: len(lines) - lead]
        at = next((at for at, line in enumerate(lines) if heading_of(line, lines[at - 1] if at else None)), len(lines))
        between, behind = read_head(lines[:at], self.layout, self.facts)
        self._keep_form(between)
        self._keep_form(behind)
        said, over = read_remarks(lines[at:], "government")
        self.keep(over, known=True)
        return said

    def _merge(self, prints: Sequence[Facts], *, is_reply: bool) -> None:
        """The last print is the paper; a question paper before it says when and where it was asked."""
        for position, facts in enumerate(reversed(prints)):
            is_last = position == 0
            dated = facts.dates.pop("dated", None)
            if dated and (kind := "answered" if is_last and is_reply else "asked") not in facts.dates:
                facts.dates[kind] = replace(dated, kind=kind)
            if not is_last and "number" in facts.printed:
                self._adopt(facts, "number", "asked_in")
            for name in facts.printed:
                if is_last or name != "asked_in":
                    self._adopt(facts, name, name)
            for kind, date in facts.dates.items():
                if is_last or kind not in ("answered", "distributed"):
                    self.facts.dates.setdefault(kind, date)
        dated = self.facts.dates.pop("dated", None)
        if dated and is_reply:
            self.facts.dates.setdefault("answered", replace(dated, kind="answered"))

    def _check_alone(self, prints: Sequence[Facts]) -> None:
        """A question paper and its reply are one; two that do not name each other, with other titles, are two."""
        said = [facts.printed for facts in prints if "number" in facts.printed]
        for first, second in pairwise(said):
            names_first = second.get("asked_in") == first["number"] or first.get("asked_in") == second["number"]
            titles = [re.sub(r"[\W_]+", "", each.get("title", "")).casefold() for each in (first, second)]
            is_same = names_first or first["number"] == second["number"] or not all(titles)
            if not is_same and SequenceMatcher(None, *titles).ratio() < ALIKE:
                self._refuse_several([each["number"] for each in said])
        known = {number for printed in said for number in (printed["number"], printed.get("asked_in"))}
        others = [number for number in self.told if number and number not in known]
        if said and others and len(self.told) > 1:
            self._refuse_several([said[0]["number"], *others])

    def _refuse_several(self, numbers: Iterable[str]) -> None:
        raise PaperError(self.name, None, None, SEVERAL, {"numbers": ", ".join(dict.fromkeys(numbers))})

    def _adopt(self, facts: Facts, name: str, as_name: str) -> None:
        if as_name not in self.facts.printed and (
            as_name != "asked_in" or facts.printed[name] != self.facts.printed.get("number")
        ):
            self.facts.printed[as_name] = facts.printed[name]
            self.facts.found_at[as_name] = facts.found_at[name]
            self.facts.found_to[as_name] = facts.found_to[name]

    def _is_reply(self, flow: Flow, found: Outline) -> bool:
        """A question paper asks "Ich frage ..." and nowhere holds an answer."""
        if found.labels or (found.listed and found.asked):
            return True
        first = found.first if found.asked else found.begin
        above = [unspaced(line.text) for line in flow.lines[:first]]
        answers = any(re.search(r"\bAntwort|ANTWORT|beantworte", text) for text in above)
        answers = answers or any("answered" in facts.dates for facts in self.noted)
        labels = any(re.fullmatch(r"Antwort:?(?:\s.*)?", line.text) for line in flow.lines[first:])
        asks = any(leads_to_questions(text) for text in above)
        return answers or labels or not asks

    def _chosen_remarks(self, said: Sequence[tuple[int, Said]], prints: Sequence[tuple[int, int]]) -> list[Said]:
        """Those of the last print; what the askers say, where only an earlier one has it."""
        last = prints[-1][0] if prints else 0
        chosen = [each for begin, each in said if begin == last]
        has_askers = any(each.by == "askers" for each in chosen)
        for begin, each in said:
            if begin == last:
                continue
            if each.by == "askers" and not has_askers:
                chosen.insert(0, each)
            else:
                self.keep(each.lines, known=True)
        return chosen

    # Behind the body

    def _annexes_index(self, flow: Flow, last: int) -> int:
        """The line "Anlage", behind which no text of the body stands any more."""
        signed = first_index(flow.lines, lambda line: _SIGNATURE.fullmatch(line.text), last + 1)
        for at in range(last + 1, len(flow.lines)):
            text = flow.lines[at].text
            if at > signed and text.startswith(SIGN):
                return at
            if ANNEX.fullmatch(text) and (
                self._is_apart(flow, at) or flow.lines[at - 1].text.endswith((".", "?", ":", "!"))
            ):
                return at
            if _ANNEX_HEADING.fullmatch(text) and (at in flow.breaks or ends_sentence(flow.lines[at - 1].text)):
                return at
            if self.layout.ends and self.layout.ends.match(text):
                return at
        return len(flow.lines)

    def _is_apart(self, flow: Flow, at: int) -> bool:
        return flow.lines[at].after_blank or at in flow.breaks or len(flow.lines[at - 1].text) < 60

    def _signature_index(self, flow: Flow, last: int, annexes: int) -> int:
        """Where the signature begins: place and day, "In Vertretung", or a name above an office."""
        lines = flow.lines
        signed = first_index(lines[:annexes], lambda line: _SIGNATURE.fullmatch(line.text), last + 1)
        if signed < annexes and (annexes - signed <= LINES_OF_SIGNATURE or self.layout.slug == "hessen"):
            return signed
        for at in range(max(last + 1, annexes - LINES_OF_SIGNATURE), annexes):
            is_office = at + 1 < annexes and _OFFICE.fullmatch(lines[at + 1].text) and _is_name(lines[at].text)
            if (_ON_BEHALF.fullmatch(lines[at].text) or is_office) and all(
                len(line.text) < 90 for line in lines[at:annexes]
            ):
                return at
        return annexes

    def _read_signature(self, lines: Sequence[PageLine]) -> None:
        """Place, day and name; the day of the signature is the day of the answer."""
        for at, line in enumerate(lines):
            match = _SIGNATURE.fullmatch(line.text)
            if match and at == 0:
                self.facts.add_date("answered", match["date"], SIGNED, line.number)
                self.facts.find("place", match["place"], line.number)
                self.form_lines.add(line.number)
            elif _ON_BEHALF.fullmatch(line.text) or "signatory" in self.facts.printed:
                is_known = (
                    "signatory" not in self.facts.printed
                    or bool(_OFFICE.match(line.text))
                    or self._says_again(line.text)
                )
                self.keep([line], known=is_known)
            else:
                self.facts.find("signatory", line.text, line.number)
                self.form_lines.add(line.number)

    # The whole

    def keep(self, lines: Iterable[PageLine], *, known: bool) -> None:
        self.others += [OtherLine(line.text, line.number, known) for line in lines]

    def _keep_form(self, lines: Iterable[PageLine]) -> None:
        lines = list(lines)
        for at, line in enumerate(lines):
            leads = any(_LEADS.search(below.text) for below in lines[at : at + 4])
            self.keep([line], known=bool(FORM.fullmatch(line.text)) or leads or self._says_again(line.text))

    def _says_again(self, text: str) -> bool:
        """Whether a line says what a field holds already: title, number, askers, ministry."""
        said = re.sub(r"[\W_]+", "", re.sub(r"^(?:über|vom|Thema:?)\s", "", text)).casefold()
        names = ("title", "askers_printed", "ministry_printed", "ministry", "number", "asked_in", "kind_printed")
        fields = [self.facts.printed[name] for name in names if name in self.facts.printed]
        fields += [date.printed for date in self.facts.dates.values()]
        fields += [asker.name for asker in read_askers(self.facts.printed.get("askers_printed", ""))]
        known = [re.sub(r"[\W_]+", "", each).casefold() for each in fields]
        return any(
            each
            and (
                (len(said) > 5 and said in each) or (len(each) > 5 and each in said and len(said) < 2 * len(each) + 40)
            )
            for each in known
        )

    def _check(self, questions: Sequence[Question]) -> None:
        """A whole question may consist of its parts alone; everything else needs words."""
        for question in questions:
            has_parts = not question.part and any(o.part for o in questions if o.number == question.number)
            if not question.text and not question.request and not has_parts:
                line = question.line or None
                reason = gettext_noop("Question %(question)s has no text.")
                raise PaperError(self.name, line, None, reason, {"question": question.key})

    def _paper(self, flow: Flow, body: Body, remarks: Sequence[Said], behind: Sequence[PageLine]) -> Paper:
        tables = self._read_annexes(behind)
        numbers = {annex.number for annex in tables}
        free = (number for number in count(1) if number not in numbers)
        inside = [replace(self._table(run, 0), in_reply=0) for run in body.free_tables]
        for at, reply in enumerate(body.replies, 1):
            found = [_with_source(self._table(run, 0), reply.piece.lines) for run in reply.tables]
            found += self._text_tables(reply.piece.lines)
            inside += [replace(annex, in_reply=at) for annex in found]
        inside.sort(key=lambda annex: annex.line)
        inside = [replace(annex, number=next(free)) for annex in inside]
        said = self.facts.printed
        return Paper(
            layout=self.layout.slug,
            parliament_printed=said.get("parliament_printed") or self._parliament_printed(),
            number=said.get("number") or self._number_at_edges(),
            asked_in=said.get("asked_in", ""),
            kind=said.get("kind", ""),
            kind_printed=said.get("kind_printed", ""),
            title=said.get("title", ""),
            askers=read_askers(said["askers_printed"]) if "askers_printed" in said else (),
            askers_printed=said.get("askers_printed", ""),
            dates=self._dates(),
            ministry=nominative(said.get("ministry_printed", "")),
            ministry_printed=said.get("ministry_printed", ""),
            remarks=tuple(self._remark(each) for each in remarks),
            questions=tuple(self._question(question) for question in body.questions),
            replies=tuple(self._reply(reply.keys, reply.piece) for reply in body.replies),
            place=said.get("place", ""),
            signatory=said.get("signatory", ""),
            annexes=(*inside, *tables),
            other_lines=tuple(sorted(self.others, key=lambda other: other.line)),
            found_at=tuple(sorted(self.facts.found_at.items())),
            notes=tuple(self._note(mark, lines) for mark, lines in flow.notes),
            parliament=self._slug(said.get("parliament_printed", "")),
            form_lines=tuple(sorted(self.form_lines)),
            places=tuple(self._places()),
            pages=self.document.pages,
            running=tuple(sorted({line.number for line in self.edges})),
        )

    def _with_findings(self, paper: Paper, body: Body) -> Paper:
        in_tables = {number for grid in self.grids.values() for number in grid.lines}
        lines = [replace(line, words=()) if line.number in in_tables else line for line in self.document.lines]
        return replace(paper, findings=findings(paper, body, lines))

    def _slug(self, printed: str) -> str:
        """Of the layout; in the general one, of the land that the head names."""
        if self.layout.parliament:
            return self.layout.slug
        return re.sub(r"[^a-zäöüß-]+", "", re.sub(r"landtag|bürgerschaft|des|der|von|\s", "", printed.casefold()))

    def _number_at_edges(self) -> str:
        """Of the last running head, where no head has it."""
        found = [match for line in self.edges if (match := PAPER.search(line.text))]
        return re.sub(r"\s", "", found[-1]["number"]) if found else ""

    def _parliament_printed(self) -> str:
        """As the running heads print it, where no head does."""
        found = (self.layout.named.search(line.text) for line in self.edges)
        return next((match[0] for match in found if match), "") if self.layout.parliament else ""

    def _dates(self) -> tuple[PaperDate, ...]:
        known = [date for date in self.facts.dates.values() if date.kind in DATE_KINDS]
        return tuple(sorted(known, key=lambda date: DATE_KINDS.index(date.kind)))

    def _places(self) -> Iterator[tuple[str, Place]]:
        """Of the fields of the head and of the dates, by the numbers of their lines."""
        lines = all_lines(self.document)
        spans = {name: (line, self.facts.found_to[name]) for name, line in self.facts.found_at.items()}
        spans |= {f"date-{date.kind}": (date.line, date.line) for date in self._dates()}
        for name, (first, last) in sorted(spans.items()):
            yield name, Place.of([line for line in lines if first <= line.number <= last])

    def _printed_lines(self, lines: Sequence[PageLine]) -> tuple[str, ...]:
        return tuple(self.printed.get((line.number, line.page), line.text) for line in lines)

    def _remark(self, said: Said) -> Remark:
        self.form_lines |= {said.line} if said.heading else set()
        text = reading_text(said.lines, None, self.usual)
        return Remark(said.by, said.heading, text, said.line, Place.of(said.lines), self._printed_lines(said.lines))

    def _question(self, question: AskedQuestion) -> Question:
        lines = question.piece.lines
        line = lines[0].number if lines else 0
        place, printed = Place.of(lines), self._printed_lines(lines)
        return Question(question.number, question.part, question.text, question.request, line, place, printed)

    def _reply(self, keys: Sequence[str], piece: Piece) -> Reply:
        text = reading_text(piece.lines, piece.first, self.usual)
        line = piece.lines[0].number
        return Reply(tuple(keys), text, line, Place.of(piece.lines), self._printed_lines(piece.lines))

    def _note(self, mark: str, lines: Sequence[PageLine]) -> Note:
        text = re.sub(r"^(?:\d{1,3}|\*{1,3})\)?\s+", "", joined_all(line.text for line in lines))
        return Note(mark, text, lines[0].number, Place.of(lines))

    # Tables that tabs part

    def _table(self, lines: Sequence[PageLine], number: int) -> Annex:
        grid = self.grids.get(lines[0].text)
        if grid:
            self.form_lines |= {*grid.lines}
            return _annex_of(grid, lines[0].number, number)
        first, last = lines[0].number, lines[-1].number
        table = transcript.read_whole(list(self.file[first - 1 : last]), self.name, first)
        self.form_lines |= {line.number for line in lines}
        return Annex(number, "", "", None, "", table, first, lines=tuple(line.number for line in lines))

    def _text_tables(self, lines: Sequence[PageLine]) -> list[Annex]:
        """The tables in lines of a text; where a file knows its tables, there are no others."""
        if self.document.kind != "text":
            return []
        found = text_annexes(lines, self.name)
        tables = [_with_notes(_annex_of(each.grid, lines[each.first].number), each.notes) for each in found]
        return [replace(annex, lines=()) for annex in tables]

    def _read_annexes(self, lines: Sequence[PageLine]) -> tuple[Annex, ...]:
        starts = [index for index, line in enumerate(lines) if ANNEX.fullmatch(line.text)] or [0]
        starts = sorted({*starts, *_behind_tables(lines)})
        ends = [*starts[1:], len(lines)]
        annexes: list[Annex] = []
        if lines and starts[0]:
            self.keep(lines[: starts[0]], known=False)
        for start, end in zip(starts, ends, strict=True):
            annexes += self._read_annex(lines[start:end], len(annexes) + 1)
        return tuple(annexes)

    def _read_annex(self, lines: Sequence[PageLine], position: int) -> list[Annex]:
        """A table with its label, title and date, or those in its text; an annex without a table is only kept."""
        above = list(takewhile(lambda line: "\t" not in line.text and not line.text.startswith(SIGN), lines))
        label = ANNEX.fullmatch(lines[0].text) if lines else None
        if len(above) == len(lines):
            if self.document.kind == "text" and (found := list(text_annexes(lines, self.name))):
                return self._with_tables_of_text(lines, found, label["label"] if label else "", position)
            is_form = bool(lines and self.layout.ends and self.layout.ends.match(lines[0].text))
            for line in lines:
                self.keep([line], known=is_form or (line is lines[0] and label is not None))
            return []
        if label and label["several"]:
            self.keep(above[:1], known=True)
        self.form_lines |= {line.number for line in above}
        title, printed, date = self._read_title(above[1:] if label else above)
        number = int(label["number"]) if label and label["number"] else position
        found = self._table(lines[len(above) :], number)
        if self.grids and lines[len(above)].text.startswith(SIGN):
            found = self._with_notes_below(found, lines[len(above) + 1 :])
        return [
            replace(
                found,
                label=label["label"] if label and not label["several"] else "",
                title=title,
                date=date,
                date_printed=printed,
                line=lines[0].number,
            )
        ]

    def _with_notes_below(self, annex: Annex, lines: Sequence[PageLine]) -> Annex:
        """With source and day that the lines right below it name; the others are kept."""
        end = first_index(lines, lambda line: not is_note(line.text))
        self.form_lines |= {line.number for line in lines[:end]}
        self.keep(lines[end:], known=False)
        return _with_notes(annex, read_notes(line.text for line in lines[:end]))

    def _with_tables_of_text(
        self, lines: Sequence[PageLine], found: Sequence[FoundTable], label: str, position: int
    ) -> list[Annex]:
        """The tables of an annex that is text; what stands above the first of them is its title."""
        annexes, begin = [], 0
        for number, each in enumerate(found, start=position):
            above = lines[begin + bool(label and not begin) : each.first]
            annex = _with_notes(_annex_of(each.grid, lines[each.first].number, number), each.notes)
            if not begin and len(above) <= LINES_OF_TITLE:
                title, printed, date = self._read_title(above)
                annex = replace(annex, label=label, title=title, date=date, date_printed=printed)
                self.form_lines |= {line.number for line in lines[: each.first]}
            else:
                self.keep(lines[begin : each.first], known=False)
            self.form_lines |= {*each.grid.lines, *(line.number for line in lines[each.first : each.end])}
            annexes.append(annex)
            begin = each.end
        self.keep(lines[begin:], known=False)
        return annexes

    def _read_title(self, lines: Sequence[PageLine]) -> tuple[str, str, datetime.date | None]:
        """Title, date as printed, date; a line behind the date is no part of the title."""
        title: list[str] = []
        printed, date = "", None
        for line in lines:
            if date:
                self.keep([line], known=False)
            elif date := read_date(line.text):
                printed = line.text
            else:
                title.append(line.text)
        return joined_all(title), printed, date


def _with_blank(line: PageLine) -> PageLine:
    """The line with a blank behind the number that it begins with: “1.Wie viele”."""
    text = _GLUED.sub(r"\1 ", line.text)
    return line if text == line.text else replace(line, text=text)


def _annex_of(found: GridTable, line: int, number: int = 0) -> Annex:
    return Annex(
        number,
        "",
        "",
        None,
        "",
        found.table,
        line,
        doubts=tuple(found.doubts()),
        guessed=found.grid.guessed,
        joined=tuple(found.joined()),
        lines=found.lines,
    )


def _with_source(annex: Annex, lines: Sequence[PageLine]) -> Annex:
    """With source and day, where the line of a reply right behind the table names them; it stays in the reply."""
    below = takewhile(lambda line: is_note(line.text), (line for line in lines if line.number > annex.line))
    said = read_notes(line.text for line in below)
    return replace(annex, source=said.source, as_of=said.as_of)


def _with_notes(annex: Annex, notes: TableNotes) -> Annex:
    kept = [TableNote("", text) for text in notes.notes]
    table = replace(annex.table, notes=(*annex.table.notes, *kept))
    return replace(annex, table=table, source=annex.source or notes.source, as_of=annex.as_of or notes.as_of)


def _behind_tables(lines: Sequence[PageLine]) -> list[int]:
    """Where a further table of an annex may begin: the lines behind each sign of one, if another one follows."""
    signs = [at for at, line in enumerate(lines) if line.text.startswith(SIGN)]
    return [at + 1 for at in signs[:-1]]


def _is_name(text: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:(?:Prof|Dr)\.\s*(?:h\.\s?c\.\s*)?)*[A-ZÄÖÜ][\w.-]+(?:\s+(?:von|zu|der"
            r"|de)\b)?(?:\s+[A-ZÄÖÜ][\w.-]+){0,3}",
            text,
        )
    )
