"""The cells of a table as the grid shows them: plain values, read with a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from survey import checks
from survey.models import (
    Annex,
    Answer,
    Code,
    Coding,
    Column,
    Finding,
    NumberIs,
    Question,
    Row,
    current_coding,
    worded,
)
from survey.models.open_work import is_open, with_open_work
from survey.record import RecordCell, read_cell, read_table
from survey.wording.marks import Paragraph, compared, markup, paragraphs
from survey.wording.statuses import Chip, statuses

CODING = ("row_id", "question_id", "role", "code__code", "certainty", "code__label", "code__label_en")
EDITED, PRINTED, CHANGES = MODES = ("edited", "printed", "changes")


@dataclass(frozen=True)
class ShownCategory:
    """What a row is categorised as in one part of the cell's questions; without a label nobody has said so yet.

    It is `hidden` from who reads the part a second time, without sight of the first reading.
    """

    part: str
    label: str = ""
    arguable: bool = False
    disputed: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class DeskCell:
    """One cell; `matches` says whether the filter asks for it, `edited` whether its text is not what is printed.

    What stands in every cell is given as markup, and its key as a word: value by value, a template would take a second
    for 4,000 cells.
    """

    key: str
    label: str
    status: Chip
    decided: bool
    number: str
    text: tuple[Paragraph, ...]
    edited: bool
    note: str
    findings: tuple[str, ...]
    categories: tuple[ShownCategory, ...]
    is_open: bool
    matches: bool = True

    @property
    def status_markup(self) -> SafeString:
        return _status_markup(self.status)

    @property
    def text_markup(self) -> SafeString:
        return markup(self.text)

    @property
    def category_markup(self) -> SafeString:
        return format_html_join("", "{}", ((_category_markup(each, get_language()),) for each in self.categories))


@lru_cache(maxsize=100)
def _status_markup(chip: Chip) -> SafeString:
    markup = '<span class="chip" title="{}"><span aria-hidden="true">{}</span> {}</span>'
    return format_html(markup, chip.sentence, chip.sign, chip.label)


@lru_cache(maxsize=1000)
def _category_markup(category: ShownCategory, language: str) -> SafeString:
    """`language` is that of the words for what is missing."""
    if not category.label:
        missing = _("disputed") if category.disputed else _("not categorised")
        missing = _("hidden until your second reading") if category.hidden else missing
        return format_html('<li><b>{}</b> <span class="missing">{}</span></li>', category.part, missing)
    if category.arguable:
        return format_html("<li><b>{}</b> {} ({})</li>", category.part, category.label, _("arguable"))
    return format_html("<li><b>{}</b> {}</li>", category.part, category.label)


@dataclass(frozen=True)
class DeskRow:
    pk: int
    label: str
    role: str
    cells: tuple[DeskCell | None, ...]


@dataclass(frozen=True)
class DeskGrid:
    headings: tuple[str, ...]
    rows: tuple[DeskRow, ...]
    counts: dict[str, int]
    open_count: int
    total: int


@dataclass(frozen=True)
class GridQuery:
    """What the address of the grid asks for."""

    text: str = EDITED
    open_only: bool = False
    status: str = ""

    @property
    def filters(self) -> bool:
        return self.open_only or bool(self.status)

    def matches(self, is_open: bool, status: str) -> bool:
        return (is_open or not self.open_only) and self.status in ("", status)


def grid(annex: Annex, wanted: GridQuery, user) -> DeskGrid:
    """The whole table as this user may see it; with a filter, the rows in which a cell matches it."""
    cells = (cell for row in read_table(annex).rows for cell in row.cells)
    table = _Table(annex, Answer.objects.filter(row__annex=annex), cells, wanted, user)
    answers = table.answers
    cells = {(each.row_id, each.column_id): table.cell(each) for each in answers}
    rows = [_row(row, table.columns, cells) for row in table.rows.values()]
    counts: dict[str, int] = defaultdict(int)
    for answer in answers:
        counts[answer.status] += 1
    return DeskGrid(
        headings=tuple(column.heading for column in table.columns),
        rows=tuple(row for row in rows if not wanted.filters or any(cell and cell.matches for cell in row.cells)),
        counts=dict(counts),
        open_count=sum(is_open(answer) for answer in answers),
        total=len(answers),
    )


def cell_of(answer: Answer, wanted: GridQuery, user) -> DeskCell:
    """One cell as the grid shows it."""
    table = _Table(answer.row.annex, Answer.objects.filter(pk=answer.pk), [read_cell(answer)], wanted, user)
    return table.cell(table.answers[0])


def _row(row: Row, columns: Iterable[Column], cells: dict[tuple[int, int], DeskCell]) -> DeskRow:
    return DeskRow(row.pk, row.printed, row.role, tuple(cells.get((row.pk, column.pk)) for column in columns))


class _Table:
    """Everything that the cells of some answers of a table are made of."""

    def __init__(self, annex: Annex, answers: QuerySet[Answer], cells: Iterable[RecordCell], wanted: GridQuery, user):
        self.wanted = wanted
        self.texts = {cell.answer_id: (cell.as_printed, cell.text) for cell in cells}
        self.chips = {chip.code: chip for chip in statuses()}
        self.columns = list(annex.columns.order_by("position", "key").prefetch_related("questions"))
        self.headings = {column.pk: column.heading for column in self.columns}
        self.answers = list(with_open_work(answers).order_by("row__position", "column__position"))
        self.rows = {row.pk: row for row in annex.rows.order_by("position", "key")}
        coded = coded_questions(annex)
        self.parts = {column.pk: parts_of(column, coded) for column in self.columns}
        keys = answers.order_by().values("pk")
        self.findings = _grouped(Finding.objects.open().filter(answer__in=keys).order_by("pk"), "answer_id")
        codings = Coding.objects.filter(row__in=answers.order_by().values("row"))
        visible = codings.visible_to(user).values_list(*CODING, named=True)
        self.codings = _grouped(visible, "row_id", "question_id")
        self.read = set(codings.order_by().values_list("row_id", "question_id"))

    def cell(self, answer: Answer) -> DeskCell:
        printed, reading = self.texts[answer.pk]
        found, opened = self.findings.get(answer.pk, ()), is_open(answer)
        row = self.rows[answer.row_id]
        return DeskCell(
            key=str(answer.pk),
            label=f"{row.printed}, {self.headings[answer.column_id]}",
            status=self.chips[answer.status],
            decided=answer.decided,
            number=number_in_words(answer),
            text=shown(printed, reading, self.wanted.text),
            edited=printed != reading,
            note=answer.note,
            findings=tuple(checks.title(each.check_name) for each in found),
            categories=tuple(self.categories(answer)) if row.role == Row.Role.ENTRY else (),
            is_open=opened,
            matches=self.wanted.matches(opened, answer.status),
        )

    def categories(self, answer: Answer) -> Iterator[ShownCategory]:
        for question in self.parts[answer.column_id]:
            place = (answer.row_id, question.pk)
            yield category(question, self.codings.get(place, []), is_read=place in self.read)


def coded_questions(annex: Annex) -> list[Question]:
    """The questions of its paper that have categories."""
    asked = Question.objects.filter(inquiry=annex.inquiry_id).order_by("number", "part")
    return list(asked.filter(pk__in=Code.objects.values("question")))


def parts_of(column: Column, coded: Iterable[Question]) -> list[Question]:
    """The questions with categories that the cells of a column are read for: its own, their parts, their whole."""
    own = {question.pk for question in column.questions.all()}
    wholes = {question.parent_id for question in column.questions.all()}
    return [each for each in coded if each.pk in own or each.parent_id in own or each.pk in wholes]


def category(question: Question, codings: list, *, is_read: bool) -> ShownCategory:
    """What is in force, in the language of the desk; codings as `CODING` reads them."""
    coding, is_disputed = current_coding(codings, word=attrgetter("code__code"))
    if not coding:
        return ShownCategory(question.key, disputed=is_disputed, hidden=is_read and not codings)
    label = str(worded(coding.code__label, coding.code__label_en))
    return ShownCategory(question.key, label, coding.certainty == Coding.Certainty.ARGUABLE)


def shown(printed: str, reading: str, mode: str) -> tuple[Paragraph, ...]:
    if mode == CHANGES and printed != reading:
        return compared(printed, reading)
    return paragraphs(printed if mode == PRINTED else reading)


def number_in_words(answer: Answer) -> str:
    if answer.number is None:
        return ""
    number = f"{answer.number.normalize():f}"
    return number if answer.number_is == NumberIs.EXACT else f"{answer.get_number_is_display()} {number}"


def _grouped(records: Iterable, *names: str) -> dict:
    groups = defaultdict(list)
    for record in records:
        key = tuple(getattr(record, name) for name in names)
        groups[key if len(key) > 1 else key[0]].append(record)
    return groups
