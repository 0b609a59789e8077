"""A check is one object: made and listed, it is run, told, decided and carried out like the others."""

import pytest
from django.urls import reverse

from survey import checks, proposals
from survey.checks import findings
from survey.checks.check import check
from survey.checks.finding_draft import in_cell
from survey.models import Finding
from survey.proposals import accepting
from tests import factories
from tests.admin.conftest import member, signed_in

pytestmark = pytest.mark.django_db


@check(
    "Speaks of rain",
    {"often": "%(place)s: it rains often.", "": "%(place)s: it rains."},
    {"": "Take an umbrella."},
    noted=True,
)
def rain(paper):
    for table, row, cell in paper.cells():
        if "Regen" in cell.text:
            yield in_cell(table, row, cell, cell.text, often=cell.text.count("Regen") > 1)


@pytest.fixture
def with_rain(monkeypatch):
    """The two places of `docs/architecture.md`: the object above, and its place among the checks."""
    monkeypatch.setattr(findings, "CHECKS", (*findings.CHECKS, rain))
    monkeypatch.setattr(checks, "CHECKS", findings.CHECKS)


@pytest.fixture
def finding(with_rain):
    answer = factories.make_answer("Regen, immer Regen.", row=factories.make_row(printed="LK Fulda"))
    checks.run(answer.row.annex.inquiry)
    return Finding.objects.get(check_name="rain")


def test_made_up_check_is_run_and_told(finding):
    assert (checks.title("rain"), checks.propose(finding)) == ("Speaks of rain", "Take an umbrella.")
    assert checks.describe(finding) == "LK Fulda, Frage 1: it rains often."


def test_made_up_check_is_listed_at_the_desk_and_noted_there(finding):
    desk = signed_in(member("Redaktion", "editor"))
    page = desk.get(reverse("admin:survey_finding_changelist")).content.decode()
    assert "Speaks of rain" in page
    assert proposals.is_noted("rain")
    desk.post(reverse("admin:survey_finding_decide", args=[finding.pk, "accepted"]), {"decided": "yes", "reason": ""})
    finding.refresh_from_db()
    assert finding.state == Finding.State.ACCEPTED


def test_made_up_check_may_have_an_act_under_its_slug(finding, monkeypatch):
    monkeypatch.setitem(accepting.ACTS, "rain", accepting.ACTS["blank_cell"])
    assert proposals.act_of(finding) is accepting.ACTS["blank_cell"]


def test_finding_of_a_check_that_is_gone_is_still_told(finding, monkeypatch):
    monkeypatch.undo()
    assert (checks.title("rain"), checks.propose(finding), checks.describe(finding)) == (
        "rain",
        "",
        f"rain {finding.subject}",
    )
