"""The one function that says what an inquiry is in public."""

from typing import Any

from survey.language.sorting import sort_key
from survey.models import (
    Inquiry,
    InquiryDate,
    InquiryRelation,
    PreliminaryRemark,
    Question,
    Reply,
    Source,
    question_order,
)
from survey.publishing.addresses import public_slug
from survey.publishing.agreement import agreement_part
from survey.publishing.bodies import bodies_part, row_participations_part
from survey.publishing.claims import claim_parts
from survey.publishing.content import (
    SCHEMA,
    CodePart,
    ComparedPart,
    Content,
    ContinuesPart,
    DatePart,
    MisprintPart,
    PlacePart,
    QuestionPart,
    RelationPart,
    ReplyPart,
    ReportPart,
    SourcePart,
    StatementPart,
    iso,
)
from survey.publishing.made_up import parliament_part
from survey.publishing.tables import DECIDED, Editing, annex_part, correction_part, ordered, place_part, reference_to
from survey.publishing.withheld import without
from survey.publishing.withholding import entries
from survey.record import RecordPaper
from survey.record.edits import read_edits
from survey.record.headline import HeadlineRefused, with_figures
from survey.record.paper import public_address


def freeze(inquiry: Inquiry, *, unreleased: bool = False) -> Content:
    """The inquiry as an edition would say it now: the content of today's schema, read in a constant number of queries.

    The same record gives the same content on every database and in whatever order it was written: lists are sorted
    here, by positions or by what they hold, never by the database's collation or a primary key. For a preview it holds
    also the statements with a number that are not released.
    """
    paper = RecordPaper(inquiry)
    inquiry = paper.inquiry
    edits = ordered(paper, read_edits(inquiry))
    editing = Editing(paper, {edit.record.pk: number for number, edit in enumerate(edits)})
    content: Content = {
        "schema": SCHEMA,
        "slug": public_slug(inquiry),
        "parliament": parliament_part(inquiry.parliament),
        **_fields(inquiry, "term", "number", "asked_in", "kind", "title", "askers_printed"),
        **_fields(inquiry, "ministry", "ministry_printed", "signatory", "signed_at"),
        **_said_first(paper),
        "paper_address": inquiry.address,
        "askers": [_fields(asker, "name", "title", "party", "group") for asker in inquiry.askers.order_by("position")],
        "dates": _dates(paper),
        "facts": _facts(paper),
        "compared": _compared(paper),
        "standing": {
            "state": inquiry.legal_status,
            "date": iso(inquiry.legal_status_date),
            "paper": inquiry.legal_status_paper,
        },
        "subjects": sorted(inquiry.subjects.values_list("name", flat=True), key=_name_order),
        "relations": _relations(inquiry),
        "sources": _sources(paper),
        "remarks": [_fields(remark, "key", "by", "heading") | _text(paper, remark) for remark in paper.remarks],
        "questions": [_question(paper, question) for question in paper.questions],
        "replies": [_reply(editing, reply) for reply in paper.replies],
        "annexes": [annex_part(editing, table) for table in paper.tables],
        "corrections": [correction_part(paper, edit) for edit in edits],
        "claims": claim_parts(paper, unreleased=unreleased),
        "bodies": bodies_part(paper),
        "row_participations": row_participations_part(paper),
        "statements": _statements(inquiry),
        "misprints": _misprints(inquiry),
        "reports": _reports(inquiry),
        "withheld": [],
    }
    return without(content, entries(inquiry))


def _said_first(paper: RecordPaper) -> dict[str, str | None]:
    """Headline and lead with their figures; neither, where a figure of them cannot be said (any more)."""
    try:
        said = {name: with_figures(getattr(paper.inquiry, name), paper) or None for name in ("headline", "lead")}
    except HeadlineRefused:
        return {"headline": None, "lead": None}
    return said


def _fields(record: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _name_order(name: str) -> tuple[str, str]:
    return sort_key(name), name


def _dates(paper: RecordPaper) -> list[DatePart]:
    steps = InquiryDate.Kind.values
    dates = sorted(paper.dates.values(), key=lambda each: (each.date, steps.index(each.kind)))
    return [_fields(date, "kind", "printed", "found_in") | {"date": iso(date.date)} for date in dates]


def _facts(paper: RecordPaper) -> dict[str, PlacePart]:
    """Where the newest file that is a whole paper prints what the head says."""
    source = paper.read_source
    places = source.reading.get("places", {}) if source else {}
    parts = {name: place_part(source.key, at["page"], at["boxes"]) for name, at in places.items() if at["boxes"]}
    return {name: part for name, part in parts.items() if part}


def _compared(paper: RecordPaper) -> ComparedPart | None:
    count = paper.printed_texts.count()
    return {"done": count.done, "of": count.of} if count else None


def _relations(inquiry: Inquiry) -> list[RelationPart]:
    """A recorded inquiry is linked once it is public itself; until then its number stands for it."""
    found = InquiryRelation.objects.filter(inquiry=inquiry).select_related("to").annotate(at=public_address("to"))
    parts = [
        {
            **_fields(relation, "kind", "note"),
            "paper": relation.to.number if relation.to else relation.paper,
            "slug": relation.at or "",
            "date": iso(relation.date),
        }
        for relation in found
    ]
    return sorted(parts, key=lambda part: (part["date"] or "", part["kind"], part["paper"], part["note"]))


def _text(paper: RecordPaper, record: Question | Reply | PreliminaryRemark) -> dict[str, Any]:
    """How a text reads, what is printed, and where."""
    place = place_part(paper.source_keys.get(record.source_id), record.page, record.boxes)
    is_machine_read = record.recognised and paper.printed_texts.of_text(record).is_machine_read
    return {
        "text": record.reading_text,
        "as_printed": record.text,
        "printed_at": place,
        "machine_read": is_machine_read,
    }


def _sources(paper: RecordPaper) -> list[SourcePart]:
    names = ("key", "name", "kind", "sha256", "address")
    compared = ("compared_by", "compared_what", "comparison", "comparison_note")
    sources = sorted(paper.sources, key=lambda each: (each.name, each.sha256))
    return [
        _fields(source, *names, *compared) | {"compared_on": iso(source.compared_on)} | _pages(paper, source)
        for source in sources
    ]


def _pages(paper: RecordPaper, source: Source) -> dict[str, Any]:
    total, recognised = paper.page_counts.get(source.pk, (None, 0))
    return {"pages": total, "machine_read": total is not None and 2 * recognised > total}


def _statements(inquiry: Inquiry) -> list[StatementPart]:
    names = ("number", "place", "kind", "author", "source", "address", "text")
    found = inquiry.statements.order_by("number")
    return [_fields(statement, *names) | {"date": statement.date.isoformat()} for statement in found]


def _misprints(inquiry: Inquiry) -> list[MisprintPart]:
    parts = [_fields(misprint, "place", "words", "meaning") for misprint in inquiry.misprints.all()]
    return sorted(parts, key=lambda part: (part["place"], part["words"]))


def _reports(inquiry: Inquiry) -> list[ReportPart]:
    """Errors that were reported and are put right; never who reported them, nor in which words."""
    return [
        {
            **_fields(report, "number", "kind", "place"),
            "received": report.received_on.isoformat(),
            "sentence": report.answer,
            "edition": report.settled_in.number if report.settled_in else None,
        }
        for report in inquiry.error_reports.told().select_related("settled_in").order_by("number")
    ]


def _question(paper: RecordPaper, question: Question) -> QuestionPart:
    return {
        **_fields(question, "key", "number", "part", "request"),
        **_text(paper, question),
        "short_title": question.short_title or None,
        "parent": question.parent.key if question.parent else "",
        "continues": _continues(question),
        "codes": _codes(paper, question),
        "agreement": agreement_part(paper, question.key) if question.codes.all() else None,
    }


def _continues(question: Question) -> ContinuesPart | None:
    if not question.at:
        return None
    return {
        "inquiry": question.at,
        "question": question.continues.key,
        "comparability": question.comparability,
        "note": question.comparability_note,
    }


def _codes(paper: RecordPaper, question: Question) -> list[CodePart]:
    """The newest version of each category, and the older ones that codings still hold to."""
    names = ("label", "label_en", "definition", "definition_en", "example", "example_row", "rule", "rule_en")
    codes = sorted(question.codes.all(), key=lambda each: (each.position, each.code, each.version))
    newest = {code.code: code.version for code in sorted(codes, key=lambda each: each.version)}
    used = {coding.code_id for _table, row in paper.rows.values() for coding in row.codings.get(question.key, ())}
    return [
        _fields(code, "code", "version", *names)
        for code in codes
        if code.version == newest[code.code] or code.pk in used
    ]


def _reply(editing: Editing, reply: Reply) -> ReplyPart:
    references = [each for each in editing.paper.references_of(reply) if each.state in DECIDED]
    return {
        "key": reply.key,
        "questions": [question.key for question in sorted(reply.questions.all(), key=question_order)],
        **_text(editing.paper, reply),
        "references": [
            {"words": each.words, "to": reference_to(editing, each), "state": each.state}
            for each in sorted(references, key=lambda each: (each.position, each.words, each.pk))
        ],
    }
