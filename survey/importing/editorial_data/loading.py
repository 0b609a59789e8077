"""Loading all files of a layer, in the order in which they build on each other."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from survey import checks
from survey.importing.editorial_data.answers import AnswerResource, ReplyResource, RowResource
from survey.importing.editorial_data.corrections import PassageEditResource
from survey.importing.editorial_data.lines import LayerResource, LineDataset, report_of
from survey.importing.lists.bodies import BodyResource, ParticipationResource
from survey.importing.lists.claims import ClaimResource
from survey.importing.lists.coding import CodeResource, CodingResource
from survey.importing.lists.papers import QuestionResource, RelationResource
from survey.importing.lists.places import Places
from survey.importing.lists.resource import RecordResource
from survey.importing.report import ImportRefused, ImportResult
from survey.models import Inquiry

Kind = type[LayerResource] | type[RecordResource]
RESOURCES = (
    RelationResource,
    QuestionResource,
    PassageEditResource,
    AnswerResource,
    RowResource,
    ReplyResource,
    CodeResource,
    CodingResource,
    ClaimResource,
    BodyResource,
    ParticipationResource,
)


def load_layer(folder: Path, inquiry: Inquiry, *, by, dry_run: bool) -> ImportResult:
    """Load what a folder holds of an editor's layer, then run the checks, in one transaction.

    Loaded twice, it changes nothing. A quote that does not stand in the text, a row that is not there, a word that is
    no choice: Raises ImportRefused with file and line of the first, and nothing is changed.
    """
    datasets = [(each, _dataset(Path(folder), each)) for each in RESOURCES if (Path(folder) / each.file).exists()]
    if not datasets:
        raise ImportRefused(_("“%(folder)s” holds no file of an editor's layer.") % {"folder": folder})
    with transaction.atomic():
        report = _load(datasets, inquiry, by)
        if not report.changes_nothing:
            checks.run(inquiry, by=by)
        if dry_run:
            transaction.set_rollback(True)
    report.dry_run = dry_run
    return report


def _dataset(folder: Path, resource: Kind) -> LineDataset:
    return LineDataset((folder / resource.file).read_bytes(), resource.file, resource.layer_columns)


def _load(datasets: list[tuple[Kind, LineDataset]], inquiry: Inquiry, by) -> ImportResult:
    report = ImportResult(dry_run=False)
    places = Places(inquiry)
    for resource_class, dataset in datasets:
        resource = resource_class(inquiry=inquiry, by=by, places=places)
        part = report_of(resource, resource.import_data(dataset), dataset)
        if part.refusals:
            raise ImportRefused(_first(part.refusals))
        report.add(part)
        if resource.changes_texts and not part.changes_nothing:
            places.reload()
    return report


def _first(refusals: list[str]) -> str:
    if len(refusals) == 1:
        return refusals[0]
    return _("%(refusal)s (And %(count)d more.)") % {"refusal": refusals[0], "count": len(refusals) - 1}
