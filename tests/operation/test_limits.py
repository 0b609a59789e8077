"""Statements for the public end after PUBLIC_STATEMENT_SECONDS on PostgreSQL; those of the desk do not."""

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from survey.operation.faults import Fault, fault_of
from survey.operation.limits import StatementLimit

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no such limit"),
]


@pytest.fixture(autouse=True)
def limit(settings):
    settings.PUBLIC_STATEMENT_SECONDS = 0.05


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def answered(path, answer=lambda request: HttpResponse(asked("SHOW statement_timeout"))):
    return StatementLimit(answer)(RequestFactory().get(path))


def test_public_statements_have_the_limit_and_the_desk_has_none():
    paths = ["/answers/", "/en/answers/", "/admin/", "/en/admin/survey/", "/api/v1/answers/"]
    assert [answered(path).content for path in paths] == [b"50ms", b"50ms", b"0", b"0", b"50ms"]


def test_statement_that_takes_too_long_is_too_much_at_once():
    with pytest.raises(OperationalError) as error:
        answered("/answers/", lambda request: asked("SELECT pg_sleep(20)"))
    assert fault_of(error.value) == Fault.BUSY


def test_download_is_read_without_a_limit():
    response = answered("/answers.csv", lambda request: StreamingHttpResponse(asked("SELECT 'x'")))
    assert (list(response), asked("SHOW statement_timeout")) == ([b"x"], "0")


def test_public_request_after_the_desk_has_the_limit_again():
    assert [answered(path).content for path in ("/answers/", "/admin/", "/answers/")] == [b"50ms", b"0", b"50ms"]
