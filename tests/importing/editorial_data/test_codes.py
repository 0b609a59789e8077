import pytest

from survey.models import Code, Coding
from tests.factories import make_user

CODES = [
    {"question": "2", "position": "1", "code": "yes", "version": "1", "label": "Ja", "definition": "Es gibt ihn."},
    {"question": "2", "position": "2", "code": "not_stated", "version": "1", "label": "–", "definition": "Nichts."},
]
CODING = {
    "annex": "1",
    "row": "LK Fulda",
    "question": "2",
    "role": "first",
    "code": "yes",
    "certainty": "clear",
    "quote": "Runder Tisch Asyl Fulda",
}


def test_codings_follow_the_codebook(load):
    editor = make_user()
    report = load(codebook=CODES, codings=[CODING], by=editor)
    coding = Coding.objects.get()
    assert (coding.row.printed, coding.question.key, coding.code.label, coding.by) == ("LK Fulda", "2", "Ja", editor)
    assert report.new == 3


def test_coding_takes_the_newest_version_of_its_category(load):
    load(codebook=[*CODES, CODES[0] | {"version": "2", "definition": "Es gibt mindestens einen."}], codings=[CODING])
    assert (Code.objects.count(), Coding.objects.get().code.version) == (3, 2)


def test_coding_is_changed_when_its_line_is(load):
    load(codebook=CODES, codings=[CODING])
    report = load(codebook=CODES, codings=[CODING | {"certainty": "arguable", "note": "Mag sein."}])
    assert (report.new, report.changed, report.unchanged) == (0, 1, 2)
    assert Coding.history.count() == 2


def test_coding_without_a_statement_needs_no_quote(load):
    load(codebook=CODES, codings=[CODING | {"code": "not_stated", "quote": ""}])
    assert Coding.objects.get().quote == ""


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "Runder Tisch Kassel"}, "The quote does not stand in “LK Fulda”: “Runder Tisch Kassel”."),
        (
            {"quote": "Runder  Tisch"},
            "The quote stands in “LK Fulda” with other quotation marks, dashes or blanks: “Runder  Tisch”.",
        ),
        ({"quote": ""}, "A category other than “not stated” rests on a quote."),
        ({"code": "maybe"}, "Question 2 has no category “maybe”."),
        ({"question": "7"}, "There is no question “7”."),
        ({"certainty": "sure"}, "certainty: Value 'sure' is not a valid choice."),
    ],
)
def test_coding_that_does_not_hold_is_refused(refusal, change, reason):
    assert refusal(codebook=CODES, codings=[CODING | change]) == f"codings.csv, line 2: {reason}"


def test_code_with_a_position_that_is_none_is_refused(refusal):
    sentence = "codebook.csv, line 2: position: “first” is not a whole number."
    assert refusal(codebook=[CODES[0] | {"position": "first"}]) == sentence
