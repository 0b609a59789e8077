"""Models get the names that the field uses; permissions and the protocols of imports follow."""

import zlib

import django.db.models.deletion
from django.db import migrations, models

from survey.migrations._at_once import AtOnce

# In this order: the second takes a name that the first gives up. Old name, new name, as permissions say it.
RENAMED = [
    ("Passage", "SearchRow", "search row"),
    ("Fragment", "Passage", "passage"),
    ("Stand", "DataVersion", "state of the data"),
    ("Remark", "PreliminaryRemark", "preliminary remark"),
    ("HistoricalRemark", "HistoricalPreliminaryRemark", "historical preliminary remark"),
    ("Correction", "PassageEdit", "correction"),
    ("HistoricalCorrection", "HistoricalPassageEdit", "historical correction"),
    ("PublishedCorrection", "Erratum", "published correction"),
]
# What a batch did names the model in the second place of a line.
IN_PROTOCOLS = {
    f'["{kind}","remark",'.encode(): f'["{kind}","preliminaryremark",'.encode() for kind in ("fact", "mark")
}


def rename_permissions(apps, schema_editor):
    """Whoever had a right keeps it."""
    Permission = apps.get_model("auth", "Permission")
    for old, new, label in RENAMED:
        for act in ("add", "change", "delete", "view"):
            Permission.objects.filter(
                content_type__app_label="survey", content_type__model=new.lower(), codename=f"{act}_{old.lower()}"
            ).update(codename=f"{act}_{new.lower()}", name=f"Can {act} {label}")


def rename_in_protocols(apps, schema_editor):
    batches = apps.get_model("survey", "Batch").objects.exclude(protocol=None)
    for batch in batches.only("protocol").iterator(chunk_size=1):
        batch.protocol = zlib.compress(_renamed(zlib.decompress(bytes(batch.protocol))), level=3)
        batch.save(update_fields=["protocol"])


def _renamed(lines: bytes) -> bytes:
    for old, new in IN_PROTOCOLS.items():
        lines = b"\n".join(new + line.removeprefix(old) if line.startswith(old) else line for line in lines.split(b"\n"))
    return lines


class Migration(migrations.Migration):
    dependencies = [
        ("survey", "0018_help_with_examples"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        AtOnce([
            migrations.RemoveConstraint("passage", "passage_answer_unique"),
            migrations.RemoveConstraint("fragment", "fragment_has_text"),
            migrations.RemoveConstraint("stand", "stand_one_row"),
            migrations.RemoveConstraint("remark", "remark_position_unique"),
            migrations.RemoveConstraint("correction", "correction_has_reason"),
            migrations.RemoveConstraint("correction", "correction_undo_takes_one_back"),
            migrations.RemoveConstraint("publishedcorrection", "publishedcorrection_unique"),
        ]),
        *(migrations.RenameModel(old, new) for old, new, _ in RENAMED),
        migrations.RenameIndex("searchrow", new_name="searchrow_kind_inquiry", old_name="passage_kind_inquiry"),
        migrations.RenameIndex("searchrow", new_name="searchrow_kind_path", old_name="passage_kind_path"),
        migrations.RenameIndex("passage", new_name="passage_live_printed", old_name="fragment_live_printed"),
        migrations.RenameIndex("passage", new_name="passage_live_answer", old_name="fragment_live_answer"),
        migrations.RenameIndex("passage", new_name="passage_superseded", old_name="fragment_superseded"),
        migrations.RenameField("passage", "correction", "edit"),
        migrations.RenameField("publishedinquiry", "standing", "legal_status"),
        *(
            migrations.RenameField(model, old, old.replace("standing", "legal_status"))
            for model in ("inquiry", "historicalinquiry")
            for old in ("standing", "standing_date", "standing_paper")
        ),
        AtOnce([
            migrations.AlterModelOptions(
                name='preliminaryremark',
                options={'default_related_name': 'remarks', 'ordering': ['inquiry', 'position'], 'verbose_name': 'preliminary remark', 'verbose_name_plural': 'preliminary remarks'},
            ),
            migrations.AlterModelOptions(
                name='reply',
                options={'default_related_name': 'replies', 'ordering': ['inquiry', 'position'], 'verbose_name': 'reply', 'verbose_name_plural': 'replies'},
            ),
            migrations.AlterModelOptions(
                name='searchrow',
                options={'ordering': ['inquiry', 'position'], 'verbose_name': 'search row', 'verbose_name_plural': 'search rows'},
            ),
            migrations.AlterField(
                model_name='erratum',
                name='edition',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='errata', to='survey.edition'),
            ),
            migrations.AlterField(
                model_name='passage',
                name='answer',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='survey.answer', verbose_name='belongs to'),
            ),
            migrations.AlterField(
                model_name='passage',
                name='batch',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='survey.batch', verbose_name='import'),
            ),
            migrations.AlterField(
                model_name='passage',
                name='edit',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='survey.passageedit', verbose_name='correction'),
            ),
            migrations.AlterField(
                model_name='passage',
                name='printed_in',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='printed_passages', to='survey.answer', verbose_name='printed in'),
            ),
            migrations.AlterField(
                model_name='passageedit',
                name='inquiry',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passage_edits', to='survey.inquiry', verbose_name='inquiry'),
            ),
            migrations.AlterField(
                model_name='preliminaryremark',
                name='inquiry',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='survey.inquiry', verbose_name='inquiry'),
            ),
            migrations.AlterField(
                model_name='reply',
                name='inquiry',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='survey.inquiry', verbose_name='inquiry'),
            ),
            migrations.AlterField(
                model_name='searchrow',
                name='edition',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='search_rows', to='survey.edition'),
            ),
            migrations.AddConstraint(
                model_name='dataversion',
                constraint=models.CheckConstraint(condition=models.Q(('pk', 1)), name='dataversion_one_row'),
            ),
            migrations.AddConstraint(
                model_name='erratum',
                constraint=models.UniqueConstraint(fields=('inquiry', 'number'), name='erratum_unique'),
            ),
            migrations.AddConstraint(
                model_name='passage',
                constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='passage_has_text'),
            ),
            migrations.AddConstraint(
                model_name='passageedit',
                constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='passageedit_has_reason', violation_error_message='Give a reason.'),
            ),
            migrations.AddConstraint(
                model_name='passageedit',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'undo'), ('takes_back__isnull', False)), models.Q(models.Q(('kind', 'undo'), _negated=True), ('takes_back__isnull', True)), _connector='OR'), name='passageedit_undo_takes_one_back', violation_error_message='Say which correction is taken back.'),
            ),
            migrations.AddConstraint(
                model_name='preliminaryremark',
                constraint=models.UniqueConstraint(fields=('inquiry', 'position'), name='preliminaryremark_position_unique'),
            ),
            migrations.AddConstraint(
                model_name='searchrow',
                constraint=models.UniqueConstraint(condition=models.Q(('kind', 'answer')), fields=('inquiry', 'annex', 'row_key', 'column_key'), name='searchrow_answer_unique'),
            ),
        ]),
        migrations.RunPython(rename_permissions, migrations.RunPython.noop),
        migrations.RunPython(rename_in_protocols, migrations.RunPython.noop),
    ]
