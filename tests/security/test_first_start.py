"""What an empty site begins with, and what it says of itself."""

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.management import call_command

from config import prepare
from config.checks import public_site
from survey.models import District, Edition, Submission
from survey.publishing.publish import publish, publish_sample
from tests import factories
from tests.publishing.paper import make_paper, publisher, seen

pytestmark = pytest.mark.django_db


def warnings():
    return [each.id for each in public_site()]


@pytest.fixture
def public(settings):
    settings.HTTPS, settings.TRIAL, settings.TRUSTED_PROXIES = True, False, 1
    cache.clear()  # of pages that were rendered for a trial


@pytest.mark.parametrize(("https", "trial"), [(True, False), (True, True), (False, False)])
def test_public_site_begins_with_no_account_and_nothing_published(public, settings, tmp_path, https, trial):
    """Also without HTTPS under another name than the machine's own, and behind HTTPS on the machine itself."""
    settings.VAR_DIR, settings.HTTPS, settings.TRIAL = tmp_path, https, trial
    told = prepare.fill()
    assert "manage.py createsuperuser" in told
    assert (User.objects.count(), Edition.objects.count(), District.objects.exists()) == (0, 0, True)
    assert list(tmp_path.iterdir()) == []


def test_trial_begins_with_accounts_and_a_paper_that_nobody_looked_at(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    told = prepare.fill()
    assert (tmp_path / "demo-accounts").read_text() in told
    edition = Edition.objects.get()
    assert (edition.review, edition.publisher_name, Submission.objects.count()) == ("program", "Programm", 0)
    assert (edition.unsure, edition.unsure_reason) == (0, "")


def test_paper_of_the_program_says_so_and_the_next_edition_does_not(client):
    inquiry = make_paper(counties=["Fulda"])
    publish_sample(inquiry, by=publisher(), note="Zum Ausprobieren angelegt.")
    page = "/inquiries/hessen-19-1613/"
    said = "Vom Programm angelegt, von niemandem geprüft"
    assert said in client.get(page).content.decode()
    assert said.lower() in client.get(f"{page}editions/").content.decode().lower()
    inquiry.title = "Anders"
    inquiry.save()
    publish(inquiry, by=publisher(), note="Geprüft.", seen=seen(inquiry))
    assert said not in client.get(page).content.decode()


@pytest.mark.parametrize("page", ["/", "/en/answers/", "/districts/"])
def test_page_of_a_trial_says_so_and_is_left_out_by_search_engines(client, page):
    trial = client.get(page).content.decode()
    assert ('<meta name="robots" content="noindex">' in trial, 'class="trial"' in trial) == (True, True)


def test_page_of_a_public_site_says_nothing_of_a_trial(client, public):
    page = client.get("/").content.decode()
    assert ("noindex" in page, 'class="trial"' in page) == (False, False)


# What is said of a site that others can reach


def test_site_that_is_ready_has_no_warnings(public):
    for key in ("imprint", "privacy", "contact", "accessibility"):
        factories.make_notice(key)
    assert warnings() == []


def test_each_weakness_is_named(public, settings):
    settings.DEBUG, settings.TRUSTED_PROXIES, settings.ALLOWED_HOSTS = True, 0, ["*"]
    factories.make_user("redaktion")
    assert warnings() == [f"anlage.W00{number}" for number in range(1, 6)]


def test_deactivated_demo_account_is_none(public):
    factories.make_user("redaktion", is_active=False)
    assert "anlage.W004" not in warnings()


def test_notice_without_text_counts_as_empty(public):
    factories.make_notice("imprint", text="")
    [warning] = [each for each in public_site() if each.id == "anlage.W005"]
    assert "imprint" in warning.msg


def test_check_for_deployment_names_them(capsys, public):
    factories.make_user("freigabe")
    call_command("check", deploy=True)
    assert "anlage.W004" in capsys.readouterr().err
