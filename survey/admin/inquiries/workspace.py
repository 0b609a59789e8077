"""The workspace of an inquiry: the paper at a glance; and its history in words."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from survey import checks
from survey.admin import activity_log, links
from survey.admin.desk_pages import desk_page
from survey.admin.inquiries.checklist import steps
from survey.admin.inquiry_paths import with_publication
from survey.admin.work import deadline
from survey.importing.paper import newest_reading
from survey.models import Assignment, Body, Claim, Finding, Question, Source
from survey.record import RecordPaper
from survey.record.claims import result
from survey.record.coverage import coverage
from survey.wording.labels import CHOICES

RESULTS = CHOICES["claim", "result"]
PER_PAGE = 50
# What the workspace leads to beside its own sections.
LISTED = {"sources": Source, "questions": Question, "claims": Claim, "bodies": Body, "assignments": Assignment}


@dataclass(frozen=True)
class TableLine:
    """One table: how large it is, how much of it has text, and who is in it."""

    annex: object
    address: str
    rows: int
    columns: int
    texts: int
    cells: int
    coverage: object


def inquiry_with_publication(desk, request, pk):
    return get_object_or_404(with_publication(desk.page_records(request)), pk=pk)


@desk_page(
    "<int:pk>/workspace/",
    right="view",
    template="admin/survey/inquiry/workspace.html",
    label=_("Workspace"),
    find=inquiry_with_publication,
)
def workspace(desk, request, inquiry):
    paper = RecordPaper(inquiry)
    return {
        "title": f"{inquiry.parliament.short_name} {inquiry.number}",
        "subtitle": inquiry.title,
        "paper": paper,
        **ways(desk, request, inquiry),
        "steps": steps(inquiry, user=request.user),
        "submission": inquiry.submissions.select_related("by", "closed_by").first(),
        "assignments": assignments(inquiry),
        "questions": questions(paper),
        "tables": [table_line(table, paper) for table in paper.tables],
        "findings": findings(inquiry),
        "claims": [(claim, RESULTS(result(claim, paper).result).label) for claim in paper.claims],
        "editions": inquiry.editions.defer("content").order_by("-number"),
        "relations": inquiry.relations.select_related("to"),
        "sources": inquiry.sources.defer("content"),
        "acts": activity_log.tell(activity_log.acts(inquiry=inquiry)[:5], request.user, inquiry=inquiry),
        "lists": {name: links.list_page(model, inquiry=inquiry.pk) for name, model in LISTED.items()},
        "read_again": newest_reading(inquiry) if request.user.has_perm("survey.import_inquiry") else None,
        "may_compare": request.user.has_perm("survey.change_source"),
        "may_assign": request.user.has_perm("survey.add_assignment"),
    }


def ways(desk, request, inquiry):
    """What can be looked at from here, and apart from it what can be done, for who asks."""
    acts = desk.act_tools(request, inquiry)
    site = desk.view_on_site(inquiry)
    here = links.workspace(inquiry)
    looks = [
        (links.page(inquiry), gettext("Record")),
        (links.page(inquiry, "chronicle"), gettext("History")),
        *([(site, gettext("View on site"))] if site else []),
        *(tool for tool in desk.tools(request, inquiry) if tool not in acts and tool[0] != here),
    ]
    return {"looks": looks, "acts_possible": acts, "tools": [*looks, *acts]}


@desk_page("<int:pk>/chronicle/", right="view", template="admin/survey/inquiry/chronicle.html")
def chronicle(desk, request, inquiry):
    """Who did what, when and why, newest first; of one person, or of one kind of record."""
    chosen = ChosenActs(request, inquiry)
    found = Paginator(activity_log.acts(inquiry=inquiry, user=chosen.user, kind=chosen.kind), PER_PAGE)
    page = found.get_page(request.GET.get("p"))
    return {
        "title": gettext("History of “%(record)s”") % {"record": inquiry.number},
        "acts": activity_log.tell(page.object_list, request.user, inquiry=inquiry),
        "page": page,
        "pages": found.get_elided_page_range(page.number),
        "chosen": chosen,
    }


class ChosenActs:
    """Whose acts, and on what kind of record; what is not there is not asked for."""

    def __init__(self, request, inquiry):
        self.people = [(str(user.pk), activity_log.name_of(user)) for user in activity_log.people(inquiry)]
        named = ((name, capfirst(model._meta.verbose_name)) for name, model in activity_log.kinds().items())
        self.kinds = sorted(named, key=lambda pair: pair[1])
        who, kind = request.GET.get("who", ""), request.GET.get("kind", "")
        self.who = who if who in dict(self.people) else ""
        self.kind = kind if kind in dict(self.kinds) else ""
        self.user = get_user_model().objects.get(pk=self.who) if self.who else None


def assignments(inquiry):
    """Who works on it: first what is not done."""
    found = inquiry.assignments.select_related("user").order_by("-state", *Assignment._meta.ordering)
    return [(each, deadline(each)) for each in found]


def questions(paper):
    """Each question with the columns that answer it and the number of its categories."""
    headings = {}
    for table in paper.tables:
        for column in table.columns:
            for key in column.questions:
                headings.setdefault(key, []).append(column.heading)
    return [(each, headings.get(each.key, []), len(each.codes.all())) for each in paper.questions]


def table_line(table, paper):
    cells = [cell for row in table.entries for cell in row.cells]
    return TableLine(
        annex=table.annex,
        address=grid(table.annex),
        rows=len(table.entries),
        columns=len(table.columns),
        texts=sum(bool(cell.text) for cell in cells),
        cells=len(cells),
        coverage=coverage(table, paper),
    )


def grid(annex):
    """Where a table is worked on as a whole."""
    try:
        return reverse("admin:survey_annex_grid", args=[annex.pk])
    except NoReverseMatch:
        return links.page(annex)


def findings(inquiry):
    """The open ones, check by check: title, number, and the list of them."""
    counted = Counter(dict(inquiry.findings.open().order_by().values_list("check_name").annotate(Count("pk"))))
    return [
        (checks.title(name), count, links.list_page(Finding, inquiry=inquiry.pk, check_name=name))
        for name, count in counted.most_common()
    ]
