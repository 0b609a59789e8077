"""The Django admin with the site of this house."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "survey.admin.site.Desk"
