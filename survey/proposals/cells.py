"""What a cell is: its status where nothing is printed, its number, the parts that its letters answer."""

from django.utils.translation import gettext as _

from survey.models import NumberIs, Status
from survey.proposals.case import Act, Effect, locked, name_of, refuse, write


class SetStatus(Act):
    """An empty cell is never a no: an editor says what it is."""

    needs = ("status", "note")

    def proposed(self, case):
        return {"status": case.proposal["status"], "note": ""}

    def is_ready(self, case):
        """Why something is not known has to be told."""
        return case.proposal["status"] != Status.UNKNOWN

    def effects(self, case, choice):
        _table, row, cell = case.place
        sentence = _("The status becomes “%(status)s”.") % {"status": Status(choice["status"]).label}
        return [Effect(sentence, name_of(row, cell))]

    def carry_out(self, case, choice, *, reason, by):
        if choice["status"] == Status.UNKNOWN and not choice.get("note"):
            refuse(_("Tell the reader in a note why it is not known."))
        answer = locked(case.place[2])
        note = choice.get("note") or answer.note
        write(answer, reason=reason, by=by, status=choice["status"], decided=True, note=note)


class EnterNumber(Act):
    """A text in a column of numbers: its number, or the status that it stands for."""

    needs = ("number", "number_is", "status")

    def proposed(self, case):
        offered = case.proposal
        number_is = offered.get("number_is", NumberIs.NONE)
        return {"number": offered.get("number"), "number_is": number_is, "status": str(Status.ANSWERED)}

    def is_ready(self, case):
        """What is not surely a number is read by a person, one by one."""
        return False

    def effects(self, case, choice):
        _table, row, cell = case.place
        if choice.get("number") is None:
            sentence = _("No number is entered; the status becomes “%(status)s”.")
            return [Effect(sentence % {"status": Status(choice["status"]).label}, name_of(row, cell), cell.text)]
        sentence = _("The number becomes %(number)s (%(number_is)s). The text stays as it is.")
        words = {"number": choice["number"], "number_is": NumberIs(choice["number_is"]).label}
        return [Effect(sentence % words, name_of(row, cell), cell.text)]

    def carry_out(self, case, choice, *, reason, by):
        facts = {name: choice[name] for name in self.needs}
        if facts["number"] is None:
            facts["number_is"] = NumberIs.NONE
        write(locked(case.place[2]), reason=reason, by=by, decided=True, **facts)


class ReadParts(Act):
    """The letters of the text answer the parts of the question; the cell stays one.

    Nothing is stored but the decision: the parts are read from the text, and a new text is a new finding.
    """

    rights = ()
    changes = False

    def effects(self, case, choice):
        _table, row, cell = case.place
        sentence = _("The part %(letter)s) is read as the answer to %(question)s.")
        return [
            Effect(sentence % {"letter": letter, "question": key}, name_of(row, cell), after=cell.text_of_part(key))
            for key, letter in cell.lettered.items()
        ]

    def carry_out(self, case, choice, *, reason, by):
        """The decision is the finding's."""
