"""Every list of records that goes out as a file and comes back in, by the name of its model."""

from survey.importing.lists.bodies import BodyResource, MeetingResource, ParticipationResource
from survey.importing.lists.claims import ClaimResource
from survey.importing.lists.coding import CodeResource, CodingResource
from survey.importing.lists.papers import (
    AskerResource,
    DateResource,
    InquiryResource,
    QuestionResource,
    RelationResource,
)
from survey.importing.lists.register import (
    DistrictResource,
    ParliamentResource,
    RespondentNameResource,
    RespondentResource,
)
from survey.importing.lists.resource import RecordResource

LISTS: dict[str, type[RecordResource]] = {
    resource.model._meta.model_name: resource
    for resource in (
        ParliamentResource,
        DistrictResource,
        RespondentResource,
        RespondentNameResource,
        InquiryResource,
        AskerResource,
        DateResource,
        RelationResource,
        QuestionResource,
        CodeResource,
        CodingResource,
        ClaimResource,
        BodyResource,
        MeetingResource,
        ParticipationResource,
    )
}


def is_public_at_once(list_of: str) -> bool:
    """Whether everybody reads the records of this list without an edition in between."""
    return list_of in LISTS and LISTS[list_of].is_public_at_once
