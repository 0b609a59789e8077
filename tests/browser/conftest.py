"""A page in Debian's Chromium, against the live server; what it complains of fails the test."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from survey.models import Edition
from tests import snapshot

MISSING = "Browser tests need Chromium (Debian's package chromium)."
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser():
    """Ends with its module: Playwright's loop would be in the way of tests that come after in the same process."""
    chromium = shutil.which("chromium")
    if chromium is None and "REQUIRE_BROWSER" in os.environ:
        pytest.fail(MISSING, pytrace=False)
    if chromium is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        # Playwright's loop runs in this thread, and so do the tests' own questions to the database.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser, live_server):
    """A German visitor; `browser` comes first, so that without it no server is started."""
    context = browser.new_context(base_url=live_server.url, locale="de-DE")
    yield context
    context.close()


@pytest.fixture
def published(transactional_db, first_content):
    """The first paper's first edition, seen by the server's own connection, too; each test empties the database."""
    snapshot.put(first_content)
    return Edition.objects.get(slug="hessen-19-1613", number=1)


@pytest.fixture
def complaints(context):
    """What the console says is wrong: scripts that fail, what the policy refuses, addresses that answer 4xx or 5xx."""
    heard = []

    def hear(message):
        if message.type == "error":
            heard.append(f"{message.location['url']}: {message.text}")

    context.on("console", hear)
    context.on("weberror", lambda error: heard.append(str(error.error)))
    yield heard
    assert heard == []


@pytest.fixture
def page(context, complaints):
    return context.new_page()


@pytest.fixture
def signed_in(context, client, live_server):
    """Sign the browser in as a user, without the form."""

    def sign_in(user):
        client.force_login(user)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])

    return sign_in
