"""Why something was done, where the program itself gave the reason: kept as a key, told in the reader's language."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KEPT = {
    r"import": gettext_lazy("Read in."),
    r"typed by hand": gettext_lazy("Typed by hand."),
    r"categorised by number": gettext_lazy("Categorised by number."),
    r"moved by hand": gettext_lazy("Moved by hand."),
    r"layer (\S+)": gettext_lazy("Read from “%s”."),
    r"asks again what (\S+) asked": gettext_lazy("Asks again what %s asked."),
    r"Edition (\d+)": gettext_lazy("Published as edition %s."),
}


def in_words(reason: str | None, batch: int | None = None, undoes: int | None = None) -> str:
    """What an editor wrote is told as it stands; `batch` and `undoes` are keys of imports."""
    if undoes:
        return " ".join(filter(None, [_("Import %s undone.") % undoes, reason]))
    if batch:
        return _("Import %s") % batch
    for pattern, words in KEPT.items():
        if found := re.fullmatch(pattern, reason or ""):
            return words % found.groups() if found.groups() else str(words)
    return reason or ""
