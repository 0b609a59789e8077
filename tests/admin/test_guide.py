"""The editor's guide: the same sections in both languages, and each page of the desk leads to its own."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from survey.admin import guide
from tests.browser import desk_pages


@pytest.mark.parametrize("language", ["de", "en"])
def test_guide_has_every_section_once(desk, language):
    with override(language):
        page = desk.get(reverse("admin:guide")).content.decode()
    assert [page.count(f'id="{section}"') for section in guide.SECTIONS] == [1] * len(guide.SECTIONS)
    assert "**" not in guide.rendered(language)
    assert page.count("<strong>manage.py unlock</strong>") == 1


def test_every_page_leads_to_its_place_in_it(desk, paper):
    annex = paper.annexes.get()
    pages = {
        reverse("admin:survey_inquiry_type"): "hand",
        reverse("admin:survey_annex_grid", args=[annex.pk]): "table",
        reverse("admin:survey_row_code", args=[annex.rows.first().pk]): "coding",
        reverse("admin:survey_body_change", args=[paper.bodies.get().pk]): "bodies",
    }
    for page, section in pages.items():
        assert f'href="/admin/guide/#{section}"' in desk.get(page).content.decode()


def test_every_page_of_the_desk_has_its_place_in_the_guide():
    pages = desk_pages.names() - desk_pages.NOT_PAGES - {"guide"}
    assert {name for name in pages if not guide.section_of(name)} == set()
    assert {guide.section_of(name) for name in pages} == set(guide.SECTIONS)


def test_named_beginnings_are_those_of_pages():
    begins = [begin for each in guide.BEGINNINGS.values() for begin in each]
    assert [begin for begin in begins if not any(name.startswith(begin) for name in desk_pages.names())] == []
