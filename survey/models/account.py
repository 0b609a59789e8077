"""What an account is beyond its login: the name that the public reads, and who set its password."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Read by the public where the holder of an account chose no name; papers are in German.
NAMELESS = "Redaktion"


class AccountQuerySet(models.QuerySet):
    def public_name(self, user: AbstractBaseUser) -> str:
        """What the public reads of who did something; never a login name."""
        return self.filter(user=user).values_list("public_name", flat=True).first() or NAMELESS

    def password_was_set(self, user: AbstractBaseUser, *, by: AbstractBaseUser) -> None:
        """Another one set this password: its holder is asked for a new one at the next login, and told by whom."""
        self.update_or_create(user=user, defaults={"password_set_by": by, "password_set_at": timezone.now()})

    def password_was_chosen(self, user: AbstractBaseUser) -> None:
        self.filter(user=user).update(password_set_by=None)


class Account(models.Model):
    """Beside each user; made when there is something to say. `password_set_by` is empty once its holder chose one."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="account")

    public_name = models.CharField(
        _("public name"),
        max_length=100,
        blank=True,
        help_text=_("The public reads it beside what you publish or compare. Empty: “Redaktion”."),
    )

    password_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("set by")
    )
    password_set_at = models.DateTimeField(_("password set at"), null=True, blank=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self):
        return self.public_name or NAMELESS
