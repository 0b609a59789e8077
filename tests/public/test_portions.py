"""Tables of over a thousand cells come in pages, and every link to a row leads to the page on which it stands."""

import re

import pytest

from tests.public.long_papers import FAR, HOME, ROWS, make_long_content, make_long_numbers, short_pages
from tests.public.papers import publish

ROW_ID = re.compile(r'<th scope="row" id="a1-r(\d+)"')
IN_TABLE = re.compile(r'href="([^"]*#a1-r\d+[^"]*)"')


@pytest.fixture(autouse=True)
def in_pages(monkeypatch):
    short_pages(monkeypatch)


@pytest.fixture
def long(db):
    publish(make_long_content())
    return publish(make_long_content(title="Winterdienst"), number=2, day="2030-04-01")


def rows_of(response):
    return list(map(int, ROW_ID.findall(response.content.decode())))


def linked(response):
    return [found.replace("&amp;", "&") for found in IN_TABLE.findall(response.content.decode())]


def test_table_comes_in_pages_that_lead_to_each_other(client, long):
    first, second, last = (client.get(f"{HOME}{query}") for query in ("", "?page=1:2", "?page=1:6"))
    assert rows_of(first) == list(range(1, 21))
    assert rows_of(second) == list(range(21, 41))
    assert rows_of(last) == list(range(101, 121))
    assert f'<a rel="next" href="{HOME}?page=1%3A2#a1">' in first.content.decode()
    assert f'<a rel="prev" href="{HOME}#a1">' in second.content.decode()
    assert 'rel="next"' not in last.content.decode()
    assert "Zeilen 21 bis 40 von 120" in second.content.decode()


def test_page_keeps_how_the_text_is_shown(client, long):
    page = client.get(f"{HOME}?text=1:printed&page=1:6").content.decode()
    assert f'<a rel="prev" href="{HOME}?text=1%3Aprinted&amp;page=1%3A5#a1">' in page
    assert "Antwort 120 auf die erste Frage." in page


def test_page_behind_the_last_is_not_there_and_a_wrong_one_is_said(client, long):
    assert client.get(f"{HOME}?page=1:7").status_code == 404
    for wrong in ("page=2", "page=1:0", "page=1:x", "row=13", "row=1/x"):
        assert client.get(f"{HOME}?{wrong}").status_code == 400


def test_small_table_stands_on_one_page_whatever_row_is_named(client, snow):
    page = client.get(f"{HOME}?row=1/2")
    assert page.status_code == 200
    assert rows_of(page) == [1, 2, 3]
    assert "table-pager" not in page.content.decode()


@pytest.mark.parametrize("path", [HOME, f"{HOME}editions/1/"])
def test_row_leads_to_its_page(client, long, path):
    assert client.get(f"{path}?row=1/{FAR}").headers["Location"] == f"{path}?page=1%3A6"
    assert client.get(f"{path}?row=1/7").headers["Location"] == path
    assert rows_of(client.get(f"{path}?row=1/9999")) == list(range(1, 21))


@pytest.mark.parametrize(
    "path",
    [
        HOME,
        f"{HOME}?page=1:6",
        f"{HOME}editions/1/",
        f"{HOME}editions/1/?page=1:6",
        f"{HOME}answers/1/{FAR}/1/",
    ],
)
def test_every_link_to_a_row_lands_where_it_stands(client, long, path):
    found = linked(client.get(path))
    assert found
    for link in found:
        address, _hash, anchor = link.partition("#")
        at = address if address.startswith("/") else path.partition("?")[0] + address if address else path
        assert f'id="{anchor}"' in client.get(at, follow=True).content.decode(), link


@pytest.mark.parametrize("path", [f"{HOME}", f"{HOME}editions/1/"])
def test_statement_of_the_text_and_open_reference_lead_to_the_page_of_their_row(client, long, path):
    assert {f"?row=1/{FAR}#a1-r{FAR}", f"?row=1/{FAR}#a1-r{FAR}-c1"} <= set(linked(client.get(path)))


def test_citation_of_a_cell_names_its_row(client, long):
    page = client.get(f"{HOME}answers/1/{FAR}/1/").content.decode()
    assert f"{HOME}editions/2/?row=1/{FAR}#a1-r{FAR}-c1" in page
    assert f'href="{HOME}editions/1/?row=1/{FAR}#a1-r{FAR}-c1"' in page
    assert f"{HOME}editions/2/?row={{place}}#{{cell}}" in client.get(HOME).content.decode()


def test_notes_and_corrections_stand_with_their_rows(client, long):
    first, last = (client.get(f"{HOME}{query}").content.decode() for query in ("", "?page=1:6"))
    for words in ("Ohne Ferien.", "Verrutscht.", 'id="note-1"'):
        assert words not in first
        assert words in last


def test_rows_of_a_category_come_in_pages_of_their_own(client, long):
    assert rows_of(client.get(f"{HOME}?code=1a:yes")) == [FAR]


def test_answers_to_a_question_come_in_pages(client, long):
    page = client.get(f"{HOME}questions/2/?page=1:3").content.decode()
    assert re.findall(r"Antwort (\d+) auf die zweite", page) == [str(key) for key in range(41, 61)]
    assert f'<a rel="next" href="{HOME}questions/2/?page=1%3A4#answers-1">' in page
    assert f"{ROWS} Zeilen" in page


def test_numbers_are_sorted_before_they_come_in_pages(client, db):
    publish(make_long_numbers())
    assert rows_of(client.get(f"{HOME}?sort=1:1")) == list(range(120, 100, -1))
    assert rows_of(client.get(f"{HOME}?sort=1:1&page=1:6")) == list(range(20, 0, -1))
    narrowed = client.get(f"{HOME}?where=1:1:..100")
    assert rows_of(narrowed) == list(range(70, 90))
    assert f"{HOME}?where=1%3A1%3A..100&amp;page=1%3A2#a1" in narrowed.content.decode()
    assert rows_of(client.get(f"/embed{HOME}annexes/1/?page=1:2")) == list(range(21, 41))
