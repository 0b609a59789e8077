"""A module is named for a step of the journey or a noun of the domain, a class for what it is of."""

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "services", "service", "base", "core", "lib"}


def test_no_module_has_a_name_that_says_nothing():
    modules = [path for folder in ("config", "survey", "tests", "fixtures") for path in (ROOT / folder).rglob("*")]
    wrong = [str(path.relative_to(ROOT)) for path in modules if path.name.removesuffix(".py") in SAYS_NOTHING]
    assert wrong == []


def test_every_part_of_the_house_has_its_tests():
    parts = {path.parent.name for path in (ROOT / "survey").glob("*/__init__.py")} - {"migrations"}
    assert {part for part in parts if not list((ROOT / "tests" / part).glob("test_*.py"))} == set()


# Class names that stand in more than one module, by the reason; a private class (`_Writer`) is known in its own alone.
TWICE = {
    "Django wants it": {"Command"},
    "what a reader of papers finds, and the record that it becomes": {"Annex", "Asker", "Question", "Reply"},
    "of one format each, known in its module and in the list of readers": {"Reader", "Form", "Styles"},
}


def classes(path):
    return [node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.ClassDef)]


def test_no_class_name_stands_twice_without_a_reason():
    modules = [path for path in (ROOT / "survey").rglob("*.py") if "migrations" not in path.parts]
    counted = Counter(name for path in modules for name in classes(path) if not name.startswith("_"))
    assert {name for name, count in counted.items() if count > 1} == set().union(*TWICE.values())
