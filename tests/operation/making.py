"""Faults as they come: errors that SQLite and PostgreSQL themselves raise."""

import sqlite3
from contextlib import closing, contextmanager

import psycopg
from django.db import OperationalError, connection


def locked(folder):
    """The error of a writer that finds another one at work."""
    path = folder / "locked.sqlite3"
    with closing(sqlite3.connect(path, timeout=0)) as one, closing(sqlite3.connect(path, timeout=0)) as other:
        one.execute("CREATE TABLE cell (text TEXT)")
        one.execute("BEGIN IMMEDIATE")
        return raised(lambda: other.execute("BEGIN IMMEDIATE"), sqlite3.OperationalError)


def full(folder):
    """The error of a writer whose database may not grow."""
    with closing(sqlite3.connect(folder / "full.sqlite3")) as database:
        database.execute("CREATE TABLE cell (text TEXT)")
        database.execute("PRAGMA max_page_count = 2")
        return raised(
            lambda: database.execute("INSERT INTO cell VALUES (?)", ["x" * 100_000]), sqlite3.OperationalError
        )


def gone(folder):
    """The error of who asks a server that is not there."""
    return raised(lambda: psycopg.connect(host=str(folder), connect_timeout=3), psycopg.OperationalError)


def raised(act, kind):
    try:
        act()
    except kind as error:
        return error
    raise AssertionError("It did not fail.")


@contextmanager
def failing(cause, only=""):
    """Each query of the block fails by this cause; with `only`, those that begin with that word."""

    def fail(execute, sql, params, many, context):
        if sql.startswith(only):
            raise OperationalError(str(cause)) from cause
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield
