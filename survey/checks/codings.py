"""Checks that look at codebooks and readings: what two readers see differently, and what rules have grown old."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy, gettext_noop

from survey.checks.check import check
from survey.checks.finding_draft import FindingDraft, in_row
from survey.models import Code
from survey.record import RecordPaper, RecordRow


@check(
    gettext_lazy("Two readings differ"),
    {
        "": gettext_noop("%(row)s: the two readings of %(part)s differ. Settle on a category."),
    },
    {"": gettext_noop("Settle the two readings.")},
)
def readings_differ(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A row that two people read differently; a third decision settles it."""
    for table, row in paper.entries():
        for key, readings in row.codings.items():
            if row.current(key).is_disputed:
                codes = sorted((coding.role, coding.code.code) for coding in readings)
                yield in_row(table, row, f"{codes}\n{row.text}", about=key, part=key)


@check(
    gettext_lazy("Categorised by older rules"),
    {
        "": gettext_noop(
            "%(part)s: %(count)s rows are categorised as “%(code)s” by rules older than version %(version)s. Look at"
            " them again."
        ),
    },
    {"": gettext_noop("Say of each row whether it is still so, or categorise it anew.")},
)
def outdated_codings(paper: RecordPaper) -> Iterator[FindingDraft]:
    """Codings by an older version of a category, one finding a category."""
    for key, newest in paper.newest_codes.items():
        for code, version in newest.items():
            rows = [row.printed for _table, row in paper.entries() if _is_outdated(row, key, code, version)]
            if rows:
                details = {"part": key, "code": code, "version": version, "count": len(rows)}
                yield FindingDraft(f"code {key} {code}", "\n".join([str(version), *rows]), details)


def _is_outdated(row: RecordRow, key: str, code: str, version: int) -> bool:
    return any(each.code.code == code and each.code.version < version for each in row.codings.get(key, ()))


@check(
    gettext_lazy("No category for silence"),
    {
        "": gettext_noop("The rules of %(part)s have no category “not_stated” for rows that say nothing. Add it."),
    },
    {"": gettext_noop("Add the category “not_stated”.")},
)
def silence_without_category(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A codebook in which a row that says nothing has no place."""
    for key, codes in paper.newest_codes.items():
        if Code.NOT_STATED not in codes:
            yield FindingDraft(f"question {key}", " ".join(codes), {"part": key})
