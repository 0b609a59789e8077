"""A new inquiry typed by hand: its head, who asks, its dates and its questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from survey.editing.acts import TYPED, act
from survey.editing.typed import source_of
from survey.intake.askers import read_askers
from survey.intake.question_list import ListedQuestion
from survey.models import Asker, Inquiry, InquiryDate, Parliament, Question, history
from survey.models.inquiry import term_of


@dataclass(frozen=True)
class TypedInquiry:
    """What somebody types of a paper; `dates` by their kind, `document` is what it was typed from."""

    parliament: Parliament
    number: str
    title: str
    askers: str = ""
    dates: Mapping[str, date] = ()
    kind: str = Inquiry.Kind.MINOR
    address: str = ""
    document: str = ""
    questions: Sequence[ListedQuestion] = ()

    @property
    def slug(self) -> str:
        """The address follows from parliament and number, as after an import."""
        return self.parliament.slug_of(self.number)


def start_inquiry(typed: TypedInquiry, *, by=None) -> Inquiry:
    """A draft with its askers, dates and questions. Raises ValidationError by the names of the fields."""
    try:
        term = term_of(typed.number)
    except ValidationError as error:
        raise ValidationError({"number": error}) from error
    inquiry = Inquiry(
        parliament=typed.parliament,
        term=term,
        number=typed.number,
        slug=typed.slug,
        kind=typed.kind,
        title=typed.title,
        askers_printed=typed.askers,
        address=typed.address,
    )
    inquiry.full_clean()
    history.tell(inquiry, reason=TYPED, by=by).save()
    with act(inquiry):
        source = source_of(inquiry, typed.document, by=by)
        history.create(_askers(inquiry), TYPED, by)
        dates = [InquiryDate(inquiry=inquiry, kind=kind, date=day) for kind, day in typed.dates.items()]
        history.create(dates, TYPED, by)
        add_questions(inquiry, typed.questions, source=source, by=by)
    return inquiry


def add_questions(inquiry: Inquiry, listed: Sequence[ListedQuestion], *, source=None, by=None):
    """Questions and their parts, as they were read from a pasted list."""
    wholes: dict[int, Question] = {}
    for each in listed:
        question = Question(inquiry=inquiry, number=each.number, part=each.part, text=each.text, source=source)
        question.parent = wholes.get(each.number) if each.part else None
        question.full_clean()
        history.tell(question, reason=TYPED, by=by).save()
        if not each.part:
            wholes[each.number] = question


def _askers(inquiry: Inquiry) -> list[Asker]:
    found = read_askers(inquiry.askers_printed) if inquiry.askers_printed else ()
    askers = [
        Asker(inquiry=inquiry, position=position, name=each.name, title=each.title, party=each.party, group=each.group)
        for position, each in enumerate(found, 1)
    ]
    for asker in askers:
        asker.clean_fields()
    return askers
