"""All rows of the database, taken once and put back as often as tests ask for them."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

# The full-text table of SQLite is kept by triggers of the table it indexes.
KEPT_BY_TRIGGERS = "sqliteftsindexentry"


def stored_models():
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and model._meta.model_name != KEPT_BY_TRIGGERS]


def take():
    return {model: list(model._base_manager.order_by("pk")) for model in stored_models()}


def put(rows):
    """Make the database hold these rows and no others; foreign keys are checked when the transaction ends."""
    with transaction.atomic():
        for model in rows:
            model._base_manager.all()._raw_delete(using="default")
        for model, instances in rows.items():
            model._base_manager.bulk_create(instances)
    ContentType.objects.clear_cache()
