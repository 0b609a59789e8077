"""The two acts by which the public changes: publish and take back. Nothing else writes an edition."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.models import (
    Account,
    Body,
    DataVersion,
    Edition,
    EditionEvent,
    EditionSalts,
    FormerSlug,
    Inquiry,
    PublishedBody,
    PublishedInquiry,
    Submission,
    Tombstone,
)
from survey.models.bulk import small_cache, uncollected
from survey.publishing import edition_log, rows
from survey.publishing.addresses import public_slug
from survey.publishing.content import Content, digest, encode
from survey.publishing.freeze import freeze
from survey.publishing.parts import Parts, parts_digest, salted
from survey.publishing.refusals import NothingChanged, PublishRefused
from survey.publishing.staging import Staged
from survey.publishing.upgrades import older_forms
from survey.publishing.withheld import content_of, digest_of
from survey.publishing.withholding import entries
from survey.wording import paths

# Read by the public as the publisher of what the program brought in by itself; papers are in German.
PROGRAM = "Programm"


# How often an inquiry that changes meanwhile is read again before its publisher is asked to look at it.
ATTEMPTS = 3


@dataclass(frozen=True)
class Snapshot:
    """What an inquiry is now, as an edition would say it; of a large paper it takes seconds."""

    document: Content
    text: str
    parts: Parts
    digest: str
    parts_digest: str


def snapshot(inquiry: Inquiry) -> Snapshot:
    content = freeze(inquiry)
    text, parts = encode(content), salted(content)
    return Snapshot(content, text, parts, digest(text), parts_digest(content, parts))


@dataclass(frozen=True)
class Wish:
    """What a publisher says when publishing; `seen` is the digest of what was looked at, None for whatever there is."""

    by: AbstractBaseUser
    note: str
    seen: str | None = None
    override: str = ""
    unsure_reason: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class Draft:
    """The next edition of an inquiry, not stored yet, with all that is compared and counted before others have to wait.

    `lost` are addresses that the edition before had.
    """

    edition: Edition
    document: Content
    parts: Parts
    present: set[str]
    lost: set[str]
    before: Edition | None


def publish(
    inquiry: Inquiry, *, by: AbstractBaseUser, note: str, seen: str, override: str = "", unsure_reason: str = ""
) -> Edition:
    """Make what the inquiry is now its next, current edition. `seen` is the digest the publisher looked at.

    Refuses without a note, when the inquiry no longer is what was seen, or when nothing changed. Who submitted the
    inquiry since its last edition, even if it was withdrawn meanwhile, does not publish it: refused without `override`,
    the reason why nobody else does. An inquiry that nobody submitted, or that was edited since, may be published, and
    the public reads that. While findings of how the paper was read are open, it is refused without `unsure_reason`, the
    reason why it is published with them.

    What it is now is read, and its search rows are written, before anybody has to wait (publishing.staging); once more
    where it is another when it is locked. Then, at once:

    - the inquiry is locked until all of this is done;
    - the first time, its address is fixed for ever;
    - an edition with the next number is stored with the publisher's name and the note; it is the current one;
    - the log of editions has a line more;
    - beside it stands, for all to see, whether a second person looked at exactly this, and the reason of an override,
      how many findings of how the paper was read are open, and why it was published with them;
    - the published rows and the search index are those of this edition; a body is told as this edition tells it, and
      the address of one that was merged into it leads there;
    - what the edition before it had and this one lacks gets a tombstone, which names that edition; tombstones of
      things that came back, and those of a take-back, are removed;
    - the districts' search rows are brought up to date;
    - an inquiry submitted for review is a draft again, and its submission names the edition;
    - the data version is raised for all that this touches, so that every public page that shows it is new.

    Afterwards the search rows of the edition before, which nobody sees any more, are deleted.
    """
    wish = Wish(by, note.strip(), seen, override.strip(), unsure_reason.strip())
    with small_cache(), uncollected():
        for _attempt in range(ATTEMPTS):
            if edition := _published_as_it_is(inquiry, wish):
                return edition
    raise _changed()


def _published_as_it_is(inquiry: Inquiry, wish: Wish) -> Edition | None:
    """None where it was changed while its rows were written."""
    fresh = Inquiry.objects.get(pk=inquiry.pk)
    state = _state(fresh)
    draft = _draft(fresh, wish)
    staged = Staged(draft.edition, draft.document)
    with transaction.atomic():
        is_same = state == _state(_locked(inquiry))
        if is_same:
            touched = _store(draft, wish, staged.show)
            rows.refresh_districts()
            DataVersion.objects.advance(*touched)
    staged.end()
    return draft.edition if is_same else None


@transaction.atomic
def publish_sample(inquiry: Inquiry, *, by: AbstractBaseUser, note: str) -> Edition:
    """Publish what the program itself brought in, to be tried out; the public reads that nobody looked at it.

    Nobody is there to settle what its reader was unsure of: the note is the reason for that, too.
    """
    edition, touched = _make_edition(inquiry, Wish(by, note.strip(), unsure_reason=note.strip(), is_sample=True))
    rows.refresh_districts()
    DataVersion.objects.advance(*touched)
    return edition


def make_edition(inquiry: Inquiry, *, by: AbstractBaseUser, note: str) -> tuple[Edition, set[str]]:
    """All of `publish` but what is the same for many at once: the districts' search rows and the data version.

    Comes back with the keys of the data version that are to be raised. Whatever the inquiry is now is published, with
    its rows in the same transaction, which the caller begins.
    """
    return _make_edition(inquiry, Wish(by, note.strip()))


def _make_edition(inquiry: Inquiry, wish: Wish) -> tuple[Edition, set[str]]:
    draft = _draft(_locked(inquiry), wish)
    return draft.edition, _store(draft, wish, lambda: rows.replace(draft.edition, draft.document))


def _locked(inquiry: Inquiry) -> Inquiry:
    return Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)


def _state(inquiry: Inquiry) -> tuple:
    """What a draft rests on: whoever edits, withholds, submits, publishes or rebuilds meanwhile changes it."""
    newest = inquiry.editions.order_by("-number").values_list("pk", "is_current", "state").first()
    rows_made = PublishedInquiry.objects.filter(edition__inquiry=inquiry).values_list("pk", flat=True).first()
    submission = inquiry.submissions.order_by("-pk").values_list("pk", "state").first()
    unsure = inquiry.findings.unsure().count()
    return inquiry.revision, newest, rows_made, submission, unsure, entries(inquiry)


def _draft(inquiry: Inquiry, wish: Wish) -> Draft:
    """The next edition as it would be stored; refuses what `publish` refuses."""
    if not wish.note:
        raise PublishRefused(_("Say in the note what is new."))
    newest = inquiry.editions.order_by("-number").first()
    said, known = _told_by(newest) if newest else ("", set())
    now = snapshot(inquiry)
    if wish.seen not in (None, now.digest):
        raise _changed()
    if newest is None:
        _check_address(inquiry.slug)
    elif newest.is_current and said == now.digest:
        raise NothingChanged(_("Nothing has changed since edition %(number)d.") % {"number": newest.number})
    review = Edition.Review.PROGRAM if wish.is_sample else second_look(inquiry, newest, now.document, by=wish.by)
    if review == Edition.Review.OVERRIDDEN and not wish.override:
        raise PublishRefused(
            _("Who submitted an inquiry does not publish it. Say why nobody else does; the public reads it.")
        )
    edition = Edition(
        inquiry=inquiry,
        slug=now.document["slug"],
        number=newest.number + 1 if newest else 1,
        published_at=timezone.now(),
        publisher_name=PROGRAM if wish.is_sample else Account.objects.public_name(wish.by),
        note=wish.note,
        content=now.text,
        digest=now.parts_digest,
        review=review,
        override_reason=wish.override if review == Edition.Review.OVERRIDDEN else "",
        **_unsure(inquiry, wish.unsure_reason),
        is_current=True,
    )
    present = _addresses(now.document)
    return Draft(edition, now.document, now.parts, present, known - present, newest)


def _store(draft: Draft, wish: Wish, write_rows: Callable[[], set[str]]) -> set[str]:
    """Store the edition as the current one, and write its rows; returns the keys of the data version it touches."""
    edition = draft.edition
    edition.inquiry.editions.update(is_current=False)
    edition.save(force_insert=True)
    EditionSalts.objects.create(edition=edition, parts=json.dumps(draft.parts))
    edition_log.append(EditionEvent.Event.PUBLISHED, [edition])
    _redirect_merged(draft.document)
    touched = write_rows()
    _bury(draft, wish.by)
    _reopen(edition, wish.by)
    return touched


@transaction.atomic
def take_back(inquiry: Inquiry, *, by: AbstractBaseUser, reason: str) -> Tombstone:
    """Take the inquiry out of the public; every address of it then answers with date and reason.

    Refuses without a reason, or when the inquiry is not public. Otherwise, at once:

    - the inquiry is locked until all of this is done;
    - a tombstone stands for every address below the inquiry's, one more for each body that no other edition tells of;
    - its published rows and its entries in the search index are gone;
    - the log of editions has a line more;
    - its editions stay stored, none of them is current; publishing again makes the next one and lifts the tombstones;
    - the history of the inquiry says who took it back, and why, after the tombstones are lifted, too;
    - the data version is raised for all that this touches, so that every public page that showed it is new.
    """
    if not reason.strip():
        raise PublishRefused(_("Say why it is taken back; the reason is shown to the public."))
    inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    edition = inquiry.editions.current().first()
    if edition is None:
        raise PublishRefused(_("%(slug)s is not published.") % {"slug": public_slug(inquiry)})
    edition.is_current = False
    edition.save(update_fields=["is_current"])
    edition_log.append(EditionEvent.Event.TAKEN_BACK, [edition])
    touched = rows.remove(edition.slug)
    bodies = {paths.body(body["slug"]) for body in content_of(edition)["bodies"]} - _elsewhere()
    home = paths.inquiry(edition.slug)
    tombstones = _put_up([home, *sorted(bodies)], Tombstone.Kind.TAKEN_BACK, edition, reason.strip(), by)
    said = _("Publication taken back: %(reason)s") % {"reason": reason.strip()}
    set_stage(inquiry, inquiry.stage, by=by, reason=said)
    DataVersion.objects.advance(*touched)
    return tombstones[0]


def unpublished_changes(inquiry: Inquiry) -> bool:
    """Whether the inquiry is anything else than its current edition says; true where there is none."""
    current = inquiry.editions.current().first()
    return current is None or digest_of(current) != digest(encode(freeze(inquiry)))


def _told_by(edition: Edition) -> tuple[str, set[str]]:
    """The digest of what an edition says today, and every address of its own that it gives to a part of it."""
    content = content_of(edition)
    return digest(encode(content)), _addresses(content)


def _changed() -> PublishRefused:
    return PublishRefused(_("The inquiry has changed since you looked at it. Look at it again, then publish."))


def _check_address(slug: str) -> None:
    former = FormerSlug.objects.filter(kind=FormerSlug.Kind.INQUIRY, slug=slug)
    if Edition.objects.filter(slug=slug).exists() or former.exists():
        raise PublishRefused(_("The address %(slug)s already belongs to another inquiry.") % {"slug": slug})


def second_look(inquiry: Inquiry, newest: Edition | None, content: Content, *, by: AbstractBaseUser) -> str:
    """What an edition of this content would say of its review, were `by` to publish it."""
    review = Edition.Review
    submission = inquiry.submissions.newest(after=newest)
    if submission is None:
        return review.NOT_SUBMITTED
    if submission.by_id == by.pk:
        return review.OVERRIDDEN
    if submission.state != Submission.State.WAITING:
        return review.NOT_SUBMITTED
    return review.REVIEWED if is_content_of(submission, content) else review.CHANGED


def _unsure(inquiry: Inquiry, reason: str) -> dict[str, int | str]:
    """How many findings of how the paper was read are open, and why it is published with them; refuses without why."""
    count = inquiry.findings.unsure().count()
    if count and not reason:
        told = ngettext(
            "%(count)d place stayed unsure when the paper was read by machine: its finding is open. Decide it, or say"
            " why the paper is published with it; the public reads the reason.",
            "%(count)d places stayed unsure when the paper was read by machine: their findings are open. Decide them,"
            " or say why the paper is published with them; the public reads the reason.",
            count,
        )
        raise PublishRefused(told % {"count": count})
    return {"unsure": count, "unsure_reason": reason if count else ""}


def is_content_of(submission: Submission, content: Content) -> bool:
    """Whether this is what was submitted, today or in the words of the schema that there was then."""
    return any(submission.digest == digest(encode(form)) for form in chain([content], older_forms(content)))


def _reopen(edition: Edition, by: AbstractBaseUser) -> None:
    inquiry = edition.inquiry
    inquiry.submissions.waiting().update(
        state=Submission.State.PUBLISHED, closed_at=edition.published_at, closed_by=by, edition=edition
    )
    if inquiry.stage == Inquiry.Stage.SUBMITTED:
        inquiry._history_date = edition.published_at  # later, it would count as an edit since publication
        set_stage(inquiry, Inquiry.Stage.DRAFT, by=by, reason=f"Edition {edition.number}")


def set_stage(inquiry: Inquiry, stage: str, *, by: AbstractBaseUser, reason: str) -> None:
    """Write the stage, and in its history who and why."""
    inquiry.stage = stage
    inquiry._change_reason = reason
    inquiry._history_user = by
    inquiry.save(update_fields=["stage"])


def _redirect_merged(content: Content) -> None:
    """The addresses of bodies that were merged into those told here lead to them."""
    told = {body["slug"] for body in content["bodies"]}
    merged = Body.objects.filter(merged_into__slug__in=told).values_list("slug", "merged_into__slug")
    for slug, now in merged:
        FormerSlug.objects.filter(kind=FormerSlug.Kind.BODY, now=slug).update(now=now)
        FormerSlug.objects.update_or_create(kind=FormerSlug.Kind.BODY, slug=slug, defaults={"now": now})


# Tombstones


def _bury(draft: Draft, by: AbstractBaseUser) -> None:
    """Tombstones for what is gone since the edition before, and none for what is there."""
    edition = draft.edition
    kept = Tombstone.objects.filter(Q(inquiry=edition.slug) | Q(path__startswith="/bodies/"))
    lifted = [each.pk for each in kept if each.path in draft.present or _of_take_back(each, edition.slug)]
    Tombstone.objects.filter(pk__in=lifted).delete()
    if draft.lost:
        _put_up(sorted(draft.lost - _elsewhere()), Tombstone.Kind.GONE, draft.before, edition.note, by)


def _of_take_back(tombstone: Tombstone, slug: str) -> bool:
    return tombstone.kind == Tombstone.Kind.TAKEN_BACK and tombstone.inquiry == slug


def _put_up(gone: list[str], kind: str, last: Edition, reason: str, by: AbstractBaseUser) -> list[Tombstone]:
    tombstones = [
        Tombstone(
            kind=kind, path=path, inquiry=last.slug, date=timezone.now(), reason=reason, last_edition=last.number, by=by
        )
        for path in gone
    ]
    fields = ["kind", "inquiry", "date", "reason", "last_edition", "by"]
    return Tombstone.objects.bulk_create(
        tombstones, batch_size=500, update_conflicts=True, unique_fields=["path"], update_fields=fields
    )


def _addresses(content: Content) -> set[str]:
    """Every address of its own that an edition gives to a part of it."""
    slug = content["slug"]
    return {
        *(paths.question(slug, question["number"]) for question in content["questions"]),
        *(paths.annex(slug, annex["number"]) for annex in content["annexes"]),
        *(
            paths.answer(slug, annex["number"], row["key"], column["key"])
            for annex in content["annexes"]
            for row in annex["rows"]
            for column in annex["columns"]
        ),
        *(paths.body(body["slug"]) for body in content["bodies"]),
    }


def _elsewhere() -> set[str]:
    """Addresses of bodies that some current edition tells of, or that redirect."""
    told = PublishedBody.objects.values_list("slug", flat=True)
    renamed = FormerSlug.objects.filter(kind=FormerSlug.Kind.BODY).values_list("slug", flat=True)
    return {paths.body(slug) for slug in (*told, *renamed)}
