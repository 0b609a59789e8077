"""Statements with a number against the rows."""

from decimal import Decimal

import pytest

from survey.record import RecordPaper
from survey.record.claims import ClaimResult, compare, ends, holds, result, span
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    return factories.make_inquiry()


def make_rows(annex, kind="municipality", **codes):
    """One row a keyword, with a respondent of its own: `fulda="yes planned?"` are its codings of 1a and 1b.

    A question mark makes one arguable; "-" is none.
    """
    questions = annex.inquiry.questions.exclude(part="").order_by("part")
    for name, said in codes.items():
        row = factories.make_row(annex, name, respondent=factories.make_respondent(f"Stelle {name}", kind))
        for question, word in zip(questions, said.split(), strict=False):
            certainty = "arguable" if word.endswith("?") else "clear"
            if word != "-":
                factories.make_coding(row, question, word.removesuffix("?"), certainty=certainty)


def checked(claim):
    return result(claim, RecordPaper(claim.inquiry))


def make_coded_claim(inquiry, stated=2, *, parts=("1a",), codes=("yes",), **kwargs):
    questions = [question for question in inquiry.questions.all() if question.key in parts]
    wanted = [code for question in questions for code in question.codes.all() if code.code in codes]
    return factories.make_claim(inquiry, stated, questions=questions, codes=wanted, rule="coded", **kwargs)


@pytest.fixture
def annex(inquiry):
    parts = [factories.make_question(inquiry, key) for key in ("1a", "1b")]
    annex = factories.make_annex(inquiry)
    factories.make_column(annex, questions=parts)
    for part in parts:
        for code in ("yes", "no", "planned"):
            factories.make_code(part, code)
    return annex


@pytest.mark.parametrize(
    ("certainties", "expected"),
    [
        (["clear"], "clear"),
        (["clear", ""], "clear"),
        (["arguable", "clear"], "clear"),
        (["clear", None], "clear"),
        (["arguable"], "arguable"),
        (["arguable", ""], "arguable"),
        (["arguable", None], "open"),
        (["", None], "open"),
        (["", ""], "other"),
    ],
)
def test_holds_takes_the_best_part(certainties, expected):
    assert holds(certainties) == expected


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([], (0, 0)),
        (["clear", "clear", "other"], (2, 2)),
        (["clear", "arguable", "arguable", "other"], (1, 3)),
        (["other"], (0, 0)),
    ],
)
def test_span_reaches_from_clear_to_arguable(held, expected):
    assert span(held) == expected


@pytest.mark.parametrize(
    ("stated", "low", "high", "expected"),
    [
        (2, 2, 2, "matches"),
        (2, 3, 3, "differs"),
        (2, 0, 1, "differs"),
        (2, 3, 4, "differs"),
        (2, 2, 4, "depends_on_reading"),
        (2, 0, 2, "depends_on_reading"),
        (2, 1, None, "depends_on_reading"),
        (2, 3, None, "differs"),
        (2, None, None, "depends_on_reading"),
        (2, None, 1, "differs"),
    ],
)
def test_compare_says_where_the_stated_value_lies(stated, low, high, expected):
    assert compare(stated, low, high) == expected


@pytest.mark.parametrize(
    ("number", "number_is", "expected"),
    [
        (5, "exact", (5, 5)),
        (5, "at_least", (5, None)),
        (5, "at_most", (0, 5)),
        (5, "about", (None, None)),
        (None, "none", (0, None)),
    ],
)
def test_ends_of_a_number_are_open_where_it_is_not_exact(number, number_is, expected):
    number = None if number is None else Decimal(number)
    assert ends(number, number_is) == expected


def test_number_of_rows_counts_entries_of_the_kind(inquiry, annex):
    make_rows(annex, fulda="", kassel="", kind="municipality")
    make_rows(annex, verband="", kind="association")
    factories.make_row(annex, "zusammen", role="sum")
    assert checked(factories.make_claim(inquiry, 2, respondent_kind="municipality")) == ClaimResult(
        "matches", Decimal(2), Decimal(2), Decimal(2), of=2, clear=("1/1", "1/2")
    )
    assert checked(factories.make_claim(inquiry, 2)).result == "differs"


def test_coded_rows_give_a_span_with_their_rows(inquiry, annex):
    make_rows(annex, bergstrasse="yes yes", rheingau="no yes?", odenwald="no no", wetterau="yes? yes")
    assert checked(make_coded_claim(inquiry, 2, parts=("1a", "1b"))) == ClaimResult(
        result="depends_on_reading",
        stated=Decimal(2),
        low=Decimal(2),
        high=Decimal(3),
        of=4,
        clear=("1/1", "1/4"),
        arguable=("1/2",),
        others=("1/3",),
    )


def test_all_means_every_row_looked_at(inquiry, annex):
    make_rows(annex, fulda="yes", odenwald="no")
    found = checked(make_coded_claim(inquiry, stated_is="all"))
    assert (found.result, found.stated, found.of, found.others) == ("differs", 2, 2, ("1/2",))


def test_several_codes_are_one_claim(inquiry, annex):
    make_rows(annex, fulda="yes", kassel="planned", odenwald="no")
    assert checked(make_coded_claim(inquiry, 2, codes=("yes", "planned"))).result == "matches"


def test_uncoded_row_makes_a_claim_uncheckable(inquiry, annex):
    make_rows(annex, fulda="yes", kassel="-")
    found = checked(make_coded_claim(inquiry, 1))
    assert (found.result, found.of, found.clear) == ("cannot_be_checked", 2, ())


def test_disputed_row_makes_a_claim_uncheckable(inquiry, annex):
    make_rows(annex, fulda="yes")
    row, question = annex.rows.get(), inquiry.questions.get(part="a")
    factories.make_coding(row, question, "no", role="second")
    assert checked(make_coded_claim(inquiry, 1)).result == "cannot_be_checked"
    factories.make_coding(row, question, "yes", role="settled")
    assert checked(make_coded_claim(inquiry, 1)).result == "matches"


def test_unmatched_row_makes_a_claim_on_a_kind_uncheckable(inquiry, annex):
    make_rows(annex, fulda="yes")
    factories.make_row(annex, "Wer?")
    assert checked(factories.make_claim(inquiry, 1, respondent_kind="municipality")) == ClaimResult("cannot_be_checked")


def test_claim_without_rule_cannot_be_checked(inquiry, annex):
    make_rows(annex, fulda="yes")
    assert checked(factories.make_claim(inquiry, 1, rule="none")) == ClaimResult("cannot_be_checked")


def test_coded_claim_looks_only_at_tables_that_answer_its_parts(inquiry, annex):
    make_rows(annex, fulda="yes")
    other = factories.make_annex(inquiry)
    factories.make_column(other, questions=[factories.make_question(inquiry, "2")])
    factories.make_row(other, "LK Kassel")
    assert (checked(make_coded_claim(inquiry, 1)).result, checked(factories.make_claim(inquiry, 2)).of) == (
        "matches",
        2,
    )


def make_numbers(annex, *cells):
    column = factories.make_column(annex, "Anzahl", kind="number")
    for number, number_is in cells:
        factories.make_answer("x", column=column, row=factories.make_row(annex), number=number, number_is=number_is)
    return column


@pytest.mark.parametrize(
    ("cells", "stated", "expected"),
    [
        ([(2, "exact"), (3, "exact")], 5, ("matches", 5, 5, 2)),
        ([(2, "exact"), (3, "exact")], 6, ("differs", 5, 5, 2)),
        ([(2, "exact"), (3, "at_least")], 9, ("depends_on_reading", 5, None, 2)),
        ([(2, "exact"), (3, "at_least")], 4, ("differs", 5, None, 2)),
        ([(2, "exact"), (3, "at_most")], 5, ("depends_on_reading", 2, 5, 2)),
        ([(2, "exact"), (3, "about")], 9, ("depends_on_reading", None, None, 2)),
        ([(2, "exact"), (None, "none")], 2, ("depends_on_reading", 2, None, 2)),
        ([(0, "exact")], 0, ("matches", 0, 0, 1)),
        ([(None, "none")], 0, ("cannot_be_checked", None, None, 1)),
    ],
)
def test_sum_of_a_column_leaves_ends_open(inquiry, cells, stated, expected):
    column = make_numbers(factories.make_annex(inquiry), *cells)
    found = checked(factories.make_claim(inquiry, stated, rule="sum", column=column))
    assert (found.result, found.low, found.high, found.of) == expected


def test_sum_names_its_rows_by_how_exact_they_are(inquiry):
    column = make_numbers(factories.make_annex(inquiry), (2, "exact"), (3, "at_least"), (None, "none"))
    found = checked(factories.make_claim(inquiry, 5, rule="sum", column=column))
    assert (found.clear, found.arguable, found.others) == (("1/1",), ("1/2",), ("1/3",))


def test_claim_on_a_kind_without_rows_cannot_be_checked(inquiry, annex):
    make_rows(annex, verband="yes", kind="association")
    found = checked(factories.make_claim(inquiry, 0, respondent_kind="county"))
    assert found == ClaimResult("cannot_be_checked")


def test_arguable_row_with_an_uncoded_part_makes_a_claim_uncheckable(inquiry, annex):
    make_rows(annex, fulda="yes yes", kassel="yes? -")
    assert checked(make_coded_claim(inquiry, 1, parts=("1a", "1b"))).result == "cannot_be_checked"


def test_clear_row_counts_whatever_its_other_part_is(inquiry, annex):
    make_rows(annex, fulda="yes -", kassel="no no")
    assert checked(make_coded_claim(inquiry, 1, parts=("1a", "1b"))).result == "matches"
