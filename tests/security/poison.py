"""Markup and a formula in every text of every record, each with a name of its own by which it is found again."""

import csv
import io
import re

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import CharField, Field, Model, SlugField, TextField, Value
from django.db.models.functions import Concat

from survey.models import Row

# Parts of addresses, keys by which records find each other, hashes, and what the program alone writes.
KEPT = {
    *("slug", "key", "code", "part", "path", "place", "box", "token", "language", "check_name", "subject"),
    *("sha256", "digest", "before", "own", "list_of", "content", "state", "session_hash"),
}
# Made from an edition by publishing it.
PUBLISHED = {
    *("PublishedInquiry", "SearchRow", "AnswerLines", "SearchRowDistrict", "HiddenRows", "ListCount", "Absence"),
    *("PublishedBody", "PublishedMention", "PublishedPage", "Erratum", "EditionEvent", "EditionSalts", "DataVersion"),
    *("EditionPiece", "PublishedStatement", "PublishingRun"),
}
NAME = re.compile(r"zq[a-z]+?q")
FIELDS_OF_ROWS = {"zqkeyq": "Row.breakdown, its key", "zqvalueq": "Row.breakdown, its value"}
PLACES_OF_FILES = {"zqheadingq": "heading of a file", "zqlabelq": "name in a file", "zqcellq": "cell of a file"}


def payload(name: str) -> str:
    """Ends whatever it may stand in; then an attribute, and one of an element, are called by the name."""
    return f"""=a+{name}'" {name}=></script></style></textarea></title><i {name}>"""


def table() -> bytes:
    """A file on its way in, with a heading and a name that nobody knows."""
    heading, name, text = map(payload, PLACES_OF_FILES)
    written = io.StringIO(newline="")
    csv.writer(written).writerows([["respondent", "Frage 1", heading], ["LK Fulda", text, "Ja."], [name, "Nein.", ""]])
    return written.getvalue().encode()


def texts() -> list[tuple[type[Model], Field]]:
    """Every field that takes any text, of models whose rows people write: editors, and who tries to log in."""
    models = [*apps.get_app_config("survey").get_models(), *apps.get_app_config("axes").get_models()]
    user = get_user_model()
    names = [(user, user._meta.get_field(name)) for name in ("first_name", "last_name")]
    return names + [
        (model, field)
        for model in models
        if model.__name__ not in PUBLISHED and not model.__name__.startswith("Historical")
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField) and not isinstance(field, SlugField)
        if not field.choices and field.name not in KEPT
    ]


def put(records, field: str, text: str) -> None:
    """Before the text of each record; where an empty one must stay empty, before the others."""
    try:
        with transaction.atomic():
            records.update(**{field: Concat(Value(text), field)})
    except IntegrityError:
        records.exclude(**{field: ""}).update(**{field: Concat(Value(text), field)})


def poison() -> dict[str, str]:
    """Put a payload before every text that is in the database; returns the field of each name.

    There are no digits in them, for a headline takes none.
    """
    names = {}
    for number, (model, field) in enumerate(texts()):
        name = "zq" + "".join("abcdefghij"[int(digit)] for digit in str(number)) + "q"
        names[name] = f"{model.__name__}.{field.name}"
        put(model._base_manager.all(), field.name, payload(name))
    Row.objects.update(breakdown=[[*map(payload, FIELDS_OF_ROWS)]])
    return names | FIELDS_OF_ROWS | PLACES_OF_FILES
