"""Publishing the entries of catalogues: thousands at once, each its own edition, none that says more than its list."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from survey.models import Annex, CatalogueEntry, DataVersion, Edition, Inquiry, Question
from survey.publishing import rows
from survey.publishing.publish import PublishRefused, make_edition


@dataclass
class Published:
    """How many became public, what that touches, and why others did not: their numbers with the sentence."""

    done: int = 0
    touched: set[str] = field(default_factory=set)
    refused: list[tuple[str, str]] = field(default_factory=list)


def unpublished_entries(inquiries: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    """Of these, the papers that a catalogue tells of, of which nothing else is recorded, and that have no edition yet.

    Any other is looked at by itself before it is published.
    """
    of_it = {"inquiry": OuterRef("pk")}
    return inquiries.filter(
        Exists(CatalogueEntry.objects.current().filter(**of_it)),
        ~Exists(Edition.objects.filter(**of_it)),
        ~Exists(Annex.objects.filter(**of_it)),
        ~Exists(Question.objects.filter(**of_it)),
    )


def publish_entries(inquiries: Iterable[int], *, by: AbstractBaseUser, note: str) -> Published:
    """Publish those of these inquiries that are nothing but an entry, by primary key, with one note.

    Each is an edition of its own in a transaction of its own, so that one that is refused stops no other, and what was
    published before a break stays. The data version is raised once, at the end.
    """
    if not note.strip():
        raise PublishRefused(_("Say in the note what is new."))
    published = Published()
    try:
        for pk in inquiries:
            _publish_one(pk, by, note, published)
    finally:
        if published.done:
            with transaction.atomic():
                rows.refresh_districts()
                DataVersion.objects.advance(*published.touched)
    return published


def _publish_one(pk: int, by: AbstractBaseUser, note: str, published: Published) -> None:
    try:
        with transaction.atomic():
            inquiry = unpublished_entries(Inquiry.objects.filter(pk=pk)).first()
            if inquiry is None:
                raise PublishRefused(_("It is more than an entry, or published already: look at it by itself."))
            _edition, touched = make_edition(inquiry, by=by, note=note)
    except PublishRefused as refusal:
        published.refused.append((Inquiry.objects.values_list("number", flat=True).get(pk=pk), str(refusal)))
    else:
        published.done += 1
        published.touched |= touched
