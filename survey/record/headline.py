"""The headline and the lead of a paper: words of the editors, in which figures are counted and never typed.

| In the text | Stands for |
|---|---|
| `{1a:yes}` | how many counties are categorised as yes in 1a: “7”, or “2 bis 4” where some may be read otherwise |
| `{1a:yes:association}` | the same for another kind of respondent |
| `{1a}`, `{1a:association}` | how many rows of the kind were asked that in the tables |

An edition holds the finished German sentence.
"""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from survey.models import Claim, Respondent
from survey.record.claims import Reckoning, reckon
from survey.record.paper import RecordPaper

NAMED = re.compile(r"\{([^{}]*)\}")
COUNTY = str(Respondent.Kind.COUNTY)
KINDS = frozenset(Respondent.Kind.values)


class HeadlineRefused(ValueError):
    """Its text says why the sentence cannot be shown."""


def with_figures(text: str, paper: RecordPaper) -> str:
    """The sentence with its figures; raises HeadlineRefused where one is typed, unknown or open, or one row's alone."""
    if re.search(r"\d", NAMED.sub("", text)):
        raise HeadlineRefused(_("Figures are counted, not typed: write {1a:yes} for the counties with “yes” in 1a."))
    return NAMED.sub(lambda match: _figure(match[1].strip(), paper), text)


def _figure(name: str, paper: RecordPaper) -> str:
    question, *words = name.split(":")
    kind = words.pop() if words and words[-1] in KINDS else COUNTY
    is_asked = any(each.key == question for each in paper.questions)
    if len(words) > 1 or not is_asked or not paper.newest_codes.get(question, {}).keys() >= set(words):
        raise HeadlineRefused(_("There is no figure “%(name)s”: no such question, category or kind.") % {"name": name})
    return _counted(name, question, frozenset(words), kind, paper)


def _counted(name: str, question: str, codes: frozenset[str], kind: str, paper: RecordPaper) -> str:
    rule = Claim.Rule.CODED if codes else Claim.Rule.ROWS
    result = reckon(Reckoning(rule, None, Claim.StatedIs.NUMBER, (question,), codes, kind), paper)
    if result.low is None or result.high is None:
        raise HeadlineRefused(_("“%(name)s” cannot be counted yet: rows are not categorised.") % {"name": name})
    if (result.low, result.high) == (Decimal(0), Decimal(1)):
        raise HeadlineRefused(
            _("“%(name)s” rests on a single row that may be read otherwise: no headline says that.") % {"name": name}
        )
    return f"{result.low:f}" if result.low == result.high else f"{result.low:f} bis {result.high:f}"
