"""What stands on the page of an answer beside its fields: passages, findings, categories, latest changes."""

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from survey.admin import links


def paragraphs(text):
    return format_html_join("", "<p>{}</p>", ((paragraph,) for paragraph in text.split("\n\n"))) if text else ""


def passages(fragments, here):
    """Printed passages with their place; one that belongs elsewhere says where."""
    shown = [passage(fragment, here) for fragment in fragments]
    return format_html('<div class="passages">{}</div>', format_html_join("", "{}", ((each,) for each in shown)))


def passage(fragment, here):
    return format_html(
        '<div><div lang="de">{}</div><small>{} · {}{}{}</small></div>',
        paragraphs(fragment.text),
        place_of(fragment),
        links.link(fragment, _("move, join or split") if may_correct(here.reader) else _("look at the passage")),
        moved(fragment, here),
        corrected(fragment),
    )


def may_correct(user):
    return user.has_perm("survey.add_correction")


def page_of(fragment):
    return _("page %(page)d") % {"page": fragment.page} if fragment.page else _("page not known")


def place_of(fragment):
    """The page of the table, and where in the file that we hold."""
    steps = [page_of(fragment)]
    if fragment.line:
        steps.append(_("line %(line)d of the file") % {"line": fragment.line})
    if fragment.batch and fragment.batch.source:
        steps.append(links.link(fragment.batch.source))
    return format_html_join(", ", "{}", ((step,) for step in steps))


def sources(fragments, here):
    """Where the pieces of a text are printed, unless all of it is just the one passage of this cell."""
    if len(fragments) < 2 and all(fragment.printed_in_id == here.pk for fragment in fragments):
        return ""
    rows = ((links.link(each, str(each)), each.printed_in, page_of(each)) for each in fragments)
    return format_html("<small>{}</small>", format_html_join("", "<p>{}… ({}, {})</p>", rows))


def moved(fragment, here):
    if fragment.answer_id == here.pk:
        return ""
    if not fragment.answer:
        return format_html(" · {}", _("belongs nowhere yet"))
    return format_html(" · {} {}", _("belongs to"), links.link(fragment.answer))


def corrected(fragment):
    """The editorial note that brought the passage here, where it can be taken back."""
    if not fragment.correction:
        return ""
    return format_html(" · {} {}", _("editorial note:"), links.link(fragment.correction))


def coded(question, coding, *, disputed):
    """The category of the row in one part, and the words it rests on."""
    if not coding:
        return format_html("<b>{}</b> {}", question, _("disputed") if disputed else _("not categorised"))
    words = links.link(coding, f"{coding.code.shown_label}, {coding.get_certainty_display()}")
    quote = format_html(' <q lang="de">{}</q>', coding.quote) if coding.quote else ""
    return format_html("<b>{}</b> {}{}", question, words, quote)


def in_a_line(entry):
    """An act of the history: when, who, what, why."""
    steps = [date_format(localtime(entry.at), "DATETIME_FORMAT"), entry.who, entry.what, entry.why]
    return " · ".join(str(step) for step in steps if step)
