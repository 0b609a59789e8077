"""Checks that look at rows: who is meant, who is there twice, who is not there, what is not coded."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache, partial
from itertools import pairwise

from survey.checks.codings import disputed
from survey.checks.coverage import coverage
from survey.checks.found import Found, in_row
from survey.checks.paper import Paper, is_valid
from survey.language.names import fold, parse
from survey.models import Annex


def unmatched_row(paper: Paper) -> Iterator[Found]:
    """A row whose printed label belongs to no respondent yet; one of nearly this name is proposed."""
    nearest = cache(partial(_nearest, paper=paper))  # many tables of a paper have the same labels
    for sheet, line in paper.entries():
        if line.row.respondent is None and not paper.is_nobody(line.row.printed):
            slug, name = nearest(line.row.printed)
            proposal = {"act": "match", "respondent": slug} if slug else {}
            yield in_row(sheet, line, line.row.printed, respondent=name, proposal=proposal)


def _nearest(printed: str, paper: Paper) -> tuple[str, str]:
    """Slug and name of the respondent whose name differs least: a slip of the pen, not another name."""
    said = parse(printed)
    known = {
        fold(parse(name).core): (slug, name) for slug, name, kind in paper.respondents if said.kind in (None, kind)
    }
    nearest = get_close_matches(fold(said.core), known, n=1, cutoff=0.85)
    return known[nearest[0]] if nearest else ("", "")


def same_respondent_twice(paper: Paper) -> Iterator[Found]:
    """The same respondent with the same breakdown in a second row of one table."""
    for sheet in paper.sheets:
        seen: dict[tuple, str] = {}
        for line in sheet.entries:
            who = (line.row.respondent_id or line.row.printed, str(line.row.breakdown))
            if who in seen:
                yield in_row(sheet, line, f"{seen[who]}\n{line.row.printed}", other=seen[who])
            seen.setdefault(who, line.row.printed)


def page_break(paper: Paper) -> Iterator[Found]:
    """The first row of a page that was read, from a PDF, as the rest of the table of the page before."""
    for sheet in paper.sheets:
        placed = [(line, *paper.pages[line.row.pk]) for line in sheet.lines if line.row.pk in paper.pages]
        for (above, _, last), (line, first, _) in pairwise(placed):
            if first > last:
                looked_at = f"{above.row.printed}\n{line.row.printed}"
                yield in_row(sheet, line, looked_at, about="page", page=first, above=above.row.printed)


def district_not_valid(paper: Paper) -> Iterator[Found]:
    """A row of a district, or an association speaking for one, that was on no official list of the table's date."""
    for sheet, line in paper.entries():
        own = [line.district] if line.district else []
        for district in [*own, *line.row.speaks_for.all()]:
            if sheet.annex.date and not is_valid(district, sheet.annex.date):
                facts = {"district": district.official_name, "date": sheet.annex.date.isoformat()}
                looked_at = f"{sheet.annex.date} {district.slug} {district.valid_from} {district.valid_to}"
                yield in_row(sheet, line, looked_at, about=district.slug, spoken_for=district not in own, **facts)


def missing_respondents(paper: Paper) -> Iterator[Found]:
    """Districts of the official list of the table's date that have no row and that nobody speaks for."""
    for sheet in paper.sheets:
        found, subjects = coverage(sheet, paper), sheet.annex.rows_are == Annex.Rows.SUBJECTS
        for district in [*found.counties.missing, *found.cities.missing] if found else ():
            speaker = paper.speaker_for(district, sheet)
            details = {
                "district": district.official_name,
                "date": found.date.isoformat(),
                "subject": subjects,
                "speaker": speaker.row.printed if speaker else "",
            }
            act = {"act": "speak_for", "row": speaker.address, "district": district.slug} if speaker else {}
            subject = f"{sheet.annex.number} {district.slug}"
            yield Found(subject, f"{found.date} {district.slug}", details, sheet.annex.pk, proposal=act)


def uncoded_part(paper: Paper) -> Iterator[Found]:
    """A row that nobody has coded yet in a part of its table's questions that has a codebook."""
    for sheet, line in paper.entries():
        for key in paper.coded_questions:
            if sheet.asks(key) and line.coding(key) is None and not disputed(line.codings.get(key, ())):
                yield in_row(sheet, line, line.text, about=key, part=key)
