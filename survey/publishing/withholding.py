"""The two acts on a passage that by law is not shown: withhold and lift. They change what every edition says."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from survey.models import SITE, DataVersion, EditionEvent, FormerSlug, Inquiry, Tombstone, Withholding
from survey.models.edition import new_state
from survey.publishing import edition_log, pieces, rows
from survey.publishing.addresses import address_without, public_slug
from survey.publishing.content import encode
from survey.publishing.refusals import PublishRefused
from survey.publishing.withheld import concerns, marker, removal

SHORTEST = 4


def entries(inquiry: Inquiry) -> list[dict]:
    """What is withheld of an inquiry, as `withheld.without` takes it; the longest first, for one may lie in another.

    What is erased has no words any more, and stands last.
    """
    return [entry(each) for each in sorted(inquiry.withholdings.in_force(), key=lambda each: -len(each.words))]


def entry(withholding: Withholding) -> dict:
    """With the words, unless they are erased."""
    words = {} if withholding.erased_on else {"words": withholding.words}
    told = {"place": withholding.place, "reason": withholding.reason, "date": withholding.date.isoformat()}
    return words | told


@transaction.atomic
def withhold(
    inquiry: Inquiry, *, place: str, words: str, reason: str, by: AbstractBaseUser, also: Iterable[str] = ()
) -> Withholding:
    """Take a passage out of the public, in every edition there is and every one to come.

    `also` are further words, each withheld for the paper as a whole: what looks like the passage. Refuses words that
    are too short to be found safely, and a reason that repeats them. Otherwise, at once:

    - the inquiry is locked until all of this is done;
    - the words, place, reason and date are kept, with who did it;
    - every edition of the inquiry says the marker in their place wherever it says the words, in whatever spelling
      (language.folding); stored texts and their digests stay those of what was published, and the
      parts with the words show no salt any more;
    - change notes and notice pages that repeat the words say the marker, too;
    - bodies whose address says the words have another one, and former addresses that say them lead nowhere;
    - the published rows and the search index are made anew, so that no list, file, feed or search finds the words;
    - the log of editions has a line for each of them;
    - the data version is raised for all that this touches, so that every public page that showed the words is new, and
      the files of each edition have new ETags.
    """
    reason, wanted = reason.strip(), {words.strip(): place}
    wanted |= {each.strip(): "" for each in also if each.strip() not in wanted}
    for each in wanted:
        _check(each, reason)
    inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    kept = [_keep(inquiry, each, where, reason, by) for each, where in wanted.items()]
    for each in inquiry.withholdings.with_words():
        _rewrite(inquiry, removal(entry(each)).whole)
    for each in wanted:
        _lead_former_addresses(inquiry, each, away=True)
    refresh_public(inquiry, EditionEvent.Event.WITHHELD)
    return kept[0]


def _keep(inquiry: Inquiry, words: str, place: str, reason: str, by: AbstractBaseUser) -> Withholding:
    withholding = Withholding(
        inquiry=inquiry, place=place, words=words, reason=reason, date=timezone.localdate(), by=by
    )
    withholding._history_user = by
    withholding.full_clean()
    withholding.save()
    return withholding


@transaction.atomic
def lift(withholding: Withholding, *, because: str, by: AbstractBaseUser) -> None:
    """Show the passage again where it was published before it was withheld; editions made since then keep the marker.

    Refuses without a reason, or when it is lifted already. The next edition says the words again.
    """
    if not because.strip():
        raise PublishRefused(_("Say why the passage is shown again."))
    inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=withholding.inquiry_id)
    withholding.refresh_from_db()
    if withholding.lifted_on:
        raise PublishRefused(_("This passage is shown again already."))
    if withholding.erased_on:
        raise PublishRefused(_("The words were erased; nobody can show them again."))
    withholding.lifted_on, withholding.lifted_because = timezone.localdate(), because.strip()
    withholding.lifted_by = withholding._history_user = by
    withholding._change_reason = because.strip()
    withholding.save()
    sentence = marker(withholding.reason, withholding.date.isoformat())
    _rewrite(inquiry, lambda text: text.replace(sentence, withholding.words))
    _lead_former_addresses(inquiry, withholding.words, away=False)
    refresh_public(inquiry, EditionEvent.Event.SHOWN)


def made_meanwhile(withholding: Withholding) -> list[int]:
    """The numbers of the editions that were made without the words: they keep the sentence in their place."""
    sentence = encode(marker(withholding.reason, withholding.date.isoformat()))[1:-1]
    found = withholding.inquiry.editions.filter(content__contains=sentence)
    return list(found.order_by("number").values_list("number", flat=True))


def _check(words: str, reason: str) -> None:
    if not reason:
        raise PublishRefused(_("Name the legal basis; it is shown to the public."))
    taken = removal({"words": words, "reason": reason, "date": timezone.localdate().isoformat()})
    if len(words) < SHORTEST:
        raise PublishRefused(
            _("Choose at least %(count)d letters: shorter words stand in too many others.") % {"count": SHORTEST}
        )
    if taken.spans(taken.marker):
        raise PublishRefused(_("The sentence that stands in the place of the passage must not repeat it."))


def _rewrite(inquiry: Inquiry, change) -> None:
    """Notes and reasons are no part of a stored text: they are written anew."""
    for edition in inquiry.editions.defer("content"):
        said = {name: change(getattr(edition, name)) for name in ("note", "override_reason", "unsure_reason")}
        if any(value != getattr(edition, name) for name, value in said.items()):
            inquiry.editions.filter(pk=edition.pk).update(**said)
    slugs = set(inquiry.editions.values_list("slug", flat=True))
    for tombstone in Tombstone.objects.filter(inquiry__in=slugs):
        if (reason := change(tombstone.reason)) != tombstone.reason:
            Tombstone.objects.filter(pk=tombstone.pk).update(reason=reason)


def _lead_former_addresses(inquiry: Inquiry, words: str, *, away: bool) -> None:
    """Former addresses of bodies lead to those that hold the words no more, or back; those that say the words go."""
    home, former = public_slug(inquiry), FormerSlug.objects.filter(kind=FormerSlug.Kind.BODY)
    for slug in inquiry.bodies.values_list("slug", flat=True):
        bare = address_without(slug, words, home=home)
        before, now = (slug, bare) if away else (bare, slug)
        for each in former.filter(now=before) if bare != slug or away else ():
            if away and address_without(each.slug, words, home=home) != each.slug:
                each.delete()
            elif now != before:
                former.filter(pk=each.pk).update(now=now)


def refresh_public(inquiry: Inquiry, event: str = "") -> None:
    """Let every edition say what may be said of it now, and bring the published rows up to date.

    With an event, the log of editions gets a line for each edition that says something else than before. The place of
    words is told of an edition as it was first: replies of the record may have been split or joined since.
    """
    withheld, changed = [each for each in entries(inquiry) if "words" in each], []
    for edition in inquiry.editions.order_by("number"):
        erased = [each for each in edition.withheld if "words" not in each]
        told = {each["words"]: each["place"] for each in edition.withheld if "words" in each}
        kept = [each | {"place": told.get(each["words"], each["place"])} for each in withheld]
        now = [*(each for each in kept if concerns(edition, each)), *erased]
        if now != edition.withheld:
            changed.append(edition)
        edition.withheld = now
        edition.state = new_state()
        edition.save(update_fields=["withheld", "state"])
        if not edition.is_current:
            pieces.replace(edition)
    if event:
        edition_log.append(event, changed)
    current = inquiry.editions.current().first()
    DataVersion.objects.advance(*(rows.replace(current) if current else [SITE]))
    for slug in set(inquiry.editions.values_list("slug", flat=True)):
        pieces.sweep(slug)
