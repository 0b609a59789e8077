"""Coding one row in one part: its texts, the codebook, one keystroke a category; and settling what two readers see."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from survey import checks
from survey.admin.coding.other_papers import other_rows
from survey.admin.coding.readings import FIRST, MODES, SECOND, SETTLED, Readings
from survey.admin.desk_pages import buttons, desk_page
from survey.admin.quotes import check_quote
from survey.admin.records import SmallTextarea
from survey.models import Code, Coding, Question, Row, Status
from survey.models.coding import SETTLED_BY_A_THIRD
from survey.proposals.parts import parts_of, refused_texts
from survey.record import RecordCell, read_row
from survey.wording.places import row_place

RIGHTS = ("survey.add_coding", "survey.change_coding")
KEYS = "123456789bdfghilmoprtuvwz"  # without those that the page itself takes: a c e j k n q s x y


# What is read


@dataclass(frozen=True)
class Block:
    """A text of the row under its heading; `own` where it answers the part that is being coded."""

    heading: str
    text: str
    status: str
    own: bool


def blocks(row: Row, question: Question) -> list[Block]:
    """All texts of a row, those of the part first, and of these the text behind the part's letter."""
    refused = refused_texts(row)
    found = [block for cell in read_row(row) for block in _blocks(cell, question, refused)]
    return sorted(found, key=lambda block: not block.own)


def _blocks(cell: RecordCell, question: Question, refused: set) -> list[Block]:
    text, heading, status = cell.text, cell.heading, Status(cell.status).label
    own = cell.column.answers(question.key)
    parts = parts_of(cell.answer_id, text, refused) if own else []
    part = next((part for part in parts if part.letter == question.part), None)
    if part is None:
        return [Block(heading, text, status, own)]
    rest = [piece for piece in (text[: part.start].strip(), text[part.end :].strip()) if piece]
    lettered = Block(f"{heading}, {part.letter})", text[part.start : part.end].strip(), status, True)
    return [
        lettered,
        *(Block(gettext("%(column)s, the rest") % {"column": heading}, each, status, True) for each in rest),
    ]


def whole_texts(row: Row) -> list[str]:
    """The texts of a row as they stand, for quotes may cross what the page sets apart."""
    return [cell.text for cell in read_row(row)]


# The form


class CodingPageForm(forms.ModelForm):
    """One reading; `seen` is the version of it that the reader had before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    change_reason = forms.CharField(
        label=capfirst(_("reason for the change")),
        required=False,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("Stays in the history, e.g. “misread in the source”."),
    )

    class Meta:
        model = Coding
        fields = ["code", "certainty", "quote", "note"]
        widgets = {
            "code": forms.RadioSelect,
            "certainty": forms.RadioSelect,
            "quote": SmallTextarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "note": SmallTextarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }

    def __init__(self, codes, texts, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.codes, self.texts = codes, texts
        self.fields["code"].queryset = Code.objects.filter(pk__in=[code.pk for code in codes])
        self.newest = self.instance.history.latest().history_id if self.instance.pk else 0
        self.fields["seen"].initial = self.newest
        if self.instance.code_id:
            self.initial["code"] = next((code.pk for code in codes if code.code == self.instance.code.code), None)

    def clean(self):
        data = super().clean()
        code = data.get("code")
        if code and code.code not in Code.WITHOUT_QUOTE and not data.get("quote"):
            self.add_error("quote", _("Give the words of the row it rests on."))
        check_quote(self, self.texts)
        if self.newest and (data.get("seen") or 0) != self.newest:
            self.say_overtaken()
        return data

    def say_overtaken(self):
        """Someone else was faster: say who and what; sent again, the form replaces it."""
        entry = self.instance.history.select_related("history_user").latest()
        said = Coding.objects.select_related("code").get(pk=self.instance.pk)
        who = entry.history_user.get_full_name() or entry.history_user.get_username() if entry.history_user else "?"
        self.data = self.data.copy()
        self.data["seen"] = str(self.newest)
        sentence = _("%(name)s has categorised this row meanwhile: “%(code)s”. Nothing of yours is saved yet.")
        self.add_error(None, sentence % {"name": who, "code": said.code.shown_label})

    @property
    def choices(self):
        """The categories with their keys, and which is chosen."""
        chosen = str(self["code"].value() or "")
        keys = [*KEYS, *[""] * len(self.codes)]
        return [(code, key, str(code.pk) == chosen) for code, key in zip(self.codes, keys, strict=False)]


class SettlingForm(CodingPageForm):
    """The third decision: its reason is asked for, always."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["change_reason"]
        field.required, field.label = True, capfirst(_("reason for the decision"))
        field.help_text = _("Why this category and not the other; it stays in the history.")


def codebook_of(question: Question) -> list[Code]:
    return sorted(question.codes.newest(), key=lambda code: (code.position, code.code))


# The pages


def entry(desk, request, pk) -> Row:
    return get_object_or_404(Row.objects.for_list(), pk=pk, role=Row.Role.ENTRY)


@desk_page(
    "<int:pk>/code/",
    name="code",
    right=RIGHTS,
    template="admin/survey/row/code.html",
    label=_("Categorise"),
    find=entry,
    locks=True,
)
def code_row(desk, request, row):
    """One part of a row."""
    mode = request.GET.get("mode", FIRST)
    if mode not in MODES:
        raise Http404
    readings = Readings(row.annex.inquiry, request.user)
    question = chosen_part(request, readings, row, mode)
    if question is None:
        return about(code_row.label, row, None)
    reading = ReadingAct(request, readings, row, question, mode)
    if reading.refusal is None and reading.form.is_valid():
        reading.save()
        return HttpResponseRedirect(reading.onward())
    return about(code_row.label, row, question) | reading.shown()


@desk_page(
    "<int:pk>/settle/",
    name="settle",
    right=RIGHTS,
    template="admin/survey/row/settle.html",
    find=entry,
    locks=True,
)
def settle_row(desk, request, row):
    """Two readings of one part that differ."""
    readings = Readings(row.annex.inquiry, request.user)
    question = chosen_part(request, readings, row, FIRST)
    if question is None:
        raise Http404
    settlement = SettlingAct(request, readings, row, question)
    if settlement.form and settlement.form.is_valid():
        settlement.save()
        return HttpResponseRedirect(reverse("admin:survey_inquiry_disagreements", args=[row.annex.inquiry_id]))
    return about(_("Settle two readings"), row, question) | settlement.shown()


def about(title, row: Row, question: Question | None) -> dict:
    return {
        "title": f"{title}: {row}" + (f", {question}" if question else ""),
        "inquiry": row.annex.inquiry,
        "row": row,
        "question": question,
    }


def code_buttons(desk, request, row) -> list:
    return buttons(desk, request, row, code_row) if row.role == Row.Role.ENTRY else []


def may_code(request) -> bool:
    return may_categorise(request.user)


def may_categorise(user) -> bool:
    return user.has_perms(RIGHTS)


def chosen_part(request, readings: Readings, row: Row, mode: str) -> Question | None:
    """The part of the address, else the first that is open in this row; None where there is no codebook for it."""
    parts = readings.parts_of(row)
    key = request.GET.get("question")
    if key:
        found = next((part for part in parts if part.key == key), None)
        if not found:
            raise Http404
        return found
    is_open = [part for part in parts if readings.is_open(row.pk, part.pk, mode)]
    return next(iter([*is_open, *parts]), None)


def code_page(row, question=None, mode=FIRST) -> str:
    query = ({"question": question.key} if question else {}) | ({"mode": mode} if mode != FIRST else {})
    return reverse("admin:survey_row_code", args=[row.pk], query=query)


def settle_page(row, question) -> str:
    return reverse("admin:survey_row_settle", args=[row.pk], query={"question": question.key})


def finding_subject(row: Row, question: Question) -> str:
    return f"{row_place(row.annex, row)} {question.key}"


class ReadingAct:
    """What a person is about to say of a row in one part, and why they may not."""

    def __init__(self, request, readings: Readings, row: Row, question: Question, mode: str):
        self.request, self.readings = request, readings
        self.row, self.question, self.mode = row, question, mode
        self.said = readings.of(row.pk, question.pk)
        self.texts = blocks(row, question)
        self.codes = codebook_of(question)
        self.refusal = self._refusal()
        texts = whole_texts(row)
        data = request.POST if request.method == "POST" else None
        self.form = None if self.refusal else CodingPageForm(self.codes, texts, data, instance=self._instance())

    def _instance(self) -> Coding:
        existing = Coding.objects.select_related("code").filter(row=self.row, question=self.question, role=self.mode)
        coding = existing.first() or Coding(row=self.row, question=self.question, role=self.mode)
        self.before = (coding.code.code, coding.code_id, coding.by) if coding.pk else None
        coding.by = self.request.user
        return coding

    def _refusal(self) -> str | None:
        """Why this person may not read this row in this mode: the two readings are made by two people, unseen."""
        first, second = self.said.get(FIRST), self.said.get(SECOND)
        mine = {role: said for role, said in self.said.items() if said.by == self.request.user.pk}
        newest = self.readings.newest
        own = first if self.mode == FIRST else second
        if self.mode == SECOND and first is None:
            return _("Nobody has read this row a first time yet; a second reading comes after that.")
        if self.mode == SECOND and FIRST in mine:
            return _("You made the first reading of this row. The second is made by someone else, without sight of it.")
        if self.mode == FIRST and self.readings.hides(self.row.pk, self.question.pk):
            return _("You read this part a second time: the first reading stays out of sight until yours is made.")
        if self.mode == FIRST and SECOND in mine and FIRST not in mine:
            return _("You made the second reading of this row. The first is someone else's.")
        if self.mode == SECOND and second and SECOND not in mine:
            return _("Someone else has read this row a second time.")
        if first and second and own.version == newest[self.question.pk, own.code]:
            return _("This row has been read twice. Both readings stay; a third decision settles what differs.")
        return None

    def save(self):
        coding, data = self.form.instance, self.form.cleaned_data
        word, code, by = self.before or ("", 0, None)
        if coding.code.code == word:
            coding.by = by  # who mends a quote has not made the reading
        if self.form.changed_data or coding.code_id != code:
            coding._change_reason = data["change_reason"] or None
            coding.save()
        if "_example" in self.request.POST and data["quote"]:
            take_as_example(data["code"], data["quote"], self.row)
        names = ("uncoded_part",)
        checks.close(self.row.annex.inquiry, names, finding_subject(self.row, self.question), by=self.request.user)
        messages.success(self.request, _("%(row)s, %(part)s: saved.") % {"row": self.row, "part": self.question})

    def onward(self) -> str:
        """The next open part of this row, where that was asked for; else the next open row; else the list."""
        readings = Readings(self.row.annex.inquiry, self.request.user)
        if "_part" in self.request.POST and (part := readings.next_part(self.row, self.question, self.mode)):
            return code_page(self.row, part, self.mode)
        if found := readings.after(self.row, self.question, self.mode):
            return code_page(*found, self.mode)
        messages.info(self.request, _("Nothing is left to read here."))
        return reverse("admin:survey_question_codings", args=[self.question.pk])

    def shown(self) -> dict:
        before, after = self.readings.neighbours(self.row, self.question)
        is_read_twice = FIRST in self.said and SECOND in self.said
        return {
            "question": self.question,
            "mode": self.mode,
            "is_second": self.mode == SECOND,
            "form": self.form,
            "refusal": self.refusal,
            "blocks": self.texts,
            "others": other_rows(self.row, self.question, self.request.user),
            "parts": list(self.parts()),
            "previous": before and code_page(before, self.question, self.mode),
            "next": after and code_page(after, self.question, self.mode),
            "settle": settle_page(self.row, self.question) if is_read_twice else "",
            "progress": self.readings.progress(self.question),
            "left": len(self.readings.open_rows(self.question, self.mode)),
        }

    def parts(self):
        """The parts of this row: key, address, whether it is chosen, and what the user may see of its reading."""
        for part in self.readings.parts_of(self.row):
            said = self.readings.visible(self.row.pk, part.pk)
            shown = None if self.mode == SECOND else said.get(SETTLED) or said.get(FIRST)
            done = self.mode in self.readings.of(self.row.pk, part.pk)
            yield part, code_page(self.row, part, self.mode), part == self.question, shown, done


def take_as_example(code: Code, words: str, row: Row):
    code.example, code.example_row = words, row.printed
    code._change_reason = gettext("Words of a cell taken as example.")
    code.save()


class SettlingAct:
    """Two readings side by side, and the third decision; `form` is None where there is nothing to settle."""

    def __init__(self, request, readings: Readings, row: Row, question: Question):
        self.request, self.row, self.question = request, row, question
        codings = Coding.objects.select_related("code", "by").filter(row=row, question=question)
        self.existing = {coding.role: coding for coding in codings}
        self.texts = blocks(row, question)
        coding = self.existing.get(SETTLED) or Coding(row=row, question=question, role=SETTLED)
        coding.by = request.user
        self.is_barred = self.can_settle and coding.is_settled_by_a_reader
        self.form = self._form(coding) if self.can_settle and not self.is_barred else None

    @property
    def can_settle(self) -> bool:
        first, second = self.existing.get(FIRST), self.existing.get(SECOND)
        return bool(first and second and (first.code.code != second.code.code or SETTLED in self.existing))

    def _form(self, coding: Coding) -> SettlingForm:
        texts = whole_texts(self.row)
        codes = codebook_of(self.question)
        return SettlingForm(codes, texts, self._data(codes), instance=coding)

    def _data(self, codes: list[Code]):
        """What was sent; with the button of a reading, that reading as it stands."""
        if self.request.method != "POST":
            return None
        data = self.request.POST.copy()
        for role in MODES:
            if f"_{role}" in data:
                taken = self.existing[role]
                code = next((code for code in codes if code.code == taken.code.code), taken.code)
                data["code"], data["certainty"] = str(code.pk), taken.certainty
                data["quote"], data["note"] = taken.quote, taken.note
        return data

    def save(self):
        coding = self.form.instance
        coding._change_reason = self.form.cleaned_data["change_reason"]
        coding.save()
        names = ("uncoded_part", "readings_differ")
        checks.close(self.row.annex.inquiry, names, finding_subject(self.row, self.question), by=self.request.user)
        messages.success(self.request, _("%(row)s, %(part)s: settled.") % {"row": self.row, "part": self.question})

    def shown(self) -> dict:
        mine = [role for role in MODES if role in self.existing and self.existing[role].by == self.request.user]
        reason = self.existing[SETTLED].history.latest().history_change_reason if SETTLED in self.existing else ""
        return {
            "question": self.question,
            "form": self.form,
            "blocks": self.texts,
            "others": other_rows(self.row, self.question, self.request.user),
            "readings": [self.existing[role] for role in (*MODES, SETTLED) if role in self.existing],
            "is_reader": bool(mine),
            "refusal": SETTLED_BY_A_THIRD if self.is_barred else "",
            "reason": reason,
        }
