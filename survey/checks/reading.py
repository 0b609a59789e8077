"""The check of how a paper was read: what its reader was unsure of, each to be looked at by an editor."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy, gettext_noop

from survey.checks.check import check
from survey.checks.finding_draft import FindingDraft
from survey.intake.findings import TEXT_SHOWN
from survey.record import PlacedCell, RecordPaper
from survey.record.printed import ComparableText

UNSURE_WORDS = gettext_noop("%(place)s: a machine has read this and is not sure of “%(words)s”.")
WORDS_SHOWN = 8


@check(
    gettext_lazy("Unsure in the file"),
    {
        "page": gettext_noop("Page %(page)s: %(sentence)s"),
        "line": gettext_noop("Line %(line)s: %(sentence)s"),
        "": "%(sentence)s",
    },
    {"": gettext_noop("Compare this with the file, correct it where it is wrong, and take note.")},
)
def reader_unsure(paper: RecordPaper) -> Iterator[FindingDraft]:
    """What the reader of the newest file of the paper could not be sure of, with its place in the file.

    Words of a scan that the machine was not sure of are found until somebody has compared or edited their text.
    """
    cells = [placed for placed in paper.cells() if any(each.unsure_words for each in placed[-1].printed)]
    kept_with_texts = _unsure_in_texts(paper, cells)
    for each in paper.reading.get("findings", ()):
        if each["kind"] == "unsure-word" and kept_with_texts & {*each["params"].values()}:
            continue  # said with its text below, until somebody has looked at that
        at = " ".join(f"{name} {each[name]}" for name in ("page", "line") if each.get(name))
        looked_at = f"{each['template']}\n{sorted(each['params'].items())}"
        details = {"said": each["template"], "params": each["params"], "page": each["page"], "line": each["line"]}
        yield FindingDraft(f"file {each['kind']} {at}".strip(), looked_at, details)
    yield from _unsure_words(paper, cells)


def _unsure_in_texts(paper: RecordPaper, cells: Iterable[PlacedCell]) -> set[str]:
    """Words that are kept as unsure with a text of the record, and the texts of the cells, each of which holds one."""
    texts = [record.unsure for record in (*paper.remarks, *paper.questions, *paper.replies)]
    passages = [passage for _table, _row, cell in cells for passage in cell.printed if passage.unsure_words]
    words = {word for unsure in texts for word in unsure}
    return words | {word for passage in passages for word in (passage.text[:TEXT_SHOWN], *passage.unsure_words)}


def _unsure_words(paper: RecordPaper, cells: Iterable[PlacedCell]) -> Iterator[FindingDraft]:
    for record in (*paper.remarks, *paper.questions, *paper.replies):
        if record.unsure:
            yield from _of_text(paper.printed_texts.of_text(record), str(record))
    for table, row, cell in cells:
        keys = {"annex": table.annex.pk, "row": row.record.pk, "answer": cell.answer_id}
        yield from _of_text(paper.printed_texts.of_cell(cell), f"{row.printed}, {cell.heading}", **keys)


def _of_text(text: ComparableText, name: str, **keys: int) -> Iterator[FindingDraft]:
    if not text.is_machine_read:
        return
    words = " … ".join(text.unsure[:WORDS_SHOWN]) + " …" * (len(text.unsure) > WORDS_SHOWN)
    page = text.places[0][1][0][0] if text.places else None
    details = {"said": UNSURE_WORDS, "params": {"place": name, "words": words}, "page": page, "line": None}
    yield FindingDraft(f"machine {text.address}", "\n".join(text.unsure), details, **keys)
