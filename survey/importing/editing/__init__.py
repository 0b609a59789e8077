"""The editing sheet: a table as a file with a line and a key for each cell, to be edited elsewhere and brought back."""

from survey.importing.editing.importing import import_edits
from survey.importing.editing.sheet import HEADINGS, rows

__all__ = ["HEADINGS", "import_edits", "rows"]
