"""What printed pages cost: queries of the reading page, memory of the process that shows a thousand of them."""

import tracemalloc
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from survey.models import PublishedPage
from survey.publishing import facsimiles, page_pictures
from survey.publishing.freeze import freeze
from survey.publishing.publish import publish
from tests.printed import import_print
from tests.publishing.paper import publisher, seen

pytestmark = pytest.mark.django_db
PAGES = 1000
MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def source():
    """Published; nobody has released its pages yet."""
    source = import_print(publisher())
    publish(source.inquiry, by=publisher(), note="Neu.", seen=seen(source.inquiry), unsure_reason="Probe.")
    return source


def queries_of(client, path):
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        page = client.get(path).content.decode()
    return len(queries), page


def test_reading_page_with_sixty_places_costs_no_more_queries_than_without(client, source):
    places = {address for address, _text, _place in facsimiles.placed_texts(freeze(source.inquiry)) if "/" in address}
    home = f"/inquiries/{source.inquiry.slug}/"
    before, plain = queries_of(client, home)
    facsimiles.release(source, by=publisher())
    after, shown = queries_of(client, home)
    assert (len(places) >= 50, before, after) == (True, 4, 4)
    viewer = f"{home}sources/{source.key}/"
    assert plain.count(viewer) == shown.count(viewer) >= len(places) - 5


def test_a_thousand_pages_that_are_shown_stay_in_no_memory(client, source):
    """Each picture lies on the disk, and is sent from there."""
    facsimiles.release(source, by=publisher())
    first = PublishedPage.objects.get(number=1)
    picture = page_pictures.whole(first, page_pictures.sizes(first)[0])
    size = page_pictures.joined(page_pictures.sizes(first)[0])
    name = f"full/{size}/0/default.jpg"
    facts = {"inquiry": first.inquiry, "source": first.source, "file": source, "width": first.width}
    PublishedPage.objects.bulk_create(
        PublishedPage(number=number, height=first.height, state=f"{number:064}", **facts)
        for number in range(1001, 1001 + PAGES)
    )
    large = picture + bytes(MEGABYTE)
    kept = page_pictures.kept_path(first.state, name)
    Path(kept).write_bytes(large)
    for number in range(1001, 1001 + PAGES):
        path = Path(page_pictures.kept_path(f"{number:064}", name))
        path.parent.mkdir()
        path.hardlink_to(kept)

    def show(numbers):
        for number in numbers:
            shown = client.get(f"/inquiries/{first.inquiry}/sources/{first.source}/pages/{number}/{name}")
            assert sum(len(chunk) for chunk in shown) == len(large)  # read to its end, the client closes it

    show(range(1001, 1021))
    tracemalloc.start()
    try:
        show(range(1021, 1001 + PAGES))
        held, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (held < 2 * MEGABYTE, most < 5 * MEGABYTE) == (True, True), (held, most)
