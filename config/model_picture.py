"""The picture of the data model in docs/data-model.md, drawn from the models: `python -m config.model_picture`."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import django
from django.apps import apps
from django.db.models import Field, Model

PAGE = Path(__file__).resolve().parent.parent / "docs" / "data-model.md"
# The parts of the picture, each with its modules of survey/models.
PARTS = {
    "The paper": ("parliament", "inquiry", "source_page", "published_page", "question"),
    "The table": ("annex", "answer", "status_word"),
    "Who answers": ("district", "respondent"),
    "Categories, and statements with a number": ("coding", "claim"),
    "Bodies": ("body",),
    "Coming in": ("import_session", "batch", "catalogue"),
    "Looking over": (
        "finding",
        "print_check",
        "review",
        "report",
        "statement",
        "preview_link",
        "withholding",
        "work",
        "account",
    ),
    "In public": ("edition", "published_rows", "staging", "edition_event", "data_version"),
    "Running the site": ("last_run",),
}
HEAD = """# The data model

Drawn from the models by `python -m config.model_picture`; a test says when it is out of date. A box names the fields
that identify a record; a line is a foreign key or a many-to-many relation, and carries the name of its field. Most
models have a table of their history beside them (django-simple-history), which is not drawn.
"""


def page() -> str:
    """The page as it should be. Raises KeyError where a model stands in no part."""
    found = {name: [] for name in PARTS}
    for model in apps.get_app_config("survey").get_models():
        if not model.__name__.startswith("Historical"):
            found[_part_of(model)].append(model)
    return "\n".join([HEAD, *(_section(name, models) for name, models in found.items())])


def _part_of(model: type[Model]) -> str:
    module = model.__module__.rpartition(".")[2]
    part = next((name for name, modules in PARTS.items() if module in modules), None)
    if part is None:
        raise KeyError(f"{model.__name__}: name survey/models/{module}.py in a part of config/model_picture.py")
    return part


def _section(name: str, models: Iterable[type[Model]]) -> str:
    files = ", ".join(f"`survey/models/{module}.py`" for module in PARTS[name])
    lines = [line for model in models for line in (*_box(model), *_relations(model))]
    return "\n".join([f"## {name}", "", files, "", "```mermaid", "erDiagram", *lines, "```", ""])


def _box(model: type[Model]) -> Iterator[str]:
    fields = [f"        {type(field).__name__} {field.name}" for field in _identifying(model)]
    yield from [f"    {model.__name__} {{", *fields, "    }"] if fields else [f"    {model.__name__}"]


def _identifying(model: type[Model]) -> Iterator[Field]:
    """The fields by which a record is unique, but for its primary key."""
    names = {name for constraint in model._meta.total_unique_constraints for name in constraint.fields}
    for field in model._meta.concrete_fields:
        if not field.primary_key and (field.unique or field.name in names):
            yield field


def _relations(model: type[Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if field.is_relation:
            one = "|o" if field.null else "||"
            many = "o|" if field.unique else "o{"
            yield f"    {field.related_model.__name__} {one}--{many} {model.__name__} : {_quoted(field)}"
    for field in model._meta.local_many_to_many:
        yield f"    {model.__name__} }}o--o{{ {field.related_model.__name__} : {_quoted(field)}"


def _quoted(field: Field) -> str:
    """Mermaid takes `to` for a word of its own."""
    return f'"{field.name}"'


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
