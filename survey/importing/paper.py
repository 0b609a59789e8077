"""The one door for a whole paper: its facts, then its tables."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from survey import checks
from survey.editing.moments import ActWriter
from survey.editing.text_links import count_on
from survey.files.errors import FileError
from survey.importing.batch_log import COUNTED_ON, FACT, PLAN, REFERENCE, BatchLog
from survey.importing.locators import Locators
from survey.importing.lookups import Lookups
from survey.importing.mapping import Mapping, Target
from survey.importing.paper_diff import EDITED, NOT_ALONE, PARTED, Differences, compare_facts, everything, nothing
from survey.importing.paper_facts import (
    COUNTED,
    KINDS,
    NEEDED,
    NOT_FOUND,
    Fact,
    facts,
    in_file,
    not_found,
    placed,
    shown,
    value,
)
from survey.importing.paper_undo import FACTS
from survey.importing.reading_plan import cuts_of, source_with_plan
from survey.importing.references import question_keys, references_of_reply
from survey.importing.report import ImportRefused, ImportResult, Proposal, reasons
from survey.importing.sources import earlier, held, is_read_anew, keep
from survey.importing.table import import_table
from survey.importing.writing import MARKED, told_outdated, write_references
from survey.intake import OpenPaper, Paper, open_paper, read_open, read_paper
from survey.intake.cuts import Cut
from survey.intake.findings import JOINED as JOINED_ROWS
from survey.intake.layouts import GENERAL
from survey.intake.paper import Annex as PrintedTable
from survey.intake.paper import PaperFinding, column_questions
from survey.language.names import fold
from survey.language.spacing import letters_of
from survey.models import Annex, Batch, Inquiry, Parliament, Question, Reply, Source, history
from survey.models.inquiry import term_of
from survey.models.placed import Placed
from survey.sheets.table import Table, TableWarning

# Findings that the preview says in words of its own: NOT_FOUND what the head lacks, JOINED each field that is cut
SAID_APART = ("title", "asker", "ministry", "date", "table-joined")
IN_LINE = gettext_noop("Line %(line)s: %(sentence)s")
ON_PAGE = gettext_noop("Page %(page)s, line %(line)s: %(sentence)s")
JOINED = gettext_noop("Read as one field over pages %(first)d to %(last)d: “%(label)s”, %(column)s. Compare it.")
REPRINT = re.compile(r"Neudruck|Berichtigung|\(neu\)", re.IGNORECASE)
WORDS_BEFORE, SAID_LETTERS = 4, 160  # of a difference between the record and a file
PARTS = "abcdefghijklmnopqrstuvwxyz"


class Missing(ImportRefused):
    """What the text does not say and no record can be without: `names` of the fields."""

    def __init__(self, names: list[str]):
        self.names = names
        fields = ", ".join(str(Inquiry._meta.get_field(name).verbose_name) for name in names)
        super().__init__(_("Not found in the text, but no paper can be without: %(names)s.") % {"names": fields})


def read_for(content: bytes, name: str, chosen: str = "") -> tuple[Paper, Parliament | None]:
    """The paper in a file and its parliament; a file that we hold is read by the reading plan that it has.

    Raises FileError, and ImportRefused as `read_lines`.
    """
    known = source_with_plan(content)
    return read_lines(open_paper(content, name), name, chosen, cuts_of(known) if known else ())


def read_lines(opened: OpenPaper, name: str, chosen: str, cuts: Sequence[Cut] = ()) -> tuple[Paper, Parliament | None]:
    """The paper in these lines, and its parliament: what the file says, else what was chosen (a slug), else None.

    Raises FileError, and ImportRefused where the file says another parliament than was chosen. A layout that was chosen
    looks for its own name alone: where it finds none, the file is asked without.
    """
    paper = naming = read_open(opened, name, chosen, cuts)
    if chosen and paper.layout == chosen and not paper.parliament_printed:
        with suppress(FileError):  # which says that it can be read in the chosen layout alone
            naming = read_open(opened, name, "", cuts)
    return paper, _parliament_of(naming, chosen)


def _parliament_of(paper: Paper, chosen: str) -> Parliament | None:
    found = {each.slug: each for each in Parliament.objects.filter(slug__in=[paper.parliament, paper.layout, chosen])}
    said = found.get(paper.parliament) or found.get(paper.layout)
    if chosen and _is_of_another(paper, said, found.get(chosen)):
        sentence = _("The file is a paper of “%(said)s”, and “%(chosen)s” was chosen.")
        names = {"said": said or paper.parliament_printed, "chosen": found.get(chosen, chosen)}
        raise ImportRefused(sentence % names)
    return found.get(chosen) or said


def _is_of_another(paper: Paper, said: Parliament | None, chosen: Parliament | None) -> bool:
    """Whether a file names another parliament: one on record, or one whose papers have a layout of their own."""
    if chosen is None or said == chosen or fold(paper.parliament_printed) == fold(chosen.name):
        return False
    return said is not None or (paper.layout != GENERAL.slug and bool(paper.parliament_printed))


def import_paper(
    paper: Paper,
    source: bytes,
    name: str,
    *,
    parliament: Parliament,
    number: str,
    by,
    dry_run: bool,
    wanted: Callable[[str], bool] = everything,
    overwritten: Callable[[str], bool] = nothing,
) -> ImportResult:
    """Bring a paper in: a new draft with its source, facts and tables, or what the source has changed since.

    A second import changes only what differs between the two files, and there what editors put right stays, unless
    its fact is to be `overwritten`; what the file says there is told. `wanted` is asked for each fact by its token;
    what is not wanted is not written. One batch for all of it, then the checks, in one transaction; a dry run only
    compares. Raises ImportRefused, and changes nothing, where the number is taken by another paper or the paper cannot
    be brought.
    """
    term = _term(number, paper)
    inquiry = Inquiry.objects.filter(parliament=parliament, term=term, number=number).first()
    file = held(inquiry, source) if inquiry else None
    known = earlier(Source(inquiry=inquiry, content=source)) if inquiry else None
    is_held = file is not None
    all_of_it = _compare(inquiry, paper, overwritten, is_held=is_held) if inquiry else _first(paper)
    kept = {token for token in all_of_it.edited if not overwritten(token)}
    chosen, wanted = wanted, lambda token: token not in kept and chosen(token)
    differences, alone = all_of_it.only(wanted)
    inquiry = inquiry or Inquiry(parliament=parliament, term=term, number=number, slug=parliament.slug_of(number))
    report = _preview(inquiry, differences, paper, by, wanted)
    report.replanned = int(file is not None and file.reading_plan != plan_of(paper))
    if not (dry_run or report.changes_nothing):
        with transaction.atomic():
            replanned = report.replanned
            report = _Writer(inquiry, by, wanted).write(differences, paper, Source(name=name, content=source))
            report.replanned = replanned
    report.dry_run, report.earlier = dry_run, known
    report.proposals = list(all_of_it.proposals())
    report.left_out += [(line.line, line.text) for line in paper.other_lines if not line.known]
    report.remarks += [_unsure(each) for each in paper.findings if each.kind not in SAID_APART]
    report.remarks += [TableWarning(NOT_ALONE, {"place": place, "needed": needed}) for place, needed in alone]
    report.remarks += [TableWarning(EDITED, _said_by_both(each)) for each in report.proposals if each.token in kept]
    report.remarks += [TableWarning(PARTED, {"place": place}) for place in all_of_it.parted]
    report.remarks += _joined(paper)
    if missing := not_found(paper):
        report.remarks.append(TableWarning(NOT_FOUND, {"names": ", ".join(missing)}))
    return report


def _said_by_both(proposal: Proposal) -> dict:
    """Each from a few words before the first difference on."""
    old, new = (proposal.old or "").split(), proposal.new.split()
    alike = next((at for at, (mine, its) in enumerate(zip(old, new, strict=False)) if mine != its), 0)
    shown_old, shown_new = (
        Truncator(" ".join(["…"] * (alike > WORDS_BEFORE) + each[max(alike - WORDS_BEFORE, 0) :])).chars(SAID_LETTERS)
        for each in (old, new)
    )
    return {"place": proposal.place, "old": shown_old, "new": shown_new}


def _joined(paper: Paper) -> Iterator[TableWarning]:
    """Each cell that was read as one over a page break, with its pages; then the rows of which the label alone was."""
    for annex in paper.annexes:
        fields = list(_joined_fields(annex.table))
        yield from (TableWarning(JOINED, said) for said in fields)
        named = {said["label"] for said in fields}
        if rows := [label for label in annex.joined if label not in named]:
            yield TableWarning(JOINED_ROWS, {"table": annex.label or str(annex.number), "rows": ", ".join(rows)})


def _joined_fields(table: Table) -> Iterator[dict]:
    """By its row and column, with first and last page."""
    for record in table.records:
        for heading, cell in zip(table.headings, record.cells, strict=False):
            pages = sorted({page for page, _box in cell.boxes})
            if len(pages) > 1:
                yield {"first": pages[0], "last": pages[-1], "label": record.label, "column": heading}


def _unsure(finding: PaperFinding) -> TableWarning:
    """Its sentence in the active language, with its place in the file."""
    sentence = _(finding.template) % dict(finding.params) if finding.params else _(finding.template)
    if finding.line is None:
        return TableWarning("%(sentence)s", {"sentence": sentence})
    template, page = (ON_PAGE, {"page": finding.page}) if finding.page else (IN_LINE, {})
    return TableWarning(template, {"line": finding.line, "sentence": sentence} | page)


def _first(paper: Paper) -> Differences:
    if missing := [name for name in NEEDED if not getattr(paper, name)]:
        raise Missing(missing)
    return Differences(new=list(facts(paper)))


def _term(number: str, paper: Paper) -> int:
    try:
        term = term_of(number)
    except ValidationError as error:
        raise ImportRefused(reasons(error)) from error
    if paper.number and paper.number != number:
        raise ImportRefused(
            _("The file is paper %(printed)s, not %(number)s.") % {"printed": paper.number, "number": number}
        )
    return term


def plan_of(paper: Paper) -> list[dict]:
    """The cuts by which it was read, as its source keeps them."""
    return [cut.as_dict() for cut in paper.cuts]


def _compare(inquiry: Inquiry, paper: Paper, overwritten: Callable[[str], bool], *, is_held: bool) -> Differences:
    before = _last_reading(inquiry, paper.layout)
    if is_held or not _existing(inquiry).exists():
        # the same file, read anew; or a draft that was prepared at the desk, which takes the words of its first paper
        return compare_facts(inquiry, before, paper, overwritten)
    if not any(_is_same(paper, each) for each in (inquiry, before) if each) and not _asks_the_same(inquiry, paper):
        sentence = _("The number %(number)s is already taken by “%(title)s”, %(askers)s.")
        taken = {"number": inquiry.number, "title": inquiry.title, "askers": inquiry.askers_printed}
        raise ImportRefused(sentence % taken)
    return compare_facts(inquiry, before, paper, overwritten)


def _is_same(paper: Paper, known: Paper | Inquiry) -> bool:
    """Title and askers are the same; what the file does not say is no difference."""
    fields = [name for name in ("title", "askers_printed") if getattr(paper, name)]
    return all(getattr(known, name) == getattr(paper, name) for name in fields)


def _asks_the_same(inquiry: Inquiry, paper: Paper) -> bool:
    """Whether a file that calls itself a reprint or correction has most questions of the record, by their letters.

    It may mend the title, or who asks.
    """
    if not any(REPRINT.search(line.text) for line in paper.other_lines):
        return False
    known = {letters_of(question.text) for question in inquiry.questions.all()}
    asked = [letters for question in paper.questions if (letters := letters_of(question.text))]
    return bool(asked) and 2 * sum(letters in known for letters in asked) > len(asked)


def _last_reading(inquiry: Inquiry, layout: str) -> Paper | None:
    """What we read in the newest file that is a paper; the file of a table that was imported alone is none."""
    for source in _existing(inquiry).order_by("-pk"):
        try:
            return read_paper(bytes(source.content), source.name, layout, cuts_of(source))
        except FileError:
            continue
    return None


def newest_reading(inquiry: Inquiry) -> int | None:
    """The key of the file on which the record stands: the newest that was read as a paper, and whose import holds."""
    return _existing(inquiry).exclude(reading={}).order_by("-pk").values_list("pk", flat=True).first()


def _existing(inquiry: Inquiry) -> QuerySet[Source]:
    """The files but those whose imports are all undone: of them, the record holds nothing any more."""
    batches = inquiry.batches.exclude(source=None)
    undone, existing = batches.exclude(undone_at=None), batches.filter(undone_at=None)
    return inquiry.sources.filter(Q(pk__in=existing.values("source")) | ~Q(pk__in=undone.values("source")))


def _preview(
    inquiry: Inquiry, differences: Differences, paper: Paper, by, wanted: Callable[[str], bool]
) -> ImportResult:
    """What writing would do, by comparing alone. Raises ImportRefused where a fact cannot be a record."""
    new = [_check(fact.model(**fact.identity), fact, fact.values) for fact in differences.new]
    for record, fact, values in differences.changed:
        _check(copy(record), fact, values)
    report = differences.report(dry_run=True)
    known = Lookups(inquiry, new)
    existing = {annex.number: annex for annex in inquiry.annexes.all()} if inquiry.pk else {}
    tables = {record.number for record in new if isinstance(record, Annex)}
    for printed in paper.annexes:
        annex = existing.get(printed.number)
        if wanted(f"table-{printed.number}") and (annex or printed.number in tables):
            annex = annex or Annex(inquiry=inquiry, number=printed.number, date=printed.date)
            told = {"by": by, "dry_run": True, "known": known}
            report.add(import_table(_with_pages(printed, paper), annex, mapping=_mapping(printed, paper), **told))
    return report


def _check(record: Model, fact: Fact, values: dict) -> Model:
    """The record with these values, unsaved. Raises ImportRefused where its fields cannot hold what is printed."""
    for name, said in values.items():
        if name != "questions":
            setattr(record, name, said)
    try:
        record.clean_fields(exclude=[field.name for field in record._meta.fields if field.name not in values])
    except ValidationError as error:
        raise ImportRefused(f"{fact.place}: {reasons(error)}") from error
    return record


def _tables(inquiry: Inquiry, paper: Paper, wanted: Callable[[str], bool]) -> list[tuple[PrintedTable, Annex]]:
    """The wanted tables that stand in the record by now."""
    tables = {annex.number: annex for annex in inquiry.annexes.all()}
    chosen = [printed for printed in paper.annexes if printed.number in tables and wanted(f"table-{printed.number}")]
    return [(printed, tables[printed.number]) for printed in chosen]


def _with_pages(printed: PrintedTable, paper: Paper) -> Table:
    """The table with the pages of its file, by which is known what a machine has recognised."""
    return replace(printed.table, pages=paper.pages)


def _mapping(printed: PrintedTable, paper: Paper) -> Mapping | None:
    """A column of a table inside a reply answers the questions of the reply, where its heading names none."""
    if not printed.in_reply:
        return None
    keys = paper.replies[printed.in_reply - 1].questions
    parts = tuple(key for key in keys if not any(other != key and other.rstrip(PARTS) == key for other in keys))
    unnamed = (heading for heading in printed.table.headings if not column_questions(heading, keys))
    return {heading: Target(questions=parts) for heading in unnamed}


def reading_of(paper: Paper) -> dict:
    """What the reader was unsure of, as a source keeps it; the lines that belong to nothing are one of it.

    `places` are those of the fields of the head and of the dates, by their names ("title", "date-answered").
    """
    locators = Locators(paper.pages)
    places = {name: locators.of_place(place) for name, place in paper.places}
    return {
        "places": {name: {"page": at.page, "boxes": at.boxes, "line": at.line} for name, at in places.items()},
        "findings": [
            {
                "kind": each.kind,
                "template": each.template,
                "params": dict(each.params),
                "page": each.page,
                "line": each.line,
            }
            for each in paper.findings
        ],
    }


class _Writer:
    """Writes one paper. The batch begins with the inquiry, whose own first history row it therefore cannot name."""

    def __init__(self, inquiry: Inquiry, by, wanted: Callable[[str], bool]):
        self.inquiry = inquiry
        self.by = by
        self.wanted = wanted
        self.reason = "import"
        self.batch: Batch | None = None
        self.source: Source | None = None
        self.locators = Locators()
        self.kept = BatchLog()
        self.records: dict[str, Model | None] = {}

    def write(self, differences: Differences, paper: Paper, source: Source) -> ImportResult:
        report = differences.report(dry_run=False)
        self.locators = Locators(paper.pages)
        self.records = differences.records or {fact.token: None for fact in differences.new}
        new = [fact for fact in differences.new if fact.model is not Inquiry]
        for fact in differences.new:
            if fact.model is Inquiry:
                self._save(self.inquiry, fact, fact.values)
                self._tell(self.inquiry, fact)
        source.inquiry, source.reading = self.inquiry, reading_of(paper)
        source.reading_plan = plan_of(paper)
        self.source = source = self._keep(source, paper)
        self.batch = Batch.objects.create(inquiry=self.inquiry, source=source, by=self.by)
        self.reason = history.Cause(batch=self.batch.pk)
        for record, fact, values in differences.changed:
            old = shown(fact.model, {name: value(record, name) for name in values})
            before = in_file({name: value(record, name) for name in values}) | placed(record)
            self._save(record, fact, values)
            after = in_file(values) | placed(record)
            self.kept.add(
                FACT, record._meta.model_name, record.pk, fact.place, old, shown(fact.model, values), before, after
            )
        for fact in new:
            self._create(fact, source)
        told = {"by": self.by, "dry_run": False, "batch": self.batch, "kept": self.kept, "known": Lookups(self.inquiry)}
        for printed, annex in _tables(self.inquiry, paper, self.wanted):
            report.add(import_table(_with_pages(printed, paper), annex, mapping=_mapping(printed, paper), **told))
        self.kept.add_marks([*FACTS, *MARKED])
        self._finish(report)
        return report

    def _keep(self, source: Source, paper: Paper) -> Source:
        """The file; of one that was read before, the protocol keeps how."""
        known = held(self.inquiry, source.content)
        if known and is_read_anew(known, source):
            self.kept.add(PLAN, known.pk, known.reading_plan, known.reading)
        return keep(source, by=self.by, pages=paper.pages)

    def _create(self, fact: Fact, source: Source):
        record = fact.model(inquiry=self.inquiry, **fact.identity)
        if fact.model in COUNTED:
            record.position, counts_on = self._room_for(fact)
        if isinstance(record, Question) and record.part:
            record.parent = self.inquiry.questions.filter(number=record.number, part="").first()
        if isinstance(record, Annex):
            record.source = source
            record.in_reply = self.records.get(f"{KINDS[Reply]}-{fact.in_reply}")
        self._save(record, fact, fact.values)
        self.records[fact.token] = record
        self._tell(record, fact)
        if fact.model in COUNTED and counts_on:
            self.kept.add(COUNTED_ON, record._meta.model_name, record.pk)

    def _room_for(self, fact: Fact) -> tuple[int, bool]:
        """The position of a new text behind the one before it in the file, and whether the others count on for it.

        At the end it has the number of the file, where others before it were not wanted.
        """
        tokens = [token for token in self.records if token.startswith(f"{KINDS[fact.model]}-")]
        before = [record.pk for token in tokens[: tokens.index(fact.token)] if (record := self.records[token])]
        there = dict(fact.model.objects.filter(inquiry=self.inquiry).values_list("pk", "position"))
        last = there[before[-1]] if before else 0
        if last == max(there.values(), default=0):
            return max(last + 1, fact.identity["position"]), False
        is_taken = last + 1 in there.values()
        if is_taken:
            count_on(fact.model, self.inquiry, last + 1, 1, ActWriter(self.reason, self.by))
        return last + 1, is_taken

    def _tell(self, record: Model, fact: Fact):
        """To the protocol: it is new."""
        self.kept.add(
            FACT, record._meta.model_name, record.pk, fact.place, None, shown(fact.model, fact.values), None, None
        )

    def _save(self, record: Model, fact: Fact, values: dict):
        for name, said in values.items():
            if name != "questions":
                setattr(record, name, said)
        if isinstance(record, Placed):
            record.source = self.source
            for name, said in self.locators.of_place(fact.printed_at).fields.items():
                setattr(record, name, said)
        try:
            record.full_clean()
        except ValidationError as error:
            raise ImportRefused(f"{fact.place}: {reasons(error)}") from error
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

    def _finish(self, report: ImportResult):
        """One batch for all; it names the table where the paper has just one."""
        tables = list(self.inquiry.annexes.all()[:2])
        for name in ("new", "changed", "unchanged", "refused"):
            setattr(self.batch, name, getattr(report, name))
        self.batch.annex = tables[0] if len(tables) == 1 else None
        self.batch.protocol = self.kept.content()
        self.batch.save()
        report.batch = self.batch
        checks.run(self.inquiry, by=self.by)
