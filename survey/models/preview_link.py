"""Addresses that show an inquiry's statements before they are public, to whom an editor made them for."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from survey.models.inquiry import Inquiry


class PreviewLinkQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("inquiry", "made_by", "revoked_by")

    def of_token(self, token: str) -> "PreviewLink | None":
        """The link that we signed as this token, whether it still holds or not."""
        try:
            key = signing.Signer(salt=SALT).unsign(token)
        except signing.BadSignature:
            return None
        return self.for_list().filter(pk=key).first()


SALT = "survey.preview.claims"


class PreviewLink(models.Model):
    """Kept for ever: who let whom see the statements, until when, and who took it back."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="preview_links", verbose_name=_("inquiry"))
    for_whom = models.CharField(
        _("for whom"), max_length=200, help_text=_("Name or office, e.g. “Pressestelle des Ministeriums”.")
    )

    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    valid_until = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("taken back by"),
    )

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(for_whom=""),
                name="previewlink_says_for_whom",
                violation_error_message=_("Say for whom the link is."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("made_at")),
                name="previewlink_ends_after_it_begins",
                violation_error_message=_("The link must be valid for some time."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) ^ Q(revoked_by__isnull=False),
                name="previewlink_revoked_by_someone",
            ),
        ]

    def __str__(self):
        return f"{self.inquiry.number}: {self.for_whom}"

    @property
    def token(self) -> str:
        """What stands in the address; nobody can make one up without the key of this installation."""
        return signing.Signer(salt=SALT).sign(str(self.pk))

    @property
    def holds(self) -> bool:
        return self.revoked_at is None and timezone.now() < self.valid_until
