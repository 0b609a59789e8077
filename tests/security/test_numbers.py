"""No number in an address or a parameter breaks a page, however large: found on every address there is."""

import re

import pytest
from django.urls import URLPattern, get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.admin.conftest import signed_in
from tests.public.conftest import empty_cache, snow  # noqa: F401  fixtures
from tests.public.test_pages import HOME

LARGE = [2**31 - 1, 2**31, 2**63, 10**23 - 1]
TOO_LONG = "9" * 5000  # more digits than Python reads
NUMBERED = r"<int:\w+>|<path:\w+>|\(\?P<annex>[^)]*\)"
OTHERS = {r"<slug:slug>|\(\?P<slug>[^)]*\)": "nordland-9-1", r"\(\?P<extension>[^)]*\)": "csv"}
PARAMETERS = ["page", "district", "inquiry", "question", "annex", "row", "year", "term", "code", "text", "map", "sort"]


def addresses(patterns=None, before=""):
    """Every address of the site as it stands in its patterns."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(each.pattern).removeprefix("^").removesuffix("$").replace(r"\.", ".")
        if isinstance(each, URLPattern):
            yield "/" + here
        else:
            yield from addresses(each.url_patterns, here)


def filled(address, number):
    for pattern, value in OTHERS.items():
        address = re.sub(pattern, value, address)
    return re.sub(r"<\w+:\w+>", "x", re.sub(NUMBERED, str(number), address))


def numbered(*, desk):
    return sorted({each for each in addresses() if re.search(NUMBERED, each) and each.startswith("/admin/") == desk})


@pytest.mark.parametrize("address", numbered(desk=False))
def test_public_address_with_a_large_number_is_not_found(client, snow, address):  # noqa: F811
    paths = [filled(address, number) for number in (*LARGE, TOO_LONG)]
    assert [client.get(path).status_code for path in paths] == [404] * len(paths)


def test_desk_answers_each_large_number(client, db):
    desk = signed_in(factories.make_user("root", is_staff=True, is_superuser=True))
    found = numbered(desk=True)
    assert len(found) > 100
    broken = [
        path
        for address in found
        for path in (filled(address, 10**23 - 1), filled(address, 2**31))
        if desk.get(path).status_code >= 500
    ]
    assert broken == []


@pytest.mark.parametrize("path", ["/editions/1..99999999999999999999999/", "/editions/99999999999999999999999.json"])
def test_edition_that_cannot_be_is_not_found(client, snow, path):  # noqa: F811
    assert client.get(f"/inquiries/nordland-9-1{path}").status_code == 404


values = st.one_of(
    st.integers().map(str),
    st.sampled_from([str(2**31), str(2**63), "9" * 50, "-1", "1e9", "0x7f", "٣", "NaN", "Infinity", "1" * 5000]),
    st.text(max_size=20),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(PARAMETERS), values, max_size=3))
def test_parameter_is_taken_or_refused_and_breaks_nothing(shared_client, query):
    pages = ("/answers/", "/inquiries/", "/bodies/", "/search/", "/compare/", "/corrections/", "/answers.csv", HOME)
    for page in pages:
        assert shared_client.get(page, query).status_code in (200, 301, 302, 400, 404)


@pytest.fixture
def shared_client(client, snow):  # noqa: F811
    """One for all examples: they only read."""
    return client
