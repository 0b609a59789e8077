"""The paper's head: who asked whom, when, what became of it, and what file we hold of it."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from survey.public.reading.index import Index
from survey.public.words import COMPARISONS, INQUIRY_KINDS, RELATIONS, SOURCE_KINDS, STANDINGS, STEPS, capital, word
from survey.publishing.content import AskerPart, Content, is_recorded
from survey.publishing.made_up import is_made_up

AS_OF = pgettext_lazy("date of a table", "As of")
# What the rules of procedure say about the time for a reply to a kind of inquiry: how long, and where it stands.
REPLY_TIMES = {("hessen", "minor"): (gettext_lazy("six weeks"), "§ 35 Abs. 3 GO HLT")}
# What a parliament calls a step where that is not the usual word.
STEPS_THERE = {("hessen", "distributed"): pgettext_lazy("in Hesse", "distributed")}


@dataclass(frozen=True)
class PaperStep:
    """A dated step of the paper, or the date of a table; `days` have passed since the step before it."""

    kind: str
    label: str
    date: date
    printed: str
    days: int | None


@dataclass(frozen=True)
class PageAsker:
    name: str
    party: str


@dataclass(frozen=True)
class PageSource:
    name: str
    kind: str
    sha256: str
    address: str
    notice: str


@dataclass(frozen=True)
class Standing:
    """What the parliament did with the paper, for the banner."""

    label: str
    date: date | None
    paper: str


@dataclass(frozen=True)
class Relation:
    label: str
    paper: str
    slug: str
    date: date | None
    note: str


@dataclass(frozen=True)
class ReplyTime:
    """`deadline` is "" where the rules of the parliament are not known to us; `rule` says where they stand."""

    days: int
    deadline: str
    rule: str


@dataclass(frozen=True)
class PagePaper:
    slug: str
    title: str
    number: str
    asked_in: str
    kind_code: str
    kind: str
    parliament: str
    parliament_short: str
    parliament_slug: str
    is_made_up: bool
    state_key: str
    state: str
    askers: tuple[PageAsker, ...]
    askers_printed: str
    ministry: str
    signatory: str
    signed_at: str
    address: str
    is_recorded: bool
    steps: tuple[PaperStep, ...]
    reply_time: ReplyTime | None
    standing: Standing | None
    subjects: tuple[str, ...]
    relations: tuple[Relation, ...]
    sources: tuple[PageSource, ...]

    def step(self, kind: str) -> date | None:
        return next((step.date for step in self.steps if step.kind == kind), None)

    @property
    def dated(self) -> date | None:
        """The day a citation names: when the paper was handed out, else answered."""
        return self.step("distributed") or self.step("answered") or self.step("asked")

    @property
    def asked_on(self) -> date | None:
        return self.step("asked")

    @property
    def answered_on(self) -> date | None:
        return self.step("answered")


def paper(index: Index, state: str) -> PagePaper:
    content = index.content
    steps = _steps(content)
    return PagePaper(
        slug=content["slug"],
        title=content["title"],
        number=content["number"],
        asked_in=content["asked_in"],
        kind_code=content["kind"],
        kind=word(INQUIRY_KINDS, content["kind"]),
        parliament=content["parliament"]["name"],
        parliament_short=content["parliament"]["short_name"] or content["parliament"]["name"],
        parliament_slug=content["parliament"]["slug"],
        is_made_up=is_made_up(content),
        state_key=content["parliament"]["state"],
        state=state,
        askers=tuple(_asker(part) for part in content["askers"]),
        askers_printed=content["askers_printed"],
        ministry=content["ministry"] or content["ministry_printed"],
        signatory=content["signatory"],
        signed_at=content["signed_at"],
        address=content["paper_address"],
        is_recorded=is_recorded(content),
        steps=steps,
        reply_time=_reply_time(content, steps),
        standing=_standing(content),
        subjects=tuple(content["subjects"]),
        relations=tuple(_relation(part) for part in content["relations"]),
        sources=tuple(_source(part) for part in content["sources"]),
    )


def _asker(part: AskerPart) -> PageAsker:
    return PageAsker(f"{part['title']} {part['name']}".strip(), part["party"] or part["group"])


def day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _steps(content: Content) -> tuple[PaperStep, ...]:
    """The paper's own dates, and between them those of its tables."""
    there = content["parliament"]["slug"]
    words = STEPS | {kind: label for (slug, kind), label in STEPS_THERE.items() if slug == there}
    found = [(part["kind"], word(words, part["kind"]), part["date"], part["printed"]) for part in content["dates"]]
    found += [
        ("table", str(AS_OF), annex["date"], annex["date_printed"]) for annex in content["annexes"] if annex["date"]
    ]
    steps: list[PaperStep] = []
    for kind, label, iso, printed in sorted(dict.fromkeys(found), key=lambda each: each[2]):
        when = date.fromisoformat(iso)
        steps.append(PaperStep(kind, label, when, printed, (when - steps[-1].date).days if steps else None))
    return tuple(steps)


def _reply_time(content: Content, steps: tuple[PaperStep, ...]) -> ReplyTime | None:
    days = {step.kind: step.date for step in steps}
    if not {"asked", "answered"} <= days.keys():
        return None
    return ReplyTime((days["answered"] - days["asked"]).days, *deadline(content["parliament"]["slug"], content["kind"]))


def deadline(parliament: str, kind: str) -> tuple[str, str]:
    """How long a reply may take, and the paragraph, of the version that the operator names; empty where not known."""
    term, rule = REPLY_TIMES.get((parliament, kind), ("", ""))
    version = settings.RULES_OF_PROCEDURE_AS_OF.get(parliament)
    if not (rule and version):
        return str(term), rule
    told = {"rule": rule, "date": date_format(version, "DATE_FORMAT")}
    return str(term), _("%(rule)s in the version of %(date)s") % told


def _standing(content: Content) -> Standing | None:
    part = content["standing"]
    if part["state"] == "in_force":
        return None
    return Standing(word(STANDINGS, part["state"]), day(part["date"]), part["paper"])


def _relation(part) -> Relation:
    return Relation(
        capital(word(RELATIONS, part["kind"])), part["paper"], part["slug"], day(part["date"]), part["note"]
    )


def _source(part) -> PageSource:
    return PageSource(part["name"], word(SOURCE_KINDS, part["kind"]), part["sha256"], part["address"], _notice(part))


def _notice(part) -> str:
    """What the text is and whether anyone compared it with the print."""
    kind = capital(word(SOURCE_KINDS, part["kind"]))
    if not part["compared_on"]:
        return _("%(kind)s; not yet compared with the print.") % {"kind": kind}
    notice = _("%(kind)s; compared with the print on %(date)s by %(by)s.") % {
        "kind": kind,
        "date": date_format(date.fromisoformat(part["compared_on"]), "DATE_FORMAT"),
        "by": part["compared_by"],
    }
    return " ".join(filter(None, [notice, _result(part), part["comparison_note"]]))


def _result(part) -> str:
    """What was compared and what came of it; an older signature says neither."""
    if not part["comparison"]:
        return ""
    result = capital(word(COMPARISONS, part["comparison"]))
    return f"{result} ({part['compared_what']})." if part["compared_what"] else f"{result}."
