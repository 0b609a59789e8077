"""Search rows that nobody sees: those of an edition on its way, and those that another edition has replaced.

A large paper has a hundred thousand rows. They are written some at a time before their edition is the current one, and
deleted some at a time after another one is; in between they are hidden, by their primary keys.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Whether a number lies in none of the hidden spans: the table is read once a statement, and is nearly always empty.
SHOWN_IN_SQLITE = (
    'NOT EXISTS (SELECT 1 FROM survey_hiddenrows AS hidden WHERE %s BETWEEN hidden."first" AND hidden."last")'
)
SHOWN_IN_POSTGRESQL = (
    "NOT (%s <@ (SELECT COALESCE(range_agg(int8range(hidden.\"first\", hidden.\"last\", '[]')), '{}'::int8multirange)"
    " FROM survey_hiddenrows AS hidden))"
)


def shown(vendor: str, column: str) -> str:
    """The condition of a query in SQL that leaves hidden rows out; `column` holds the number of a search row."""
    return (SHOWN_IN_SQLITE if vendor == "sqlite" else SHOWN_IN_POSTGRESQL) % column


class Shown(models.Func):
    """The same condition for a queryset: filter(Shown("pk"))."""

    output_field = models.BooleanField()

    def as_sql(self, compiler, connection, **extra):
        column, parameters = compiler.compile(self.source_expressions[0])
        return shown(connection.vendor, column), parameters


class ShownManager(models.Manager):
    """The rows that are seen; `field` holds the number of a search row."""

    def __init__(self, field: str):
        super().__init__()
        self.field = field

    def get_queryset(self):
        return super().get_queryset().filter(Shown(self.field))


class HiddenRows(models.Model):
    """A span of primary keys of search rows, all of one inquiry, that nobody sees (publishing.staging)."""

    inquiry = models.SlugField(max_length=100)
    first = models.BigIntegerField()
    last = models.BigIntegerField()

    class Meta:
        verbose_name = _("hidden rows")
        verbose_name_plural = _("hidden rows")
        ordering = ["inquiry", "first"]

    def __str__(self):
        return f"{self.inquiry} {self.first}-{self.last}"


class PublishingRun(models.Model):
    """Who writes the rows of an inquiry's next edition just now; whoever begins later takes over by another name."""

    inquiry = models.SlugField(max_length=100, primary_key=True)
    name = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("run of publishing")
        verbose_name_plural = _("runs of publishing")

    def __str__(self):
        return self.inquiry
