"""Many changes of the tables in one operation.

After each operation of its own, Django makes the models anew, with all that are related: most of the time of a long
migration. And SQLite copies a table for nearly every change of it. Here models are made once, and a table is copied
once at most.
"""

from copy import copy

from django.db.migrations.operations import (
    AddField,
    AddIndex,
    AlterField,
    AlterModelOptions,
    CreateModel,
    DeleteModel,
    RemoveIndex,
)
from django.db.migrations.operations.base import Operation


class AtOnce(Operation):
    """Operations on models and their fields, constraints and indexes; none that moves data or renames.

    A model that is made here is made whole: ValueError for another operation on it. There is no way back.
    """

    reduces_to_sql = True
    reversible = False

    def __init__(self, operations):
        self.operations = list(operations)
        made = {each.name_lower for each in self.operations if isinstance(each, CreateModel)}
        changed = {each.model_name_lower for each in self.operations if hasattr(each, "model_name")}
        if made & changed:
            raise ValueError(f"These models are made here and changed again: {', '.join(sorted(made & changed))}.")

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # made anew once, when the database asks for it,
        state.is_delayed = False  # and whole: no step that moves data has to make it again
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        copied = {}
        for operation in self.operations:
            if schema_editor.connection.vendor == "sqlite" and not _is_of_a_whole_model(operation):
                copied.setdefault(operation.model_name, []).append(operation)
            else:
                operation.database_forwards(app_label, schema_editor, from_state, to_state)
        for name, operations in copied.items():
            if all(map(_needs_no_copy, operations)):
                for operation in operations:
                    operation.database_forwards(app_label, schema_editor, from_state, to_state)
            else:
                before, after = (state.apps.get_model(app_label, name) for state in (from_state, to_state))
                _copy(schema_editor, before, after, operations)

    def describe(self):
        return f"Change {len(self.operations)} things at once"


def _is_of_a_whole_model(operation):
    return isinstance(operation, (CreateModel, DeleteModel, AlterModelOptions))


def _needs_no_copy(operation):
    """SQLite adds a column by itself that may be null and has no default."""
    if isinstance(operation, AddField):
        field = operation.field
        return field.null and not field.has_default() and not field.unique
    return isinstance(operation, (AddIndex, RemoveIndex))


def _copy(schema_editor, before, after, operations):
    """Make the table of `before` that of `after`; constraints, indexes and removed columns follow from the model."""
    altered = []
    for operation in operations:
        if isinstance(operation, AddField):
            altered.append(_added(schema_editor, after, operation))
        elif isinstance(operation, AlterField):
            altered.append(tuple(model._meta.get_field(operation.name) for model in (before, after)))
    schema_editor._remake_table(after, alter_fields=altered)


def _added(schema_editor, model, operation):
    """A column that may be null, and the field that it becomes when the table is copied: null becomes its default."""
    new = copy(model._meta.get_field(operation.name))
    new.default = operation.field.default
    old = copy(new)
    old.null = True
    table, column = map(schema_editor.quote_name, (model._meta.db_table, new.column))
    schema_editor.execute(f"ALTER TABLE {table} ADD COLUMN {column} {new.db_type(schema_editor.connection)}")
    return old, new
