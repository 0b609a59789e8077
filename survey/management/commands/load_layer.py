"""manage.py load_layer: load the editor's layer of an inquiry."""

from pathlib import Path

from survey.importing import load_layer
from survey.management.imports import ImportCommand
from survey.management.lookups import inquiry_of


class Command(ImportCommand):
    help = "Loads corrections, decisions, categories, statements and bodies from the files of a folder."

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="FOLDER", help="for example fixtures/hessen-19-1613")
        parser.add_argument("--inquiry", required=True, metavar="SLUG", help="for example hessen-19-1613")
        super().add_arguments(parser)

    def bring(self, *, folder, inquiry, by, dry_run, **options):
        return load_layer(Path(folder), inquiry_of(inquiry), by=by, dry_run=dry_run)
