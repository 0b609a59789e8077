"""manage.py import_paper: bring a whole paper in, or let many wait for a decision at the desk."""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from survey.files.archives import is_archive_of_files, members
from survey.importing import import_paper
from survey.importing.paper import Missing, read_for
from survey.importing.paper_facts import KINDS, with_typed
from survey.importing.prepared_paper import PreparedPaper
from survey.importing.report import ImportResult
from survey.management.imports import ImportCommand, content_of
from survey.management.lookups import parliament_of
from survey.models import Inquiry


class Command(ImportCommand):
    help = (
        "Imports a paper with its tables as a draft, or what its file has changed since. Several files, or a ZIP of "
        "them, wait at the desk as prepared imports of the account that --by names."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="PDF, scan, DOCX, ODT, HTML, text, or a ZIP of them"
        )
        parser.add_argument("--parliament", metavar="SLUG", help="where the file does not say it, for example hessen")
        parser.add_argument("--number", help="of the paper with the reply, where the file does not say it")
        parser.add_argument("--title", help="of the paper, where its text does not say it")
        parser.add_argument("--kind", choices=Inquiry.Kind.values, help="of the paper, where its text does not say it")
        chosen = parser.add_mutually_exclusive_group()
        what = f"{', '.join(KINDS.values())}, or one of them as the preview in JSON names it, for example date-asked"
        chosen.add_argument("--only", nargs="+", default=[], metavar="FACT", help=f"bring nothing else: {what}")
        chosen.add_argument("--without", nargs="+", default=[], metavar="FACT", help=f"bring all but these: {what}")
        parser.add_argument(
            "--overwrite",
            nargs="+",
            default=[],
            metavar="FACT",
            help="take the word of the file also where it was edited since, which stays otherwise: as for --only",
        )
        super().add_arguments(parser)

    def bring(self, *, files, parliament, by, **options):
        chosen = parliament_of(parliament).slug if parliament else ""
        papers = [each for file in files for each in opened(file)]
        if len(papers) > 1:
            return self.prepare(papers, chosen, by, **options)
        (name, content), dry_run = papers[0], options["dry_run"]
        paper, found = read_for(content, name, chosen)
        paper = with_typed(paper, **{each: options[each] for each in ("number", "title", "kind")})
        if missing := [name for name, said in (("parliament", found), ("number", paper.number)) if not said]:
            raise Missing(missing)
        told = {"by": by, "dry_run": dry_run, "wanted": wanted(options["only"], options["without"])}
        told["overwritten"] = named(options["overwrite"])
        return import_paper(paper, content, name, parliament=found, number=options["number"] or paper.number, **told)

    def prepare(self, papers, chosen, by, *, number, title, kind, dry_run, only, without, overwrite, **options):
        """Each is previewed, and waits for its account to confirm it at the desk."""
        if by is None:
            raise CommandError(_("Several papers wait at the desk for someone: name the account with --by."))
        if number or title or only or without or overwrite or dry_run:
            raise CommandError(
                _("Several papers cannot have one number or title, nor be chosen from: import one by one.")
            )
        for name, content in papers:
            prepared = PreparedPaper.of_file(by, name, content, chosen, kind=kind)
            prepared.begin(dry_run=True)
            prepared.run(dry_run=True)
            self.stdout.write(f"{name}: {prepared.outcome.get('sentence') or prepared.state}")
        return ImportResult(dry_run=True)


def opened(file):
    content = content_of(file)
    return members(content, Path(file).name) if is_archive_of_files(content) else [(Path(file).name, content)]


def wanted(only, without):
    """Whether a fact is to be brought, by its token."""
    is_left_out, is_chosen = named(without), named(only)
    return is_chosen if only else lambda token: not is_left_out(token)


def named(words):
    """Whether a fact is one of these, by its token: all of a kind ("question"), or one ("question-1a")."""
    for word in words:
        if word.partition("-")[0] not in KINDS.values():
            sentence = _("“%(word)s” is no kind of fact. There are: %(kinds)s.")
            raise CommandError(sentence % {"word": word, "kinds": ", ".join(KINDS.values())})
    return lambda token: any(token == word or token.startswith(f"{word}-") for word in words)
