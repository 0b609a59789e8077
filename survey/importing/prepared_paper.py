"""The prepared import of a whole paper: where it belongs, what is read in its file, what of that is wanted."""

from collections.abc import Container
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from survey.files.kinds import kind_of
from survey.importing.paper import Missing, import_paper, read_lines
from survey.importing.paper_diff import NOT_ALONE
from survey.importing.paper_facts import KINDS, NEEDED, with_typed
from survey.importing.prepared import PreparedImport
from survey.importing.progress import Phase
from survey.importing.reading_plan import ReadingPlan, source_with_plan
from survey.importing.report import ImportResult
from survey.intake import OpenPaper, Paper, open_paper, read_open
from survey.models import Asker, ImportSession, Inquiry, InquiryDate, Parliament, Source
from survey.pages.packed import pack, unpack

READ_AT_ONCE = ("text", "html")
READING = "reading"
TYPED = ("number", "title", "kind")
LISTED_ALONE = (KINDS[Inquiry], KINDS[Asker], KINDS[InquiryDate])


class PreparedPaper(PreparedImport):
    """Its plan: `parliament` (slug), `number`, `title`, `kind` as someone typed them, or empty; `declined` tokens of
    facts, `overwritten` those that are taken although an editor changed them, `only_listed`; and what was `read`: the
    same four, counts of what the file holds, and the `known` paper; the `reading` plan, once somebody has one. Of a
    file that is read again, `again` is the key of its source, and `opens_bench` says that its owner waits for its
    lines.
    """

    kind = ImportSession.Kind.PAPER

    @classmethod
    def of_file(cls, owner, name: str, content: bytes, parliament: str = "", **typed: str) -> "PreparedPaper":
        plan = {"parliament": parliament, **{each: typed.get(each) or "" for each in TYPED}, "declined": [], "read": {}}
        return cls.make(owner, name, content, plan=plan)

    @classmethod
    def of_source(cls, owner, source: Source) -> "PreparedPaper":
        """A file on record, to be read again by its kept plan; the one that its owner has begun already, if any."""
        begun = ImportSession.objects.open().filter(kind=cls.kind, owner=owner, inquiry=source.inquiry)
        for record in begun.defer("content", "pages", "report"):
            if record.plan.get("again") == source.pk:
                return cls(record)
        inquiry = source.inquiry
        typed = {"number": inquiry.number, "title": "", "kind": "", "parliament": inquiry.parliament.slug}
        plan = {**typed, "declined": [], "read": {}, "again": source.pk}
        return cls.make(owner, source.name, bytes(source.content), plan=plan, inquiry=inquiry)

    def measure(self) -> None:
        """What is no paper is refused at once; a paper is read when it is previewed, longer than a request may take."""
        self.plan["file_kind"] = kind_of(self.content, self.record.file_name)

    @property
    def is_large(self) -> bool:
        return self.record.size > settings.IMPORT_BYTES_IN_PAGE or self.plan["file_kind"] not in READ_AT_ONCE

    def bring(self, *, dry_run: bool, progress) -> ImportResult:
        progress(Phase.READING)
        opened = open_paper(self.content, self.record.file_name)
        if dry_run:
            self._keep_pages(opened)
        paper, parliament = self._read_by_plan(opened)
        paper = with_typed(paper, **{name: self.plan[name] for name in TYPED})
        inquiries = Inquiry.objects.filter(parliament=parliament, number=paper.number)
        known = inquiries.first()
        self._keep_read(paper, parliament, known)
        needed = ("number",) if known else ("number", *NEEDED)
        missing = [] if parliament else ["parliament"]
        if missing := missing + [name for name in needed if not getattr(paper, name)]:
            raise Missing(missing)
        number = self.plan["number"] or paper.number
        facts = {"parliament": parliament, "number": number, "by": self.record.owner, "dry_run": dry_run}
        overwritten = frozenset(self.plan.get("overwritten", ()))
        chosen = {"wanted": self._is_wanted, "overwritten": overwritten.__contains__}
        report = import_paper(paper, self.content, self.record.file_name, **facts, **chosen)
        self.record.inquiry = inquiries.first()
        return report

    def _read_by_plan(self, opened: OpenPaper) -> tuple[Paper, Parliament | None]:
        """By the reading plan: that of the same file or of another one of the paper, until somebody changes it."""
        chosen = Parliament.objects.filter(slug=self.plan["parliament"]).first()
        self._take_plan(opened, self._inquiry(chosen, self.plan["number"]))
        paper, parliament = self._read_lines(opened)
        if self._take_plan(opened, self._inquiry(parliament, paper.number)):
            paper, parliament = self._read_lines(opened)
        return paper, parliament

    def _read_lines(self, opened: OpenPaper) -> tuple[Paper, Parliament | None]:
        return read_lines(opened, self.record.file_name, self.plan["parliament"], self.reading_plan.cuts)

    def _take_plan(self, opened: OpenPaper, inquiry: Inquiry | None) -> bool:
        """Of a file that is read again, its own."""
        if READING in self.plan:
            return False
        again = self.plan.get("again")
        source = Source.objects.get(pk=again) if again else source_with_plan(self.content, inquiry)
        if source:
            plan = ReadingPlan.taken(source, opened.lines)
            self.plan[READING] = (replace(plan, taken_from="") if again else plan).as_dict()
        return source is not None

    def _inquiry(self, parliament: Parliament | None, number: str) -> Inquiry | None:
        return Inquiry.objects.filter(parliament=parliament, number=number).first() if parliament and number else None

    # Reading it anew, with other cuts

    @property
    def reading_plan(self) -> ReadingPlan:
        kept = self.plan.get(READING)
        return ReadingPlan.from_dict(kept) if kept else ReadingPlan()

    def keep_reading_plan(self, plan: ReadingPlan) -> None:
        """The preview no longer says what would be written."""
        self.plan[READING] = plan.as_dict()
        self.record.state, self.record.report, self.record.outcome = ImportSession.State.NEW, None, {}
        self.record.save(update_fields=["plan", "state", "report", "outcome", "touched_at"])

    def read(self, opened: OpenPaper) -> Paper:
        """As the reading plan says. Raises FileError."""
        return read_open(opened, self.record.file_name, self.plan["parliament"], self.reading_plan.cuts)

    @property
    def has_lines(self) -> bool:
        """Whether its pages have been read."""
        return self.plan["file_kind"] == "text" or self.record.pages is not None

    def opened(self, drawn: Container[int] = ()) -> OpenPaper | None:
        """The lines of its pages; None until a preview has read them. Raises FileError.

        The words stand in the pages on which the reading plan draws tables, and in those of the numbers in `drawn`.
        """
        if self.plan["file_kind"] == "text":
            return open_paper(self.content, self.record.file_name)
        drawn = {*drawn, *self.reading_plan.drawn_pages}
        document = unpack(self.record.pages, drawn) if self.record.pages else None
        return OpenPaper(document) if document else None

    def _keep_pages(self, opened: OpenPaper) -> None:
        if self.plan["file_kind"] != "text":
            self.record.pages = pack(opened.document)
            self.record.save(update_fields=["pages"])

    def _keep_read(self, paper: Paper, parliament: Parliament | None, known: Inquiry | None):
        counted = ("questions", "replies", "annexes", "findings")
        self.plan["read"] = {name: getattr(paper, name) for name in TYPED} | {
            "parliament": parliament.slug if parliament else "",
            "parliament_name": str(parliament or ""),
            "known": str(known) if known else "",
            **{name: len(getattr(paper, name)) for name in counted},
        }
        self.save_plan()

    def _is_wanted(self, token: str) -> bool:
        kind = token.partition("-")[0]
        return token not in self.plan["declined"] and (kind in LISTED_ALONE or not self.plan.get("only_listed"))

    def told(self, report: ImportResult) -> dict:
        alone = [remark for remark in report.remarks if remark.template == NOT_ALONE]
        return {"left_out": [_(remark.template) % remark.params for remark in alone]}

    def refusal(self, error: Exception) -> dict:
        return {"missing": error.names} if isinstance(error, Missing) else {}
