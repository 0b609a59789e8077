"""What is open in a cell. Defined here once: the grid, the answer form and the lists of the desk all ask this."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from survey.models.annex import Row
from survey.models.answer import Answer, Passage, Status
from survey.models.coding import Code, Coding
from survey.models.finding import Finding
from survey.models.question import Question

REASONS = ("finding_open", "status_open", "part_open")


def with_open_work(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Say of each cell whether it has an open finding, a status to decide, or a part to categorise."""
    return answers.annotate(finding_open=_finding(), status_open=_status(), part_open=_part())


def open_cells(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Those with anything left to do."""
    found = with_open_work(answers)
    return found.filter(Q(finding_open=True) | Q(status_open=True) | Q(part_open=True))


def without_status(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Those whose status nobody has decided, unless a text that stands there says it all."""
    return answers.filter(_status())


def is_open(answer: Answer) -> bool:
    """Of an answer that `with_open_work` has looked at."""
    return any(getattr(answer, reason) for reason in REASONS)


def in_force(codings: QuerySet[Coding]) -> QuerySet[Coding]:
    """The rows that `survey.models.current_coding` chooses: settled, else first where no second differs."""
    others = Coding.objects.filter(row=OuterRef("row"), question=OuterRef("question"))
    differs = others.filter(role=Coding.Role.SECOND).exclude(code__code=OuterRef("code__code"))
    settled = others.filter(role=Coding.Role.SETTLED)
    undisputed = Q(role=Coding.Role.FIRST) & ~Exists(differs) & ~Exists(settled)
    return codings.filter(Q(role=Coding.Role.SETTLED) | undisputed)


def _finding() -> Exists:
    return Exists(Finding.objects.open().filter(answer=OuterRef("pk")))


def _status() -> Exists:
    """Nobody has decided on it, and that a text stands there does not say it all."""
    text = Passage.objects.live().filter(answer=OuterRef("pk"))
    evident = Q(status=Status.ANSWERED) & (Q(wording__isnull=False) | Exists(text))
    undecided = Answer.objects.filter(pk=OuterRef("pk"), decided=False, row__role=Row.Role.ENTRY)
    return Exists(undecided.exclude(evident))


def _part() -> Exists:
    """A part of the column's questions has categories, and the row none in force in it."""
    codes = Code.objects.filter(question=OuterRef("pk"))
    coded = in_force(Coding.objects.filter(row=OuterRef(OuterRef("row")), question=OuterRef("pk")))
    asked = Question.objects.filter(
        Q(columns=OuterRef("column")) | Q(parent__columns=OuterRef("column")) | Q(parts__columns=OuterRef("column")),
        Exists(codes),
        ~Exists(coded),
        inquiry=OuterRef("row__annex__inquiry"),  # without it, the questions of all papers would be looked through
    )
    return Exists(asked) & Q(row__role=Row.Role.ENTRY)
