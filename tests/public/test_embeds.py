"""Pages for frames of other sites."""

import pytest

from tests.public.papers import make_districts, make_measured_content, publish
from tests.public.test_number_tables import make_number_content

HOME = "/inquiries/nordland-9-1/"
VALUES = [("120", "exact"), ("0", "exact"), (None, "none")]


@pytest.fixture
def measured(db):
    make_districts()
    return publish(make_measured_content(VALUES))


@pytest.mark.parametrize("page", ["coverage/", "questions/1/bars-1a/", "questions/1/map-1a/", "questions/2/map-a1-c3/"])
def test_any_site_may_frame_it_and_source_edition_and_date_stand_in_it(client, measured, page):
    response = client.get(f"/en/embed{HOME}{page}")
    policy = response.headers["Content-Security-Policy"]
    assert ("frame-ancestors *" in policy, "script-src 'self'" in policy) == (True, True)
    assert ("X-Frame-Options" in response.headers, response.cookies) == (False, {})
    assert "Landtag Nordland, paper 9/1 of 20 Feb 2030" in response.text
    assert "edition 1 of 1 Mar 2030" in response.text
    assert '<base target="_blank">' in response.text


def test_table_of_numbers_can_be_framed_and_sorts_in_its_frame(client, db):
    publish(make_number_content())
    text = client.get(f"/embed{HOME}annexes/1/?sort=1:-1").text
    assert text.index("Südkreis") < text.index("Nordkreis")
    assert f'href="/embed{HOME}annexes/1/?sort=1%3A1#a1" target="_self"' in text


def test_what_is_not_drawn_is_not_there_and_no_other_page_may_be_framed(client, measured):
    missing = ["annexes/1/", "annexes/9/", "questions/1/map-9z/", "questions/1/table-1a/", "questions/9/map-1a/"]
    assert [client.get(f"/embed{HOME}{page}").status_code for page in missing] == [404] * len(missing)
    response = client.get(HOME)
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


def test_pages_say_how_a_figure_is_framed(client, measured):
    address = f"/embed{HOME}questions/1/map-1a/"
    assert f'&lt;iframe src="http://127.0.0.1:8000{address}"' in client.get(f"{HOME}questions/1/").text
    assert f'&lt;iframe src="http://127.0.0.1:8000/embed{HOME}coverage/"' in client.get(HOME).text
    assert "iframe" not in client.get(f"{HOME}editions/1/").text


def test_page_says_how_a_table_of_numbers_is_framed(client, db):
    publish(make_number_content())
    assert f'&lt;iframe src="http://127.0.0.1:8000/embed{HOME}annexes/1/"' in client.get(HOME).text
    assert "iframe" not in client.get(f"{HOME}editions/1/").text
