"""Checks that look at rows: who is meant, who is there twice, who is not there, what is not coded."""

from collections.abc import Iterator

from survey.checks.coverage import coverage
from survey.checks.found import Found, in_row
from survey.checks.paper import Paper
from survey.models import Annex


def unmatched_row(paper: Paper) -> Iterator[Found]:
    """A row whose printed label belongs to no respondent yet."""
    for sheet, line in paper.entries():
        if line.row.respondent is None:
            yield in_row(sheet, line, line.row.printed)


def same_respondent_twice(paper: Paper) -> Iterator[Found]:
    """The same respondent with the same breakdown in a second row of one table."""
    for sheet in paper.sheets:
        seen: dict[tuple, str] = {}
        for line in sheet.entries:
            who = (line.row.respondent_id or line.row.printed, str(line.row.breakdown))
            if who in seen:
                yield in_row(sheet, line, f"{seen[who]}\n{line.row.printed}", other=seen[who])
            seen.setdefault(who, line.row.printed)


def missing_respondents(paper: Paper) -> Iterator[Found]:
    """Districts of the official list of the table's date that have no row and that nobody speaks for."""
    for sheet in paper.sheets:
        found = coverage(sheet, paper) if sheet.annex.rows_are == Annex.Rows.RESPONDENTS else None
        for district in [*found.counties.missing, *found.cities.missing] if found else ():
            details = {"district": district.official_name, "date": found.date.isoformat()}
            subject = f"{sheet.annex.number} {district.slug}"
            yield Found(subject, f"{found.date} {district.slug}", details, sheet.annex.pk)


def uncoded_part(paper: Paper) -> Iterator[Found]:
    """A row that lacks a coding in force for a part that has a codebook; one finding a row."""
    for sheet, line in paper.entries():
        missing = [key for key in paper.coded_questions if line.coding(key) is None]
        if missing:
            yield in_row(sheet, line, f"{' '.join(missing)}\n{line.text}", parts=", ".join(missing))
