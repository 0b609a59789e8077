"""The desk's start: open work first, then what one did last and the newest imports. It registers nothing."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When

from survey.admin import activity_log, links
from survey.admin.imports.addresses import called, page_of
from survey.admin.inquiry_paths import with_publication
from survey.admin.open_counts import OpenCounts, OpenItem, publication
from survey.models import Assignment, Batch, Finding, ImportSession, Inquiry, Submission

PER_PAGE = 10
LAST = 8


@dataclass(frozen=True)
class WorkCard:
    """One inquiry with what is left to do in it, who does it, and what became of its last submission."""

    inquiry: Inquiry
    address: str
    work: list[OpenItem]
    publication: OpenItem | None
    assignments: list[Assignment]
    submission: Submission | None


def context(request):
    """What the page shows to someone who may see inquiries, in a constant number of queries."""
    user, may_publish = request.user, request.user.has_perm("survey.publish_inquiry")
    found = Paginator(ranked(user, may_publish), PER_PAGE)
    page = found.get_page(request.GET.get("p"))
    return {
        "cards": cards(page.object_list, may_publish),
        "page": page,
        "pages": list(found.get_elided_page_range(page.number)),
        "mine": Assignment.objects.open().filter(user=user).select_related("inquiry")[:20],
        "acts": activity_log.tell(activity_log.acts(user=user, recent=True)[:LAST], user),
        "prepared": [(page_of(each), called(each), each) for each in prepared_by(user)],
        "batches": Batch.objects.for_list()[:LAST] if user.has_perm("survey.view_batch") else [],
    }


def prepared_by(user):
    """One's own imports that wait or run, the newest first."""
    may_import = user.has_perm("survey.import_inquiry")
    return ImportSession.objects.for_list().open().filter(owner=user)[:LAST] if may_import else []


def ranked(user, may_publish):
    """To a publisher first what waits for review, then one's own, then what else is open; the newest first."""
    mine = Assignment.objects.open().filter(inquiry=OuterRef("pk"), user=user)
    submitted = Q(stage=Inquiry.Stage.SUBMITTED)
    steps = [submitted, Exists(mine)] if may_publish else [Exists(mine), submitted]
    steps.append(Exists(Finding.objects.open().filter(inquiry=OuterRef("pk"))))
    rank = Case(*(When(step, then=Value(number)) for number, step in enumerate(steps)), default=Value(len(steps)))
    newest = Submission.objects.filter(inquiry=OuterRef("pk")).order_by("-at", "-pk")
    found = with_publication(Inquiry.objects.select_related("parliament"))
    return found.annotate(rank=rank, last_submission=Subquery(newest.values("pk")[:1])).order_by("rank", "-pk")


def cards(inquiries, may_publish):
    inquiries = list(inquiries)
    tallies = OpenCounts(inquiries)
    people = defaultdict(list)
    for each in Assignment.objects.open().filter(inquiry__in=inquiries).select_related("user"):
        people[each.inquiry_id].append(each)
    told = [Submission.State.WAITING, Submission.State.RETURNED]
    submissions = Submission.objects.filter(state__in=told).select_related("by", "closed_by")
    submissions = submissions.in_bulk([each.last_submission for each in inquiries])
    return [
        WorkCard(
            inquiry=inquiry,
            address=links.workspace(inquiry),
            work=tallies.of(inquiry).items(inquiry),
            publication=publication(inquiry, may_publish=may_publish),
            assignments=people[inquiry.pk],
            submission=submissions.get(inquiry.last_submission),
        )
        for inquiry in inquiries
    ]
