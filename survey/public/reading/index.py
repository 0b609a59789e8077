"""The content of an edition, with the look-ups that its keys ask for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_lowercase

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from survey.language.short_titles import shortened
from survey.public.addresses import InquiryAddresses
from survey.public.words import CODE_SIGNS, PATTERNED
from survey.publishing.content import (
    AnnexPart,
    AnswerPart,
    CodePart,
    CodingPart,
    ColumnPart,
    Content,
    QuestionPart,
    RowPart,
    StatementPart,
)
from survey.publishing.pieces import StoredRows, facts_of
from survey.publishing.table_facts import TableFacts
from survey.wording.marks import Paragraph, Sic, with_misprints
from survey.wording.statuses import Chip, status

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Category:
    """A category of one question part. `style` names its place in the palette, `sign` stands where colour cannot."""

    question: str
    code: str
    version: int
    label: str
    definition: str
    example: str
    example_row: str
    rule: str
    sign: str
    style: str

    @property
    def pattern(self) -> bool:
        return self.style in PATTERNED


@dataclass(frozen=True)
class PageCode:
    """What a row is coded as in one question part, with the words it rests on; `asked` is its short title."""

    question: str
    asked: str
    category: Category | None
    arguable: bool
    quote: str
    quote_in: str
    note: str
    href: str

    @property
    def disputed(self) -> bool:
        return self.category is None


class RowsByAddress:
    """The rows of a content by their address (`1/13`)."""

    def __init__(self, annexes: Mapping[int, AnnexPart]):
        self._annexes = annexes
        self._known: dict[str, dict[str, RowPart]] = {}

    def get(self, address: str) -> RowPart | None:
        number, _slash, key = address.partition("/")
        annex = self._annexes.get(int(number)) if number.isdigit() and key.isdigit() else None
        if annex is None:
            return None
        if isinstance(annex["rows"], StoredRows):
            at = annex["rows"].place_of(int(key))
            return None if at is None else annex["rows"][at]
        if number not in self._known:
            self._known[number] = {str(row["key"]): row for row in annex["rows"]}
        return self._known[number].get(key)

    def __getitem__(self, address: str) -> RowPart:
        found = self.get(address)
        if found is None:
            raise KeyError(address)
        return found

    def read(self, addresses: Iterable[str]) -> None:
        """Read these rows of a large edition at once."""
        for number, annex in self._annexes.items():
            if isinstance(annex["rows"], StoredRows):
                pairs = (address.split("/") for address in addresses)
                annex["rows"].read(int(row) for table, row in pairs if table == str(number))


def in_page_language(german: str, english: str) -> str:
    return english if english and get_language() == "en" else german


class Index:
    """Everything a reading looks up by key; built once for each reading."""

    def __init__(self, content: Content, addresses: InquiryAddresses):
        self.content = content
        self.addresses = addresses
        self._facts: dict[int, TableFacts] = {}
        self._codes: dict[str, dict[str, PageCode]] = {}
        self._code_hrefs: dict[tuple[str, str], str] = {}
        self._statuses: dict[str, Chip] = {}
        self._sources: dict[int, str] = {}

    @cached_property
    def annexes(self) -> dict[int, AnnexPart]:
        return {annex["number"]: annex for annex in self.content["annexes"]}

    @cached_property
    def rows(self) -> "RowsByAddress":
        return RowsByAddress(self.annexes)

    def facts(self, annex: int) -> TableFacts:
        """What is said of a table as a whole."""
        if annex not in self._facts:
            self._facts[annex] = facts_of(self.annexes[annex], self.content)
        return self._facts[annex]

    @cached_property
    def columns(self) -> dict[tuple[int, int], ColumnPart]:
        return {
            (annex["number"], column["key"]): column for annex in self.content["annexes"] for column in annex["columns"]
        }

    def answer(self, address: str) -> AnswerPart | None:
        """Of a cell (`1/13/2`); None where there is none."""
        place, _slash, column = address.rpartition("/")
        found = self.rows.get(place)
        return next((each for each in found["answers"] if str(each["column"]) == column), None) if found else None

    def corrections_at(self, address: str) -> tuple[int, ...]:
        """The numbers of the editorial acts that brought words to a cell or took them away."""
        return tuple(self._corrections.get(address, ()))

    @cached_property
    def _corrections(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, part in enumerate(self.content["corrections"], start=1):
            for address in {part["from"], part["to"]}:
                found.setdefault(address, []).append(number)
        return found

    def marks_at(self, annex: AnnexPart, row: int | None, column: int | None) -> tuple[str, ...]:
        """Of the notes on a row, a column or a cell of a table."""
        return tuple(self._marks.get((annex["number"], row, column), ()))

    @cached_property
    def _marks(self) -> dict[tuple, list[str]]:
        found: dict[tuple, list[str]] = {}
        for annex in self.content["annexes"]:
            for note in annex["notes"]:
                found.setdefault((annex["number"], note["row"], note["column"]), []).append(note["mark"])
        return found

    @cached_property
    def withheld(self) -> dict[str, list[str]]:
        """By place, why words are missing there."""
        reasons: dict[str, list[str]] = {}
        for part in self.content["withheld"]:
            reasons.setdefault(part["place"], []).append(part["reason"])
        return reasons

    @cached_property
    def statements(self) -> dict[str, list[StatementPart]]:
        """By place, the oldest first."""
        found: dict[str, list[StatementPart]] = {}
        for part in sorted(self.content["statements"], key=lambda each: (each["date"], each["number"])):
            found.setdefault(part["place"], []).append(part)
        return found

    @cached_property
    def misprints(self) -> dict[str, list[Sic]]:
        """By place."""
        found: dict[str, list[Sic]] = {}
        for part in self.content["misprints"]:
            title = _("Printed like this in the source; what is meant: %(meaning)s") % {"meaning": part["meaning"]}
            found.setdefault(part["place"], []).append(Sic(part["words"], f" [sic: {part['meaning']}]", title))
        return found

    def status(self, code: str) -> Chip:
        """In the words of the page, made once: a table has the same few in all its cells."""
        if code not in self._statuses:
            self._statuses[code] = status(code)
        return self._statuses[code]

    def source_href(self, source: int) -> str:
        """The page of a file, by its key; looked up once, for all texts of a paper lead to it."""
        if source not in self._sources:
            self._sources[source] = reverse("source", args=[self.content["slug"], source])
        return self._sources[source]

    def shown(self, place: str, text: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        """A text of this place as pages show it: with what its misprints mean."""
        return with_misprints(text, self.misprints.get(place, ()))

    @cached_property
    def whole_questions(self) -> list[QuestionPart]:
        """Those that are no lettered parts."""
        return [part for part in self.content["questions"] if not part["parent"]]

    def parts_of(self, question: QuestionPart) -> list[QuestionPart]:
        return [part for part in self.content["questions"] if part["parent"] == question["key"]]

    @cached_property
    def categorised(self) -> dict[int, set[str]]:
        """By table, in which question parts its rows are categorised."""
        return {annex["number"]: set(self.facts(annex["number"]).categorised) for annex in self.content["annexes"]}

    @cached_property
    def short_titles(self) -> dict[str, str]:
        """By key: what an editor wrote, else the first words of the question."""
        questions = self.content["questions"]
        return {each["key"]: each["short_title"] or shortened(each["text"]) for each in questions}

    def asked(self, questions: Sequence[str]) -> str:
        """What a column asks, in short: the title of the whole question where it answers more than one of its parts."""
        numbers = {key.rstrip(ascii_lowercase) for key in questions}
        if len(questions) > 1 and len(numbers) == 1:
            return self.short_titles.get(*numbers) or ""
        return " / ".join(self.short_titles[key] for key in questions if key in self.short_titles)

    @cached_property
    def categories(self) -> dict[tuple[str, str, int], Category]:
        return {
            (question["key"], code["code"], code["version"]): _category(question["key"], code, position)
            for question in self.content["questions"]
            for position, code in enumerate(question["codes"])
        }

    def codes(self, address: str) -> dict[str, PageCode]:
        """The codes of a row, by question part."""
        return self.codes_of(address, self.rows[address]["codings"])

    def codes_of(self, address: str, codings: dict[str, CodingPart]) -> dict[str, PageCode]:
        """Statements, charts and the table ask for the same ones again; of a large edition for some of them."""
        known = self._codes.get(address)
        if known is None or known.keys() != codings.keys():
            known = {key: self._code(address, key, part) for key, part in codings.items()}
            self._codes[address] = known
        return known

    def code(self, address: str, question: str) -> PageCode | None:
        """The code of a row in one question part; of a large edition no more of the row is read."""
        annex, _slash, row = address.partition("/")
        rows = self.annexes[int(annex)]["rows"]
        if not isinstance(rows, StoredRows):
            return self.codes(address).get(question)
        part = rows.codings(question).get(row)
        return self._code(address, question, part) if part else None

    def has_code(self, question: str, code: str, part: CodingPart | None) -> bool:
        """Whether a coding in a question part is of the category of this code."""
        return bool(part and part["code"] == code and (question, code, part["version"]) in self.categories)

    def _code(self, address: str, question: str, part: CodingPart) -> PageCode:
        category = self.categories.get((question, part["code"], part["version"]))
        return PageCode(
            question=question,
            asked=self.short_titles[question],
            category=category,
            arguable=part["certainty"] == "arguable",
            quote=part["quote"],
            quote_in=f"{address}/{part['quote_in']}" if part["quote_in"] else "",
            note=part["note"],
            href=self._code_href(question, part["code"]) if category else "",
        )

    def _code_href(self, question: str, code: str) -> str:
        """Looked up once: rows of the same category lead to the same list."""
        if (question, code) not in self._code_hrefs:
            self._code_hrefs[question, code] = self.addresses.code(question, code)
        return self._code_hrefs[question, code]

    def place(self, address: str) -> str:
        """A place in words: “LK Fulda, Frage 2”, “reply to question 1”."""
        if "/" not in address:
            return text_place(self.content, address)
        annex, row, *column = address.split("/")
        printed = self.rows[f"{annex}/{row}"]["printed"]
        return f"{printed}, {self.columns[int(annex), int(column[0])]['heading']}" if column else printed


def text_place(content: Content, key: str) -> str:
    """A reply by the questions it answers, a remark by its heading."""
    if key.startswith("reply"):
        numbers = next(reply["questions"] for reply in content["replies"] if reply["key"] == key)
        whole = dict.fromkeys(number.rstrip(ascii_lowercase) for number in numbers)
        return _("reply to question %(numbers)s") % {"numbers": ", ".join(whole)}
    remark = next(remark for remark in content["remarks"] if remark["key"] == key)
    return remark["heading"] or _("preliminary remark")


def _category(question: str, part: CodePart, position: int) -> Category:
    known = part["code"] in CODE_SIGNS
    return Category(
        question=question,
        code=part["code"],
        version=part["version"],
        label=in_page_language(part["label"], part["label_en"]),
        definition=in_page_language(part["definition"], part["definition_en"]),
        example=part["example"],
        example_row=part["example_row"],
        rule=in_page_language(part["rule"], part["rule_en"]),
        sign=CODE_SIGNS[part["code"]] if known else LETTERS[position % 26],
        style=part["code"].replace("_", "-") if known else f"other-{position % 6 + 1}",
    )
