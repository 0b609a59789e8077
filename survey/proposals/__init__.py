"""What may be done about a finding: the program proposes, an editor has it carried out, the record says who and why."""

from survey.proposals.accepting import ACTS, Outcome, accept, act_of, case_of, cases, is_noted, note, noted
from survey.proposals.case import Act, Case, Effect
from survey.proposals.references import decide as decide_reference

__all__ = [
    "ACTS",
    "Act",
    "Case",
    "Effect",
    "Outcome",
    "accept",
    "act_of",
    "case_of",
    "cases",
    "decide_reference",
    "is_noted",
    "note",
    "noted",
]
