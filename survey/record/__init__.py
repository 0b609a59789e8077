"""The one reading of an inquiry: what checks, editions, the desk and the editing sheet all see of it."""

from survey.record.cells import RecordCell, RecordColumn, RecordPassage
from survey.record.paper import PlacedCell, RecordPaper
from survey.record.tables import RecordRow, RecordTable, read_cell, read_row, read_rows, read_table

__all__ = [
    "PlacedCell",
    "RecordCell",
    "RecordColumn",
    "RecordPaper",
    "RecordPassage",
    "RecordRow",
    "RecordTable",
    "read_cell",
    "read_row",
    "read_rows",
    "read_table",
]
