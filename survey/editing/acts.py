"""What all acts share: they are whole, they raise the revision, and the checks look again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F

from survey import checks
from survey.models import Answer, Inquiry

TYPED, MOVED = "typed by hand", "moved by hand"  # why, in a history; the desk tells it in the reader's language
CELLS_AT_ONCE = 5000  # checked within the request of an act; a larger paper is checked when it is asked for


@contextmanager
def act(inquiry: Inquiry) -> Iterator[None]:
    """One act on an inquiry: others wait, its revision is raised, and afterwards the checks look again."""
    with transaction.atomic():
        Inquiry.objects.filter(pk=inquiry.pk).update(revision=F("revision") + 1)  # locks it, too
        yield
        check_again(inquiry)


def check_again(inquiry: Inquiry):
    """Run the checks after an act, unless the paper is so large that its editor would wait for them.

    What they find is nobody's act: the history of the inquiry tells what its editors did.
    """
    if Answer.objects.of_inquiry(inquiry)[CELLS_AT_ONCE : CELLS_AT_ONCE + 1].exists():
        return
    checks.run(inquiry)
