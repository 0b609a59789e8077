"""The one Django app of Anlage."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from survey.files.limits import limits


class SurveyConfig(AppConfig):
    name = "survey"
    verbose_name = _("Inquiries and tables")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        limits.set(**settings.TABLE_LIMITS)
