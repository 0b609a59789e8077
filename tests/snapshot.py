"""All rows of the database, taken once and put back as often as tests ask for them."""

from contextlib import contextmanager
from itertools import groupby

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


# Fixtures of a module that put rows for all of its tests, the least first: the tests that ask for none come before.
STANDING = ("draft_rows", "edited_rows", "first_rows", "desk_rows")


@contextmanager
def standing(blocker, fill):
    """What `fill` writes stands until the end; each test in between takes back its own changes alone."""
    with blocker.unblock(), transaction.atomic():
        fill()
        ContentType.objects.clear_cache()
        yield
        transaction.set_rollback(True)
    ContentType.objects.clear_cache()


def in_order_of_rows(items):
    """The tests of each module, ordered by the rows that have to stand for them."""
    for _module, group in groupby(items, key=lambda item: item.path):
        yield from sorted(group, key=_last_standing)


def _last_standing(item):
    return max((place for place, name in enumerate(STANDING, 1) if name in item.fixturenames), default=0)
