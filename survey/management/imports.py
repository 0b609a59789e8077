"""What the commands that import have in common: options, files, the report, and one line for what went wrong."""

import json
import os
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.files.errors import FileError
from survey.importing import ImportRefused, ImportResult, in_words
from survey.importing.refusals import refused_file
from survey.management.lookups import user_of
from survey.operation.faults import fault_of
from survey.sheets.table import Table


class ImportCommand(BaseCommand):
    """A command whose `bring(by=, dry_run=, ...)` makes a Report; what was refused is one line, and exit status 1."""

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="report what would change, and change nothing")
        parser.add_argument("--by", metavar="USER", help="who imports, for the histories")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, by=None, json=False, **options):
        with one_line():
            report = self.bring(by=user_of(by) if by else None, **options)
        self.write_report(report, as_json=json)

    def write_report(self, report: ImportResult, *, as_json: bool):
        if as_json:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
            return
        self.stdout.write(report.sentence)
        for note in report.notes():
            self.stdout.write(note)


def raise_stopped(report: ImportResult):
    """Raises ImportRefused where lines are refused that nobody said to leave out: then nothing is imported."""
    if not report.is_stopped:
        return
    sentence = ngettext(
        "Nothing was imported, one line is refused: %(first)s",
        "Nothing was imported, %(count)d lines are refused. The first: %(first)s",
        report.refused,
    )
    raise ImportRefused(sentence % {"count": report.refused, "first": report.refusals[0]})


def write_refused(file: str, table: Table, report: ImportResult, **options):
    """The refused rows with their reasons, as a file to be put right and brought again."""
    write_bytes(file, refused_file(file, table, report.refused_rows, when=timezone.localtime(), **options)[0])


def write_bytes(file: str, content: bytes):
    with written_whole(file) as out:
        out.write(content)


@contextmanager
def written_whole(file: str):
    """What is written takes the place of the file once all of it is there; else the file stays as it was."""
    path = Path(file).resolve()
    if path.exists() and not path.is_file():  # a device or a pipe
        with writing(file), path.open("wb") as out:
            yield out
        return
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with writing(file):
        try:
            with aside.open("wb") as out:
                yield out
            if path.exists():
                aside.chmod(path.stat().st_mode)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)


@contextmanager
def writing(file: str):
    """Why a file cannot be written, as one line; a full disk is told by whoever runs the command."""
    try:
        yield
    except OSError as error:
        if fault_of(error):
            raise
        reason = {"file": file, "reason": error.strerror}
        raise CommandError(_("%(file)s cannot be written: %(reason)s.") % reason) from error


@contextmanager
def one_line():
    """What was refused, as the one line that the command says."""
    try:
        yield
    except (FileError, ImportRefused) as error:
        raise CommandError(in_words(error)) from error


def content_of(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        reason = {"file": file, "reason": error.strerror}
        raise CommandError(_("%(file)s cannot be read: %(reason)s.") % reason) from error
