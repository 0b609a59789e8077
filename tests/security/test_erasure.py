"""Words erased by law: gone from the record, its histories, its files, all editions and the database itself."""

import json
import sqlite3

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.urls import reverse

from survey.models import Answer, Edition, Source, Withholding
from survey.publishing.publish import unpublished_changes
from survey.publishing.refusals import PublishRefused
from survey.publishing.verification import verified
from survey.publishing.withholding import lift, withhold
from tests import factories
from tests.publishing.paper import make_paper, publish_now, publisher

NAME = "Zeno Quästenfloßer"
BASIS = "Art. 17 DSGVO"

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    """The name in texts, notes, quotes, facts, histories, the log and the source; a part of it in a quote."""
    inquiry = make_paper(counties=["Fulda"])
    annex = inquiry.annexes.get()
    answer = factories.cell(annex, "LK Fulda", "Frage 1")
    answer.wording = f"Im Kreis Fulda gibt es einen Gipfel. Ihn leitet {NAME}."
    answer.note = "Es ist Zeno Quaestenflosser."
    answer._change_reason = f"{NAME} ist gemeint."
    answer.save()
    factories.make_note(annex, f"Auskunft: {NAME}.", mark="2)")
    body = factories.make_body(inquiry, "Quästenfloßer", slug="runde", rhythm=f"mit {NAME}")
    factories.make_evidence(body, "Quästenfloßer", answer=answer)
    factories.make_evidence(factories.make_participation(factories.make_actor(NAME), body=body), NAME, answer=answer)
    Source.objects.update(content=f"Es leitet ihn {NAME}.\n".encode())
    LogEntry.objects.create(
        user=publisher(), object_repr=NAME, action_flag=2, change_message=f"{NAME} geändert",
        content_type=ContentType.objects.get_for_model(Answer), object_id=str(answer.pk),
    )  # fmt: skip
    publish_now(inquiry, f"Mit {NAME}.")
    return inquiry


@pytest.fixture
def withholding(inquiry):
    return withhold(inquiry, place="1/1/1", words=NAME, reason="Persönlichkeitsrecht", by=publisher())


def erase(withholding, **options):
    call_command("erase", withholding.inquiry.slug, passage=withholding.pk, basis=BASIS, **options)


def holders(*words):
    """Which tables hold one of the words in any field, histories included."""
    found = set()
    for model in [*apps.get_app_config("survey").get_models(), LogEntry]:
        for values in model._base_manager.values():
            said = " ".join(
                bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)
                for value in values.values()
            )
            if any(word in said for word in words):
                found.add(model.__name__)
    return found


def test_name_is_gone_from_every_table_and_history(withholding):
    words = ("Quästenfl", "Quaestenfl", "quastenfl")
    said = {"Answer", "HistoricalAnswer", "AnnexNote", "Body", "Actor", "Evidence", "Source", "Edition"}
    assert said <= holders(*words)
    erase(withholding)
    assert holders(*words) == set()


def test_line_stays_that_says_when_and_on_which_basis(withholding):
    erase(withholding)
    stays = Withholding.objects.get()
    assert (stays.words, stays.place, stays.reason, stays.erased_basis) == ("", "1/1/1", "Persönlichkeitsrecht", BASIS)
    assert stays.erased_on == withholding.date
    with pytest.raises(PublishRefused):
        lift(stays, because="Doch.", by=publisher())


def test_verify_says_that_parts_were_erased_and_does_not_fail(withholding, capsys):
    digest = Edition.objects.get().digest
    erase(withholding)
    capsys.readouterr()
    call_command("verify")
    assert "wurden gelöscht" in capsys.readouterr().out
    assert [(each.holds, each.erased > 0) for each in verified()] == [(True, True)]
    assert Edition.objects.get().digest == digest


def test_public_reads_what_it_read_before(client, withholding):
    paths = ["/inquiries/hessen-19-1613/", "/inquiries/hessen-19-1613/answers.csv", "/bodies/runde/"]
    before = [b"".join(client.get(path)) for path in paths]
    document = json.loads(client.get("/inquiries/hessen-19-1613.json").getvalue())
    erase(withholding)
    assert [b"".join(client.get(path)) for path in paths] == before
    assert json.loads(client.get("/inquiries/hessen-19-1613.json").getvalue()) == document
    assert not unpublished_changes(withholding.inquiry)


def test_file_that_is_no_text_loses_all_its_bytes(withholding):
    Source.objects.update(content=b"%PDF-1.7 \xff\xfe")
    erase(withholding)
    assert bytes(Source.objects.get().content) == b""


def test_dry_run_says_what_it_would_do_and_changes_nothing(withholding, capsys):
    erase(withholding, dry_run=True, json=True)
    report = json.loads(capsys.readouterr().out)
    assert (report["editions"], report["files"]) == ([1], [Source.objects.get().name])
    assert Withholding.objects.get().words == NAME
    assert NAME in factories.cell(withholding.inquiry.annexes.get(), "LK Fulda", "Frage 1").text


@pytest.mark.parametrize("basis", ["", " "])
def test_erasing_needs_a_legal_basis(withholding, basis):
    with pytest.raises(CommandError):
        call_command("erase", withholding.inquiry.slug, passage=withholding.pk, basis=basis)
    assert Withholding.objects.get().words == NAME


def test_command_lists_what_can_be_erased(withholding, capsys):
    call_command("erase", withholding.inquiry.slug)
    assert capsys.readouterr().out.split()[:2] == [str(withholding.pk), "1/1/1"]


def test_command_names_the_copies_that_still_hold_the_words(withholding, capsys, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    kept = tmp_path / "anlage.sqlite3.before-20260101-000000"
    sqlite3.connect(kept).close()
    kept.touch()
    erase(withholding)
    assert str(kept) in capsys.readouterr().out


def test_shared_list_with_the_words_is_named(withholding, capsys):
    respondent = factories.make_respondent(f"Büro {NAME}", "association")
    erase(withholding)
    assert f"{respondent._meta.verbose_name} {respondent.pk}" in capsys.readouterr().out


def test_desk_says_that_it_is_erased_and_offers_nothing_more(withholding, publishers_desk):
    erase(withholding)
    page = publishers_desk.get(reverse("admin:survey_withholding_change", args=[withholding.pk]))
    assert (BASIS in page.content.decode(), page.context["tools"]) == (True, [])


def test_next_edition_still_says_that_a_passage_is_not_shown(client, withholding):
    erase(withholding)
    inquiry = withholding.inquiry
    inquiry.refresh_from_db()
    inquiry.title = "Ein anderer Titel"
    inquiry.save()
    publish_now(inquiry, "Neuer Titel.")
    told = json.loads(client.get("/inquiries/hessen-19-1613.json").getvalue())["content"]["withheld"]
    assert told == [{"place": "1/1/1", "reason": "Persönlichkeitsrecht", "date": withholding.date.isoformat()}]


def test_address_of_a_body_is_erased_with_its_name(client, withholding):
    body = factories.make_body(withholding.inquiry, "Amt", slug="runde-zeno-quaestenflosser-nord")
    answer = factories.cell(withholding.inquiry.annexes.get(), "LK Fulda", "Frage 1")
    factories.make_evidence(body, "Kreis", answer=answer)
    publish_now(withholding.inquiry, "Mit einem Amt.")
    before = json.loads(client.get("/inquiries/hessen-19-1613.json").getvalue())["content"]["bodies"]
    erase(withholding)
    body.refresh_from_db()
    assert {body.slug, *body.history.values_list("slug", flat=True)} == {"hessen-19-1613-runde-nord"}
    assert json.loads(client.get("/inquiries/hessen-19-1613.json").getvalue())["content"]["bodies"] == before
    assert not unpublished_changes(withholding.inquiry)
