"""Files into the record: one door for each, and nothing an editor wrote is written over."""

from survey.importing.catalogue import import_catalogue
from survey.importing.editorial_data import load_layer
from survey.importing.paper import import_paper
from survey.importing.report import ImportedChange, ImportRefused, ImportResult, in_words
from survey.importing.table import import_table

__all__ = [
    "ImportRefused",
    "ImportResult",
    "ImportedChange",
    "import_catalogue",
    "import_paper",
    "import_table",
    "in_words",
    "load_layer",
]
