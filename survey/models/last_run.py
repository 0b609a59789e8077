"""When the operator's commands last did their work: what the health page and the alarms ask."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LastRunQuerySet(models.QuerySet):
    def note(self, name: str, **detail):
        """Write down that this was done just now; `detail` is what there is to say of it, as JSON."""
        self.update_or_create(name=name, defaults={"at": timezone.now(), "detail": detail})


class LastRun(models.Model):
    class Name(models.TextChoices):
        BACKUP = "backup", _("backup")
        VERIFY = "verify", _("verification")
        RETENTION = "retention", _("end of terms")
        HEALTH = "health", _("health check")

    name = models.CharField(_("name"), max_length=20, choices=Name, unique=True)

    at = models.DateTimeField(_("at"))
    detail = models.JSONField(_("detail"), default=dict)

    objects = LastRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("last run")
        verbose_name_plural = _("last runs")

    def __str__(self):
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"
