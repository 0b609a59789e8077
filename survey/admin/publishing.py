"""The pages on which a publisher looks, publishes and takes back; and the preview for every editor."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey import checks
from survey.admin import links
from survey.admin.acts import act_page
from survey.admin.records import SmallTextarea
from survey.models import Finding, Inquiry
from survey.public.context import page_context
from survey.public.figures import coverage_map
from survey.public.reading import reading
from survey.public.sections import sections, table_modes
from survey.publishing.content import digest, encode
from survey.publishing.difference import difference
from survey.publishing.freeze import freeze
from survey.publishing.publish import NothingChanged, Refused, publish, take_back
from survey.publishing.upgrades import parse

LARGE = {"rows": 3, "class": "vLargeTextField"}


class PublishForm(forms.Form):
    note = forms.CharField(
        label=capfirst(_("change note")),
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("What is new, in a sentence to the public."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label=capfirst(_("reason")),
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("Shown with the date at every address of the inquiry."),
    )


def see(form, now):
    """The publisher looks at what the inquiry is now, also when the page comes back."""
    form.initial["seen"] = now
    if form.is_bound:
        form.data = form.data.copy()
        form.data["seen"] = now


def what_would_change(inquiry, content):
    newest = inquiry.editions.order_by("-number").first()
    return {
        "record": inquiry,
        "newest": newest,
        "difference": difference(parse(newest.content), content) if newest else None,
        "open_findings": inquiry.findings.open().count(),
        "preview": reverse("admin:survey_inquiry_preview", args=[inquiry.pk]),
        "finding_list": links.list_page(Finding, inquiry=inquiry.pk),
    }


class PublishingPages:
    """Actions, buttons and pages of the inquiry; without the right to publish there is none of the first two."""

    def get_urls(self):
        pages = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"survey_inquiry_{name}")
            for name, view in (
                ("publish", self.publish_view),
                ("take_back", self.take_back_view),
                ("preview", self.preview_view),
                ("check", self.check_view),
            )
        ]
        return [*pages, *super().get_urls()]

    def tools(self, request, inquiry):
        buttons = [("preview", _("Preview"))]
        if self.has_change_permission(request, inquiry):
            buttons.append(("check", _("Run the checks again")))
        if self.has_publish_permission(request):
            buttons.append(("publish", _("Publish")))
            buttons += [("take_back", _("Take back"))] if inquiry.editions.current().exists() else []
        return [(reverse(f"admin:survey_inquiry_{name}", args=[inquiry.pk]), text) for name, text in buttons]

    def has_publish_permission(self, request):
        return request.user.has_perm("survey.publish_inquiry")

    @admin.action(description=_("Publish the selected inquiry"), permissions=["publish"])
    def publish(self, request, queryset):
        return self.act_on_one(request, queryset, "publish")

    @admin.action(description=_("Take back the selected inquiry"), permissions=["publish"])
    def take_back(self, request, queryset):
        return self.act_on_one(request, queryset, "take_back")

    def act_on_one(self, request, queryset, name):
        """Each inquiry is looked at by itself, so the action leads to its page."""
        if len(found := queryset[:2]) != 1:
            self.message_user(request, _("Choose one inquiry: each is looked at by itself."), messages.WARNING)
            return None
        return HttpResponseRedirect(reverse(f"admin:survey_inquiry_{name}", args=[found[0].pk]))

    # Pages

    def one(self, request, pk):
        if not self.has_publish_permission(request):
            raise PermissionDenied
        return get_object_or_404(Inquiry.objects.select_related("parliament"), pk=pk)

    def publish_view(self, request, pk):
        """What would change, and the digest of exactly that, which publishing is held to."""
        inquiry = self.one(request, pk)
        form = PublishForm(request.POST or None)
        if form.is_valid() and self.tried(request, form, publish, inquiry):
            return HttpResponseRedirect(links.page(inquiry))
        content = freeze(inquiry)
        see(form, digest(encode(content)))
        shown = what_would_change(inquiry, content)
        template = "admin/survey/inquiry/publish.html"
        return act_page(self, request, title=_("Publish"), form=form, template=template, submit=_("Publish"), **shown)

    def take_back_view(self, request, pk):
        inquiry = self.one(request, pk)
        form = TakeBackForm(request.POST or None)
        if form.is_valid() and self.tried(request, form, take_back, inquiry):
            return HttpResponseRedirect(links.page(inquiry))
        return act_page(self, request, title=_("Take back"), form=form, record=inquiry, submit=_("Take back"))

    def tried(self, request, form, act, inquiry):
        """Do it and say so, or say in a sentence why not."""
        try:
            act(inquiry, by=request.user, **form.cleaned_data)
        except NothingChanged as error:
            self.message_user(request, str(error), messages.WARNING)
            return True
        except Refused as error:
            form.add_error(None, str(error))
            return False
        done = _("The inquiry is published.") if act is publish else _("The publication is taken back.")
        self.message_user(request, done, messages.SUCCESS)
        return True

    def preview_view(self, request, pk):
        """The public page of what the inquiry is now, by the very same template."""
        inquiry = get_object_or_404(Inquiry, pk=pk)
        if not self.has_view_permission(request, inquiry):
            raise PermissionDenied
        modes = table_modes(request)
        paper = reading(freeze(inquiry), modes=modes)
        context = {
            "edition": None,
            "paper": paper,
            "sections": sections(paper, request.path, modes),
            "map": coverage_map(paper),
            "editions": [],
            "preview": True,
            "inquiry": inquiry,
        }
        return TemplateResponse(request, "admin/survey/inquiry/preview.html", page_context(request) | context)

    def check_view(self, request, pk):
        inquiry = get_object_or_404(Inquiry, pk=pk)
        if not self.has_change_permission(request, inquiry):
            raise PermissionDenied
        form = forms.Form(request.POST if request.method == "POST" else None)
        if form.is_valid():
            checks.run(inquiry, by=request.user)
            self.message_user(request, _("The checks have been run."), messages.SUCCESS)
            return HttpResponseRedirect(links.page(inquiry))
        title = _("Run the checks again")
        return act_page(self, request, title=title, form=form, record=inquiry, submit=title)
