"""A module is named for a step of the journey or a noun of the domain."""

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
