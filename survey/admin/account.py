"""One's own account: the name that the public reads, what others changed of it, and the end of all sessions."""

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.admin.sessions import end_sessions
from survey.models import Account

CHANGES_SHOWN = 20
END = "end_sessions"


class AccountForm(forms.ModelForm):
    class Meta:
        model = Account
        fields = ["public_name"]
        widgets = {"public_name": forms.TextInput(attrs={"class": "vTextField"})}

    def clean_public_name(self):
        name = self.cleaned_data["public_name"].strip()
        if name.casefold() == self.instance.user.get_username().casefold():
            raise forms.ValidationError(_("This is the name that you log in with; it is not for the public."))
        return name


def changes_by_others(user):
    """What others did to the account, newest first."""
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(user), object_id=str(user.pk))
    return entries.exclude(user=user).select_related("user").order_by("-action_time")[:CHANGES_SHOWN]


def account_view(site, request):
    """The page of one's own account; who may open the desk has one."""
    account = Account.objects.filter(user=request.user).first() or Account(user=request.user)
    if END in request.POST:
        return _ended(request)
    form = AccountForm(request.POST or None, instance=account)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved. What is published from now on bears this name."))
        return HttpResponseRedirect(reverse("admin:account"))
    context = site.each_context(request) | {
        "title": _("My account"),
        "form": form,
        "adminform": AdminForm(form, [(None, {"fields": ["public_name"]})], {}),
        "account": account,
        "has_second_factor": request.user.is_verified(),
        "changes": changes_by_others(request.user),
    }
    return TemplateResponse(request, "admin/survey/account.html", context)


def _ended(request):
    count = end_sessions(request.user, but=request.session.session_key)
    sentence = ngettext("%(count)d other session is ended.", "%(count)d other sessions are ended.", count)
    messages.success(request, sentence % {"count": count})
    return HttpResponseRedirect(reverse("admin:account"))
