"""Short lists in a column of text, so that every database finds one entry whole."""

import json

from django.db import models
from django.db.models.lookups import Contains

ENCODER = json.JSONEncoder(ensure_ascii=False)  # json.dumps would make one for each list


class ListField(models.TextField):
    """A list of words, stored as JSON: ["06631", "06632"]. `has` asks whether one of them is in it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def from_db_value(self, value, expression, connection):
        return None if value is None else json.loads(value)

    def to_python(self, value):
        return json.loads(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        return value if isinstance(value, str) else as_json(value)

    def value_to_string(self, obj):
        return as_json(self.value_from_object(obj))


@ListField.register_lookup
class Has(Contains):
    """One entry, whole: `districts__has="06631"`. In JSON its quotation marks part it from all others."""

    lookup_name = "has"

    def get_prep_lookup(self):
        return as_json(self.rhs)

    def get_rhs_op(self, connection, rhs):
        """Each database has its own word for “contains”."""
        return connection.operators["contains"] % rhs


def as_json(value) -> str:
    """Letters as they are: so they are looked for, too."""
    return ENCODER.encode(value)
