"""How much is left to do in each of a few inquiries: counted for all of them at once, never one by one."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.admin import links
from survey.models import Answer, Code, Coding, Column, Finding, Row, Source
from survey.models.open_work import without_status
from survey.record.tables import asks


@dataclass(frozen=True)
class OpenItem:
    """One kind of open work: in words, and where it is done."""

    words: str
    address: str


@dataclass(frozen=True)
class OpenWork:
    findings: int = 0
    answers: int = 0
    uncoded: int = 0
    disputed: int = 0
    sources: int = 0

    def items(self, inquiry):
        """What is open, each as a link to the list in which it is done."""
        return [item for item in self.all_items(inquiry) if item]

    def all_items(self, inquiry):
        """Findings, answers, rows to categorise, disagreements, sources: None where nothing of it is open."""
        found = [
            (
                self.findings,
                ngettext("%(count)d open finding", "%(count)d open findings", self.findings),
                links.list_page(Finding, inquiry=inquiry.pk),
            ),
            (
                self.answers,
                ngettext("%(count)d answer without status", "%(count)d answers without status", self.answers),
                links.list_page(Answer, inquiry=inquiry.pk, without_status="yes"),
            ),
            (
                self.uncoded,
                ngettext("%(count)d part not categorised", "%(count)d parts not categorised", self.uncoded),
                reverse("admin:survey_inquiry_coding", args=[inquiry.pk]),
            ),
            (
                self.disputed,
                ngettext("%(count)d disagreement", "%(count)d disagreements", self.disputed),
                reverse("admin:survey_inquiry_disagreements", args=[inquiry.pk]),
            ),
            (
                self.sources,
                ngettext(
                    "%(count)d source to compare with the print",
                    "%(count)d sources to compare with the print",
                    self.sources,
                ),
                links.list_page(Source, inquiry=inquiry.pk, compared_on__isempty=1),
            ),
        ]
        return [OpenItem(words % {"count": count}, address) if count else None for count, words, address in found]


class OpenCounts:
    """The open work of these inquiries, by their primary keys, in a constant number of queries."""

    def __init__(self, inquiries):
        self.pks = [inquiry.pk for inquiry in inquiries]

    def of(self, inquiry):
        counted = (self.findings, self.answers, self.uncoded, self.disputed, self.sources)
        return OpenWork(*(each.get(inquiry.pk, 0) for each in counted))

    @cached_property
    def findings(self):
        return self._count(Finding.objects.open(), "inquiry")

    @cached_property
    def answers(self):
        return self._count(without_status(Answer.objects.all()), "row__annex__inquiry")

    @cached_property
    def disputed(self):
        return self._count(Coding.objects.disputed(), "row__annex__inquiry")

    @cached_property
    def sources(self):
        return self._count(Source.objects.not_compared(), "inquiry")

    @cached_property
    def uncoded(self):
        """Rows that nobody has coded in a part that their table asks and that has a codebook."""
        entries = Row.objects.filter(annex__inquiry__in=self.pks, role=Row.Role.ENTRY).order_by()
        read = Q(codings__role__in=[Coding.Role.FIRST, Coding.Role.SETTLED])
        counted = entries.filter(read).values_list("annex", "codings__question").annotate(Count("pk", distinct=True))
        coded = {(annex, question): count for annex, question, count in counted}
        found = Counter()
        for annex, inquiry, rows in entries.values_list("annex", "annex__inquiry").annotate(Count("pk")):
            for key, question in self._coded_questions[inquiry]:
                if asks(self._asked[annex], key):
                    found[inquiry] += rows - coded.get((annex, question), 0)
        return found

    @cached_property
    def _asked(self):
        asked = defaultdict(list)
        columns = Column.objects.filter(annex__inquiry__in=self.pks, questions__isnull=False).order_by()
        for annex, number, part in columns.values_list("annex", "questions__number", "questions__part"):
            asked[annex].append(f"{number}{part}")
        return asked

    @cached_property
    def _coded_questions(self):
        coded = defaultdict(set)
        codes = Code.objects.filter(question__inquiry__in=self.pks).order_by()
        names = ("question__inquiry", "question__number", "question__part", "question")
        for inquiry, number, part, question in codes.values_list(*names).distinct():
            coded[inquiry].add((f"{number}{part}", question))
        return coded

    def _count(self, records, way):
        counted = records.filter(**{f"{way}__in": self.pks}).order_by().values_list(way).annotate(Count("pk"))
        return dict(counted)


def publication(inquiry, *, may_publish):
    """Where an inquiry with `edition_number` and `changed_later` stands on its way to the public."""
    if inquiry.stage == inquiry.Stage.SUBMITTED:
        page = "publish" if may_publish else "changes"
        return OpenItem(_("waiting for review"), reverse(f"admin:survey_inquiry_{page}", args=[inquiry.pk]))
    if not inquiry.edition_number:
        return OpenItem(_("not published"), reverse("admin:survey_inquiry_preview", args=[inquiry.pk]))
    if inquiry.changed_later:
        words = _("edited since edition %(number)d") % {"number": inquiry.edition_number}
        return OpenItem(words, reverse("admin:survey_inquiry_changes", args=[inquiry.pk]))
    return None
