"""bodies.csv: the bodies that cells, replies and remarks name, with the words each fact rests on."""

import datetime
import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from survey.importing.editorial_data import evidence
from survey.importing.editorial_data.evidence import Words
from survey.importing.editorial_data.lines import LayerResource
from survey.importing.editorial_data.places import Origin, Places
from survey.models import Body, Evidence, Meeting, history

DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
NEXT_MEETING = re.compile(r";(?=(?:\d{4}(?:-\d\d){0,2})?\|)")


class MeetingFacts(NamedTuple):
    date: datetime.date | None
    precision: str
    state: str
    words: str


def read_date(printed: str) -> datetime.date | None:
    """The first day of "2014-06-20", "2014-06" or "2014"."""
    if not printed:
        return None
    match = DATE.fullmatch(printed)
    try:
        return datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except (TypeError, ValueError) as error:
        raise ValidationError(_("“%(text)s” is not a date."), params={"text": printed}) from error


def read_meetings(printed: str) -> list[MeetingFacts]:
    """The meetings in "2014-12-10|day|held|words;2015|year|announced|words"."""
    meetings = []
    for one in NEXT_MEETING.split(printed) if printed else ():
        facts = one.split("|", 3)
        if len(facts) != len(MeetingFacts._fields):
            raise ValidationError(_("A meeting is date|precision|state|words, not “%(text)s”."), params={"text": one})
        meetings.append(MeetingFacts(read_date(facts[0]), *facts[1:]))
    return meetings


def origin_of(places: Places, row: dict, quote: str, near: Origin | None = None) -> Origin:
    """Where the quote of a line stands: in the reply or remark that it names, else in its row."""
    if row["found_in"]:
        return places.origin_in_text(row["found_in"], quote)
    return places.origin_in_row(places.row(row["annex"], row["row"]), quote, near)


class BodyResource(LayerResource):
    """A body with its meetings and districts; what is said in words of it stands in the text."""

    file = "bodies.csv"
    model = Body
    columns = (
        *("slug", "annex", "row", "found_in", "quote", "name", "usual_name", "kind", "mention", "count", "level"),
        *("place", "districts", "state", "state_quote", "beginning", "beginning_precision", "beginning_words"),
        *("meetings", "rhythm", "coverage", "coverage_n", "coverage_m"),
    )
    key = ("slug",)
    words = {
        "name": "quote",
        "state": "state_quote",
        "beginning": "beginning_words",
        "rhythm": "rhythm",
        "coverage": "coverage",
    }

    def records(self):
        bodies = Body.objects.filter(inquiry=self.inquiry)
        return bodies.prefetch_related("districts", "evidence", "meetings__evidence")

    def identity(self, row):
        return {"slug": row["slug"]}

    def values(self, row):
        if row["name"] not in row["quote"]:
            raise ValidationError(_("The quote does not name “%(name)s”."), params={"name": row["name"]})
        self.wanted = self._words(row)
        as_written = ("name", "usual_name", "kind", "mention", "level", "place", "state")
        in_words = ("beginning_precision", "beginning_words", "rhythm", "coverage")
        return {
            "inquiry": self.inquiry,
            **{name: row[name] for name in as_written + in_words},
            **{name: self.number(row, name) for name in ("count", "coverage_n", "coverage_m")},
            "beginning": read_date(row["beginning"]),
        }

    def links(self, row):
        return {"districts": [self.places.district(key) for key in row["districts"].split()]}

    def differs(self, instance, row):
        return (
            super().differs(instance, row)
            or evidence.differs(instance, self.wanted)
            or self._meetings(instance).keys() != set(read_meetings(row["meetings"]))
            or any(evidence.differs(each, self._meeting_words(row, each)) for each in instance.meetings.all())
        )

    def write(self, instance, row):
        super().write(instance, row)
        facts = {"reason": self.reason, "by": self.by}
        evidence.settle(instance, self.wanted, **facts)
        standing, wanted = self._meetings(instance), read_meetings(row["meetings"])
        for meeting in (meeting for key, meeting in standing.items() if key not in wanted):
            self._remove(meeting)
        for key in wanted:
            meeting = standing.get(key) or Meeting(body=instance, **key._asdict())
            if meeting.pk is None:
                meeting.full_clean()
                history.tell(meeting, **facts).save()
            evidence.settle(meeting, self._meeting_words(row, meeting), **facts)

    def _words(self, row):
        near = origin_of(self.places, row, row["quote"])
        said = [(name, row[column]) for name, column in self.words.items() if row[column]]
        return [Words(name, quote, origin_of(self.places, row, quote, near)) for name, quote in said]

    def _meeting_words(self, row, meeting):
        near = self.wanted[0].origin
        return [Words("words", meeting.words, origin_of(self.places, row, meeting.words, near))]

    def _meetings(self, body):
        meetings = body.meetings.all() if body.pk else ()
        return {MeetingFacts(each.date, each.precision, each.state, each.words): each for each in meetings}

    def _remove(self, meeting):
        for record in (*Evidence.objects.filter(meeting=meeting), meeting):
            history.tell(record, reason=self.reason, by=self.by).delete()
