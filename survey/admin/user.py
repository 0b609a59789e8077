"""Accounts: deactivated, never deleted, so that every act keeps its author.

Who looks after them (the group Administration) decides who is in which group, and cannot make or touch an account that
may everything: only such an account can.
"""

import logging

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from survey.admin.holder_mail import tell_holder
from survey.admin.records import without_ties
from survey.models import Account

log = logging.getLogger("anlage")
ALMIGHTY = ("is_superuser", "user_permissions")
# What one may, and whether one may log in: others decide it, even for those who look after all accounts.
DECIDED_BY_OTHERS = ("groups", "is_staff", "is_active", *ALMIGHTY)

admin.site.unregister([User, Group])
# Keys of apps and recovery codes are no list of the desk: their holder changes them, or reset_second_factor does.
for secret in (StaticDevice, TOTPDevice):
    admin.site.unregister(secret)


ACTS = {
    "add": pgettext_lazy("a right", "add"),
    "change": pgettext_lazy("a right", "change"),
    "delete": pgettext_lazy("a right", "delete"),
    "view": pgettext_lazy("a right", "view"),
}


class RightsInWords:
    """Rights are named as the desk names its lists; those on records that it has no list of are not offered."""

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.related_model is Permission:
            field.queryset = offered_rights(self.admin_site)
            field.label_from_instance = right_in_words
        return field


def offered_rights(site):
    """On records that have a list, and whatever somebody was given already."""
    listed = [f"{model._meta.app_label}.{model._meta.model_name}" for model in site._registry]
    type_name = Concat("content_type__app_label", Value("."), "content_type__model")
    rights = Permission.objects.annotate(of=type_name).select_related("content_type").order_by("content_type", "pk")
    return rights.filter(Q(of__in=listed) | Q(group__isnull=False) | Q(user__isnull=False)).distinct()


def right_in_words(right):
    """“Anfrage: ändern”, “Anfrage: Darf veröffentlichen und zurücknehmen”."""
    act, _underscore, model = right.codename.partition("_")
    said = ACTS[act] if act in ACTS and model == right.content_type.model else gettext(right.name)
    return f"{capfirst(right.content_type.name)}: {said}"


@admin.register(Group)
class RoleAdmin(RightsInWords, GroupAdmin):
    def get_deleted_objects(self, objs, request):
        listed, *rest = super().get_deleted_objects(objs, request)
        return without_ties(listed), *rest


@admin.register(User)
class AccountAdmin(RightsInWords, UserAdmin):
    list_display = ["username", "first_name", "last_name", "email", "group_names", "is_active", "is_superuser"]
    readonly_fields = ["last_login", "date_joined"]
    actions = ["deactivate"]

    def get_queryset(self, request):
        accounts = super().get_queryset(request).prefetch_related("groups")
        return accounts if request.user.is_superuser else accounts.filter(is_superuser=False)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name not in ALMIGHTY]})
            for title, options in fieldsets
        ]

    def get_readonly_fields(self, request, obj=None):
        own = DECIDED_BY_OTHERS if obj == request.user else ()
        shown = own if request.user.is_superuser else [name for name in own if name not in ALMIGHTY]
        return [*super().get_readonly_fields(request, obj), *shown]

    def save_model(self, request, user, form, change):
        super().save_model(request, user, form, change)
        if not change:
            Account.objects.password_was_set(user, by=request.user)

    def save_related(self, request, form, formsets, change):
        """Who is put into a group, or taken from one, is told by mail."""
        user = form.instance
        before = set(user.groups.values_list("name", flat=True))
        super().save_related(request, form, formsets, change)
        after = set(user.groups.values_list("name", flat=True))
        if before != after:
            log.info("roles", extra={"of": user.get_username(), "groups": sorted(after)})
        if change and before != after and user != request.user:
            groups = ", ".join(sorted(after)) or _("none")
            tell_holder(user, _("groups: %(groups)s") % {"groups": groups}, by=request.user)

    def user_change_password(self, request, id, form_url=""):
        """One's own is changed where the old one is asked for; of another's, its holder is told by whom it was set."""
        if id == str(request.user.pk):
            return HttpResponseRedirect(reverse("admin:password_change"))
        passwords = User.objects.filter(pk=id if id.isdigit() else None)
        before = passwords.values_list("password", flat=True).first()
        response = super().user_change_password(request, id, form_url)
        user = passwords.first()
        if user and user.password != before:
            Account.objects.password_was_set(user, by=request.user)
            said = _("password set; its holder is asked for a new one at the next login")
            self.log_change(request, user, str(said))
            tell_holder(user, str(said), by=request.user)
        return response

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("groups"))
    def group_names(self, user):
        return ", ".join(group.name for group in user.groups.all())

    @admin.action(description=_("Deactivate selected accounts"), permissions=["change"])
    def deactivate(self, request, queryset):
        for user in queryset.exclude(pk=request.user.pk):
            user.is_active = False
            user.save(update_fields=["is_active"])
            self.log_change(request, user, [{"changed": {"fields": ["Active"]}}])
        self.message_user(request, _("Done. Your own account stays active."), messages.SUCCESS)
