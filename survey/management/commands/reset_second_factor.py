"""manage.py reset_second_factor: let somebody set up a new second factor who lost the former one."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from survey.admin.second_factor import devices
from survey.admin.sessions import end_sessions
from survey.management.lookups import user_of


class Command(BaseCommand):
    help = (
        "Takes app, passkeys and recovery codes from an account and ends its sessions; at the next login new ones are "
        "set up. Make sure before that it is the holder who asks."
    )

    def add_arguments(self, parser):
        parser.add_argument("user", metavar="USER")
        parser.add_argument("--reason", required=True, metavar="TEXT", help="the holder and the activity log read it")
        parser.add_argument("--by", default="", metavar="USER", help="your account; otherwise the log names the holder")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, user, reason, by, **options):
        holder = user_of(user)
        if not reason.strip():
            raise CommandError(_("Say why: the holder of the account reads it."))
        with transaction.atomic():
            removed = devices.remove_all(holder)
            if not removed:
                raise CommandError(_("“%(user)s” has no second factor.") % {"user": user})
            sessions = end_sessions(holder)
        change = _("second factor reset by whoever runs this site: %(reason)s") % {"reason": reason.strip()}
        mailed = devices.note(holder, change, by=user_of(by) if by else holder)
        if options["json"]:
            report = {"user": user, "removed": removed, "sessions": sessions, "mailed": mailed}
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        self.stdout.write(
            _("Apps and passkeys taken from %(user)s: %(removed)d; sessions ended: %(sessions)d.")
            % {"user": user, "removed": removed, "sessions": sessions}
        )
        self.stdout.write(_("The holder was told by mail.") if mailed else _("No mail went out; tell the holder."))
