"""What stands on the page of an answer beside its fields: passages, findings, categories, latest changes."""

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from survey.admin import links


def paragraphs(text):
    return format_html_join("", "<p>{}</p>", ((paragraph,) for paragraph in text.split("\n\n"))) if text else ""


def passage_list(passages, here):
    """Printed passages with their place; one that belongs elsewhere says where."""
    shown = [passage_item(passage, here) for passage in passages]
    return format_html('<div class="passages">{}</div>', format_html_join("", "{}", ((each,) for each in shown)))


def passage_item(passage, here):
    return format_html(
        '<div><div lang="de">{}</div><small>{} · {}{}{}</small></div>',
        paragraphs(passage.text),
        place_of(passage),
        links.link(passage, _("move, join or split") if may_correct(here.reader) else _("look at the passage")),
        moved(passage, here),
        corrected(passage),
    )


def may_correct(user):
    return user.has_perm("survey.add_passageedit")


def page_of(passage):
    return _("page %(page)d") % {"page": passage.page} if passage.page else _("page not known")


def place_of(passage):
    """The page of the table, and where in the file that we hold."""
    steps = [page_of(passage)]
    if passage.line:
        steps.append(_("line %(line)d of the file") % {"line": passage.line})
    if passage.batch and passage.batch.source:
        steps.append(links.link(passage.batch.source))
    return format_html_join(", ", "{}", ((step,) for step in steps))


def sources(passages, here):
    """Where the pieces of a text are printed, unless all of it is just the one passage of this cell."""
    if len(passages) < 2 and all(passage.printed_in_id == here.pk for passage in passages):
        return ""
    rows = ((links.link(each, str(each)), each.printed_in, page_of(each)) for each in passages)
    return format_html("<small>{}</small>", format_html_join("", "<p>{}… ({}, {})</p>", rows))


def moved(passage, here):
    if passage.answer_id == here.pk:
        return ""
    if not passage.answer:
        return format_html(" · {}", _("belongs nowhere yet"))
    return format_html(" · {} {}", _("belongs to"), links.link(passage.answer))


def corrected(passage):
    """The editorial note that brought the passage here, where it can be taken back."""
    if not passage.edit:
        return ""
    return format_html(" · {} {}", _("editorial note:"), links.link(passage.edit))


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
