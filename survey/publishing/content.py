"""The document of an edition, schema 5: its shape and its bytes.

Lists stand in printed order, decimals are strings, dates are ISO, empty text is "", what is not known is null. There
are no primary keys and no user names in it. Keys that serve as ids: "1a" for a question, "reply 1", "remark 1",
small integers for annexes, rows and columns, `<annex>/<row>/<column>` for a cell and `<annex>/<row>` for a row.
"""

import datetime
import hashlib
import json
from typing import NotRequired, TypedDict

SCHEMA = 5


class PlacePart(TypedDict):
    """Where a text is printed: the key of its source, the page of the file, and boxes [page, x, y, width, height].

    Boxes are in whole points from the top left of the page, rounded outwards; several where the text runs over a page
    break. A part whose place nobody knows says null in its stead.
    """

    source: int | None
    page: int | None
    boxes: list[list[int]]


class ParliamentPart(TypedDict):
    """`is_made_up` is said, as true, of a parliament that does not exist alone."""

    slug: str
    name: str
    short_name: str
    state: str
    is_made_up: NotRequired[bool]


class AskerPart(TypedDict):
    name: str
    title: str
    party: str
    group: str


class DatePart(TypedDict):
    kind: str
    date: str
    printed: str
    found_in: str


class StandingPart(TypedDict):
    state: str
    date: str | None
    paper: str


class RelationPart(TypedDict):
    """`slug` only where that inquiry is published itself."""

    kind: str
    paper: str
    slug: str
    date: str | None
    note: str


class SourcePart(TypedDict):
    """`key` is given once and never used again; `pages` is null for a file that has none, or of which nobody knows.

    `machine_read`: most of its pages are pictures in which a machine recognised the words.
    """

    key: int
    name: str
    kind: str
    pages: int | None
    machine_read: bool
    sha256: str
    address: str
    compared_on: str | None
    compared_by: str
    compared_what: str
    comparison: str
    comparison_note: str


class RemarkPart(TypedDict):
    """`text` is how it reads, `as_printed` what the source says.

    `machine_read`, here and elsewhere: a machine has recognised it in a picture, and nobody has looked at it since.
    """

    key: str
    by: str
    heading: str
    text: str
    as_printed: str
    printed_at: PlacePart | None
    machine_read: bool


class CodePart(TypedDict):
    code: str
    version: int
    label: str
    label_en: str
    definition: str
    definition_en: str
    example: str
    example_row: str
    rule: str
    rule_en: str


class ContinuesPart(TypedDict):
    inquiry: str
    question: str
    comparability: str
    note: str


class AgreementPart(TypedDict):
    """How far two readings of the same rows agree. `n` rows were read twice; `percent` is null where n is 0.

    `alpha` is Krippendorff's, nominal; null where it is not defined: n is 0, or one category alone was used.
    """

    n: int
    agreed: int
    percent: str | None
    alpha: str | None


class QuestionPart(TypedDict):
    """`text` is how it reads, `as_printed` what the source says; `short_title` is null where nobody gave one.

    `parent` is the key of the whole question or "", `continues` null where the earlier one is not published.

    `agreement` is null where there is no codebook, and where an older edition does not say.
    """

    key: str
    number: int
    part: str
    short_title: str | None
    text: str
    as_printed: str
    printed_at: PlacePart | None
    machine_read: bool
    request: str
    parent: str
    continues: ContinuesPart | None
    codes: list[CodePart]
    agreement: AgreementPart | None


class ReplyReferencePart(TypedDict):
    words: str
    to: str
    state: str


class ReplyPart(TypedDict):
    key: str
    questions: list[str]
    text: str
    as_printed: str
    printed_at: PlacePart | None
    machine_read: bool
    references: list[ReplyReferencePart]


class NotePart(TypedDict):
    mark: str
    text: str
    row: int | None
    column: int | None
    printed_at: PlacePart | None
    machine_read: bool


class ColumnPart(TypedDict):
    """`per_thousand`: the editors want its numbers beside the inhabitants of their districts, too."""

    key: int
    heading: str
    kind: str
    unit: str
    per_thousand: bool
    questions: list[str]


class RespondentPart(TypedDict):
    """`district` is the slug of the district it is or lies in, or ""."""

    slug: str
    name: str
    kind: str
    ags: str
    district: str


class DistrictPart(TypedDict):
    slug: str
    key: str
    name: str


class PassagePart(TypedDict):
    """A passage of the reading text: where it was printed, and which correction brought it here.

    `page` is that of the table, `printed_at` says page and boxes of the file.
    """

    text: str
    page: int | None
    printed_at: PlacePart | None
    printed_in: str
    answer: str | None
    correction: int | None


class ReferencePart(TypedDict):
    """`target` is the cell it resolves to; "" where its target has no text or is no cell."""

    words: str
    whole: bool
    state: str
    to: str
    target: str
    paper: str


class AnswerPart(TypedDict):
    column: int
    status: str
    text: str
    as_printed: str
    edited: bool
    machine_read: bool
    number: str | None
    number_is: str
    note: str
    page: int | None
    passages: list[PassagePart]
    references: list[ReferencePart]
    refers_to: str


class CodingPart(TypedDict):
    """Where two readings differ and nobody has settled it, `state` is disputed and `code` is ""."""

    code: str
    version: int | None
    certainty: str
    quote: str
    quote_in: int | None
    note: str
    state: str


class RowPart(TypedDict):
    """`answers` holds one per column, in the order of the columns; `codings` is keyed by question."""

    key: int
    position: int
    role: str
    printed: str
    breakdown: list[list[str]]
    respondent: RespondentPart | None
    speaks_for: list[DistrictPart]
    answers: list[AnswerPart]
    codings: dict[str, CodingPart]


class CollectivePart(TypedDict):
    """A district that has no row of its own: an association (`by`, in row `row`) answers for it."""

    slug: str
    key: str
    name: str
    by: str
    row: int


class KindCoveragePart(TypedDict):
    total: int
    with_row: list[str]
    collective: list[CollectivePart]
    missing: list[DistrictPart]


class CoveragePart(TypedDict):
    """The official list of `date` in the parliament's state against the rows of the table."""

    date: str
    counties: KindCoveragePart
    cities: KindCoveragePart


class AnnexPart(TypedDict):
    """`as_of` is the day for which it speaks; `as_of_is` says whose day that is: table, reply or none.

    `compared` is the number of its cells that were compared with the print, null where nobody counts them.
    """

    number: int
    label: str
    title: str
    date: str | None
    date_printed: str
    as_of: str | None
    as_of_is: str
    compared: int | None
    source_line: str
    asked: str
    rows_are: str
    in_reply: str
    pages: int | None
    notes: list[NotePart]
    columns: list[ColumnPart]
    rows: list[RowPart]
    coverage: CoveragePart | None


CorrectionPart = TypedDict(
    "CorrectionPart",
    {"kind": str, "reason": str, "date": str, "from": str, "to": str, "page": int | None, "words": str},
)


class ClaimRowsPart(TypedDict):
    clear: list[str]
    arguable: list[str]
    others: list[str]


class ClaimPart(TypedDict):
    """`low` and `high` are the ends of what the rows give, `of` the number of rows looked at."""

    position: int
    said_in: str
    quote: str
    stated: str | None
    stated_is: str
    rule: str
    questions: list[str]
    codes: list[str]
    respondent_kind: str
    column: str | None
    note: str
    result: str
    low: str | None
    high: str | None
    of: int | None
    rows: ClaimRowsPart


EvidencePart = TypedDict("EvidencePart", {"field": str, "quote": str, "in": str, "place": str})


class BeginningPart(TypedDict):
    date: str | None
    precision: str
    words: str


class MeetingPart(TypedDict):
    date: str | None
    precision: str
    words: str
    state: str
    evidence: list[EvidencePart]


class BodyCoveragePart(TypedDict):
    words: str
    n: int | None
    m: int | None


class ParticipationPart(TypedDict):
    actor: str
    category: str
    role: str
    evidence: list[EvidencePart]


class BodyPart(TypedDict):
    slug: str
    name: str
    usual_name: str
    kind: str
    mention: str
    count: int | None
    level: str
    place: str
    districts: list[DistrictPart]
    state: str
    beginning: BeginningPart
    meetings: list[MeetingPart]
    rhythm: str
    coverage: BodyCoveragePart
    participations: list[ParticipationPart]
    evidence: list[EvidencePart]


class RowParticipationPart(TypedDict):
    row: str
    actor: str
    category: str
    role: str
    evidence: list[EvidencePart]


class StatementPart(TypedDict):
    """What a respondent, the ministry or an asker states about a place of the paper; no part of the paper.

    `place` is a cell, a reply, a remark, a question, or "" for the paper.
    """

    number: int
    place: str
    kind: str
    author: str
    date: str
    source: str
    address: str
    text: str


class MisprintPart(TypedDict):
    """Words that are misspelled in print at a place, and what they mean; the texts keep them as they are."""

    place: str
    words: str
    meaning: str


class ReportPart(TypedDict):
    """An error that somebody reported, put right; `edition` null: by the first edition that tells of it."""

    number: int
    received: str
    kind: str
    place: str
    sentence: str
    edition: int | None


class ComparedPart(TypedDict):
    """How many of the texts in print (remarks, questions, replies, cells) a person has compared with it."""

    done: int
    of: int


class WithheldPart(TypedDict):
    """A passage that by law is not shown; `place` is a cell, a reply, a remark, a question, or "" for the paper."""

    place: str
    reason: str
    date: str


class Content(TypedDict):
    """`facts` are the places of what the head says, by name ("title", "date-answered"); `compared` is null where
    nobody has begun to compare the texts with their print.
    """

    schema: int
    slug: str
    parliament: ParliamentPart
    term: int
    number: str
    asked_in: str
    kind: str
    title: str
    headline: str | None
    lead: str | None
    askers: list[AskerPart]
    askers_printed: str
    ministry: str
    ministry_printed: str
    signatory: str
    signed_at: str
    paper_address: str
    dates: list[DatePart]
    facts: dict[str, PlacePart]
    compared: ComparedPart | None
    standing: StandingPart
    subjects: list[str]
    relations: list[RelationPart]
    sources: list[SourcePart]
    remarks: list[RemarkPart]
    questions: list[QuestionPart]
    replies: list[ReplyPart]
    annexes: list[AnnexPart]
    corrections: list[CorrectionPart]
    claims: list[ClaimPart]
    bodies: list[BodyPart]
    row_participations: list[RowParticipationPart]
    statements: list[StatementPart]
    misprints: list[MisprintPart]
    reports: list[ReportPart]
    withheld: list[WithheldPart]


def as_of(table: str | None, answered: str | None) -> tuple[str | None, str]:
    """For which day a table speaks, and whose day that is: its own, else that of the reply in which it came."""
    return (table, "table") if table else (answered, "reply") if answered else (None, "none")


def iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None


def is_recorded(content: Content) -> bool:
    """Whether anything of the paper itself is recorded; the entry of a catalogue tells of it alone."""
    return bool(content["questions"] or content["annexes"])


# One for all the parts of an edition, of which a large one has a hundred thousand.
_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
)


def encode(content: Content) -> str:
    """The text that is stored, served and digested: sorted keys, no spaces, letters as they are."""
    return _ENCODER.encode(content)


def digest(text: str) -> str:
    """SHA-256 of the encoded content, as hexadecimal digits; an edition's own digest is made in publishing.parts."""
    return hashlib.sha256(text.encode()).hexdigest()
