"""Taking back that a question, reply or remark was split or joined: both texts say again what they said."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from survey.editing import moments
from survey.editing.acts import act
from survey.editing.moments import ActWriter
from survey.editing.text_links import PartSide, Printed, TextLink, count_on, let_go, links_of, sentence, side_of
from survey.editing.text_parting import TextJoin, checked, name_of
from survey.models import Column, Misprint, PrintCheck, Question, Reference, Reply
from survey.models.history import CREATED, HistoryRow, history_of
from survey.wording.places import place_of

OWN_ELSEWHERE = ("inquiry_id", "position")  # which other acts may have changed since
DELETED = "-"


@dataclass(frozen=True)
class Parting:
    """A split or join that was done: `first` and `second` are the primary keys of the two texts."""

    model: type[Printed]
    at: object
    first: int
    second: int
    is_split: bool

    @property
    def reason(self) -> str:
        return moments.then(self.model, self.second, self.at).history_change_reason or ""

    def text(self) -> Printed:
        """The first, as it stands now."""
        return self.model.objects.select_related("inquiry").get(pk=self.first)

    def said_before(self) -> dict:
        """What the first said."""
        said = moments.values(moments.before(self.model, self.first, self.at))
        return {name: value for name, value in said.items() if name not in OWN_ELSEWHERE}

    def answered_before(self, reply: Reply) -> QuerySet[Question]:
        row = moments.before(Reply, reply.pk, self.at)
        return Question.objects.filter(pk__in=moments.members(row, "questions"))

    def second_said(self) -> Printed:
        """The second as it was when it was joined, unsaved."""
        second = moments.then(self.model, self.second, self.at).instance
        second._state.adding = True
        return second

    def changed_since(self) -> Iterator[str]:
        for key in (self.first, *([self.second] if self.is_split else [])):
            now = moments.since(self.model, key, self.at).last()
            if now and _said(now) != _said(moments.then(self.model, key, self.at)):
                text = self.model.objects.filter(pk=key).first()
                what = name_of(text) if text else str(self.model._meta.verbose_name)
                yield _("%(what)s was changed since then. Bring its earlier version back first.") % {"what": what}

    def carry_out(self, *, reason: str, by=None) -> Printed:
        """Take it back; returns the first text. Raises NotParted, and changes nothing."""
        undoing = self._undoing()
        text = self.text()
        with act(text.inquiry):
            checked(undoing.obstacles())
            undoing.write(ActWriter(reason, by))
        return text

    def obstacles(self) -> list[str]:
        return list(dict.fromkeys(self._undoing().obstacles()))

    def _undoing(self) -> "_SplitUndone | _JoinUndone":
        return _SplitUndone(self) if self.is_split else _JoinUndone(self)

    def texts_after(self) -> list[str]:
        """What the text, or both, will say."""
        said = [self.said_before()] + ([] if self.is_split else [vars(self.second_said())])
        return [each["wording"] or each["text"] for each in said]


def _said(row) -> dict:
    said = {name: value for name, value in moments.values(row).items() if name not in OWN_ELSEWHERE}
    return said | ({"questions": moments.members(row, "questions")} if row.instance_type is Reply else {})


def last_parting(text: Printed) -> Parting | None:
    """The last split or join of a text, as its history tells: one text changed in the moment in which another came or
    went.
    """
    model = type(text)
    own = history_of(model).objects.filter(id=text.pk, batch=None, undoes=None)
    found = history_of(model).objects.filter(inquiry_id=text.inquiry_id, history_date__in=own.values("history_date"))
    for row in found.filter(history_type__in=[CREATED, DELETED]).order_by("-pk"):
        is_split = row.history_type == CREATED
        first = next(_parted(model, row.history_date), None)
        if first and text.pk in (first, row.id) and first != row.id:
            return Parting(model, row.history_date, first, row.id, is_split)
    return None


def _parted(model: type[Model], at) -> Iterator[int]:
    """The text that was changed in this moment and had been there before."""
    for key in moments.written(model, at).filter(history_type="~").values_list("id", flat=True).distinct():
        earlier = moments.before(model, key, at)
        if earlier and earlier.text != moments.then(model, key, at).text:
            yield key


class _SplitUndone:
    def __init__(self, parting: Parting):
        self.parting = parting
        self.first = parting.text()
        self.second = parting.model.objects.get(pk=parting.second)

    def obstacles(self) -> Iterator[str]:
        yield from self.parting.changed_since()
        yield from TextJoin(self.first, self.second).obstacles()

    def write(self, writer: ActWriter) -> None:
        at = self.parting.at
        for model in (Reference, Misprint):
            for row in moments.written(model, at).filter(history_type=CREATED):
                for copied in model.objects.filter(pk=row.id):
                    writer.delete(copied)
        TextJoin(self.first, self.second).write(writer, self.parting.said_before())
        if self.parting.model is Reply:
            writer.put(self.first, "questions", self.parting.answered_before(self.first))


class _JoinUndone:
    def __init__(self, parting: Parting):
        self.parting = parting
        self.first, self.second = parting.text(), parting.second_said()
        self.first_then = moments.then(parting.model, parting.first, parting.at).instance
        self.went, self.stayed, self.unsaid = [], [], []
        for link in links_of(self.first):
            side = self._side(link)
            {PartSide.FIRST: self.stayed, PartSide.SECOND: self.went}.get(side, self.unsaid).append(link)

    def _side(self, link: TextLink) -> PartSide:
        """What the join took along goes back, what was there stays; what came since goes with its words."""
        model, key, at = type(link.record), link.record.pk, self.parting.at
        known = moments.as_of(model, key, at)
        if known and known.history_date == at and self._hung_on(self.second, moments.before(model, key, at), link):
            return PartSide.SECOND
        if known and known.history_date < at and self._hung_on(self.first_then, known, link):
            return PartSide.FIRST
        before, second = self.parting.said_before(), vars(self.second)
        texts = ([said["text"], *filter(None, [said["wording"]])] for said in (before, second))
        return side_of(link, *texts, self.second.printed_at())

    def _hung_on(self, text: Printed, row: HistoryRow | None, link: TextLink) -> bool:
        if row is None:
            return False
        return row.place == place_of(text) if link.is_by_place else getattr(row, f"{link.name}_id") == text.pk

    def obstacles(self) -> Iterator[str]:
        yield from self.parting.changed_since()
        for link in self.unsaid:
            yield sentence(link, self._side(link))
        second = self.second
        if (
            isinstance(second, Question)
            and Question.objects.filter(inquiry=second.inquiry_id, number=second.number, part=second.part).exists()
        ):
            yield _("There is a question %(key)s already.") % {"key": second.key}

    def write(self, writer: ActWriter) -> None:
        first, second, at = self.first, self.second, self.parting.at
        if not isinstance(first, Question):
            count_on(type(first), first.inquiry, first.position + 1, 1, writer)
            second.position = first.position + 1
        writer.save(first, **self.parting.said_before())
        writer.save(second)
        self._link(writer)
        for link in self.went:
            let_go(link, second, writer)
        for model in (Reference, Misprint, PrintCheck):
            for row in moments.written(model, at).filter(history_type=DELETED):
                self._bring_back(row.instance, writer)

    def _bring_back(self, record: Model, writer: ActWriter) -> None:
        record._state.adding = True
        writer.save(record, **({} if isinstance(record, Reference) else {"place": place_of(self.second)}))

    def _link(self, writer: ActWriter) -> None:
        """Questions and those who answer them, as it was before."""
        at, model = self.parting.at, self.parting.model
        if model is Reply:
            for text in (self.first, self.second):
                writer.put(text, "questions", self.parting.answered_before(text))
        elif model is Question:
            for owner in (Reply, Column):
                for record in owner.objects.filter(pk__in=moments.written(owner, at).values("id")):
                    self._asked_again(record, writer)
            for reference in Reference.objects.filter(pk__in=moments.written(Reference, at).values("id")):
                if moments.before(Reference, reference.pk, at).to_question_id == self.second.pk:
                    writer.save(reference, to_question=self.second)

    def _asked_again(self, owner: Reply | Column, writer: ActWriter) -> None:
        """What was given to it since stays."""
        before = moments.members(moments.before(type(owner), owner.pk, self.parting.at), "questions")
        questions = {*owner.questions.all(), self.second}
        writer.put(owner, "questions", questions - ({self.first} if self.first.pk not in before else set()))
