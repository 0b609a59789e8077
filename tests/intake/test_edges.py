"""What stands at the edges of pages."""

import pytest

from survey.intake.edges import without_edges
from survey.intake.lines import text_document

WORDS = ["eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn"]


def pages(foot, count=4):
    """Pages of lines that all differ, and end with this foot."""
    page = [" ".join(WORDS[at:] + WORDS[:at]) for at in range(len(WORDS))]
    texts = ["\n".join(f"{line} {chr(97 + number)}" for line in page) for number in range(count)]
    return "\f".join(f"{text}\n{foot.format(page=number)}" for number, text in enumerate(texts, start=1))


def left(text):
    return [line.text for line in without_edges(text_document(text.split("\n"), "paper.txt").lines).lines]


@pytest.mark.parametrize(
    "foot",
    [
        "– {page} –",
        "{page}\n– {page} –",
        "A.Z. 34-2026/{page}",
        "Musterplatz 1\n11011 Musterstadt\nTelefon: 0123 456-0\nTelefax: 0123 457-0\nSeite {page}",
    ],
)
def test_feet_of_pages_belong_to_no_text(foot):
    assert left(pages(foot)) == [line for page in pages("").split("\f") for line in page.split("\n") if line]


def test_page_number_between_dashes_is_one_without_pages_too():
    assert left("Das ist so.\n- 2 -\nUnd es geht weiter.") == ["Das ist so.", "Und es geht weiter."]


def test_number_that_ends_a_text_is_kept_where_it_answers():
    assert left("1. Wie viele Bänke gibt es?\n6") == ["1. Wie viele Bänke gibt es?", "6"]


def test_foot_that_says_the_page_of_all_ends_a_text_of_one_page():
    text = pages("", count=1).strip()
    assert left(f"{text}\nAusdruck vom 03.04.2029, Seite 1 von 1") == text.split("\n")
