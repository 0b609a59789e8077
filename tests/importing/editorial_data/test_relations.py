import datetime

import pytest

from survey.models import InquiryRelation
from tests.factories import make_inquiry

FOLLOWED = {"kind": "followed_by", "paper": "19/2456", "date": "2015-09-21", "note": "Vom selben Abgeordneten."}


def test_relation_to_a_paper_that_is_not_recorded_names_its_number(load):
    load(relations=[FOLLOWED])
    relation = InquiryRelation.objects.get()
    assert (relation.kind, relation.to, relation.paper, relation.date, relation.note) == (
        "followed_by",
        None,
        "19/2456",
        datetime.date(2015, 9, 21),
        "Vom selben Abgeordneten.",
    )


def test_relation_to_a_recorded_paper_leads_to_its_record(load):
    later = make_inquiry("19/2456")
    load(relations=[FOLLOWED])
    relation = InquiryRelation.objects.get()
    assert (relation.to, relation.paper) == (later, "")


def test_relation_loaded_twice_changes_nothing_and_a_new_note_changes_it(load):
    load(relations=[FOLLOWED])
    assert load(relations=[FOLLOWED]).changes_nothing
    assert load(relations=[FOLLOWED | {"note": "Anders."}]).changed == 1
    assert InquiryRelation.objects.get().note == "Anders."


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "near"}, "kind: Value 'near' is not a valid choice."),
        ({"date": "21.09.2015"}, "date: “21.09.2015” is not a date."),
        ({"paper": ""}, "Name a recorded inquiry or the number of another paper, not both."),
    ],
)
def test_relation_that_does_not_hold_is_refused(refusal, change, reason):
    assert refusal(relations=[FOLLOWED | change]) == f"relations.csv, line 2: {reason}"
