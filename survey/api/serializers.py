"""What the lists of the API hold, and how the schema describes it."""

import json

from rest_framework import serializers

from survey.models import District, PublishedBody, PublishedInquiry
from survey.public.addresses import absolute
from survey.publishing.columns import LONG, Column
from survey.wording import paths

FIELD_OF = {
    "string": serializers.CharField,
    "integer": serializers.IntegerField,
    "number": serializers.FloatField,
    "boolean": serializers.BooleanField,
    "date": serializers.DateField,
}


def _field(column: Column) -> serializers.Field:
    if column.items:
        return serializers.ListField(child=FIELD_OF[column.items](), help_text=column.description)
    return FIELD_OF[column.type](help_text=column.description, allow_null=True)


# One answer with the long columns of the downloads; it describes them, `documents.long_rows` makes them.
AnswerSerializer = type(
    "AnswerSerializer",
    (serializers.Serializer,),
    {
        "__doc__": "One answer, with the long columns of the downloads.",
        **{column.name: _field(column) for column in LONG},
    },
)


class WordsField(serializers.ListField):
    child = serializers.CharField()


class InquirySerializer(serializers.ModelSerializer):
    parties = WordsField()
    subjects = WordsField()
    builds_on = WordsField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = PublishedInquiry
        exclude = ["id", "edition", "sort_title", "made_at", "state_key", "tables"]

    def get_url(self, inquiry) -> str:
        return absolute(paths.inquiry(inquiry.slug))


class BodySerializer(serializers.ModelSerializer):
    """A body with all its facts and quotes as the edition tells them (`facts`)."""

    districts = WordsField()
    initiators = WordsField()
    facts = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = PublishedBody
        exclude = ["id", "edition", "content", "regions", "sort_name"]

    def get_facts(self, body) -> dict:
        return json.loads(body.content)

    def get_url(self, body) -> str:
        return absolute(paths.body(body.slug))


class DistrictSerializer(serializers.ModelSerializer):
    url = serializers.SerializerMethodField()

    class Meta:
        model = District
        fields = [
            "slug",
            "key",
            "name",
            "official_name",
            "kind",
            "region",
            "state",
            "valid_from",
            "valid_to",
            "url",
        ]

    def get_url(self, district) -> str:
        return absolute(f"/districts/{district.slug}/")
