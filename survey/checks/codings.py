"""Checks that look at codebooks and readings: what two readers see differently, and what rules have grown old."""

from collections.abc import Iterator, Sequence

from survey.checks.found import Found, in_row
from survey.checks.paper import Line, Paper
from survey.models import Code, Coding, in_force


def disputed(readings: Sequence[Coding]) -> bool:
    """Whether two people read a row differently and nobody has settled it."""
    roles = {coding.role for coding in readings}
    return {"first", "second"} <= roles and in_force(list(readings)) is None


def readings_differ(paper: Paper) -> Iterator[Found]:
    """A row that two people read differently; a third decision settles it."""
    for sheet, line in paper.entries():
        for key, readings in line.codings.items():
            if disputed(readings):
                codes = sorted((coding.role, coding.code.code) for coding in readings)
                yield in_row(sheet, line, f"{codes}\n{line.text}", about=key, part=key)


def outdated_codings(paper: Paper) -> Iterator[Found]:
    """Codings by an older version of a category, one finding a category."""
    for key, newest in paper.codes.items():
        for code, version in newest.items():
            rows = [line.row.printed for _sheet, line in paper.entries() if _is_outdated(line, key, code, version)]
            if rows:
                details = {"part": key, "code": code, "version": version, "count": len(rows)}
                yield Found(f"code {key} {code}", "\n".join([str(version), *rows]), details)


def _is_outdated(line: Line, key: str, code: str, version: int) -> bool:
    return any(each.code.code == code and each.code.version < version for each in line.codings.get(key, ()))


def silence_without_category(paper: Paper) -> Iterator[Found]:
    """A codebook in which a row that says nothing has no place."""
    for key, codes in paper.codes.items():
        if Code.NOT_STATED not in codes:
            yield Found(f"question {key}", " ".join(codes), {"part": key})
