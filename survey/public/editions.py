"""Which edition an address means. A draft has none, and what was taken back has none that is public."""

from django.db.models import Exists, OuterRef, QuerySet

from survey.models import Edition, FormerSlug
from survey.public.missing import raise_missing, raise_part_missing


def public_editions(slug: str) -> QuerySet[Edition]:
    """All editions of an inquiry that has a current one."""
    current = Edition.objects.current().filter(inquiry=OuterRef("inquiry"))
    return Edition.objects.filter(Exists(current), slug=slug)


def current_edition(request, slug: str, queryset: QuerySet[Edition] | None = None) -> Edition:
    """The current edition of an inquiry, or the reason why there is none."""
    found = (Edition.objects.all() if queryset is None else queryset).current().filter(slug=slug).first()
    return found or raise_missing(request, FormerSlug.Kind.INQUIRY, slug)


def numbered_edition(request, slug: str, number: int, queryset: QuerySet[Edition] | None = None) -> Edition:
    editions = public_editions(slug) if queryset is None else queryset
    found = editions.filter(number=number).first()
    if found:
        return found
    if not Edition.objects.current().filter(slug=slug).exists():
        raise_missing(request, FormerSlug.Kind.INQUIRY, slug)
    return raise_part_missing(request)
