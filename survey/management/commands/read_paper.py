"""manage.py read_paper: print what the reader makes of papers, and write nothing."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from survey.files.errors import FileError
from survey.importing import in_words
from survey.intake import read_paper
from survey.intake.paper_json import as_json
from survey.management.imports import content_of


class Command(BaseCommand):
    help = "Prints what the reader makes of papers, as JSON, one a line; writes nothing."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("files", metavar="FILE", nargs="+")
        parser.add_argument(
            "--parliament", default="", metavar="SLUG", help="for example hessen; else as the file says"
        )

    def handle(self, *, files, parliament, **options):
        refused = []
        for file in files:
            try:
                paper = read_paper(content_of(file), Path(file).name, parliament)
            except (CommandError, FileError) as error:
                refused.append(in_words(error) if isinstance(error, FileError) else str(error))
            else:
                self.stdout.write(json.dumps(as_json(paper, parliament, gettext), ensure_ascii=False))
        if refused:
            raise CommandError("\n".join(refused))
