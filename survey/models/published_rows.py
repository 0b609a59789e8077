"""The rows that are projected from editions (publishing.projection), for lists, pages and search."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from survey.models.edition import Edition
from survey.models.lists import ListField
from survey.models.staging import ShownManager


class PublishedInquiry(models.Model):
    """What the lists say of a published inquiry."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="published_inquiry")
    slug = models.SlugField(max_length=100, unique=True)

    parliament = models.SlugField()
    parliament_name = models.CharField(max_length=200)
    state_key = models.CharField(max_length=2, blank=True, help_text="of the state of the parliament")
    term = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=30)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    askers = models.CharField(max_length=1000, blank=True)
    parties = ListField(help_text="of the askers, each once")
    ministry = models.CharField(max_length=300, blank=True)
    asked_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    legal_status = models.CharField(max_length=20)
    edition_number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    note = models.TextField()
    annexes = models.PositiveIntegerField()
    tables = ListField(help_text="the numbers of the tables")
    answers = models.PositiveIntegerField()
    bodies = models.PositiveIntegerField()
    several_bodies = models.PositiveIntegerField(default=0, help_text="entries that name several bodies at once")
    is_recorded = models.BooleanField(default=True, help_text="false where only the entry of a catalogue is known")
    counties_with_row = models.PositiveIntegerField(null=True)
    counties = models.PositiveIntegerField(null=True)
    subjects = ListField()
    builds_on = ListField(
        help_text="addresses of the published papers that it relates to or whose questions it continues"
    )
    sort_title = models.CharField(max_length=500)

    made_at = models.DateTimeField(default=timezone.now, help_text="when its published rows were made")

    class Meta:
        verbose_name = _("published inquiry")
        verbose_name_plural = _("published inquiries")
        ordering = ["-answered_on", "slug"]
        indexes = [
            models.Index(fields=["-is_recorded", "-answered_on", "slug"], name="published_recorded"),
            models.Index(fields=["-answered_on", "slug"], name="published_answered"),
            models.Index(fields=["-published_at", "slug"], name="published_newest"),
            models.Index(fields=["-is_recorded", "-published_at", "slug"], name="published_recorded_newest"),
            models.Index(fields=["sort_title", "slug"], name="published_title"),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    @property
    def single_bodies(self) -> int:
        return self.bodies - self.several_bodies


class SearchRow(models.Model):
    """The one searchable published row; those of kind `answer` carry the long columns of contracts.md.

    Rows are written as they are published, those of one edition from its last to its first: so all lists show the
    newest first by walking down the primary key. Its full-text index is no model (publishing.search).
    Of each inquiry the rows of one edition are seen; those of its next one may be there already, hidden (HiddenRows).
    """

    class Kind(models.TextChoices):
        ANSWER = "answer", _("answer")
        QUESTION = "question", _("question")
        REPLY = "reply", _("reply")
        REMARK = "remark", _("preliminary remark")
        BODY = "body", _("body")
        DISTRICT = "district", _("district")
        INQUIRY = "inquiry", _("paper")

    kind = models.CharField(max_length=10, choices=Kind)
    inquiry = models.SlugField(max_length=100, blank=True, db_index=False)
    path = models.CharField(max_length=300, help_text="address without language prefix")
    position = models.PositiveIntegerField(help_text="order within the inquiry")

    title = models.CharField(max_length=500)
    text = models.TextField(blank=True, help_text="reading text, raw")
    words = models.TextField(blank=True, help_text="analysed words of title and text, and marks (publishing.marks)")

    parliament = models.SlugField(blank=True, db_index=False)
    term = models.PositiveSmallIntegerField(null=True)
    inquiry_number = models.CharField(max_length=30, blank=True)
    inquiry_title = models.CharField(max_length=500, blank=True)
    edition_number = models.PositiveIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    districts = ListField(help_text="slugs")
    codes = ListField(help_text='["1a:no", "1b:yes"]')

    annex = models.PositiveIntegerField(null=True)
    row_key = models.PositiveIntegerField(null=True)
    column_key = models.PositiveIntegerField(null=True)
    row_position = models.PositiveIntegerField(null=True)
    printed = models.CharField(max_length=300, blank=True)
    respondent = models.CharField(max_length=200, blank=True)
    respondent_kind = models.CharField(max_length=20, blank=True)
    ags = models.CharField(max_length=5, blank=True)
    column = models.CharField(max_length=500, blank=True)
    questions = models.CharField(max_length=200, blank=True, help_text="question keys, blank-parted")
    status = models.CharField(max_length=20, blank=True)
    as_printed = models.TextField(null=True, help_text="null where it is the text")  # noqa: DJ001  "" is printed, too
    edited = models.BooleanField(default=False)
    number = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    number_is = models.CharField(max_length=10, blank=True)
    unit = models.CharField(max_length=500, blank=True, help_text="with room for the words of what is withheld")
    refers_to = models.CharField(max_length=300, blank=True)
    page = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    as_of = models.DateField(null=True, help_text="the day for which the table speaks")
    as_of_is = models.CharField(max_length=10, blank=True, help_text="whose day that is: table, reply or none")
    short_titles = ListField(help_text="of the questions that the column answers, as far as they have one")
    certainty = ListField(help_text='["1a:clear", "1b:arguable"]')
    pages = ListField(help_text="of the table, on which the cell is printed")
    source = models.PositiveIntegerField(null=True, help_text="key of the file in which the cell is printed")
    box = models.TextField(blank=True, help_text="page,x,y,width,height;... in the file, in points")

    objects = ShownManager("pk")
    with_hidden = models.Manager()

    class Meta:
        verbose_name = _("search row")
        verbose_name_plural = _("search rows")
        ordering = ["inquiry", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry", "edition_number", "annex", "row_key", "column_key"],
                condition=Q(kind="answer"),
                name="searchrow_answer_unique",
            )
        ]
        indexes = [
            models.Index(fields=["inquiry", "position", "kind"], name="searchrow_in_order"),
            models.Index(fields=["path"], condition=Q(kind="body"), name="searchrow_body_path"),
            models.Index(fields=["refers_to"], condition=Q(kind="question"), name="searchrow_continues"),
        ]

    def __str__(self):
        return self.path


class AnswerLines(models.Model):
    """The lines of a CSV file of some answers that follow each other in an inquiry (publishing.kept_lines).

    Together they take a fourth of what they take one by one, and are read in a tenth of the time.
    """

    inquiry = models.SlugField(max_length=100, db_index=False)
    first = models.PositiveIntegerField(help_text="position of the first answer")
    last = models.PositiveIntegerField(help_text="position of the last answer")
    lengths = models.TextField(help_text="characters of each line, as a JSON list")
    packed = models.BinaryField(help_text="all lines, compressed; a null stands where the address of the site belongs")

    class Meta:
        verbose_name = _("lines of answers")
        verbose_name_plural = _("lines of answers")
        ordering = ["inquiry", "first"]
        constraints = [models.UniqueConstraint(fields=["inquiry", "first"], name="answerlines_unique")]

    def __str__(self):
        return f"{self.inquiry} {self.first}-{self.last}"


class SearchRowDistrict(models.Model):
    """A district that a search row concerns: its page walks one index, the newest first."""

    # publishing.staging deletes them first; a cascade would read every row before it deletes it
    search_row = models.ForeignKey(SearchRow, models.DO_NOTHING, related_name="in_districts")
    district = models.SlugField(db_index=False)

    objects = ShownManager("search_row")
    with_hidden = models.Manager()

    class Meta:
        verbose_name = _("district of a search row")
        verbose_name_plural = _("districts of search rows")
        ordering = ["district", "-search_row"]
        indexes = [models.Index(fields=["district", "-search_row"], name="rowdistrict_newest")]

    def __str__(self):
        return f"{self.district}: {self.search_row_id}"


class ListCount(models.Model):
    """How many a list shows, with one filter or none, and how many of them have another value (publishing.counts)."""

    list = models.CharField(max_length=10)
    chosen = models.CharField(max_length=150, blank=True, help_text='"" or one filter: “status=declined”')
    facet = models.CharField(max_length=20, help_text="“total”, or what is counted: “status”")
    value = models.CharField(max_length=300, blank=True)
    n = models.IntegerField()

    class Meta:
        verbose_name = _("count of a list")
        verbose_name_plural = _("counts of lists")
        ordering = ["list", "chosen", "facet", "value"]
        constraints = [models.UniqueConstraint(fields=["list", "chosen", "facet", "value"], name="listcount_unique")]

    def __str__(self):
        return f"{self.list} {self.chosen} {self.facet}={self.value}: {self.n}"


class Absence(models.Model):
    """A district of the official list that has no row of its own in a published table."""

    class Coverage(models.TextChoices):
        COLLECTIVE = "collective", _("an association answers for it")
        MISSING = "missing", _("not in the table")

    district = models.SlugField(db_index=False)
    inquiry = models.SlugField(max_length=100)
    annex = models.PositiveIntegerField()
    coverage = models.CharField(max_length=10, choices=Coverage)
    published_at = models.DateTimeField()
    inquiry_number = models.CharField(max_length=30)
    inquiry_title = models.CharField(max_length=500)

    class Meta:
        verbose_name = _("absence of a district")
        verbose_name_plural = _("absences of districts")
        ordering = ["district", "-published_at", "inquiry", "annex"]
        constraints = [models.UniqueConstraint(fields=["inquiry", "annex", "district"], name="absence_unique")]
        indexes = [models.Index(fields=["district", "-published_at", "inquiry", "annex"], name="absence_newest")]

    def __str__(self):
        return f"{self.district}: {self.inquiry}/{self.annex}"


class PublishedBody(models.Model):
    """A body as its newest edition tells it; `content` is the body's part of the edition, JSON text."""

    slug = models.SlugField(max_length=120, unique=True)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="published_bodies")

    inquiry = models.SlugField(max_length=100)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20)
    mention = models.CharField(max_length=10)
    count = models.PositiveIntegerField(null=True)
    level = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    place = models.CharField(max_length=200, blank=True)
    districts = ListField(help_text="slugs")
    regions = ListField()
    initiators = ListField(help_text="categories")
    as_of = models.DateField(null=True, help_text="the day for which the table or text that names it speaks")
    as_of_is = models.CharField(max_length=10, blank=True, help_text="whose day that is: table, reply or none")
    content = models.TextField()
    sort_name = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("published body")
        verbose_name_plural = _("published bodies")
        ordering = ["sort_name", "slug"]
        indexes = [models.Index(fields=["sort_name", "slug"], name="publishedbody_by_name")]

    def __str__(self):
        return self.name


class PublishedMention(models.Model):
    """A body as one current edition tells it; several inquiries may name the same."""

    slug = models.SlugField(max_length=120)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="published_mentions")

    inquiry = models.SlugField(max_length=100)
    inquiry_number = models.CharField(max_length=30)
    inquiry_title = models.CharField(max_length=500)
    as_of = models.DateField(null=True, help_text="the day for which the table or text that names it speaks")
    as_of_is = models.CharField(max_length=10, blank=True, help_text="whose day that is: table, reply or none")
    content = models.TextField(help_text="the body's part of the edition, JSON text")

    class Meta:
        verbose_name = _("published mention of a body")
        verbose_name_plural = _("published mentions of bodies")
        ordering = ["slug", "-edition__published_at", "-edition"]
        constraints = [models.UniqueConstraint(fields=["slug", "edition"], name="publishedmention_unique")]

    def __str__(self):
        return f"{self.slug}: {self.inquiry_number}"


class Erratum(models.Model):
    """An error that was reported and put right, as a current edition tells it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="errata")
    inquiry = models.SlugField(max_length=100)
    number = models.PositiveIntegerField(help_text="counted within the inquiry")

    inquiry_number = models.CharField(max_length=30)
    inquiry_title = models.CharField(max_length=500)
    received = models.DateField()
    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=60, blank=True)
    place_name = models.CharField(max_length=900, blank=True)
    path = models.CharField(max_length=300, help_text="address of the place without language prefix")
    sentence = models.TextField()
    settled_in = models.PositiveIntegerField(help_text="number of the edition that put it right")
    settled_on = models.DateTimeField()
    edition_before = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("published correction")
        verbose_name_plural = _("published corrections")
        ordering = ["-settled_on", "inquiry", "-number"]
        constraints = [models.UniqueConstraint(fields=["inquiry", "number"], name="erratum_unique")]

    def __str__(self):
        return f"{self.inquiry_number}: {self.sentence}"


class PublishedStatement(models.Model):
    """What a respondent, a ministry or an asker states about a paper, as a current edition tells it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="published_statements")
    inquiry = models.SlugField(max_length=100)
    number = models.PositiveIntegerField(help_text="counted within the inquiry")

    published_at = models.DateTimeField()
    place = models.CharField(max_length=60, blank=True)
    path = models.CharField(max_length=300, help_text="address of the place without language prefix")
    kind = models.CharField(max_length=20)
    author = models.TextField()
    date = models.DateField()
    source = models.TextField()
    address = models.TextField(blank=True)
    text = models.TextField()

    class Meta:
        verbose_name = _("published statement")
        verbose_name_plural = _("published statements")
        ordering = ["inquiry", "number"]
        constraints = [models.UniqueConstraint(fields=["inquiry", "number"], name="publishedstatement_unique")]

    def __str__(self):
        return f"{self.inquiry} {self.number}"
