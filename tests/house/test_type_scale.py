"""Public pages are set in one scale of type: the steps of tokens.css."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

STEPS = {f"var(--size-{step})" for step in range(1, 8)}
# Where letters of both kinds stand beside each other, and what keeps the size around it.
ELSE = {"var(--serif-size)", "inherit"}
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SIZE = re.compile(r"font-size:\s*([^;]+)|font:\s*(?:(?:italic|[1-9]00)\s+)*([^;/\s]+(?:\([^)]*\))?)")


def sizes(sheet):
    """Each size with its selector, but for the letters of drawings, which are measured in units of the drawing."""
    for selector, rule in RULE.findall(re.sub(r"/\*.*?\*/", "", text_of(sheet), flags=re.DOTALL)):
        if not re.search(r"\btext$", selector.strip()):
            yield from ((size or font, selector.strip()) for size, font in SIZE.findall(rule))


def text_of(sheet):
    return Path(finders.find(f"survey/{sheet}")).read_text(encoding="utf-8")


@pytest.mark.parametrize("sheet", ["anlage.css", "facsimile.css", "preview.css"])
def test_sizes_are_steps_of_the_scale(sheet):
    assert {size: selector for size, selector in sizes(sheet) if size.strip() not in STEPS | ELSE} == {}


def test_scale_has_seven_steps_from_small_to_large():
    named = re.findall(r"--size-(\d): (?:clamp\()?([\d.]+)rem", text_of("tokens.css"))
    assert [step for step, _least in named] == list("1234567")
    assert len(list(sizes("anlage.css"))) > 40
