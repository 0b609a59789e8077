"""What axe finds wrong on a page that a browser has loaded; a line names path, rule and first place."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe


def violations(page, preload=True):
    """Every broken rule; with `preload`, axe asks for the style sheets once more."""
    return [told(page, rule) for rule in broken_rules(page, preload)]


def serious(page):
    """The serious and critical ones of a desk page; its style sheets are not asked for again."""
    return [told(page, rule) for rule in broken_rules(page, preload=False) if rule["impact"] in ("serious", "critical")]


def broken_rules(page, preload):
    """Waits for the page first: a click is over once the next page begins to arrive.

    A button whose words are on their way would have none.
    """
    page.wait_for_load_state()
    return Axe().run(page, options={"preload": preload, "resultTypes": ["violations"]}).response["violations"]


def told(page, rule):
    return f"{urlsplit(page.url).path}: {rule['help']}: {rule['nodes'][0]['html']}"
