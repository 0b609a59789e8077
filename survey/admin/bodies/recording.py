"""Recording a body from a cell: the selected words name it, and each further fact brings its own words."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.answers.parts import paragraphs
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import desk_page
from survey.admin.records import NamedAutocomplete, SmallTextarea, named_in_full
from survey.language import bodies as names
from survey.language.passages import found
from survey.language.quotes import locate
from survey.models import (
    Actor,
    Answer,
    Body,
    District,
    Evidence,
    FormerSlug,
    Meeting,
    Participation,
    Precision,
    Tombstone,
)
from survey.wording import paths

LARGE = {"class": "vLargeTextField"}
ALIKE = 0.75
OFFERED = 12
NEW = "new"


def exact(words: str, text: str) -> str:
    """The words as they stand in the text, whatever blanks a browser put between them; "" where they do not."""
    if locate(words, text):
        return words
    match = found(words).search(text) if words.split() else None
    return match[0] if match and match[0].split() == words.split() else ""


class QuoteForm(forms.Form):
    quote = forms.CharField(
        label=capfirst(_("quote")),
        widget=SmallTextarea(attrs={"rows": 2, "data-takes-selection": "", **LARGE}),
        help_text=_(
            "Select the words in the text above, by mouse or by Shift and the arrow keys, or copy them: they must "
            "stand there letter for letter."
        ),
    )

    def __init__(self, text, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.text = text

    def clean_quote(self):
        words = exact(self.cleaned_data["quote"], self.text)
        if not words:
            raise ValidationError(_("These words do not stand in the text."))
        return words


class BodyForm(QuoteForm):
    """Which body the words name: one that is recorded already, or a new one."""

    existing = forms.ChoiceField(label=capfirst(_("which body")), widget=forms.RadioSelect, initial=NEW)
    name = forms.CharField(
        label=capfirst(_("name as written")), max_length=300, required=False, widget=forms.TextInput(attrs=LARGE)
    )
    usual_name = forms.CharField(
        label=capfirst(_("usual name")), max_length=300, required=False, widget=forms.TextInput(attrs=LARGE)
    )
    kind = forms.ChoiceField(label=capfirst(_("kind")), choices=Body.Kind.choices)
    level = forms.ChoiceField(label=capfirst(_("level")), choices=Body.Level.choices)
    mention = forms.ChoiceField(label=capfirst(_("mention")), choices=Body.Mention.choices)
    state = forms.ChoiceField(label=capfirst(_("state")), choices=Body.State.choices)

    def __init__(self, answer, text, *args, **kwargs):
        super().__init__(text, *args, **kwargs)
        self.answer = answer
        self.fields["existing"].choices = [*self.offered(self.initial.get("quote", "")), (NEW, _("a new one"))]
        state = answer.row.annex.inquiry.parliament.state
        self.fields["districts"] = named_in_full(
            forms.ModelMultipleChoiceField(
                District.objects.in_state(state).defer("outline"),
                label=capfirst(_("districts")),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        )

    def offered(self, words):
        """Recorded bodies of the same districts, those of a like name first; whichever inquiry named them."""
        here = Body.objects.unmerged().filter(districts__in=districts_of(self.answer))
        rated = [(_likeness(words, body), body) for body in here.select_related("inquiry").distinct()]
        rated.sort(key=lambda pair: (-pair[0], pair[1].sort_name))
        return [(str(body.pk), _offer(body, score)) for score, body in rated[:OFFERED]]

    def clean(self):
        data = super().clean()
        if data.get("existing") == NEW and data.get("quote"):
            data["name"] = exact(data.get("name") or data["quote"], data["quote"])
            if not data["name"]:
                self.add_error("name", _("The name as written must stand in the quote."))
            if not data.get("usual_name"):
                self.add_error("usual_name", _("Give the body a name by which one tells it from others."))
        return data

    @transaction.atomic
    def save(self):
        data = self.cleaned_data
        known = data["existing"] != NEW
        body = Body.objects.get(pk=data["existing"]) if known else self.new_body()
        prove(body, "name", data["quote"], self.answer)
        return body

    def new_body(self):
        data = self.cleaned_data
        values = {name: data[name] for name in ("name", "usual_name", "kind", "level", "mention", "state")}
        body = Body(inquiry=self.answer.row.annex.inquiry, slug=free_address(data["usual_name"]), **values)
        body.full_clean()
        body.save()
        body.districts.set(data["districts"])
        return body


def _likeness(words, body):
    return max(names.likeness(words, body.name), names.likeness(words, body.usual_name))


def _offer(body, score):
    like = _("like the words: ") if score > ALIKE else ""
    return f"{like}{body.usual_name} ({body.get_kind_display()}, {body.inquiry.number})"


def districts_of(answer):
    row = answer.row
    own = [row.respondent.district_id] if row.respondent and row.respondent.district_id else []
    return [*own, *row.speaks_for.values_list("pk", flat=True)]


def prove(subject, field, quote, answer):
    """One quote for one fact; the same one twice says nothing new."""
    facts = {subject._meta.model_name: subject, "field": field, "quote": quote, "answer": answer}
    return Evidence.objects.filter(**facts).first() or Evidence.objects.create(**facts)


def free_address(name):
    """The address of a new body: no other body has or had it."""
    stem = names.address(name) or "body"
    for number in range(1, 1000):
        slug = stem if number == 1 else f"{stem}-{number}"
        former = FormerSlug.objects.filter(kind=FormerSlug.Kind.BODY, slug=slug)
        gone = Tombstone.objects.filter(path=paths.body(slug))
        if not any(taken.exists() for taken in (Body.objects.filter(slug=slug), former, gone)):
            return slug
    raise ValidationError(_("Give the body a name by which one tells it from others."))


class FactForm(QuoteForm):
    """One more fact of a body; which fields are needed hangs on the fact."""

    FACTS = [
        ("participation", _("who takes part")),
        ("beginning", _("beginning")),
        ("rhythm", _("how often it meets")),
        ("meeting", _("a meeting")),
        ("place", _("place as printed")),
        ("coverage", _("coverage in words")),
        ("state", _("state")),
    ]
    fact = forms.ChoiceField(label=capfirst(_("fact")), choices=FACTS)
    actor_name = forms.CharField(
        label=capfirst(_("new actor, as printed")), max_length=300, required=False, widget=forms.TextInput(attrs=LARGE)
    )
    category = forms.ChoiceField(
        label=capfirst(_("category of the new actor")),
        choices=[("", "---------"), *Actor.Category.choices],
        required=False,
    )
    role = forms.ChoiceField(
        label=capfirst(_("role")),
        choices=Participation.Role.choices,
        initial=Participation.Role.NOT_SAID,
        required=False,
    )
    date = forms.DateField(
        label=capfirst(_("date")),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Of the beginning or the meeting; first day of the month or year when only that is known."),
    )
    precision = forms.ChoiceField(
        label=capfirst(_("date known")), choices=Precision.choices, initial=Precision.NONE, required=False
    )
    held = forms.ChoiceField(label=capfirst(_("meeting was")), choices=Meeting.State.choices, required=False)
    state = forms.ChoiceField(label=capfirst(_("state")), choices=Body.State.choices, required=False)

    def __init__(self, body, answer, text, *args, site, **kwargs):
        super().__init__(text, *args, **kwargs)
        self.body, self.answer = body, answer
        field = Participation._meta.get_field("actor")
        self.fields["actor"] = forms.ModelChoiceField(
            Actor.objects.all(),
            label=capfirst(_("actor")),
            required=False,
            widget=NamedAutocomplete(field, site, name=_("actor")),
            help_text=_("One that is recorded already, or a new one below."),
        )

    def clean(self):
        data = super().clean()
        if data.get("fact") == "participation":
            self.check_actor(data)
        if data.get("date") and data.get("precision") in ("", Precision.NONE):
            self.add_error("precision", _("Say how exactly the date is known."))
        if data.get("fact") in ("beginning", "meeting") and not data.get("date"):
            data["precision"] = Precision.NONE
        if data.get("fact") in FIELDS and data.get("quote"):
            self.check_length(data)
        return data

    def check_actor(self, data):
        if data.get("actor"):
            return
        if not data.get("actor_name"):
            self.add_error("actor", _("Choose an actor, or name a new one."))
        elif not exact(data["actor_name"], self.text):
            self.add_error("actor_name", _("The name as printed must stand in the text."))
        elif not data.get("category"):
            self.add_error("category", _("Give the new actor a category."))

    def check_length(self, data):
        longest = Body._meta.get_field(FIELDS[data["fact"]]).max_length
        if len(data["quote"]) > longest:
            sentence = _("At most %(count)d characters: choose the words that say just this.") % {"count": longest}
            self.add_error("quote", sentence)

    @transaction.atomic
    def save(self):
        return getattr(self, f"save_{self.cleaned_data['fact']}")(**self.cleaned_data)

    def save_participation(self, *, quote, actor, actor_name, category, role, **others):
        actor = actor or Actor.objects.get_or_create(name=exact(actor_name, self.text), category=category)[0]
        facts = {"actor": actor, "body": self.body, "role": role or Participation.Role.NOT_SAID}
        part = Participation.objects.filter(**facts).first() or Participation.objects.create(**facts)
        return prove(part, "role", quote, self.answer)

    def save_meeting(self, *, quote, date, precision, held, **others):
        facts = {"date": date, "precision": precision, "words": quote, "state": held or Meeting.State.HELD}
        known = self.body.meetings.filter(**facts).first()
        return prove(known or Meeting.objects.create(body=self.body, **facts), "words", quote, self.answer)

    def save_beginning(self, *, quote, date, precision, **others):
        return self.say(quote, "beginning", beginning=date, beginning_precision=precision, beginning_words=quote)

    def save_rhythm(self, *, quote, **others):
        return self.say(quote, "rhythm", rhythm=quote)

    def save_place(self, *, quote, **others):
        return self.say(quote, "place", place=quote)

    def save_coverage(self, *, quote, **others):
        return self.say(quote, "coverage", coverage=quote)

    def save_state(self, *, quote, state, **others):
        return self.say(quote, "state", state=state)

    def say(self, quote, field, **values):
        """The body says it from now on; what it said before stays in its history, the older quote stays beside it."""
        changed = {name: value for name, value in values.items() if getattr(self.body, name) != value}
        for name, value in changed.items():
            setattr(self.body, name, value)
        if changed:
            self.body.full_clean()
            self.body.save()
        return prove(self.body, field, quote, self.answer)


FIELDS = {"beginning": "beginning_words", "rhythm": "rhythm", "place": "place", "coverage": "coverage"}


# Pages of an answer that make bodies of its words


def quoted_answer(desk, request, pk, **_others) -> Answer:
    related = ("row__annex__inquiry__parliament", "row__respondent", "column")
    return get_object_or_404(Answer.objects.select_related(*related), pk=pk)


@desk_page("<int:pk>/body/", name="body", right="survey.add_body", label=_("Record a body"), find=quoted_answer)
def body_page(desk, request, answer):
    text = answer.text
    quote = exact((request.POST or request.GET).get("quote", "").strip(), text)
    guessed = names.guess(quote)
    initial = {
        "quote": quote,
        "name": quote,
        "usual_name": usual_name(quote, answer),
        "kind": guessed.kind,
        "level": guessed.level,
        "mention": "several" if guessed.several else "one",
        "districts": districts_of(answer),
    }
    form = BodyForm(answer, text, request.POST or None, initial=initial)
    if form.is_valid():
        body = form.save()
        messages.info(request, _("“%(body)s” is recorded. Add what else the text says of it.") % {"body": body})
        return HttpResponseRedirect(reverse("admin:survey_answer_fact", args=[answer.pk, body.pk]))
    order = ["quote", "existing", "name", "usual_name", "kind", "level", "mention", "state", "districts"]
    return quote_page(desk, request, answer, form, order, title=body_page.label, submit=_("Record it"))


@desk_page("<int:pk>/body/<int:body>/", name="fact", right="survey.add_body", find=quoted_answer)
def fact_page(desk, request, answer, body):
    body = get_object_or_404(Body.objects.unmerged(), pk=body)
    form = FactForm(body, answer, answer.text, request.POST or None, site=desk.admin_site)
    if form.is_valid():
        form.save()
        messages.success(request, _("The fact is recorded."))
        return HttpResponseRedirect(reverse("admin:survey_answer_fact", args=[answer.pk, body.pk]))
    order = ["quote", "fact", "actor", "actor_name", "category", "role", "date", "precision", "held", "state"]
    title = _("What the text says of “%(body)s”") % {"body": Truncator(body).chars(80)}
    shown = {"title": title, "submit": _("Record the fact")}
    shown["items"] = [*recorded_facts(body, answer), links.link(body, _("To the body"))]
    return quote_page(desk, request, answer, form, order, **shown)


def quote_page(desk, request, answer, form, order, **shown):
    return act_page(
        desk,
        request,
        form=form,
        fieldsets=[(None, {"fields": order})],
        template="admin/survey/answer/quoting.html",
        record=answer,
        text=paragraphs(answer.text),
        **shown,
    )


def usual_name(quote, answer):
    """The words and where: “Runder Tisch Asyl” alone would be the name of many."""
    where = answer.row.respondent.name if answer.row.respondent else answer.row.printed
    return f"{quote[:1].upper()}{quote[1:]} ({where})"[:300] if quote else ""


def recorded_facts(body, answer):
    """What is recorded of the body from this answer, in words."""
    evidence = Evidence.objects.filter(answer=answer).select_related("participation__actor", "meeting")
    mine = [each for each in evidence if body in (each.body, *owners(each))]
    return [_("%(fact)s: “%(words)s”") % {"fact": capfirst(fact_of(each)), "words": each.quote} for each in mine]


def fact_of(evidence):
    return str(evidence.participation or evidence.meeting or evidence.get_field_display())


def owners(evidence):
    return [each.body for each in (evidence.participation, evidence.meeting) if each]
