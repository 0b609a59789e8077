"""How recent the public data are: numbers by key, raised by everything the public can notice."""

from collections.abc import Iterable, Mapping
from datetime import UTC

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connections, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Every page depends on the first, every list on the second; `inquiry:<slug>` and the like stand for one of a kind.
SITE, LISTS = "site", "lists"


def inquiry_key(slug: str) -> str:
    return f"inquiry:{slug}"


def district_key(slug: str) -> str:
    return f"district:{slug}"


def body_key(slug: str) -> str:
    return f"body:{slug}"


class DataVersionQuerySet(models.QuerySet):
    def now(self, *keys: str) -> "DataVersion":
        """The version of what depends on the site and these keys; without any, of the lists.

        Its number is the sum of theirs, which never fall, and its time the newest; 0 before anything was published.
        `of_all` is that of the site and the lists, which every act raises one of.
        """
        asked = {SITE, *(keys or (LISTS,))}
        read = (*asked, LISTS)
        table, marks = DataVersion._meta.db_table, ", ".join(["%s"] * len(read))
        # every public page asks this first, and composing the query took longer than answering it
        with connections[self.db].cursor() as cursor:
            cursor.execute(f"SELECT key, number, time FROM {table} WHERE key IN ({marks})", read)  # noqa: S608 - our own name
            found = {key: (number, time) for key, number, time in cursor.fetchall()}
        time = max((found[key][1] for key in asked & found.keys() if found[key][1]), default=None)
        if time and timezone.is_naive(time):
            time = timezone.make_aware(time, UTC)  # SQLite keeps no zone
        version = DataVersion(key=" ".join(sorted(asked)), number=_sum(found, asked), time=time)
        version.of_all = _sum(found, (SITE, LISTS))
        return version

    def advance(self, *keys: str) -> None:
        """Raise these keys, or that of the site: so every page that depends on one of them gets a new ETag.

        Whoever raises the same key waits until this transaction ends, so it is the last thing in one. The keys are
        raised in one order everywhere, so that two cannot wait for each other.
        """
        now = timezone.now()
        table = DataVersion._meta.db_table
        with connections[self.db].cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} (key, number, time) VALUES (%s, 1, %s)"  # noqa: S608 - our own name
                f" ON CONFLICT (key) DO UPDATE SET number = {table}.number + 1, time = excluded.time",
                [(key, connections[self.db].ops.adapt_datetimefield_value(now)) for key in _in_order(keys or [SITE])],
            )

    def total(self) -> int:
        """More than any page can have seen."""
        return self.aggregate(total=models.Sum("number"))["total"] or 0


def _sum(found: Mapping[str, tuple], keys: Iterable[str]) -> int:
    return sum(found[key][0] for key in keys if key in found)


def _in_order(keys: Iterable[str]) -> list[str]:
    return sorted(set(keys))


class DataVersion(models.Model):
    key = models.CharField(_("key"), max_length=140, primary_key=True)

    number = models.PositiveBigIntegerField(_("number"), default=0)
    time = models.DateTimeField(_("time"), null=True)

    objects = DataVersionQuerySet.as_manager()
    of_all = 0

    class Meta:
        verbose_name = _("state of the data")
        verbose_name_plural = _("states of the data")

    def __str__(self):
        return f"{self.key} {self.number}"


class Notice(models.Model):
    """The operator's public texts, and the paper that the start page begins with (key `start`)."""

    class Key(models.TextChoices):
        IMPRINT = "imprint", _("imprint")
        PRIVACY = "privacy", _("privacy")
        CONTACT = "contact", _("contact")
        ACCESSIBILITY = "accessibility", _("accessibility")
        START = "start", _("start page")

    key = models.CharField(_("which"), max_length=20, choices=Key, unique=True)

    text = models.TextField(_("text"), blank=True, help_text=_("In German; paragraphs are parted by a blank line."))
    text_en = models.TextField(_("text in English"), blank=True)
    paper = models.SlugField(
        _("paper of the start page"),
        max_length=100,
        blank=True,
        db_index=False,
        help_text=_(
            "Of the start page alone: short address of the published paper that it begins with, e.g. “hessen-19-1613”. "
            "Without one it begins with the newest paper that has categories."
        ),
    )

    class Meta:
        verbose_name = _("public notice")
        verbose_name_plural = _("public notices")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(key="start") ^ models.Q(paper=""), name="notice_paper_of_start_alone"
            )
        ]

    def __str__(self):
        return self.get_key_display()

    def clean(self):
        is_start = self.key == self.Key.START
        if not is_start and not self.text:
            raise ValidationError({"text": _("Here the text is missing.")})
        if not is_start and self.paper:
            raise ValidationError({"paper": _("Only the start page begins with a paper.")})
        if is_start and not self._begins_with_a_public_paper():
            raise ValidationError({"paper": _("No published paper has this short address.")})

    def _begins_with_a_public_paper(self) -> bool:
        papers = apps.get_model("survey", "PublishedInquiry")
        return papers.objects.filter(slug=self.paper, is_recorded=True).exists()

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        DataVersion.objects.advance()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        DataVersion.objects.advance()
        return deleted
