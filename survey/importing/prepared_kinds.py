"""Which class prepares which kind of import."""

from survey.importing.prepared import PreparedImport
from survey.importing.prepared_catalogue import PreparedCatalogue
from survey.importing.prepared_edits import PreparedEdits
from survey.importing.prepared_list import PreparedList
from survey.importing.prepared_paper import PreparedPaper
from survey.importing.prepared_table import PreparedTable
from survey.models import ImportSession

KINDS = {each.kind: each for each in (PreparedTable, PreparedPaper, PreparedEdits, PreparedCatalogue, PreparedList)}


def prepared(token: str) -> PreparedImport | None:
    """The prepared import of this name, whosever it is."""
    record = ImportSession.objects.filter(token=token).first()
    return KINDS[record.kind](record) if record else None
