"""Every page of the desk with something on it, and the form that a browser would send there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.urls import URLPattern
from lxml import html

from tests import factories

# What an address names beside a record of its own list.
NAMED = {
    "app_label": "survey",
    "ending": "csv",
    "extension": "csv",
    "kind": "move",
    "number": "1",
    "state": "dismissed",
    "token": "none",
    "url": "nowhere/",
}
# Open to whoever knows a password, or to everybody.
BESIDE_THE_DESK = re.compile(r"^(login|logout|jsi18n|second_factor|passkey)")
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)|\^|\$")
# How django-simple-history writes its addresses: a record, and a state of it.
OF_HISTORY = "([^/]+)/history/([^/]+)/"


@dataclass(frozen=True)
class Page:
    name: str
    address: str


def pages(paper) -> Iterator[Page]:
    """Each address that has a name, with records of a paper that has one of everything."""
    for pattern in admin.site.get_urls():
        for route, name in routes(pattern):
            if name and not BESIDE_THE_DESK.match(name):
                yield Page(name, f"/admin/{filled(route, paper)}")


def routes(pattern, before="") -> Iterator[tuple[str, str | None]]:
    route = before + str(pattern.pattern)
    if isinstance(pattern, URLPattern):
        yield route, pattern.name
        return
    for each in pattern.url_patterns:
        yield from routes(each, route)


def filled(route: str, paper) -> str:
    route = route.replace(OF_HISTORY, "<pk>/history/<version>/")
    label, _, rest = route.partition("/")
    model = (
        apps.get_model(label, rest.partition("/")[0]) if "/" in rest and label in ("survey", "auth", "axes") else None
    )

    def value(match):
        name = match[1] or match[2]
        return str(_value(name, model, paper)) if name else ""

    return PARAMETER.sub(value, route)


def _value(name: str, model: type[Model] | None, paper):
    if name in ("pk", "object_id"):
        first = model.objects.order_by("pk").values_list("pk", flat=True).first() if model else None
        return first or 1
    if name == "version":
        return model.history.values_list("pk", flat=True).first() or 1
    if name == "cell":
        return factories.cell(paper.annexes.get(), "LK Fulda", "Frage 1").pk
    if name == "body":
        return apps.get_model("survey", "body").objects.values_list("pk", flat=True).first()
    return NAMED.get(name, 1)


def sent_from(response) -> dict | None:
    """What the largest form of a page sends, with its button; None where the page has no form of its own."""
    if response.status_code != 200 or "text/html" not in response.headers.get("Content-Type", "") or response.streaming:
        return None
    forms = [
        form
        for form in html.fromstring(response.content.decode()).forms
        if form.method == "POST" and "/logout/" not in (form.action or "")
    ]
    if not forms:
        return None
    form = max(forms, key=lambda form: len(form.inputs.keys()))
    data = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    for button in form.xpath('.//input[@type="submit" and @name]|.//button[@name]'):
        data.setdefault(button.get("name"), [button.get("value", "")])
        break
    return data
