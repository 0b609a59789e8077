"""The units and the settings of deploy/ name what there is."""

import re
import shutil
import subprocess
from configparser import ConfigParser

import pytest
from django.conf import settings
from django.core.management import get_commands

from tests.operation import page

DEPLOY = settings.BASE_DIR / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())


def test_units_call_commands_that_there_are():
    called = [name for unit in UNITS for name in re.findall(r"manage\.py (\w+)", unit.read_text())]
    assert called
    assert [name for name in called if name not in get_commands()] == []


def test_jobs_run_what_the_page_of_operation_runs():
    """Its commands are run by tests/operation/test_operation_page.py."""
    called = [line for unit in UNITS for line in re.findall(r"manage\.py (\w+[^'\n]*)", unit.read_text())]
    said = {line.removeprefix("manage.py ") for line in page.commands()}
    assert called
    assert [line for line in called if line.replace('"$VAR_DIR/backups"', "/var/backups/anlage") not in said] == []


def test_pages_name_units_that_there_are():
    pages = (settings.BASE_DIR / "docs" / "operation.md", DEPLOY / "README.md")
    named = [
        name
        for path in pages
        for name in re.findall(r"systemctl (?:status|enable --now) ([\w.\- ]+)", path.read_text())
    ]
    known = {unit.name for unit in UNITS} | {unit.stem for unit in UNITS} | {"postgresql"}
    assert [name for names in named for name in names.split() if name not in known] == []
    assert len(named) > 2


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_unit_is_one_that_systemd_understands(unit, tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("needs systemd-analyze")
    for each in UNITS:  # programs that are there, for those of the clone are not
        text = re.sub(r"^(ExecStart=)\S+", r"\1/bin/true", each.read_text(), flags=re.MULTILINE)
        (tmp_path / each.name).write_text(text)
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(tmp_path / unit.name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if unit.name in line]
    assert (said, done.returncode) == ([], 0)


def test_program_and_jobs_have_few_rights():
    for unit in UNITS:
        if unit.suffix == ".service":
            parser = ConfigParser(strict=False, interpolation=None)
            parser.optionxform = str
            parser.read(unit)
            service = parser["Service"]
            asked = {name: service.get(name) for name in ("User", "UMask", "NoNewPrivileges", "ProtectSystem")}
            assert asked == {"User": "anlage", "UMask": "0077", "NoNewPrivileges": "yes", "ProtectSystem": "strict"}


def test_settings_of_the_example_are_settings_of_the_program():
    named = re.findall(r"^#? ?([A-Z_]+)=", (DEPLOY / "environment").read_text(), re.MULTILINE)
    readme = (settings.BASE_DIR / "README.md").read_text()
    assert len(named) > 8
    assert [name for name in named if f"| `{name}` |" not in readme] == []


def test_readme_of_deploy_names_each_file():
    readme = (DEPLOY / "README.md").read_text()
    files = [*DEPLOY.iterdir(), *UNITS, *(DEPLOY / "cluster").iterdir()]
    names = [path.name for path in files if path.is_file() and path.suffix != ".md"]
    assert [name for name in names if name not in readme and name.replace(".service", "") not in readme] == []


def test_cluster_fills_in_all_that_its_templates_leave_open():
    filled = (DEPLOY / "cluster" / "up").read_text()
    templates = [path for path in (DEPLOY / "cluster").iterdir() if path.suffix]
    left_open = {name for path in templates for name in re.findall(r"@[A-Z_0-9]+@", path.read_text())}
    assert len(left_open) > 10
    assert {name for name in left_open if f"s|{name}|" not in filled} == set()
