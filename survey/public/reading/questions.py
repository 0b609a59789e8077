"""Questions with their parts, the government's replies, and what the rows of the tables say to each part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from survey.public.reading.charts import Chart, Survey, chart
from survey.public.reading.claims import MOST_ROWS, PageClaim
from survey.public.reading.coverage import Coverage
from survey.public.reading.index import Category, Index, PageCode
from survey.public.reading.long_texts import MOST_IN_REPLY, folds
from survey.public.reading.made import Made
from survey.public.reading.printed import PageLink, page_links
from survey.public.reading.statements import PageStatement, statements_at
from survey.public.reading.table import PageRow, ReadingTable
from survey.public.words import COMPARABILITY, word
from survey.publishing.agreement import in_words
from survey.publishing.content import QuestionPart, RemarkPart, ReplyPart
from survey.wording.marks import Mark, Paragraph, paragraphs


@dataclass(frozen=True)
class PageRemark:
    """`printed` is what the source says; empty where the text reads so."""

    key: str
    anchor: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    printed: tuple[Paragraph, ...]
    claims: tuple[PageClaim, ...]
    machine_read: bool
    statements: tuple[PageStatement, ...]
    printed_on: tuple[PageLink, ...]


@dataclass(frozen=True)
class PageReply:
    """`stands_with` is the number of the question it is shown with, where it answers several; of a text that `folds`
    the reading page shows the beginning.
    """

    key: str
    anchor: str
    questions: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    printed: tuple[Paragraph, ...]
    folds: bool
    stands_with: int
    claims: tuple[PageClaim, ...]
    machine_read: bool
    statements: tuple[PageStatement, ...]
    printed_on: tuple[PageLink, ...]


@dataclass(frozen=True)
class Continues:
    """`comparability` is the word for `code`."""

    inquiry: str
    question: str
    code: str
    comparability: str
    note: str

    @property
    def value(self) -> str:
        """Its name in addresses: “hessen-19-1613:1a”."""
        return f"{self.inquiry}:{self.question}"


@dataclass(frozen=True)
class Member:
    """A row in its group: what it is coded as, on which words, and where they stand."""

    row: PageRow
    code: PageCode
    href: str
    here: str


@dataclass(frozen=True)
class RowsOfCategory:
    """The rows of one category; without a category, those that are not categorised or disputed.

    Of a large table the first are `shown`, and `href` leads to all answers of the category, where there is one.
    """

    category: Category | None
    rows: tuple[PageRow, ...]
    members: Sequence[Member]
    sentence: str
    shown: Sequence[Member]
    href: str


@dataclass(frozen=True)
class PagePart:
    """A lettered part, or a whole question: the unit that rows are categorised by.

    `agreement` says how far two readings of its rows agree; "" where no row was read twice.
    """

    key: str
    letter: str
    short_title: str
    anchor: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    printed: tuple[Paragraph, ...]
    machine_read: bool
    statements: tuple[PageStatement, ...]
    printed_on: tuple[PageLink, ...]
    request: str
    continues: Continues | None
    categories: tuple[Category, ...]
    agreement: str
    chart: Chart | None
    groups: tuple[RowsOfCategory, ...]


@dataclass(frozen=True)
class PageQuestion:
    number: int
    href: str
    anchor: str
    whole: PagePart
    parts: tuple[PagePart, ...]
    replies: tuple[PageReply, ...]
    claims: tuple[PageClaim, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.whole.key, *(part.key for part in self.parts))

    @property
    def coded(self) -> tuple[PagePart, ...]:
        return tuple(part for part in (self.whole, *self.parts) if part.chart)


@dataclass(frozen=True)
class NamedQuestion:
    """A question as the pages of others name it: its words, and nothing of what was answered."""

    number: int
    href: str
    short_title: str
    text: str
    parts: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Sources:
    """What questions are put together from; `narrowed` gives the tables for figures of some of them."""

    index: Index
    narrowed: Callable[[Sequence[str]], tuple[ReadingTable, ...]]
    coverages: dict[int, Coverage]
    claims: tuple[PageClaim, ...]
    state: str

    def tables_of(self, key: str, tables: tuple[ReadingTable, ...]) -> tuple[ReadingTable, ...]:
        """Tables with a column for the question or with rows categorised in it."""
        return tuple(table for table in tables if self._has(table, key))

    def _has(self, table: ReadingTable, key: str) -> bool:
        in_columns = any(key in column.questions for column in table.columns)
        return in_columns or key in self.index.categorised[table.number]


def remarks(index: Index, claims: tuple[PageClaim, ...]) -> tuple[PageRemark, ...]:
    return tuple(_remark(index, part, claims) for part in index.content["remarks"])


def _remark(index: Index, part: RemarkPart, claims: tuple[PageClaim, ...]) -> PageRemark:
    said = tuple(claim for claim in claims if claim.said_in_key == part["key"])
    return PageRemark(
        key=part["key"],
        anchor=index.addresses.anchor(part["key"]),
        heading=part["heading"].rstrip(": "),
        paragraphs=index.shown(part["key"], paragraphs(part["text"], _claim_marks(said))),
        printed=_printed(part),
        claims=said,
        machine_read=part["machine_read"],
        statements=statements_at(index, part["key"]),
        printed_on=page_links(index, part["key"], [part["printed_at"]]),
    )


def named_questions(index: Index) -> tuple[NamedQuestion, ...]:
    return tuple(_named(index, part) for part in index.whole_questions)


def _named(index: Index, part: QuestionPart) -> NamedQuestion:
    parts = index.parts_of(part)
    return NamedQuestion(
        number=part["number"],
        href=index.addresses.question(part["number"]),
        short_title=index.short_titles[part["key"]],
        text=part["text"],
        parts=tuple((each["part"], each["text"]) for each in parts),
        keys=(part["key"], *(each["key"] for each in parts)),
    )


def questions(sources: Sources) -> Sequence[PageQuestion]:
    return Made(sources.index.whole_questions, partial(_question, sources))


def _question(sources: Sources, part: QuestionPart) -> PageQuestion:
    parts = sources.index.parts_of(part)
    keys = {part["key"], *(each["key"] for each in parts)}
    tables = sources.narrowed((part["key"], *(each["key"] for each in parts)))
    replies = [reply for reply in sources.index.content["replies"] if keys & set(reply["questions"])]
    reply_keys = {reply["key"] for reply in replies}
    return PageQuestion(
        number=part["number"],
        href=sources.index.addresses.question(part["number"]),
        anchor=f"question-{part['number']}",
        whole=_part(sources, part, tables),
        parts=tuple(_part(sources, each, tables) for each in parts),
        replies=tuple(_reply(sources, reply) for reply in replies),
        claims=tuple(each for each in sources.claims if each.said_in_key in reply_keys or keys & set(each.questions)),
    )


def _part(sources: Sources, part: QuestionPart, tables: tuple[ReadingTable, ...]) -> PagePart:
    place = f"question {part['key']}"
    tables = sources.tables_of(part["key"], tables)
    rows = tuple(row for table in tables for row in table.rows if row.role == "entry")
    categories = _latest(sources.index, part)
    coverage = next((sources.coverages[table.number] for table in tables if table.number in sources.coverages), None)
    survey = Survey(part["key"], categories, rows, coverage, sources.state, sources.index.addresses)
    drawn = chart(survey)
    return PagePart(
        key=part["key"],
        letter=part["part"],
        short_title=sources.index.short_titles[part["key"]],
        anchor=f"question-{part['key']}",
        text=part["text"],
        paragraphs=sources.index.shown(place, paragraphs(part["text"])),
        printed=_printed(part),
        machine_read=part["machine_read"],
        statements=statements_at(sources.index, place),
        printed_on=page_links(sources.index, place, [part["printed_at"]]),
        request=part["request"],
        continues=_continues(part),
        categories=categories,
        agreement=in_words(part["agreement"], len(rows)),
        chart=drawn,
        groups=tuple(_groups(survey, drawn)),
    )


def _latest(index: Index, part: QuestionPart) -> tuple[Category, ...]:
    """The codebook of a part, each code in its newest version."""
    latest: dict[str, Category] = {}
    for code in part["codes"]:
        known = latest.get(code["code"])
        if known is None or known.version < code["version"]:
            latest[code["code"]] = index.categories[part["key"], code["code"], code["version"]]
    return tuple(latest.values())


def _groups(survey: Survey, drawn: Chart | None):
    sentences = {line.style: line.sentence for line in drawn.lines} if drawn else {}
    rows: dict[str | None, list[PageRow]] = {}
    for row in (row for row in survey.rows if survey.question in row.codes):
        category = row.codes[survey.question].category
        rows.setdefault(category and category.code, []).append(row)
    for category in (*survey.categories, None):
        code = category and category.code
        if found := tuple(rows.get(code, ())):
            sentence = sentences.get(category.style if category else "uncoded", "")
            members = Made(found, partial(_member, survey))
            shown = members[:MOST_ROWS] if survey.addresses.long else members
            href = survey.addresses.code(survey.question, code) if code and len(shown) < len(found) else ""
            yield RowsOfCategory(category, found, members, sentence, shown, href)


def _member(survey: Survey, row: PageRow) -> Member:
    """The row with a link to the cell of the quote, else to the first cell of the question, else to the row."""
    code = row.codes[survey.question]
    cells = [cell.address for cell in row.cells if survey.question in cell.questions]
    place = code.quote_in or (cells[0] if cells else row.address)
    return Member(row, code, survey.addresses.place(place), survey.addresses.here(place))


def _continues(part: QuestionPart) -> Continues | None:
    earlier = part["continues"]
    if earlier is None:
        return None
    code = earlier["comparability"]
    return Continues(earlier["inquiry"], earlier["question"], code, word(COMPARABILITY, code), earlier["note"])


def _reply(sources: Sources, part: ReplyPart) -> PageReply:
    index = sources.index
    said = tuple(claim for claim in sources.claims if claim.said_in_key == part["key"])
    marks = [*_claim_marks(said), *_reference_marks(index, part)]
    shown = index.shown(part["key"], paragraphs(part["text"], marks))
    return PageReply(
        key=part["key"],
        anchor=index.addresses.anchor(part["key"]),
        questions=tuple(part["questions"]),
        paragraphs=shown,
        printed=_printed(part),
        folds=folds(shown, MOST_IN_REPLY),
        stands_with=min(each["number"] for each in index.content["questions"] if each["key"] in part["questions"]),
        claims=said,
        machine_read=part["machine_read"],
        statements=statements_at(index, part["key"]),
        printed_on=page_links(index, part["key"], [part["printed_at"]]),
    )


def _printed(part: QuestionPart | RemarkPart | ReplyPart) -> tuple[Paragraph, ...]:
    """What the source says, where an editor put it into other words."""
    return paragraphs(part["as_printed"]) if part["as_printed"] != part["text"] else ()


def _claim_marks(said: tuple[PageClaim, ...]) -> list[Mark]:
    return [Mark(claim.quote, f"#{claim.anchor}", claim.result.label, "claim") for claim in said]


def _reference_marks(index: Index, part: ReplyPart) -> list[Mark]:
    numbers = {each["key"]: each["number"] for each in index.content["questions"]}
    found = [each for each in part["references"] if each["state"] != "refused"]
    return [Mark(each["words"], _target(index, numbers, each["to"]), kind="reference") for each in found]


def _target(index: Index, numbers: dict[str, int], to: str) -> str:
    if to in numbers:
        return index.addresses.question(numbers[to])
    annexes = [f"{index.addresses.base}#a{number}" for number in index.annexes]
    return annexes[0] if to == "annex" and annexes else ""
