"""The editor's guide: the same sections in both languages, and each page of the desk leads to its own."""

import pytest
from django.urls import get_resolver, reverse
from django.utils.translation import override

from survey.admin import guide


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


def test_named_pages_and_sections_exist():
    names = {name for name in get_resolver().namespace_dict["admin"][1].reverse_dict if isinstance(name, str)}
    assert all(any(name.startswith(begin) for name in names) for begin in guide.SECTION_OF_PAGE)
    assert set(guide.SECTION_OF_PAGE.values()) == set(guide.SECTIONS)
