"""Sending a form of the desk as a browser would: everything that it shows, with a few changes."""

from django.forms import BaseFormSet
from django.urls import reverse


def address(record, name="change"):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{name}", args=[record.pk])


def shown(response):
    """The fields of a change page as a browser would send them back."""
    data = {}
    for form in [response.context_data["adminform"].form, *inline_forms(response)]:
        for field in form:
            if not field.field.disabled:
                data[field.html_name] = sent(field.value())
    return {name: value for name, value in data.items() if value is not None}


def inline_forms(response):
    for inline in response.context_data["inline_admin_formsets"]:
        formset: BaseFormSet = inline.formset
        yield formset.management_form
        yield from formset.forms


def sent(value):
    """Browsers send CRLF, and leave out a box that is not ticked."""
    if value is False:
        return None
    if value is True:
        return "on"
    return value.replace("\n", "\r\n") if isinstance(value, str) else "" if value is None else value


def save(client, record, **changes):
    """Open the page, change something, send it."""
    page = client.get(address(record))
    return client.post(address(record), shown(page) | changes)
