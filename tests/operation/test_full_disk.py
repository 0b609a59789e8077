"""A disk without a free block: each command and page says “Kein Platz” in a line, and the data are whole afterwards."""

import json
import subprocess

import pytest

from tests.operation.commands import put_database, told_by

SIZE = 40_000_000  # bytes


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What tests.operation.full_disk tells of a small disk in memory."""
    folder = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "anlage", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"a small disk is mounted, which needs the rights of root: {error}")
    try:
        put_database(folder)
        return told_by("tests.operation.full_disk", folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("step", ["migrate", "load", "import again", "submit", "publish again"])
def test_with_space_all_goes_on(told, step):
    assert told[step]["status"] == 0, told[step]["error"]


@pytest.mark.parametrize("step", ["import", "publish", "backup", "export", "export again"])
def test_command_without_space_says_so_in_one_line(told, step):
    assert (told[step]["status"], told[step]["out"]) == (1, "")
    (line,) = told[step]["error"].splitlines()
    assert line.startswith("Kein Platz")


def test_no_piece_of_a_backup_or_an_export_stays(told):
    assert [name for name in told["files"] if "copy" in name or "table" in name] == []
    assert told["export in place of one"] == "former"


def test_publishing_at_the_desk_without_space_keeps_what_was_written(told):
    status, page = told["publish at the desk"]
    assert (status, "Kein Platz" in page, "Was neu ist." in page) == (507, True, True)
    assert (told["page"][0], "Fassung 1" in told["page"][1]) == (200, True)


def test_login_and_upload_without_space_say_so(told):
    login, upload, _ = told["pages"]
    assert [(status, "Kein Platz" in page) for status, page in (login, upload)] == [(507, True), (507, True)]


def test_health_without_space_is_down(told):
    status, page = told["pages"][2]
    report = json.loads(page)
    assert (status, report["status"], report["database"]["write"]) == (503, "down", "full")
    assert report["disk"]["write"] == "full"


def test_data_are_whole_afterwards(told):
    """Whole, no reference to nothing; and as many inquiries, prepared imports and editions."""
    assert (told["between"], told["after"]) == (["ok", 0, 0, 0, 0], ["ok", 0, 1, 0, 1])
