"""Running heads and page numbers leave the text; what repeats in the text stays."""

from dataclasses import replace

from survey.pages.document import Box, PageLine, Word
from survey.pages.edges import part_edges


def page(*lines, top=50.0):
    """Lines one below the other; a number is the white above the next one, in points."""
    made, y = [], top
    for each in lines:
        if isinstance(each, int):
            y += each
        else:
            made.append(PageLine(0, each, 1, Box(70, y, 500, y + 10), size=10.0))
            y += 12
    return made


def edges(*pages):
    return [line.text for line in part_edges(pages)[1]]


TEXT = ("Der Kreis antwortet", "wie folgt darauf", "und nennt Zahlen", "für jedes Jahr")


def test_head_and_number_of_pages_are_edges():
    pages = [
        page("Landtag 19/1", 20, f"{n} {TEXT[0]}", *TEXT[1:], f"am Ende {n * 7}", 20, f"- {n} -") for n in (4, 5, 6)
    ]
    assert edges(*pages) == ["Landtag 19/1", "- 4 -", "Landtag 19/1", "- 5 -", "Landtag 19/1", "- 6 -"]


def test_heads_of_left_and_right_pages_differ():
    heads = [f"Drucksache 19/1 – {n} – Landtag" if n % 2 else f"Landtag – {n} – Drucksache 19/1" for n in (1, 2, 3, 4)]
    assert edges(*(page(head, 20, f"{head[::-1]} a", *TEXT) for head in heads)) == heads


def test_headings_of_a_table_that_goes_on_stay_in_the_text():
    pages = [page("Landtag 19/1", 20, "Kreis Plätze Personal", f"Fulda {n}", *TEXT) for n in (12, 40, 31)]
    assert edges(*pages) == ["Landtag 19/1"] * 3


def test_text_at_another_height_is_no_running_head():
    assert edges(page("Antwort:", *TEXT), page("Antwort:", *TEXT[::-1], top=90)) == []


def test_numbers_that_do_not_count_the_pages_stay():
    assert edges(page("Zu Frage 1:", *TEXT), page("Zu Frage 4:", *TEXT[::-1])) == []


def test_head_that_was_misread_a_little_is_one():
    assert edges(page("Landtag · 19. Wahlperiode", 20, *TEXT), page("Landtag - 19 Wahlperiode", 20, *TEXT[::-1])) == [
        "Landtag · 19. Wahlperiode",
        "Landtag - 19 Wahlperiode",
    ]


def test_white_below_a_running_head_begins_no_paragraph():
    first, second = page("Landtag 19/1", 20, *TEXT), page("Landtag 19/1", 20, *TEXT[::-1])
    second[1] = replace(second[1], after_blank=True)
    first[2] = replace(first[2], after_blank=True)
    assert [line.text for line in part_edges([first, second])[0] if line.after_blank] == [TEXT[1]]


def test_misread_number_of_a_scanned_page_is_an_edge():
    def scanned(number):
        *lines, last = page(*TEXT, f"{number} Plätze", 20, number)
        return [*lines, replace(last, words=(Word(number, last.box, confidence=0.2),))]

    assert edges(scanned("sd"), scanned("Gr"), scanned("- 3")) == ["sd", "Gr", "- 3"]
