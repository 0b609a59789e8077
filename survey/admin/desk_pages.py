"""Pages of the desk beside list and form, each declared in one place: address, right, template, and its button.

    @desk_page("<int:pk>/claims/", right="view", template="admin/survey/inquiry/claims.html", label=_("Statements"))
    def claims(desk, request, inquiry):
        return {"title": _("Statements with a number"), "claims": list(claims_of(inquiry))}

An admin lists its pages in `pages`. A page is called with the admin (`desk`), the request, the record that its address
names, and what else stands in the address; it returns a response, or what its template shows.
"""

from collections.abc import Callable, Iterable
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.functional import Promise

from survey.admin import links
from survey.admin.edit_conflicts import lock
from survey.admin.inquiry_paths import inquiry_of

# "view", "add" or another right that the admin itself knows (`has_view_permission`); the full name of a permission; a
# function of admin, request and record; or several of them, all of which it takes.
Right = str | Callable | tuple


def record_of(desk, request, pk, **_others):
    return get_object_or_404(desk.page_records(request), pk=pk)


@dataclass(frozen=True)
class DeskPage:
    """`find` makes the record from the address, `of` is its model where the list of another keeps the page.

    `locks` keeps others from saving the record while what was sent is written.
    """

    view: Callable
    address: str
    name: str
    right: Right
    template: str = ""
    label: str | Promise = ""
    find: Callable = record_of
    of: type[Model] | None = None
    post_only: bool = False
    locks: bool = False

    @property
    def is_of_record(self) -> bool:
        return "<int:pk>" in self.address

    def __call__(self, desk, request, **address):
        if self.post_only and request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with locked(desk.model, address["pk"]) if self.locks and request.method == "POST" else nullcontext():
            return self.respond(desk, request, **address)

    def respond(self, desk, request, **address):
        """Find the record, ask for the right, then show or do what was asked for."""
        record = self.find(desk, request, **address) if self.is_of_record else None
        if not allows(self.right, desk, request, record):
            raise PermissionDenied
        records = [record] if self.is_of_record else []
        others = {name: value for name, value in address.items() if name != "pk"}
        shown = self.view(desk, request, *records, **others)
        if isinstance(shown, HttpResponseBase):
            return shown
        return page_response(desk, request, self.template, record=record, **shown)

    def pattern(self, desk):
        def view(request, **address):
            return self(desk, request, **address)

        return path(self.address, desk.admin_site.admin_view(view), name=url_name(self.of or desk.model, self.name))

    def address_of(self, record) -> str:
        return links.page(record, self.name)


def desk_page(address: str, *, name: str = "", **facts) -> Callable[[Callable], DeskPage]:
    """Make a page of a function; the name of its address is the function's, below that of the model."""

    def made(view):
        return DeskPage(view, address, name or view.__name__, **facts)

    return made


def url_name(model: type[Model], name: str) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}_{name}"


@contextmanager
def locked(model, pk):
    """Two people save a record one after the other, and the second is told."""
    with transaction.atomic():
        lock(model, pk)
        yield


def allows(right: Right, desk, request, record=None) -> bool:
    """Whether who asks may see the page of this record."""
    if isinstance(right, tuple):
        return all(allows(each, desk, request, record) for each in right)
    if callable(right):
        return right(desk, request, record)
    if "." in right:
        return request.user.has_perm(right)
    has_permission = getattr(desk, f"has_{right}_permission")
    return has_permission(request, record) if right in ("view", "change") else has_permission(request)


def page_response(desk, request, template: str, **shown) -> TemplateResponse:
    """A page in the frame of the desk; a part of a paper leads to its paper's workspace."""
    frame = desk.admin_site.each_context(request) | {"opts": desk.opts, "media": desk.media}
    frame |= way_of(desk, shown.get("record"), shown.get("inquiry"))
    request.current_app = desk.admin_site.name
    return TemplateResponse(request, template, frame | shown)


def way_of(desk, record, inquiry=None) -> dict:
    """The paper of a record or page, and the list of its records of this kind, where the list can be narrowed to it."""
    paper = inquiry or inquiry_of(record) or getattr(record, "inquiry", None)
    list_of = getattr(desk, "list_of", None)
    return {"whole_paper": paper, "list_of_paper": list_of(paper) if paper and list_of else ""}


def buttons(desk, request, record, *pages: DeskPage) -> list[tuple[str, str]]:
    """(address, text) of each page that who asks may see."""
    return [(page.address_of(record), page.label) for page in pages if allows(page.right, desk, request, record)]


class DeskPages:
    """Of an admin: its pages, and the buttons beside “History” on the page of a record."""

    pages: Iterable[DeskPage] = ()

    def get_pages(self) -> list[DeskPage]:
        return [*self.pages]

    def page_records(self, request):
        """The records that have pages, with what these show of them; unless said otherwise, those of the list."""
        return self.get_queryset(request)

    def get_urls(self):
        return [*(page.pattern(self) for page in self.get_pages()), *super().get_urls()]

    def tools(self, request, record):
        """(address, text) of each button."""
        return []

    def change_view(self, request, object_id, form_url="", extra_context=None):
        record = self.get_object(request, object_id)
        shown = record and self.has_view_permission(request, record)
        tools = self.tools(request, record) if shown else []
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "tools": tools})
