"""What the lists of the API hold, field by field, and how the schema describes it."""

import json

from rest_framework import serializers

from survey.models import District
from survey.public.addresses import absolute
from survey.publishing.columns import ALL_STATEMENTS, INQUIRIES, LONG, DownloadColumn
from survey.wording import paths

FIELD_OF = {
    "string": serializers.CharField,
    "integer": serializers.IntegerField,
    "number": serializers.FloatField,
    "boolean": serializers.BooleanField,
    "date": serializers.DateField,
    "datetime": serializers.DateTimeField,
}


def _field(column: DownloadColumn) -> serializers.Field:
    if column.items:
        return serializers.ListField(child=FIELD_OF[column.items](), help_text=column.description)
    return FIELD_OF[column.type](help_text=column.description, allow_null=True)


def _of_columns(name: str, told: str, columns: tuple[DownloadColumn, ...]) -> type[serializers.Serializer]:
    """What describes objects with these columns; they are made as the rows of files are."""
    fields = {column.name: _field(column) for column in columns}
    return type(name, (serializers.Serializer,), {"__doc__": told, **fields})


AnswerSerializer = _of_columns("AnswerSerializer", "One answer, with the long columns of the downloads.", LONG)
InquirySerializer = _of_columns("InquirySerializer", "One published inquiry.", INQUIRIES)

StatementSerializer = _of_columns(
    "StatementSerializer",
    "What a respondent, a ministry or an asker states about a paper. It is no part of the paper.",
    ALL_STATEMENTS,
)


class TakenBackSerializer(serializers.Serializer):
    """An inquiry that was taken back since the moment that is asked for; it stands at the end of the list."""

    slug = serializers.CharField(help_text="Address of the inquiry.")
    taken_back = serializers.DateTimeField(help_text="When its publication was taken back.")
    reason = serializers.CharField(help_text="Why, in the words of the publisher.")
    url = serializers.CharField(help_text="The page that says so.")


class WordsField(serializers.ListField):
    child = serializers.CharField()


class BodySerializer(serializers.Serializer):
    """A body as its newest edition tells it."""

    slug = serializers.CharField(help_text="Name of the body in addresses.")
    inquiry = serializers.CharField(help_text="Address of the inquiry that tells it, the newest of several.")
    name = serializers.CharField(help_text="Usual name.")
    kind = serializers.CharField(help_text="Kind of body.")
    mention = serializers.CharField(help_text="one, or several where the text names several together.")
    count = serializers.IntegerField(allow_null=True, help_text="How many, where the words say it.")
    level = serializers.CharField(help_text="municipal, county, regional or state.")
    state = serializers.CharField(help_text="exists, planned, being_set_up or ended.")
    place = serializers.CharField(help_text="Place as printed.")
    districts = WordsField(help_text="Names of the districts in addresses: their keys, where they have one.")
    initiators = WordsField(help_text="Categories of those who initiate it.")
    as_of = serializers.DateField(allow_null=True, help_text="The day for which the table or text speaks.")
    as_of_is = serializers.CharField(help_text="Whose day that is: table, reply or none.")
    facts = serializers.SerializerMethodField(help_text="All facts with their quotes, as the edition tells them.")
    url = serializers.SerializerMethodField(help_text="Address of the page.")

    def get_facts(self, body) -> dict:
        return json.loads(body.content)

    def get_url(self, body) -> str:
        return absolute(paths.body(body.slug))


class DistrictSerializer(serializers.Serializer):
    """A county, or a city with its own county rights, with the time for which it stands in the official list."""

    slug = serializers.CharField(help_text="Name in addresses: the key, where there is one.")
    key = serializers.CharField(help_text="Official key (AGS); empty where it is not known.")
    name = serializers.CharField(help_text="Short name.")
    official_name = serializers.CharField(help_text="Official name.")
    kind = serializers.ChoiceField(choices=District.Kind.choices, help_text="county or city.")
    region = serializers.CharField(help_text="Region within the state.")
    state = serializers.CharField(help_text="Key of the state, e.g. 06 for Hesse.")
    valid_from = serializers.DateField(allow_null=True, help_text="First day; null: since before our records.")
    valid_to = serializers.DateField(allow_null=True, help_text="Last day; null: until today.")
    url = serializers.SerializerMethodField(help_text="Address of the page.")

    def get_url(self, district) -> str:
        return absolute(paths.district(district.slug))


class ProblemSerializer(serializers.Serializer):
    """An error (RFC 9457)."""

    type = serializers.CharField(help_text="about:blank: the status says it all.")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField(help_text="The status.")
    detail = serializers.CharField(help_text="A sentence on what is wrong and what is possible.")
