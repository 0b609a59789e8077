"""Many fields of many models in one operation: Django makes all models anew for each operation on a related one."""

from django.db.migrations.operations.base import Operation


class AddFields(Operation):
    """AddField for several models. Every field may be null: SQLite then adds a column and copies no table.

    `operations` are AddField operations; ValueError for a field that has to be filled.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations):
        self.operations = list(operations)
        filled = [each.name for each in self.operations if not each.field.null or each.field.has_default()]
        if filled:
            raise ValueError(f"These fields may not be null, or have a default: {', '.join(filled)}.")

    def deconstruct(self):
        return type(self).__name__, [self.operations], {}

    def state_forwards(self, app_label, state):
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)  # made anew once, when the database asks for it
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Add {len(self.operations)} fields that may be null"
