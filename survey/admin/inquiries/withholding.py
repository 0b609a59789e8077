"""Passages that by law are not shown: choosing one, and showing it again. For those who publish."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from survey.admin import links
from survey.admin.answers.parts import paragraphs
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import buttons, desk_page
from survey.admin.records import InquiryFilter, InquiryLink, KeptMixin, RecordAdmin, SmallTextarea, named
from survey.language.passages import Removal
from survey.models import Answer, Code, Inquiry, Withholding
from survey.publishing.addresses import address_without, public_slug
from survey.publishing.refusals import PublishRefused
from survey.publishing.withheld import papers_with, stands_in, still_like
from survey.publishing.withholding import lift, made_meanwhile, withhold
from survey.wording import paths
from survey.wording.places import record_at

LARGE = {"rows": 3, "class": "vLargeTextField"}
LIKE_OFFERED = 40
PUBLISH_AGAIN = _("The next edition says the words again.")


def texts_at(record):
    """The reading text of a place, and of a cell what is printed in it."""
    if isinstance(record, Answer):
        return [record.text, record.as_printed]
    return [record.reading_text, record.text] if record else []


class WithholdForm(forms.Form):
    words = forms.CharField(
        label=capfirst(_("words that are not shown")),
        widget=SmallTextarea(attrs={"data-takes-selection": "", **LARGE}),
        help_text=_("Exactly as they stand there, from the beginning of a word. Where a text is shown, select them."),
        strip=True,
    )
    reason = forms.CharField(
        label=capfirst(_("legal basis")),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("Shown to the public in the place of the passage, e.g. “Persönlichkeitsrecht, Art. 17 DSGVO”."),
    )
    also = forms.MultipleChoiceField(
        label=capfirst(_("what still looks like it")),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What you tick is withheld on the same legal basis, in all texts of the paper."),
        required=False,
    )
    sure = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, texts, like, *args, **kwargs):
        """`like` finds what looks like given words, as `withheld.still_like`."""
        super().__init__(*args, **kwargs)
        self.texts, self.like = texts, like
        self.offer(self.data.get("words", "").strip())

    def offer(self, words):
        """Once words are given, a box for each form of them that would stay."""
        found = list(self.like(words).items())[:LIKE_OFFERED] if words else []
        self.fields["also"].choices = [(form, in_texts(form, count)) for form, count in found]
        if not found:
            del self.fields["also"]

    def clean_words(self):
        words = self.cleaned_data["words"]
        if self.texts and not any(Removal.of(words, "").spans(text) for text in self.texts):
            raise forms.ValidationError(_("These words do not stand in the text, or begin in the middle of a word."))
        return words

    def ask(self):
        """Let the same page be sent once more, now by somebody who has seen what it does."""
        self.data = self.data.copy()
        self.data["sure"] = "yes"


class LiftForm(forms.Form):
    because = forms.CharField(
        label=capfirst(_("why it is shown again")),
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("Stays in the history. Editions made meanwhile keep the sentence in its place."),
    )


def in_texts(form, count):
    sentence = ngettext(
        "“%(form)s” stands in %(count)d further text", "“%(form)s” stands in %(count)d further texts", count
    )
    return sentence % {"form": form, "count": count}


def consequences(inquiry, words, texts):
    """What the act would do, edition by edition, and what it cannot do."""
    removal = Removal.of(words, "")
    if rests := dict.fromkeys(rest for text in texts for rest in removal.rests(text)):
        sentence = _(
            "Of the last word there stays to be read: %(rests)s. Give the whole word where that says too much."
        )
        yield sentence % {"rests": ", ".join(rests)}
    for edition in inquiry.editions.order_by("number"):
        count = stands_in(edition, words)
        yield _("Edition %(number)d: taken out of %(count)d texts.") % {"number": edition.number, "count": count}
    for slug in papers_with(words, besides=inquiry):
        yield _("The words also stand in %(slug)s; withhold them there, too, if need be.") % {"slug": slug}
    for body in inquiry.bodies.all():
        now = address_without(body.slug, words, home=public_slug(inquiry))
        if now != body.slug:
            told = {"body": body, "address": paths.body(now)}
            yield _("The address of the body “%(body)s” holds the words; it becomes %(address)s.") % told
    for code in Code.objects.filter(question__inquiry=inquiry).select_related("question"):
        if address_without(code.code, words, home="") != code.code:
            yield _("The category “%(code)s” holds the words in its code; give it another code.") % {"code": code}


def inquiry_of_address(desk, request, pk):
    return get_object_or_404(Inquiry.objects.select_related("parliament"), pk=pk)


@desk_page(
    "of/<int:pk>/",
    name="withhold",
    right="survey.publish_inquiry",
    label=_("Withhold a passage"),
    of=Inquiry,
    find=inquiry_of_address,
)
def withhold_page(desk, request, inquiry):
    """First what it would do, then the act."""
    place = request.GET.get("place", "")
    record = record_at(inquiry, place)
    if place and not record:
        raise Http404
    texts = texts_at(record)
    form = WithholdForm(
        texts,
        partial(still_like, inquiry.editions.all()),
        request.POST or None,
        initial={"words": request.GET.get("quote", "")},
    )
    items = []
    if form.is_valid():
        if form.cleaned_data["sure"] and withheld(request, form, inquiry, place):
            return HttpResponseRedirect(links.page(record or inquiry))
        if form.is_valid():
            items = list(consequences(inquiry, form.cleaned_data["words"], texts))
            form.ask()
    return act_page(
        desk,
        request,
        title=withhold_page.label,
        form=form,
        template="admin/survey/withholding/act.html",
        submit=_("Withhold now") if items else _("Continue"),
        inquiry=inquiry,
        subject=links.link(record or inquiry),
        text=paragraphs(texts[0]) if texts else "",
        items=items,
    )


def withheld(request, form, inquiry, place) -> bool:
    data = form.cleaned_data
    try:
        also = data.get("also", ())
        withhold(inquiry, place=place, words=data["words"], reason=data["reason"], by=request.user, also=also)
    except PublishRefused as error:
        form.add_error("words", str(error))
        return False
    messages.success(request, _("The passage is no longer shown, in any edition or file."))
    return True


@desk_page("<int:pk>/lift/", name="lift", right="survey.publish_inquiry", label=_("Show it again"))
def lift_page(desk, request, withholding):
    form = LiftForm(request.POST or None)
    if form.is_valid() and lifted(request, form, withholding):
        return HttpResponseRedirect(links.page(withholding))
    items = [keeps_the_sentence(number) for number in made_meanwhile(withholding)]
    shown = {"record": withholding, "text": paragraphs(withholding.words), "submit": lift_page.label, "items": items}
    return act_page(desk, request, title=lift_page.label, form=form, **shown)


def keeps_the_sentence(number: int) -> str:
    sentence = _("Edition %(number)d was made meanwhile: it keeps the sentence in place of the words.")
    return sentence % {"number": number}


def lifted(request, form, withholding) -> bool:
    try:
        lift(withholding, because=form.cleaned_data["because"], by=request.user)
    except PublishRefused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The passage is shown again where it was published."))
    if numbers := made_meanwhile(withholding):
        messages.warning(request, " ".join(map(keeps_the_sentence, numbers)) + " " + str(PUBLISH_AGAIN))
    return True


@admin.register(Withholding)
class WithholdingAdmin(KeptMixin, InquiryLink, RecordAdmin):
    pages = [withhold_page, lift_page]
    fieldsets = [
        (None, {"fields": ["inquiry_link", "place", "words", "reason", "date", "author"]}),
        (_("Shown again"), {"fields": ["lifted_on", "lifted_because", "lifter"]}),
        (_("Erased"), {"fields": ["erased_on", "erased_basis"]}),
    ]
    readonly_fields = ["inquiry_link", "author", "lifter"]
    author = named("by", _("by"))
    lifter = named("lifted_by", _("lifted by"))
    inquiry_path = "inquiry"
    list_display = ["reason", "place", "short_words", "date", "author", "lifted_on", "inquiry_link"]
    list_filter = [InquiryFilter, ("lifted_on", admin.EmptyFieldListFilter)]
    list_select_related = ["inquiry", "by"]
    search_fields = ["reason", "words", "inquiry__number"]

    def tools(self, request, withholding):
        return [] if withholding.lifted_on or withholding.erased_on else buttons(self, request, withholding, lift_page)

    @admin.display(description=_("words"))
    def short_words(self, withholding):
        return Truncator(withholding.words).chars(60)
