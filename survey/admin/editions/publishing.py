"""Where a publisher looks, publishes and takes back; for every editor the preview and what would change."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from survey import checks
from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.editions.review import LARGE, ReviewPages, still_open, unsure_places
from survey.admin.records import SmallTextarea
from survey.models import Edition, Finding, Inquiry
from survey.public.context import page_context
from survey.public.inquiry import reading_page
from survey.publishing.content import digest, encode
from survey.publishing.difference import difference
from survey.publishing.freeze import freeze, public_slug
from survey.publishing.publish import publish, second_look, take_back
from survey.publishing.withheld import content_of, digest_of
from survey.wording import paths


class PublishForm(forms.Form):
    note = forms.CharField(
        label=capfirst(_("change note")),
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("What is new, in a sentence to the public, e.g. “Answer of LK Fulda to question 2 joined.”"),
    )
    override = forms.CharField(
        label=capfirst(_("why without a second person")),
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("You submitted this inquiry yourself. Say why nobody else publishes it; the public reads it."),
    )
    unsure_reason = forms.CharField(
        label=capfirst(_("why with unsure places")),
        widget=SmallTextarea(attrs=LARGE),
        help_text=_(
            "Above are the places that stayed unsure when the paper was read by machine. Decide their findings, or say"
            " why the paper is published with them, e.g. “Compared with the print, nothing is missing.” The public"
            " reads it."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, overrides, is_unsure, **kwargs):
        super().__init__(*args, **kwargs)
        if not overrides:
            del self.fields["override"]
        if not is_unsure:
            del self.fields["unsure_reason"]


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label=capfirst(_("reason")),
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("To the public, e.g. “The table belongs to another paper; a new edition follows.”"),
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
        "submission": inquiry.submissions.waiting().select_related("by").first(),
        "difference": difference(content_of(newest), content) if newest else None,
        "open_findings": inquiry.findings.open().count(),
        "preview": reverse("admin:survey_inquiry_preview", args=[inquiry.pk]),
        "finding_list": links.list_page(Finding, inquiry=inquiry.pk),
    }


def is_published(inquiry):
    """What is said when it is done, with the way to the page that everybody reads now."""
    page = links.public_address(paths.inquiry(public_slug(inquiry)))
    return format_html("{} {}", _("The inquiry is published."), links.to(page, _("To the public page")))


def addressed(inquiry, buttons):
    return [(reverse(f"admin:survey_inquiry_{name}", args=[inquiry.pk]), text) for name, text in buttons]


class PublishingPages(ReviewPages):
    """Actions, buttons and pages of the inquiry; without the right to publish there is none of the first two."""

    def get_urls(self):
        pages = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"survey_inquiry_{name}")
            for name, view in (
                ("publish", self.publish_view),
                ("take_back", self.take_back_view),
                ("changes", self.changes_view),
                ("preview", self.preview_view),
                ("check", self.check_view),
            )
        ]
        return [*pages, *super().get_urls()]

    def tools(self, request, inquiry):
        buttons = [("workspace", _("Workspace")), ("preview", _("Preview")), ("changes", _("What would change"))]
        return [*addressed(inquiry, buttons), *super().tools(request, inquiry), *self.act_tools(request, inquiry)]

    def act_tools(self, request, inquiry):
        """The acts that are possible now, for who asks."""
        checks = [("check", _("Run the checks again"))] if self.has_change_permission(request, inquiry) else []
        publishing = []
        if self.has_publish_permission(request):
            publishing.append(("publish", _("Publish")))
            publishing.append(("withhold", _("Withhold a passage")))
            publishing += [("take_back", _("Take back"))] if inquiry.editions.current().exists() else []
        return [
            *addressed(inquiry, checks),
            *self.review_tools(request, inquiry),
            *addressed(inquiry, publishing),
        ]

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
        content = freeze(inquiry)
        now = digest(encode(content))
        newest = inquiry.editions.order_by("-number").first()
        review = second_look(inquiry, newest, content, by=request.user)
        is_public = bool(newest) and newest.is_current and digest_of(newest) == now
        unsure = list(unsure_places(inquiry))
        overrides = review == Edition.Review.OVERRIDDEN
        form = PublishForm(request.POST or None, overrides=overrides, is_unsure=bool(unsure))
        if form.is_valid() and self.did(request, form, publish, inquiry, is_published(inquiry)):
            return HttpResponseRedirect(links.workspace(inquiry))
        see(form, now)
        shown = what_would_change(inquiry, content) | {"review": review, "submit": _("Publish")}
        shown["items"] = [*still_open(inquiry, request.user), *unsure]
        shown |= {"review": "", "items": [], "submit": ""} if is_public else {}
        form = forms.Form() if is_public else form  # where there is nothing to publish, nobody is asked for a note
        template = "admin/survey/inquiry/publish.html"
        return act_page(self, request, title=_("Publish"), form=form, template=template, **shown)

    def take_back_view(self, request, pk):
        inquiry = self.one(request, pk)
        form = TakeBackForm(request.POST or None)
        if form.is_valid() and self.did(request, form, take_back, inquiry, _("The publication is taken back.")):
            return HttpResponseRedirect(links.workspace(inquiry))
        items = [
            ngettext(
                "Every address of the inquiry then says your reason and the day: its page, its questions and answers, "
                "its edition, its files and pictures.",
                "Every address of the inquiry then says your reason and the day: its page, its questions and answers, "
                "its %(count)d editions, their files and pictures.",
                inquiry.editions.count(),
            )
            % {"count": inquiry.editions.count()},
            _("At the desk everything stays. Published again, the addresses are back."),
        ]
        shown = {"record": inquiry, "items": items, "submit": _("Take back")}
        return act_page(self, request, title=_("Take back"), form=form, **shown)

    def changes_view(self, request, pk):
        """What the next edition would say anew; every editor may look."""
        inquiry = self.seen_by(request, pk)
        context = self.admin_site.each_context(request) | {
            "title": _("What would change"),
            "opts": self.opts,
            "media": self.media,
            **what_would_change(inquiry, freeze(inquiry)),
        }
        return TemplateResponse(request, "admin/survey/inquiry/changes.html", context)

    def seen_by(self, request, pk):
        inquiry = get_object_or_404(Inquiry.objects.select_related("parliament"), pk=pk)
        if not self.has_view_permission(request, inquiry):
            raise PermissionDenied
        return inquiry

    def preview_view(self, request, pk):
        """The public page of what the inquiry is now, by the very same template."""
        inquiry = self.seen_by(request, pk)
        context = reading_page(request, freeze(inquiry)) | {"editions": [], "preview": True, "inquiry": inquiry}
        return TemplateResponse(request, "admin/survey/inquiry/preview.html", page_context(request) | context)

    def check_view(self, request, pk):
        inquiry = get_object_or_404(Inquiry, pk=pk)
        if not self.has_change_permission(request, inquiry):
            raise PermissionDenied
        form = forms.Form(request.POST if request.method == "POST" else None)
        if form.is_valid():
            checks.run(inquiry, by=request.user)
            self.message_user(request, _("The checks have been run."), messages.SUCCESS)
            return HttpResponseRedirect(links.workspace(inquiry))
        title = _("Run the checks again")
        return act_page(self, request, title=title, form=form, record=inquiry, submit=title)
