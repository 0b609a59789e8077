"""Two bodies that are one.

Of one paper, everything that was recorded of either goes to the one that stays. Of two papers, each keeps what its
paper says: the one is only known to be the other, both are shown at one address, and that can be taken back.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from survey.models.body import Body, Evidence, Meeting, Participation

# What the body that stays takes over where it says nothing itself; those in a line go together.
FACTS = (
    ("place",),
    ("count",),
    ("beginning_words", "beginning", "beginning_precision"),
    ("rhythm",),
    ("coverage", "coverage_n", "coverage_m"),
)
PLACES = ("answer_id", "reply_id", "remark_id")


@transaction.atomic
def merge(body: Body, into: Body, *, reason: str, by) -> Body:
    """`body` is the same as `into`.

    Within a paper quotes, meetings, participants and districts go over, equal ones once.

    Where both say something else of a fact, the one that stays keeps what it says; the record of the other stays, too,
    with what it said and with what was equal. Its address leads to the one that stays, from the next edition on.
    Refuses, with a ValidationError, what would lose something: one body with several named together.
    """
    body, into = (Body.objects.select_for_update(of=("self",)).get(pk=each.pk) for each in (body, into))
    _check(body, into, reason)
    write = _Writer(reason.strip(), by)
    if body.inquiry_id != into.inquiry_id:
        return _link(body, into, write)
    write.evidence(body.evidence.all(), into, "body")
    for meeting in body.meetings.all():
        write.fact(meeting, into, _equal(into.meetings, meeting, "date", "precision", "words", "state"))
    for part in body.participations.all():
        write.fact(part, into, _equal(into.participations, part, "actor", "role"))
    _fill(into, body)
    write.save(into)
    into.districts.add(*body.districts.all())
    for former in (body, *body.merged.all()):
        former.merged_into = into
        write.save(former)
    return into


def _link(body: Body, into: Body, write: "_Writer") -> Body:
    """Nothing that a paper says goes over; what was the same as `body` in further papers is the same as `into`."""
    for former in body.merged.exclude(inquiry=body.inquiry_id):
        former.merged_into = None
        write.save(former)
        merge(former, into, reason=write.reason, by=write.by)
    body.merged_into = into
    write.save(body)
    return into


@transaction.atomic
def part(body: Body, *, reason: str, by) -> Body:
    """Take back that a body of one paper is the body of another: each has an address of its own again."""
    body = Body.objects.select_for_update(of=("self",)).select_related("merged_into").get(pk=body.pk)
    if not reason.strip():
        raise ValidationError(_("Give a reason."))
    if not body.is_linked:
        raise ValidationError(_("The two are of one paper: what was recorded of them is one by now."))
    body.merged_into = None
    _Writer(reason.strip(), by).save(body)
    return body


def _check(body: Body, into: Body, reason: str) -> None:
    if not reason.strip():
        raise ValidationError(_("Say why the two are one."))
    if body.pk == into.pk:
        raise ValidationError(_("A body cannot be merged into itself."))
    if body.merged_into_id or into.merged_into_id:
        raise ValidationError(_("One of the two was merged already."))
    if body.mention != into.mention:
        raise ValidationError(_("One of the two stands for several bodies, the other for one: they are not the same."))


def _equal(records, record: Model, *names: str) -> Model | None:
    return records.filter(**{name: getattr(record, name) for name in names}).first()


def _fill(into: Body, body: Body) -> None:
    for first, *others in FACTS:
        if getattr(into, first) in (None, "") and (first != "beginning_words" or into.beginning is None):
            for name in (first, *others):
                setattr(into, name, getattr(body, name))


class _Writer:
    def __init__(self, reason: str, by):
        self.reason, self.by = reason, by

    def save(self, record: Model) -> None:
        record._change_reason, record._history_user = self.reason, self.by
        record.save()

    def evidence(self, quotes, subject: Model, name: str) -> None:
        """What the subject has already, word for word in the same place, stays where it was."""
        known = {_said(each) for each in subject.evidence.all()}
        for quote in quotes:
            if _said(quote) not in known:
                setattr(quote, name, subject)
                self.save(quote)

    def fact(self, fact: Meeting | Participation, into: Body, equal: Model | None) -> None:
        if equal:
            self.evidence(fact.evidence.all(), equal, fact._meta.model_name)
        else:
            fact.body = into
            self.save(fact)


def _said(evidence: Evidence) -> tuple:
    return evidence.field, evidence.quote, *(getattr(evidence, name) for name in PLACES)
