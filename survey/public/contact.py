"""A prefilled mail to the operator, where the contact notice names an address."""

import re
from urllib.parse import quote

from django.utils.translation import gettext as _

from survey.models import Notice
from survey.public.addresses import absolute

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")


def report(notice: Notice | None, path: str, citation: str = "") -> str:
    """The address of the mail, with the page in its subject; "" where no address is known."""
    address = ADDRESS.search(notice.text) if notice else None
    if not address:
        return ""
    subject = quote(
        _("An error on a page of Anlage: %(path)s") % {"path": path} if path else _("An error on a page of Anlage")
    )
    body = quote("\n".join(filter(None, [citation, path and absolute(path)])) + "\n\n")
    return f"mailto:{address[0]}?subject={subject}&body={body}"
