"""manage.py import_paper: bring a whole paper in."""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from survey.importing import import_paper
from survey.importing.paper_diff import KINDS, with_typed
from survey.intake import read_paper
from survey.management.imports import ImportCommand, content_of
from survey.management.lookups import parliament_of
from survey.models import Inquiry


class Command(ImportCommand):
    help = "Imports a paper with its tables as a draft, or what its file has changed since."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--parliament", required=True, metavar="SLUG", help="for example hessen")
        parser.add_argument("--number", required=True, help="of the paper with the reply, for example 19/1613")
        parser.add_argument("--title", help="of the paper, where its text does not say it")
        parser.add_argument("--kind", choices=Inquiry.Kind.values, help="of the paper, where its text does not say it")
        chosen = parser.add_mutually_exclusive_group()
        what = f"{', '.join(KINDS.values())}, or one of them as the preview in JSON names it, for example date-asked"
        chosen.add_argument("--only", nargs="+", default=[], metavar="FACT", help=f"bring nothing else: {what}")
        chosen.add_argument("--without", nargs="+", default=[], metavar="FACT", help=f"bring all but these: {what}")
        super().add_arguments(parser)

    def bring(self, *, file, parliament, number, title, kind, only, without, by, dry_run, **options):
        content, name = content_of(file), Path(file).name
        parliament = parliament_of(parliament)
        paper = with_typed(read_paper(content, name, layout=parliament.slug), title=title, kind=kind)
        chosen = {"by": by, "dry_run": dry_run, "wanted": wanted(only, without)}
        return import_paper(paper, content, name, parliament=parliament, number=number, **chosen)


def wanted(only, without):
    """Whether a fact is to be brought, by its token: all of a kind ("question"), or one ("question-1a")."""
    for word in (*only, *without):
        if word.partition("-")[0] not in KINDS.values():
            sentence = _("“%(word)s” is no kind of fact. There are: %(kinds)s.")
            raise CommandError(sentence % {"word": word, "kinds": ", ".join(KINDS.values())})

    def is_wanted(token):
        named = any(token == word or token.startswith(f"{word}-") for word in only or without)
        return named if only else not named

    return is_wanted
