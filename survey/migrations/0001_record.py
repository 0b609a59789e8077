"""The whole record in one step, and the rows that every database begins with.

A database of before takes the steps that this one replaces, 0001_initial to 0019_names; a new one takes this alone.
Every constraint and index stands in its CreateModel: to render all models anew for each took half of the time.
"""

import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from survey.migrations._first_rows import add_parties, add_status_words, make_groups


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("survey", "0001_initial"),
        ("survey", "0002_groups"),
        ("survey", "0003_labels"),
        ("survey", "0004_status_words"),
        ("survey", "0005_district_changes_and_subjects"),
        ("survey", "0006_review_and_work"),
        ("survey", "0007_taken_back"),
        ("survey", "0008_withholdings_and_reports"),
        ("survey", "0009_batches_undone"),
        ("survey", "0010_coding_and_release"),
        ("survey", "0011_administration"),
        ("survey", "0012_catalogues"),
        ("survey", "0013_live_passages"),
        ("survey", "0014_places_of_dates_in_german"),
        ("survey", "0015_facts"),
        ("survey", "0016_catalogues_undone_why"),
        ("survey", "0017_kept_lines"),
        ("survey", "0018_help_with_examples"),
        ("survey", "0019_names"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Parliament",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Begins every address of its inquiries, e.g. “hessen”.",
                        unique=True,
                        verbose_name="short address",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Official name, e.g. “Hessischer Landtag”.", max_length=200, verbose_name="name"
                    ),
                ),
                (
                    "short_name",
                    models.CharField(
                        blank=True, help_text="As it stands in citations.", max_length=100, verbose_name="short name"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        help_text="First two digits of the district keys, e.g. “06”.",
                        max_length=2,
                        verbose_name="state key",
                    ),
                ),
            ],
            options={
                "verbose_name": "parliament",
                "verbose_name_plural": "parliaments",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="E.g. “Asyl und Flucht”.", max_length=100, unique=True, verbose_name="name"
                    ),
                ),
            ],
            options={
                "verbose_name": "subject heading",
                "verbose_name_plural": "subject headings",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "parliament",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to="survey.parliament",
                        verbose_name="parliament",
                    ),
                ),
                ("term", models.PositiveSmallIntegerField(help_text="Electoral term, e.g. 19.", verbose_name="term")),
                (
                    "number",
                    models.CharField(
                        help_text="Of the paper with the reply, as printed, e.g. “19/1613”.",
                        max_length=30,
                        verbose_name="number",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Fixed at first publication, e.g. “hessen-19-1613”.",
                        max_length=100,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("minor", "minor inquiry (Kleine Anfrage)"),
                            ("major", "major inquiry (Große Anfrage)"),
                            ("written", "written question"),
                            ("oral", "oral question"),
                            ("other", "other"),
                        ],
                        default="minor",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="What stands behind “betreffend”.", max_length=500, verbose_name="title"
                    ),
                ),
                (
                    "asked_in",
                    models.CharField(
                        blank=True,
                        help_text="Number of the question, where it has one of its own.",
                        max_length=30,
                        verbose_name="asked in",
                    ),
                ),
                (
                    "askers_printed",
                    models.CharField(
                        blank=True,
                        help_text="The printed line stays as it is.",
                        max_length=1000,
                        verbose_name="askers as printed",
                    ),
                ),
                (
                    "ministry_printed",
                    models.CharField(
                        blank=True,
                        help_text="E.g. “des Ministers für Soziales und Integration”.",
                        max_length=300,
                        verbose_name="answered by, as printed",
                    ),
                ),
                (
                    "signatory",
                    models.CharField(
                        blank=True, help_text="E.g. “Stefan Grüttner”.", max_length=200, verbose_name="signed by"
                    ),
                ),
                (
                    "signed_at",
                    models.CharField(
                        blank=True, help_text="E.g. “Wiesbaden”.", max_length=100, verbose_name="place of signature"
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        blank=True,
                        help_text="Where the parliament publishes it.",
                        max_length=500,
                        verbose_name="address of the paper",
                    ),
                ),
                (
                    "ministry",
                    models.CharField(
                        blank=True,
                        help_text="Usual name, the same for all its papers, e.g. “Minister für Soziales und Integration”.",
                        max_length=300,
                        verbose_name="ministry",
                    ),
                ),
                (
                    "legal_status",
                    models.CharField(
                        choices=[
                            ("in_force", "in force"),
                            ("withdrawn", "withdrawn"),
                            ("replaced", "replaced"),
                            ("corrected", "corrected"),
                        ],
                        default="in_force",
                        help_text="What the parliament did with the paper; it stays readable under a banner.",
                        max_length=20,
                        verbose_name="standing",
                    ),
                ),
                (
                    "legal_status_date",
                    models.DateField(
                        blank=True, help_text="The day on which the parliament did it.", null=True, verbose_name="since"
                    ),
                ),
                (
                    "legal_status_paper",
                    models.CharField(
                        blank=True,
                        help_text="Number of the paper by which it was done, e.g. “19/2456”.",
                        max_length=30,
                        verbose_name="by paper",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("draft", "draft"), ("submitted", "submitted for review")],
                        default="draft",
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                (
                    "subjects",
                    models.ManyToManyField(
                        blank=True, related_name="inquiries", to="survey.subject", verbose_name="subject headings"
                    ),
                ),
            ],
            options={
                "verbose_name": "inquiry",
                "verbose_name_plural": "inquiries",
                "ordering": ["parliament", "-term", "-number"],
                "permissions": [
                    ("import_inquiry", "Can import papers and tables"),
                    ("publish_inquiry", "Can publish and take back"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("parliament", "term", "number"),
                        name="inquiry_number_unique",
                        violation_error_message="This number is already taken in this parliament and term.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="inquiry_has_title",
                        violation_error_message="An inquiry needs a title.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "part",
                    models.CharField(
                        blank=True, help_text="The letter of a part, e.g. “a”.", max_length=3, verbose_name="part"
                    ),
                ),
                ("text", models.TextField(help_text="As printed, without the number.", verbose_name="text")),
                (
                    "request",
                    models.TextField(
                        blank=True,
                        help_text="What is asked for besides, e.g. “Bitte nach Kreisen aufschlüsseln.”",
                        verbose_name="extra request",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="survey.question",
                        verbose_name="whole question",
                    ),
                ),
                (
                    "continues",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="continued_by",
                        to="survey.question",
                        verbose_name="continues",
                    ),
                ),
                (
                    "comparability",
                    models.CharField(
                        blank=True,
                        choices=[("same", "same"), ("changed", "changed"), ("not_comparable", "not comparable")],
                        max_length=20,
                        verbose_name="comparability",
                    ),
                ),
                (
                    "comparability_note",
                    models.CharField(
                        blank=True,
                        help_text="One sentence to the public.",
                        max_length=500,
                        verbose_name="whether one may compare",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["inquiry", "number", "part"],
                "constraints": [
                    models.UniqueConstraint(fields=("inquiry", "number", "part"), name="question_number_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="question_has_text",
                        violation_error_message="A question needs a text.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part", ""), ("parent__isnull", False), _connector="OR"),
                        name="question_part_has_parent",
                        violation_error_message="A part belongs to a whole question.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("continues__isnull", True), models.Q(("comparability", ""), _negated=True), _connector="OR"
                        ),
                        name="question_continuation_says_comparability",
                        violation_error_message="Say whether the two questions may be compared.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="survey.inquiry", verbose_name="inquiry"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "text",
                    models.TextField(
                        help_text="As printed; paragraphs are parted by a blank line.", verbose_name="text"
                    ),
                ),
                (
                    "questions",
                    models.ManyToManyField(related_name="replies", to="survey.question", verbose_name="questions"),
                ),
            ],
            options={
                "verbose_name": "reply",
                "verbose_name_plural": "replies",
                "ordering": ["inquiry", "position"],
                "abstract": False,
                "default_related_name": "replies",
                "constraints": [models.UniqueConstraint(fields=("inquiry", "position"), name="reply_position_unique")],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                ("name", models.CharField(max_length=200, verbose_name="file name")),
                ("content", models.BinaryField(verbose_name="content")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("print", "scan of the print"),
                            ("pdf", "PDF"),
                            ("text_layer", "text layer of a PDF"),
                            ("transcript", "transcript"),
                        ],
                        default="transcript",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        blank=True, help_text="Where the parliament publishes the paper.", verbose_name="address"
                    ),
                ),
                (
                    "compared_on",
                    models.DateField(
                        blank=True,
                        help_text="Until then the page says it was not.",
                        null=True,
                        verbose_name="compared with the print on",
                    ),
                ),
                (
                    "compared_by",
                    models.CharField(
                        blank=True,
                        help_text="Name or desk as the public shall read it.",
                        max_length=200,
                        verbose_name="compared by",
                    ),
                ),
                (
                    "compared_what",
                    models.CharField(
                        blank=True,
                        help_text="E.g. “all pages, letter by letter”.",
                        max_length=300,
                        verbose_name="what was compared",
                    ),
                ),
                (
                    "comparison",
                    models.CharField(
                        blank=True,
                        choices=[("agrees", "agrees with the print"), ("put_right", "differences found and put right")],
                        max_length=20,
                        verbose_name="result",
                    ),
                ),
                (
                    "comparison_note",
                    models.CharField(
                        blank=True,
                        help_text="A sentence to the public. Differences need one.",
                        max_length=500,
                        verbose_name="what was found",
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="added at")),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("inquiry", "sha256"), name="source_file_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("compared_on__isnull", True), models.Q(("compared_by", ""), _negated=True), _connector="OR"
                        ),
                        name="source_comparison_is_signed",
                        violation_error_message="Say who compared the source with the print.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("comparison", "put_right"), _negated=True),
                            models.Q(("comparison_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="source_differences_are_told",
                        violation_error_message="Say which differences were found and put right.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Annex",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annexes",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "label",
                    models.CharField(
                        blank=True, help_text="E.g. “Anlage 1”.", max_length=100, verbose_name="label as printed"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title as printed")),
                (
                    "date",
                    models.DateField(
                        blank=True,
                        help_text="The table's own date; the official list of this day counts.",
                        null=True,
                        verbose_name="as of",
                    ),
                ),
                (
                    "date_printed",
                    models.CharField(
                        blank=True,
                        help_text="E.g. “Stand: 26.03.2015”.",
                        max_length=100,
                        verbose_name="date as printed",
                    ),
                ),
                (
                    "source_line",
                    models.CharField(
                        blank=True,
                        help_text="E.g. “Quelle: Hessischer Landkreistag”.",
                        max_length=500,
                        verbose_name="source as printed",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annexes",
                        to="survey.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "rows_are",
                    models.CharField(
                        choices=[
                            ("respondents", "respondents (a survey)"),
                            ("subjects", "areas or institutions that someone else reports about"),
                        ],
                        default="respondents",
                        max_length=20,
                        verbose_name="rows are",
                    ),
                ),
                (
                    "asked",
                    models.TextField(
                        blank=True,
                        help_text="As the paper says it; leave empty when it does not.",
                        verbose_name="who was asked",
                    ),
                ),
                (
                    "in_reply",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annexes",
                        to="survey.reply",
                        verbose_name="inside the reply",
                    ),
                ),
                (
                    "mapping",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="columns of files"),
                ),
                ("last_row_key", models.PositiveIntegerField(default=0, editable=False)),
                ("last_column_key", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "table",
                "verbose_name_plural": "tables",
                "ordering": ["inquiry", "number"],
                "constraints": [models.UniqueConstraint(fields=("inquiry", "number"), name="annex_number_unique")],
            },
        ),
        migrations.CreateModel(
            name="Code",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codes",
                        to="survey.question",
                        verbose_name="question",
                    ),
                ),
                (
                    "code",
                    models.SlugField(
                        help_text="A short English word, e.g. “planned”.", max_length=40, verbose_name="code"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="position")),
                (
                    "label",
                    models.CharField(
                        help_text="On the chip, e.g. “geplant oder im Aufbau”.", max_length=100, verbose_name="label"
                    ),
                ),
                ("label_en", models.CharField(blank=True, max_length=100, verbose_name="label in English")),
                ("definition", models.TextField(help_text="When a row is coded so.", verbose_name="definition")),
                ("definition_en", models.TextField(blank=True, verbose_name="definition in English")),
                ("example", models.TextField(blank=True, help_text="Words of a real cell.", verbose_name="example")),
                (
                    "example_row",
                    models.CharField(
                        blank=True,
                        help_text="Label of the row that says it, e.g. “LK Fulda”.",
                        max_length=300,
                        verbose_name="row of the example",
                    ),
                ),
                (
                    "rule",
                    models.TextField(
                        blank=True, help_text="E.g. what “im Aufbau” counts as.", verbose_name="rule for edge cases"
                    ),
                ),
                ("rule_en", models.TextField(blank=True, verbose_name="rule in English")),
            ],
            options={
                "verbose_name": "category",
                "verbose_name_plural": "categories",
                "ordering": ["question", "position", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("question", "code", "version"), name="code_version_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("definition", ""), _negated=True),
                        name="code_has_definition",
                        violation_error_message="A category needs a definition.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("slug", models.SlugField(max_length=100, verbose_name="address")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("published_at", models.DateTimeField(verbose_name="published at")),
                ("publisher_name", models.CharField(max_length=200, verbose_name="published by")),
                (
                    "note",
                    models.TextField(help_text="What is new, in a sentence to the public.", verbose_name="change note"),
                ),
                ("content", models.TextField(verbose_name="content")),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                (
                    "review",
                    models.CharField(
                        choices=[
                            ("reviewed", "submitted by one person, published by another"),
                            ("overridden", "submitted and published by the same person"),
                            ("changed", "edited between submission and publication"),
                            ("not_submitted", "published without having been submitted for review"),
                        ],
                        default="not_submitted",
                        max_length=20,
                        verbose_name="review",
                    ),
                ),
                ("override_reason", models.TextField(blank=True, verbose_name="why without a second person")),
                ("is_current", models.BooleanField(default=False, verbose_name="current")),
                (
                    "withheld",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="{place, words, reason, date} of each; never served.",
                        verbose_name="withheld passages",
                    ),
                ),
            ],
            options={
                "verbose_name": "edition",
                "verbose_name_plural": "editions",
                "ordering": ["slug", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("inquiry", "number"), name="edition_number_unique"),
                    models.UniqueConstraint(fields=("slug", "number"), name="edition_slug_number_unique"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)), fields=("inquiry",), name="edition_one_current"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("review", "overridden"), ("override_reason", ""), _connector="XOR"),
                        name="edition_override_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        choices=[("imprint", "imprint"), ("privacy", "privacy"), ("contact", "contact")],
                        max_length=20,
                        unique=True,
                        verbose_name="which",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="In German; paragraphs are parted by a blank line.", verbose_name="text"
                    ),
                ),
                ("text_en", models.TextField(blank=True, verbose_name="text in English")),
            ],
            options={
                "verbose_name": "public notice",
                "verbose_name_plural": "public notices",
                "ordering": ["key"],
            },
        ),
        migrations.CreateModel(
            name="Actor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="E.g. “Caritas”.", max_length=300, verbose_name="name as printed")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("county_administration", "county administration"),
                            ("county_politics", "county politics"),
                            ("municipality", "towns and municipalities"),
                            ("association", "associations"),
                            ("church", "churches and religious communities"),
                            ("welfare", "welfare organisations"),
                            ("volunteers", "volunteers"),
                            ("education", "education"),
                            ("authority", "state and federal authorities"),
                            ("business", "business"),
                            ("migrants", "migrants and their organisations"),
                            ("police", "police and fire brigade"),
                            ("citizens", "citizens"),
                            ("other", "other"),
                        ],
                        max_length=30,
                        verbose_name="category",
                    ),
                ),
            ],
            options={
                "verbose_name": "actor",
                "verbose_name_plural": "actors",
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(fields=("name", "category"), name="actor_name_unique")],
            },
        ),
        migrations.CreateModel(
            name="Catalogue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "parliament",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="catalogues",
                        to="survey.parliament",
                        verbose_name="parliament",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="file name")),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                ("content", models.BinaryField(verbose_name="content")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                ("new", models.PositiveIntegerField(default=0, verbose_name="new")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="changed")),
                ("unchanged", models.PositiveIntegerField(default=0, verbose_name="unchanged")),
                ("differing", models.PositiveIntegerField(default=0, verbose_name="differing")),
                ("refused", models.PositiveIntegerField(default=0, verbose_name="refused")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone at")),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="undone by",
                    ),
                ),
                ("undone_reason", models.TextField(blank=True, verbose_name="why it was undone")),
            ],
            options={
                "verbose_name": "catalogue",
                "verbose_name_plural": "catalogues",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Column",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "annex",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="columns",
                        to="survey.annex",
                        verbose_name="table",
                    ),
                ),
                (
                    "key",
                    models.PositiveIntegerField(
                        editable=False, help_text="Given once, never used again.", verbose_name="key"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="position")),
                (
                    "heading",
                    models.CharField(help_text="E.g. “Frage 1”.", max_length=500, verbose_name="heading as printed"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("text", "text"), ("number", "number")],
                        default="text",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="Of a column of numbers, e.g. “Personen”, “Euro”.",
                        max_length=50,
                        verbose_name="unit",
                    ),
                ),
                (
                    "questions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The parts it answers: “Frage 1” belongs to 1a and 1b.",
                        related_name="columns",
                        to="survey.question",
                        verbose_name="questions",
                    ),
                ),
            ],
            options={
                "verbose_name": "column",
                "verbose_name_plural": "columns",
                "ordering": ["annex", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("annex", "key"), name="column_key_unique"),
                    models.UniqueConstraint(fields=("annex", "heading"), name="column_heading_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreliminaryRemark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="survey.inquiry", verbose_name="inquiry"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "text",
                    models.TextField(
                        help_text="As printed; paragraphs are parted by a blank line.", verbose_name="text"
                    ),
                ),
                (
                    "by",
                    models.CharField(
                        choices=[("askers", "askers"), ("government", "government")],
                        max_length=20,
                        verbose_name="whose",
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        blank=True,
                        help_text="As printed, e.g. “Vorbemerkung des Fragestellers”.",
                        max_length=300,
                        verbose_name="heading",
                    ),
                ),
            ],
            options={
                "verbose_name": "preliminary remark",
                "verbose_name_plural": "preliminary remarks",
                "ordering": ["inquiry", "position"],
                "abstract": False,
                "default_related_name": "remarks",
                "constraints": [
                    models.UniqueConstraint(fields=("inquiry", "position"), name="preliminaryremark_position_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "reply",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="survey.reply",
                        verbose_name="said in the reply",
                    ),
                ),
                (
                    "remark",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="survey.preliminaryremark",
                        verbose_name="said in the remark",
                    ),
                ),
                ("quote", models.TextField(help_text="Words of the reply or remark.", verbose_name="quote")),
                (
                    "stated",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Empty for “all”.",
                        max_digits=20,
                        null=True,
                        verbose_name="stated value",
                    ),
                ),
                (
                    "stated_is",
                    models.CharField(
                        choices=[("number", "a number"), ("all", "“all”")],
                        default="number",
                        max_length=10,
                        verbose_name="stated as",
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("rows", "number of rows"),
                            ("coded", "rows with any of these categories in any of these parts"),
                            ("sum", "sum of a column"),
                            ("none", "cannot be checked with the table"),
                        ],
                        max_length=10,
                        verbose_name="rule",
                    ),
                ),
                (
                    "respondent_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("county", "county"),
                            ("city", "city"),
                            ("association", "association"),
                            ("municipality", "municipality"),
                            ("authority", "authority"),
                            ("joint", "several together"),
                            ("other", "other"),
                        ],
                        help_text="Empty: all rows of the tables.",
                        max_length=20,
                        verbose_name="within",
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="survey.column",
                        verbose_name="column to sum",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="To the reader, in neutral words.", verbose_name="note"),
                ),
                (
                    "released_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        help_text="Empty: it is not shown to the public.",
                        null=True,
                        verbose_name="released at",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="released by",
                    ),
                ),
                (
                    "released_result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("matches", "agrees with the table"),
                            ("differs", "not so in the table"),
                            ("depends_on_reading", "depending on the reading"),
                            ("cannot_be_checked", "cannot be checked with the table"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="result at its release",
                    ),
                ),
                (
                    "questions",
                    models.ManyToManyField(
                        blank=True, related_name="claims", to="survey.question", verbose_name="in these parts"
                    ),
                ),
                (
                    "codes",
                    models.ManyToManyField(
                        blank=True, related_name="claims", to="survey.code", verbose_name="with these categories"
                    ),
                ),
            ],
            options={
                "verbose_name": "statement with a number",
                "verbose_name_plural": "statements with a number",
                "ordering": ["inquiry", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("inquiry", "position"), name="claim_position_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("reply__isnull", False), ("remark__isnull", False), _connector="XOR"),
                        name="claim_one_origin",
                        violation_error_message="A statement stands in one reply or in one remark.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rule", "none"),
                            models.Q(("stated__isnull", True), ("stated_is", "all")),
                            models.Q(("stated__isnull", False), ("stated_is", "number")),
                            _connector="OR",
                        ),
                        name="claim_has_stated_value",
                        violation_error_message="Give the stated value, or say that it is “all”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rule", "sum"), _negated=True), ("column__isnull", False), _connector="OR"
                        ),
                        name="claim_sum_has_column",
                        violation_error_message="Say which column is summed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_at__isnull", False),
                            models.Q(("released_by__isnull", True), ("released_result", "")),
                            _connector="OR",
                        ),
                        name="claim_release_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The official key where it is known, else a short name: “06631”, “hanau”.",
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        help_text="Five digits (AGS), e.g. “06631”. Leave empty while it is not known to us.",
                        max_length=5,
                        verbose_name="official key",
                    ),
                ),
                ("name", models.CharField(help_text="Short name, e.g. “Fulda”.", max_length=100, verbose_name="name")),
                (
                    "official_name",
                    models.CharField(help_text="E.g. “Landkreis Fulda”.", max_length=150, verbose_name="official name"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("county", "county"), ("city", "city")], max_length=10, verbose_name="kind"
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        help_text="Regierungsbezirk, where there is one.",
                        max_length=50,
                        verbose_name="region",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        help_text="First two digits of the key, e.g. “06”.", max_length=2, verbose_name="state key"
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(
                        blank=True,
                        help_text="First day; empty: since before our records.",
                        null=True,
                        verbose_name="valid from",
                    ),
                ),
                (
                    "valid_to",
                    models.DateField(
                        blank=True, help_text="Last day; empty: until today.", null=True, verbose_name="valid to"
                    ),
                ),
                (
                    "over_time",
                    models.TextField(
                        blank=True,
                        help_text="One a line, with the time and the source: “until 31 October 2016: Landkreis Osterode am Harz (Nds. GVBl. 2015 p. 307)”. The public page shows the lines as they stand here, and the search finds their words.",
                        verbose_name="changes of name and bounds",
                    ),
                ),
                ("sort_name", models.CharField(editable=False, max_length=100, verbose_name="sorted as")),
                (
                    "tile_row",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="row on the tile map"),
                ),
                (
                    "tile_column",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="column on the tile map"),
                ),
                (
                    "outline",
                    models.TextField(
                        blank=True,
                        help_text="SVG path in the plane that fixtures/README.md describes.",
                        verbose_name="outline",
                    ),
                ),
            ],
            options={
                "verbose_name": "district",
                "verbose_name_plural": "districts",
                "ordering": ["sort_name", "kind", "slug"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("key"), condition=models.Q(("key", ""), _negated=True), name="district_key_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="district_validity_ordered",
                        violation_error_message="“Valid to” lies before “valid from”.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Respondent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="short address")),
                (
                    "name",
                    models.CharField(help_text="E.g. “Landkreis Fulda”.", max_length=200, verbose_name="official name"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("county", "county"),
                            ("city", "city"),
                            ("association", "association"),
                            ("municipality", "municipality"),
                            ("authority", "authority"),
                            ("joint", "several together"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        help_text="The district it is (county, city) or lies in (municipality). Empty for an association.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="respondents",
                        to="survey.district",
                        verbose_name="district",
                    ),
                ),
                ("sort_name", models.CharField(editable=False, max_length=200, verbose_name="sorted as")),
                (
                    "members",
                    models.ManyToManyField(
                        blank=True,
                        help_text="For an association: the counties and cities that belong to it.",
                        related_name="member_of",
                        to="survey.respondent",
                        verbose_name="members",
                    ),
                ),
            ],
            options={
                "verbose_name": "respondent",
                "verbose_name_plural": "respondents",
                "ordering": ["sort_name", "kind", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["county", "city"]), _negated=True),
                            ("district__isnull", False),
                            _connector="OR",
                        ),
                        name="respondent_county_has_district",
                        violation_error_message="A county or city needs the district it is.",
                    ),
                    models.UniqueConstraint(
                        models.F("district"),
                        condition=models.Q(("kind__in", ["county", "city"])),
                        name="respondent_one_per_district",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Row",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "annex",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="survey.annex",
                        verbose_name="table",
                    ),
                ),
                (
                    "key",
                    models.PositiveIntegerField(
                        editable=False, help_text="Given once, never used again.", verbose_name="key"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="position")),
                (
                    "role",
                    models.CharField(
                        choices=[("entry", "entry"), ("sum", "sum"), ("heading", "heading")],
                        default="entry",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "printed",
                    models.CharField(help_text="E.g. “LK Fulda”.", max_length=300, verbose_name="label as printed"),
                ),
                (
                    "breakdown",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Pairs of a second key, e.g. [[“year”, “2014”]].",
                        verbose_name="breakdown",
                    ),
                ),
                (
                    "respondent",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty while it is not known who is meant.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="survey.respondent",
                        verbose_name="respondent",
                    ),
                ),
                (
                    "speaks_for",
                    models.ManyToManyField(
                        blank=True,
                        help_text="For an association: the districts it answers for here.",
                        related_name="spoken_for_by",
                        to="survey.district",
                        verbose_name="speaks for",
                    ),
                ),
            ],
            options={
                "verbose_name": "row",
                "verbose_name_plural": "rows",
                "ordering": ["annex", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("annex", "key"), name="row_key_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("role", "entry"), ("respondent__isnull", True), _connector="OR"),
                        name="row_sum_has_no_respondent",
                        violation_error_message="A sum or a heading is nobody's answer.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="survey.row",
                        verbose_name="row",
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="survey.column",
                        verbose_name="column",
                    ),
                ),
                (
                    "number",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="0 is an answer.",
                        max_digits=20,
                        null=True,
                        verbose_name="number",
                    ),
                ),
                (
                    "number_is",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("about", "about"),
                            ("at_least", "at least"),
                            ("at_most", "at most"),
                            ("none", "no number"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="the number is",
                    ),
                ),
                (
                    "wording",
                    models.TextField(
                        blank=True,
                        help_text="Only where the joined passages do not read right; empty: they are shown as they are.",
                        null=True,
                        verbose_name="edited text",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("answered", "answered"),
                            ("blank", "empty field"),
                            ("refers", "reference"),
                            ("elsewhere", "in another field"),
                            ("collective", "collective answer"),
                            ("declined", "declined"),
                            ("no_reply", "no reply"),
                            ("no_data", "no data"),
                            ("not_applicable", "not applicable"),
                            ("not_asked", "not asked"),
                            ("unknown", "unknown"),
                        ],
                        default="answered",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "decided",
                    models.BooleanField(
                        default=False,
                        help_text="Once an editor has decided, no import changes the status.",
                        verbose_name="status decided",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="One or two plain sentences to the reader.", verbose_name="public note"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ["row__annex", "row__position", "column__position"],
                "constraints": [
                    models.UniqueConstraint(fields=("row", "column"), name="answer_cell_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", True), ("number_is", "none")),
                            models.Q(("number__isnull", False), models.Q(("number_is", "none"), _negated=True)),
                            _connector="OR",
                        ),
                        name="answer_number_says_what_it_is",
                        violation_error_message="Say whether the number is exact, about, at least or at most.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wording", ""), _negated=True),
                        name="answer_wording_not_empty",
                        violation_error_message="An edited text cannot be empty; leave it out instead.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0, verbose_name="number")),
                ("time", models.DateTimeField(null=True, verbose_name="time")),
            ],
            options={
                "verbose_name": "state of the data",
                "verbose_name_plural": "state of the data",
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="dataversion_one_row")],
            },
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="address")),
                (
                    "inquiry",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="survey.inquiry",
                        verbose_name="first recorded from",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="E.g. “Runder Tisch Asyl”.", max_length=300, verbose_name="name as written"
                    ),
                ),
                (
                    "usual_name",
                    models.CharField(
                        help_text="E.g. “Runder Tisch Asyl Fulda”.", max_length=300, verbose_name="usual name"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("summit", "summit"),
                            ("round_table", "round table"),
                            ("steering_group", "steering group"),
                            ("working_group", "working group"),
                            ("network", "network"),
                            ("conference", "conference"),
                            ("meeting", "regular meeting"),
                            ("circle", "helpers' circle or initiative"),
                            ("forum", "forum"),
                            ("staff_unit", "staff unit"),
                            ("alliance", "alliance"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "mention",
                    models.CharField(
                        choices=[("one", "one body"), ("several", "several, named together")],
                        default="one",
                        help_text="Several are counted apart.",
                        max_length=10,
                        verbose_name="mention",
                    ),
                ),
                (
                    "count",
                    models.PositiveIntegerField(
                        blank=True, help_text="Where the words say it.", null=True, verbose_name="how many"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("municipal", "town or municipality"),
                            ("county", "county or city"),
                            ("regional", "several counties"),
                            ("state", "state"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="E.g. “in den Städten und Gemeinden”.",
                        max_length=200,
                        verbose_name="place as printed",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("exists", "exists"),
                            ("planned", "planned"),
                            ("being_set_up", "being set up"),
                            ("ended", "ended"),
                        ],
                        default="exists",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "beginning",
                    models.DateField(
                        blank=True,
                        help_text="First day of the month or year when only that is known.",
                        null=True,
                        verbose_name="beginning",
                    ),
                ),
                (
                    "beginning_precision",
                    models.CharField(
                        choices=[
                            ("day", "to the day"),
                            ("month", "to the month"),
                            ("season", "to the season"),
                            ("year", "to the year"),
                            ("none", "not stated"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="beginning known",
                    ),
                ),
                (
                    "beginning_words",
                    models.CharField(
                        blank=True,
                        help_text="As printed, e.g. “seit Juni 2014”.",
                        max_length=200,
                        verbose_name="beginning in words",
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        help_text="As printed, e.g. “alle zwei Wochen”.",
                        max_length=200,
                        verbose_name="rhythm in words",
                    ),
                ),
                (
                    "coverage",
                    models.CharField(
                        blank=True,
                        help_text="As printed, e.g. “in 25 von 29 Gemeinden”.",
                        max_length=300,
                        verbose_name="coverage in words",
                    ),
                ),
                (
                    "coverage_n",
                    models.PositiveIntegerField(
                        blank=True, help_text="Of “in 25 von 29 Gemeinden”: 25.", null=True, verbose_name="in how many"
                    ),
                ),
                (
                    "coverage_m",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Of “in 25 von 29 Gemeinden”: 29.",
                        null=True,
                        verbose_name="out of how many",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="survey.body",
                        verbose_name="merged into",
                    ),
                ),
                ("sort_name", models.CharField(editable=False, max_length=300, verbose_name="sorted as")),
                (
                    "districts",
                    models.ManyToManyField(
                        blank=True, related_name="bodies", to="survey.district", verbose_name="districts"
                    ),
                ),
            ],
            options={
                "verbose_name": "body",
                "verbose_name_plural": "bodies",
                "ordering": ["sort_name", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("coverage_n__isnull", True),
                            ("coverage_m__isnull", True),
                            ("coverage_n__lte", models.F("coverage_m")),
                            _connector="OR",
                        ),
                        name="body_coverage_n_of_m",
                        violation_error_message="The coverage cannot exceed its whole.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("beginning__isnull", True),
                            models.Q(("beginning_precision", "none"), _negated=True),
                            _connector="OR",
                        ),
                        name="body_beginning_has_precision",
                        violation_error_message="Say how exactly the beginning is known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="body_not_merged_into_itself",
                        violation_error_message="A body cannot be merged into itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("inquiry", "inquiry"), ("body", "body")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("slug", models.SlugField(max_length=120, verbose_name="former address")),
                ("now", models.SlugField(max_length=120, verbose_name="address now")),
            ],
            options={
                "verbose_name": "former address",
                "verbose_name_plural": "former addresses",
                "ordering": ["kind", "slug"],
                "constraints": [models.UniqueConstraint(fields=("kind", "slug"), name="formerslug_unique")],
            },
        ),
        migrations.CreateModel(
            name="CatalogueEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "catalogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="survey.catalogue",
                        verbose_name="catalogue",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="catalogue_entries",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("line", models.PositiveIntegerField(verbose_name="line")),
                ("values", models.JSONField(default=dict, verbose_name="what the list says")),
                ("before", models.JSONField(default=dict, verbose_name="what stood there before")),
                ("is_new", models.BooleanField(default=False, verbose_name="new")),
            ],
            options={
                "verbose_name": "line of a catalogue",
                "verbose_name_plural": "lines of catalogues",
                "ordering": ["catalogue", "line"],
                "constraints": [
                    models.UniqueConstraint(fields=("catalogue", "line"), name="catalogue_line_unique"),
                    models.UniqueConstraint(fields=("catalogue", "inquiry"), name="catalogue_inquiry_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "annex",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="survey.annex",
                        verbose_name="table",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="survey.source",
                        verbose_name="source",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                ("new", models.PositiveIntegerField(default=0, verbose_name="new")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="changed")),
                ("unchanged", models.PositiveIntegerField(default=0, verbose_name="unchanged")),
                ("refused", models.PositiveIntegerField(default=0, verbose_name="refused")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone at")),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="undone by",
                    ),
                ),
                ("undone_reason", models.TextField(blank=True, verbose_name="why it was undone")),
                ("protocol", models.BinaryField(null=True, verbose_name="protocol")),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        help_text="E.g. “Anlage 1, rows A to M”; empty: the whole inquiry.",
                        max_length=200,
                        verbose_name="part",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="Empty where there is no deadline.", null=True, verbose_name="until"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("done", "done")],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "ordering": [models.OrderBy(models.F("until"), nulls_last=True), "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("inquiry", "user", "part"),
                        name="assignment_open_once",
                        violation_error_message="This person already works on it.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Asker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="askers",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="position")),
                (
                    "name",
                    models.CharField(
                        help_text="Without title, e.g. “Jörg-Uwe Hahn”.", max_length=200, verbose_name="name"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="As printed, e.g. “Dr. h.c.”.",
                        max_length=50,
                        verbose_name="academic title",
                    ),
                ),
                ("party", models.CharField(blank=True, help_text="E.g. “FDP”.", max_length=100, verbose_name="party")),
                (
                    "group",
                    models.CharField(
                        blank=True,
                        help_text="Where a group is printed, e.g. “Fraktion der FDP”.",
                        max_length=100,
                        verbose_name="parliamentary group",
                    ),
                ),
            ],
            options={
                "verbose_name": "asker",
                "verbose_name_plural": "askers",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("inquiry", "position"), name="asker_position_unique")],
            },
        ),
        migrations.CreateModel(
            name="InquiryDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dates",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("asked", "asked on"),
                            ("received", "received"),
                            ("forwarded", "forwarded"),
                            ("answered", "answered on"),
                            ("distributed", "distributed"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("date", models.DateField(verbose_name="date")),
                (
                    "printed",
                    models.CharField(
                        blank=True, help_text="E.g. “28. 04. 2015”.", max_length=100, verbose_name="as printed"
                    ),
                ),
                (
                    "found_in",
                    models.CharField(
                        blank=True, help_text="E.g. “header line”.", max_length=100, verbose_name="where from"
                    ),
                ),
            ],
            options={
                "verbose_name": "date",
                "verbose_name_plural": "dates",
                "ordering": ["date", "pk"],
                "constraints": [models.UniqueConstraint(fields=("inquiry", "kind"), name="inquirydate_kind_unique")],
            },
        ),
        migrations.CreateModel(
            name="InquiryRelation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("follows", "follows"),
                            ("replaces", "replaces"),
                            ("withdraws", "withdraws"),
                            ("corrects", "corrects"),
                            ("followed_by", "is followed by"),
                            ("replaced_by", "is replaced by"),
                            ("withdrawn_by", "is withdrawn by"),
                            ("corrected_by", "is corrected by"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="related_from",
                        to="survey.inquiry",
                        verbose_name="recorded inquiry",
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        blank=True,
                        help_text="Its number, when it is not recorded here yet.",
                        max_length=30,
                        verbose_name="other paper",
                    ),
                ),
                (
                    "date",
                    models.DateField(
                        blank=True, help_text="Of the other paper, as far as known.", null=True, verbose_name="its date"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="A sentence to the public, e.g. “Asks again a year later.”",
                        max_length=500,
                        verbose_name="note",
                    ),
                ),
            ],
            options={
                "verbose_name": "relation",
                "verbose_name_plural": "relations",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to__isnull", False), models.Q(("paper", ""), _negated=True), _connector="XOR"
                        ),
                        name="inquiryrelation_one_target",
                        violation_error_message="Name a recorded inquiry or the number of another paper, not both.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="survey.body",
                        verbose_name="body",
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "to the day"),
                            ("month", "to the month"),
                            ("season", "to the season"),
                            ("year", "to the year"),
                            ("none", "not stated"),
                        ],
                        default="day",
                        max_length=10,
                        verbose_name="date known",
                    ),
                ),
                ("words", models.CharField(help_text="As printed.", max_length=200, verbose_name="in words")),
                (
                    "state",
                    models.CharField(
                        choices=[("held", "held"), ("announced", "announced")],
                        default="held",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["date", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="survey.actor",
                        verbose_name="actor",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="survey.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="survey.row",
                        verbose_name="row",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("initiator", "initiator"),
                            ("lead", "lead"),
                            ("participant", "participant"),
                            ("supporter", "supporter"),
                            ("not_said", "role not said"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "verbose_name": "participation",
                "verbose_name_plural": "participations",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("body__isnull", False), ("row__isnull", False), _connector="XOR"),
                        name="participation_in_body_or_row",
                        violation_error_message="Name the body, or the row where the cell does not say which.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("body__isnull", False)),
                        fields=("actor", "body", "role"),
                        name="participation_body_unique",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("row__isnull", False)),
                        fields=("actor", "row", "role"),
                        name="participation_row_unique",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "spelling",
                    models.CharField(
                        help_text="As a list prints it, e.g. “GRÜNE”.", max_length=100, verbose_name="spelling"
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        help_text="As it shall be recorded, e.g. “BÜNDNIS 90/DIE GRÜNEN”.",
                        max_length=100,
                        verbose_name="party",
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=100, unique=True, verbose_name="compared as")),
            ],
            options={
                "verbose_name": "spelling of a party",
                "verbose_name_plural": "spellings of parties",
                "ordering": ["party", "spelling"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="party_name_not_empty")
                ],
            },
        ),
        migrations.CreateModel(
            name="PassageEdit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passage_edits",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("move", "moved"), ("join", "joined"), ("split", "split"), ("undo", "taken back")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "takes_back",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back_by",
                        to="survey.passageedit",
                        verbose_name="takes back",
                    ),
                ),
                (
                    "reason",
                    models.TextField(help_text="To the reader: why the text belongs here.", verbose_name="reason"),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="passageedit_has_reason",
                        violation_error_message="Give a reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "undo"), ("takes_back__isnull", False)),
                            models.Q(models.Q(("kind", "undo"), _negated=True), ("takes_back__isnull", True)),
                            _connector="OR",
                        ),
                        name="passageedit_undo_takes_one_back",
                        violation_error_message="Say which correction is taken back.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "printed_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="printed_passages",
                        to="survey.answer",
                        verbose_name="printed in",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="survey.answer",
                        verbose_name="belongs to",
                    ),
                ),
                (
                    "text",
                    models.TextField(help_text="Paragraphs are parted by a blank line.", verbose_name="printed text"),
                ),
                (
                    "raw",
                    models.TextField(
                        blank=True, help_text="With its markup, where it has any.", verbose_name="as in the file"
                    ),
                ),
                ("page", models.PositiveIntegerField(blank=True, null=True, verbose_name="page")),
                ("line", models.PositiveIntegerField(blank=True, null=True, verbose_name="line of the file")),
                (
                    "position",
                    models.PositiveIntegerField(
                        help_text="Number of the record in the table.", verbose_name="position"
                    ),
                ),
                (
                    "start",
                    models.PositiveIntegerField(
                        default=0, help_text="Offset in the printed text, after a split.", verbose_name="start"
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="survey.batch",
                        verbose_name="import",
                    ),
                ),
                (
                    "edit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="survey.passageedit",
                        verbose_name="correction",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="survey.passage",
                        verbose_name="superseded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "passage",
                "verbose_name_plural": "passages",
                "ordering": ["position", "start", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="passage_has_text")
                ],
                "indexes": [
                    models.Index(
                        models.F("printed_in"), condition=models.Q(("superseded_by", None)), name="passage_live_printed"
                    ),
                    models.Index(
                        models.F("answer"), condition=models.Q(("superseded_by", None)), name="passage_live_answer"
                    ),
                    models.Index(
                        models.F("superseded_by"),
                        condition=models.Q(("superseded_by__isnull", False)),
                        name="passage_superseded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                ("seen_at", models.DateTimeField(db_index=True, verbose_name="seen at")),
            ],
            options={
                "verbose_name": "presence",
                "verbose_name_plural": "presences",
                "ordering": ["-seen_at"],
                "constraints": [models.UniqueConstraint(fields=("inquiry", "user"), name="presence_unique")],
            },
        ),
        migrations.CreateModel(
            name="PreviewLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preview_links",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "for_whom",
                    models.CharField(
                        help_text="Name or office, e.g. “Pressestelle des Ministeriums”.",
                        max_length=200,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="made at"),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                ("valid_until", models.DateTimeField(verbose_name="valid until")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken back by",
                    ),
                ),
            ],
            options={
                "verbose_name": "preview link",
                "verbose_name_plural": "preview links",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("for_whom", ""), _negated=True),
                        name="previewlink_says_for_whom",
                        violation_error_message="Say for whom the link is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("made_at"))),
                        name="previewlink_ends_after_it_begins",
                        violation_error_message="The link must be valid for some time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at__isnull", True), ("revoked_by__isnull", False), _connector="XOR"
                        ),
                        name="previewlink_revoked_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedBody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="published_bodies",
                        to="survey.edition",
                    ),
                ),
                ("inquiry", models.SlugField(max_length=100)),
                ("name", models.CharField(max_length=300)),
                ("kind", models.CharField(max_length=20)),
                ("mention", models.CharField(max_length=10)),
                ("count", models.PositiveIntegerField(null=True)),
                ("level", models.CharField(max_length=20)),
                ("state", models.CharField(max_length=20)),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "districts",
                    models.CharField(blank=True, help_text="slugs, blank-parted, blanks at both ends", max_length=1000),
                ),
                ("regions", models.CharField(blank=True, help_text="'|Kassel|', bars at both ends", max_length=300)),
                (
                    "initiators",
                    models.CharField(blank=True, help_text="categories, blanks at both ends", max_length=500),
                ),
                ("content", models.TextField()),
                ("sort_name", models.CharField(max_length=300)),
            ],
            options={
                "verbose_name": "published body",
                "verbose_name_plural": "published bodies",
                "ordering": ["sort_name", "slug"],
            },
        ),
        migrations.CreateModel(
            name="PublishedInquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="published_inquiry",
                        to="survey.edition",
                    ),
                ),
                ("slug", models.SlugField(max_length=100, unique=True)),
                ("parliament", models.SlugField()),
                ("parliament_name", models.CharField(max_length=200)),
                ("term", models.PositiveSmallIntegerField()),
                ("number", models.CharField(max_length=30)),
                ("kind", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=500)),
                ("askers", models.CharField(blank=True, max_length=1000)),
                (
                    "parties",
                    models.CharField(blank=True, help_text="blank-parted, with blanks at both ends", max_length=500),
                ),
                ("ministry", models.CharField(blank=True, max_length=300)),
                ("asked_on", models.DateField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("legal_status", models.CharField(max_length=20)),
                ("edition_number", models.PositiveIntegerField()),
                ("published_at", models.DateTimeField()),
                ("note", models.TextField()),
                ("annexes", models.PositiveIntegerField()),
                ("answers", models.PositiveIntegerField()),
                ("bodies", models.PositiveIntegerField()),
                (
                    "is_recorded",
                    models.BooleanField(default=True, help_text="false where only the entry of a catalogue is known"),
                ),
                ("counties_with_row", models.PositiveIntegerField(null=True)),
                ("counties", models.PositiveIntegerField(null=True)),
                ("subjects", models.CharField(blank=True, help_text="'|Asyl|', bars at both ends", max_length=1000)),
                (
                    "builds_on",
                    models.CharField(
                        blank=True,
                        help_text="addresses of the published papers that it relates to or whose questions it continues, blank-parted, with blanks at both ends",
                        max_length=1000,
                    ),
                ),
                ("sort_title", models.CharField(max_length=500)),
            ],
            options={
                "verbose_name": "published inquiry",
                "verbose_name_plural": "published inquiries",
                "ordering": ["-answered_on", "slug"],
            },
        ),
        migrations.CreateModel(
            name="PublishedMention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="published_mentions",
                        to="survey.edition",
                    ),
                ),
                ("inquiry", models.SlugField(max_length=100)),
                ("inquiry_number", models.CharField(max_length=30)),
                ("inquiry_title", models.CharField(max_length=500)),
                ("content", models.TextField(help_text="the body's part of the edition, JSON text")),
            ],
            options={
                "verbose_name": "published mention of a body",
                "verbose_name_plural": "published mentions of bodies",
                "ordering": ["slug", "-edition__published_at", "-edition"],
                "constraints": [models.UniqueConstraint(fields=("slug", "edition"), name="publishedmention_unique")],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="references",
                        to="survey.answer",
                        verbose_name="from answer",
                    ),
                ),
                (
                    "from_reply",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="references",
                        to="survey.reply",
                        verbose_name="from reply",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="position")),
                (
                    "words",
                    models.CharField(
                        help_text="As printed, e.g. “s. bei 1 und 2”.", max_length=300, verbose_name="words"
                    ),
                ),
                (
                    "whole",
                    models.BooleanField(
                        default=False, help_text="The cell says nothing else.", verbose_name="whole cell"
                    ),
                ),
                (
                    "to_question",
                    models.ForeignKey(
                        blank=True,
                        help_text="The question or part meant; in a cell: the answer of the same row to it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referred_from",
                        to="survey.question",
                        verbose_name="to question",
                    ),
                ),
                (
                    "to_answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referred_from",
                        to="survey.answer",
                        verbose_name="to answer",
                    ),
                ),
                (
                    "to_remark",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referred_from",
                        to="survey.preliminaryremark",
                        verbose_name="to remark",
                    ),
                ),
                (
                    "to_paper",
                    models.CharField(
                        blank=True,
                        help_text="Number of another paper, e.g. “19/2456”.",
                        max_length=30,
                        verbose_name="to paper",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("confirmed", "confirmed"),
                            ("refused", "refused"),
                            ("open", "open: its target has no text"),
                        ],
                        default="proposed",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
            ],
            options={
                "verbose_name": "reference",
                "verbose_name_plural": "references",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_answer__isnull", False), ("from_reply__isnull", False), _connector="XOR"
                        ),
                        name="reference_one_origin",
                        violation_error_message="A reference stands in one answer or in one reply.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_question__isnull", False),
                            ("to_answer__isnull", False),
                            ("to_remark__isnull", False),
                            models.Q(("to_paper", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reference_has_target",
                        violation_error_message="Say what is referred to.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="survey.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="survey.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="survey.participation",
                        verbose_name="participation",
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("name", "name as written"),
                            ("kind", "kind"),
                            ("level", "level"),
                            ("mention", "mention"),
                            ("state", "state"),
                            ("place", "place as printed"),
                            ("districts", "districts"),
                            ("beginning", "beginning"),
                            ("rhythm", "how often it meets"),
                            ("coverage", "coverage in words"),
                            ("words", "meeting"),
                            ("role", "role"),
                        ],
                        help_text="Which fact the words say, e.g. “how often it meets”.",
                        max_length=40,
                        verbose_name="fact",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="survey.answer",
                        verbose_name="answer",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="survey.reply",
                        verbose_name="reply",
                    ),
                ),
                (
                    "remark",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="survey.preliminaryremark",
                        verbose_name="remark",
                    ),
                ),
                ("quote", models.TextField(help_text="Words that stand in the text.", verbose_name="quote")),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("body__isnull", False), ("meeting__isnull", True), ("participation__isnull", True)
                            ),
                            models.Q(
                                ("body__isnull", True), ("meeting__isnull", False), ("participation__isnull", True)
                            ),
                            models.Q(
                                ("body__isnull", True), ("meeting__isnull", True), ("participation__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="evidence_one_subject",
                        violation_error_message="Evidence belongs to one body, one meeting or one participation.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer__isnull", False), ("remark__isnull", True), ("reply__isnull", True)),
                            models.Q(("answer__isnull", True), ("remark__isnull", True), ("reply__isnull", False)),
                            models.Q(("answer__isnull", True), ("remark__isnull", False), ("reply__isnull", True)),
                            _connector="OR",
                        ),
                        name="evidence_one_place",
                        violation_error_message="A quote stands in one answer, one reply or one remark.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quote", ""), _negated=True),
                        name="evidence_has_quote",
                        violation_error_message="Give the quote.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RespondentName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "respondent",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the name stands for no respondent, and nobody is asked about it again.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="printed_names",
                        to="survey.respondent",
                        verbose_name="respondent",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As it stands in a paper, e.g. “MTK”.", max_length=200, verbose_name="printed name"
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=200, unique=True, verbose_name="compared as")),
            ],
            options={
                "verbose_name": "printed name",
                "verbose_name_plural": "printed names",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("check_name", models.SlugField(max_length=60, verbose_name="check")),
                ("subject", models.CharField(max_length=200, verbose_name="place")),
                (
                    "digest",
                    models.CharField(editable=False, max_length=64, verbose_name="digest of the text looked at"),
                ),
                (
                    "annex",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="survey.annex",
                        verbose_name="table",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="survey.row",
                        verbose_name="row",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="survey.answer",
                        verbose_name="answer",
                    ),
                ),
                (
                    "details",
                    models.JSONField(
                        default=dict, help_text="What the sentence of the check is filled with.", verbose_name="details"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("accepted", "accepted"),
                            ("dismissed", "dismissed"),
                            ("closed", "no longer holds"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, help_text="Why it is dismissed; it stays with the finding.", verbose_name="reason"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided at")),
                (
                    "carried_out",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Accepting changed the record; found again, the finding opens again.",
                        verbose_name="carried out",
                    ),
                ),
                ("found_at", models.DateTimeField(auto_now_add=True, verbose_name="found at")),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "ordering": ["inquiry", "check_name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inquiry", "check_name", "subject", "digest"), name="finding_unique_by_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dismissed"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="finding_dismissed_with_reason",
                        violation_error_message="Say why the finding is dismissed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Coding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codings",
                        to="survey.row",
                        verbose_name="row",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codings",
                        to="survey.question",
                        verbose_name="question part",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("first", "first reading"), ("second", "second reading"), ("settled", "settled")],
                        default="first",
                        max_length=10,
                        verbose_name="reading",
                    ),
                ),
                (
                    "code",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codings",
                        to="survey.code",
                        verbose_name="category",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[("clear", "clear"), ("arguable", "arguable")],
                        default="clear",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "quote",
                    models.TextField(
                        blank=True,
                        help_text="The words of the row it rests on; empty only for “not stated”.",
                        verbose_name="quote",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="To the reader: why so, where one may differ.", verbose_name="note"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "coding",
                "verbose_name_plural": "codings",
                "ordering": ["row__annex", "row__position", "question", "role"],
                "constraints": [
                    models.UniqueConstraint(fields=("row", "question", "role"), name="coding_reading_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="AnnexNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "annex",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="survey.annex",
                        verbose_name="table",
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="survey.column",
                        verbose_name="column",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="survey.row",
                        verbose_name="row",
                    ),
                ),
                (
                    "mark",
                    models.CharField(
                        blank=True, help_text="As printed: “*”, “1)”.", max_length=10, verbose_name="mark"
                    ),
                ),
                ("text", models.TextField(help_text="As printed, e.g. “Vorläufige Angaben.”", verbose_name="text")),
            ],
            options={
                "verbose_name": "footnote",
                "verbose_name_plural": "footnotes",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_rows",
                        to="survey.edition",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("answer", "answer"),
                            ("question", "question"),
                            ("reply", "reply"),
                            ("remark", "preliminary remark"),
                            ("body", "body"),
                            ("district", "district"),
                        ],
                        max_length=10,
                    ),
                ),
                ("inquiry", models.SlugField(blank=True, max_length=100)),
                ("path", models.CharField(help_text="address without language prefix", max_length=300)),
                ("position", models.PositiveIntegerField(help_text="order within the inquiry")),
                ("title", models.CharField(max_length=500)),
                ("text", models.TextField(blank=True, help_text="reading text, raw")),
                ("words", models.TextField(blank=True, help_text="analysed words of title and text")),
                ("parliament", models.SlugField(blank=True)),
                ("term", models.PositiveSmallIntegerField(null=True)),
                ("inquiry_number", models.CharField(blank=True, max_length=30)),
                ("inquiry_title", models.CharField(blank=True, max_length=500)),
                ("edition_number", models.PositiveIntegerField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "districts",
                    models.CharField(blank=True, help_text="slugs, blank-parted, blanks at both ends", max_length=1000),
                ),
                (
                    "codes",
                    models.CharField(blank=True, help_text="' 1a:no 1b:yes ', blanks at both ends", max_length=500),
                ),
                ("annex", models.PositiveIntegerField(null=True)),
                ("row_key", models.PositiveIntegerField(null=True)),
                ("column_key", models.PositiveIntegerField(null=True)),
                ("row_position", models.PositiveIntegerField(null=True)),
                ("printed", models.CharField(blank=True, max_length=300)),
                ("respondent", models.CharField(blank=True, max_length=200)),
                ("respondent_kind", models.CharField(blank=True, max_length=20)),
                ("ags", models.CharField(blank=True, max_length=5)),
                ("column", models.CharField(blank=True, max_length=500)),
                ("questions", models.CharField(blank=True, help_text="question keys, blank-parted", max_length=200)),
                ("status", models.CharField(blank=True, max_length=20)),
                ("as_printed", models.TextField(blank=True)),
                ("edited", models.BooleanField(default=False)),
                ("number", models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ("number_is", models.CharField(blank=True, max_length=10)),
                ("unit", models.CharField(blank=True, max_length=50)),
                ("refers_to", models.CharField(blank=True, max_length=300)),
                ("page", models.PositiveIntegerField(null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "line",
                    models.TextField(
                        blank=True, help_text="an answer's line of a CSV file, but for its address at the end"
                    ),
                ),
            ],
            options={
                "verbose_name": "search row",
                "verbose_name_plural": "search rows",
                "ordering": ["inquiry", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "answer")),
                        fields=("inquiry", "annex", "row_key", "column_key"),
                        name="searchrow_answer_unique",
                    )
                ],
                "indexes": [
                    models.Index(fields=["kind", "inquiry", "position"], name="searchrow_kind_inquiry"),
                    models.Index(fields=["kind", "path"], name="searchrow_kind_path"),
                ],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="StatusWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "word",
                    models.CharField(
                        help_text="All that stands in the field, e.g. “k. A.” or “-”.",
                        max_length=100,
                        verbose_name="printed word",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("no_reply", "no reply"),
                            ("no_data", "no data"),
                            ("not_applicable", "not applicable"),
                            ("not_asked", "not asked"),
                            ("declined", "declined"),
                        ],
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=100, unique=True, verbose_name="compared as")),
            ],
            options={
                "verbose_name": "word for a status",
                "verbose_name_plural": "words for a status",
                "ordering": ["key"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="status_word_not_empty")
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                ("message", models.TextField(blank=True, verbose_name="message to the publisher")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting for review"),
                            ("withdrawn", "taken back by the editors"),
                            ("returned", "sent back"),
                            ("published", "published"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed at")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="survey.edition",
                        verbose_name="edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "submission for review",
                "verbose_name_plural": "submissions for review",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")), fields=("inquiry",), name="submission_one_waiting"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="submission_returned_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("state", "waiting")),
                            models.Q(models.Q(("state", "waiting"), _negated=True), ("closed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="submission_waiting_or_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition__isnull", False), ("state", "published")),
                            models.Q(models.Q(("state", "published"), _negated=True), ("edition__isnull", True)),
                            _connector="OR",
                        ),
                        name="submission_published_as_edition",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("taken_back", "publication taken back"), ("gone", "not in the current edition")],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("path", models.CharField(max_length=300, unique=True, verbose_name="address")),
                ("inquiry", models.SlugField(max_length=100, verbose_name="inquiry")),
                ("date", models.DateTimeField(verbose_name="date")),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "last_edition",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="last edition that had it"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice page",
                "verbose_name_plural": "notice pages",
                "ordering": ["-date"],
            },
        ),
        migrations.CreateModel(
            name="Withholding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withholdings",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=60, verbose_name="place")),
                (
                    "words",
                    models.TextField(
                        help_text="Exactly as they stand there. They are shown nowhere any more.", verbose_name="words"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        help_text="Shown to the public in the place of the passage, e.g. “Persönlichkeitsrecht, Art. 17 DSGVO”.",
                        max_length=300,
                        verbose_name="legal basis",
                    ),
                ),
                ("date", models.DateField(verbose_name="withheld on")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                ("lifted_on", models.DateField(blank=True, null=True, verbose_name="lifted on")),
                ("lifted_because", models.TextField(blank=True, verbose_name="why it is shown again")),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lifted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "withheld passage",
                "verbose_name_plural": "withheld passages",
                "ordering": ["-date", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                        ),
                        name="withholding_says_what_and_why",
                        violation_error_message="Say which words are withheld, and on what legal basis.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted_on__isnull", True),
                            models.Q(("lifted_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="withholding_lifted_with_reason",
                        violation_error_message="Say why the passage is shown again.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Erratum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="errata", to="survey.edition"
                    ),
                ),
                ("inquiry", models.SlugField(max_length=100)),
                ("number", models.PositiveIntegerField(help_text="counted within the inquiry")),
                ("inquiry_number", models.CharField(max_length=30)),
                ("inquiry_title", models.CharField(max_length=500)),
                ("received", models.DateField()),
                ("kind", models.CharField(max_length=20)),
                ("place", models.CharField(blank=True, max_length=60)),
                ("place_name", models.CharField(blank=True, max_length=900)),
                ("path", models.CharField(help_text="address of the place without language prefix", max_length=300)),
                ("sentence", models.TextField()),
                ("settled_in", models.PositiveIntegerField(help_text="number of the edition that put it right")),
                ("settled_on", models.DateTimeField()),
                ("edition_before", models.PositiveIntegerField(null=True)),
            ],
            options={
                "verbose_name": "published correction",
                "verbose_name_plural": "published corrections",
                "ordering": ["-settled_on", "inquiry", "-number"],
                "constraints": [models.UniqueConstraint(fields=("inquiry", "number"), name="erratum_unique")],
            },
        ),
        migrations.CreateModel(
            name="ErrorReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="error_reports",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="number")),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reader", "reader"),
                            ("ministry", "ministry"),
                            ("respondent", "respondent"),
                            ("ourselves", "the editors themselves"),
                        ],
                        default="reader",
                        max_length=20,
                        verbose_name="from whom",
                    ),
                ),
                (
                    "reporter",
                    models.CharField(
                        blank=True,
                        help_text="For our answer; never shown to the public.",
                        max_length=300,
                        verbose_name="name and address",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="“1/13/2” (table, row, column), “reply 1”, “remark 1” or “question 2a”; empty: the whole paper.",
                        max_length=60,
                        verbose_name="place",
                    ),
                ),
                (
                    "said",
                    models.TextField(
                        help_text="In their words; never shown to the public.", verbose_name="what was reported"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("confirmed", "confirmed"), ("no_error", "no error")],
                        default="open",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        help_text="A sentence to the public: what was wrong, and what is right now.",
                        verbose_name="our answer",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(
                        default=True,
                        help_text="Told with the next edition, once it is confirmed.",
                        verbose_name="in the public list",
                    ),
                ),
                (
                    "settled_in",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only where an edition that is already public put it right; else the next one does.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="error_reports",
                        to="survey.edition",
                        verbose_name="put right in",
                    ),
                ),
            ],
            options={
                "verbose_name": "reported error",
                "verbose_name_plural": "reported errors",
                "ordering": ["-received_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("inquiry", "number"), name="errorreport_number_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("state", "open"), models.Q(("answer", ""), _negated=True), _connector="OR"),
                        name="errorreport_settled_with_answer",
                        violation_error_message="Give an answer before the report is settled.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalActor",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("name", models.CharField(help_text="E.g. “Caritas”.", max_length=300, verbose_name="name as printed")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("county_administration", "county administration"),
                            ("county_politics", "county politics"),
                            ("municipality", "towns and municipalities"),
                            ("association", "associations"),
                            ("church", "churches and religious communities"),
                            ("welfare", "welfare organisations"),
                            ("volunteers", "volunteers"),
                            ("education", "education"),
                            ("authority", "state and federal authorities"),
                            ("business", "business"),
                            ("migrants", "migrants and their organisations"),
                            ("police", "police and fire brigade"),
                            ("citizens", "citizens"),
                            ("other", "other"),
                        ],
                        max_length=30,
                        verbose_name="category",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical actor",
                "verbose_name_plural": "historical actors",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBody",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, verbose_name="address")),
                (
                    "name",
                    models.CharField(
                        help_text="E.g. “Runder Tisch Asyl”.", max_length=300, verbose_name="name as written"
                    ),
                ),
                (
                    "usual_name",
                    models.CharField(
                        help_text="E.g. “Runder Tisch Asyl Fulda”.", max_length=300, verbose_name="usual name"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("summit", "summit"),
                            ("round_table", "round table"),
                            ("steering_group", "steering group"),
                            ("working_group", "working group"),
                            ("network", "network"),
                            ("conference", "conference"),
                            ("meeting", "regular meeting"),
                            ("circle", "helpers' circle or initiative"),
                            ("forum", "forum"),
                            ("staff_unit", "staff unit"),
                            ("alliance", "alliance"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "mention",
                    models.CharField(
                        choices=[("one", "one body"), ("several", "several, named together")],
                        default="one",
                        help_text="Several are counted apart.",
                        max_length=10,
                        verbose_name="mention",
                    ),
                ),
                (
                    "count",
                    models.PositiveIntegerField(
                        blank=True, help_text="Where the words say it.", null=True, verbose_name="how many"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("municipal", "town or municipality"),
                            ("county", "county or city"),
                            ("regional", "several counties"),
                            ("state", "state"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="E.g. “in den Städten und Gemeinden”.",
                        max_length=200,
                        verbose_name="place as printed",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("exists", "exists"),
                            ("planned", "planned"),
                            ("being_set_up", "being set up"),
                            ("ended", "ended"),
                        ],
                        default="exists",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "beginning",
                    models.DateField(
                        blank=True,
                        help_text="First day of the month or year when only that is known.",
                        null=True,
                        verbose_name="beginning",
                    ),
                ),
                (
                    "beginning_precision",
                    models.CharField(
                        choices=[
                            ("day", "to the day"),
                            ("month", "to the month"),
                            ("season", "to the season"),
                            ("year", "to the year"),
                            ("none", "not stated"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="beginning known",
                    ),
                ),
                (
                    "beginning_words",
                    models.CharField(
                        blank=True,
                        help_text="As printed, e.g. “seit Juni 2014”.",
                        max_length=200,
                        verbose_name="beginning in words",
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        help_text="As printed, e.g. “alle zwei Wochen”.",
                        max_length=200,
                        verbose_name="rhythm in words",
                    ),
                ),
                (
                    "coverage",
                    models.CharField(
                        blank=True,
                        help_text="As printed, e.g. “in 25 von 29 Gemeinden”.",
                        max_length=300,
                        verbose_name="coverage in words",
                    ),
                ),
                (
                    "coverage_n",
                    models.PositiveIntegerField(
                        blank=True, help_text="Of “in 25 von 29 Gemeinden”: 25.", null=True, verbose_name="in how many"
                    ),
                ),
                (
                    "coverage_m",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Of “in 25 von 29 Gemeinden”: 29.",
                        null=True,
                        verbose_name="out of how many",
                    ),
                ),
                ("sort_name", models.CharField(editable=False, max_length=300, verbose_name="sorted as")),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="first recorded from",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.body",
                        verbose_name="merged into",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical body",
                "verbose_name_plural": "historical bodies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBody_districts",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.body",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.district",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="survey.historicalbody"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalBody_districts",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClaim",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("quote", models.TextField(help_text="Words of the reply or remark.", verbose_name="quote")),
                (
                    "stated",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Empty for “all”.",
                        max_digits=20,
                        null=True,
                        verbose_name="stated value",
                    ),
                ),
                (
                    "stated_is",
                    models.CharField(
                        choices=[("number", "a number"), ("all", "“all”")],
                        default="number",
                        max_length=10,
                        verbose_name="stated as",
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("rows", "number of rows"),
                            ("coded", "rows with any of these categories in any of these parts"),
                            ("sum", "sum of a column"),
                            ("none", "cannot be checked with the table"),
                        ],
                        max_length=10,
                        verbose_name="rule",
                    ),
                ),
                (
                    "respondent_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("county", "county"),
                            ("city", "city"),
                            ("association", "association"),
                            ("municipality", "municipality"),
                            ("authority", "authority"),
                            ("joint", "several together"),
                            ("other", "other"),
                        ],
                        help_text="Empty: all rows of the tables.",
                        max_length=20,
                        verbose_name="within",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="To the reader, in neutral words.", verbose_name="note"),
                ),
                (
                    "released_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        help_text="Empty: it is not shown to the public.",
                        null=True,
                        verbose_name="released at",
                    ),
                ),
                (
                    "released_result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("matches", "agrees with the table"),
                            ("differs", "not so in the table"),
                            ("depends_on_reading", "depending on the reading"),
                            ("cannot_be_checked", "cannot be checked with the table"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="result at its release",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.reply",
                        verbose_name="said in the reply",
                    ),
                ),
                (
                    "remark",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.preliminaryremark",
                        verbose_name="said in the remark",
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.column",
                        verbose_name="column to sum",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="released by",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical statement with a number",
                "verbose_name_plural": "historical statements with a number",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClaim_codes",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.claim",
                    ),
                ),
                (
                    "code",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.code",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="survey.historicalclaim"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalClaim_codes",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalColumn",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "key",
                    models.PositiveIntegerField(
                        editable=False, help_text="Given once, never used again.", verbose_name="key"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="position")),
                (
                    "heading",
                    models.CharField(help_text="E.g. “Frage 1”.", max_length=500, verbose_name="heading as printed"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("text", "text"), ("number", "number")],
                        default="text",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="Of a column of numbers, e.g. “Personen”, “Euro”.",
                        max_length=50,
                        verbose_name="unit",
                    ),
                ),
                (
                    "annex",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.annex",
                        verbose_name="table",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical column",
                "verbose_name_plural": "historical columns",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDistrict",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The official key where it is known, else a short name: “06631”, “hanau”.",
                        verbose_name="address",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        help_text="Five digits (AGS), e.g. “06631”. Leave empty while it is not known to us.",
                        max_length=5,
                        verbose_name="official key",
                    ),
                ),
                ("name", models.CharField(help_text="Short name, e.g. “Fulda”.", max_length=100, verbose_name="name")),
                (
                    "official_name",
                    models.CharField(help_text="E.g. “Landkreis Fulda”.", max_length=150, verbose_name="official name"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("county", "county"), ("city", "city")], max_length=10, verbose_name="kind"
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        help_text="Regierungsbezirk, where there is one.",
                        max_length=50,
                        verbose_name="region",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        help_text="First two digits of the key, e.g. “06”.", max_length=2, verbose_name="state key"
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(
                        blank=True,
                        help_text="First day; empty: since before our records.",
                        null=True,
                        verbose_name="valid from",
                    ),
                ),
                (
                    "valid_to",
                    models.DateField(
                        blank=True, help_text="Last day; empty: until today.", null=True, verbose_name="valid to"
                    ),
                ),
                (
                    "over_time",
                    models.TextField(
                        blank=True,
                        help_text="One a line, with the time and the source: “until 31 October 2016: Landkreis Osterode am Harz (Nds. GVBl. 2015 p. 307)”. The public page shows the lines as they stand here, and the search finds their words.",
                        verbose_name="changes of name and bounds",
                    ),
                ),
                ("sort_name", models.CharField(editable=False, max_length=100, verbose_name="sorted as")),
                (
                    "tile_row",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="row on the tile map"),
                ),
                (
                    "tile_column",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="column on the tile map"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical district",
                "verbose_name_plural": "historical districts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInquiry",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("term", models.PositiveSmallIntegerField(help_text="Electoral term, e.g. 19.", verbose_name="term")),
                (
                    "number",
                    models.CharField(
                        help_text="Of the paper with the reply, as printed, e.g. “19/1613”.",
                        max_length=30,
                        verbose_name="number",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Fixed at first publication, e.g. “hessen-19-1613”.",
                        max_length=100,
                        verbose_name="address",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("minor", "minor inquiry (Kleine Anfrage)"),
                            ("major", "major inquiry (Große Anfrage)"),
                            ("written", "written question"),
                            ("oral", "oral question"),
                            ("other", "other"),
                        ],
                        default="minor",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="What stands behind “betreffend”.", max_length=500, verbose_name="title"
                    ),
                ),
                (
                    "asked_in",
                    models.CharField(
                        blank=True,
                        help_text="Number of the question, where it has one of its own.",
                        max_length=30,
                        verbose_name="asked in",
                    ),
                ),
                (
                    "askers_printed",
                    models.CharField(
                        blank=True,
                        help_text="The printed line stays as it is.",
                        max_length=1000,
                        verbose_name="askers as printed",
                    ),
                ),
                (
                    "ministry_printed",
                    models.CharField(
                        blank=True,
                        help_text="E.g. “des Ministers für Soziales und Integration”.",
                        max_length=300,
                        verbose_name="answered by, as printed",
                    ),
                ),
                (
                    "signatory",
                    models.CharField(
                        blank=True, help_text="E.g. “Stefan Grüttner”.", max_length=200, verbose_name="signed by"
                    ),
                ),
                (
                    "signed_at",
                    models.CharField(
                        blank=True, help_text="E.g. “Wiesbaden”.", max_length=100, verbose_name="place of signature"
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        blank=True,
                        help_text="Where the parliament publishes it.",
                        max_length=500,
                        verbose_name="address of the paper",
                    ),
                ),
                (
                    "ministry",
                    models.CharField(
                        blank=True,
                        help_text="Usual name, the same for all its papers, e.g. “Minister für Soziales und Integration”.",
                        max_length=300,
                        verbose_name="ministry",
                    ),
                ),
                (
                    "legal_status",
                    models.CharField(
                        choices=[
                            ("in_force", "in force"),
                            ("withdrawn", "withdrawn"),
                            ("replaced", "replaced"),
                            ("corrected", "corrected"),
                        ],
                        default="in_force",
                        help_text="What the parliament did with the paper; it stays readable under a banner.",
                        max_length=20,
                        verbose_name="standing",
                    ),
                ),
                (
                    "legal_status_date",
                    models.DateField(
                        blank=True, help_text="The day on which the parliament did it.", null=True, verbose_name="since"
                    ),
                ),
                (
                    "legal_status_paper",
                    models.CharField(
                        blank=True,
                        help_text="Number of the paper by which it was done, e.g. “19/2456”.",
                        max_length=30,
                        verbose_name="by paper",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("draft", "draft"), ("submitted", "submitted for review")],
                        default="draft",
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                (
                    "parliament",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.parliament",
                        verbose_name="parliament",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical inquiry",
                "verbose_name_plural": "historical inquiries",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeeting",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("date", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "to the day"),
                            ("month", "to the month"),
                            ("season", "to the season"),
                            ("year", "to the year"),
                            ("none", "not stated"),
                        ],
                        default="day",
                        max_length=10,
                        verbose_name="date known",
                    ),
                ),
                ("words", models.CharField(help_text="As printed.", max_length=200, verbose_name="in words")),
                (
                    "state",
                    models.CharField(
                        choices=[("held", "held"), ("announced", "announced")],
                        default="held",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.body",
                        verbose_name="body",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical meeting",
                "verbose_name_plural": "historical meetings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalParliament",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Begins every address of its inquiries, e.g. “hessen”.", verbose_name="short address"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Official name, e.g. “Hessischer Landtag”.", max_length=200, verbose_name="name"
                    ),
                ),
                (
                    "short_name",
                    models.CharField(
                        blank=True, help_text="As it stands in citations.", max_length=100, verbose_name="short name"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        help_text="First two digits of the district keys, e.g. “06”.",
                        max_length=2,
                        verbose_name="state key",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical parliament",
                "verbose_name_plural": "historical parliaments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartyName",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "spelling",
                    models.CharField(
                        help_text="As a list prints it, e.g. “GRÜNE”.", max_length=100, verbose_name="spelling"
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        help_text="As it shall be recorded, e.g. “BÜNDNIS 90/DIE GRÜNEN”.",
                        max_length=100,
                        verbose_name="party",
                    ),
                ),
                ("key", models.CharField(db_index=True, editable=False, max_length=100, verbose_name="compared as")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical spelling of a party",
                "verbose_name_plural": "historical spellings of parties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReply",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "text",
                    models.TextField(
                        help_text="As printed; paragraphs are parted by a blank line.", verbose_name="text"
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical reply",
                "verbose_name_plural": "historical replies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRespondent",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("slug", models.SlugField(max_length=100, verbose_name="short address")),
                (
                    "name",
                    models.CharField(help_text="E.g. “Landkreis Fulda”.", max_length=200, verbose_name="official name"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("county", "county"),
                            ("city", "city"),
                            ("association", "association"),
                            ("municipality", "municipality"),
                            ("authority", "authority"),
                            ("joint", "several together"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("sort_name", models.CharField(editable=False, max_length=200, verbose_name="sorted as")),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The district it is (county, city) or lies in (municipality). Empty for an association.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.district",
                        verbose_name="district",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical respondent",
                "verbose_name_plural": "historical respondents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatusWord",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "word",
                    models.CharField(
                        help_text="All that stands in the field, e.g. “k. A.” or “-”.",
                        max_length=100,
                        verbose_name="printed word",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("no_reply", "no reply"),
                            ("no_data", "no data"),
                            ("not_applicable", "not applicable"),
                            ("not_asked", "not asked"),
                            ("declined", "declined"),
                        ],
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("key", models.CharField(db_index=True, editable=False, max_length=100, verbose_name="compared as")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical word for a status",
                "verbose_name_plural": "historical words for a status",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSubject",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        db_index=True, help_text="E.g. “Asyl und Flucht”.", max_length=100, verbose_name="name"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical subject heading",
                "verbose_name_plural": "historical subject headings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalWithholding",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("place", models.CharField(blank=True, max_length=60, verbose_name="place")),
                (
                    "words",
                    models.TextField(
                        help_text="Exactly as they stand there. They are shown nowhere any more.", verbose_name="words"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        help_text="Shown to the public in the place of the passage, e.g. “Persönlichkeitsrecht, Art. 17 DSGVO”.",
                        max_length=300,
                        verbose_name="legal basis",
                    ),
                ),
                ("date", models.DateField(verbose_name="withheld on")),
                ("lifted_on", models.DateField(blank=True, null=True, verbose_name="lifted on")),
                ("lifted_because", models.TextField(blank=True, verbose_name="why it is shown again")),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lifted by",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical withheld passage",
                "verbose_name_plural": "historical withheld passages",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSource",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                ("name", models.CharField(max_length=200, verbose_name="file name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("print", "scan of the print"),
                            ("pdf", "PDF"),
                            ("text_layer", "text layer of a PDF"),
                            ("transcript", "transcript"),
                        ],
                        default="transcript",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        blank=True, help_text="Where the parliament publishes the paper.", verbose_name="address"
                    ),
                ),
                (
                    "compared_on",
                    models.DateField(
                        blank=True,
                        help_text="Until then the page says it was not.",
                        null=True,
                        verbose_name="compared with the print on",
                    ),
                ),
                (
                    "compared_by",
                    models.CharField(
                        blank=True,
                        help_text="Name or desk as the public shall read it.",
                        max_length=200,
                        verbose_name="compared by",
                    ),
                ),
                (
                    "compared_what",
                    models.CharField(
                        blank=True,
                        help_text="E.g. “all pages, letter by letter”.",
                        max_length=300,
                        verbose_name="what was compared",
                    ),
                ),
                (
                    "comparison",
                    models.CharField(
                        blank=True,
                        choices=[("agrees", "agrees with the print"), ("put_right", "differences found and put right")],
                        max_length=20,
                        verbose_name="result",
                    ),
                ),
                (
                    "comparison_note",
                    models.CharField(
                        blank=True,
                        help_text="A sentence to the public. Differences need one.",
                        max_length=500,
                        verbose_name="what was found",
                    ),
                ),
                ("added_at", models.DateTimeField(blank=True, editable=False, verbose_name="added at")),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical source",
                "verbose_name_plural": "historical sources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPreliminaryRemark",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "text",
                    models.TextField(
                        help_text="As printed; paragraphs are parted by a blank line.", verbose_name="text"
                    ),
                ),
                (
                    "by",
                    models.CharField(
                        choices=[("askers", "askers"), ("government", "government")],
                        max_length=20,
                        verbose_name="whose",
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        blank=True,
                        help_text="As printed, e.g. “Vorbemerkung des Fragestellers”.",
                        max_length=300,
                        verbose_name="heading",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical preliminary remark",
                "verbose_name_plural": "historical preliminary remarks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInquiryRelation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("follows", "follows"),
                            ("replaces", "replaces"),
                            ("withdraws", "withdraws"),
                            ("corrects", "corrects"),
                            ("followed_by", "is followed by"),
                            ("replaced_by", "is replaced by"),
                            ("withdrawn_by", "is withdrawn by"),
                            ("corrected_by", "is corrected by"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        blank=True,
                        help_text="Its number, when it is not recorded here yet.",
                        max_length=30,
                        verbose_name="other paper",
                    ),
                ),
                (
                    "date",
                    models.DateField(
                        blank=True, help_text="Of the other paper, as far as known.", null=True, verbose_name="its date"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="A sentence to the public, e.g. “Asks again a year later.”",
                        max_length=500,
                        verbose_name="note",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="recorded inquiry",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical relation",
                "verbose_name_plural": "historical relations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInquiryDate",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("asked", "asked on"),
                            ("received", "received"),
                            ("forwarded", "forwarded"),
                            ("answered", "answered on"),
                            ("distributed", "distributed"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("date", models.DateField(verbose_name="date")),
                (
                    "printed",
                    models.CharField(
                        blank=True, help_text="E.g. “28. 04. 2015”.", max_length=100, verbose_name="as printed"
                    ),
                ),
                (
                    "found_in",
                    models.CharField(
                        blank=True, help_text="E.g. “header line”.", max_length=100, verbose_name="where from"
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical date",
                "verbose_name_plural": "historical dates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalErrorReport",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="number")),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reader", "reader"),
                            ("ministry", "ministry"),
                            ("respondent", "respondent"),
                            ("ourselves", "the editors themselves"),
                        ],
                        default="reader",
                        max_length=20,
                        verbose_name="from whom",
                    ),
                ),
                (
                    "reporter",
                    models.CharField(
                        blank=True,
                        help_text="For our answer; never shown to the public.",
                        max_length=300,
                        verbose_name="name and address",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="“1/13/2” (table, row, column), “reply 1”, “remark 1” or “question 2a”; empty: the whole paper.",
                        max_length=60,
                        verbose_name="place",
                    ),
                ),
                (
                    "said",
                    models.TextField(
                        help_text="In their words; never shown to the public.", verbose_name="what was reported"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("confirmed", "confirmed"), ("no_error", "no error")],
                        default="open",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        help_text="A sentence to the public: what was wrong, and what is right now.",
                        verbose_name="our answer",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(
                        default=True,
                        help_text="Told with the next edition, once it is confirmed.",
                        verbose_name="in the public list",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "settled_in",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Only where an edition that is already public put it right; else the next one does.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.edition",
                        verbose_name="put right in",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical reported error",
                "verbose_name_plural": "historical reported errors",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAssignment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        help_text="E.g. “Anlage 1, rows A to M”; empty: the whole inquiry.",
                        max_length=200,
                        verbose_name="part",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="Empty where there is no deadline.", null=True, verbose_name="until"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("done", "done")],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical assignment",
                "verbose_name_plural": "historical assignments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAsker",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="position")),
                (
                    "name",
                    models.CharField(
                        help_text="Without title, e.g. “Jörg-Uwe Hahn”.", max_length=200, verbose_name="name"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="As printed, e.g. “Dr. h.c.”.",
                        max_length=50,
                        verbose_name="academic title",
                    ),
                ),
                ("party", models.CharField(blank=True, help_text="E.g. “FDP”.", max_length=100, verbose_name="party")),
                (
                    "group",
                    models.CharField(
                        blank=True,
                        help_text="Where a group is printed, e.g. “Fraktion der FDP”.",
                        max_length=100,
                        verbose_name="parliamentary group",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical asker",
                "verbose_name_plural": "historical askers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPassageEdit",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("move", "moved"), ("join", "joined"), ("split", "split"), ("undo", "taken back")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "reason",
                    models.TextField(help_text="To the reader: why the text belongs here.", verbose_name="reason"),
                ),
                ("at", models.DateTimeField(blank=True, editable=False, verbose_name="at")),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "takes_back",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.passageedit",
                        verbose_name="takes back",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical correction",
                "verbose_name_plural": "historical corrections",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalQuestion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "part",
                    models.CharField(
                        blank=True, help_text="The letter of a part, e.g. “a”.", max_length=3, verbose_name="part"
                    ),
                ),
                ("text", models.TextField(help_text="As printed, without the number.", verbose_name="text")),
                (
                    "request",
                    models.TextField(
                        blank=True,
                        help_text="What is asked for besides, e.g. “Bitte nach Kreisen aufschlüsseln.”",
                        verbose_name="extra request",
                    ),
                ),
                (
                    "comparability",
                    models.CharField(
                        blank=True,
                        choices=[("same", "same"), ("changed", "changed"), ("not_comparable", "not comparable")],
                        max_length=20,
                        verbose_name="comparability",
                    ),
                ),
                (
                    "comparability_note",
                    models.CharField(
                        blank=True,
                        help_text="One sentence to the public.",
                        max_length=500,
                        verbose_name="whether one may compare",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.question",
                        verbose_name="whole question",
                    ),
                ),
                (
                    "continues",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.question",
                        verbose_name="continues",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical question",
                "verbose_name_plural": "historical questions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalColumn_questions",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "column",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.column",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.question",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="survey.historicalcolumn",
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalColumn_questions",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCode",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "code",
                    models.SlugField(
                        help_text="A short English word, e.g. “planned”.", max_length=40, verbose_name="code"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="position")),
                (
                    "label",
                    models.CharField(
                        help_text="On the chip, e.g. “geplant oder im Aufbau”.", max_length=100, verbose_name="label"
                    ),
                ),
                ("label_en", models.CharField(blank=True, max_length=100, verbose_name="label in English")),
                ("definition", models.TextField(help_text="When a row is coded so.", verbose_name="definition")),
                ("definition_en", models.TextField(blank=True, verbose_name="definition in English")),
                ("example", models.TextField(blank=True, help_text="Words of a real cell.", verbose_name="example")),
                (
                    "example_row",
                    models.CharField(
                        blank=True,
                        help_text="Label of the row that says it, e.g. “LK Fulda”.",
                        max_length=300,
                        verbose_name="row of the example",
                    ),
                ),
                (
                    "rule",
                    models.TextField(
                        blank=True, help_text="E.g. what “im Aufbau” counts as.", verbose_name="rule for edge cases"
                    ),
                ),
                ("rule_en", models.TextField(blank=True, verbose_name="rule in English")),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.question",
                        verbose_name="question",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical category",
                "verbose_name_plural": "historical categories",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClaim_questions",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.claim",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.question",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="survey.historicalclaim"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalClaim_questions",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReply_questions",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "reply",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.reply",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.question",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="survey.historicalreply"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalReply_questions",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReference",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="position")),
                (
                    "words",
                    models.CharField(
                        help_text="As printed, e.g. “s. bei 1 und 2”.", max_length=300, verbose_name="words"
                    ),
                ),
                (
                    "whole",
                    models.BooleanField(
                        default=False, help_text="The cell says nothing else.", verbose_name="whole cell"
                    ),
                ),
                (
                    "to_paper",
                    models.CharField(
                        blank=True,
                        help_text="Number of another paper, e.g. “19/2456”.",
                        max_length=30,
                        verbose_name="to paper",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("confirmed", "confirmed"),
                            ("refused", "refused"),
                            ("open", "open: its target has no text"),
                        ],
                        default="proposed",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "from_answer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.answer",
                        verbose_name="from answer",
                    ),
                ),
                (
                    "from_reply",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.reply",
                        verbose_name="from reply",
                    ),
                ),
                (
                    "to_question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The question or part meant; in a cell: the answer of the same row to it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.question",
                        verbose_name="to question",
                    ),
                ),
                (
                    "to_answer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.answer",
                        verbose_name="to answer",
                    ),
                ),
                (
                    "to_remark",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.preliminaryremark",
                        verbose_name="to remark",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical reference",
                "verbose_name_plural": "historical references",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEvidence",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("name", "name as written"),
                            ("kind", "kind"),
                            ("level", "level"),
                            ("mention", "mention"),
                            ("state", "state"),
                            ("place", "place as printed"),
                            ("districts", "districts"),
                            ("beginning", "beginning"),
                            ("rhythm", "how often it meets"),
                            ("coverage", "coverage in words"),
                            ("words", "meeting"),
                            ("role", "role"),
                        ],
                        help_text="Which fact the words say, e.g. “how often it meets”.",
                        max_length=40,
                        verbose_name="fact",
                    ),
                ),
                ("quote", models.TextField(help_text="Words that stand in the text.", verbose_name="quote")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.participation",
                        verbose_name="participation",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.answer",
                        verbose_name="answer",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.reply",
                        verbose_name="reply",
                    ),
                ),
                (
                    "remark",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.preliminaryremark",
                        verbose_name="remark",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical evidence",
                "verbose_name_plural": "historical evidence",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRow",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "key",
                    models.PositiveIntegerField(
                        editable=False, help_text="Given once, never used again.", verbose_name="key"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="position")),
                (
                    "role",
                    models.CharField(
                        choices=[("entry", "entry"), ("sum", "sum"), ("heading", "heading")],
                        default="entry",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "printed",
                    models.CharField(help_text="E.g. “LK Fulda”.", max_length=300, verbose_name="label as printed"),
                ),
                (
                    "breakdown",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Pairs of a second key, e.g. [[“year”, “2014”]].",
                        verbose_name="breakdown",
                    ),
                ),
                (
                    "annex",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.annex",
                        verbose_name="table",
                    ),
                ),
                (
                    "respondent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty while it is not known who is meant.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.respondent",
                        verbose_name="respondent",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical row",
                "verbose_name_plural": "historical rows",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRespondentName",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="As it stands in a paper, e.g. “MTK”.", max_length=200, verbose_name="printed name"
                    ),
                ),
                ("key", models.CharField(db_index=True, editable=False, max_length=200, verbose_name="compared as")),
                (
                    "respondent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: the name stands for no respondent, and nobody is asked about it again.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.respondent",
                        verbose_name="respondent",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical printed name",
                "verbose_name_plural": "historical printed names",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRespondent_members",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "from_respondent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.respondent",
                    ),
                ),
                (
                    "to_respondent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.respondent",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="survey.historicalrespondent",
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalRespondent_members",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRow_speaks_for",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.row",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.district",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="survey.historicalrow"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalRow_speaks_for",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalParticipation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("initiator", "initiator"),
                            ("lead", "lead"),
                            ("participant", "participant"),
                            ("supporter", "supporter"),
                            ("not_said", "role not said"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.actor",
                        verbose_name="actor",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.row",
                        verbose_name="row",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical participation",
                "verbose_name_plural": "historical participations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFinding",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("check_name", models.SlugField(max_length=60, verbose_name="check")),
                ("subject", models.CharField(max_length=200, verbose_name="place")),
                (
                    "digest",
                    models.CharField(editable=False, max_length=64, verbose_name="digest of the text looked at"),
                ),
                (
                    "details",
                    models.JSONField(
                        default=dict, help_text="What the sentence of the check is filled with.", verbose_name="details"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("accepted", "accepted"),
                            ("dismissed", "dismissed"),
                            ("closed", "no longer holds"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, help_text="Why it is dismissed; it stays with the finding.", verbose_name="reason"
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided at")),
                (
                    "carried_out",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Accepting changed the record; found again, the finding opens again.",
                        verbose_name="carried out",
                    ),
                ),
                ("found_at", models.DateTimeField(blank=True, editable=False, verbose_name="found at")),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "annex",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.annex",
                        verbose_name="table",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.row",
                        verbose_name="row",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.answer",
                        verbose_name="answer",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical finding",
                "verbose_name_plural": "historical findings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCoding",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("first", "first reading"), ("second", "second reading"), ("settled", "settled")],
                        default="first",
                        max_length=10,
                        verbose_name="reading",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[("clear", "clear"), ("arguable", "arguable")],
                        default="clear",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "quote",
                    models.TextField(
                        blank=True,
                        help_text="The words of the row it rests on; empty only for “not stated”.",
                        verbose_name="quote",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="To the reader: why so, where one may differ.", verbose_name="note"
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.row",
                        verbose_name="row",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.question",
                        verbose_name="question part",
                    ),
                ),
                (
                    "code",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.code",
                        verbose_name="category",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical coding",
                "verbose_name_plural": "historical codings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAnswer",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "number",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="0 is an answer.",
                        max_digits=20,
                        null=True,
                        verbose_name="number",
                    ),
                ),
                (
                    "number_is",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("about", "about"),
                            ("at_least", "at least"),
                            ("at_most", "at most"),
                            ("none", "no number"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="the number is",
                    ),
                ),
                (
                    "wording",
                    models.TextField(
                        blank=True,
                        help_text="Only where the joined passages do not read right; empty: they are shown as they are.",
                        null=True,
                        verbose_name="edited text",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("answered", "answered"),
                            ("blank", "empty field"),
                            ("refers", "reference"),
                            ("elsewhere", "in another field"),
                            ("collective", "collective answer"),
                            ("declined", "declined"),
                            ("no_reply", "no reply"),
                            ("no_data", "no data"),
                            ("not_applicable", "not applicable"),
                            ("not_asked", "not asked"),
                            ("unknown", "unknown"),
                        ],
                        default="answered",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "decided",
                    models.BooleanField(
                        default=False,
                        help_text="Once an editor has decided, no import changes the status.",
                        verbose_name="status decided",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="One or two plain sentences to the reader.", verbose_name="public note"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.row",
                        verbose_name="row",
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.column",
                        verbose_name="column",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical answer",
                "verbose_name_plural": "historical answers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAnnexNote",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "mark",
                    models.CharField(
                        blank=True, help_text="As printed: “*”, “1)”.", max_length=10, verbose_name="mark"
                    ),
                ),
                ("text", models.TextField(help_text="As printed, e.g. “Vorläufige Angaben.”", verbose_name="text")),
                (
                    "annex",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.annex",
                        verbose_name="table",
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.column",
                        verbose_name="column",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.row",
                        verbose_name="row",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical footnote",
                "verbose_name_plural": "historical footnotes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAnnex",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "label",
                    models.CharField(
                        blank=True, help_text="E.g. “Anlage 1”.", max_length=100, verbose_name="label as printed"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title as printed")),
                (
                    "date",
                    models.DateField(
                        blank=True,
                        help_text="The table's own date; the official list of this day counts.",
                        null=True,
                        verbose_name="as of",
                    ),
                ),
                (
                    "date_printed",
                    models.CharField(
                        blank=True,
                        help_text="E.g. “Stand: 26.03.2015”.",
                        max_length=100,
                        verbose_name="date as printed",
                    ),
                ),
                (
                    "source_line",
                    models.CharField(
                        blank=True,
                        help_text="E.g. “Quelle: Hessischer Landkreistag”.",
                        max_length=500,
                        verbose_name="source as printed",
                    ),
                ),
                (
                    "rows_are",
                    models.CharField(
                        choices=[
                            ("respondents", "respondents (a survey)"),
                            ("subjects", "areas or institutions that someone else reports about"),
                        ],
                        default="respondents",
                        max_length=20,
                        verbose_name="rows are",
                    ),
                ),
                (
                    "asked",
                    models.TextField(
                        blank=True,
                        help_text="As the paper says it; leave empty when it does not.",
                        verbose_name="who was asked",
                    ),
                ),
                (
                    "mapping",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="columns of files"),
                ),
                ("last_row_key", models.PositiveIntegerField(default=0, editable=False)),
                ("last_column_key", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "in_reply",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.reply",
                        verbose_name="inside the reply",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical table",
                "verbose_name_plural": "historical tables",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInquiry_subjects",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.inquiry",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.subject",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="survey.historicalinquiry",
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalInquiry_subjects",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(add_status_words, migrations.RunPython.noop),
        migrations.RunPython(add_parties, migrations.RunPython.noop),
    ]
