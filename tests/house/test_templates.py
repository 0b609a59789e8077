"""Stored text is escaped, and a page has nothing inline."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "survey" / "templates"
FORBIDDEN = {
    "unescaped text": r"\|\s*safe\b|autoescape off|\|\s*safeseq\b",
    "an inline style": r"<style\b|\sstyle\s*=",
    "an inline script": r"<script(?![^>]*\bsrc=)|\son[a-z]+\s*=|javascript:",
    "something from another host": r"(?:src|action)\s*=\s*[\"']?(?:https?:)?//|<link[^>]*href=[\"'](?:https?:)?//",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_templates_have_no(what):
    templates = [path for path in TEMPLATES.rglob("*") if path.is_file()]
    wrong = [
        f"{path.relative_to(TEMPLATES)}:{number}: {line.strip()}"
        for path in templates
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(FORBIDDEN[what], line)
    ]
    assert wrong == []
