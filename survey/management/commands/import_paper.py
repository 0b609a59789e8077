"""manage.py import_paper: bring a whole paper in."""

from pathlib import Path

from survey.importing import bring_paper
from survey.intake import read_paper
from survey.management.imports import ImportCommand, content_of
from survey.management.lookups import parliament_of


class Command(ImportCommand):
    help = "Imports a paper with its tables as a draft, or what its file has changed since."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--parliament", required=True, metavar="SLUG", help="for example hessen")
        parser.add_argument("--number", required=True, help="of the paper with the reply, for example 19/1613")
        super().add_arguments(parser)

    def bring(self, *, file, parliament, number, by, dry_run, **options):
        content, name = content_of(file), Path(file).name
        parliament = parliament_of(parliament)
        paper = read_paper(content, name, layout=parliament.slug)
        return bring_paper(paper, content, name, parliament=parliament, number=number, by=by, dry_run=dry_run)
