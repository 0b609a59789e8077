"""Stored text is escaped, a page has nothing inline, and templates are written in lines that one can read."""

import re
from pathlib import Path

import pytest
from django.template.base import TextNode
from django.template.loader import get_template

from config.templates import PREFORMATTED, unindented

LONGEST = 240  # a tag of the template language cannot be broken: most lines are below 120

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


def test_templates_have_no_longer_lines():
    long = [
        f"{path.relative_to(TEMPLATES)}:{number}: {len(line)}"
        for path in TEMPLATES.rglob("*.*")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > LONGEST
    ]
    assert long == []


def test_pages_get_no_indentation():
    """config.templates drops it, in templates of ours alone."""
    names = [str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*")]
    templates = [get_template(name).template for name in names]
    assert len(templates) > 150
    assert [each.name for each in templates if not PREFORMATTED.search(each.source) and line_breaks(each)] == []
    assert line_breaks(get_template("admin/change_list.html").template)


def line_breaks(template) -> int:
    return sum("\n" in node.s for node in template.nodelist.get_nodes_by_type(TextNode))


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("<ul>\n  <li>", "<ul><li>"),
        ("\n  <li>", "<li>"),
        ("<b>a</b>\n  ", "<b>a</b>"),
        ("<b>a</b> <i>", "<b>a</b> <i>"),
        ("one\n  two", "one two"),
        ("one\n  <b>", "one <b>"),
    ],
)
def test_line_break_between_tags_is_no_white_space(written, sent):
    assert unindented(written) == sent
