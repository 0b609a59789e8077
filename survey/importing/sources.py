"""The files that imports came from, each kept once."""

import hashlib
from collections.abc import Sequence

from survey.importing.locators import keep_pages
from survey.models import Batch, Inquiry, Source, history
from survey.pages.document import Page

READING = ["reading_plan", "reading"]


def held(inquiry: Inquiry, content: bytes) -> Source | None:
    """The file as the inquiry holds it already."""
    return Source.objects.for_list().filter(inquiry=inquiry, sha256=hashlib.sha256(content).hexdigest()).first()


def earlier(source: Source | None) -> Batch | None:
    """The import that has brought this very file before."""
    return Batch.objects.of_file(source.inquiry, source.content).first() if source else None


def keep(source: Source, *, by=None, pages: Sequence[Page] = ()) -> Source:
    """The file as it is held already, or from now on, with its pages where it has some."""
    if source.pk is None:
        known = held(source.inquiry, source.content)
        if known is None:
            source.added_by = by
            source.kind = _kind(source, pages)
            history.tell(source, reason="import", by=by).save()
        elif is_read_anew(known, source):
            for name in READING:
                setattr(known, name, getattr(source, name))
            history.tell(known, reason="import", by=by).save(update_fields=READING)
        source = known or source
    keep_pages(source, pages)
    return source


def is_read_anew(known: Source, source: Source) -> bool:
    """Whether a file that is held was read as a paper otherwise now; one that brings a table says nothing of it."""
    return bool(source.reading) and any(getattr(known, name) != getattr(source, name) for name in READING)


def _kind(source: Source, pages: Sequence[Page]) -> str:
    """A file most of whose pages are pictures is a scan of the print."""
    if pages and 2 * sum(page.recognised for page in pages) > len(pages):
        return Source.Kind.PRINT
    return Source.Kind.PDF if bytes(source.content[:5]) == b"%PDF-" else source.kind
