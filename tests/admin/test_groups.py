"""What the two groups may, permission by permission."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from tests import factories
from tests.admin.conftest import member, signed_in
from tests.admin.forms import address, save
from tests.factories import make_user

# All that editors write; the rest is kept by the system, or public.
EDITED = {
    *("actor", "annex", "annexnote", "answer", "asker", "assignment", "body", "claim", "code", "coding", "column"),
    *("passageedit", "district", "errorreport", "evidence", "finding", "inquiry", "inquirydate", "inquiryrelation"),
    *("meeting", "parliament"),
    *(
        "participation",
        "question",
        "reference",
        "preliminaryremark",
        "reply",
        "respondent",
        "respondentname",
        "row",
        "source",
    ),
    *("misprint", "partyname", "statement", "statusword", "subject"),
}
# Acts on pages of their own at the desk, which ask for other rights: withholding and covering parts of pages for that
# to publish, comparing with the print for that to change the source. No form adds or changes their rows.
ACTS = {"withholding", "pagecover", "printcheck"}
DELETED = {"annexnote", "asker", "evidence", "inquirydate", "inquiryrelation", "meeting", "participation"}
DELETED |= {"misprint", "statement"}
# Public at once, so they are left to those who publish.
AT_ONCE = {"add_district", "change_district"}
REDAKTION = {
    *(f"{act}_{model}" for model in EDITED for act in ("add", "change", "view") if f"{act}_{model}" not in AT_ONCE),
    *(f"delete_{model}" for model in DELETED | {"respondentname"}),
    *("view_batch", "view_edition", "view_passage", "view_previewlink", "view_submission", "view_withholding"),
    *("view_catalogue", "view_catalogueentry", "import_inquiry"),
}
FREIGABE = (
    REDAKTION
    | AT_ONCE
    | {
        *("add_notice", "change_notice", "view_notice", "publish_inquiry", "view_formerslug", "view_tombstone"),
    }
)


def codes(group):
    permissions = Group.objects.get(name=group).permissions.select_related("content_type")
    assert {permission.content_type.app_label for permission in permissions} == {"survey"}
    return {permission.codename for permission in permissions}


@pytest.mark.django_db
@pytest.mark.parametrize(("group", "expected"), [("Redaktion", REDAKTION), ("Freigabe", FREIGABE)])
def test_group_may_exactly_this(group, expected):
    assert codes(group) == expected


@pytest.mark.django_db
def test_every_model_with_a_history_is_edited_by_the_redaktion():
    names = {
        model._meta.model_name for model in apps.get_app_config("survey").get_models() if hasattr(model, "history")
    }
    models = {name for name in names if not name.startswith("historical")}
    assert models == EDITED | ACTS


def test_covers_are_set_by_the_freigabe_and_print_checks_by_the_redaktion(desk, publishers_desk, paper):
    source = factories.make_printed(paper)
    pages = reverse("admin:survey_source_pages", args=[source.pk])
    cover = {"act": "cover", "page": 1, "whole": "on", "reason": "Unterschrift"}
    assert [client.post(pages, cover).status_code for client in (desk, publishers_desk)] == [403, 302]
    assert source.covers.get().by.username == "publisher"
    texts = reverse("admin:survey_source_texts", args=[source.pk])
    shown = desk.get(texts).context
    desk.post(texts, {"act": "right", "place": shown["chosen"].address, "seen": shown["seen"]})
    assert paper.print_checks.get(place=shown["chosen"].address).by.username == "editor"


@pytest.mark.django_db
def test_groups_are_made_once_more_without_harm():
    before = codes("Redaktion"), codes("Freigabe"), Permission.objects.count()
    import_module("survey.migrations._first_rows").make_groups(apps, None)
    assert (codes("Redaktion"), codes("Freigabe"), Permission.objects.count()) == before
    assert set(Group.objects.values_list("name", flat=True)) == {"Redaktion", "Freigabe", "Administration"}


@pytest.mark.django_db
def test_administration_looks_after_accounts_and_nothing_else():
    permissions = Group.objects.get(name="Administration").permissions.values_list("codename", flat=True)
    assert set(permissions) == {"add_user", "change_user", "view_user", "view_group"}


@pytest.fixture
def administration(db):
    return signed_in(member("Administration", "administration"))


def test_administration_puts_an_account_into_a_group(administration, editor):
    freigabe = Group.objects.get(name="Freigabe")
    save(administration, editor, groups=[freigabe.pk])
    assert list(editor.groups.all()) == [freigabe]


def test_administration_makes_no_account_that_may_everything(administration, editor):
    form = administration.get(address(editor)).context["adminform"].form
    assert {"is_superuser", "user_permissions"} & set(form.fields) == set()
    save(administration, editor, is_superuser="on", first_name="Erika")
    editor.refresh_from_db()
    assert (editor.first_name, editor.is_superuser) == ("Erika", False)


def test_administration_does_not_touch_an_account_that_may_everything(administration):
    root = make_user("root", is_staff=True, is_superuser=True)
    pages = [address(root), reverse("admin:auth_user_password_change", args=[root.pk])]
    assert [administration.get(page).status_code for page in pages] == [302, 404]
    administration.post("/admin/auth/user/", {"action": "deactivate", "_selected_action": [root.pk]})
    root.refresh_from_db()
    assert root.is_active is True


def test_editor_deletes_rows_of_forms_and_nothing_else(desk, paper):
    deletable = {
        model
        for model in sorted(EDITED)
        if (record := apps.get_model("survey", model).objects.first())
        and desk.get(address(record)).context["has_delete_permission"]
    }
    assert deletable == DELETED | {"respondentname"}
