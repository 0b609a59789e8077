"""An inquiry as it is recorded now: texts, tables, codings, claims, bodies and what each of these rests on."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from weakref import proxy

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery

from survey.language.directory import DISTRICT_FACTS, Candidate
from survey.language.names import bare, fold
from survey.models import (
    AnnexNote,
    Batch,
    Body,
    CatalogueEntry,
    Claim,
    Code,
    District,
    Edition,
    Evidence,
    Inquiry,
    InquiryDate,
    Meeting,
    Participation,
    PreliminaryRemark,
    Question,
    Reference,
    Reply,
    Respondent,
    RespondentName,
    Source,
    SourcePage,
    question_order,
)
from survey.record.cells import RecordCell, RecordPassage
from survey.record.printed import PrintedTexts
from survey.record.tables import RecordRow, RecordTable, read_tables

PlacedCell = tuple[RecordTable, RecordRow, RecordCell]


@dataclass(frozen=True)
class TextPlace:
    """Where words stand: `address` as in an edition, `name` in words, `order` of reading, and the reading text."""

    address: str
    name: str
    order: tuple[int, ...]
    text: str

    def of(self, quote: str) -> tuple:
        """The order of a quote that stands here."""
        return (*self.order, self.text.find(quote))


def public_address(outer: str) -> Subquery:
    """The address of the inquiry that `outer` leads to; None while it is not public."""
    return Subquery(Edition.objects.current().filter(inquiry=OuterRef(outer)).values("slug")[:1])


class RecordPaper:
    """One inquiry in memory. Each part is read when it is first asked for, once, in printed order.

    Whatever is asked, no number of rows, texts or bodies changes the number of queries. What it has read stays as it
    was: who has changed the record reads a new one.
    """

    def __init__(self, inquiry: Inquiry):
        self.pk = inquiry.pk

    @cached_property
    def inquiry(self) -> Inquiry:
        return Inquiry.objects.select_related("parliament").get(pk=self.pk)

    @cached_property
    def dates(self) -> dict[str, InquiryDate]:
        return {date.kind: date for date in InquiryDate.objects.filter(inquiry=self.pk)}

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """In the order in which they came, without their bytes."""
        return tuple(Source.objects.filter(inquiry=self.pk).defer("content").order_by("key"))

    @cached_property
    def source_keys(self) -> dict[int, int]:
        return {source.pk: source.key for source in self.sources}

    @cached_property
    def _source_of_batch(self) -> dict[int, int | None]:
        return dict(Batch.objects.filter(inquiry=self.pk).values_list("pk", "source"))

    @cached_property
    def page_counts(self) -> dict[int, tuple[int, int]]:
        """By the primary key of a source that has pages: how many, and how many of them a machine has recognised."""
        pages = SourcePage.objects.filter(source__inquiry=self.pk).order_by().values_list("source")
        counts = pages.annotate(all=Count("pk"), recognised=Count("pk", filter=Q(recognised=True)))
        return {source: (total, recognised) for source, total, recognised in counts}

    @cached_property
    def printed_texts(self) -> PrintedTexts:
        return PrintedTexts(proxy(self))  # else the two would keep each other, and a large paper in memory

    def source_of(self, passage: RecordPassage) -> int | None:
        """The key of the source from which an import took the passage."""
        return self.source_keys.get(self._source_of_batch.get(passage.batch_id))

    @property
    def read_source(self) -> Source | None:
        """The newest file that is a whole paper."""
        return next((source for source in reversed(self.sources) if source.reading), None)

    @property
    def reading(self) -> dict:
        """What the reader of that file was unsure of, and where it found what the head says."""
        return self.read_source.reading if self.read_source else {}

    # Texts

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Each with its codes, the earlier question that it continues, and `at`, where that one is public."""
        found = Question.objects.filter(inquiry=self.pk).select_related("parent", "continues__inquiry")
        found = found.annotate(at=public_address("continues__inquiry")).prefetch_related("codes")
        return tuple(sorted(found, key=question_order))

    @cached_property
    def codebooks(self) -> dict[str, tuple[Code, ...]]:
        """By question key all categories in all versions, in the order in which they are offered."""
        order = {question.key: question.codes.all() for question in self.questions}
        sort = {key: sorted(codes, key=lambda code: (code.position, code.version)) for key, codes in order.items()}
        return {key: tuple(codes) for key, codes in sort.items() if codes}

    @cached_property
    def newest_codes(self) -> dict[str, dict[str, int]]:
        """By question key the newest version of each category."""
        return {key: {code.code: code.version for code in codes} for key, codes in self.codebooks.items()}

    @property
    def coded_questions(self) -> tuple[str, ...]:
        return tuple(self.codebooks)

    @cached_property
    def remarks(self) -> tuple[PreliminaryRemark, ...]:
        return tuple(PreliminaryRemark.objects.filter(inquiry=self.pk).order_by("position"))

    @cached_property
    def replies(self) -> tuple[Reply, ...]:
        return tuple(Reply.objects.filter(inquiry=self.pk).order_by("position").prefetch_related("questions"))

    @property
    def notes(self) -> Iterator[AnnexNote]:
        """Footnotes of the tables, in the order in which they came."""
        return (note for table in self.tables for note in table.annex.notes.all())

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """From cells and replies; refused ones and proposals too."""
        found = Reference.objects.filter(
            Q(from_answer__row__annex__inquiry=self.pk) | Q(from_reply__inquiry=self.pk)
        ).select_related("to_question", "to_remark")
        return tuple(found.order_by("position", "pk"))

    def references_of(self, reply: Reply) -> list[Reference]:
        return [each for each in self.references if each.from_reply_id == reply.pk]

    # Tables

    @cached_property
    def tables(self) -> tuple[RecordTable, ...]:
        return read_tables(self.inquiry, self.references)

    def entries(self) -> Iterator[tuple[RecordTable, RecordRow]]:
        for table in self.tables:
            yield from ((table, row) for row in table.entries)

    def cells(self) -> Iterator[PlacedCell]:
        for table in self.tables:
            for row in table.rows:
                for cell in row.cells:
                    yield table, row, cell

    @cached_property
    def cell_of(self) -> dict[int, RecordCell]:
        """The cells by the primary keys of their answers."""
        return {cell.answer_id: cell for _table, _row, cell in self.cells()}

    @cached_property
    def places(self) -> dict[str, PlacedCell]:
        """The cells by their addresses."""
        return {cell.address: (table, row, cell) for table, row, cell in self.cells()}

    @cached_property
    def rows(self) -> dict[str, tuple[RecordTable, RecordRow]]:
        """The rows by their addresses."""
        return {row.address: (table, row) for table in self.tables for row in table.rows}

    @cached_property
    def pages(self) -> dict[int, tuple[int, int]]:
        """First and last page of each row that came from a PDF, by the row's primary key."""
        imports = Batch.objects.filter(annex__inquiry=self.pk, source__name__iendswith=".pdf", undone_at=None)
        imported = set(imports.values_list("annex", flat=True))
        found = {}
        for table in self.tables:
            for row in table.rows if table.annex.pk in imported else ():
                pages = [each.page for cell in row.cells for each in cell.printed if each.page is not None]
                if pages:
                    found[row.record.pk] = min(pages), max(pages)
        return found

    # What is said of them

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        found = Claim.objects.filter(inquiry=self.pk).select_related("reply", "remark", "column__annex")
        return tuple(found.prefetch_related("questions", "codes").order_by("position"))

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """All that stands in this paper, and all of its bodies wherever it stands."""
        here = Q(answer__row__annex__inquiry=self.pk) | Q(reply__inquiry=self.pk) | Q(remark__inquiry=self.pk)
        of_body = Q(body__inquiry=self.pk) | Q(meeting__body__inquiry=self.pk) | Q(participation__body__inquiry=self.pk)
        subjects = ("body", "meeting__body", "participation__actor", "participation__body", "participation__row__annex")
        return tuple(Evidence.objects.filter(here | of_body).select_related(*subjects).order_by("pk"))

    @cached_property
    def _evidence_of(self) -> dict[tuple[str, int | None], list[Evidence]]:
        found = defaultdict(list)
        for each in self.evidence:
            for subject in ("body", "meeting", "participation"):
                found[subject, getattr(each, f"{subject}_id")].append(each)
        return found

    def evidence_of(self, fact: Body | Meeting | Participation) -> list[Evidence]:
        """Of what this paper says of the fact, and, of one of its own bodies, what others say."""
        return self._evidence_of.get((fact._meta.model_name, fact.pk), [])

    @cached_property
    def _all_bodies(self) -> list[Body]:
        """Recorded from this inquiry, or evidenced in it."""
        named = {each.body_id for each in self.evidence}
        named |= {each.meeting.body_id for each in self.evidence if each.meeting}
        named |= {each.participation.body_id for each in self.evidence if each.participation}
        districts = Prefetch("districts", District.objects.defer("outline"))
        found = Body.objects.filter(Q(inquiry=self.pk) | Q(pk__in=named - {None}))
        return list(found.select_related("merged_into").prefetch_related(districts).order_by("slug"))

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        """Those first recorded from this inquiry."""
        return tuple(body for body in self._all_bodies if body.inquiry_id == self.pk)

    @cached_property
    def told_bodies(self) -> tuple[Body, ...]:
        """Those that an edition of this inquiry tells: its own and others that its words name, as they are now."""
        return tuple(body for body in self._all_bodies if body.merged_into_id is None or body.is_linked)

    @cached_property
    def _all_meetings(self) -> tuple[Meeting, ...]:
        found = Meeting.objects.filter(body__in=[body.pk for body in self._all_bodies])
        return tuple(found.select_related("body").order_by("pk"))

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        return tuple(meeting for meeting in self._all_meetings if meeting.body.inquiry_id == self.pk)

    def meetings_of(self, body: Body) -> list[Meeting]:
        return [meeting for meeting in self._all_meetings if meeting.body_id == body.pk]

    @cached_property
    def _all_participations(self) -> tuple[Participation, ...]:
        bodies = [body.pk for body in self._all_bodies]
        found = Participation.objects.filter(Q(body__in=bodies) | Q(row__annex__inquiry=self.pk))
        return tuple(found.select_related("actor", "body", "row__annex").order_by("pk"))

    @cached_property
    def participations(self) -> tuple[Participation, ...]:
        """In bodies of this inquiry and in its rows."""
        return tuple(each for each in self._all_participations if each.row or each.body.inquiry_id == self.pk)

    def participations_of(self, body: Body) -> list[Participation]:
        return [each for each in self._all_participations if each.body_id == body.pk]

    def place(self, words: Evidence | Claim) -> TextPlace | None:
        """Where evidence or a claim stands; None where it stands in another inquiry."""
        if getattr(words, "answer_id", None):
            return self.cell_places.get(words.answer_id)
        return self._text_places.get(("reply", words.reply_id)) or self._text_places.get(("remark", words.remark_id))

    def text_of(self, words: Evidence | Claim) -> str | None:
        """The text that a quote shall stand in; None where that is another paper's."""
        place = self.place(words)
        return place.text if place else None

    @cached_property
    def cell_places(self) -> dict[int, TextPlace]:
        """By the primary key of the answer."""
        return {
            cell.answer_id: TextPlace(
                cell.address,
                f"{row.printed}, {cell.heading}",
                (2, table.annex.number, row.record.position, row.record.key, *cell.column.place),
                cell.text,
            )
            for table, row, cell in self.cells()
        }

    @cached_property
    def _text_places(self) -> dict[tuple[str, int], TextPlace]:
        remarks = {
            ("remark", each.pk): TextPlace(each.key, "", (0, each.position), each.reading_text) for each in self.remarks
        }
        replies = {
            ("reply", each.pk): TextPlace(each.key, "", (1, each.position), each.reading_text) for each in self.replies
        }
        return remarks | replies

    # What surrounds it

    @cached_property
    def districts(self) -> tuple[District, ...]:
        """All that the state ever had; of all states where the parliament is not of one."""
        state = self.inquiry.parliament.state
        found = District.objects.in_state(state) if state else District.objects.all()
        return tuple(found.defer("outline").order_by("sort_name", "kind", "slug"))

    @cached_property
    def day(self) -> datetime.date | None:
        """That of the reply, else the last one that the paper says before it."""
        return next((self.dates[kind].date for kind in InquiryDate.NEWEST_FIRST if kind in self.dates), None)

    def valid_on(self, date: datetime.date) -> list[District]:
        """The districts on the official list of this date."""
        return [each for each in self.districts if is_valid(each, date)]

    @cached_property
    def respondents(self) -> tuple[Candidate, ...]:
        """Those an unknown label may mean, by their slugs: the districts of the state, and associations."""
        state = self.inquiry.parliament.state
        nearby = Q(district__state=state) if state else Q(district__isnull=False)
        found = Respondent.objects.filter(nearby | Q(kind=Respondent.Kind.ASSOCIATION))
        facts = found.order_by("sort_name", "slug").values_list("slug", "name", "kind", *DISTRICT_FACTS)
        return tuple(map(Candidate._make, facts))

    @cached_property
    def _known_unmatched(self) -> frozenset[str]:
        return frozenset(
            RespondentName.objects.filter(respondent=None, state=self.inquiry.parliament.state).values_list(
                "key", flat=True
            )
        )

    def is_known_unmatched(self, printed: str) -> bool:
        """Whether an editor has said that the printed name stands for no respondent."""
        return bool(self._known_unmatched & {fold(printed), fold(bare(printed))})

    @cached_property
    def members(self) -> dict[int, frozenset[int]]:
        """The districts of each association that has a row, by its primary key."""
        found = Respondent.objects.filter(rows__annex__inquiry=self.pk, members__district__isnull=False)
        members = defaultdict(set)
        for association, district in found.values_list("pk", "members__district").distinct():
            members[association].add(district)
        return {association: frozenset(districts) for association, districts in members.items()}

    def speaker_for(self, district: District, table: RecordTable) -> RecordRow | None:
        """The row of an association to which the district belongs."""
        rows = (row for row in table.entries if district.pk in self.members.get(row.record.respondent_id, ()))
        return next(rows, None)

    @cached_property
    def listed(self) -> CatalogueEntry | None:
        """What the newest list said of the inquiry."""
        return CatalogueEntry.objects.for_list().newest_of([self.inquiry]).get(self.pk)


def is_valid(district: District, date: datetime.date) -> bool:
    """Whether the district is on the official list of this date."""
    begun = district.valid_from is None or district.valid_from <= date
    return begun and (district.valid_to is None or district.valid_to >= date)
