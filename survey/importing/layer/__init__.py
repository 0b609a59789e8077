"""The editor's layer of an inquiry: files beside its source, keyed by table, printed label and question."""

from survey.importing.layer.answers import AnswerResource, ReplyResource, RowResource
from survey.importing.layer.bodies import BodyResource
from survey.importing.layer.claims import ClaimResource
from survey.importing.layer.codes import CodeResource, CodingResource
from survey.importing.layer.corrections import PassageEditResource
from survey.importing.layer.loading import load_layer
from survey.importing.layer.participations import ParticipationResource
from survey.importing.layer.relations import RelationResource

__all__ = [
    "AnswerResource",
    "BodyResource",
    "ClaimResource",
    "CodeResource",
    "CodingResource",
    "ParticipationResource",
    "PassageEditResource",
    "RelationResource",
    "ReplyResource",
    "RowResource",
    "load_layer",
]
