"""manage.py loaddata: load records as a file has them; their histories are those that the file brings."""

from django.conf import settings
from django.core.management.commands import loaddata


class Command(loaddata.Command):
    def handle(self, *labels, **options):
        """Without this, many-to-many fields would write histories of their own, under keys that the file's want."""
        settings.SIMPLE_HISTORY_ENABLED = False
        try:
            super().handle(*labels, **options)
        finally:
            settings.SIMPLE_HISTORY_ENABLED = True
