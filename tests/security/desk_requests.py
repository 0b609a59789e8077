"""All that somebody can ask of the desk: the address of every page, part and file, and the form that its page sends."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver, reverse
from lxml import html

from survey.importing.lists.kinds import LISTS
from survey.models import Annex, Answer, Claim, ImportSession, Inquiry
from tests import factories
from tests.admin.forms import shown
from tests.browser import desk_pages

# Pages that Django, its packages or we make for all records in one way, with what is sent there; a form to add or
# to change a record is another for each.
SENT_IN_ONE_WAY = {
    "changelist": {"action": "delete_selected", "_selected_action": "1", "index": "0"},
    "delete": {"post": "yes"},
    "history": {},
    "simple_history": {"_save": ""},
    "bring_back_version": {"change_reason": "Zurück."},
    "export": {"format": "0", "resource": "0"},
    "records": {},
    "records_progress": {},
    "records_refused": {},
    "records_page": {"again": ""},
}


@dataclass(frozen=True)
class Page:
    name: str
    address: str

    @property
    def is_in_one_way(self) -> bool:
        return self.sent_in_one_way is not None or self.name.endswith(("_add", "_change"))

    @property
    def sent_in_one_way(self) -> dict | None:
        """The form that is the same for all records."""
        return next((form for kind, form in SENT_IN_ONE_WAY.items() if self.name.endswith(f"_{kind}")), None)


def pages(root) -> Iterator[Page]:
    """Each named address of the desk, over records that are there."""
    found = desk_pages.addresses(root)
    make_prepared_lists()
    found |= parts(found)
    for name in sorted(desk_pages.names() - desk_pages.BEFORE_THE_DESK):
        yield Page(name, found.get(name) or reverse(f"admin:{name}", kwargs=values_of(name)))


def parts(found: dict[str, str]) -> dict[str, str]:
    """Parts and files of pages whose addresses say more than a key."""
    searched = {"app_label": "survey", "model_name": "row", "field_name": "respondent", "term": ""}
    return {
        "autocomplete": reverse("admin:autocomplete", query=searched),
        "auth_user_password_change": reverse(
            "admin:auth_user_password_change", args=[factories.make_user("colleague").pk]
        ),
        "survey_claim_span": reverse("admin:survey_claim_span", query={"claim": first_of(Claim).pk}),
        "survey_inquiry_empty_table": f"{found['survey_inquiry_valid']}1.csv",
        "survey_source_picture": f"{found['survey_source_pages']}1.jpg",
        "survey_source_place": f"{found['survey_source_texts']}1/0,0,9,9.jpg",
    }


def make_prepared_lists() -> None:
    """One of each kind, like that of bodies."""
    record = ImportSession.objects.get(kind="list")
    for kind in LISTS.keys() - {"body"}:
        record.pk, record.token, record.plan = None, kind, record.plan | {"list_of": kind}
        record.save(force_insert=True)


def values_of(name: str) -> dict:
    """What an address names: the first record of its list, or what goes with it."""
    [(_pattern, parameters)], *_ = get_resolver().namespace_dict["admin"][1].reverse_dict.getlist(name)[0]
    return {parameter: value_of(parameter, name) for parameter in parameters}


def value_of(parameter: str, name: str):
    if parameter in ("ending", "extension"):
        return "csv"
    if parameter == "token":
        return token_of(name)
    if parameter == "content_type_id":
        return ContentType.objects.get_for_model(Inquiry).pk
    if parameter == "cell":
        return Answer.objects.filter(row__annex=first_of(Annex)).first().pk
    return first_of(Inquiry if name == "view_on_site" else apps.get_model(*name.split("_")[:2])).pk


def first_of(model):
    return model._base_manager.order_by("pk").first()


def token_of(name: str) -> str:
    if "_records_" in name:
        return ImportSession.objects.get(kind="list", plan__list_of=name.split("_")[1]).token
    kind = {"annex": "table", "catalogue": "catalogue", "inquiry": "paper"}[name.split("_")[1]]
    return ImportSession.objects.get(kind=kind, state="previewed").token


def form_of(page: Page, response) -> dict:
    """What somebody sends who sees the page: the fields of its largest form, with a button; {} where it has none."""
    if page.is_in_one_way:
        is_form = "adminform" in (getattr(response, "context_data", None) or {})
        return shown(response) | {"_save": ""} if is_form else {}
    is_page = response.status_code == 200 and "html" in response.headers.get("Content-Type", "")
    forms = html.fromstring(response.content.decode()).forms if is_page and response.content else []
    own = [fields(form) for form in forms if form.method == "POST" and "/logout/" not in (form.action or "")]
    return max(own, key=len, default={})


def fields(form) -> dict:
    """As it is shown, and where something must be written, written."""
    data = {}
    for each in form.xpath(".//textarea[@required]|.//input[@type='text'][@required]"):
        each.value = (each.value or "").strip() or "Geprüft."
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    for button in form.xpath('.//input[@type="submit" and @name]|.//button[@name]')[:1]:
        data.setdefault(button.get("name"), [button.get("value", "")])
    return data
