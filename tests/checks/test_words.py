"""Titles and sentences of the checks, in German and English."""

import pytest
from django.utils import translation

from survey import checks
from survey.intake.findings import NO_REPLY
from survey.models import Finding, Passage, Question
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    """A paper in which every check finds something."""
    inquiry = factories.make_inquiry()
    unsure = {"kind": "no-reply", "template": NO_REPLY, "params": {"question": "3"}, "page": None, "line": 12}
    factories.make_source(inquiry, b"Unsure.", "unsure.txt", reading={"findings": [unsure]})
    factories.make_date(inquiry, "asked", "2015-04-20")
    factories.make_date(inquiry, "answered", "2015-04-14")
    part, question = (factories.make_question(inquiry, key) for key in ("1a", "2"))
    earlier = factories.make_question(factories.make_inquiry(number="19/900"), "5", text="Wo tagt ein Netzwerk?")
    Question.objects.filter(pk=question.pk).update(continues=earlier, comparability="same")
    factories.make_code(part)
    reply = factories.make_reply(inquiry, "In zwei Landkreisen.", questions=[part])
    factories.make_claim(inquiry, 2, reply=reply, released_result="matches")
    factories.make_body(inquiry, "Runder Tisch Asyl")
    annex = factories.make_annex(inquiry)
    factories.make_column(annex, questions=[part])
    factories.make_column(annex, questions=[question])
    kassel = factories.make_respondent("Landkreis Kassel", district=factories.make_district("Kassel", "06633"))
    fulda = factories.make_respondent("Landkreis Fulda")
    factories.make_district("Gießen", "06531")
    make_row(annex, "LK Fulda", fulda, "a) Es gibt keinen.", "")
    row = make_row(
        annex, "LK Kassel", kassel, "Das Netzwerk des Landkreises Fulda.", "s. 3.", raw="<p>Das Netzwerk</p>"
    )
    factories.make_passage(row.answers.last(), "Seit Jahren gibt es Treffen.", answer=None, position=90)
    factories.make_coding(row, part, "yes", quote="Es gibt einen")
    row = make_row(annex, "Landkreis Kassel", kassel, "Nein.", "Nein.")
    factories.make_coding(row, part, "yes", quote="Nein")
    factories.make_coding(row, part, "no", role="second", quote="Nein")
    factories.make_code(part, "yes", version=2)
    row = make_row(annex, "Amt", None, "Ja.", "Ja.")
    numbers = factories.make_column(annex, "Zahl", kind="number", questions=[question])
    factories.make_answer("4, geplant: 2", row=row, column=numbers)
    other = factories.make_column(annex, "Zahl 2", kind="number")
    factories.make_answer("12", row=row, column=other, number=13, number_is="about")
    blank = annex.rows.get(printed="LK Fulda")
    factories.make_answer("12", row=blank, column=other, status="blank", decided=True)
    for heading, text in (
        ("Anmerkung", "–"),
        ("Angebote", "wort" * 21),
        ("Kontakt", "amt@landkreis.example"),
    ):
        factories.make_answer(text, row=row, column=factories.make_column(annex, heading))
    total = factories.make_row(annex, "Summe", role="sum")
    factories.make_answer("-7", row=total, column=numbers, number=-7, number_is="exact")
    hanau = factories.make_district("Hanau", "", "city", valid_from="2026-01-01")
    annex.rows.get(printed="Amt").speaks_for.add(hanau)
    factories.make_body(inquiry, "Runder Tisch Asyl", slug="zweiter")
    listed = {"title": "Asylgipfel", "dates": {}, "impossible": {"received": "31.02.2015"}, "parties_open": "A, B"}
    factories.make_asker(inquiry, "Max Muster", party="")
    factories.make_catalogue_entry(inquiry, listed)
    factories.make_batch(inquiry, annex=annex, source=factories.make_source(inquiry, name="anlage.pdf"))
    Passage.objects.filter(printed_in__row__printed__in=["Amt", "Summe"]).update(page=2)
    checks.run(inquiry)
    return inquiry


def make_row(annex, printed, respondent, first, second, **kwargs):
    row = factories.make_row(annex, printed, respondent=respondent)
    factories.make_answer(first, row=row, **kwargs)
    factories.make_answer(second, row=row)
    return row


def sentences(language):
    with translation.override(language):
        return [(each.check_name, checks.describe(each)) for each in Finding.objects.order_by("pk")]


def test_every_check_says_what_it_found(inquiry):
    assert sentences("en") == [
        ("reader_unsure", "Line 12: Question 3 has no reply."),
        (
            "continuation_row",
            "LK Kassel, Frage 2: the row below has no label. Does its text belong here? “Seit Jahren gibt es Treffen.”",
        ),
        (
            "foreign_place",
            "LK Kassel, Frage 1: the text names Landkreis Fulda. Does it belong to the row LK Fulda? "
            "“Das Netzwerk des Landkreises Fulda.”",
        ),
        (
            "cross_reference",
            "LK Kassel, Frage 2: the text is nothing but a reference to 3. Confirm or refuse it.",
        ),
        (
            "open_reference",
            "LK Kassel, Frage 2: it refers to 3, but no text stands there. Mark the reference as open.",
        ),
        ("lettered_parts", "LK Fulda, Frage 1: the answer has lettered parts. Categorise each by itself: 1a."),
        ("blank_cell", "LK Fulda, Frage 2: nothing is printed here. Decide on the status."),
        (
            "number_unread",
            "Amt, Zahl: “4, geplant: 2” is not surely a number. Enter the number, or decide on the status.",
        ),
        ("number_against_text", "Amt, Zahl 2: the text says “12”, the number beside it is ≈ 13."),
        ("text_in_empty_field", "LK Fulda, Zahl 2 has the status “empty field”, but “12” stands in it."),
        ("sign_alone", "Amt, Anmerkung: nothing but “–” is printed here. Decide on the status."),
        (
            "glued_word",
            f"Amt, Angebote: a word of 84 letters, so blanks were lost: “{'wort' * 20} …”. Search finds only pieces of "
            "it.",
        ),
        (
            "personal_data",
            "Amt, Kontakt: “amt@landkreis.example” may be a mail address, or lead to a person in another way.",
        ),
        (
            "column_without_question",
            "Columns of table Anlage 1 answer no question yet: “Zahl 2”, “Anmerkung”, “Angebote”, “Kontakt”.",
        ),
        ("markup", "Markup in the file was read as paragraphs. Compare these rows with the source: LK Kassel."),
        ("unmatched_row", "“Amt” belongs to no respondent yet. Choose one, or leave it open."),
        (
            "same_respondent_twice",
            "“Landkreis Kassel” and “LK Kassel” are the same respondent with the same breakdown.",
        ),
        (
            "page_break",
            "Page 2 was read as the rest of the table, from “Amt” on. Does that row follow “Landkreis Kassel”?",
        ),
        (
            "district_not_valid",
            "“Amt” speaks for Hanau, which was not on the official list of 26 March 2015.",
        ),
        (
            "missing_respondents",
            "Landkreis Gießen was on the official list of 26 March 2015, but is not in the table. Why is not known.",
        ),
        ("uncoded_part", "LK Fulda is not categorised in 1a."),
        ("uncoded_part", "Amt is not categorised in 1a."),
        ("readings_differ", "Landkreis Kassel: the two readings of 1a differ. Settle on a category."),
        (
            "outdated_codings",
            "1a: 2 rows are categorised as “yes” by rules older than version 2. Look at them again.",
        ),
        (
            "silence_without_category",
            "The rules of 1a have no category “not_stated” for rows that say nothing. Add it.",
        ),
        (
            "question_differs",
            "Question 2 is said to be the same as question 5 of 19/900, but its text is another.",
        ),
        (
            "dates_out_of_order",
            "The dates do not follow each other: asked on 20 April 2015, answered on 14 April 2015.",
        ),
        (
            "sum_against_cells",
            "Summe, Zahl: printed -7; the 1 fields add up to 0 to …. "
            "1 of them hold no number, 0 are about or at least.",
        ),
        ("claim_against_rows", "“In zwei Landkreisen”: not so in the table, 4 of 4 rows, stated 2."),
        (
            "released_claim_changed",
            "“In zwei Landkreisen”: released as “agrees with the table”, now “not so in the table”. Look at it and"
            " release it again.",
        ),
        ("quote_missing", "This quote does not stand in its text: “Es gibt einen”"),
        (
            "body_without_quote",
            "Runder Tisch Asyl: no words bear out “Runder Tisch Asyl”. Add the quote, or remove the fact.",
        ),
        (
            "body_without_quote",
            "Runder Tisch Asyl: no words bear out “Runder Tisch Asyl”. Add the quote, or remove the fact.",
        ),
        ("duplicate_body", "“Runder Tisch Asyl” and “Runder Tisch Asyl” may be one body, recorded twice."),
        (
            "catalogue_differs",
            "Title: recorded is “Flüchtlingsgipfel in den Kreisen und kreisfreien Städten”, the catalogue liste.csv"
            " says “Asylgipfel”.",
        ),
        ("date_not_possible", "received: “31.02.2015” in the catalogue liste.csv is no date."),
        (
            "party_open",
            "The catalogue liste.csv names A, B beside Max Muster, and does not say who belongs to which.",
        ),
    ]


def test_every_check_says_it_in_german_too(inquiry):
    english, german = dict(sentences("en")), dict(sentences("de"))
    assert set(german) == {check.slug for check in checks.CHECKS}
    assert [name for name, sentence in german.items() if sentence == english[name] or "%(" in sentence] == []
    assert german["dates_out_of_order"] == (
        "Die Daten folgen nicht aufeinander: Anfrage vom 20. April 2015, Antwort vom 14. April 2015."
    )


@pytest.mark.parametrize(
    ("check_name", "details", "expected"),
    [
        (
            "foreign_place",
            {
                "row": "LK Kassel",
                "column": "Frage 2",
                "names": "Hochtaunuskreis",
                "to": "",
                "words": "Im Hochtaunuskreis",
            },
            "LK Kassel, Frage 2: the text names Hochtaunuskreis. Does it belong here? “Im Hochtaunuskreis”",
        ),
        (
            "cross_reference",
            {"reply": "reply 2", "words": "Antwort zur Frage 1 a", "targets": "1a", "whole": False},
            "reply 2: “Antwort zur Frage 1 a” seems to refer to 1a. Confirm or refuse it.",
        ),
        (
            "cross_reference",
            {"row": "LK Fulda", "column": "Frage 3", "words": "s. o.", "targets": "", "whole": False},
            "LK Fulda, Frage 3: “s. o.” refers to something, but does not say to what.",
        ),
        (
            "blank_cell",
            {"row": "LK Kassel", "column": "Frage 2", "printed": True},
            "LK Kassel, Frage 2: the text printed here belongs elsewhere. Decide on the status.",
        ),
        (
            "unmatched_row",
            {"row": "LK Fuldda", "respondent": "Landkreis Fulda"},
            "“LK Fuldda” belongs to no respondent yet. Is it Landkreis Fulda?",
        ),
        (
            "missing_respondents",
            {"district": "Landkreis Gießen", "date": "2015-03-26", "subject": True},
            "Landkreis Gießen was on the official list of 26 March 2015; the table says nothing about it.",
        ),
        (
            "readings_differ",
            {"row": "LK Fulda", "part": "1a"},
            "LK Fulda: the two readings of 1a differ. Settle on a category.",
        ),
        (
            "question_differs",
            {"part": "2", "earlier": "5", "paper": "19/900"},
            "Question 2 is said to be the same as question 5 of 19/900, but its text is another.",
        ),
        (
            "dates_out_of_order",
            {"first": "annex", "first_date": "2015-05-01", "second": "answered", "second_date": "2015-04-14"},
            "The dates do not follow each other: as of 1 May 2015, answered on 14 April 2015.",
        ),
        (
            "claim_against_rows",
            {
                "quote": "In zehn",
                "low": "9",
                "high": "12",
                "of": 18,
                "stated": "10",
                "added_up": False,
                "differs": False,
            },
            "“In zehn”: depending on the reading, 9 to 12 of 18 rows, stated 10.",
        ),
        (
            "claim_against_rows",
            {"quote": "350 Plätze", "low": "340", "high": "…", "of": 18, "stated": "350", "added_up": True},
            "“350 Plätze”: stated 350, added up 340 to ….",
        ),
        (
            "quote_missing",
            {"quote": "„Runder Tisch“", "nearly": True},
            "Only quotation marks, dashes or blanks of this quote differ from the text: “„Runder Tisch“”",
        ),
        (
            "quote_missing",
            {"row": "LK Fulda", "part": "1a", "quote": "", "nearly": False},
            "LK Fulda: the category in 1a rests on no quote.",
        ),
        (
            "body_without_quote",
            {"body": "Runder Tisch Asyl", "facts": ["alle 14 Tage", "seit 2013"]},
            "Runder Tisch Asyl: no words bear out “alle 14 Tage”, “seit 2013”. Add the quote, or remove the fact.",
        ),
    ],
)
def test_sentence_follows_what_was_found(check_name, details, expected):
    finding = Finding(check_name=check_name, details=details)
    with translation.override("en"):
        assert checks.describe(finding) == expected
    with translation.override("de"):
        assert checks.describe(finding) not in (expected, "")


def test_every_check_has_a_title_and_a_sentence_for_the_rest():
    assert len({check.slug for check in checks.CHECKS}) == len(checks.CHECKS)
    every = [(check.slug, said) for check in checks.CHECKS for said in (check.sentences, check.proposals)]
    assert [name for name, said in every if list(said)[-1] != ""] == []


def test_every_finding_says_in_both_languages_what_is_proposed(inquiry):
    said = {}
    for language in ("en", "de"):
        with translation.override(language):
            said[language] = {each.check_name: checks.propose(each) for each in Finding.objects.order_by("pk")}
    assert said["en"]["foreign_place"] == "Move the paragraph to LK Fulda, Frage 1."
    assert said["en"]["number_unread"] == "Enter the number “4”, another one, or a status."
    unsaid = [name for name, words in said["de"].items() if words == said["en"][name] or "…" in words or not words]
    assert (unsaid, len(said["de"])) == ([], len(checks.CHECKS))


def test_titles_are_short_and_in_both_languages():
    with translation.override("en"):
        assert checks.title("blank_cell") == "Field to decide"
        english = [checks.title(check.slug) for check in checks.CHECKS]
    with translation.override("de"):
        german = [checks.title(check.slug) for check in checks.CHECKS]
    assert [pair for pair in zip(english, german, strict=True) if pair[0] == pair[1]] == []


def test_check_of_an_older_version_goes_by_its_name():
    finding = Finding(check_name="spelling", subject="1/1/1", details={"words": "AKK."})
    assert (checks.title("spelling"), checks.describe(finding)) == ("spelling", "spelling 1/1/1")


def test_finding_of_an_older_version_says_what_it_can():
    with translation.override("en"):
        assert checks.describe(Finding(check_name="uncoded_part", details={"part": "1a"})) == (
            "… is not categorised in 1a."
        )
