"""A check for what leads to a person: it may stand in the paper, and is looked at before it is published."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy, gettext_noop

from survey.checks.check import check
from survey.checks.finding_draft import FindingDraft, in_cell
from survey.language.contacts import Kind, contacts
from survey.record import RecordPaper

WORDS_SHOWN = 3


@check(
    gettext_lazy("Leads to a person"),
    {
        "file": gettext_noop("%(place)s: “%(words)s” may be a file number, or lead to a person in another way."),
        "mail": gettext_noop("%(place)s: “%(words)s” may be a mail address, or lead to a person in another way."),
        "phone": gettext_noop("%(place)s: “%(words)s” may be a telephone number, or lead to a person in another way."),
        "": gettext_noop("%(place)s: “%(words)s” may be the address of a person."),
    },
    {
        "": gettext_noop(
            "Take note of it if the public may read it; else have the passage withheld before publishing."
        ),
    },
    noted=True,
)
def personal_data(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A text with telephone numbers, mail or street addresses or file numbers: one finding a text."""
    for name, texts in (("question", paper.questions), ("remark", paper.remarks), ("reply", paper.replies)):
        for record in texts:
            said = _said(record.text)
            if said:
                subject = f"question {record.key}" if name == "question" else record.key
                yield FindingDraft(subject, said["words"], {name: subject, **said})
    for number, note in enumerate(paper.notes, start=1):
        if said := _said(note.text):
            details = {"note": note.mark, "table": str(note.annex), **said}
            yield FindingDraft(f"note {number}", said["words"], details, note.annex_id)
    for table, row, cell in paper.cells():
        said = _said(cell.text if cell.text == cell.as_printed else f"{cell.text}\n\n{cell.as_printed}")
        if said:
            yield in_cell(table, row, cell, said["words"], **said)


def _said(text: str) -> dict:
    """The first words and their kinds, each once; nothing where there are none."""
    found = list(dict.fromkeys(contacts(text)))
    if not found:
        return {}
    words = "”, “".join(contact.words for contact in found[:WORDS_SHOWN])
    return {"words": words, "more": len(found) - WORDS_SHOWN if len(found) > WORDS_SHOWN else 0} | {
        str(kind): any(contact.kind == kind for contact in found) for kind in Kind
    }
