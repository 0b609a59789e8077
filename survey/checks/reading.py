"""The check of how a paper was read: what its reader was unsure of, each to be looked at by an editor."""

from collections.abc import Iterator

from survey.checks.found import Found
from survey.record import RecordPaper


def reader_unsure(paper: RecordPaper) -> Iterator[Found]:
    """What the reader of the newest file of the paper could not be sure of, with its place in the file."""
    for each in paper.reading.get("findings", ()):
        at = " ".join(f"{name} {each[name]}" for name in ("page", "line") if each.get(name))
        looked_at = f"{each['template']}\n{sorted(each['params'].items())}"
        details = {"said": each["template"], "params": each["params"], "page": each["page"], "line": each["line"]}
        yield Found(f"file {each['kind']} {at}".strip(), looked_at, details)
