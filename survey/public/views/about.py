"""How this is made, what its words mean, how to cite it, and the operator's notices."""

from survey.models import PublishedInquiry
from survey.public.caching import page
from survey.public.citations import cite
from survey.public.context import render_page
from survey.public.editions import newest_recorded
from survey.public.reading import reading
from survey.public.words import NOTICES
from survey.publishing.pieces import opened
from survey.wording.statuses import statuses

PAPERS_SHOWN = 100


@page()
def about(request):
    newest = newest_recorded()
    paper = reading(opened(newest), edition=newest.number) if newest else None
    others = PublishedInquiry.objects.filter(is_recorded=True).exclude(slug=newest.slug if newest else "")
    context = {
        "statuses": statuses(),
        "paper": paper,
        "citation": cite(paper.paper, paper.addresses, newest) if paper else None,
        "others": list(others.order_by("slug")[:PAPERS_SHOWN]),
        "notice_labels": NOTICES.items(),
    }
    return render_page(request, "public/about.html", context)
