"""The one door for a list of inquiries: what it says of each, beside what is recorded already."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from survey import checks
from survey.importing.batch_log import FACT, BatchLog
from survey.importing.mapping import REASONS
from survey.importing.progress import Phase, silent
from survey.importing.refusals import reason
from survey.importing.report import ImportedChange, ImportRefused, ImportResult
from survey.intake.catalogue import CatalogueFile, Entry, Refusal
from survey.language.names import fold
from survey.models import Asker, Batch, Catalogue, CatalogueEntry, Inquiry, InquiryDate, Parliament, PartyName, history
from survey.models.catalogue_facts import (
    ASKER,
    FOUND_IN,
    PLAIN,
    Facts,
    as_text,
    askers_of,
    facts_of,
    label,
    recorded,
    same,
    take,
)

CHUNK = 500
LIST_OF, INQUIRY = (model._meta.model_name for model in (Catalogue, Inquiry))
TAKEN = gettext_noop("The address %(slug)s belongs to another inquiry.")
OTHER_PARLIAMENT = gettext_noop("It is a paper of “%(parliament)s”.")
TOO_LONG = gettext_noop("“%(beginning)s …” is longer than the %(limit)d characters that there is room for.")


@dataclass
class Planned:
    """One line: the inquiry as it stands or is to be made, what of it becomes new, and what differs and stays.

    `is_odd`: a date of the line cannot be true.
    """

    entry: Entry
    inquiry: Inquiry
    values: dict
    before: Facts = field(default_factory=dict)
    after: Facts = field(default_factory=dict)
    differing: Facts = field(default_factory=dict)
    ours: Facts = field(default_factory=dict)
    is_known_line: bool = False
    is_odd: bool = False

    @property
    def is_new(self) -> bool:
        return self.inquiry.pk is None

    @property
    def state(self) -> str:
        return "new" if self.is_new else "changed" if self.after else "unchanged"

    @property
    def has_news(self) -> bool:
        """Whether there is anything to keep: a line that an earlier list had word for word is none."""
        return self.is_new or bool(self.after) or not self.is_known_line

    @property
    def needs_checks(self) -> bool:
        return bool(self.differing) or self.is_odd or bool(self.entry.parties_open)

    def changes(self) -> Iterator[ImportedChange]:
        for name, value in self.after.items():
            old = None if self.is_new else as_text(self.before[name])
            yield ImportedChange(f"{self.inquiry.number}, {label(name)}", old, as_text(value))


@dataclass
class CatalogueReport(ImportResult):
    """Counts of lines. `differing` are papers of which the record says something else, which stays; `odd` those whose
    dates cannot be true.

    `planned` and `refused_lines` are what the preview shows page by page.
    """

    differing: int = 0
    planned: list[Planned] = field(default_factory=list)
    refused_lines: list[Refusal] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unknown_parties: dict[str, int] = field(default_factory=dict)
    odd: int = 0
    catalogue: Catalogue | None = None

    @property
    def is_stopped(self) -> bool:
        """A line that is refused stops no other."""
        return False

    def _lead(self) -> str:
        if self.changes_nothing:
            return _("Nothing changed.")
        return _("This would be imported:") if self.dry_run else ""

    def notes(self) -> list[str]:
        notes = super().notes()
        if self.differing:
            sentence = ngettext(
                "Of %(count)d paper the record says something else: it stays, and the difference is a finding.",
                "Of %(count)d papers the record says something else: it stays, and each difference is a finding.",
                self.differing,
            )
            notes.append(sentence % {"count": self.differing})
        if self.odd:
            sentence = ngettext(
                "In %(count)d line a date cannot be true: it comes in as a finding.",
                "In %(count)d lines a date cannot be true: each comes in as a finding.",
                self.odd,
            )
            notes.append(sentence % {"count": self.odd})
        if self.unread:
            notes.append(_("Columns that say nothing that is kept: %(names)s.") % {"names": ", ".join(self.unread)})
        for party, count in self.unknown_parties.items():
            sentence = _(
                "“%(party)s” is no party in the list of spellings; it was taken as the list has it (%(count)d)."
            )
            notes.append(sentence % {"party": party, "count": count})
        return notes

    def as_dict(self) -> dict:
        catalogue = self.catalogue.pk if self.catalogue else None
        lines = [{"line": each.line, "reason": str(reason(each))} for each in self.refused_lines]
        earlier = self.earlier.catalogue.pk if self.earlier else None
        own = {"differing": self.differing, "odd": self.odd, "catalogue": catalogue}
        own |= {"earlier_catalogue": earlier, "unread": self.unread}
        return super().as_dict() | own | {"refused_lines": lines, "unknown_parties": self.unknown_parties}


def import_catalogue(
    file: CatalogueFile,
    content: bytes,
    name: str,
    *,
    parliament: Parliament,
    by,
    dry_run: bool,
    progress: Callable = silent,
) -> CatalogueReport:
    """Bring a list of inquiries in: new ones as drafts, and what is new about known ones.

    What editors wrote stays: a value that was changed since the last list, or never came from one, is kept, and the
    differing one becomes a finding. A line that cannot be taken does not stop the others. One transaction, one
    catalogue, which can be undone as one.
    """
    report = _compare(file, parliament, progress)
    report.dry_run = dry_run
    report.earlier = _earlier(content, parliament)
    if dry_run or not any(planned.has_news for planned in report.planned):
        return report
    with transaction.atomic():
        Parliament.objects.select_for_update().get(pk=parliament.pk)  # two lists at once would make the same twice
        _Writer(report, parliament, by, progress).write(content, name)
    return report


def _earlier(content: bytes, parliament: Parliament) -> Batch | None:
    known = Batch.objects.of_list(LIST_OF, content).select_related("catalogue").defer("catalogue__content")
    return known.filter(catalogue__parliament=parliament, undone_at=None).first()


# Comparing


def _compare(file: CatalogueFile, parliament: Parliament, progress: Callable) -> CatalogueReport:
    report = CatalogueReport(dry_run=True, refused_lines=list(file.refusals), unread=_unread(file))
    known = _Known(parliament, [(entry.term, entry.number) for entry in file.entries])
    parties = _Parties()
    for done, entry in enumerate(file.entries):
        progress(Phase.COMPARING, done, len(file.entries))
        refusal = _refusal(entry, parliament, known)
        if refusal:
            report.refused_lines.append(refusal)
            continue
        report.planned.append(_plan(entry, parliament, known, parties))
    report.refused_lines.sort(key=lambda refusal: refusal.line)
    report.unknown_parties = dict(parties.unknown)
    counts = Counter(planned.state for planned in report.planned)
    report.new, report.changed, report.unchanged = counts["new"], counts["changed"], counts["unchanged"]
    report.refused = len(report.refused_lines)
    report.differing = sum(bool(planned.differing) for planned in report.planned)
    report.odd = sum(planned.is_odd for planned in report.planned)
    report.changes = [change for planned in report.planned if not planned.is_new for change in planned.changes()]
    report.refusals = [f"{each.line}: {reason(each)}" for each in report.refused_lines]
    return report


def _unread(file: CatalogueFile) -> list[str]:
    """Without the reasons in a file of refused lines that comes back."""
    return [heading for heading in file.unread if heading.casefold() not in REASONS]


class _Known:
    """What is recorded of the papers of a list: a few queries, however many they are."""

    def __init__(self, parliament: Parliament, keys: list[tuple[int, str]]):
        terms = {term for term, _number in keys}
        wanted = set(keys)
        inquiries = Inquiry.objects.filter(parliament=parliament, term__in=terms).prefetch_related("askers", "dates")
        self.inquiries = {key: each for each in inquiries if (key := (each.term, each.number)) in wanted}
        self.slugs = set(Inquiry.objects.values_list("slug", flat=True))
        self.said = CatalogueEntry.objects.newest_of([each.pk for each in self.inquiries.values()])


class _Parties:
    """Spellings and the party that they mean; those that nobody knows are counted."""

    def __init__(self):
        self.known = dict(PartyName.objects.values_list("key", "party"))
        self.unknown: Counter[str] = Counter()

    def name(self, printed: str) -> str:
        if not printed:
            return ""
        found = self.known.get(fold(printed))
        if found is None:
            self.unknown[printed] += 1
        return found or printed


def _refusal(entry: Entry, parliament: Parliament, known: _Known) -> Refusal | None:
    names = {fold(name) for name in (parliament.name, parliament.short_name, parliament.slug)}
    cells = entry.cells
    if entry.parliament and fold(entry.parliament) not in names:
        return Refusal(entry.line, OTHER_PARLIAMENT, {"parliament": entry.parliament}, cells)
    slug = parliament.slug_of(entry.number)
    if (entry.term, entry.number) not in known.inquiries and slug in known.slugs:
        return Refusal(entry.line, TAKEN, {"slug": slug}, cells)
    for model, name, value in _texts(entry):
        limit = model._meta.get_field(name).max_length
        if len(value) > limit:
            return Refusal(entry.line, TOO_LONG, {"beginning": value[:40], "limit": limit}, cells)
    return None


def _texts(entry: Entry) -> Iterator[tuple[type, str, str]]:
    for name in ("title", "ministry", "address", "askers_printed", "number"):
        yield Inquiry, name, getattr(entry, name)
    for asker in entry.askers:
        for name in ASKER:
            yield Asker, name, getattr(asker, name)


def _plan(entry: Entry, parliament: Parliament, known: _Known, parties: _Parties) -> Planned:
    values = _values(entry, parties)
    facts = facts_of(values)
    is_odd = checks.is_odd(values, parliament.slug, entry.term)
    inquiry = known.inquiries.get((entry.term, entry.number))
    if inquiry is None:
        slug = parliament.slug_of(entry.number)
        made = Inquiry(parliament=parliament, term=entry.term, number=entry.number, slug=slug)
        return Planned(entry, made, values, after=facts, is_odd=is_odd)
    said = known.said.get(inquiry.pk)
    ours = recorded(inquiry, inquiry.askers.all(), inquiry.dates.all())
    is_known_line = said is not None and said.values == values
    planned = Planned(entry, inquiry, values, ours=ours, is_known_line=is_known_line, is_odd=is_odd)
    _compare_facts(planned, facts, facts_of(said.values) if said else {})
    return planned


def _values(entry: Entry, parties: _Parties) -> dict:
    askers = [
        {"name": each.name, "title": each.title, "party": parties.name(each.party), "group": each.group}
        for each in entry.askers
    ]
    return {
        **{name: getattr(entry, name) for name in (*PLAIN, "askers_printed")},
        "askers": askers,
        "dates": {kind: date.isoformat() for kind, date in entry.dates.items()},
        "impossible": entry.impossible,
        **({"parties_open": entry.parties_open} if entry.parties_open else {}),
    }


def _compare_facts(planned: Planned, facts: Facts, said: Facts) -> None:
    """Three words: the record's, this list's, and the last list's. Only who left the last one alone takes the new."""
    for name, theirs in facts.items():
        ours = planned.ours[name]
        if same(ours, theirs):
            continue
        was_never_said = name not in said
        untouched = same(ours, said[name]) if name in said else not ours
        if untouched and (was_never_said or not same(said[name], theirs)):
            planned.before[name], planned.after[name] = ours, theirs
        else:
            planned.differing[name] = theirs


# Writing


class _Writer:
    """In bulk what is new, one by one what changes; the history of all names the catalogue."""

    def __init__(self, report: CatalogueReport, parliament: Parliament, by, progress: Callable):
        self.report = report
        self.parliament = parliament
        self.by = by
        self.progress = progress
        self.reason = ""

    def write(self, content: bytes, name: str) -> None:
        report = self.report
        counts = {each: getattr(report, each) for each in ("new", "changed", "unchanged", "refused")}
        batch = Batch.objects.create(
            list_of=LIST_OF, file_name=name[-200:], sha256=hashlib.sha256(content).hexdigest(), by=self.by, **counts
        )
        report.batch = batch
        report.catalogue = catalogue = Catalogue.objects.create(
            batch=batch, parliament=self.parliament, content=content, differing=report.differing
        )
        self.reason = history.Cause(batch=batch.pk)
        planned = [each for each in report.planned if each.has_news]
        self.progress(Phase.WRITING, 0, len(planned))
        self._check_nothing_new([each for each in planned if each.is_new])
        self._write_new([each for each in planned if each.is_new])
        for done, each in enumerate(planned):
            self.progress(Phase.WRITING, done, len(planned))
            if each.inquiry not in self.made:
                self._write_changed(each)
        entries = [
            CatalogueEntry(
                catalogue=catalogue,
                inquiry=each.inquiry,
                line=each.entry.line,
                values=each.values,
                before=each.before,
                is_new=each.inquiry in self.made,
            )
            for each in planned
        ]
        CatalogueEntry.objects.bulk_create(entries, batch_size=CHUNK)
        batch.protocol = protocol(entries)
        batch.save(update_fields=["protocol"])
        checked = [each.inquiry for each in planned if each.needs_checks]
        for done, inquiry in enumerate(checked):
            self.progress(Phase.CHECKING, done, len(checked))
            checks.run(inquiry, by=self.by)

    def _check_nothing_new(self, planned: list[Planned]) -> None:
        keys = {(each.entry.term, each.entry.number) for each in planned}
        terms = {term for term, _number in keys}
        known = Inquiry.objects.filter(parliament=self.parliament, term__in=terms).values_list("term", "number")
        if keys & set(known):
            raise ImportRefused(_("Someone has recorded some of these papers in the meantime. Please import again."))

    def _write_new(self, planned: list[Planned]) -> None:
        self.made: set[Inquiry] = set()
        for each in planned:
            facts = {name: value for name, value in each.after.items() if name in PLAIN}
            for name, value in facts.items():
                setattr(each.inquiry, name, value)
        history.create([each.inquiry for each in planned], self.reason, self.by)
        self.made = {each.inquiry for each in planned}
        history.create(
            [asker for each in planned for asker in askers_of(each.inquiry, each.values["askers"])],
            self.reason,
            self.by,
        )
        history.create([date for each in planned for date in _dates(each.inquiry, each.values)], self.reason, self.by)

    def _write_changed(self, planned: Planned) -> None:
        for name, value in planned.after.items():
            take(planned.inquiry, name, value, reason=self.reason, by=self.by)


def _dates(inquiry: Inquiry, values: Mapping) -> Iterable[InquiryDate]:
    for kind, date in values["dates"].items():
        yield InquiryDate(inquiry=inquiry, kind=kind, date=date, found_in=FOUND_IN)


def protocol(entries: Iterable[CatalogueEntry]) -> bytes:
    """What became of each paper, in one text a paper, as the log of a batch is read; undoing asks the entries."""
    log = BatchLog()
    for entry in entries:
        facts = facts_of(entry.values)
        if entry.is_new or entry.before:
            taken = facts if entry.is_new else {name: facts[name] for name in entry.before}
            old = None if entry.is_new else _in_lines(entry.before)
            log.add(FACT, INQUIRY, entry.inquiry_id, entry.inquiry.number, old, _in_lines(taken), None, None)
    return log.content()


def _in_lines(facts: Facts) -> str:
    return "\n".join(f"{label(name)}: {as_text(value)}" for name, value in facts.items())
