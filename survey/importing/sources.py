"""The files that imports came from, each kept once."""

import hashlib

from survey.models import Batch, Inquiry, Source, history


def held(inquiry: Inquiry, content: bytes) -> Source | None:
    """The file as the inquiry holds it already."""
    return Source.objects.for_list().filter(inquiry=inquiry, sha256=hashlib.sha256(content).hexdigest()).first()


def earlier(source: Source | None) -> Batch | None:
    """The import that has brought this very file before."""
    return Batch.objects.of_file(source.inquiry, source.content).first() if source else None


def keep(source: Source, *, by=None) -> Source:
    """The file as it is held already, or from now on."""
    if source.pk:
        return source
    known = held(source.inquiry, source.content)
    if known is None:
        source.added_by = by
        if bytes(source.content[:5]) == b"%PDF-":
            source.kind = Source.Kind.PDF
        history.tell(source, reason="import", by=by).save()
    return known or source
