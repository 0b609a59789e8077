"""A made-up parliament with one published paper in two editions, and a cache that starts empty."""

import pytest
from django.core.cache import cache

from tests.public.papers import make_content, make_districts, publish


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def snow(db):
    """Nordland 9/1 in its second edition."""
    make_districts()
    publish(make_content(title="Winterdinst in den Landkreisen"))
    return publish(number=2, note="Titel berichtigt.", day="2030-04-01")
