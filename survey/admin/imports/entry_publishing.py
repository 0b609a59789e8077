"""Publishing entries of lists of inquiries: many at once, with one note."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from survey.admin.confirmation import act_page
from survey.admin.records import SmallTextarea
from survey.models import Finding
from survey.publishing.entries import publish_entries, unpublished_entries
from survey.publishing.publish import PublishRefused as NotPublished

AT_ONCE = 200


class NoteForm(forms.Form):
    note = forms.CharField(
        label=capfirst(_("change note")),
        widget=SmallTextarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("What is new, in a sentence to the public. It stands with each of them."),
    )


def publish_page(model_admin, request, inquiries, *, done="", record=None, kept=()):
    """What would be published, and the note for all; so many at once as a request may take, the rest with the next,
    which offers the same note.

    An action of a list says with None that it is done.
    """
    waiting = unpublished_entries(inquiries).order_by("pk")
    total = waiting.count()
    is_answered = request.method == "POST" and "note" in request.POST
    form = NoteForm(request.POST if is_answered else None, initial={"note": request.GET.get("note", "")})
    if form.is_valid() and total:
        try:
            keys = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
            published = publish_entries(keys, by=request.user, note=form.cleaned_data["note"])
        except NotPublished as error:
            form.add_error(None, str(error))
        else:
            tell(request, published)
            more = published.done and total > AT_ONCE
            here = f"{request.path}?{urlencode({'note': form.cleaned_data['note']})}"
            return HttpResponseRedirect(here if more else done) if done else None
    return act_page(
        model_admin,
        request,
        title=_("Publish entries"),
        form=form,
        record=record,
        kept=kept,
        items=_what_would_be_public(waiting, total),
        submit=_("Publish") if total else "",
    )


def _what_would_be_public(waiting, total):
    if not total:
        return [gettext("There is nothing to publish: all are public already, or more than an entry.")]
    sentence = ngettext(
        "%(n)d entry would be public, as not recorded yet.",
        "%(n)d entries would be public, as not recorded yet.",
        total,
    )
    items = [sentence % {"n": total}]
    odd = Finding.objects.open().filter(inquiry__in=waiting).count()
    if odd:
        items.append(ngettext("%(n)d finding on them is open.", "%(n)d findings on them are open.", odd) % {"n": odd})
    if total > AT_ONCE:
        sentence = gettext(
            "%(n)d are published at once; this page then offers the next. manage.py publish_entries publishes all."
        )
        items.append(sentence % {"n": AT_ONCE})
    return items


def tell(request, published):
    sentence = ngettext("%(n)d entry is published.", "%(n)d entries are published.", published.done)
    messages.success(request, sentence % {"n": published.done})
    for number, why in published.refused:
        messages.error(request, f"{number}: {why}")
