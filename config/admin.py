"""The Django admin with the site of this house."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "survey.admin.site.Desk"

    def ready(self):
        """The package first: its lists register with a site of its own, and loaded by way of the site would be lost."""
        import_module("survey.admin")
        import_module("config.checks")
        super().ready()
