"""The words that facts rest on: what is recorded, and what the layer says."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Model

from survey.importing.editorial_data.places import Origin
from survey.models import Evidence, history


class Words(NamedTuple):
    """Which fact rests on which words, and where they stand."""

    field: str
    quote: str
    origin: Origin


def differs(subject: Model, wanted: Iterable[Words]) -> bool:
    return _recorded(subject, wanted).keys() != set(wanted)


def settle(subject: Model, wanted: Iterable[Words], *, reason: str, by=None):
    """Make the evidence for these facts what the layer says; that for other facts stays."""
    recorded = _recorded(subject, wanted)
    for words, evidence in recorded.items():
        if words not in wanted:
            history.tell(evidence, reason=reason, by=by).delete()
    for words in wanted:
        if words not in recorded:
            facts = {subject._meta.model_name: subject, **words.origin._asdict()}
            history.tell(Evidence(field=words.field, quote=words.quote, **facts), reason=reason, by=by).save()


def _recorded(subject: Model, wanted: Iterable[Words]) -> dict[Words, Evidence]:
    fields = {words.field for words in wanted}
    return {_words(evidence): evidence for evidence in subject.evidence.all() if evidence.field in fields}


def _words(evidence: Evidence) -> Words:
    origin = Origin(evidence.answer_id, evidence.reply_id, evidence.remark_id)
    return Words(evidence.field, evidence.quote, origin)
