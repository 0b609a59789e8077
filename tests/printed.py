"""A paper as it was printed, with its table, brought in as a PDF."""

from pathlib import Path

from survey.importing import import_paper
from survey.intake import read_paper
from survey.models import Source
from tests.factories import make_parliament

PRINT = Path(__file__).parent / "papers" / "hessen-printed.pdf"


def import_print(by) -> Source:
    """The file that the paper was taken from; the paper is a draft."""
    content = PRINT.read_bytes()
    paper = read_paper(content, PRINT.name, "hessen")
    told = {"parliament": make_parliament(), "number": paper.number or "19/1613", "by": by, "dry_run": False}
    import_paper(paper, content, PRINT.name, **told)
    return Source.objects.get()
