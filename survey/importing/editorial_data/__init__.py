"""The editor's layer of an inquiry: files beside its source, keyed by table, printed label and question."""

from survey.importing.editorial_data.answers import AnswerResource, ReplyResource, RowResource
from survey.importing.editorial_data.bodies import BodyResource
from survey.importing.editorial_data.claims import ClaimResource
from survey.importing.editorial_data.codes import CodeResource, CodingResource
from survey.importing.editorial_data.corrections import PassageEditResource
from survey.importing.editorial_data.loading import load_layer
from survey.importing.editorial_data.participations import ParticipationResource
from survey.importing.editorial_data.questions import QuestionResource
from survey.importing.editorial_data.relations import RelationResource

__all__ = [
    "AnswerResource",
    "BodyResource",
    "ClaimResource",
    "CodeResource",
    "CodingResource",
    "ParticipationResource",
    "PassageEditResource",
    "QuestionResource",
    "RelationResource",
    "ReplyResource",
    "RowResource",
    "load_layer",
]
