"""The list of prepared imports: what waits for a decision, runs, or was refused; each belongs to an account."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, Q, When
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.imports.addresses import called, page_of
from survey.admin.records import named
from survey.importing.prepared_kinds import KINDS
from survey.models import ImportSession


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(get_user_model().objects.none(), label=capfirst(_("whose it is")))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        editors = get_user_model().objects.filter(is_active=True, is_staff=True)
        may = Q(groups__permissions__codename="import_inquiry") | Q(user_permissions__codename="import_inquiry")
        self.fields["owner"].queryset = editors.filter(may | Q(is_superuser=True)).distinct().order_by("username")


@admin.register(ImportSession)
class ImportSessionAdmin(admin.ModelAdmin):
    fields = ["file_name", "kind", "owner", "inquiry", "annex", "created_at"]
    list_display = ["paper", "file_name", "kind", "state_now", "read", "whose", "created_at"]
    list_display_links = None
    list_filter = ["kind", "state", "owner"]
    search_fields = ["file_name"]
    list_per_page = 100
    actions = ["assign", "discard"]
    whose = named("owner", _("whose it is"))

    def get_queryset(self, request):
        """One's own; all of them for those who publish, so that work can be handed on."""
        is_own = Case(When(owner=request.user, then=True), default=False, output_field=BooleanField())
        found = super().get_queryset(request).for_list().open().annotate(is_own=is_own)
        return found if self.may_see_all(request) else found.filter(owner=request.user)

    def may_see_all(self, request):
        return request.user.has_perm("survey.publish_inquiry")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("survey.import_inquiry")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("paper"))
    def paper(self, record):
        return links.to(page_of(record), called(record)) if record.is_own else called(record)

    @admin.display(description=_("state"))
    def state_now(self, record):
        prepared = KINDS[record.kind](record)
        if prepared.run_state.is_running:
            return _("running")
        return record.outcome.get("sentence") or record.get_state_display()

    @admin.display(description=_("read from it"))
    def read(self, record):
        read = record.plan.get("read") or {}
        if not read:
            return "–"
        sentence = _("%(questions)d questions and parts, %(replies)d replies, %(annexes)d tables")
        known = [_("known already")] if read["known"] else []
        return ", ".join([str(sentence % read), *map(str, known)])

    @admin.action(description=_("Discard the chosen imports"))
    def discard(self, request, records):
        count = 0
        for record in records:
            if not KINDS[record.kind](record).run_state.is_running:
                KINDS[record.kind](record).forget()
                count += 1
        done = ngettext("%(n)d prepared import is discarded.", "%(n)d prepared imports are discarded.", count)
        messages.success(request, done % {"n": count})

    @admin.action(description=_("Hand the chosen imports to someone"))
    def assign(self, request, records):
        keys = ",".join(str(record.pk) for record in records)
        return HttpResponseRedirect(reverse("admin:survey_importsession_assign", query={"ids": keys}))

    def get_urls(self):
        view = self.admin_site.admin_view(self.assign_view)
        return [path("assign/", view, name="survey_importsession_assign"), *super().get_urls()]

    def assign_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        keys = [int(key) for key in request.GET.get("ids", "").split(",") if key.isdecimal()]
        records = list(self.get_queryset(request).filter(pk__in=keys))
        form = OwnerForm(request.POST or None)
        if form.is_valid() and records:
            owner = form.cleaned_data["owner"]
            ImportSession.objects.filter(pk__in=[record.pk for record in records]).update(owner=owner)
            messages.success(request, _("Handed to %(name)s.") % {"name": owner.get_full_name() or owner})
            return HttpResponseRedirect(links.list_page(ImportSession))
        items = [record.file_name for record in records]
        return act_page(self, request, title=_("Hand imports to someone"), form=form, items=items, submit=_("Save"))
