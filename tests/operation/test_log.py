"""The log has one line an event, with who did it and from where; of readers the address is cut."""

import io
import json
import logging

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.http import UnreadablePostError
from django.test import Client
from django.urls import reverse

from survey.operation import log as module
from survey.operation.log import Context, OneLine, OneObject
from survey.publishing.publish import take_back
from survey.publishing.withholding import withhold
from tests import factories
from tests.admin.conftest import member, signed_in
from tests.operation import making
from tests.publishing.paper import make_paper, publish_now, publisher


@pytest.fixture
def written():
    """What the handler of the program writes, as lines."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Context())
    handler.setFormatter(OneLine())
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: stream.getvalue().splitlines()
    root.removeHandler(handler)


@pytest.fixture
def as_objects(written):
    """The same as JSON."""
    handler = logging.getLogger().handlers[-1]
    handler.setFormatter(OneObject())
    return lambda: [json.loads(line) for line in written()]


@pytest.fixture
def root(db):
    return signed_in(factories.make_user("root", is_staff=True, is_superuser=True))


def test_publishing_withholding_and_taking_back_are_lines(as_objects, django_capture_on_commit_callbacks, db):
    inquiry = make_paper(counties=["Fulda"])
    with django_capture_on_commit_callbacks(execute=True):
        publish_now(inquiry)
        withhold(inquiry, place="", words="Stefan Grüttner", reason="Persönlichkeitsrecht", by=publisher())
        take_back(inquiry, by=publisher(), reason="Falsch.")
    told = [each for each in as_objects() if each["logger"] == "anlage"]
    assert [(each["message"], each["slug"], each["edition"]) for each in told] == [
        ("published", inquiry.slug, 1),
        ("withheld", inquiry.slug, 1),
        ("taken_back", inquiry.slug, 1),
    ]
    assert "Grüttner" not in json.dumps(as_objects(), ensure_ascii=False)


def test_command_names_the_account_it_acts_for(as_objects, django_capture_on_commit_callbacks, db):
    member("Freigabe", "erika")
    make_paper(counties=["Fulda"])
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish", "hessen-19-1613", note="Neu.", by="erika")
    module.doing.set(module.Doing())
    (line,) = [each for each in as_objects() if each["message"] == "published"]
    assert (line["account"], "address" in line) == ("erika", False)


def test_change_of_roles_says_whose_by_whom_and_from_where(as_objects, root):
    user = member("Redaktion", "erika")
    page = reverse("admin:auth_user_change", args=[user.pk])
    form = root.get(page).context["adminform"].form
    data = {name: value for name, value in form.initial.items() if value not in (None, "", False)}
    data |= {"groups": [Group.objects.get(name="Freigabe").pk], "date_joined_0": "01.01.2026", "date_joined_1": "00:00"}
    response = root.post(page, data, headers={"x-request-id": "abcdef0123456789"}, REMOTE_ADDR="203.0.113.77")
    assert response.status_code == 302, response.context["errors"]
    (line,) = [each for each in as_objects() if each["message"] == "roles"]
    assert (line["of"], line["groups"], line["account"]) == ("erika", ["Freigabe"], "root")
    assert (line["address"], line["request_id"]) == ("203.0.113.77", "abcdef0123456789")


def test_export_and_change_at_the_desk_are_lines(as_objects, root):
    factories.make_subject("Asyl")
    data = {"format": "0", "export_items": [], "resource": "0"}
    page = reverse("admin:survey_subject_export")
    form = root.get(page).context["form"]
    data |= {f"{name}": "on" for name in form.fields if name.startswith("subject")}
    assert "attachment" in root.post(page, data).headers["Content-Disposition"]
    root.post(reverse("admin:survey_subject_add"), {"name": "Flucht"})
    told = [each for each in as_objects() if each["message"] in ("export", "desk")]
    assert [(each["message"], each["page"], each["account"]) for each in told] == [
        ("export", "survey_subject_export", "root"),
        ("desk", "survey_subject_add", "root"),
    ]


def test_login_and_wrong_password_are_lines(as_objects, db):
    member("Redaktion", "erika")
    user = member("Redaktion", "otto")
    user.set_password("ein langes Kennwort")
    user.save()
    client = Client(REMOTE_ADDR="203.0.113.77")
    page = reverse("admin:login")
    client.post(page, {"username": "erika", "password": "falsch"})
    client.post(page, {"username": "otto", "password": "ein langes Kennwort"})
    client.post(reverse("admin:logout"))
    told = [each for each in as_objects() if each["logger"] == "anlage"]
    assert [(each["message"], each["of"], each["address"]) for each in told] == [
        ("login failed", "erika", "203.0.113.77"),
        ("login", "otto", "203.0.113.77"),
        ("logout", "otto", "203.0.113.77"),
    ]
    assert "falsch" not in json.dumps(as_objects())


def test_refusal_is_one_line(written, root, db):
    editor = signed_in(member("Redaktion", "erika"))
    before = len(written())
    assert editor.get(reverse("admin:auth_user_changelist")).status_code == 403
    (line,) = written()[before:]
    assert " WARNING django.request Forbidden" in line
    assert "account=erika" in line
    assert "Traceback" not in line


def test_lost_database_is_one_line_with_its_reason(written, client, db, tmp_path):
    client.raise_request_exception = False
    with making.failing(making.gone(tmp_path)):
        client.get("/answers.csv")
    (line,) = written()
    assert " ERROR django.request Service Unavailable: /answers.csv" in line
    assert "reason=" in line


def test_error_of_ours_keeps_its_traceback(written, as_objects):
    try:
        raise ValueError("ours")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: /")
    (line,) = as_objects()
    assert "ValueError: ours" in line["exc_info"]


@pytest.mark.parametrize("error", [UnreadablePostError("gone"), BrokenPipeError(), ConnectionResetError()])
def test_client_that_went_away_is_no_line(written, error):
    try:
        raise error
    except OSError:
        logging.getLogger("django.request").exception("Internal Server Error: /")
    assert written() == []


@pytest.mark.parametrize(
    ("address", "setting", "told"),
    [
        ("203.0.113.77", "cut", "203.0.113.0"),
        ("2001:db8:1:2::77", "cut", "2001:db8:1::"),
        ("203.0.113.77", "off", None),
    ],
)
def test_address_of_a_reader_is_cut_or_left_out(as_objects, client, db, settings, address, setting, told):
    settings.LOG_READERS = setting
    client.get("/nothing/", REMOTE_ADDR=address)
    (line,) = as_objects()
    assert (line.get("address"), "account" in line) == (told, False)


def test_name_of_a_request_is_not_repeated_where_it_is_none(as_objects, client, db):
    client.get("/nothing/", headers={"x-request-id": "a\nforged line"})
    (line,) = as_objects()
    assert "forged" not in line["request_id"]


def test_refused_permission_needs_no_traceback():
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Forbidden", (), None)
    record.exc_info = (PermissionDenied, PermissionDenied("no"), None)
    assert module.told(record).exc_info is None
    assert record.exc_info is not None  # others still see it
