"""The archive of a small site, read from its folder as a stranger would: without this program."""

import json
import subprocess

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils.translation import override

from survey.archive.writing import SUMS, write_archive
from survey.models import FormerSlug, Tombstone
from survey.public import listing
from survey.publishing.publish import take_back
from tests.archive.folder import broken, read
from tests.public.papers import make_content, make_districts, publish
from tests.publishing.paper import publisher

OWN_STATIC_FILES = settings.BASE_DIR / "survey" / "static"
PAPER = "inquiries/nordland-9-1"


def make_site():
    """Two papers, one of them taken back, one that had another name; lists of several pages."""
    make_districts()
    publish()
    gone = publish(make_content(slug="nordland-9-2", number="9/2", bodies=[]))
    take_back(gone.inquiry, by=publisher(), reason="Falsche Drucksache.")
    FormerSlug.objects.create(kind="inquiry", slug="nordland-alt", now="nordland-9-1")


@pytest.fixture(scope="module")
def small_lists():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "PAGE_SIZE", 2)
        patch.setattr(listing, "NUMBERED", 2)
        yield


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, small_lists, tmp_path_factory):
    """The folder, and what the command said."""
    folder = tmp_path_factory.mktemp("archive") / "site"
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(STATIC_ROOT=OWN_STATIC_FILES):
        make_site()
        report = write_archive(folder)
        transaction.set_rollback(True)
    return folder, report


def test_every_link_leads_to_a_file_and_a_place_in_it(site):
    folder, report = site
    pages = read(folder)
    assert report.missing == []
    assert broken(pages) == set()
    assert len(pages) > 80


def test_archive_holds_pages_files_and_pictures_in_both_languages(site):
    folder, _report = site
    held = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {"index.html", "en/index.html", f"{PAPER}/index.html", f"en/{PAPER}/questions/1/index.html"} <= held
    assert {f"{PAPER}/answers/1/3/2/index.html", f"{PAPER}/editions/1/index.html", f"{PAPER}.json"} <= held
    assert {"answers.xlsx", f"{PAPER}/datapackage.zip", f"{PAPER}/coverage.svg", "en/feed/index.xml"} <= held
    assert {"sitemap.xml", "editions.log", "robots.txt", "api/v1/answers/index.json", "archive/index.html"} <= held
    assert {"static/survey/anlage.css", "static/survey/card-de.png", f"{PAPER}/annexes/1-text-reading.csv"} <= held


def test_long_list_is_held_page_by_page(site):
    folder, _report = site
    assert sorted(path.name for path in (folder / "answers").iterdir()) == ["index.html", "page-2.html", "page-3.html"]


def test_what_needs_the_server_says_so_and_leads_nowhere(site):
    folder, _report = site
    pages = read(folder)
    assert {path.name for path, page in pages.items() if page.tags & {"form", "input", "select", "textarea"}} == set()
    assert [link for page in pages.values() for link in page.links if "?" in link] == []
    start = (folder / "index.html").read_text()
    assert "Dies ist ein Archiv: Suche, Filter und Vergleiche brauchen den Server." in start
    assert "Archiv: Die Suche braucht den Server" in (folder / "about" / "index.html").read_text()
    assert "Archive: search needs the server" in (folder / "en" / "about" / "index.html").read_text()


def test_what_was_taken_back_leaves_a_page_with_the_reason(site):
    folder, _report = site
    assert "Falsche Drucksache." in (folder / "inquiries" / "nordland-9-2" / "index.html").read_text()
    assert not (folder / "inquiries" / "nordland-9-2.json").exists()


def test_former_name_leads_to_the_new_one(site):
    folder, _report = site
    assert 'href="../nordland-9-1/index.html"' in (folder / "inquiries" / "nordland-alt" / "index.html").read_text()


def test_digests_of_all_files_hold(site):
    folder, report = site
    checked = subprocess.run(["sha256sum", "--check", "--strict", SUMS], cwd=folder, capture_output=True, text=True)
    assert (checked.returncode, len(checked.stdout.splitlines())) == (0, report.new)


def test_files_can_be_read_by_a_web_server(site):
    folder, _report = site
    assert (folder / "index.html").stat().st_mode & 0o777 == 0o644
    assert (folder / "en" / "answers").stat().st_mode & 0o777 == 0o755


@pytest.fixture
def public_site(settings, db):
    settings.STATIC_ROOT = OWN_STATIC_FILES
    make_districts()


def archive(folder, capsys):
    call_command("archive", str(folder), "--json")
    return json.loads(capsys.readouterr().out)


def test_second_run_writes_only_what_changed(public_site, tmp_path, capsys):
    publish(make_content(bodies=[]))
    first = archive(tmp_path, capsys)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}
    again = archive(tmp_path, capsys)
    assert (again["new"], again["changed"], again["unchanged"], again["removed"]) == (0, 0, first["new"], 0)
    Tombstone.objects.create(kind="gone", path="/bodies/runde/", inquiry="nordland-9-1", date="2030-05-01T12:00Z")
    publish(make_content(title="Winterdienst, berichtigt", bodies=[]), number=2, day="2030-05-01")
    later = archive(tmp_path, capsys)
    assert "berichtigt" in (tmp_path / PAPER / "index.html").read_text()
    assert later["changed"] < first["new"]
    assert {f"{PAPER}/editions/1..2/index.html", "bodies/runde/index.html"} <= {
        str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.html") if path not in times
    }
    assert broken(read(tmp_path)) == set()


def test_file_that_is_not_led_to_any_more_is_removed(public_site, tmp_path, capsys):
    edition = publish(make_content(bodies=[]))
    archive(tmp_path, capsys)
    take_back(edition.inquiry, by=publisher(), reason="Falsche Drucksache.")
    later = archive(tmp_path, capsys)
    assert later["removed"] > 10
    assert [path.name for path in (tmp_path / PAPER).iterdir()] == ["index.html"]


def test_address_that_leads_to_nothing_is_named(public_site, tmp_path, settings):
    settings.STATIC_ROOT = tmp_path / "none"
    with override("en"), pytest.raises(CommandError, match=r"lead to nothing.*/static/survey/anlage\.css \(.*html\)"):
        call_command("archive", str(tmp_path / "site"))


@pytest.mark.django_db
def test_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "letters.txt").write_text("Liebe Oma")
    with override("en"), pytest.raises(CommandError, match="holds something else: name a new or empty folder"):
        call_command("archive", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]
