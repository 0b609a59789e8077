"""Tables as the golden files in tests/annexes hold them."""

import json
from dataclasses import asdict, replace
from pathlib import Path

ANNEXES = Path(__file__).parent.parent / "annexes"
ALWAYS = {"headings", "records", "label_heading", "left_out", "label", "cells", "continues", "text", "raw"} | {
    "page",
    "line",
}


def described(table):
    """All fields but those that a plain table has no use for; places have a test of their own."""
    return _plain(json.loads(json.dumps(asdict(replace(table, pages=())))))


def expected(path):
    return json.loads(path.with_suffix(".json").read_text())


def _plain(value):
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if (name in ALWAYS or each) and name != "boxes"}
    return value
