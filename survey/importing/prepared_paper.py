"""The prepared import of a whole paper: where it belongs, what is read in its file, what of that is wanted."""

from django.conf import settings
from django.utils.translation import gettext as _

from survey.files.kinds import kind_of
from survey.importing.paper import Missing, import_paper, read_for
from survey.importing.paper_diff import KINDS, NEEDED, NOT_ALONE, with_typed
from survey.importing.prepared import PreparedImport
from survey.importing.progress import Phase
from survey.importing.report import ImportResult
from survey.intake import Paper
from survey.models import Asker, ImportSession, Inquiry, InquiryDate, Parliament

READ_AT_ONCE = ("text", "html")
TYPED = ("number", "title", "kind")
LISTED_ALONE = (KINDS[Inquiry], KINDS[Asker], KINDS[InquiryDate])


class PreparedPaper(PreparedImport):
    """Its plan: `parliament` (slug), `number`, `title`, `kind` as someone typed them, or empty; `declined` tokens of
    facts, `only_listed`; and what was `read`: the same four, counts of what the file holds, and the `known` paper.
    """

    kind = ImportSession.Kind.PAPER

    @classmethod
    def of_file(cls, owner, name: str, content: bytes, parliament: str = "", **typed: str) -> "PreparedPaper":
        plan = {"parliament": parliament, **{each: typed.get(each) or "" for each in TYPED}, "declined": [], "read": {}}
        return cls.make(owner, name, content, plan=plan)

    def measure(self) -> None:
        """What is no paper is refused at once; a paper is read when it is previewed, longer than a request may take."""
        self.plan["file_kind"] = kind_of(self.content, self.record.file_name)

    @property
    def is_large(self) -> bool:
        return self.record.size > settings.IMPORT_BYTES_IN_PAGE or self.plan["file_kind"] not in READ_AT_ONCE

    def bring(self, *, dry_run: bool, progress) -> ImportResult:
        progress(Phase.READING)
        paper, parliament = read_for(self.content, self.record.file_name, self.plan["parliament"])
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
        report = import_paper(paper, self.content, self.record.file_name, **facts, wanted=self._is_wanted)
        self.record.inquiry = inquiries.first()
        return report

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
