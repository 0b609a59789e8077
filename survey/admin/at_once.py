"""Records that the public reads without an edition in between."""

from django.utils.translation import gettext_lazy as _

SENTENCE = _("Public at once: what you save here is read by everybody, without an edition that somebody looks over.")


class PublicAtOnce:
    """Changed by those who publish, whatever else the rights of an account say; the form says why."""

    def has_add_permission(self, request):
        return super().has_add_permission(request) and publishes(request)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and publishes(request)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and publishes(request)

    def get_fieldsets(self, request, obj=None):
        (title, options), *others = super().get_fieldsets(request, obj)
        may = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return [(title, {**options, "description": SENTENCE} if may else options), *others]


def publishes(request):
    return request.user.has_perm("survey.publish_inquiry")
