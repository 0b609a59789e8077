"""deploy/up as an account with no rights: everything runs as that account, in its own clone and folder."""

import os
import shutil
import site
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

from tests.deploy.clients import Client
from tests.deploy.test_example import Example, pytestmark  # noqa: F401  the same programs are needed

USER = "nobody"
PYTHON = Path("/usr/bin/python3")  # one that every account may run
LEFT_OUT = (".git", ".venv*", "var", "__pycache__", ".*_cache")


@pytest.fixture(scope="module")
def example():
    """As root, in a clone that belongs to nobody; else in this one, as who runs the tests."""
    with tempfile.TemporaryDirectory(prefix="anlage-clone.") as folder:
        running = Example()
        if os.geteuid() == 0:
            if version(PYTHON) != version(sys.executable):
                pytest.skip("needs a Python of the system in the version that runs the tests")
            clone(Path(folder))
            shutil.chown(running.folder, USER)
            running.checkout, running.prefix = Path(folder), ("runuser", "-u", USER, "--")
        try:
            running.up()
            yield running
        finally:
            running.down()
            shutil.rmtree(running.folder)


def version(python) -> str:
    return subprocess.check_output([python, "-c", "import sys; print(sys.version_info[:2])"], text=True)


def clone(folder: Path) -> None:
    """With an environment of its own, which finds the packages of this one."""
    shutil.copytree(settings.BASE_DIR, folder, ignore=shutil.ignore_patterns(*LEFT_OUT), dirs_exist_ok=True)
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    (packages,) = (folder / ".venv").glob("lib/python*/site-packages")
    (packages / "shared.pth").write_text("\n".join(site.getsitepackages()))
    (folder / ".venv" / "installed").touch()
    subprocess.run(["chown", "--recursive", USER, folder], check=True)


def test_site_is_served_over_tls(example):
    assert Client(example.site).ask("/districts/").status == 200


def test_everything_runs_as_that_account(example):
    files = [Path(example.folder, name) for name in ("log/program.pid", "log/nginx.pid", "postgres/postmaster.pid")]
    owners = {Path("/proc", path.read_text().split()[0]).stat().st_uid for path in files}
    assert owners == {Path(example.folder).stat().st_uid}
    assert owners != {0}
