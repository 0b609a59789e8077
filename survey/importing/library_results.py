"""What django-import-export counted, for the report of an import."""

from import_export.results import Result, RowResult


def counts(result: Result) -> dict[str, int]:
    """How many lines are new, changed and unchanged, by these names; raises an error that is no refusal."""
    for error in (*result.base_errors, *(error for _number, errors in result.row_errors() for error in errors)):
        raise error.error
    return {
        "new": result.totals[RowResult.IMPORT_TYPE_NEW],
        "changed": result.totals[RowResult.IMPORT_TYPE_UPDATE],
        "unchanged": result.totals[RowResult.IMPORT_TYPE_SKIP],
    }
