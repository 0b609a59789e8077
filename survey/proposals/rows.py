"""Whose answer a row is: the respondent behind a printed name, and the districts an association speaks for."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from survey.language.directory import squeezed
from survey.language.names import bare, parse
from survey.models import District, Finding, Respondent, RespondentName, Row
from survey.models.respondent import somebody_else
from survey.proposals.case import Act, Case, Effect


class MatchRow(Act):
    """The row belongs to a respondent; its printed name may be kept as one that this respondent goes by."""

    rights = ("survey.change_row", "survey.add_respondentname")
    needs = ("respondent", "keep_name")

    def proposed(self, case):
        slug = case.proposal.get("respondent", "")
        respondent = Respondent.objects.filter(slug=slug).first() if slug else None
        printed = case.paper.rows[case.finding.subject][1].printed
        return {"respondent": respondent, "keep_name": respondent is None or not _is_bare(printed, respondent)}

    def is_ready(self, case):
        return self.proposed(case)["respondent"] is not None

    def effects(self, case, choice):
        rows = self._rows(case)
        respondent = choice.get("respondent")
        if respondent is None:
            return [Effect(_("The row gets the respondent chosen below."), row.printed) for row in rows]
        effects = [Effect(_("The row belongs to %(name)s.") % {"name": respondent}, row.printed) for row in rows]
        if choice.get("keep_name"):
            sentence = _("“%(printed)s” is kept as a name of %(name)s: later imports know it.")
            effects.append(Effect(sentence % {"printed": rows[0].printed, "name": respondent}))
        return effects

    def _rows(self, case: Case) -> list[Row]:
        """The row, and all others of the inquiry with the very same label that nobody knows yet."""
        printed = case.paper.rows[case.finding.subject][1].printed
        unmatched = (row.record for _table, row in case.paper.entries() if row.record.respondent_id is None)
        return [row for row in unmatched if row.printed == printed]

    def carry_out(self, case, choice, *, reason, by):
        rows, respondent = self._rows(case), choice["respondent"]
        for row in rows:
            row.respondent = respondent
            row._change_reason, row._history_user = reason, by
            row.full_clean(exclude=["annex"])
            row.save(update_fields=["respondent"])
        if choice.get("keep_name"):
            state = rows[0].annex.inquiry.parliament.state
            keep_name(respondent, rows[0].printed, state, reason=reason, by=by)


def _is_bare(printed: str, respondent: Respondent) -> bool:
    """Whether the name is the respondent's own without its kind: in the next table it may mean another."""
    said = parse(bare(printed))
    return said.kind is None and squeezed(said.core) == squeezed(parse(respondent.name).core)


def keep_name(respondent: Respondent, printed: str, state: str, *, reason: str, by):
    """Remember the name for papers of this state. Refuses one that is kept for another, or means somebody else."""
    name = RespondentName.known_as(printed, respondent, state)
    other = name.respondent if name.pk else None
    if other not in (None, respondent):
        sentence = _("“%(printed)s” is kept as a name of %(name)s already. Untick the box, or correct that name.")
        raise ValidationError(sentence, params={"printed": printed, "name": other})
    if meant := somebody_else(printed, respondent, state):
        sentence = _(
            "“%(printed)s” means %(name)s. Untick the box; the list of printed names is where it can be confirmed."
        )
        raise ValidationError(sentence, params={"printed": printed, "name": meant.in_full})
    if other is None:
        name.respondent = respondent
        name._change_reason, name._history_user = reason, by
        name.full_clean()
        name.save()


class SpeakFor(Act):
    """A district without a row belongs to an association that has one: it is shown as spoken for, and not counted."""

    rights = ("survey.change_row",)

    def offers(self, finding: Finding) -> bool:
        return finding.details.get("proposal", {}).get("act") == "speak_for"

    def effects(self, case, choice):
        row = case.paper.rows[case.proposal["row"]][1]
        sentence = _(
            "The row speaks for %(district)s too: shown as a collective answer, not counted as one of its own."
        )
        return [Effect(sentence % case.found.details, row.printed)]

    def carry_out(self, case, choice, *, reason, by):
        row = case.paper.rows[case.proposal["row"]][1].record
        row._change_reason, row._history_user = reason, by
        row.speaks_for.add(District.objects.get(slug=case.proposal["district"]))
