"""Files to papers and tables: one reader a layout or format."""

from pathlib import PurePath

from survey.intake import hessen, transcript
from survey.intake.paper import Paper, PaperError
from survey.intake.rows import understood
from survey.sheets.choice import DEFAULT, Choice
from survey.sheets.table import Table, gettext_noop
from survey.sheets.wide import read_wide

LAYOUTS = {"hessen": hessen.read}
TRANSCRIPTS = (".txt", ".tsv", ".tab")


def read_paper(data: bytes, name: str, layout: str = "hessen") -> Paper:
    """The paper in this file; a further layout is a module with a `read`, and a line in LAYOUTS. Raises PaperError."""
    if layout not in LAYOUTS:
        reason = gettext_noop("There is no reader for papers of “%(layout)s”.")
        raise PaperError(name, None, None, reason, {"layout": layout})
    return LAYOUTS[layout](data, name)


def read_annex(data: bytes, name: str, choice: Choice = DEFAULT) -> Table:
    """The table of a file: a transcript, or wide CSV, XLSX, XLS, ODS, HTML, JSON. Raises SheetError."""
    if PurePath(name).suffix.lower() in TRANSCRIPTS:
        choice.refuse_part(name)
        return understood(transcript.read(data, name))
    return understood(read_wide(data, name, choice))
