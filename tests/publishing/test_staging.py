"""Search rows that are written before their edition is the current one: nobody sees them, and none stay behind."""

from contextlib import suppress

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.db.models import F
from django.test import Client

from survey.models import Edition, HiddenRows, Inquiry, PublishingRun, SearchRow, SearchRowDistrict
from survey.publishing import publish as module
from survey.publishing import rows, staging
from survey.publishing.erasure import erase
from survey.publishing.inserting import NewRows
from survey.publishing.publish import PublishRefused, publish
from survey.publishing.rebuilding import rebuild
from survey.publishing.withholding import withhold
from tests.publishing.paper import add_county, make_paper, publish_now, publisher, seen
from tests.publishing.test_rows import counts, everything

pytestmark = pytest.mark.django_db
HOME = "/inquiries/hessen-19-1613/"
PAGES = ["/", "/inquiries/", "/answers/", "/answers/?q=Kassel", "/answers/?district=06633", "/search/?q=Netzwerk"]
PAGES += ["/districts/06633/", "/bodies/", "/feed/", "/compare/", HOME, f"{HOME}sitemap.xml"]
PAGES += ["/answers.csv", "/answers.json", f"{HOME}answers.csv", "/api/v1/answers/", "/api/v1/answers/?q=Kassel"]


class Killed(BaseException):
    """What no code of ours catches."""


@pytest.fixture(autouse=True)
def small_portions(monkeypatch):
    monkeypatch.setattr(rows, "PORTION", 4)


@pytest.fixture
def inquiry():
    """Published with Fulda alone; Kassel waits for the next edition."""
    inquiry = make_paper(counties=["Fulda"])
    publish_now(inquiry)
    add_county(inquiry.annexes.get(), "Kassel")
    return inquiry


def public():
    """What the public reads, none of it kept from before."""
    cache.clear()
    return {path: Client().get(path).getvalue() for path in PAGES}


def hidden():
    return SearchRow.with_hidden.count() - SearchRow.objects.count()


def nothing_is_left():
    assert (hidden(), HiddenRows.objects.count(), PublishingRun.objects.count()) == (0, 0, 0)
    assert SearchRowDistrict.with_hidden.count() == SearchRowDistrict.objects.count()


def die(monkeypatch, owner, name, call):
    """Let the process die in this call of a function."""
    function, calls = getattr(owner, name), []

    def dies(*arguments):
        calls.append(arguments)
        if len(calls) == call:
            raise Killed
        return function(*arguments)

    monkeypatch.setattr(owner, name, dies)


def making_locked(first, last):
    raise OperationalError("database is locked")


def publish_until_killed(inquiry, monkeypatch, owner, name, call=1):
    with monkeypatch.context() as patch, suppress(Killed):
        die(patch, owner, name, call)
        publish_now(inquiry, "Mit Kassel.")


def between_portions(monkeypatch, act):
    """Something happens after each portion is written."""
    portions = rows.EditionRows.portions

    def made(self, *arguments):
        for portion in portions(self, *arguments):
            yield portion
            act()

    monkeypatch.setattr(rows.EditionRows, "portions", made)


def test_nobody_sees_rows_before_their_edition_is_the_current_one(inquiry, monkeypatch):
    before, meanwhile = public(), []
    between_portions(monkeypatch, lambda: meanwhile.append((hidden(), HiddenRows.objects.count(), public() == before)))
    publish_now(inquiry, "Mit Kassel.")
    assert meanwhile == [(4, 1, True), (8, 1, True), (12, 1, True)]
    after = public()
    assert [path for path in PAGES if after[path] == before[path]] == []
    nothing_is_left()


@pytest.mark.parametrize("portion", [1, 2, 4])
def test_killed_publish_leaves_nothing_to_see_and_the_next_one_nothing_at_all(inquiry, monkeypatch, portion):
    before = public()
    publish_until_killed(inquiry, monkeypatch, NewRows, "save", portion)
    assert (hidden(), public() == before, Edition.objects.count()) == (4 * (portion - 1), True, 1)
    edition = publish_now(inquiry, "Mit Kassel.")
    assert (edition.number, SearchRow.objects.filter(kind="answer").count()) == (2, 6)
    nothing_is_left()
    kept, rebuilt = (counts(), everything()), rebuild() and (counts(), everything())
    assert kept == rebuilt


def test_publish_killed_while_it_deletes_has_published(inquiry, monkeypatch):
    publish_until_killed(inquiry, monkeypatch, rows, "delete", 2)
    after = public()
    assert (Edition.objects.current().get().number, hidden()) == (2, 6)
    rebuild()
    nothing_is_left()
    assert public() == after


def test_publish_that_cannot_delete_has_published(inquiry, monkeypatch):
    """The database may be locked again by then: who is told to send it once more would publish nothing new."""
    with monkeypatch.context() as patch:
        patch.setattr(rows, "delete", making_locked)
        assert publish_now(inquiry, "Mit Kassel.").number == 2
    assert hidden() == 10
    rebuild()
    nothing_is_left()


def test_publish_refused_at_the_last_moment_leaves_nothing_to_see(inquiry, monkeypatch):
    before = public()
    publish_until_killed(inquiry, monkeypatch, rows, "switch")
    assert (hidden(), public() == before, Edition.objects.count()) == (12, True, 1)
    rebuild()
    nothing_is_left()


def test_who_begins_later_takes_over(inquiry, monkeypatch):
    with monkeypatch.context() as patch:
        between_portions(patch, lambda: (patch.undo(), publish_now(inquiry, "Von anderswo.")))
        with pytest.raises(PublishRefused):
            publish_now(inquiry, "Mit Kassel.")
    assert list(Edition.objects.order_by("number").values_list("note", flat=True)) == [
        "Erste Fassung.",
        "Von anderswo.",
    ]
    nothing_is_left()


def between_rows_and_lock(monkeypatch, act):
    """Somebody does something when the rows are written, once."""
    end = staging.Staged.__init__

    def then(self, *arguments):
        end(self, *arguments)
        monkeypatch.setattr(staging.Staged, "__init__", end)
        act()

    monkeypatch.setattr(staging.Staged, "__init__", then)


def test_words_that_are_withheld_meanwhile_are_not_published(inquiry, monkeypatch):
    words = "Kreis Kassel gibt es einen Gipfel"
    between_rows_and_lock(monkeypatch, lambda: withhold(inquiry, place="", words=words, reason="§ 1", by=publisher()))
    with pytest.raises(PublishRefused):
        publish_now(inquiry, "Mit Kassel.")
    assert Edition.objects.count() == 1
    publish_now(inquiry, "Mit Kassel.")
    assert not SearchRow.with_hidden.filter(text__contains=words).exists()


def test_edit_that_changes_nothing_public_costs_a_second_reading(inquiry, monkeypatch):
    read, snapshot = [], module.snapshot
    monkeypatch.setattr(module, "snapshot", lambda each: read.append(each.revision) or snapshot(each))
    raised = {"revision": F("revision") + 1}
    looked_at = seen(inquiry)
    between_rows_and_lock(monkeypatch, lambda: Inquiry.objects.filter(pk=inquiry.pk).update(**raised))
    edition = publish(inquiry, by=publisher(), note="Mit Kassel.", seen=looked_at)
    assert (edition.number, len(read), SearchRow.objects.filter(kind="answer").count()) == (2, 2, 6)
    nothing_is_left()


def test_erased_words_are_in_no_row_that_was_left(inquiry, monkeypatch):
    publish_until_killed(inquiry, monkeypatch, rows, "switch")
    words = "Im Kreis Fulda gibt es einen Gipfel"
    assert SearchRow.with_hidden.filter(text__contains=words).count() == 2
    erase(withhold(inquiry, place="", words=words, reason="§ 1", by=publisher()), basis="Art. 17 DSGVO")
    assert not SearchRow.with_hidden.filter(text__contains=words).exists()
    nothing_is_left()
