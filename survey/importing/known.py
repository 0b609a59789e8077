"""What an import knows beside the table and its file."""

from functools import cached_property

from survey.importing.matching import Matcher
from survey.importing.references import question_keys
from survey.importing.values import status_words
from survey.models import Inquiry, Question, Respondent


class Known:
    """The questions of an inquiry, the words for a status, the names of respondents: each read when first asked for.

    Tables that come in together share it, unless an editor names respondents meanwhile.
    """

    def __init__(self, inquiry: Inquiry):
        self.inquiry = inquiry

    @cached_property
    def questions(self) -> dict[str, Question]:
        return question_keys(self.inquiry)

    @cached_property
    def words(self) -> dict[str, str]:
        return status_words()

    @cached_property
    def by_key(self) -> dict[str, set[int]]:
        """Counties and cities by the official key of their district; two that have had one key share it."""
        found: dict[str, set[int]] = {}
        kinds = (Respondent.Kind.COUNTY, Respondent.Kind.CITY)
        of_districts = Respondent.objects.filter(kind__in=kinds, district__isnull=False).exclude(district__key="")
        for key, respondent in of_districts.values_list("district__key", "pk"):
            found.setdefault(key, set()).add(respondent)
        return found

    @cached_property
    def matcher(self) -> Matcher:
        return Matcher(self.inquiry.parliament.state)
