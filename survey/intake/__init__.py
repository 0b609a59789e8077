"""Files to papers and tables: one reader a layout or format."""

from pathlib import PurePath

from survey.intake import hessen, transcript
from survey.intake.paper import Paper, PaperError
from survey.intake.rows import understood
from survey.sheets import apart
from survey.sheets.choice import DEFAULT, Choice
from survey.sheets.limits import limits
from survey.sheets.table import Table, gettext_noop
from survey.sheets.wide import read_wide

LAYOUTS = {"hessen": hessen.read}
TRANSCRIPTS = (".txt", ".tsv", ".tab")


def read_paper(data: bytes, name: str, layout: str = "hessen") -> Paper:
    """The paper in this file; a further layout is a module with a `read`, and a line in LAYOUTS. Raises PaperError."""
    if layout not in LAYOUTS:
        reason = gettext_noop("There is no reader for papers of “%(layout)s”.")
        raise PaperError(name, None, None, reason, {"layout": layout})
    limits.check_file(name, data)
    return apart.within_limits(LAYOUTS[layout], data, name)


def read_annex(data: bytes, name: str, choice: Choice = DEFAULT) -> Table:
    """The table of a file: a transcript, or wide CSV, XLSX, XLS, ODS, HTML, PDF, JSON. Raises SheetError.

    What is not small is read in a process of its own, within `limits.seconds`.
    """
    return apart.within_limits(_read_annex, data, name, choice)


def _read_annex(data: bytes, name: str, choice: Choice) -> Table:
    if PurePath(name).suffix.lower() in TRANSCRIPTS:
        choice.refuse_part(name)
        return understood(transcript.read(data, name))
    return understood(read_wide(data, name, choice))
