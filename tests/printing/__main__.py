"""Prints tables in all styles, reads them again, and prints how many cells are right.

    python -m tests.printing [--keep FOLDER] [--style WORD] [--content WORD]

Needs Chromium. With --keep the PDFs stay in a folder, and those that are there are not printed again.
"""

import argparse
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.printing.contents import all_contents
from tests.printing.measure import Score, score
from tests.printing.printer import new_page, print_table
from tests.printing.styles import FORMS, STYLES


def main() -> None:
    options = _arguments()
    total = Score()
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(options.keep or folder)
        kept.mkdir(exist_ok=True)
        for style, form, content, path in _printed(kept, options):
            begin = time.process_time()
            found = score(path.read_bytes(), [content], options.show)
            total += found
            spent = time.process_time() - begin
            print(f"{style:24}{form:14}{content.name:9}{found}  {spent:4.1f} s", flush=True)
    print(f"{'all':47}{total}")


def _arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep")
    parser.add_argument("--style", default="")
    parser.add_argument("--content", default="")
    parser.add_argument("--show", type=int, default=0)
    return parser.parse_args()


def _printed(folder: Path, options):
    contents = [content for content in all_contents() if options.content in content.name]
    with sync_playwright() as playwright:
        page = new_page(playwright)
        for at, style in enumerate(STYLES):
            form = list(FORMS)[at % len(FORMS)]
            for number, content in enumerate(contents if options.style in style else ()):
                path = folder / f"{style} {content.name}.pdf".replace(" ", "-").replace(",", "")
                if not path.exists():
                    print_table(page, content, style, form, path, heads_again=(at + number) % 2 == 0)
                yield style, form, content, path


main()
