"""Papers typed by hand: a new inquiry on one page, further questions, and a table from a list or empty."""

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey import editing
from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import desk_page
from survey.admin.records import PlainTextarea
from survey.intake.question_list import read_questions
from survey.models import Annex, District, Inquiry, InquiryDate, Parliament, Respondent

LARGE = {"class": "vLargeTextField"}
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TYPED_DATES = [InquiryDate.Kind.ASKED, InquiryDate.Kind.ANSWERED, InquiryDate.Kind.DISTRIBUTED]
DISTRICTS, LIST, EMPTY = "districts", "list", "empty"
MOST_ROWS = 500


class QuestionsForm(forms.Form):
    questions = forms.CharField(
        label=capfirst(_("questions")),
        strip=False,
        widget=PlainTextarea(attrs={"rows": 12, **LARGE}),
        help_text=_("Pasted as they are numbered: “1. … a) … b) … 2. …”. The preview shows how they are split."),
    )

    def clean_questions(self):
        self.listed = read_questions(self.cleaned_data["questions"])
        if not self.listed and self.fields["questions"].required:
            raise forms.ValidationError(_("No question was found in it."))
        return self.cleaned_data["questions"]


class TypedInquiryForm(QuestionsForm):
    """Everything that a paper says of itself."""

    parliament = forms.ModelChoiceField(Parliament.objects.all(), label=capfirst(_("parliament")))
    number = forms.CharField(
        label=capfirst(_("number")),
        max_length=30,
        help_text=_("Of the paper with the reply, as printed, e.g. “19/1613”. Its address follows from it."),
    )
    kind = forms.ChoiceField(label=capfirst(_("kind")), choices=Inquiry.Kind.choices, initial=Inquiry.Kind.MINOR)
    title = forms.CharField(label=capfirst(_("title")), max_length=500, widget=forms.TextInput(attrs=LARGE))
    askers = forms.CharField(
        label=capfirst(_("askers")),
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs=LARGE),
        help_text=_("As printed, e.g. “der Abg. Erika Muster (SPD) und Dr. Max Beispiel (FDP)”."),
    )
    document = forms.CharField(
        label=capfirst(_("typed from")),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=LARGE),
        help_text=_(
            "Which document lies before you, e.g. “Drucksache 19/1613, PDF des Landtags”. The public reads it."
        ),
    )
    address = forms.URLField(
        label=capfirst(_("address of the paper")),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs=LARGE),
        help_text=_("Where the parliament publishes it."),
    )
    field_order = ["parliament", "number", "kind", "title", "askers"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in TYPED_DATES:
            self.fields[kind.value] = forms.DateField(label=capfirst(kind.label), required=False, widget=DAY)
        self.fields["questions"].required = False
        self.order_fields([*self.field_order, *map(str, TYPED_DATES), "document", "address", "questions"])

    @property
    def fieldsets(self):
        return [
            (None, {"fields": [("parliament", "number", "kind"), "title", "askers"]}),
            (_("Dates"), {"fields": [tuple(map(str, TYPED_DATES))]}),
            (_("Source"), {"fields": ["document", "address"]}),
            (_("Questions"), {"fields": ["questions"]}),
        ]

    def typed(self) -> editing.TypedInquiry:
        data = self.cleaned_data
        names = ("parliament", "number", "kind", "title", "askers", "document", "address")
        dates = {kind.value: data[kind.value] for kind in TYPED_DATES if data[kind.value]}
        return editing.TypedInquiry(**{name: data[name] for name in names}, dates=dates, questions=self.listed)


class TableForm(forms.Form):
    """What is printed above the table, its headings, and where its rows come from."""

    label = forms.CharField(
        label=capfirst(_("label as printed")), required=False, max_length=100, help_text=_("E.g. “Anlage 1”.")
    )
    title = forms.CharField(
        label=capfirst(_("title as printed")), required=False, max_length=500, widget=forms.TextInput(attrs=LARGE)
    )
    date = forms.DateField(
        label=capfirst(_("as of")),
        required=False,
        widget=DAY,
        help_text=_("The table's own date; the official list of this day counts."),
    )
    date_printed = forms.CharField(
        label=capfirst(_("date as printed")), required=False, max_length=100, help_text=_("E.g. “Stand: 26.03.2015”.")
    )
    rows_are = forms.ChoiceField(label=capfirst(_("rows are")), choices=Annex.Rows.choices)
    document = forms.CharField(
        label=capfirst(_("typed from")),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=LARGE),
        help_text=_("Which document lies before you; empty: the same as the paper."),
    )
    headings = forms.CharField(
        label=capfirst(_("headings of the columns")),
        widget=PlainTextarea(attrs={"rows": 4, **LARGE}),
        help_text=_("One a line, as printed. “Frage 1” answers question 1 with all its parts."),
    )
    begins_with = forms.ChoiceField(
        label=capfirst(_("rows")),
        widget=forms.RadioSelect,
        choices=[
            (DISTRICTS, _("the counties and cities of the state on the day of the table")),
            (LIST, _("the list below")),
            (EMPTY, _("as many numbered rows as said below")),
        ],
        initial=LIST,
    )
    labels = forms.CharField(
        label=capfirst(_("labels of the rows")),
        required=False,
        widget=PlainTextarea(attrs={"rows": 6, **LARGE}),
        help_text=_("One a line, as printed, e.g. “LK Fulda”."),
    )
    count = forms.IntegerField(label=capfirst(_("number of rows")), required=False, min_value=1, max_value=MOST_ROWS)

    def __init__(self, inquiry, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.inquiry = inquiry

    @property
    def fieldsets(self):
        return [
            (None, {"fields": ["label", "title", ("date", "date_printed"), "rows_are", "document"]}),
            (_("Columns"), {"fields": ["headings"]}),
            (_("Rows"), {"fields": ["begins_with", "labels", "count"]}),
        ]

    def clean_headings(self):
        headings = lines_of(self.cleaned_data["headings"])
        if twice := next((each for each in headings if headings.count(each) > 1), None):
            raise forms.ValidationError(_("“%(heading)s” stands there twice.") % {"heading": twice})
        return headings

    def clean(self):
        data = super().clean()
        begins = data.get("begins_with")
        if begins == DISTRICTS and not data.get("date") and "date" not in self.errors:
            self.add_error("date", _("The official list of which day? Counties and cities change."))
        if begins == LIST and not lines_of(data.get("labels", "")):
            self.add_error("labels", _("Give at least one label."))
        if begins == EMPTY and not data.get("count") and "count" not in self.errors:
            self.add_error("count", _("Say how many rows."))
        return data

    def row_labels(self) -> list[str]:
        data = self.cleaned_data
        if data["begins_with"] == LIST:
            return lines_of(data["labels"])
        if data["begins_with"] == EMPTY:
            return [str(number) for number in range(1, data["count"] + 1)]
        return districts_of(self.inquiry, data["date"])

    def typed(self) -> editing.TypedTable:
        names = ("label", "title", "date", "date_printed", "rows_are", "document", "headings")
        return editing.TypedTable(**{name: self.cleaned_data[name] for name in names}, labels=self.row_labels())


def lines_of(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


def districts_of(inquiry: Inquiry, day) -> list[str]:
    """The official names of who was on the list of the state on that day, counties first."""
    valid = District.objects.in_state(inquiry.parliament.state).valid_on(day)
    found = Respondent.objects.filter(district__in=valid, kind__in=District.Kind.values)
    in_order = sorted(found, key=lambda each: (District.Kind.values.index(each.kind), each.sort_name))
    return [each.name for each in in_order]


def say(form: forms.Form, error: ValidationError):
    """Beside the fields that the form has, else above it."""
    for name, messages_of in (error.message_dict if hasattr(error, "error_dict") else {"": error.messages}).items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, messages_of)


# The pages


@desk_page("type/", name="type", right="add")
def type_inquiry(desk, request):
    form = TypedInquiryForm(request.POST or None)
    if form.is_valid() and "preview" not in request.POST and (inquiry := start_inquiry(request, form)):
        messages.success(request, _("The draft is made."))
        return HttpResponseRedirect(links.workspace(inquiry))
    return typing_page(desk, request, form, title=_("New inquiry"), submit=_("Make the draft"))


def start_inquiry(request, form) -> Inquiry | None:
    try:
        return editing.start_inquiry(form.typed(), by=request.user)
    except ValidationError as error:
        say(form, error)
        return None


@desk_page("<int:pk>/questions/", right="survey.add_question", label=_("Type questions"))
def type_questions(desk, request, inquiry):
    """Further questions of a paper that stands."""
    form = QuestionsForm(request.POST or None)
    if form.is_valid() and "preview" not in request.POST and add_questions(request, form, inquiry):
        messages.success(request, _("The questions are recorded."))
        return HttpResponseRedirect(links.workspace(inquiry))
    return typing_page(desk, request, form, title=type_questions.label, submit=_("Save"), record=inquiry)


def add_questions(request, form, inquiry) -> bool:
    try:
        with editing.act(inquiry):
            editing.add_questions(inquiry, form.listed, by=request.user)
    except ValidationError as error:
        say(form, error)
        return False
    return True


def typing_page(desk, request, form, *, title, submit, record=None):
    shown = {
        "listed": getattr(form, "listed", []) if form.is_bound else [],
        "fieldsets": getattr(form, "fieldsets", None),
        "back": links.workspace(record) if record else reverse("admin:index"),
    }
    template = "admin/survey/inquiry/typed.html"
    return act_page(desk, request, title=title, form=form, template=template, submit=submit, record=record, **shown)


@desk_page("<int:pk>/table/", right="survey.add_annex", label=_("Type a table"))
def type_table(desk, request, inquiry):
    """Made and then typed in the grid."""
    form = TableForm(inquiry, request.POST or None)
    if form.is_valid() and (annex := start_table(request, form, inquiry)):
        return HttpResponseRedirect(reverse("admin:survey_annex_grid", args=[annex.pk]))
    shown = {"fieldsets": form.fieldsets, "back": links.workspace(inquiry), "record": inquiry}
    return act_page(desk, request, title=type_table.label, form=form, submit=_("Make the table"), **shown)


def start_table(request, form, inquiry) -> Annex | None:
    try:
        return editing.start_table(inquiry, form.typed(), by=request.user)
    except ValidationError as error:
        say(form, error)
        return None
