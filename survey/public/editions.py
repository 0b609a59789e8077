"""Which edition an address means. A draft has none, and what was taken back has none that is public."""

from django.db.models import Exists, OuterRef, QuerySet

from survey.models import Edition, FormerSlug, PublishedInquiry
from survey.public.errors import raise_missing, raise_part_missing


def public_editions(slug: str) -> QuerySet[Edition]:
    """All editions of an inquiry that has a current one."""
    current = Edition.objects.current().filter(inquiry=OuterRef("inquiry"))
    return Edition.objects.filter(Exists(current), slug=slug)


def current_edition(request, slug: str, queryset: QuerySet[Edition] | None = None) -> Edition:
    """The current edition of an inquiry, or the reason why there is none."""
    found = (Edition.objects.to_open() if queryset is None else queryset).current().filter(slug=slug).first()
    return found or raise_missing(request, FormerSlug.Kind.INQUIRY, slug)


def current_among_all(request, slug: str) -> tuple[Edition, list[Edition]]:
    """The current edition, to be opened, and all editions, newest first, without their content: one query."""
    found = list(public_editions(slug).for_list().to_open(is_current=True))
    current = next((each for each in found if each.is_current), None)
    return current or raise_missing(request, FormerSlug.Kind.INQUIRY, slug), found


def numbered_edition(request, slug: str, number: int, queryset: QuerySet[Edition] | None = None) -> Edition:
    editions = public_editions(slug).to_open() if queryset is None else queryset
    found = editions.filter(number=number).first()
    if found:
        return found
    if not Edition.objects.current().filter(slug=slug).exists():
        raise_missing(request, FormerSlug.Kind.INQUIRY, slug)
    return raise_part_missing(request)


def newest_recorded() -> Edition | None:
    """The newest paper of which more than the entry of a catalogue is known."""
    newest = PublishedInquiry.objects.filter(is_recorded=True).order_by("-published_at", "slug")
    return Edition.objects.to_open().filter(pk__in=newest.values("edition")[:1]).first()
