"""Statements with a number, and coverage, as an edition says them: both are what the checks find in the rows."""

from collections.abc import Iterable

from survey.language.numbers import decimal_text
from survey.models import Claim, District, question_order
from survey.publishing.content import ClaimPart, CoveragePart, KindCoveragePart
from survey.publishing.districts import district_order, district_parts
from survey.record import RecordPaper, RecordTable
from survey.record.claims import result
from survey.record.coverage import RecordKindCoverage, coverage


def claim_parts(paper: RecordPaper, *, unreleased: bool = False) -> list[ClaimPart]:
    """The released statements with what the rows give, in their order; for a preview also those that are not."""
    claims = [claim for claim in paper.claims if unreleased or claim.released_at]
    return [_claim(claim, paper) for claim in sorted(claims, key=lambda each: each.position)]


def _claim(claim: Claim, paper: RecordPaper) -> ClaimPart:
    found = result(claim, paper)
    codes = sorted(claim.codes.all(), key=lambda code: (code.position, code.code))
    return {
        "position": claim.position,
        "said_in": (claim.reply or claim.remark).key,
        "quote": claim.quote,
        "stated": decimal_text(claim.stated),
        "stated_is": claim.stated_is,
        "rule": claim.rule,
        "questions": [question.key for question in sorted(claim.questions.all(), key=question_order)],
        "codes": list(dict.fromkeys(code.code for code in codes)),
        "respondent_kind": claim.respondent_kind,
        "column": claim.column.heading if claim.column else None,
        "note": claim.note,
        "result": found.result,
        "low": decimal_text(found.low),
        "high": decimal_text(found.high),
        "of": found.of,
        "rows": {"clear": list(found.clear), "arguable": list(found.arguable), "others": list(found.others)},
    }


def coverage_part(table: RecordTable, paper: RecordPaper) -> CoveragePart | None:
    """The official list of the table's date against its rows; None without a date or a list."""
    found = coverage(table, paper)
    if found is None or not found.counties.total + found.cities.total:
        return None
    return {"date": found.date.isoformat(), "counties": _kind(found.counties), "cities": _kind(found.cities)}


def _kind(part: RecordKindCoverage) -> KindCoveragePart:
    collective = sorted(part.collective, key=lambda each: district_order(each.district))
    return {
        "total": part.total,
        "with_row": [district.slug for district in _ordered(part.with_row)],
        "collective": [{**district_parts([each.district])[0], "by": each.by, "row": each.row} for each in collective],
        "missing": district_parts(part.missing),
    }


def _ordered(districts: Iterable[District]) -> list[District]:
    return sorted(districts, key=district_order)
