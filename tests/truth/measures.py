"""The measures, each a function of the readings: a row of MEASURES is added where a further kind of paper is known."""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from survey.intake.paper import Paper, Reply
from tests.truth.judged import BY_RULE, Judged
from tests.truth.papers import KnownPaper, Readings, squeeze
from tests.truth.printed import KnownTable

TEXT_LAYERS = ("bundestag", "niedersachsen", "layouts")
LETTERS = 25


@dataclass(frozen=True)
class Figure:
    """So many of so many."""

    value: float
    of: float

    @property
    def share(self) -> float:
        return self.value / self.of if self.of else 1.0


@dataclass(frozen=True)
class Measure:
    """`aim` is a share to reach, or with `is_limit` one not to pass."""

    name: str
    figure: Callable[[Readings], Figure]
    aim: float
    is_limit: bool = False

    def is_reached(self, figure: Figure) -> bool:
        return figure.share <= self.aim if self.is_limit else figure.share >= self.aim


def _scored(kind: str, value: str, of: str) -> Callable[[Readings], Figure]:
    """A figure of the folder's own score."""
    return lambda readings: Figure(readings.score[kind][value], readings.score[kind][of])


def _replies(kind: str, ending: str = ".txt") -> Callable[[Readings], Figure]:
    """Replies that begin behind their questions and end before the next, by the wording of the question paper."""

    def figure(readings: Readings) -> Figure:
        checks = [check for known in readings.papers(kind, ending) if known.paper for check in _reply_checks(known)]
        return Figure(sum(checks), len(checks))

    return figure


def _reply_checks(known: KnownPaper) -> list[bool]:
    """One a reply: the words before it end a question that is known, and those behind it begin one, or are no text."""
    wordings = {str(q["number"]): re.sub(r"^\d+", "", q["text"]) for q in known.gold["questions"] if q.get("text")}
    asked = _wordings(known.paper)
    checks = []
    for reply in known.paper.replies:
        numbers = {re.match(r"\d+", key)[0] for key in reply.questions} & set(wordings)
        if numbers:
            begins = any(_agree(asked[number], wordings[number]) for number in numbers if number in asked)
            checks.append(begins and not _holds_question(reply, wordings, numbers))
    return checks


def _wordings(paper: Paper) -> dict[str, str]:
    texts: dict[str, str] = {}
    for question in paper.questions:
        text = squeeze(f"{question.part} {question.text} {question.request}")
        texts[str(question.number)] = texts.get(str(question.number), "") + text
    return texts


def _agree(mine: str, gold: str) -> bool:
    """The same last letters: nothing of the reply is in the question, nothing of the question in the reply."""
    return mine[-LETTERS:] == gold[-LETTERS:]


def _holds_question(reply: Reply, wordings: dict[str, str], numbers: set[str]) -> bool:
    text = squeeze(reply.text)
    return any(len(wording) > 40 and wording in text for wording in wordings.values())


def _clean_of_pdf(kind: str) -> Callable[[Readings], Figure]:
    """Questions of the same papers as PDF that agree with the wording of the gold to the last letters."""

    def figure(readings: Readings) -> Figure:
        right = of = 0
        for known in readings.papers(kind, ".pdf"):
            mine = _wordings(known.paper) if known.paper else {}
            for question in known.gold["questions"]:
                gold = re.sub(r"^\d+", "", question["text"])
                of += 1
                right += _agree(mine.get(str(question["number"]), ""), gold)
        return Figure(right, of)

    return figure


def _lines_read_or_unread(readings: Readings) -> Figure:
    """Lines with a letter that are in a field, a text, a note or a table, or named as left out."""
    told = of = 0
    for known in _texts(readings):
        accounted = _accounted(known.paper)
        numbers = [number for number, text in enumerate(known.lines, 1) if re.search(r"\w", text)]
        told += sum(number in accounted for number in numbers)
        of += len(numbers)
    return Figure(told, of)


def _accounted(paper: Paper) -> set[int]:
    items = (*paper.remarks, *paper.questions, *paper.replies, *paper.notes)
    lines = {line for item in items for line in item.place.lines}
    return lines | set(paper.form_lines) | {other.line for other in paper.other_lines}


def _replies_apart(readings: Readings) -> Figure:
    """Replies that share no line with another one; a line that a form feed parts may end one and begin the next."""
    apart = of = 0
    for known in _texts(readings):
        seen: set[tuple[int, str]] = set()
        for reply in known.paper.replies:
            lines = set(zip(reply.place.lines, reply.printed, strict=True))
            apart += not lines & seen
            of += 1
            seen |= lines
    return Figure(apart, of)


def _texts(readings: Readings) -> list[KnownPaper]:
    return [known for kind in TEXT_LAYERS for known in readings.papers(kind) if known.paper]


def _silently_wrong(readings: Readings) -> Figure:
    """Questions that are not as printed, with no finding that names them or their line."""
    wrong = of = 0
    for known, number, is_right in _judged(readings):
        of += 1
        wrong += not is_right and not _findings(known.paper, number)
    return Figure(wrong, of)


def _false_alarms(readings: Readings) -> Figure:
    """Questions that are as printed, and yet a finding names them; what is said by rule does not count."""
    alarms = of = 0
    for known, number, is_right in _judged(readings):
        of += is_right
        alarms += is_right and bool(_findings(known.paper, number))
    return Figure(alarms, of)


def _changed_clean(readings: Readings) -> Figure:
    """Questions of papers that are set in other ways; a paper that is refused has none."""
    right = [is_right for _, _, is_right in _judged_of(known for known in readings.changed if known.paper)]
    refused = sum(len(known.gold["questions"]) for known in readings.changed if not known.paper)
    return Figure(sum(right), len(right) + refused)


def _changed_replies(readings: Readings) -> Figure:
    """Replies of papers that are set in other ways which answer the same questions with the same words as before."""
    right = of = 0
    for known in readings.changed:
        mine = [_reply_letters(reply) for reply in known.paper.replies] if known.paper else []
        expected = [_reply_letters(reply) for reply in known.itself.replies]
        right += sum(reply in mine for reply in expected)
        of += len(expected)
    return Figure(right, of)


def _reply_letters(reply: Reply) -> tuple[tuple[str, ...], str]:
    return reply.questions, squeeze(re.sub(r"\[\d+\]", "", reply.text))


def _changed_silently_wrong(readings: Readings) -> Figure:
    judged = list(_judged_of(known for known in readings.changed if known.paper))
    silent = [not is_right and not _findings(known.paper, number) for known, number, is_right in judged]
    return Figure(sum(silent), len(silent))


def _changed_replies_silently_wrong(readings: Readings) -> Figure:
    """Replies that are not as before, with no finding about their questions or their lines."""
    wrong = of = 0
    for known in readings.changed:
        mine = [_reply_letters(reply) for reply in known.paper.replies] if known.paper else []
        for reply in known.itself.replies:
            of += 1
            wrong += bool(known.paper) and _reply_letters(reply) not in mine and not _is_told(known.paper, reply)
    return Figure(wrong, of)


def _is_told(paper: Paper, reply: Reply) -> bool:
    """Whether a finding names one of the questions of a reply, or a line that was read as answering them."""
    lines = {line for each in paper.replies if {*each.questions} & {*reply.questions} for line in each.place.lines}
    numbers = {re.match(r"\d+", key)[0] for key in reply.questions}
    named = any(each.line in lines for each in paper.findings if each.kind not in BY_RULE)
    return named or any(_findings(paper, number) for number in numbers)


def _written(*kinds: str) -> Callable[[Readings], Figure]:
    """Questions, replies or both of written papers that are as they were written."""

    def figure(readings: Readings) -> Figure:
        judged = _of_written(readings, *kinds)
        return Figure(sum(each.is_right for each in judged), len(judged))

    return figure


def _written_silently_wrong(readings: Readings) -> Figure:
    judged = _of_written(readings, "questions", "replies")
    return Figure(sum(not each.is_right and not each.is_told for each in judged), len(judged))


def _written_alarms(readings: Readings) -> Figure:
    right = [each for each in _of_written(readings, "questions") if each.is_right]
    return Figure(sum(each.is_told for each in right), len(right))


def _of_written(readings: Readings, *kinds: str) -> list[Judged]:
    return [each for paper in readings.written for kind in kinds for each in getattr(paper, kind)]


def _judged(readings: Readings) -> list[tuple[KnownPaper, str, bool]]:
    return _judged_of(_texts(readings))


def _judged_of(papers: Iterable[KnownPaper]) -> list[tuple[KnownPaper, str, bool]]:
    found = []
    for known in papers:
        mine = _wordings(known.paper)
        for question in known.gold["questions"]:
            if question.get("text") and not question.get("cut"):
                number = str(question["number"])
                gold = re.sub(r"^\d+", "", question["text"])
                found.append((known, number, _agree(mine.get(number, ""), gold)))
    return found


def _findings(paper: Paper, number: str) -> list[str]:
    lines = {line for q in paper.questions if str(q.number) == number for line in q.place.lines}
    named = [each for each in paper.findings if each.kind not in BY_RULE]
    return [each.kind for each in named if each.line in lines or number in _numbers(dict(each.params))]


def _numbers(params: dict[str, str]) -> set[str]:
    return {match for name in ("question", "missing") for match in re.findall(r"\d+", params.get(name, ""))}


def _who_asks(readings: Readings) -> Figure:
    """Papers of which all names that the archive gives are those of askers; it joins them by commas and "und"."""
    right = of = 0
    for known in readings.papers("niedersachsen"):
        names = {squeeze(asker.name) for asker in known.paper.askers} if known.paper else set()
        printed = re.sub(r"\([^)]*\)", "", known.gold["askers"])
        wanted = [squeeze(re.sub(r"\b(?:Dr|Prof)\.", "", each)) for each in re.split(r",| und ", printed)]
        right += all(any(each in name for name in names) for each in wanted if each)
        of += 1
    return Figure(right, of)


def _text_pdfs(readings: Readings) -> list[KnownTable]:
    return [*_papers_with(readings, "ruled", "rules"), *readings.tables]


def _papers_with(readings: Readings, *kinds: str) -> list[KnownTable]:
    return [readings.printed[kind] for kind in kinds if kind in readings.printed]


def _cells(tables: Callable[[Readings], Iterable[KnownTable]]) -> Callable[[Readings], Figure]:
    """Cells that are read letter for letter, but for blanks and ends of lines."""

    def figure(readings: Readings) -> Figure:
        right = [cell.is_right for table in tables(readings) for cell in table.cells]
        return Figure(sum(right), len(right))

    return figure


def _letters_of_scan(readings: Readings) -> Figure:
    """Letters of the gold that the reading has, in order."""
    right = of = 0
    for table in _papers_with(readings, "scan"):
        for cell in table.cells:
            matcher = difflib.SequenceMatcher(None, squeeze(cell.gold), squeeze(cell.text), autojunk=False)
            right += sum(block.size for block in matcher.get_matching_blocks())
            of += len(squeeze(cell.gold))
    return Figure(right, of)


def _boxes(readings: Readings) -> Figure:
    """Cells whose words another reader of PDFs finds within the boxes that are printed for them."""
    boxed = [each for table in _text_pdfs(readings) for each in table.boxed]
    return Figure(sum(boxed), len(boxed))


def _chance_silently_wrong(tables: Callable[[Readings], Iterable[KnownTable]]) -> Callable[[Readings], Figure]:
    """Numbers of tables that are not as printed, with no finding about them or their row."""

    def figure(readings: Readings) -> Figure:
        cells = [cell for table in tables(readings) for cell in table.cells if cell.is_number]
        return Figure(sum(not cell.is_right and not cell.said for cell in cells), len(cells))

    return figure


def _chance_alarms(readings: Readings) -> Figure:
    right = [cell for table in _by_chance(readings) for cell in table.cells if cell.is_right]
    return Figure(sum(bool(cell.said) for cell in right), len(right))


def _by_chance(readings: Readings) -> list[KnownTable]:
    return readings.chance_tables[0]


def _by_chance_unseen(readings: Readings) -> list[KnownTable]:
    """Those that nobody looks at while readers are mended: what they say counts for any other print."""
    return readings.chance_tables[1]


def _cells_silently_wrong(*, numbers: bool) -> Callable[[Readings], Figure]:
    """Cells that are not as printed, with no finding about them, their row, or where the rows of the table begin."""

    def figure(readings: Readings) -> Figure:
        wrong = of = 0
        for table in [*_text_pdfs(readings), *_papers_with(readings, "scan", "word", "odt")]:
            is_told = "table-rows" in table.about
            for cell in table.cells:
                if cell.is_number == numbers:
                    of += 1
                    wrong += not (cell.is_right or cell.said or is_told)
        return Figure(wrong, of)

    return figure


def _alarms_about_cells(readings: Readings) -> Figure:
    """Cells of text PDFs that are as printed, and yet a finding names them."""
    right = [cell for table in _text_pdfs(readings) for cell in table.cells if cell.is_right]
    return Figure(sum(bool(cell.said) for cell in right), len(right))


MEASURES = (
    Measure("Bundestag: questions clean", _scored("bundestag", "clean", "questions"), 0.97),
    Measure("Bundestag: questions invented", _scored("bundestag", "invented", "questions"), 0, is_limit=True),
    Measure("Bundestag: reply begins and ends where printed", _replies("bundestag"), 0.95),
    Measure("Lower Saxony: questions clean", _scored("niedersachsen", "clean", "questions"), 0.98),
    Measure("Lower Saxony: questions invented", _scored("niedersachsen", "invented", "questions"), 0, is_limit=True),
    Measure("Lower Saxony: reply begins and ends", _scored("niedersachsen", "reply", "reply_of"), 0.95),
    Measure("Lower Saxony: title", _scored("niedersachsen", "title", "title_of"), 0.98),
    Measure("Lower Saxony: who asks", _who_asks, 0.98),
    Measure("Lower Saxony: day of the reply", _scored("niedersachsen", "answered", "answered_of"), 0.98),
    Measure("Other parliaments: questions end where printed", _scored("layouts", "clean", "questions"), 0.95),
    Measure("Other parliaments: reply begins and ends", _scored("layouts", "reply", "reply_of"), 0.95),
    Measure("Other parliaments: title", _scored("layouts", "title", "title_of"), 0.95),
    Measure("Other parliaments: who asks", _scored("layouts", "asker", "asker_of"), 0.95),
    Measure("Bundestag as PDF: questions clean", _clean_of_pdf("bundestag"), 0.97),
    Measure("Bundestag as PDF: reply begins and ends", _replies("bundestag", ".pdf"), 0.95),
    Measure("Lower Saxony as PDF: questions clean", _clean_of_pdf("niedersachsen"), 0.98),
    Measure("Lower Saxony as PDF: reply begins and ends", _replies("niedersachsen", ".pdf"), 0.95),
    Measure("Printed tables as PDF: cells", _cells(_text_pdfs), 0.99),
    Measure("Printed tables: text in the box of a cell", _boxes, 0.99),
    Measure("The same scanned: cells letter for letter", _cells(lambda all_: _papers_with(all_, "scan")), 0.95),
    Measure("The same scanned: letters", _letters_of_scan, 0.995),
    Measure("DOCX: cells", _cells(lambda all_: _papers_with(all_, "word")), 1.0),
    Measure("ODT: cells", _cells(lambda all_: _papers_with(all_, "odt")), 1.0),
    Measure("Cells: numbers silently wrong", _cells_silently_wrong(numbers=True), 0, is_limit=True),
    Measure("Cells: texts silently wrong", _cells_silently_wrong(numbers=False), 0.005, is_limit=True),
    Measure("Cells: false alarms", _alarms_about_cells, 0.02, is_limit=True),
    Measure("Tables in styles by chance: cells", _cells(_by_chance), 0.94),
    Measure(
        "Tables in styles by chance: numbers silently wrong", _chance_silently_wrong(_by_chance), 0.002, is_limit=True
    ),
    Measure("Tables in styles by chance: false alarms", _chance_alarms, 0.02, is_limit=True),
    Measure("Tables in styles not looked at: cells", _cells(_by_chance_unseen), 0.9),
    Measure(
        "Tables in styles not looked at: numbers silently wrong",
        _chance_silently_wrong(_by_chance_unseen),
        0.05,
        is_limit=True,
    ),
    Measure("Set in other ways: questions clean", _changed_clean, 0.95),
    Measure("Set in other ways: replies as before", _changed_replies, 0.95),
    Measure("Set in other ways: questions silently wrong", _changed_silently_wrong, 0.005, is_limit=True),
    Measure("Set in other ways: replies silently wrong", _changed_replies_silently_wrong, 0.005, is_limit=True),
    Measure("Written papers: questions whole", _written("questions"), 0.99),
    Measure("Written papers: replies whole, to the right questions", _written("replies"), 0.98),
    Measure("Written papers: silently wrong", _written_silently_wrong, 0.005, is_limit=True),
    Measure("Written papers: false alarms about questions", _written_alarms, 0.02, is_limit=True),
    Measure("All: no line in two replies", _replies_apart, 0.99),
    Measure("All: every line read or unread", _lines_read_or_unread, 1.0),
    Measure("All: questions silently wrong", _silently_wrong, 0.005, is_limit=True),
    Measure("All: false alarms about questions", _false_alarms, 0.02, is_limit=True),
)


def measure(folder: Path) -> int:
    """Prints the table; the exit status: 1 where an aim is missed, or there is no such folder."""
    if not (folder / "score.py").is_file():
        print(f"There are no papers in {folder}. Name their folder: make truth PAPERS=...")
        return 1
    readings = Readings(folder)
    missed = 0
    for each in MEASURES:
        figure = each.figure(readings)
        is_reached = each.is_reached(figure)
        missed += not is_reached
        aim = f"{'<=' if each.is_limit else '>='} {each.aim:.1%}"
        counts = f"{figure.value:g} of {figure.of:g}"
        print(f"{'  ' if is_reached else '! '}{each.name:53} {figure.share:7.1%}  {aim:9} {counts}")
    return 1 if missed else 0
