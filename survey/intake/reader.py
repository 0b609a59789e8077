"""One reader for all layouts: lines of a document become a paper, and none of them is lost."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, pairwise

from survey.files.errors import gettext_noop
from survey.intake.accounting import LineAccounts
from survey.intake.annexes import AnnexReader, with_source
from survey.intake.askers import read_askers
from survey.intake.asking import question_end
from survey.intake.closing import annexes_index, read_signature, signature_index
from survey.intake.cuts import NO_CUTS, PlacedCuts
from survey.intake.cutting import cut_paper, settled, with_cuts
from survey.intake.drawn_tables import drawn_tables
from survey.intake.edges import TextFlow, paper_starts, told_numbers, without_edges, without_notes
from survey.intake.findings import findings
from survey.intake.grids import with_tables
from survey.intake.head import LINES_OF_HEAD, HeadFacts, is_form, read_head, take_notes
from survey.intake.layouts import PAPER, Layout
from survey.intake.lines import ends_sentence, first_index, without_even_blanks
from survey.intake.ministries import nominative
from survey.intake.number_styles import plainly_numbered
from survey.intake.outline import QuestionOutline, outline
from survey.intake.paper import (
    Note,
    Paper,
    PaperDate,
    PaperError,
    Place,
    Question,
    Remark,
    Reply,
)
from survey.intake.prints import check_alone, merged
from survey.intake.questions import AskedQuestion, PaperBody, PaperPiece, cut_repeat, read_body, runs_of_rows
from survey.intake.reading import reading_text, usual_length
from survey.intake.remarks import (
    Said,
    heading_of,
    leads_to_questions,
    leads_to_replies,
    lines_of_lead,
    read_remarks,
)
from survey.language.hyphens import cut_within, joined_all, without_cuts
from survey.language.spacing import letters_of, unspaced
from survey.pages.document import Document, PageLine

CITIES = {"bremen": "brem", "hamburg": "hamburg"}  # what the name of their parliament holds
DATE_KINDS = ("asked", "received", "forwarded", "answered", "distributed")
_LEADS = re.compile(r"\b(?:wie\s+folgt|folgt|beantwortet)\s*:?$")
_WITHDRAWS = re.compile(
    r"\b(?:zieh(?:t|en)|zog(?:en)?)\b.{0,160}\bzurück\b|\bzurückgezogen\b|\bRücknahme (?:der|einer|von)\b"
    r"|\bZurückziehung\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"(?:(?:mit|und)\s+)?(?:Antwort|ANTWORT)\b")
_ANSWER_LABEL = re.compile(r"Antwort:?(?:\s.*)?")
_ANSWERS_NOW = re.compile(
    r"\bbeantworte[nt]?\s+(?:ich|wir)\b|\bbeantworte[nt]?\b.*\bAnfrage\b|\bAnfrage\b.*\bbeantworte[nt]?\b"
)
_BLANKS = re.compile(" {2,}")
_GLUED = re.compile(r"^(\d{1,2}\.)(?=[A-ZÄÖÜ][a-zäöüß])")
WITHDRAWN = gettext_noop("The paper withdraws an inquiry and holds no question: “%(text)s”. Note it at the inquiry.")
SHOWN = 80
LEAST_REMARK = 25
LEAST_CUTS = 5
FULL_LINE = 60  # letters
LEAST_MARGIN = 5  # lines
REWORDED = 0.2  # share of the letters of a remark that may be others in a later print of it


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
        self.name = name
        self.layout = layout
        self.cuts = cuts
        self.facts = HeadFacts(name)
        self.accounts = LineAccounts()
        drawn = drawn_tables(document, cuts)
        lines, self.grids = with_tables(drawn.document, name, no_table=cuts.in_text, said=drawn.options)
        self.lines = _with_whole_words([_with_blank(line) for line in without_even_blanks(lines)])
        self.annexes = AnnexReader(name, document.kind, file, layout, self.grids, self.accounts)
        self.printed = {(line.number, line.page): line.text for line in document.lines}

    def read(self) -> Paper:
        lines, self.noted = self._without_notes(self._without_margin(self.lines))
        begins = paper_starts(lines) if lines else []
        self.told = told_numbers(lines, begins)
        starts = [lines[at].number for at in begins]
        flow = without_notes(without_edges(lines), self.cuts.in_text)
        flow.lines = plainly_numbered(flow.lines, self.layout.question)
        self.usual = usual_length(flow.lines)
        self.edges = [*self.document.edges, *flow.edges]
        self.accounts.keep(self.edges, known=True)
        self.starts = sorted({first_index(flow.lines, lambda line, at=at: line.number >= at) for at in starts})
        found = with_cuts(outline(flow, self.layout, self.starts), flow.lines, self.cuts, self.layout)
        if not found.asked and not found.listed and not found.labels:
            withdrawn = next((line.text for line in lines if _WITHDRAWS.search(line.text)), "")
            if withdrawn:
                raise PaperError(self.name, None, None, WITHDRAWN, {"text": withdrawn[:SHOWN]})
            reason = gettext_noop("The paper holds no question: no line “%(example)s”.")
            raise PaperError(self.name, None, None, reason, {"example": self.layout.example})
        return self._read_flow(flow, found)

    def _without_margin(self, lines: Sequence[PageLine]) -> Sequence[PageLine]:
        """The lines without those of a letterhead beside the text."""
        margin = self.layout.margin
        beside = [line for line in lines if margin and margin.fullmatch(line.text)]
        if len(beside) < LEAST_MARGIN:
            return lines
        self.accounts.keep(beside, known=True)
        return [line for line in lines if not margin.fullmatch(line.text)]

    def _without_notes(self, lines: Sequence[PageLine]) -> tuple[list[PageLine], list[HeadFacts]]:
        """The lines without the notes between them, and what these say, print by print."""
        starts = paper_starts(lines) if lines else []
        kept: list[PageLine] = []
        noted: list[HeadFacts] = []
        for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            noted.append(HeadFacts(self.name))
            kept += take_notes(lines[begin:end], self.layout, noted[-1])
        return kept, noted

    def _read_flow(self, flow: TextFlow, found: QuestionOutline) -> Paper:
        last = max([start.index for start in (*found.asked, *found.listed)] + [at for at, _ in found.labels])
        annexes = annexes_index(flow, last, self.layout)
        stop = signature_index(flow, last, annexes, self.layout)
        remarks, is_reply = self._read_above(flow, found)
        tables, no_tables = self._tables_of_lines(flow.lines[:stop])
        body = read_body(flow, found, stop, tables, is_answered=is_reply)
        body.is_answered = self._says_that_it_answers(flow, found)
        body.no_tables = no_tables
        if remarks and found.labels and found.labels[0][0] == found.first:
            body.again += cut_repeat(remarks[-1].lines, found.labels[0][1], body.questions)
        is_asked_alone = not body.is_answered and not body.replies
        read_signature(flow.lines[stop:annexes], self.facts, self.accounts, is_asked_alone=is_asked_alone)
        self.accounts.keep([*body.labels, *body.again, *body.headings], known=True)
        self.accounts.keep(
            [*body.rest, *(line for question in body.doubled for line in question.piece.lines)], known=False
        )
        paper = self._paper(flow, body, remarks, flow.lines[annexes:])
        paper = cut_paper(paper, all_lines(self.document), flow.lines, self.usual, self.cuts, self.layout)
        self._check(paper.questions)
        return self._with_findings(paper, settled(body, paper, self.cuts))

    def _tables_of_lines(self, lines: Sequence[PageLine]) -> tuple[list[list[PageLine]], list[PageLine]]:
        """The runs of lines that are tables; the first lines of those that look like one, and cannot be read so."""
        tables, others = [], []
        for run in runs_of_rows(lines):
            if self.annexes.is_table(run):
                tables.append(run)
            else:
                others.append(run[0])
        return tables, others

    # Head and remarks

    def _read_above(self, flow: TextFlow, found: QuestionOutline) -> tuple[list[Said], bool]:
        """Heads and remarks of all prints; whether the paper has replies."""
        first = found.first if found.asked or found.labels else found.begin
        bounds = [*[start for start in self.starts if start < max(first, 1)], None]
        listed = [start.index for start in found.listed]
        said: list[tuple[int, Said]] = []
        prints = [(begin, end if end is not None else first) for begin, end in pairwise(bounds)]
        each_facts = []
        for at, (begin, end) in enumerate(prints):
            self.facts = self.noted[at] if at < len(self.noted) else HeadFacts(self.name)
            own = [at for at in listed if begin <= at < end]
            said += [(begin, each) for each in self._read_print(flow, begin, own[0] if own else end)]
            if own:
                tail = self._list_tail(flow, found, end)
                said += [(begin, each) for each in self._read_middle(flow.lines[tail:end])]
            each_facts.append(self.facts)
        each_facts += self.noted[len(prints) :]
        check_alone(each_facts, self.told, self.name)
        is_reply = self._is_reply(flow, found)
        self.facts = merged(each_facts, self.name, is_reply=is_reply)
        self.accounts.form_lines |= {number for facts in each_facts for number in facts.lines}
        return self._chosen_remarks(said, prints), is_reply

    def _list_tail(self, flow: TextFlow, found: QuestionOutline, end: int) -> int:
        last = [start for start in found.listed if start.index < end][-1]
        return question_end(flow.lines, last.index, end, last.text).end

    def _read_print(self, flow: TextFlow, begin: int, end: int) -> list[Said]:
        """The remarks of one print, and into the facts its head."""
        lines = flow.lines[begin:end]
        body = next((at for at in range(1, len(lines)) if self._begins_body(lines, at)), len(lines))
        end, between, behind = read_head(lines[: min(body, LINES_OF_HEAD)], self.layout, self.facts)
        self._keep_form(between)
        text = joined_all(line.text for line in behind)
        is_text = len(text) >= LEAST_REMARK and behind and (end < body or ends_sentence(behind[-1].text))
        if not is_text:
            self._keep_form(behind)
            behind = []
        said, over = read_remarks([*behind, *lines[end:]], "askers" if behind or end < body else "")
        self.accounts.keep(over, known=True)
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
        self.accounts.keep(lines[len(lines) - lead :], known=True)
        lines = lines[: len(lines) - lead]
        at = next((at for at, line in enumerate(lines) if heading_of(line, lines[at - 1] if at else None)), len(lines))
        _, between, behind = read_head(lines[:at], self.layout, self.facts)
        self._keep_form(between)
        self._keep_form(behind)
        said, over = read_remarks(lines[at:], "government")
        self.accounts.keep(over, known=True)
        return said

    def _is_reply(self, flow: TextFlow, found: QuestionOutline) -> bool:
        """A question paper asks "Ich frage ..." and nowhere holds an answer."""
        asks = any(leads_to_questions(text) for text in self._above(flow, found))
        return not asks or self._says_that_it_answers(flow, found)

    def _says_that_it_answers(self, flow: TextFlow, found: QuestionOutline) -> bool:
        if found.labels or (found.listed and found.asked):
            return True
        above = self._above(flow, found)
        answers = any(_says_answer(text, before) for before, text in pairwise(["", *above]))
        answers = answers or any("answered" in facts.dates for facts in self.noted)
        return answers or any(_ANSWER_LABEL.fullmatch(line.text) for line in flow.lines[len(above) :])

    def _above(self, flow: TextFlow, found: QuestionOutline) -> list[str]:
        """The lines above the first question."""
        first = found.first if found.asked else found.begin
        return [unspaced(line.text) for line in flow.lines[:first]]

    def _chosen_remarks(self, said: Sequence[tuple[int, Said]], prints: Sequence[tuple[int, int]]) -> list[Said]:
        """Those of the last print; what the askers say, where only an earlier one has it."""
        last = prints[-1][0] if prints else 0
        chosen = [each for begin, each in said if begin == last]
        has_askers = any(each.by == "askers" for each in chosen)
        again = letters_of(" ".join(line.text for each in chosen for line in each.lines))
        for begin, each in said:
            if begin == last:
                continue
            if each.by == "askers" and not has_askers:
                chosen.insert(0, each)
            else:
                self._keep_earlier(each.lines, again)
        return chosen

    def _keep_earlier(self, lines: Sequence[PageLine], again: str) -> None:
        """Lines of an earlier remark: known where the later one says the same again, but for a few words."""
        others = [line for line in lines if letters_of(line.text) not in again]
        is_same = sum(len(line.text) for line in others) <= REWORDED * sum(len(line.text) for line in lines)
        self.accounts.keep([line for line in lines if is_same or line not in others], known=True)
        self.accounts.keep([] if is_same else others, known=False)

    # The whole

    def _keep_form(self, lines: Iterable[PageLine]) -> None:
        lines = list(lines)
        for at, line in enumerate(lines):
            leads = any(_LEADS.search(below.text) for below in lines[at : at + 4])
            self.accounts.keep([line], known=is_form(line.text) or leads or self.facts.says_again(line.text))

    def _check(self, questions: Sequence[Question]) -> None:
        """A whole question may consist of its parts alone; everything else needs words."""
        for question in questions:
            has_parts = not question.part and any(o.part for o in questions if o.number == question.number)
            if not question.text and not question.request and not has_parts:
                line = question.line or None
                reason = gettext_noop("Question %(question)s has no text.")
                raise PaperError(self.name, line, None, reason, {"question": question.key})

    def _paper(self, flow: TextFlow, body: PaperBody, remarks: Sequence[Said], behind: Sequence[PageLine]) -> Paper:
        tables = self.annexes.read(behind)
        numbers = {annex.number for annex in tables}
        free = (number for number in count(1) if number not in numbers)
        inside = [replace(self.annexes.table(run, 0), in_reply=0) for run in body.free_tables]
        for at, reply in enumerate(body.replies, 1):
            found = [with_source(self.annexes.table(run, 0), reply.piece.lines) for run in reply.tables]
            found += self.annexes.text_tables(reply.piece.lines)
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
            other_lines=tuple(sorted(self.accounts.others, key=lambda other: other.line)),
            found_at=tuple(sorted(self.facts.found_at.items())),
            notes=tuple(self._note(mark, lines) for mark, lines in flow.notes),
            parliament=self._slug(said.get("parliament_printed", "")),
            form_lines=tuple(sorted(self.accounts.form_lines)),
            places=tuple(self._places()),
            pages=self.document.pages,
            running=tuple(sorted({line.number for line in self.edges})),
        )

    def _with_findings(self, paper: Paper, body: PaperBody) -> Paper:
        in_tables = {number for grid in self.grids.values() for number in grid.lines}
        lines = [replace(line, words=()) if line.number in in_tables else line for line in self.document.lines]
        return replace(paper, findings=findings(paper, body, lines, self.document.remarks))

    def _slug(self, printed: str) -> str:
        """Of the layout; in the general one, of the land that the head names."""
        if self.layout.parliament:
            return self.layout.slug
        said = printed.casefold()
        if city := next((slug for slug, word in CITIES.items() if word in said), ""):
            return city
        return re.sub(r"[^a-zäöüß-]+", "", re.sub(r"landtag|bürgerschaft|des|der|von|\s", "", said))

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
        self.accounts.form_lines |= {said.line} if said.heading else set()
        text = reading_text(said.lines, None, self.usual)
        return Remark(said.by, said.heading, text, said.line, Place.of(said.lines), self._printed_lines(said.lines))

    def _question(self, question: AskedQuestion) -> Question:
        lines = question.piece.lines
        line = lines[0].number if lines else 0
        place, printed = Place.of(lines), self._printed_lines(lines)
        return Question(question.number, question.part, question.text, question.request, line, place, printed)

    def _reply(self, keys: Sequence[str], piece: PaperPiece) -> Reply:
        text = reading_text(piece.lines, piece.first, self.usual)
        line = piece.lines[0].number
        return Reply(tuple(keys), text, line, Place.of(piece.lines), self._printed_lines(piece.lines))

    def _note(self, mark: str, lines: Sequence[PageLine]) -> Note:
        text = re.sub(r"^(?:\d{1,3}|\*{1,3})\)?\s+", "", joined_all(line.text for line in lines))
        return Note(mark, text, lines[0].number, Place.of(lines))


def _says_answer(text: str, above: str) -> bool:
    """Whether a line of a head says that the paper answers; a sentence about another reply may begin so, too."""
    if leads_to_replies(text) or _ANSWERS_NOW.search(text):
        return True
    is_within = len(above) >= FULL_LINE and not ends_sentence(above) and not above[-1].isdigit() and not is_form(above)
    return bool(_ANSWER.match(text)) and not is_within


def _with_whole_words(lines: list[PageLine]) -> list[PageLine]:
    """The lines without hyphens that a program left where it put lines together; a few are printed so."""
    if sum(cut_within(line.text) for line in lines if "- " in line.text) < LEAST_CUTS:
        return lines
    return [replace(line, text=without_cuts(line.text)) if "- " in line.text else line for line in lines]


def _with_blank(line: PageLine) -> PageLine:
    """The line with one blank behind the number that it begins with: “1.Wie viele”; and one for many, but for a heading
    of letters set apart, which these part into words.
    """
    text = _GLUED.sub(r"\1 ", line.text)
    if "  " in text and unspaced(text) == text:
        text = _BLANKS.sub(" ", text)
    return line if text == line.text else replace(line, text=text)
