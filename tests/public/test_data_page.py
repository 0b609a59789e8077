"""The page about data: its examples do what it says."""

import html
import os
import re
import subprocess
import urllib.request
from io import BytesIO

import pytest

from survey.publishing import edition_log
from tests.publishing.paper import make_paper, publish_now

SITE = "http://127.0.0.1:8000"


@pytest.fixture
def edition(db):
    """The second one: the log has two lines."""
    first = publish_now(make_paper(counties=["Fulda"]))
    first.inquiry.title = "Runde Tische"
    first.inquiry.save()
    return publish_now(first.inquiry)


def example(client, name):
    shown = client.get("/en/data/").text
    return html.unescape(re.search(rf'<code id="{name}">(.*?)</code>', shown, re.DOTALL)[1])


def run(tmp_path, script):
    """Run by a shell whose curl answers from files: no server is started."""
    return subprocess.run(
        ["sh", "-c", script],
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def curl(client, tmp_path):
    """Answers to addresses with the files that are kept under them."""
    program = tmp_path / "curl"
    program.write_text(
        f'#!/bin/sh\nfor address; do :; done\ncat "{tmp_path}/$(printf %s "$address" | tr -c a-z0-9 _)"\n'
    )
    program.chmod(0o755)

    def keep(path, content=None):
        name = re.sub("[^a-z0-9]", "_", SITE + path)
        (tmp_path / name).write_bytes(client.get(path).getvalue() if content is None else content)

    return keep


def test_ten_lines_of_shell_check_the_log_and_find_its_head_in_the_feed(client, edition, curl, tmp_path):
    curl("/editions.log")
    curl("/feed/")
    script = example(client, "check-log")
    assert len(script.splitlines()) == 10
    found = run(tmp_path, script)
    assert found.stdout.splitlines() == [f"head: {edition_log.head()}", "the feed names the same head"]


def test_ten_lines_of_shell_notice_a_changed_line(client, edition, curl, tmp_path):
    log = client.get("/editions.log").getvalue()
    assert log.count(b"\n") == 2
    curl("/editions.log", log.replace(b'"edition":1', b'"edition":3'))
    curl("/feed/")
    found = run(tmp_path, example(client, "check-log"))
    assert (found.returncode, found.stdout[:20]) == (1, "not what was written")


@pytest.mark.parametrize("name", ["example-curl", "example-api"])
def test_example_of_curl_gives_what_stands_at_its_address(client, edition, curl, tmp_path, name):
    command = example(client, name)
    path = re.search(rf'"{SITE}([^"]*)"', command)[1]
    curl(path)
    assert run(tmp_path, command).stdout.encode().splitlines() == client.get(path).getvalue().splitlines()
    assert "Fulda" in run(tmp_path, command).stdout or "19/1613" in run(tmp_path, command).stdout


def test_example_of_python_counts_answers(client, edition, monkeypatch, capsys):
    monkeypatch.setattr(
        urllib.request, "urlopen", lambda address: BytesIO(client.get(address.removeprefix(SITE)).getvalue())
    )
    exec(compile(example(client, "example-python"), "example", "exec"), {})
    assert capsys.readouterr().out.startswith("Counter({'answered': ")
