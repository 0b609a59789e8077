"""How recent the public data are, by key."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from survey.models import LISTS, SITE, DataVersion, body_key, district_key, inquiry_key

pytestmark = pytest.mark.django_db
PAPER = inquiry_key("hessen-19-1613")


def test_nothing_has_a_version_before_anything_was_published():
    assert (DataVersion.objects.now(PAPER).number, DataVersion.objects.now(PAPER).time) == (0, None)


def test_a_page_is_new_when_one_of_its_keys_is_raised_and_not_when_another_is():
    DataVersion.objects.advance(PAPER, LISTS)
    before = {keys: DataVersion.objects.now(*keys).number for keys in ((), (PAPER,), (district_key("06631"),))}
    assert before == {(): 1, (PAPER,): 1, (district_key("06631"),): 0}
    DataVersion.objects.advance(LISTS, LISTS, district_key("06631"))
    assert {keys: DataVersion.objects.now(*keys).number for keys in before} == {
        (): 2,
        (PAPER,): 1,
        (district_key("06631"),): 1,
    }


def test_all_pages_hang_on_the_site():
    for raise_site in (lambda: DataVersion.objects.advance(), lambda: DataVersion.objects.advance(SITE)):
        before = DataVersion.objects.now(PAPER, body_key("runder-tisch")).number
        raise_site()
        assert DataVersion.objects.now(PAPER, body_key("runder-tisch")).number == before + 1


def test_version_has_the_time_of_its_newest_key():
    DataVersion.objects.advance(SITE)
    begun = timezone.now()
    DataVersion.objects.advance(PAPER)
    assert DataVersion.objects.now().time < begun < DataVersion.objects.now(PAPER).time <= timezone.now()


def test_version_costs_one_query_however_many_keys_it_has():
    for keys in ((PAPER,), (PAPER, LISTS, district_key("06631"))):
        with CaptureQueriesContext(connection) as captured:
            DataVersion.objects.now(*keys)
        assert len(captured) == 1


def test_total_is_more_than_any_page_can_have_seen():
    assert DataVersion.objects.total() == 0
    DataVersion.objects.advance(PAPER, LISTS)
    DataVersion.objects.advance(SITE)
    assert DataVersion.objects.total() == 3


def test_version_says_of_site_and_lists_that_something_changed_elsewhere():
    before = DataVersion.objects.now(PAPER)
    DataVersion.objects.advance(district_key("06631"), LISTS)
    after = DataVersion.objects.now(PAPER)
    assert (after.number - before.number, after.of_all - before.of_all) == (0, 1)
