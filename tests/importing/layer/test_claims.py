from decimal import Decimal

import pytest

from survey.models import Claim
from tests.importing.layer.test_codes import CODES

CLAIM = {
    "position": "1",
    "said_in": "remark 1",
    "quote": "Antworten von 18 Landkreisen",
    "rule": "rows",
    "kind": "county",
    "stated": "18",
    "stated_is": "number",
}
CODED = CLAIM | {
    "position": "2",
    "said_in": "reply 1",
    "quote": "In zwei Landkreisen",
    "rule": "coded",
    "questions": "2",
    "codes": "yes",
    "stated": "2",
}


def test_claims_are_loaded_with_their_rules(load):
    load(codebook=CODES, claims=[CLAIM, CODED])
    first, second = Claim.objects.order_by("position")
    assert (first.remark.key, first.rule, first.respondent_kind, first.stated) == (
        "remark 1",
        "rows",
        "county",
        Decimal(18),
    )
    assert (second.reply.key, [each.key for each in second.questions.all()]) == ("reply 1", ["2"])
    assert [code.code for code in second.codes.all()] == ["yes"]


def test_claim_is_changed_when_its_categories_are(load):
    load(codebook=CODES, claims=[CODED])
    report = load(codebook=CODES, claims=[CODED | {"codes": "yes not_stated"}])
    assert (report.changed, Claim.objects.get().codes.count()) == (1, 2)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "18 Kreise"}, "The quote does not stand in “remark 1”: “18 Kreise”."),
        ({"said_in": "remark 2"}, "There is no “remark 2”."),
        ({"stated": "viele"}, "“viele” is not a number."),
        ({"stated": ""}, "Give the stated value, or say that it is “all”."),
        ({"questions": "2", "codes": "maybe"}, "Question 2 has no category “maybe”."),
        ({"rule": "sum", "column": "Plätze"}, "There is no column “Plätze”."),
    ],
)
def test_claim_that_does_not_hold_is_refused(refusal, change, reason):
    assert refusal(codebook=CODES, claims=[CLAIM | change]) == f"claims.csv, line 2: {reason}"
