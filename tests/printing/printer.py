"""A browser as a printer of tables: which content in which style, form and paper."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.printing.contents import Printed, all_contents
from tests.printing.styles import FORMS, STYLES, page_of


def print_tables(folder: Path, count: int, chance: random.Random) -> Iterator[tuple[Printed, Path]]:
    """So many tables: each style and each content in turn, in a form by chance."""
    styles = chance.sample(list(STYLES), len(STYLES))
    contents = all_contents()
    with sync_playwright() as playwright:
        page = new_page(playwright)
        for at in range(count):
            style, content = styles[at % len(styles)], contents[at % len(contents)]
            path = folder / f"{at}.pdf"
            print_table(page, content, style, chance.choice(list(FORMS)), path, heads_again=chance.random() < 0.5)
            yield content, path


def new_page(playwright) -> Page:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    return browser.new_page()


def print_table(page: Page, content: Printed, style: str, form: str, path: Path, *, heads_again: bool) -> None:
    """The table of `content` as a PDF."""
    page.set_content(page_of(content.html, style, form, heads_again=heads_again))
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
