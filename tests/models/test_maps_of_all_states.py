"""The step that gives districts of older databases their maps and inhabitants."""

from importlib import import_module

import pytest
from django.apps import apps

from survey.models import District
from tests.factories import make_district


@pytest.mark.django_db
def test_districts_get_what_they_lack_and_keep_what_an_editor_wrote():
    make_district("Braunschweig", "03101", "city")
    make_district("Salzgitter", "03102", "city", outline="M0 0l9 9z", tile_row=7, tile_column=7, population=5)
    make_district("Nirgendwo", "99001")
    import_module("survey.migrations.0024_maps_of_all_states").fill(apps, None)
    first, kept, unknown = District.objects.order_by("key")
    assert (first.outline[0], first.population, str(first.population_on)) == ("M", 248292, "2018-12-31")
    assert first.tile_row is not None
    assert (kept.outline, kept.tile_row, kept.population, kept.population_on) == ("M0 0l9 9z", 7, 5, None)
    assert (unknown.outline, unknown.tile_row, unknown.population) == ("", None, None)
