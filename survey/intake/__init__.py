"""Files to papers and tables: one reader a layout or format."""

from pathlib import PurePath

from survey.files import sandbox
from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.files.text import decode, split_lines
from survey.intake import bundestag, copied, hessen, niedersachsen, transcript
from survey.intake.lines import filled_lines
from survey.intake.paper import Paper, PaperError
from survey.intake.rows import understood
from survey.sheets import csv
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.reader import read_table
from survey.sheets.table import Table

LAYOUTS = {"hessen": hessen, "niedersachsen": niedersachsen, "bundestag": bundestag}
HEAD_LINES = 12
TRANSCRIPTS = (".txt", ".tsv", ".tab")


def read_paper(data: bytes, name: str, layout: str = "hessen") -> Paper:
    """The paper in this file, in the layout of its parliament; where there is none, in that which its head names.

    A further layout is a module with PARLIAMENT, as its papers begin, and a `read`, and a place in LAYOUTS. Raises
    PaperError, also for what is wrong with a table.
    """
    limits.check_file(name, data)
    return sandbox.within_limits(_read_paper, data, name, layout)


def _read_paper(data: bytes, name: str, layout: str) -> Paper:
    try:
        file = split_lines(decode(data, name))
        chosen = layout if layout in LAYOUTS else _recognised(file, name)
        return LAYOUTS[chosen].read(file, name)
    except PaperError:
        raise
    except FileError as error:
        raise PaperError(error.file, error.line, error.column, error.template, error.params) from error


def _recognised(file: list[str], name: str) -> str:
    """The layout of the parliament that a line of the head begins with."""
    for line in filled_lines(file)[:HEAD_LINES]:
        for layout, module in LAYOUTS.items():
            if line.text.casefold().startswith(module.PARLIAMENT.casefold()):
                return layout
    reason = gettext_noop(
        "There is no reader for papers of this parliament, and the file does not begin with one that there is: "
        "%(parliaments)s."
    )
    raise PaperError(name, None, None, reason, {"parliaments": ", ".join(m.PARLIAMENT for m in LAYOUTS.values())})


def read_annex(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Table:
    """The table of a file: a transcript, or wide CSV, XLSX, XLS, ODS, HTML, PDF, JSON. Raises FileError.

    What is not small is read in a process of its own, within `limits.seconds`.
    """
    return sandbox.within_limits(_read_annex, data, name, options)


def _read_annex(data: bytes, name: str, options: ReadOptions) -> Table:
    if PurePath(name).suffix.lower() not in TRANSCRIPTS:
        return understood(read_table(data, name, options))
    if b"\t" not in data:
        return understood(csv.read(data, name, options))
    return understood(copied.read(data, name, options) or transcript.read(data, name, options=options))
