"""Lists of papers and of their parts: inquiries, askers, dates, relations, questions."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey.importing.lists.columns import (
    DateColumn,
    DerivedColumn,
    LinkColumn,
    LinksColumn,
    ListColumn,
    NumberColumn,
    WordColumn,
)
from survey.importing.lists.resource import RecordResource
from survey.models import Asker, Inquiry, InquiryDate, InquiryRelation, Question

KEY = re.compile(r"(\d{1,5})([a-z]{0,3})")
ELSEWHERE = re.compile(r"(\S+) (\d{1,5}[a-z]{0,3})")


class InquiryResource(RecordResource):
    """Without its stage, which follows from what editors do."""

    model = Inquiry
    columns = (
        *(ListColumn("slug", is_key=True), LinkColumn("parliament"), NumberColumn("term"), ListColumn("number")),
        *(WordColumn("kind"), ListColumn("title"), ListColumn("asked_in"), ListColumn("askers_printed")),
        *(ListColumn("ministry_printed"), ListColumn("signatory"), ListColumn("signed_at"), ListColumn("address")),
        *(ListColumn("ministry"), WordColumn("legal_status"), DateColumn("legal_status_date")),
        *(ListColumn("legal_status_paper"), ListColumn("headline"), ListColumn("lead")),
        LinksColumn("subjects", by="name", separator=" | "),
    )

    ways = ("pk",)

    def queryset(self):
        return Inquiry.objects.select_related("parliament").prefetch_related("subjects")

    def records(self, rows):
        return self.queryset().filter(slug__in={row["slug"] for row in rows})

    def inquiry_of(self, record):
        return record


class PartResource(RecordResource):
    """What stands directly in an inquiry, which each line of a list names first."""

    ways = ("inquiry",)

    def queryset(self):
        return self.model._default_manager.select_related("inquiry")

    def records(self, rows):
        if self.inquiry:
            return self.queryset().filter(inquiry=self.inquiry)
        return self.queryset().filter(inquiry__slug__in={row["inquiry"] for row in rows})

    def initial(self, row):
        return super().initial(row) | {"inquiry": self.paper(row)}

    def key_in(self, row):
        if self.inquiry is None:
            self.paper(row)
        return super().key_in(row)

    def named(self, record, row):
        return f"{record.inquiry.number}, {record}"

    def inquiry_of(self, record):
        return record.inquiry


def inquiry_column(**options) -> LinkColumn:
    return LinkColumn("inquiry", is_key=True, **options)


class AskerResource(PartResource):
    model = Asker
    columns = (
        *(inquiry_column(), NumberColumn("position", is_key=True)),
        *(ListColumn("name"), ListColumn("title"), ListColumn("party"), ListColumn("group")),
    )


class DateResource(PartResource):
    model = InquiryDate
    columns = (
        *(inquiry_column(), WordColumn("kind", is_key=True)),
        *(DateColumn("date"), ListColumn("printed"), ListColumn("found_in")),
    )


class QuestionResource(PartResource):
    """A question or a part of one; `parent` is the number of the whole question, `continues` an earlier one
    (“hessen-19-1000 1a”). A layer names its `question` (“1a”), and has the short titles alone.
    """

    model = Question
    file = "questions.csv"
    layer_columns = ("question", "short_title")
    columns = (
        *(inquiry_column(), NumberColumn("number", is_key=True), ListColumn("part", is_key=True)),
        *(DerivedColumn("parent", is_written=True), ListColumn("text"), ListColumn("wording"), ListColumn("request")),
        *(ListColumn("short_title"), DerivedColumn("continues", is_written=True), WordColumn("comparability")),
        ListColumn("comparability_note"),
    )

    def queryset(self):
        return Question.objects.select_related("inquiry", "parent", "continues__inquiry")

    def in_order(self, queryset):
        return queryset.order_by("inquiry", "number", "part")

    def key_of(self, question):
        return question.inquiry.slug, str(question.number), question.part

    def key_in(self, row):
        return self.key_of(self.places(row).question(row["question"])) if self.inquiry else super().key_in(row)

    def initial(self, row):
        """A part stands in the question of its number, where the line names no other."""
        values = super().initial(row)
        return values | {"parent": self._whole(row, row["number"]) if row["part"] else None}

    def show_parent(self, question):
        return question.parent.key if question.parent else ""

    def take_parent(self, text, row):
        return self._whole(row, text) if text else None

    def show_continues(self, question):
        return f"{question.continues.inquiry.slug} {question.continues.key}" if question.continues else ""

    def take_continues(self, text, row):
        if not text:
            return None
        match = ELSEWHERE.fullmatch(text)
        if not match:
            sentence = _("“%(text)s” names no question: write its inquiry and its number, e.g. “hessen-19-1000 1a”.")
            raise ValidationError(sentence, params={"text": text})
        number, part = KEY.fullmatch(match[2]).groups()
        found = Question.objects.filter(inquiry__slug=match[1], number=number, part=part).first()
        if found is None:
            raise ValidationError(_("There is no question “%(name)s”."), params={"name": text})
        return found

    def _whole(self, row, key):
        found = self.existing.get((row["inquiry"], key, ""))
        if found is None:
            raise ValidationError(_("There is no question “%(name)s”."), params={"name": key})
        return found


class RelationResource(PartResource):
    """A relation to a paper by its number; where that paper is recorded in the same term, to its record."""

    file = "relations.csv"
    layer_columns = ("kind", "paper", "date", "note")
    model = InquiryRelation
    columns = (
        *(inquiry_column(), WordColumn("kind", is_key=True)),
        DerivedColumn("paper", gettext_lazy("number of the other paper"), is_key=True),
        *(DateColumn("date"), ListColumn("note")),
    )

    def queryset(self):
        return InquiryRelation.objects.select_related("inquiry", "to")

    def show_paper(self, relation):
        return relation.to.number if relation.to else relation.paper

    def key_of(self, relation):
        return relation.inquiry.slug, relation.kind, self.show_paper(relation)

    def key_in(self, row):
        return self.paper(row).slug, self.fields["kind"].taken(row["kind"], row, self), row["paper"]

    def initial(self, row):
        inquiry = self.paper(row)
        same_term = Inquiry.objects.filter(parliament=inquiry.parliament_id, term=inquiry.term)
        recorded = same_term.filter(number=row["paper"]).first()
        kind = self.fields["kind"].taken(row["kind"], row, self)
        return {"inquiry": inquiry, "kind": kind, "to": recorded, "paper": "" if recorded else row["paper"]}
