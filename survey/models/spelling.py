"""Words that are recorded once, however they are spelled: `key` is the form in which they are compared."""

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _


def check_once(record: Model, field: str, key: str) -> None:
    """Says beside the field what the database would refuse without a word: one that is there already, or is none."""
    if not key:
        raise ValidationError({field: _("No letter or digit stands here.")})
    known = type(record)._default_manager.filter(key=key).exclude(pk=record.pk).first()
    if known:
        raise ValidationError({field: _("“%(word)s” is recorded already; both are compared alike.") % {"word": known}})
