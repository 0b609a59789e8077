"""How recent the public data are: one row, raised by everything the public can notice."""

from datetime import UTC

from django.db import connections, models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DataVersionQuerySet(models.QuerySet):
    def now(self) -> "DataVersion":
        """The one row; number 0 before anything was published."""
        # every public page asks this first, and composing the query took longer than answering it
        with connections[self.db].cursor() as cursor:
            cursor.execute(f"SELECT number, time FROM {DataVersion._meta.db_table} WHERE id = 1")  # noqa: S608 - our own name
            number, time = cursor.fetchone() or (0, None)
        if time and timezone.is_naive(time):
            time = timezone.make_aware(time, UTC)  # SQLite keeps no zone
        return DataVersion(pk=1, number=number, time=time)

    def advance(self):
        """Raise the number, so that every public page gets a new ETag."""
        if not self.filter(pk=1).update(number=F("number") + 1, time=timezone.now()):
            self.create(pk=1, number=1, time=timezone.now())


class DataVersion(models.Model):
    number = models.PositiveBigIntegerField(_("number"), default=0)
    time = models.DateTimeField(_("time"), null=True)

    objects = DataVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("state of the data")
        verbose_name_plural = _("state of the data")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="dataversion_one_row")]

    def __str__(self):
        return str(self.number)


class Notice(models.Model):
    """The operator's public texts."""

    class Key(models.TextChoices):
        IMPRINT = "imprint", _("imprint")
        PRIVACY = "privacy", _("privacy")
        CONTACT = "contact", _("contact")

    key = models.CharField(_("which"), max_length=20, choices=Key, unique=True)

    text = models.TextField(_("text"), help_text=_("In German; paragraphs are parted by a blank line."))
    text_en = models.TextField(_("text in English"), blank=True)

    class Meta:
        verbose_name = _("public notice")
        verbose_name_plural = _("public notices")
        ordering = ["key"]

    def __str__(self):
        return self.get_key_display()

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        DataVersion.objects.advance()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        DataVersion.objects.advance()
        return deleted
