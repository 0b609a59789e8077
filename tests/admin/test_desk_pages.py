"""Every page of the desk beside lists and forms, with the right that it asks for."""

import re
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from survey.admin.desk_pages import DeskPages, allows, buttons, desk_page
from survey.admin.records import RecordAdmin
from survey.models import Inquiry
from tests import factories

# Of the admin of the model: “view”, “change”, “add”, “publish”; a permission by its full name; or a rule by that of its
# function. Pages of import are declared where they are prepared.
PAGES = """
annex              <int:pk>/sheet/                              view and survey.view_answer
annex              <int:pk>/sheet/rows/                         view and survey.view_answer
annex              <int:pk>/sheet/find/                         view and survey.view_answer
annex              <int:pk>/sheet/save/                         view and survey.view_answer and survey.change_answer
annex              <int:pk>/grid/                               view
annex              <int:pk>/grid/<int:cell>/                    survey.view_answer
annex              <int:pk>/rows/add/                           survey.add_row
annex              <int:pk>/columns/add/                        survey.add_column
annex              <int:pk>/remove/                             change
answer             <int:pk>/bring_text_back/                    change
answer             <int:pk>/body/                               survey.add_body
answer             <int:pk>/body/<int:body>/                    survey.add_body
body               <int:pk>/merge/                              change
body               <int:pk>/part/                               may_part
claim              span/                                        may_save
claim              <int:pk>/release/                            change
claim              <int:pk>/hold/                               change
code               <int:pk>/version/                            add and change
column             <int:pk>/move/                               change
column             <int:pk>/remove/                             change
finding            <int:pk>/accept/                             may_accept
finding            <int:pk>/mend/                               view
finding            <int:pk>/decide/<slug:state>/                change
inquiry            type/                                        add
inquiry            <int:pk>/questions/                          survey.add_question
inquiry            <int:pk>/table/                              survey.add_annex
inquiry            <int:pk>/workspace/                          view
inquiry            <int:pk>/chronicle/                          view
inquiry            <int:pk>/like/                               add
inquiry            <int:pk>/valid/                              view
inquiry            <int:pk>/valid/<int:number>.csv              view
inquiry            <int:pk>/publish/                            publish
inquiry            <int:pk>/take_back/                          publish
inquiry            <int:pk>/changes/                            view
inquiry            <int:pk>/preview/                            view
inquiry            <int:pk>/check/                              change
inquiry            <int:pk>/submit/                             change
inquiry            <int:pk>/withdraw/                           change
inquiry            <int:pk>/send_back/                          publish
inquiry            <int:pk>/claims/                             view
inquiry            <int:pk>/claims/link/                        survey.change_claim
inquiry            <int:pk>/coding/                             view
inquiry            <int:pk>/disagreements/                      view
inquiry            import/<slug:token>/reading/                 import
inquiry            import/<slug:token>/reading/<int:number>.jpg  import
inquiry            <int:pk>/remove/                             change
passage            <int:pk>/correct/<slug:kind>/                survey.add_passageedit
passageedit        <int:pk>/take_back/                          survey.add_passageedit
preliminaryremark  <int:pk>/split/                              survey.add_passageedit
preliminaryremark  <int:pk>/join/                               survey.add_passageedit
preliminaryremark  <int:pk>/part_back/                          survey.add_passageedit
preliminaryremark  <int:pk>/remove/                             change
previewlink        <int:pk>/revoke/                             survey.change_claim
question           <int:pk>/codebook/                           view
question           <int:pk>/codings/                            view
question           <int:pk>/outdated/                           view
question           <int:pk>/by_numbers/                         survey.add_coding and survey.change_coding
question           <int:pk>/split/                              survey.add_passageedit
question           <int:pk>/join/                               survey.add_passageedit
question           <int:pk>/part_back/                          survey.add_passageedit
question           <int:pk>/remove/                             change
reference          <int:pk>/decide/                             change
reply              <int:pk>/split/                              survey.add_passageedit
reply              <int:pk>/join/                               survey.add_passageedit
reply              <int:pk>/part_back/                          survey.add_passageedit
reply              <int:pk>/remove/                             change
row                <int:pk>/code/                               survey.add_coding and survey.change_coding
row                <int:pk>/settle/                             survey.add_coding and survey.change_coding
row                <int:pk>/members/                            change
row                <int:pk>/move/                               change
row                <int:pk>/remove/                             change
source             <int:pk>/pages/                              view
source             <int:pk>/pages/<int:number>.jpg              view
source             <int:pk>/texts/                              change
source             <int:pk>/texts/<int:number>/<str:box>.jpg    view
source             <int:pk>/compare/                            change
source             <int:pk>/file/                               view
source             <int:pk>/read_again/                         may_read_again
withholding        of/<int:pk>/                                 survey.publish_inquiry
withholding        <int:pk>/lift/                               survey.publish_inquiry
"""
# On each list of records: an earlier version is brought back by who may change the record, or add what was deleted.
OF_ALL = ("<int:pk>/history/<int:version>/bring_back/", "may_bring_back")


def desks():
    return {model: desk for model, desk in admin.site._registry.items() if isinstance(desk, DeskPages)}


def in_words(right):
    if isinstance(right, tuple):
        return " and ".join(map(in_words, right))
    return right if isinstance(right, str) else right.__name__


def declared(desk):
    return [(page.address, in_words(page.right)) for page in desk.get_pages()]


def test_each_page_asks_for_its_right():
    rows = [re.split(r"\s{2,}", line, maxsplit=2) for line in PAGES.strip().splitlines()]
    found = [
        (model._meta.model_name, *page)
        for model, desk in sorted(desks().items(), key=lambda pair: pair[0].__name__)
        for page in declared(desk)
        if page != OF_ALL
    ]
    assert found == [tuple(row) for row in rows]


def test_earlier_versions_are_brought_back_in_every_list_of_records():
    without = [desk for desk in desks().values() if isinstance(desk, RecordAdmin) and OF_ALL not in declared(desk)]
    assert without == []


def test_pages_are_declared_and_not_inherited():
    """Pages of import come from a class of their own; all others are listed in `pages`."""
    makers = {
        part.__name__
        for desk in desks().values()
        for part in type(desk).__mro__
        if re.match(r"survey\.admin\.(?!imports\.)", part.__module__) and "get_urls" in vars(part)
    }
    assert makers == {"DeskPages"}


# The page itself


@desk_page("<int:pk>/made-up/", right="view", label="Made up")
def made_up(desk, request, inquiry):
    return HttpResponse(inquiry.number)


@desk_page("made-up/", right="add", post_only=True)
def made_up_act(desk, request):
    return HttpResponse("done")


def sent(page, *, by, method="get", **address):
    request = getattr(RequestFactory(), method)("/")
    request.user = by
    return page(admin.site.get_model_admin(Inquiry), request, **address)


@pytest.fixture
def stranger(db):
    return factories.make_user("stranger", is_staff=True)


@pytest.fixture
def root(db):
    return factories.make_user("root", is_staff=True, is_superuser=True)


def test_page_is_called_with_its_record(root, paper):
    assert sent(made_up, by=root, pk=paper.pk).content == b"19/1613"


def test_page_is_refused_without_its_right(stranger, paper):
    with pytest.raises(PermissionDenied):
        sent(made_up, by=stranger, pk=paper.pk)


def test_page_of_a_record_that_is_not_there_is_not_found(root):
    with pytest.raises(Http404):
        sent(made_up, by=root, pk=1)


def test_page_that_acts_is_not_opened_by_its_address(root):
    assert sent(made_up_act, by=root).status_code == 405
    assert sent(made_up_act, by=root, method="post").content == b"done"


def test_button_is_shown_to_who_may_open_its_page(root, stranger, paper):
    desk = admin.site.get_model_admin(Inquiry)
    workspace = next(page for page in desk.pages if page.name == "workspace")
    offered = [buttons(desk, SimpleNamespace(user=user), paper, workspace) for user in (root, stranger)]
    assert offered == [[(f"/admin/survey/inquiry/{paper.pk}/workspace/", workspace.label)], []]


@pytest.mark.parametrize(
    ("right", "may"),
    [
        ("survey.add_row", True),
        ("survey.add_column", False),
        (("survey.add_row", "survey.add_body"), True),
        (("survey.add_row", "survey.add_column"), False),
        (lambda desk, request, record: record == "mine", True),
        ("view", False),
    ],
)
def test_right_is_a_permission_or_a_rule_or_all_of_several(right, may):
    held = {"survey.add_row", "survey.add_body"}
    request = SimpleNamespace(user=SimpleNamespace(has_perm=held.__contains__))
    desk = SimpleNamespace(has_view_permission=lambda request, record: record != "mine")
    assert allows(right, desk, request, "mine") is may
