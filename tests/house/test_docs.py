"""What the README promises is there."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from config import model_picture
from tests.house.test_ranks import ACROSS, RANKS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text()
PACKAGES = {path.parent.name for path in (ROOT / "survey").glob("*/__init__.py")} - {"migrations"}
COMMANDS = {
    "import_paper": {"--parliament", "--number", "--dry-run", "--by", "--json"},
    "import_annex": {"--inquiry", "--annex", "--dry-run", "--json"},
    "export_annex": {"--to", "--json"},
    "publish": {"--note", "--by", "--json"},
    "take_back": {"--reason", "--by", "--json"},
    "rebuild": {"--json"},
    "archive": {"--json"},
    "submit": {"--message", "--by", "--json"},
    "backup": {"--json"},
    "restore": {"--json"},
}


def options(name):
    command = load_command_class(get_commands()[name], name)
    parser = command.create_parser("manage.py", name)
    return {option for action in parser._actions for option in action.option_strings}


@pytest.mark.parametrize("name", COMMANDS)
def test_command_of_the_contract_takes_its_options(name):
    assert COMMANDS[name] - options(name) == set()


def documented_commands():
    return re.findall(r"`manage\.py (\w+)([^`]*)`", README)


def test_readme_names_every_command_of_ours():
    ours = {path.stem for path in (ROOT / "survey" / "management" / "commands").glob("[a-z]*.py")}
    assert {name for name, _ in documented_commands()} - {"createsuperuser", "check"} == ours


def test_readme_names_no_option_that_a_command_lacks():
    wrong = [
        f"{name} {option}"
        for name, arguments in documented_commands()
        for option in re.findall(r"--[a-z-]+", arguments)
        if option not in options(name)
    ]
    assert wrong == []


def test_readme_names_every_target_of_the_makefile():
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split()
    assert re.findall(r"^\| `make ([\w-]+)` \|", README, re.MULTILINE) == targets


def variables_read(path):
    """Names that a module of config/ asks the environment for."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    asked = [node for node in calls if re.match(r"env(\.\w+)?$|os\.environ\.get$", ast.unparse(node.func))]
    return {node.args[0].value for node in asked if isinstance(node.args[0], ast.Constant)}


def test_readme_lists_every_variable_that_the_program_reads():
    read = set().union(*map(variables_read, (ROOT / "config").glob("*.py")))
    table = [line.split("|")[1] for line in README.splitlines() if re.match(r"\| `[A-Z_]+`", line)]
    assert set(re.findall(r"`([A-Z_]+)`", " ".join(table))) == read


def test_readme_gives_the_credits_that_the_sources_ask_for():
    asked = ["© Statistisches Bundesamt (Destatis), 2019", "GeoBasis-DE / BKG", "official works", "MIT"]
    assert [words for words in asked if words not in README] == []


def test_licence_is_the_one_that_the_package_names():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    text = (ROOT / project["license"]["file"]).read_text()
    assert text.startswith("MIT License")


def pins(name):
    """Each locked package with its version; what one Python alone needs, tests may need on all."""
    return set(re.findall(r"^([a-z0-9-]+(?:\[\w+\])?==[^\\\s]+)", (ROOT / name).read_text(), re.MULTILINE))


def test_both_locks_pin_the_same_packages():
    assert pins("requirements.txt") - pins("requirements-dev.txt") == set()


def test_lock_holds_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.match(r"[a-z0-9-]+", line)[0] for line in project["dependencies"]}
    locked = {re.match(r"[a-z0-9-]+", pin)[0] for pin in pins("requirements.txt")}
    assert wanted - locked == set()


def test_lock_names_no_package_host():
    assert (
        re.findall(r"https?://\S+|^--(?:extra-)?index-url.*|^--find-links.*", (ROOT / "requirements.txt").read_text())
        == []
    )


def test_map_of_the_readme_has_each_package_with_its_rank():
    told = re.findall(r"^  (\w+)/ +\[(\d)\] ", README, re.MULTILINE)
    assert sorted(told) == sorted((name, str(RANKS[name])) for name in PACKAGES)


def test_architecture_has_each_package_with_its_rank_and_what_it_may_import_beside_lower_ones():
    told = re.findall(r"^\| `survey/(\w+)/` \| (\d) \|([^|]*)\|", ARCHITECTURE, re.MULTILINE)
    beside = {name: {other for part, other in ACROSS if part == name} for name in PACKAGES}
    assert sorted((name, rank, set(re.findall(r"\w+", others))) for name, rank, others in told) == sorted(
        (name, str(RANKS[name]), beside[name]) for name in PACKAGES
    )


FOR_WHO_COMES_NEXT = [ROOT / "docs" / "architecture.md", ROOT / "CONTRIBUTING.md"]
PAGES = [*ROOT.glob("[A-Z]*.md"), *(ROOT / "docs").glob("*.md")]


@pytest.mark.parametrize("page", FOR_WHO_COMES_NEXT, ids=lambda page: page.stem)
def test_page_for_who_comes_next_names_no_path_that_is_not_there(page):
    folders = "|".join(re.escape(path.name) for path in ROOT.iterdir() if path.is_dir() and path.name != "var")
    named = re.findall(rf"`((?:{folders})/[\w./-]*|\w[\w.-]*\.(?:md|toml|txt))`", page.read_text())
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_of_a_page_lead_to_files_that_are_there(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_architecture_names_the_five_shapes_of_a_cell_where_they_are():
    section = ARCHITECTURE.partition("It has five shapes.")[2].partition("\n## ")[0]
    shapes = re.findall(r"^\| `(\w+)` \| `([\w/.]+)` \|", section, re.MULTILINE)
    assert len(shapes) == 5
    assert [name for name, path in shapes if not re.search(rf"^class {name}\b", (ROOT / path).read_text(), re.M)] == []


def test_architecture_names_each_class_and_function_where_it_stands():
    """“`Layout` in `survey/…`” and “`Layout` (`survey/…`)”."""
    named = re.findall(r"`(\w+)` (?:in |\()`([\w/]+\.py)`", ARCHITECTURE)
    assert len(named) > 20
    stands = r"^(?:    )?(?:class |def )?{}\b"
    assert [pair for pair in named if not re.search(stands.format(pair[0]), (ROOT / pair[1]).read_text(), re.M)] == []


def test_picture_of_the_data_model_is_that_of_the_models():
    """Drawn anew by `python -m config.model_picture`."""
    assert model_picture.PAGE.read_text() == model_picture.page()
