"""The editor's layer of an inquiry: files beside its source, keyed by table, printed label and question.

Bodies, participations, statements, categories, codings and relations are lists, and read as such
(survey.importing.lists).
"""

from survey.importing.editorial_data.answers import AnswerResource, ReplyResource, RowResource
from survey.importing.editorial_data.corrections import PassageEditResource
from survey.importing.editorial_data.loading import load_layer

__all__ = ["AnswerResource", "PassageEditResource", "ReplyResource", "RowResource", "load_layer"]
