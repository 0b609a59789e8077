"""Who works on what and until when."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from survey.admin.records import InquiryFilter, InquiryLink, OpenFirstFilter, RecordAdmin, named
from survey.models import Assignment


class AssignmentStateFilter(OpenFirstFilter):
    """Open ones, unless others are asked for."""

    states, default, all_label = Assignment.State, Assignment.State.OPEN, _("all")


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return user.get_full_name() or user.get_username()


@admin.register(Assignment)
class AssignmentAdmin(InquiryLink, RecordAdmin):
    fieldsets = [(None, {"fields": ["inquiry", "user", "part", "until", "state"]})]
    within = inquiry_path = "inquiry"
    readonly_fields = ["person"]
    person = named("user", _("who"))
    list_display = ["person", "part", "deadline", "state", "inquiry_link"]
    list_filter = [AssignmentStateFilter, InquiryFilter]
    list_select_related = ["inquiry", "user"]
    search_fields = ["part", "user__username", "user__last_name", "inquiry__number"]
    actions = ["finish"]

    def get_fieldsets(self, request, obj=None):
        """Who may only look reads a name: the page of an account is the administration's."""
        if not obj or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": ["inquiry", "person", "part", "until", "state"]})]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Who has an account at the desk; oneself comes first in mind."""
        if db_field.name == "user":
            staff = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("last_name", "username")
            return PersonField(staff, label=db_field.verbose_name, initial=request.user.pk)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("until"), ordering="until")
    def deadline(self, assignment):
        return deadline(assignment)

    @admin.action(description=_("Selected assignments are done"), permissions=["change"])
    def finish(self, request, queryset):
        for assignment in queryset.filter(state=Assignment.State.OPEN):
            assignment.state = Assignment.State.DONE
            assignment.save()
        self.message_user(request, _("Done."))


def deadline(assignment):
    """The date, and in words when it is past."""
    if not assignment.until:
        return "-"
    date = date_format(assignment.until, "SHORT_DATE_FORMAT")
    return format_html("<strong>{}: {}</strong>", _("overdue since"), date) if assignment.is_overdue else date
