"""Files into the record: one door for each, and nothing an editor wrote is written over."""

from survey.importing.catalogue import bring_catalogue
from survey.importing.layer import load_layer
from survey.importing.paper import bring_paper
from survey.importing.report import Change, Refused, Report, in_words
from survey.importing.table import bring

__all__ = ["Change", "Refused", "Report", "bring", "bring_catalogue", "bring_paper", "in_words", "load_layer"]
