"""Splitting a question, reply or remark, joining it with the next one, and taking either back."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from survey import editing
from survey.admin import links
from survey.admin.answers.parts import paragraphs
from survey.admin.confirmation import ActForm, act_page
from survey.admin.cut_form import CutForm
from survey.admin.desk_pages import allows, buttons, desk_page
from survey.admin.edit_conflicts import lock, newest_version
from survey.editing.text_parting import name_of
from survey.intake.cuts import KEY
from survey.intake.keys import named_keys
from survey.intake.labels import label_of
from survey.intake.lines import ends_sentence
from survey.models import PreliminaryRemark, Question, Reply

RIGHT = "survey.add_passageedit"
REASON_STAYS = gettext_lazy("Stays in the history, e.g. “The reader took two replies for one.”")


class SeenText(forms.Form):
    """Refuses to part what its sender has not seen: `versions` are those of the texts that the page shows."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def watch(self, *texts):
        self.versions = " ".join(f"{text.pk}:{newest_version(text)}" for text in texts)
        self.initial["seen"] = self.versions

    def clean(self):
        data = super().clean()
        if data.get("seen") != self.versions:
            self.data = self.data.copy()
            self.data["seen"] = self.versions
            self.add_error(None, _("Somebody has changed this text in the meantime. Look at it again."))
        return data


def told(form, obstacles):
    for sentence in obstacles:
        form.add_error(None, sentence)


# Splitting


class TextCutForm(SeenText, CutForm):
    """What the second part is, a subclass of each kind of text knows."""

    not_there = gettext_lazy("These words do not stand in the text.")
    there_twice = gettext_lazy("These words stand in the text more than once. Give more of them.")

    def __init__(self, text, *args, **kwargs):
        super().__init__(text.text, *args, **kwargs)
        self.record = text
        self.order_fields(["text", "before", "caret", *self.own_fields, "reason"])
        self.fields["before"].help_text = _(
            "Letter by letter as they stand in the text; as many as it takes to be found only once."
        )
        self.fields["reason"].help_text = REASON_STAYS
        self.watch(text)

    def clean(self):
        data = super().clean()
        if "text" in self.data and self.data["text"] != self.printed:
            self.data = self.data.copy()
            self.data["text"] = self.printed
        if not self.errors:
            self.split = editing.TextSplit(self.record, self.at, **self.said())
        if not self.errors:
            told(self, self.split.obstacles())
        return data

    def said(self):
        """What `TextSplit` needs to know of the second part."""
        return {}

    def seen_parts(self):
        """Both parts, each with its place."""
        names = (_("First part"), _("Second part"))
        parts = zip(names, self.split.places, self.split.wordings, self.split.printed, strict=True)
        return [(with_place(name, place), [("equal", words or text)]) for name, place, words, text in parts]


def with_place(name, place):
    if place["boxes"]:
        pages = list(dict.fromkeys(box[0] for box in place["boxes"]))
        return _("%(part)s, page of the file: %(pages)s") % {"part": name, "pages": ", ".join(map(str, pages))}
    return _("%(part)s, line %(line)d of the file") % {"part": name, "line": place["line"]} if place["line"] else name


class QuestionCutForm(TextCutForm):
    key = forms.CharField(
        label=gettext_lazy("Number of the second question"),
        required=False,
        max_length=6,
        help_text=gettext_lazy("E.g. “4” or “3a”. Empty: the number with which its words begin."),
    )
    own_fields = ["key"]

    def said(self):
        typed = self.cleaned_data["key"].strip()
        behind = self.printed[self.at :].lstrip("([ ")
        match = KEY.fullmatch(typed) if typed else KEY.match(behind)
        if match is None:
            sentence = _("“%(name)s” is no number of a question, such as 4 or 4a.") % {"name": typed}
            self.add_error("key", sentence if typed else _("Give the number of the second question."))
            return {"second": {"number": 0, "part": ""}}
        part = match["part"] or ""
        return {"second": {"number": int(match["number"]), "part": part}}


class ReplyCutForm(TextCutForm):
    questions = forms.ModelMultipleChoiceField(
        Question.objects.none(),
        label=gettext_lazy("The first reply answers"),
        widget=forms.CheckboxSelectMultiple,
    )
    second_questions = forms.ModelMultipleChoiceField(
        Question.objects.none(),
        label=gettext_lazy("The second reply answers"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("None ticked: the questions that its label names, e.g. “Zu Frage 4:”."),
    )
    own_fields = ["questions", "second_questions"]

    def __init__(self, reply, *args, **kwargs):
        answered = list(reply.questions.values_list("pk", flat=True))
        super().__init__(reply, *args, initial={"questions": answered}, **kwargs)
        for name in self.own_fields:
            self.fields[name].queryset = reply.inquiry.questions.order_by("number", "part")

    def said(self):
        first = list(self.cleaned_data["questions"])
        return {"questions": first, "second_questions": list(self.cleaned_data["second_questions"]) or self.labelled()}

    def labelled(self):
        known = {each.key: each for each in self.record.inquiry.questions.order_by("number", "part")}
        label = label_of(self.printed[self.at :].strip().partition("\n")[0])
        return [known[key] for key in named_keys(label.listed, list(known))] if label else []


class RemarkCutForm(TextCutForm):
    by = forms.ChoiceField(label=gettext_lazy("Whose is the second remark?"), choices=PreliminaryRemark.By.choices)
    heading = forms.CharField(
        label=gettext_lazy("Its heading"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=gettext_lazy("As printed, where it begins with one; it is no part of the text then."),
    )
    own_fields = ["by", "heading"]

    def __init__(self, remark, *args, **kwargs):
        super().__init__(remark, *args, initial={"by": remark.by}, **kwargs)

    def said(self):
        return {"second": {name: self.cleaned_data[name] for name in self.own_fields}}


CUT_FORMS = {Question: QuestionCutForm, Reply: ReplyCutForm, PreliminaryRemark: RemarkCutForm}


@desk_page("<int:pk>/split/", right=RIGHT, label=gettext_lazy("Split"), locks=True)
def split(desk, request, text):
    """First what the two would say, then the act itself."""
    form = CUT_FORMS[type(text)](text, data=request.POST or None)
    form.fields["reason"].required = "preview" not in request.POST
    if form.is_valid() and "preview" not in request.POST:
        second = acted(form, form.split, request)
        if second:
            done = format_html("{} {}", _("The text is split. Behind it:"), links.link(second, name_of(second)))
            messages.success(request, done)
            return HttpResponseRedirect(links.page(text))
    valid = form.is_valid()
    shown = {"seen": form.seen_parts(), "items": form.split.goes_along()} if valid else {}
    return act_page(
        desk, request, title=split.label, form=form, template=form.template, record=text, submit=split.label, **shown
    )


def acted(form, act, request):
    """What the act returns; None, and the sentences beside the form, where it is refused."""
    try:
        return act.carry_out(reason=form.cleaned_data["reason"], by=request.user)
    except editing.NotParted as error:
        form.add_error(None, error)
        return None


# Joining


class JoinForm(SeenText, ActForm):
    run_on = forms.TypedChoiceField(
        label=gettext_lazy("The second text"),
        choices=[
            ("1", gettext_lazy("goes on with the sentence, a cut word made whole")),
            ("0", gettext_lazy("begins a paragraph")),
        ],
        coerce=lambda chosen: chosen == "1",
        widget=forms.RadioSelect,
    )
    field_order = ["run_on", "reason"]

    def __init__(self, first, second, *args, **kwargs):
        goes_on = isinstance(first, Question) or not ends_sentence(first.text)
        super().__init__(*args, initial={"run_on": "1" if goes_on else "0"}, **kwargs)
        self.texts = first, second
        self.fields["reason"].help_text = REASON_STAYS
        self.watch(first, second)

    @property
    def join(self):
        chosen = self.cleaned_data.get("run_on") if self.is_bound else self.initial["run_on"] == "1"
        return editing.TextJoin(*self.texts, run_on=bool(chosen))

    def seen_text(self):
        values = self.join.values()
        name = with_place(name_of(self.texts[0]), values)
        return [(name, [("equal", values["wording"] or values["text"])])]


@desk_page(
    "<int:pk>/join/", right=RIGHT, label=pgettext_lazy("a question, reply or remark", "Join with the next"), locks=True
)
def join(desk, request, text):
    """What the one text would say, what goes along with it, and what is in the way."""
    following = editing.next_text(text)
    if following is None:
        raise Http404
    if request.method == "POST":
        lock(type(following), following.pk)
    form = JoinForm(text, following, data=request.POST or None)
    form.fields["reason"].required = "preview" not in request.POST
    if form.is_valid() and "preview" not in request.POST and acted(form, form.join, request):
        messages.success(request, _("The two texts are one."))
        return HttpResponseRedirect(links.page(text))
    obstacles = list(dict.fromkeys(form.join.obstacles()))
    shown = {
        "record": text,
        "text": format_html("<p><strong>{}</strong></p>{}", name_of(following), paragraphs(following.reading_text)),
        "items": obstacles or form.join.goes_along(),
        "seen": [] if obstacles else form.seen_text(),
        "submit": "" if obstacles else join.label,
    }
    return act_page(desk, request, title=join.label, form=form, template="admin/survey/seen_act.html", **shown)


# Taking back


class TakePartingBackForm(SeenText, ActForm):
    def __init__(self, text, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = gettext_lazy("Stays in the history.")
        self.watch(text)


@desk_page("<int:pk>/part_back/", right=RIGHT, label=gettext_lazy("Take the last split or join back"), locks=True)
def part_back(desk, request, text):
    parting = editing.last_parting(text)
    if parting is None:
        raise Http404
    form = TakePartingBackForm(text, data=request.POST or None)
    first = acted(form, parting, request) if form.is_valid() else None
    if first:
        messages.success(request, _("It is taken back. Both acts stay in the history."))
        return HttpResponseRedirect(links.page(first))
    obstacles = parting.obstacles()
    names = [capfirst(name_of(parting.text())), _("Behind it")]
    shown = {
        "record": text,
        "items": obstacles or [parting.reason],
        "seen": [(name, [("equal", words)]) for name, words in zip(names, parting.texts_after(), strict=False)],
        "submit": "" if obstacles else pgettext("a correction", "Take back"),
    }
    return act_page(desk, request, title=part_back.label, form=form, template="admin/survey/seen_act.html", **shown)


PAGES = (split, join, part_back)


def tools(desk, request, text):
    """The buttons of what can be done with a text now."""
    if not allows(RIGHT, desk, request, text):
        return []
    following, parting = editing.next_text(text), editing.last_parting(text)
    possible = [split, *([join] if following else []), *([part_back] if parting else [])]
    return buttons(desk, request, text, *possible)
