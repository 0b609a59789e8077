"""Imports go down the ranks, and the public side knows editions only."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RANKS = {
    "files": 0,
    "intake": 0,
    "pages": 0,
    "sheets": 0,
    "language": 0,
    "models": 1,
    "wording": 2,
    "record": 3,
    "checks": 4,
    "editing": 5,
    "importing": 6,
    "proposals": 6,
    "publishing": 6,
    "public": 7,
    "api": 8,
    "archive": 8,
    "admin": 8,
    "operation": 8,
    "management": 9,
    "urls": 9,
    "apps": 9,
}
# Within rank 0: who may import whom
ACROSS = {
    ("pages", "files"),
    ("sheets", "files"),
    ("sheets", "pages"),
    ("intake", "files"),
    ("intake", "pages"),
    ("intake", "sheets"),
    ("intake", "language"),
}
PUBLIC_MODELS = {
    "LISTS",
    "PAGES",
    "SITE",
    "STREAMS",
    "body_key",
    "district_key",
    "inquiry_key",
    "is_whole",
    "reading_from",
    "streamed_from",
    "Absence",
    "AnswerLines",
    "ListCount",
    "District",
    "Edition",
    "FormerSlug",
    "Notice",
    "SearchRow",
    "SearchRowDistrict",
    "PublishedBody",
    "Erratum",
    "PublishedInquiry",
    "PublishedMention",
    "PublishedPage",
    "PublishedStatement",
    "DataVersion",
    "Tombstone",
}


def modules(*parts):
    return [
        path
        for part in parts
        for path in [*(ROOT / "survey").glob(f"{part}.py"), *(ROOT / "survey" / part).rglob("*.py")]
    ]


def part_of(path):
    return path.relative_to(ROOT / "survey").parts[0].removesuffix(".py")


def imports(path):
    """Each imported module and name, also those inside functions: ("survey.models", "Edition", 3)."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "", node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*start, *([node.module] if node.module else [])])
            yield from ((module, alias.name, node.lineno) for alias in node.names)


def imported_part(module, name):
    """The part of the house that an import reaches for, or "" outside of it."""
    top, _, rest = module.partition(".")
    if top != "survey":
        return ""
    return rest.partition(".")[0] or name


def is_allowed(part, other):
    return part == other or RANKS[other] < RANKS[part] or (part, other) in ACROSS


def test_imports_of_the_house_go_down_the_ranks():
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {other}"
        for path in modules(*RANKS)
        for module, name, line in imports(path)
        if (other := imported_part(module, name)) and not is_allowed(part_of(path), other)
    ]
    assert wrong == []


def test_every_part_of_the_house_has_a_rank():
    found = {part_of(path) for path in (ROOT / "survey").rglob("*.py")}
    assert found - {"__init__", "migrations"} == set(RANKS)


def test_public_side_imports_published_models_only():
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name or module}"
        for path in modules("public", "api", "archive")
        for module, name, line in imports(path)
        if imported_part(module, name) == "models" and name not in PUBLIC_MODELS
    ]
    assert wrong == []


def test_public_side_reaches_no_model_by_another_way():
    wrong = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in modules("public", "api", "archive")
        for word in ("get_model", "_meta.get_field", "ContentType", "history", ".inquiry.")
        if word in path.read_text()
    ]
    assert wrong == []


# What is called `content` and is no edition's: an answer to a request, a content in memory, a body's part of one.
NO_EDITIONS = {"response", "source", "self", "index", "row", "mention", "body"}


def test_stored_text_of_an_edition_is_read_in_one_place_only():
    """Else a passage that is withheld by law would be shown there."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules("public", "api", "publishing", "management")
        if path.name != "withheld.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "content"
        if ast.unparse(node.value).rpartition(".")[2] not in NO_EDITIONS
    ]
    listed = [
        f"{path.relative_to(ROOT)}"
        for path in modules("public", "api", "publishing", "management")
        if 'values_list("content"' in path.read_text()
    ]
    parsed = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in modules("public", "api", "publishing", "management", "admin")
        if path.name != "withheld.py"
        for module, name, line in imports(path)
        if (module, name) in {("survey.publishing.upgrades", "parse"), ("survey.publishing.upgrades", "upgrade")}
    ]
    assert wrong + listed + parsed == []


@pytest.mark.parametrize("part", ["files", "pages", "intake", "sheets", "language"])
def test_readers_know_no_django(part):
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in modules(part)]
    program = f"import sys, {', '.join(names)}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT).returncode == 0
