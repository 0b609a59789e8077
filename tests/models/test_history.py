import datetime

import pytest

from survey.models import Answer, Row, history
from tests.factories import make_answer, make_row, make_user

pytestmark = pytest.mark.django_db


def test_record_writes_what_the_library_would_have_written():
    answer = make_answer(note="Gezählt.", number="12.5", number_is="about", wording="Zwölf.", status="answered")
    editor = make_user()
    history.record(Answer.objects.filter(pk=answer.pk), history.CHANGED, reason=history.Cause(batch=3), by=editor)
    by_save, by_record = Answer.history.order_by("history_id").values()
    own = {"history_id", "history_date", "history_type", "history_user_id", "batch_id"}
    assert {name: value for name, value in by_save.items() if name not in own} == {
        name: value for name, value in by_record.items() if name not in own
    }
    assert (by_record["history_type"], by_record["batch_id"], by_record["history_user_id"]) == ("~", 3, editor.pk)
    assert by_record["history_date"] - by_save["history_date"] < datetime.timedelta(minutes=1)


def test_record_takes_lists_and_no_user():
    row = make_row(breakdown=[["Jahr", "2014"]])
    history.record(Row.objects.filter(annex=row.annex), history.CREATED, reason=history.Cause("Versehen", undoes=4))
    latest = Row.history.latest("history_id")
    assert (latest.breakdown, latest.history_user, latest.history_type) == ([["Jahr", "2014"]], None, "+")
    assert (latest.history_change_reason, latest.batch_id, latest.undoes_id) == ("Versehen", None, 4)


def test_record_is_one_query(django_assert_num_queries):
    row = make_row()
    for heading in range(3):
        make_answer(str(heading), row=row)
    before = Answer.history.count()
    with django_assert_num_queries(1):
        history.record(Answer.objects.filter(row=row), history.CHANGED, reason=history.Cause(batch=5))
    assert Answer.history.count() == before + 3


def test_tell_says_who_and_why():
    row, editor = make_row(), make_user()
    history.tell(row, reason="layer rows.csv", by=editor).save()
    latest = Row.history.latest("history_id")
    assert (latest.history_change_reason, latest.history_user) == ("layer rows.csv", editor)


def test_row_saved_by_itself_knows_the_import_that_wrote_it_and_the_one_that_it_takes_back():
    row = make_row()
    history.tell(row, reason=history.Cause(batch=3)).save()
    history.tell(row, reason=history.Cause("Versehen", undoes=3)).save()
    history.tell(row, reason="import batch 3").save()
    told = Row.history.order_by("history_id").values_list("batch", "undoes", "history_change_reason")
    assert list(told)[1:] == [(3, None, None), (None, 3, "Versehen"), (None, None, "import batch 3")]
