"""Every list opens for who may see it, in both languages, with a constant number of queries."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from survey.models import PartyName, StatusWord
from tests import factories, snapshot
from tests.admin.papers import make_paper, make_public

SURVEY = sorted(
    (model for model in admin.site._registry if model._meta.app_label == "survey"),
    key=lambda model: model.__name__,
)
FREIGABE_ONLY = {"FormerSlug", "Notice", "Tombstone"}
NOT_AT_THE_DESK = {
    "Account",
    "EditionSalts",
    *("SearchRow", "Presence", "PreviewedChanges", "PublishedBody", "Erratum", "PublishedInquiry"),
    *(
        "PublishedMention",
        "PublishedStatement",
        "DataVersion",
        "Absence",
        "AnswerLines",
        "ListCount",
        "SearchRowDistrict",
        "EditionPiece",
        "HiddenRows",
        "PublishingRun",
    ),
    "PublishedPage",
    *("EditionEvent", "LastRun"),  # written by the program alone: the public log of editions, and what /healthz says
    "SourcePage",  # on a page of its source
}


def fill():
    factories.make_user("maker")  # of what no test's own user has made
    make_public(make_paper())
    factories.make_notice("imprint")
    factories.make_import_session()


@pytest.fixture(scope="module")
def desk_rows(django_db_setup, django_db_blocker):
    """A public paper with one of everything."""
    with snapshot.standing(django_db_blocker, fill):
        yield


def list_page(model, language="de"):
    with override(language):
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def queries_of(client, model):
    """All states of findings: a list that shows nothing proves nothing."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(list_page(model), {"state": "all"} if model.__name__ == "Finding" else {})
    assert response.status_code == 200
    return len(queries), response.context["cl"].result_count


def test_desk_lists_every_model_but_the_published_rows():
    models = {
        model.__name__ for model in apps.get_app_config("survey").get_models() if not hasattr(model, "history_type")
    }
    models = {name for name in models if not name.startswith("Historical") and "_" not in name}
    assert {model.__name__ for model in SURVEY} == models - NOT_AT_THE_DESK


@pytest.mark.parametrize("model", SURVEY, ids=lambda model: model.__name__)
def test_list_opens_in_both_languages_for_who_may_see_it(desk_rows, desk, publishers_desk, model):
    pages = [list_page(model, language) for language in ("de", "en")]
    allowed = 403 if model.__name__ in FREIGABE_ONLY else 200
    assert [desk.get(page).status_code for page in pages] == [allowed, allowed]
    assert [publishers_desk.get(page).status_code for page in pages] == [200, 200]


@pytest.mark.parametrize("model", SURVEY, ids=lambda model: model.__name__)
def test_list_costs_the_same_with_few_and_with_many_records(desk_rows, root, model):
    few, shown = queries_of(root, model)
    for _ in range(2):
        make_public(make_paper())
        factories.make_import_session()
    factories.make_parliament("bayern")
    factories.make_notice("privacy")
    StatusWord.objects.create(word="keine Zuständigkeit", status="not_asked")
    PartyName.objects.create(spelling="Die Mitte", party="Mitte")
    many, more = queries_of(root, model)
    assert (many, more > shown) == (few, True)


@pytest.mark.parametrize("model", SURVEY, ids=lambda model: model.__name__)
def test_page_of_a_record_opens_and_its_history_too(desk_rows, publishers_desk, model):
    record = model.objects.first()
    for name in ("change", "history"):
        address = reverse(f"admin:survey_{model._meta.model_name}_{name}", args=[record.pk])
        assert publishers_desk.get(address).status_code == 200


@pytest.mark.parametrize("model", SURVEY, ids=lambda model: model.__name__)
def test_list_can_be_searched(desk_rows, root, model):
    found = [root.get(list_page(model), {"q": word}).status_code for word in ("Fulda", "zz")]
    assert found == [200, 200]


def test_users_are_listed_and_never_deleted(root, editor):
    page = root.get(reverse("admin:auth_user_change", args=[editor.pk]))
    assert page.context["has_delete_permission"] is False
    assert root.post(reverse("admin:auth_user_delete", args=[editor.pk]), {"post": "yes"}).status_code == 403
