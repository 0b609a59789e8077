"""Checks that look at rows: who is meant, who is there twice, who is not there, what is not coded."""

from collections.abc import Iterator
from functools import cache, partial
from itertools import pairwise

from django.utils.translation import gettext_lazy, gettext_noop

from survey.checks.check import check
from survey.checks.finding_draft import FindingDraft, in_row
from survey.language.near_names import Likeness
from survey.models import Annex
from survey.record import RecordPaper, RecordTable
from survey.record.coverage import coverage
from survey.record.paper import is_valid


@check(
    gettext_lazy("Respondent unknown"),
    {
        "respondent": gettext_noop("“%(row)s” belongs to no respondent yet. Is it %(respondent)s?"),
        "": gettext_noop("“%(row)s” belongs to no respondent yet. Choose one, or leave it open."),
    },
    {
        "respondent": gettext_noop("Match it with %(respondent)s, and keep the printed name."),
        "": gettext_noop("Choose who is meant, or dismiss this."),
    },
)
def unmatched_row(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A row whose printed label belongs to no respondent yet; one of nearly this name is proposed."""
    for table in paper.tables:
        likeness = cache(partial(_likeness, table, paper))
        for row in table.entries:
            if row.record.respondent is None and not paper.is_known_unmatched(row.printed):
                near = likeness().by_a_slip(row.printed)
                proposal = {"act": "match", "respondent": near.pk} if near else {}
                yield in_row(table, row, row.printed, respondent=near.name if near else "", proposal=proposal)


def _likeness(table: RecordTable, paper: RecordPaper) -> Likeness:
    """Whom an unmatched row of this table may mean, by their slugs."""
    taken = {row.record.respondent.slug for row in table.entries if row.record.respondent}
    return Likeness(paper.respondents, date=table.annex.date or paper.day, taken=taken)


@check(
    gettext_lazy("Respondent twice"),
    {
        "": gettext_noop("“%(row)s” and “%(other)s” are the same respondent with the same breakdown."),
    },
    {"": gettext_noop("Correct one of the two rows, or dismiss this.")},
)
def same_respondent_twice(paper: RecordPaper) -> Iterator[FindingDraft]:
    """The same respondent with the same breakdown in a second row of one table."""
    for table in paper.tables:
        seen: dict[tuple, str] = {}
        for row in table.entries:
            who = (row.record.respondent_id or row.printed, str(row.record.breakdown))
            if who in seen:
                yield in_row(table, row, f"{seen[who]}\n{row.printed}", other=seen[who])
            seen.setdefault(who, row.printed)


@check(
    gettext_lazy("Page break in a PDF"),
    {
        "": gettext_noop(
            "Page %(page)s was read as the rest of the table, from “%(row)s” on. Does that row follow “%(above)s”?"
        ),
    },
    {"": gettext_noop("Compare it with the print and take note, or correct the rows.")},
)
def page_break(paper: RecordPaper) -> Iterator[FindingDraft]:
    """The first row of a page that was read, from a PDF, as the rest of the table of the page before."""
    for table in paper.tables:
        placed = [(row, *paper.pages[row.record.pk]) for row in table.rows if row.record.pk in paper.pages]
        for (above, _, last), (row, first, _) in pairwise(placed):
            if first > last:
                looked_at = f"{above.printed}\n{row.printed}"
                yield in_row(table, row, looked_at, about="page", page=first, above=above.printed)


@check(
    gettext_lazy("District of another time"),
    {
        "spoken_for": gettext_noop(
            "“%(row)s” speaks for %(district)s, which was not on the official list of %(date)s."
        ),
        "": gettext_noop("“%(row)s” is %(district)s, which was not on the official list of %(date)s."),
    },
    {"": gettext_noop("Correct the respondent, the districts or the date of the table.")},
)
def district_not_valid(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A row of a district, or an association speaking for one, that was on no official list of the table's date."""
    for table, row in paper.entries():
        own = [row.district] if row.district else []
        for district in [*own, *row.record.speaks_for.all()]:
            if table.annex.date and not is_valid(district, table.annex.date):
                facts = {"district": district.official_name, "date": table.annex.date.isoformat()}
                looked_at = f"{table.annex.date} {district.slug} {district.valid_from} {district.valid_to}"
                yield in_row(table, row, looked_at, about=district.slug, spoken_for=district not in own, **facts)


@check(
    gettext_lazy("District not in the table"),
    {
        "speaker": gettext_noop("%(district)s has no row of its own. Does “%(speaker)s” speak for it?"),
        "subject": gettext_noop("%(district)s was on the official list of %(date)s; the table says nothing about it."),
        "": gettext_noop(
            "%(district)s was on the official list of %(date)s, but is not in the table. Why is not known."
        ),
    },
    {
        "speaker": gettext_noop("Let “%(speaker)s” speak for it."),
        "": gettext_noop("Take note; the public page says so."),
    },
    noted=True,
)
def missing_respondents(paper: RecordPaper) -> Iterator[FindingDraft]:
    """Districts of the official list of the table's date that have no row and that nobody speaks for."""
    for table in paper.tables:
        found, subjects = coverage(table, paper), table.annex.rows_are == Annex.Rows.SUBJECTS
        for district in [*found.counties.missing, *found.cities.missing] if found else ():
            speaker = paper.speaker_for(district, table)
            details = {
                "district": district.official_name,
                "date": found.date.isoformat(),
                "subject": subjects,
                "speaker": speaker.printed if speaker else "",
            }
            act = {"act": "speak_for", "row": speaker.address, "district": district.slug} if speaker else {}
            subject = f"{table.annex.number} {district.slug}"
            yield FindingDraft(subject, f"{found.date} {district.slug}", details, table.annex.pk, proposal=act)


@check(
    gettext_lazy("Not categorised"),
    {
        "": gettext_noop("%(row)s is not categorised in %(part)s."),
    },
    {"": gettext_noop("Categorise the row.")},
)
def uncoded_part(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A row that nobody has coded yet in a part of its table's questions that has a codebook."""
    for table, row in paper.entries():
        for key in paper.coded_questions:
            if table.asks(key) and row.current(key).is_open:
                yield in_row(table, row, row.text, about=key, part=key)
