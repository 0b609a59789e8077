"""What an import knows beside the table and its file."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from survey.editing.matching import Matcher
from survey.editing.values import status_words
from survey.importing.references import question_keys
from survey.models import Inquiry, InquiryDate, Question


class Lookups:
    """The questions of an inquiry, the words for a status, the names of respondents: each read when first asked for.

    Tables that come in together share it, unless an editor names respondents meanwhile.
    """

    def __init__(self, inquiry: Inquiry, new: Iterable[Question | InquiryDate] = ()):
        """`new` are those that the same import would make, for a preview before they are there."""
        self.inquiry = inquiry
        self.new_questions = {each.key: each for each in new if isinstance(each, Question)}
        self.new_dates = {each.kind: each.date for each in new if isinstance(each, InquiryDate)}

    @cached_property
    def questions(self) -> dict[str, Question]:
        return (question_keys(self.inquiry) if self.inquiry.pk else {}) | self.new_questions

    @cached_property
    def words(self) -> dict[str, str]:
        return status_words()

    @cached_property
    def day(self) -> date | None:
        """The day of the reply, else the last one of the paper before it: the one of a table that says none."""
        saved = InquiryDate.objects.filter(inquiry=self.inquiry.pk).values_list("kind", "date")
        dates = dict(saved) | self.new_dates
        return next((dates[kind] for kind in InquiryDate.NEWEST_FIRST if kind in dates), None)

    @cached_property
    def matcher(self) -> Matcher:
        return Matcher(self.inquiry.parliament.state)
