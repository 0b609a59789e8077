"""A new inquiry like this one: what it takes over, how its questions may be compared, and who is there to be asked."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import desk_page
from survey.admin.records import SmallTextarea
from survey.importing import ImportRefused
from survey.importing.follow_up import Again, ask_again, valid_on
from survey.language.quotes import normalise
from survey.models import Annex, Inquiry, Question
from survey.publishing.columns import LABEL
from survey.sheets import csv

LARGE = {"class": "vLargeTextField"}
SAME = Question.Comparability.SAME


class LaterForm(forms.Form):
    """The facts of the new paper; then, question by question, how it is asked now."""

    number = forms.CharField(
        label=capfirst(_("number")), max_length=30, help_text=_("Of the paper with the reply, as printed: “19/2456”.")
    )
    title = forms.CharField(label=capfirst(_("title")), max_length=500, widget=forms.TextInput(attrs=LARGE))
    date = forms.DateField(
        label=capfirst(_("date of the survey")),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The date of its table, where it is known already; the official list of this day counts."),
    )

    def __init__(self, inquiry, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = list(inquiry.questions.order_by("number", "part"))
        for question in self.asked:
            self.ask(question)

    def ask(self, question):
        key = question.key
        self.fields[f"text_{key}"] = forms.CharField(
            label=capfirst(_("text")), initial=question.text, widget=SmallTextarea(attrs={"rows": 2, **LARGE})
        )
        self.fields[f"comparability_{key}"] = forms.ChoiceField(
            label=capfirst(_("comparability")), choices=Question.Comparability.choices, initial=SAME
        )
        self.fields[f"note_{key}"] = forms.CharField(
            label=capfirst(_("whether one may compare")),
            required=False,
            max_length=500,
            widget=forms.TextInput(attrs=LARGE),
            help_text=_("One sentence to the public; needed where the text has changed."),
        )

    @property
    def fieldsets(self):
        parts = ("text", "comparability", "note")
        return [
            (None, {"fields": ["number", "title", "date"]}),
            *(
                (
                    _("Question %(key)s") % {"key": question.key},
                    {"fields": [f"{part}_{question.key}" for part in parts]},
                )
                for question in self.asked
            ),
        ]

    def clean_number(self):
        number = self.cleaned_data["number"].strip()
        if Inquiry.objects.filter(number=number, parliament=self.parliament).exists():
            raise forms.ValidationError(_("This number is already taken in this parliament and term."))
        return number

    def clean(self):
        data = super().clean()
        for question in self.asked:
            self.check(question, data)
        return data

    def check(self, question, data):
        """A changed text is said to be the same only with a sentence, and so is what is not the same."""
        text, comparability, note = (data.get(f"{part}_{question.key}") for part in ("text", "comparability", "note"))
        if note or not text:
            return
        if comparability != SAME:
            self.add_error(f"note_{question.key}", _("Say in a sentence what has changed."))
        elif normalise(text) != normalise(question.text):
            sentence = _("The text has changed. Say so, or say in the sentence why the two are the same all the same.")
            self.add_error(f"comparability_{question.key}", sentence)

    def again(self):
        for question in self.asked:
            parts = (self.cleaned_data[f"{part}_{question.key}"] for part in ("text", "comparability", "note"))
            text, comparability, note = parts
            yield Again(question.key, text, question.request, comparability, note)


# The act, and who is there on the day of a table that asks again


@desk_page("<int:pk>/like/", right="add", label=_("New inquiry like this one"))
def like(desk, request, earlier):
    on = day(request.GET.get("on"))
    form = LaterForm(earlier, request.POST or None, initial={"title": earlier.title, "date": on})
    form.parliament = earlier.parliament
    inquiry = start_again(request, form, earlier) if form.is_valid() else None
    if inquiry:
        return HttpResponseRedirect(links.workspace(inquiry))
    return act_page(
        desk,
        request,
        title=like.label,
        form=form,
        fieldsets=form.fieldsets,
        template="admin/survey/inquiry/like.html",
        submit=_("Make the draft"),
        record=earlier,
        on=on,
        tables=[(annex, valid_on(annex, on), "") for annex in earlier.annexes.all()] if on else [],
    )


def start_again(request, form, earlier) -> Inquiry | None:
    data = form.cleaned_data
    facts = {"number": data["number"], "title": data["title"], "date": data["date"]}
    try:
        inquiry = ask_again(earlier, **facts, questions=form.again(), by=request.user)
    except ImportRefused as error:
        form.add_error("number", str(error))
        return None
    messages.success(request, _("The draft is made. Its rows come with the paper or its table."))
    return inquiry


@desk_page(
    "<int:pk>/valid/",
    right="view",
    template="admin/survey/inquiry/valid.html",
    label=_("Who is there to be asked"),
)
def valid(desk, request, inquiry):
    """The tables of an inquiry that asks again, each with the respondents of its day."""
    return {
        "title": valid.label,
        "tables": [(annex, valid_on(before, annex.date), address(annex)) for annex, before in dated(inquiry)],
        "undated": [annex for annex, _before in earlier_tables(inquiry) if not annex.date],
    }


@desk_page("<int:pk>/valid/<int:number>.csv", right="view")
def empty_table(desk, request, inquiry, number):
    """The table without its answers, to be filled in and imported."""
    found = [(annex, before) for annex, before in dated(inquiry) if annex.number == number]
    if not found:
        raise Http404
    annex, before = found[0]
    headings = [LABEL, *annex.columns.values_list("heading", flat=True)]
    blank = [""] * (len(headings) - 1)
    lines = csv.lines(headings, ([label, *blank] for label in valid_on(before, annex.date).labels))
    name = f"{inquiry.slug}-{number}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse("".join(lines), content_type="text/csv; charset=utf-8", headers=headers)


def day(iso):
    try:
        return parse_date(iso or "")
    except ValueError:
        return None


def earlier_tables(inquiry) -> list[tuple[Annex, Annex]]:
    """Each table with that of the same number in the inquiry that is asked again."""
    follows = inquiry.questions.exclude(continues=None).values_list("continues__inquiry", flat=True).first()
    before = {annex.number: annex for annex in Annex.objects.filter(inquiry=follows).for_list()} if follows else {}
    return [(annex, before[annex.number]) for annex in inquiry.annexes.all() if annex.number in before]


def dated(inquiry) -> list[tuple[Annex, Annex]]:
    return [pair for pair in earlier_tables(inquiry) if pair[0].date]


def address(annex) -> str:
    return reverse("admin:survey_inquiry_empty_table", args=[annex.inquiry_id, annex.number])
