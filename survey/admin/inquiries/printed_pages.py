"""The printed pages of a source at the desk: seen, covered where the public must not see them, released."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin.confirmation import act_page
from survey.admin.desk_pages import desk_page
from survey.admin.records import InquiryFilter, InquiryLink, RecordAdmin, SeenWithSource, named
from survey.models import PageCover
from survey.publishing import facsimiles, page_pictures
from survey.publishing.page_pictures import CannotBeDrawn
from survey.publishing.refusals import PublishRefused

POINTS = {"step": "0.1", "min": 0}


class CoverForm(forms.Form):
    """A rectangle in points from the top left of the page, or the whole page."""

    page = forms.IntegerField(label=capfirst(_("page")), min_value=1)
    whole = forms.BooleanField(label=capfirst(_("keep the whole page back")), required=False)
    left = forms.FloatField(label=_("from the left (points)"), required=False, widget=forms.NumberInput(POINTS))
    top = forms.FloatField(label=_("from the top (points)"), required=False, widget=forms.NumberInput(POINTS))
    width = forms.FloatField(label=_("width (points)"), required=False, widget=forms.NumberInput(POINTS))
    height = forms.FloatField(label=_("height (points)"), required=False, widget=forms.NumberInput(POINTS))
    reason = forms.CharField(
        label=capfirst(_("reason")),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("Shown to the public, e.g. “Unterschrift”, “Telefonnummer”."),
    )

    def clean(self):
        data = super().clean()
        names = ("left", "top", "width", "height")
        if not data.get("whole") and any(data.get(name) is None for name in names):
            raise forms.ValidationError(_("Draw a rectangle on the page, or give its place and size in points."))
        data["box"] = None if data.get("whole") else [data.get(name) for name in names]
        return data


# For those who publish: covers and release; editors see the pages


@desk_page("<int:pk>/pages/", name="pages", right="view", label=_("Printed pages"))
def printed_pages(desk, request, source):
    may_release = request.user.has_perm("survey.publish_inquiry")
    act = request.POST.get("act")
    form = CoverForm(request.POST if act == "cover" else None)
    if request.method == "POST":
        if not may_release:
            raise PermissionDenied
        if act != "cover" or form.is_valid():
            return carry_out(request, source, act, form)
    shown = {
        "record": source,
        "source": source,
        "pages": [(page, covers_of(source, page)) for page in source.pages.order_by("number").defer("words")],
        "may_release": may_release,
    }
    template = "admin/survey/source/pages.html"
    return act_page(desk, request, title=printed_pages.label, form=form, template=template, **shown)


def covers_of(source, page):
    return [covered for covered in source.covers.all() if covered.page == page.number]


def carry_out(request, source, act, form):
    """What was asked for is done, or a message says why not."""
    try:
        said = do(request, source, act, form)
    except PublishRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return HttpResponseRedirect(request.path)


def do(request, source, act, form):
    if act == "cover":
        data = form.cleaned_data
        facsimiles.cover(source, data["page"], data["box"], reason=data["reason"], by=request.user)
        return _("Covered.")
    if act == "release":
        facsimiles.release(source, by=request.user)
        return _("The pages are released: the public sees them with each edition.")
    if act == "recall":
        facsimiles.recall(source, by=request.user, reason=request.POST.get("why", ""))
        return _("The public sees no page of this file any more.")
    key = act.removeprefix("uncover-") if act else ""
    covered = get_object_or_404(source.covers, pk=int(key) if key.isdecimal() else 0)
    facsimiles.uncover(covered, by=request.user)
    return _("Shown again.")


@desk_page("<int:pk>/pages/<int:number>.jpg", name="picture", right="view")
def page_picture(desk, request, source, number):
    page = get_object_or_404(source.pages.defer("words"), number=number)
    whole = page_pictures.uncovered(source, page)
    return picture(lambda: page_pictures.whole(whole, page_pictures.sizes(whole)[-1 if "large" in request.GET else -2]))


def picture(draw) -> HttpResponse:
    """What is drawn, kept by the browser of who saw it; 404 where it cannot be drawn."""
    try:
        made = draw()
    except CannotBeDrawn as error:
        raise Http404 from error
    return HttpResponse(made, content_type="image/jpeg", headers={"Cache-Control": "private, max-age=600"})


@admin.register(PageCover)
class PageCoverAdmin(SeenWithSource, InquiryLink, RecordAdmin):
    """What is covered is covered on the page of its source; here it is found again, with its history."""

    fieldsets = [(None, {"fields": ["source", "page", "where", "reason", "author", "at"]})]
    readonly_fields = ["where", "author", "at"]
    author = named("by", _("by"))
    inquiry_path = "source__inquiry"
    list_display = ["reason", "source", "page", "where", "author", "at", "inquiry_link"]
    list_filter = [InquiryFilter]
    list_select_related = ["source__inquiry", "by"]
    search_fields = ["reason", "source__name", "source__inquiry__number"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("source__content")

    @admin.display(description=_("what is covered"))
    def where(self, cover):
        if cover.box is None:
            return _("the whole page")
        names = ("left", "top", "width", "height")
        measures = {name: localize(measure) for name, measure in zip(names, cover.box, strict=True)}
        return _("%(width)s × %(height)s points, %(left)s from the left, %(top)s from the top") % measures
