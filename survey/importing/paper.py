"""The one door for a whole paper: its facts, then its tables."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from survey import checks
from survey.importing import history
from survey.importing.facts import Differences, Fact, compare_facts, facts, in_file, value, words
from survey.importing.facts_undo import FACTS
from survey.importing.protocol import FACT, REFERENCE, Protocol
from survey.importing.references import question_keys, references_of_reply
from survey.importing.report import Refused, Report, reasons
from survey.importing.sources import earlier, keep
from survey.importing.table import bring
from survey.importing.writing import MARKED, told_outdated, write_references
from survey.intake import Paper, read_paper
from survey.models import Annex, Batch, Inquiry, Parliament, Question, Reply, Source
from survey.sheets.table import SheetError

NUMBER = re.compile(r"(\d+)/\d+")


def bring_paper(
    paper: Paper, source: bytes, name: str, *, parliament: Parliament, number: str, by, dry_run: bool
) -> Report:
    """Bring a paper in: a new draft with its source, facts and tables, or what the source has changed since.

    A second import changes only what differs between the two files: what editors put right in a fact that the source
    left alone stays. One batch for all of it, then the checks, in one transaction; a dry run rolls it back.
    Raises Refused, and changes nothing, where the number is taken by another paper or the paper cannot be brought.
    """
    term = _term(number, paper)
    inquiry = Inquiry.objects.filter(parliament=parliament, term=term, number=number).first()
    known = earlier(Source(inquiry=inquiry, content=source)) if inquiry else None
    differences = _compare(inquiry, paper) if inquiry else Differences(new=list(facts(paper)))
    if inquiry and not (differences.new or differences.changed):
        report = _compare_tables(inquiry, differences, paper, by, dry_run)
        if report.changes_nothing:
            report.earlier = known
            return report
    slug = f"{parliament.slug}-{number.replace('/', '-')}"
    inquiry = inquiry or Inquiry(parliament=parliament, term=term, number=number, slug=slug)
    with transaction.atomic():
        report = _Writer(inquiry, by).write(differences, paper, Source(name=name, content=source))
        if dry_run:
            transaction.set_rollback(True)
    report.dry_run, report.earlier = dry_run, known
    report.batch = None if dry_run else report.batch
    return report


def _term(number: str, paper: Paper) -> int:
    match = NUMBER.fullmatch(number)
    if not match:
        raise Refused(_("“%(number)s” is not a number such as 19/1613.") % {"number": number})
    if paper.number and paper.number != number:
        raise Refused(_("The file is paper %(printed)s, not %(number)s.") % {"printed": paper.number, "number": number})
    return int(match[1])


def _compare(inquiry: Inquiry, paper: Paper) -> Differences:
    before = _last_reading(inquiry, paper.layout)
    if not _standing(inquiry).exists():
        return compare_facts(inquiry, before, paper)  # prepared at the desk: it takes the words of its first paper
    known = {(each.title, each.askers_printed) for each in (inquiry, before) if each}
    if (paper.title, paper.askers_printed) not in known:
        sentence = _("The number %(number)s is already taken by “%(title)s”, %(askers)s.")
        taken = {"number": inquiry.number, "title": inquiry.title, "askers": inquiry.askers_printed}
        raise Refused(sentence % taken)
    return compare_facts(inquiry, before, paper)


def _last_reading(inquiry: Inquiry, layout: str) -> Paper | None:
    """What we read in the newest file that is a paper; the file of a table that was imported alone is none."""
    for source in _standing(inquiry).order_by("-pk"):
        try:
            return read_paper(bytes(source.content), source.name, layout)
        except SheetError:
            continue
    return None


def _standing(inquiry: Inquiry) -> QuerySet[Source]:
    """The files but those whose imports are all undone: of them, the record holds nothing any more."""
    batches = inquiry.batches.exclude(source=None)
    undone, standing = batches.exclude(undone_at=None), batches.filter(undone_at=None)
    return inquiry.sources.filter(Q(pk__in=standing.values("source")) | ~Q(pk__in=undone.values("source")))


def _compare_tables(inquiry: Inquiry, differences: Differences, paper: Paper, by, dry_run: bool) -> Report:
    report = differences.report(dry_run=dry_run)
    tables = {annex.number: annex for annex in inquiry.annexes.all()}
    for annex in paper.annexes:
        if annex.number in tables:
            report.add(bring(annex.table, tables[annex.number], by=by, dry_run=True))
    return report


class _Writer:
    """Writes one paper. The batch begins with the inquiry, whose own first history row it therefore cannot name."""

    def __init__(self, inquiry: Inquiry, by):
        self.inquiry = inquiry
        self.by = by
        self.reason = "import"
        self.batch: Batch | None = None
        self.kept = Protocol()

    def write(self, differences: Differences, paper: Paper, source: Source) -> Report:
        report = differences.report(dry_run=False)
        new = [fact for fact in differences.new if fact.model is not Inquiry]
        for fact in differences.new:
            if fact.model is Inquiry:
                self._save(self.inquiry, fact, fact.values)
                self._tell(self.inquiry, fact)
        source.inquiry = self.inquiry
        source = keep(source, by=self.by)
        self.batch = Batch.objects.create(inquiry=self.inquiry, source=source, by=self.by)
        self.reason = f"import batch {self.batch.pk}"
        for record, fact, values in differences.changed:
            old = words({name: value(record, name) for name in values})
            before, after = in_file({name: value(record, name) for name in values}), in_file(values)
            self._save(record, fact, values)
            self.kept.add(FACT, record._meta.model_name, record.pk, fact.place, old, words(values), before, after)
        for fact in new:
            self._create(fact, source)
        tables = {annex.number: annex for annex in self.inquiry.annexes.all()}
        for annex in paper.annexes:
            if annex.number in tables:
                table = tables[annex.number]
                report.add(bring(annex.table, table, by=self.by, dry_run=False, batch=self.batch, kept=self.kept))
        self.kept.add_marks([*FACTS, *MARKED])
        self._finish(report)
        return report

    def _create(self, fact: Fact, source: Source):
        record = fact.model(inquiry=self.inquiry, **fact.identity)
        if isinstance(record, Question) and record.part:
            record.parent = self.inquiry.questions.filter(number=record.number, part="").first()
        if isinstance(record, Annex):
            record.source = source
        self._save(record, fact, fact.values)
        self._tell(record, fact)

    def _tell(self, record: Model, fact: Fact):
        """To the protocol: it is new."""
        self.kept.add(FACT, record._meta.model_name, record.pk, fact.place, None, words(fact.values), None, None)

    def _save(self, record: Model, fact: Fact, values: dict):
        for name, said in values.items():
            if name != "questions":
                setattr(record, name, said)
        try:
            record.full_clean()
        except ValidationError as error:
            raise Refused(f"{fact.place}: {reasons(error)}") from error
        history.tell(record, reason=self.reason, by=self.by).save()
        if isinstance(record, Reply):
            self._link(record, fact)

    def _link(self, reply: Reply, fact: Fact):
        questions = question_keys(self.inquiry)
        reply.questions.set(questions[key] for key in fact.values["questions"])
        new, outdated = references_of_reply(reply, questions)
        told_outdated(outdated, self.kept)
        write_references(new, outdated, self.reason, self.by)
        self.kept.add_all(REFERENCE, (reference.pk for reference in new))

    def _finish(self, report: Report):
        """One batch for all; it names the table where the paper has just one."""
        tables = list(self.inquiry.annexes.all()[:2])
        for name in ("new", "changed", "unchanged", "refused"):
            setattr(self.batch, name, getattr(report, name))
        self.batch.annex = tables[0] if len(tables) == 1 else None
        self.batch.protocol = self.kept.content()
        self.batch.save()
        report.batch = self.batch
        checks.run(self.inquiry, by=self.by)
