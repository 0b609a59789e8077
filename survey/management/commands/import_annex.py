"""manage.py import_annex: bring one table in."""

from functools import partial
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from survey.importing.mapping import IGNORED, Mapping, Target
from survey.importing.round_trip import bring_table
from survey.intake import read_annex
from survey.management.imports import ImportCommand, content_of, write_refused
from survey.management.lookups import annex_of, inquiry_of, respondent_of
from survey.models import Annex, Source, history
from survey.models.respondent import somebody_else
from survey.sheets.read_options import ReadOptions


class Command(ImportCommand):
    help = "Imports a table into an inquiry: a transcript, CSV, XLSX, XLS, ODS, HTML, PDF, DOCX, ODT or JSON, wide."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--inquiry", required=True, metavar="SLUG", help="for example hessen-19-1613")
        parser.add_argument("--annex", required=True, type=int, metavar="N", help="number of the table")
        made = parser.add_argument_group("a new table")
        made.add_argument("--new", action="store_true", help="make the table, if the import comes to something")
        made.add_argument("--printed-label", default="", metavar="TEXT", help="as printed, for example “Anlage 2”")
        made.add_argument("--title", default="", metavar="TEXT", help="as printed")
        _add_reading(parser.add_argument_group("reading", "What is not said here, the reader sees for itself."))
        columns = parser.add_argument_group("columns", "What is said here, the table remembers for the next file.")
        columns.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADING=1a 1b",
            help="questions that a column answers, new or known",
        )
        columns.add_argument(
            "--column", action="append", default=[], metavar="HEADING=KNOWN", help="the column is the known one"
        )
        columns.add_argument("--ignore", action="append", default=[], metavar="HEADING", help="leave the column out")
        rows = parser.add_argument_group("rows")
        rows.add_argument(
            "--respondent",
            action="append",
            default=[],
            metavar="NAME=SLUG",
            help="who is meant by a printed name, now and from now on; NAME= for nobody",
        )
        rows.add_argument(
            "--confirm-names", action="store_true", help="--respondent holds though the name means somebody else"
        )
        rows.add_argument(
            "--as-print", action="store_true", help="an export of this table is what is printed, and no edit of it"
        )
        rows.add_argument("--skip-refused", action="store_true", help="leave refused rows out, import the others")
        rows.add_argument("--refused", metavar="FILE", help="write refused rows with their reasons (.csv or .xlsx)")
        super().add_arguments(parser)

    def bring(self, *, inquiry, annex, new, printed_label, title, **options):
        if not new:
            return self.bring_to(annex_of(inquiry, annex), **options)
        with transaction.atomic():
            made = _made(inquiry, annex, by=options["by"], label=printed_label, title=title)
            report = self.bring_to(made, **options)
            transaction.set_rollback(report.batch is None)
        return report

    def bring_to(self, annex, *, file, by, dry_run, skip_refused, refused, as_print, **options):
        content, name = content_of(file), Path(file).name
        source = Source(inquiry=annex.inquiry, name=name, content=content)
        table = read_annex(content, name, _read_options(**options))
        decided = {"mapping": _mapping(annex, **options), "names": _names(annex, **options)}
        bring = partial(bring_table, table, annex, by=by, source=source, is_print=as_print, **decided)
        if refused:
            write_refused(refused, table, bring(dry_run=True, skip_refused=True))
        return bring(dry_run=dry_run, skip_refused=skip_refused)


def _add_reading(group):
    group.add_argument("--part", default="", metavar="NAME", help="name of the sheet, number of the table, or NAME/2")
    group.add_argument("--spread", action="store_true", help="repeat the text of merged cells in each of them")
    group.add_argument("--label", default="", metavar="HEADING", help="heading over the names of the rows")
    group.add_argument(
        "--key", action="append", default=[], metavar="HEADING", help="the column tells rows apart, and is no answer"
    )
    group.add_argument("--heading-lines", type=int, default=0, metavar="N", help="lines that the headings take")
    group.add_argument("--transpose", action="store_true", help="read columns as rows")
    group.add_argument("--long", action="store_true", help="one answer a line: name, question, answer")
    group.add_argument(
        "--hidden", action="append", default=[], metavar="HEADING", help="read this hidden column all the same"
    )
    group.add_argument("--joined", action="store_true", help="make whole the rows that page breaks of a PDF cut")
    group.add_argument("--sheets-are-rows", action="store_true", help="each sheet is the form of one respondent")


def _read_options(
    *, part, spread, label, key, heading_lines, transpose, long, sheets_are_rows, hidden, joined, **options
):
    return ReadOptions(
        part=part,
        spread=spread,
        label=label,
        keys=tuple(key),
        heading_lines=heading_lines,
        transpose=transpose,
        long=long,
        sheets_are_rows=sheets_are_rows,
        hidden=tuple(hidden),
        joined=joined,
    )


def _made(slug: str, number: int, *, by, **printed: str) -> Annex:
    inquiry = inquiry_of(slug)
    annex = Annex(inquiry=inquiry, number=number, **printed)
    try:
        annex.full_clean()
    except ValidationError as error:
        sentence = _("“%(slug)s” takes no new table %(number)d: %(reason)s")
        facts = {"slug": slug, "number": number, "reason": " ".join(error.messages)}
        raise CommandError(sentence % facts) from error
    history.tell(annex, reason=_("Made for an import."), by=by).save()
    return annex


def _names(annex: Annex, *, respondent, confirm_names, **options) -> dict[str, int | None]:
    return dict(_name(pair, annex, confirmed=confirm_names) for pair in respondent)


def _mapping(annex: Annex, *, map, column, ignore, **options) -> Mapping:
    mapping = dict.fromkeys(ignore, IGNORED)
    for pair in map:
        heading, keys = _parted(pair)
        mapping[heading] = Target(questions=tuple(keys.split()))
    for pair in column:
        heading, known = _parted(pair)
        found = annex.columns.filter(heading=known).first()
        if found is None:
            raise CommandError(_("The table has no column “%(heading)s”.") % {"heading": known})
        mapping[heading] = Target(column=found.key)
    return mapping


def _name(pair: str, annex: Annex, *, confirmed: bool) -> tuple[str, int | None]:
    printed, slug = _parted(pair)
    respondent = respondent_of(slug) if slug else None
    other = None if confirmed else somebody_else(printed, respondent, annex.inquiry.parliament.state)
    if other:
        sentence = _("“%(name)s” means %(other)s. If somebody else is meant all the same, add --confirm-names.")
        raise CommandError(sentence % {"name": printed, "other": other.in_full})
    return printed, respondent.pk if respondent else None


def _parted(pair: str) -> tuple[str, str]:
    before, sign, behind = pair.rpartition("=")
    if not sign:
        raise CommandError(_("“%(pair)s”: an equals sign is missing.") % {"pair": pair})
    return before, behind.strip()
