"""The statements of an inquiry on one page, with what the rows give; and links that show them beforehand."""

import datetime

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from survey.admin import links
from survey.admin.claims.claim import claims_of
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import buttons, desk_page
from survey.admin.records import InquiryFilter, InquiryLink, KeptAdmin, named
from survey.models import PreviewLink
from survey.public.addresses import absolute

DAYS = (1, 3, 7, 14, 30)


class LinkForm(forms.ModelForm):
    days = forms.TypedChoiceField(
        label=capfirst(_("valid for")),
        coerce=int,
        initial=7,
        choices=[(days, ngettext_lazy("%(n)d day", "%(n)d days", days) % {"n": days}) for days in DAYS],
    )

    class Meta:
        model = PreviewLink
        fields = ["for_whom"]
        widgets = {"for_whom": forms.TextInput(attrs={"class": "vLargeTextField"})}

    def _post_clean(self):
        days = self.cleaned_data.get("days") or min(DAYS)
        self.instance.valid_until = self.instance.made_at + datetime.timedelta(days=days)
        super()._post_clean()


def preview_address(link: PreviewLink) -> str:
    return absolute(reverse("claims_preview", args=[link.token]))


# Pages of an inquiry: its statements, and a new preview link


@desk_page("<int:pk>/claims/", right="view", template="admin/survey/inquiry/claims.html", label=_("Statements"))
def claims(desk, request, inquiry):
    preview_links = inquiry.preview_links.for_list()
    return {
        "title": _("Statements with a number"),
        "inquiry": inquiry,
        "claims": list(claims_of(inquiry)),
        "links": [(link, preview_address(link) if link.holds else "") for link in preview_links],
        "may_edit": request.user.has_perm("survey.change_claim"),
        "add": reverse("admin:survey_claim_add", query={"inquiry": inquiry.pk}),
    }


@desk_page("<int:pk>/claims/link/", right="survey.change_claim")
def claims_link(desk, request, inquiry):
    """Who is let see the statements before the public, and until when: kept, and taken back with one click."""
    link = PreviewLink(inquiry=inquiry, made_by=request.user, made_at=timezone.now())
    form = LinkForm(request.POST or None, instance=link)
    if form.is_valid():
        form.save()
        sentence = _("The link for “%(name)s” is made; it stands below. Whoever has it sees the statements.")
        messages.success(request, sentence % {"name": link.for_whom})
        return HttpResponseRedirect(links.page(inquiry, "claims"))
    items = [_("It shows the statements with a number, their rule and their rows, nothing else of the inquiry.")]
    title = _("New preview link")
    return act_page(desk, request, title=title, form=form, record=inquiry, items=items, submit=_("Make the link"))


@desk_page("<int:pk>/revoke/", right="survey.change_claim", label=_("Take back"))
def revoke(desk, request, link):
    """From now on the address answers that it no longer holds."""
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if link.revoked_at is None:
            link.revoked_at, link.revoked_by = timezone.now(), request.user
            link.save()
        messages.success(request, _("The link for “%(name)s” is taken back.") % {"name": link.for_whom})
        return HttpResponseRedirect(links.page(link.inquiry, "claims"))
    title = _("Take the link back")
    return act_page(desk, request, title=title, form=form, record=link, submit=title)


@admin.register(PreviewLink)
class PreviewLinkAdmin(InquiryLink, KeptAdmin):
    fieldsets = [
        (None, {"fields": ["inquiry_link", "for_whom", "made_at", "maker", "valid_until", "address"]}),
        (_("Taken back"), {"fields": ["revoked_at", "revoker"]}),
    ]
    readonly_fields = ["inquiry_link", "maker", "revoker", "address"]
    pages = [revoke]
    inquiry_path = "inquiry"
    list_display = ["for_whom", "made_at", "maker", "valid_until", "revoked_at", "revoker", "inquiry_link"]
    list_filter = [InquiryFilter, ("revoked_at", admin.EmptyFieldListFilter)]
    list_select_related = ["inquiry", "made_by", "revoked_by"]
    search_fields = ["for_whom", "inquiry__number"]
    maker = named("made_by", _("made by"))
    revoker = named("revoked_by", _("taken back by"))

    def tools(self, request, link):
        own = buttons(self, request, link, revoke) if link.holds else []
        return [*super().tools(request, link), *own]

    @admin.display(description=_("address"))
    def address(self, link):
        return preview_address(link) if link.holds else "-"
