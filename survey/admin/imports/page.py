"""The page of one import: what the file would change, page by page, and what an editor decides about it."""

from dataclasses import asdict, replace
from pathlib import PurePath

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.imports.confirming import ConfirmForm
from survey.admin.imports.marking import marked
from survey.admin.imports.progress import import_page, prepared_or_404, progress_part
from survey.admin.imports.reading import ReadingForm
from survey.admin.imports.refused_rows import refused_files, refused_response
from survey.admin.printed_names import ConfirmedName
from survey.editing.matching import MEMORY
from survey.files.errors import FileError
from survey.importing import in_words
from survey.importing import mapping as maps
from survey.importing.lookups import Lookups
from survey.importing.mapping import Target
from survey.importing.name_suggestions import suggested_names
from survey.importing.prepared_table import PreparedTable
from survey.importing.references import question_keys
from survey.importing.refusals import refused_file
from survey.importing.round_trip import EDITED
from survey.intake.paper import column_questions
from survey.language.directory import By
from survey.models import Respondent
from survey.models.respondent import somebody_else
from survey.sheets.pdf import CUT, WHOLE
from survey.sheets.reader import MERGE_CELLS, other_tables

CHANGES_ON_PAGE = 50
COLUMNS_ON_PAGE = 40
NAMES_ON_PAGE = 20
REFUSED_SHOWN = 20
FOUND = 20
MEANT_ON_PAGE = 50
NOBODY = "nobody"
BY_WORDS = {
    By.NAME: gettext_lazy("by the name itself"),
    By.KEY: gettext_lazy("by the official key"),
    By.HEADING: gettext_lazy("by the name and its heading"),
    By.ROWS: gettext_lazy("by the name and the other rows"),
    MEMORY: gettext_lazy("remembered from an earlier choice"),
}


class ColumnForm(forms.Form):
    """What becomes of one column of the file."""

    becomes = forms.ChoiceField(label=gettext_lazy("What is in this column?"), widget=forms.RadioSelect)
    questions = forms.MultipleChoiceField(
        label=gettext_lazy("Questions that a new column answers"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, annex, heading, target, *args, **kwargs):
        columns = columns_of(annex)
        keys = question_keys(annex.inquiry)
        own = next((column for column in columns if column.heading == heading), None)
        kwargs["initial"] = _initial(target, own, heading, keys)
        super().__init__(*args, **kwargs)
        new = [] if own else [("new", _("A new column"))]
        known = [(str(column.key), _("The column “%(heading)s”") % {"heading": column.heading}) for column in columns]
        self.fields["becomes"].choices = [*new, *known, ("ignored", _("Nothing: leave it out"))]
        self.fields["questions"].choices = [(key, f"{key} {question.text[:80]}") for key, question in keys.items()]
        if own:
            del self.fields["questions"]

    def target(self):
        chosen = self.cleaned_data
        if chosen["becomes"] == "ignored":
            return maps.IGNORED
        if chosen["becomes"] == "new":
            return Target(questions=tuple(chosen["questions"]))
        return Target(column=int(chosen["becomes"]))


def _initial(target, own, heading, keys):
    becomes = str(target.column or (own.key if own else "new"))
    named = column_questions(heading, keys) if target.questions is None else target.questions
    return {"becomes": "ignored" if target.ignored else becomes, "questions": list(named)}


class NameForm(ConfirmedName, forms.Form):
    """Who is meant by a printed name: one of the nearest, or one that was looked for."""

    respondent = forms.ChoiceField(label=gettext_lazy("Who is meant?"), widget=forms.RadioSelect)

    def __init__(self, printed, state, respondents, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.printed, self.state, self.respondents = printed, state, {str(each.pk): each for each in respondents}
        choices = [(str(each.pk), f"{each.in_full} · {each.get_kind_display()}") for each in respondents]
        self.fields["respondent"].choices = [*choices, (NOBODY, _("No respondent"))]
        self.order_fields(["respondent", "confirmed"])

    def clean(self):
        data = super().clean()
        if "respondent" in data:
            self.ask(self.printed, self.respondents.get(data["respondent"]), self.state)
        return data

    def chosen(self):
        value = self.cleaned_data["respondent"]
        return None if value == NOBODY else int(value)


class ImportPage:
    """Steps of one import under `import/<token>/`; only who began it may go on with it."""

    def import_urls(self):
        steps = [
            ("", self.import_page_view, "page"),
            ("column/<int:number>/", self.import_column_view, "column"),
            ("name/<int:number>/", self.import_name_view, "name"),
            ("progress/", self.import_progress_view, "progress"),
            ("refused.<slug:ending>", self.import_refused_view, "refused"),
        ]
        return [
            path(f"import/<slug:token>/{step}", self.admin_site.admin_view(view), name=f"survey_annex_import_{name}")
            for step, view, name in steps
        ]

    def job(self, request, token):
        return prepared_or_404(PreparedTable, request, token, may=self.has_import_permission(request))

    # The page

    def import_page_view(self, request, token):
        job = self.job(request, token)
        if request.method == "POST":
            return self.import_act(request, job)
        annex, state, report = job.annex, job.state, job.report
        context = {"record": annex, "batch": job.batch if state == "imported" else None}
        if state != "running":
            columns = Paginator(job.headings, COLUMNS_ON_PAGE).get_page(request.GET.get("columns"))
            context |= {"columns": columns, "shown_columns": shown_columns(job, annex, columns)}
            context["reading"] = ReadingForm(job, report.remarks if report else [])
            context |= self.preview(request, job, annex, report) if report else {}
        template, title = "admin/survey/annex/import.html", _("Import a table")
        progress = reverse("admin:survey_annex_import_progress", args=[job.token])
        shown = {"state": state, "title": title, "progress_page": progress}
        return import_page(self, request, job, template, **shown, **context)

    def preview(self, request, job, annex, report):
        changes = Paginator(report.changes, CHANGES_ON_PAGE).get_page(request.GET.get("page"))
        unmatched = Paginator(report.unknown_names, NAMES_ON_PAGE).get_page(request.GET.get("names"))
        near = near_in(annex, report, unmatched.object_list) if unmatched.object_list else {}
        meant = Paginator(report.meant, MEANT_ON_PAGE).get_page(request.GET.get("meant"))
        first = unmatched.start_index() - 1
        return {
            "report": report,
            "notes": other_notes(report),
            "other_tables": [(name, table_name(name)) for name in other_tables(report.remarks)],
            "is_export": any(remark.template == EDITED for remark in report.remarks),
            "cuts": sum(remark.template in (CUT, WHOLE) for remark in report.remarks),
            "may_spread": PurePath(job.record.file_name).suffix.lower() in MERGE_CELLS,
            "changes": changes,
            "shown_changes": [{"place": each.place, **marked(each.old, each.new)} for each in changes],
            "unmatched": unmatched,
            "shown_names": [(first + at, name, near[name]) for at, name in enumerate(unmatched.object_list)],
            "decided": decided_names(job),
            "meant": meant,
            "shown_meant": shown_meant(meant.object_list, job),
            "refused_rows": report.refused_rows[:REFUSED_SHOWN],
            "refused_more": max(0, len(report.refused_rows) - REFUSED_SHOWN),
            "refused_files": refused_files(
                lambda ending: reverse("admin:survey_annex_import_refused", args=[job.token, ending])
            ),
            "confirm": ConfirmForm(),
        }

    # What an editor does there

    def import_act(self, request, job):
        """One button each: import, again, cancel, forget, a name that is decided or open again."""
        if "cancel" in request.POST:
            job.cancel()
        elif "forget" in request.POST:
            return HttpResponseRedirect(links.page(self.forgotten(job)))
        elif "import" in request.POST:
            self.import_now(request, job)
        elif "again" in request.POST:
            job.start(dry_run=True)
        elif "match" in request.POST or "reopen" in request.POST:
            self.decide(request, job)
        elif "is_print" in request.POST:
            job.plan["is_print"] = request.POST["is_print"] == "on"
            self.decided(job)
        elif "reread" in request.POST:
            self.reread(request, job)
        elif not request.POST.keys().isdisjoint(("part", "spread", "joined")):
            self.read_anew(request, job)
        return HttpResponseRedirect(self.page_of(job))

    def forgotten(self, job):
        """Discard it; returns what is left to look at."""
        annex = job.annex
        job.forget()
        return annex if annex.pk else annex.inquiry

    def import_now(self, request, job):
        report = job.report
        if report is None:
            return
        skip = "skip_refused" in request.POST
        if report.refused_rows and not skip:
            messages.error(request, _("Some rows are refused. Say whether to leave them out, or mend the file."))
            return
        job.plan["skip_refused"] = skip
        job.save_plan()
        if not job.start(dry_run=False):
            messages.warning(request, _("This import is running already."))

    def decide(self, request, job):
        """“3:17”: the third unmatched name is respondent 17; “3:nobody”: it is nobody."""
        if name := request.POST.get("reopen"):
            job.plan["names"].pop(name, None)
        else:
            number, _colon, value = request.POST["match"].partition(":")
            name = printed_name(job, number)
            known = Respondent.objects.filter(pk=value).first() if value.isdecimal() else None
            if name is None or not (known or value == NOBODY):
                raise Http404
            if other := somebody_else(name, known, job.annex.inquiry.parliament.state):
                sentence = _("“%(name)s” means %(other)s. Choose again under “another one”, and confirm it there.")
                messages.error(request, sentence % {"name": name, "other": other.in_full})
                return
            job.plan["names"][name] = known.pk if known else None
        self.decided(job)

    def read_anew(self, request, job):
        """Another table of the file, the text of merged fields in each of them, rows whole that a page break cuts."""
        said = job.read_options
        part = request.POST.get("part", said.part)
        spread = request.POST.get("spread") == "on" if "spread" in request.POST else said.spread
        joined = request.POST.get("joined") == "on" if "joined" in request.POST else said.joined
        self.read_as(request, job, replace(said, part=part, spread=spread, joined=joined))

    def reread(self, request, job):
        """The same file, as an editor says that it is to be read."""
        report = job.report
        form = ReadingForm(job, report.remarks if report else [], request.POST)
        if not form.is_valid():
            for name, errors in form.errors.items():
                messages.error(request, f"{form.fields[name].label}: {' '.join(errors)}")
            return
        self.read_as(request, job, form.read_options())

    def read_as(self, request, job, options):
        try:
            job.read_so(options=options.as_dict())
        except FileError as error:
            messages.error(request, in_words(error))
        else:
            job.start(dry_run=True)

    def decided(self, job):
        job.save_plan()
        job.start(dry_run=True)

    def page_of(self, job):
        return reverse("admin:survey_annex_import_page", args=[job.token])

    def import_column_view(self, request, token, number):
        job = self.job(request, token)
        if not 0 < number <= len(job.headings):
            raise Http404
        annex, heading = job.annex, job.headings[number - 1]
        form = ColumnForm(annex, heading, targets_of(job, annex)[number - 1], request.POST or None)
        if form.is_valid():
            job.plan["mapping"][heading] = asdict(form.target())
            self.decided(job)
            return HttpResponseRedirect(self.page_of(job))
        items = [_("Column of the file: “%(heading)s”") % {"heading": heading}]
        shown = {"items": items, "submit": _("Save"), "back": self.page_of(job)}
        return act_page(self, request, title=_("What is in this column?"), form=form, **shown)

    def import_name_view(self, request, token, number):
        job = self.job(request, token)
        name = printed_name(job, str(number))
        if name is None:
            raise Http404
        annex, asked = job.annex, request.GET.get("q", "").strip()
        near = near_in(annex, job.report, [name])[name]
        found = list(Respondent.objects.filter(name__icontains=asked).for_list()[:FOUND]) if asked else near
        form = NameForm(name, annex.inquiry.parliament.state, found, request.POST or None)
        if form.is_valid():
            job.plan["names"][name] = form.chosen()
            self.decided(job)
            return HttpResponseRedirect(self.page_of(job))
        shown = {"items": [_("As printed: “%(name)s”") % {"name": name}], "submit": _("Save"), "asked": asked}
        template = "admin/survey/annex/import_name.html"
        back = self.page_of(job)
        return act_page(self, request, title=_("Who is meant?"), form=form, template=template, back=back, **shown)

    def import_progress_view(self, request, token):
        job = self.job(request, token)
        return progress_part(request, job, reverse("admin:survey_annex_import_progress", args=[job.token]))

    def import_refused_view(self, request, token, ending):
        job = self.job(request, token)
        rows = job.report and job.report.refused_rows
        return refused_response(
            ending, rows, lambda name: refused_file(name, job.table(), rows, when=timezone.localtime())
        )


def near_in(annex, report, printed):
    """Whom these names of a table may mean: of its state and day, and without a row of their own."""
    taken = {respondent for _name, respondent, _by in report.meant}
    taken |= set(annex.rows.values_list("respondent", flat=True)) if annex.pk else set()
    day = annex.date or Lookups(annex.inquiry).day
    return suggested_names(printed, annex.inquiry.parliament.state, day, taken)


def shown_meant(meant, job):
    """Printed name, who is meant in full, and how that is known."""
    respondents = Respondent.objects.for_list().in_bulk({pk for _name, pk, _by in meant})
    now = job.plan["names"]
    return [
        (name, respondents[pk].in_full, _("chosen here") if name in now else BY_WORDS[by])
        for name, pk, by in meant
        if pk in respondents
    ]


def table_name(name):
    """Tables of a page have but a number."""
    return _("Table %(number)s") % {"number": name} if name.isdecimal() else name


def other_notes(report):
    """What has no place of its own on the page."""
    told = {*(row.sentence for row in report.refused_rows)}
    told |= {_("No respondent found for “%(name)s”.") % {"name": name} for name in report.unmatched}
    told |= {report.earlier.told()} if report.earlier else set()
    return [note for note in report.notes() if note not in told]


def columns_of(annex):
    """None in a table that is still to be made."""
    return list(annex.columns.order_by("position").prefetch_related("questions")) if annex.pk else []


def targets_of(job, annex):
    kept = maps.from_kept(job.plan["mapping"])
    return maps.targets(job.headings, maps.remembered(annex, columns_of(annex)) | kept)


def shown_columns(job, annex, page):
    """Heading, what becomes of it in words, and whether someone should look at it."""
    columns = {column.key: column for column in columns_of(annex)}
    by_heading = {column.heading: column for column in columns.values()}
    keys = question_keys(annex.inquiry)
    targets = targets_of(job, annex)
    shown = []
    for number in range(page.start_index(), page.end_index() + 1):
        heading, target = job.headings[number - 1], targets[number - 1]
        known = columns.get(target.column) or by_heading.get(heading)
        words, is_open = column_in_words(heading, target, known, keys)
        shown.append({"number": number, "heading": heading, "words": words, "is_open": is_open})
    return shown


def column_in_words(heading, target, known, keys):
    if target.ignored:
        return _("left out"), False
    if known:
        named = " ".join(question.key for question in known.questions.all())
        return _("column “%(heading)s”, questions: %(keys)s") % {"heading": known.heading, "keys": named or "-"}, False
    named = column_questions(heading, keys) if target.questions is None else target.questions
    if named:
        return _("new column, questions: %(keys)s") % {"keys": " ".join(named)}, False
    return _("new column that answers no question"), target.questions is None and bool(keys)


def printed_name(job, number):
    """The printed name with this place among those of the preview that stand for nobody yet."""
    report = job.report
    names = report.unknown_names if report else []
    return names[int(number)] if number.isdecimal() and int(number) < len(names) else None


def decided_names(job):
    """Printed names with the respondents chosen for them, to be taken back; PostgreSQL keeps no order of its JSON."""
    names = dict(sorted(job.plan["names"].items()))
    respondents = Respondent.objects.for_list().in_bulk([pk for pk in names.values() if pk])
    return [(name, respondents.get(pk)) for name, pk in names.items()]
