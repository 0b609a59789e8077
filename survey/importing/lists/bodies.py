"""Lists of who meets: bodies, their meetings, and who takes part, with the words each fact rests on."""

import datetime
import re
from typing import NamedTuple

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
    read_date,
    word_of,
)
from survey.importing.lists.evidence import EvidenceWords, QuotedResource, place_columns, words_differ
from survey.models import Actor, Body, Evidence, Meeting, Participation, Row

NEXT_MEETING = re.compile(r";(?=(?:\d{4}(?:-\d\d){0,2})?\|)")
EVIDENCE = ("evidence__answer__row__annex", "evidence__reply", "evidence__remark")


class MeetingFacts(NamedTuple):
    date: datetime.date | None
    precision: str
    state: str
    words: str


def read_meetings(printed: str) -> list[MeetingFacts]:
    """The meetings in "2014-12-10|day|held|words;2015|year|announced|words"."""
    meetings = []
    for one in NEXT_MEETING.split(printed) if printed else ():
        facts = one.split("|", 3)
        if len(facts) != len(MeetingFacts._fields):
            raise ValidationError(_("A meeting is date|precision|state|words, not “%(text)s”."), params={"text": one})
        meetings.append(MeetingFacts(read_date(facts[0]), *facts[1:]))
    return meetings


class BodyResource(QuotedResource):
    """A body with its districts; what is said in words of it stands in the text.

    In a layer its line has the meetings, too; of lists they have one of their own.
    """

    model = Body
    file = "bodies.csv"
    layer_columns = (
        *("slug", "annex", "row", "found_in", "quote", "name", "usual_name", "kind", "mention", "count", "level"),
        *("place", "districts", "state", "state_quote", "beginning", "beginning_precision", "beginning_words"),
        *("meetings", "rhythm", "coverage", "coverage_n", "coverage_m"),
    )
    columns = (
        *(
            ListColumn("slug", is_key=True),
            LinkColumn("inquiry", gettext_lazy("inquiry"), is_fixed=True),
            *place_columns(),
        ),
        DerivedColumn("quote", gettext_lazy("quote")),
        *(ListColumn("name"), ListColumn("usual_name"), WordColumn("kind"), WordColumn("mention")),
        *(NumberColumn("count"), WordColumn("level"), ListColumn("place"), LinksColumn("districts")),
        *(WordColumn("state"), DerivedColumn("state_quote", gettext_lazy("quote of the state"))),
        DateColumn("beginning", precision="beginning_precision"),
        *(WordColumn("beginning_precision"), ListColumn("beginning_words"), ListColumn("rhythm")),
        *(ListColumn("coverage"), NumberColumn("coverage_n"), NumberColumn("coverage_m")),
    )
    quoted = {
        "quote": "name",
        "state_quote": "state",
        "beginning_words": "beginning",
        "rhythm": "rhythm",
        "coverage": "coverage",
    }

    ways = ("inquiry",)

    def queryset(self):
        return Body.objects.select_related("inquiry").prefetch_related("districts", *EVIDENCE)

    def records(self, rows):
        if self.inquiry:
            return self.queryset().filter(inquiry=self.inquiry).prefetch_related("meetings__evidence")
        return self.queryset().filter(slug__in={row["slug"] for row in rows})

    def inquiry_of(self, record):
        return record.inquiry

    def initial(self, row):
        return super().initial(row) | {"inquiry": self.paper(row)}

    def paper(self, row):
        existing = self.existing.get((row["slug"],))
        return existing.inquiry if existing else super().paper(row)

    def show_quote(self, body):
        return self.quote_of(body, Evidence.Fact.NAME)

    def show_state_quote(self, body):
        return self.quote_of(body, Evidence.Fact.STATE)

    def differs(self, record, row):
        return super().differs(record, row) or ("meetings" in self.said and self._meetings_differ(record, row))

    def check(self, record, row):
        if record.merged_into_id:
            raise ValidationError(_("The body was merged into another, and stays as it was."))
        is_named = {"name", "quote"} & self.told.keys()
        if is_named and (self.inquiry or row.get("quote")) and record.name not in row["quote"]:
            raise ValidationError(_("The quote does not name “%(name)s”."), params={"name": record.name})
        super().check(record, row)

    def write(self, record, row):
        super().write(record, row)
        if "meetings" in self.said:
            self._write_meetings(record, row)

    # The meetings in a line of a layer

    def _meetings_differ(self, body, row):
        return self._meetings(body).keys() != set(read_meetings(row["meetings"])) or any(
            words_differ(each, self._meeting_words(row, each)) for each in body.meetings.all()
        )

    def _write_meetings(self, body, row):
        existing, wanted = self._meetings(body), read_meetings(row["meetings"])
        for meeting in (meeting for key, meeting in existing.items() if key not in wanted):
            for record in (*Evidence.objects.filter(meeting=meeting), meeting):
                self.delete_along(record)
        for key in wanted:
            meeting = existing.get(key) or Meeting(body=body, **key._asdict())
            if meeting.pk is None:
                meeting.full_clean()
                self.save_along(meeting)
            self.settle(meeting, self._meeting_words(row, meeting))

    def _meeting_words(self, row, meeting):
        near = self.wanted[0].origin
        return [EvidenceWords("words", meeting.words, self.origin(row, meeting.words, near))]

    def _meetings(self, body):
        meetings = body.meetings.all() if body.pk else ()
        return {MeetingFacts(each.date, each.precision, each.state, each.words): each for each in meetings}


class MeetingResource(QuotedResource):
    """A meeting is known by its body and its words; `number` counts those of the same words, from 1."""

    model = Meeting
    columns = (
        *(LinkColumn("body", is_key=True), ListColumn("words", is_key=True)),
        *(DerivedColumn("number", gettext_lazy("number among those of the same words"), is_key=True, is_needed=False),),
        *(DateColumn("date", precision="precision"), WordColumn("precision"), WordColumn("state")),
        *place_columns(),
    )
    quoted = {"words": "words"}

    ways = ("body__inquiry",)

    def queryset(self):
        return Meeting.objects.select_related("body__inquiry").prefetch_related(*EVIDENCE)

    def records(self, rows):
        return self.queryset().filter(body__slug__in={row["body"] for row in rows})

    def in_order(self, queryset):
        return queryset.order_by("body__slug", "date", "pk")

    def inquiry_of(self, record):
        return record.body.inquiry

    def named(self, record, row):
        return f"{record.body}, {record}"

    def paper(self, row):
        return self.find(Body, "slug", row["body"]).inquiry

    def key_of(self, meeting):
        return meeting.body.slug, meeting.words, self.show_number(meeting)

    def key_in(self, row):
        self.find(Body, "slug", row["body"])
        return row["body"], row["words"], self._number(row)

    def initial(self, row):
        return {"body": self.find(Body, "slug", row["body"]), "words": row["words"]}

    def show_number(self, meeting):
        """In the order in which they were recorded."""
        if self._numbers is None:
            self._numbers = {}
            counted: dict[tuple, int] = {}
            meetings = Meeting.objects.order_by("pk")
            for pk, body, words in meetings.values_list("pk", "body", "words"):
                counted[body, words] = self._numbers[pk] = counted.get((body, words), 0) + 1
        return self._numbers.get(meeting.pk, 1)

    _numbers: dict[int, int] | None = None

    def _number(self, row):
        text = row.get("number") or "1"
        if not text.isdecimal():
            raise ValidationError({"number": _("“%(text)s” is not a whole number.") % {"text": text}})
        return int(text)


class ParticipationResource(QuotedResource):
    """An actor's part in a body, or in a row where the cell does not say which; a new actor is recorded along."""

    model = Participation
    file = "participations.csv"
    layer_columns = ("annex", "row", "body", "found_in", "actor", "category", "role", "quote")
    columns = (
        DerivedColumn("inquiry", gettext_lazy("inquiry"), is_key=True),
        LinkColumn("body", is_key=True),
        *place_columns(),
        *(DerivedColumn("actor", is_key=True), DerivedColumn("category", gettext_lazy("category"), is_key=True)),
        *(WordColumn("role", is_key=True), DerivedColumn("quote", gettext_lazy("quote"))),
    )
    quoted = {"quote": "role"}

    ways = ("body__inquiry", "row__annex__inquiry")

    def queryset(self):
        related = ("actor", "body__inquiry", "row__annex__inquiry")
        return Participation.objects.select_related(*related).prefetch_related(*EVIDENCE)

    def records(self, rows):
        papers = {self.inquiry.slug} if self.inquiry else {row["inquiry"] for row in rows}
        of_body = self.queryset().filter(body__inquiry__slug__in=papers)
        return of_body | self.queryset().filter(row__annex__inquiry__slug__in=papers)

    def inquiry_of(self, record):
        return record.body.inquiry if record.body else record.row.annex.inquiry

    def named(self, record, row):
        return f"{record.body or record.row}, {record}"

    def key_of(self, part):
        subject = (part.body.slug,) if part.body else (part.row.annex.number, part.row.key)
        return self.show_inquiry(part), *subject, part.actor.name, part.actor.category, part.role

    def key_in(self, row):
        body, line = self._subject(row)
        subject = (body.slug,) if body else (int(row["annex"]), line.key)
        role = self.fields["role"].taken(row["role"], row, self)
        return self.paper(row).slug, *subject, row["actor"], self._category(row), role

    def initial(self, row):
        body, line = self._subject(row)
        role = self.fields["role"].taken(row["role"], row, self)
        return {"actor": self._actor(row), "body": body, "row": line, "role": role}

    def _subject(self, row) -> tuple[Body | None, Row | None]:
        if not row["body"]:
            return None, self.places(row).row(row["annex"], row["row"]).record
        body = self.find(Body, "slug", row["body"])
        if body.inquiry_id != self.paper(row).pk:
            raise ValidationError(_("There is no body “%(name)s”."), params={"name": row["body"]})
        return body, None

    def _category(self, row):
        return word_of(Actor, "category", row["category"])

    def _actor(self, row):
        name = (row["actor"], self._category(row))
        if name not in self.actors:
            found = Actor.objects.filter(name=name[0], category=name[1]).first()
            self.actors[name] = found or Actor(name=name[0], category=name[1])
            self.actors[name].full_clean()
        return self.actors[name]

    # What a line shows

    def show_inquiry(self, part):
        return self.inquiry_of(part).slug

    def show_actor(self, part):
        return part.actor.name

    def show_category(self, part):
        return part.actor.category

    def show_quote(self, part):
        return self.quote_of(part, Evidence.Fact.ROLE)

    def show_annex(self, part):
        return part.row.annex.number if part.row else super().show_annex(part)

    def show_row(self, part):
        return self.row_name(part.row) if part.row else super().show_row(part)

    def check(self, record, row):
        if (self.inquiry or row.get("quote")) and row["actor"] not in row["quote"]:
            raise ValidationError(_("The quote does not name “%(name)s”."), params={"name": row["actor"]})
        super().check(record, row)

    def before_import(self, dataset, **kwargs):
        self.actors: dict[tuple, Actor] = {}
        super().before_import(dataset, **kwargs)

    def do_instance_save(self, instance, is_create):
        if not self.is_dry and instance.actor.pk is None:
            self.save_along(instance.actor)
            instance.actor = instance.actor
        super().do_instance_save(instance, is_create)
