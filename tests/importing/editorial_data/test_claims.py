from decimal import Decimal

import pytest

from survey.models import Claim
from tests.factories import make_user
from tests.importing.editorial_data.test_codes import CODES

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


def test_claim_is_released_with_the_result_that_is_found(load):
    editor = make_user()
    load(by=editor, claims=[CLAIM, CLAIM | {"position": "2", "released": "yes"}])
    waiting, released = Claim.objects.order_by("position")
    assert (waiting.released_at, waiting.released_result) == (None, "")
    assert (released.released_by, released.released_result) == (editor, "cannot_be_checked")


def test_release_that_stands_keeps_its_time(load):
    load(claims=[CLAIM | {"released": "yes"}])
    since = Claim.objects.get().released_at
    assert load(claims=[CLAIM | {"released": "yes"}]).unchanged == 1
    load(claims=[CLAIM | {"released": "yes", "note": "Anders."}])
    assert Claim.objects.get().released_at == since
    load(claims=[CLAIM])
    assert (Claim.objects.get().released_at, Claim.objects.get().released_result) == (None, "")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "18 Kreise"}, "The quote does not stand in “remark 1”: “18 Kreise”."),
        ({"said_in": "remark 2"}, "There is no “remark 2”."),
        ({"stated": "viele"}, "“viele” is not a number."),
        ({"released": "no"}, "“released” is “yes” or empty, not “no”."),
        ({"stated": ""}, "Give the stated value, or say that it is “all”."),
        ({"questions": "2", "codes": "maybe"}, "Question 2 has no category “maybe”."),
        ({"rule": "sum", "column": "Plätze"}, "There is no column “Plätze”."),
    ],
)
def test_claim_that_does_not_hold_is_refused(refusal, change, reason):
    assert refusal(codebook=CODES, claims=[CLAIM | change]) == f"claims.csv, line 2: {reason}"
