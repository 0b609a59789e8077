"""Accounts: deactivated, never deleted, so that every act keeps its author.

Who looks after them (the group Administration) decides who is in which group, and cannot make or touch an account that
may everything: only such an account can.
"""

import logging

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from survey.admin.holder_mail import tell_holder
from survey.models import Account

log = logging.getLogger("anlage")
ALMIGHTY = ("is_superuser", "user_permissions")
# What one may, and whether one may log in: others decide it, even for those who look after all accounts.
DECIDED_BY_OTHERS = ("groups", "is_staff", "is_active", *ALMIGHTY)

admin.site.unregister(User)
# Keys of apps and recovery codes are no list of the desk: their holder changes them, or reset_second_factor does.
for secret in (StaticDevice, TOTPDevice):
    admin.site.unregister(secret)


@admin.register(User)
class AccountAdmin(UserAdmin):
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
