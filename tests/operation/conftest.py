"""Each test begins with a process that saw nothing of the database."""

import pytest

from survey.public import caching


@pytest.fixture(autouse=True)
def nothing_seen():
    caching.last_seen.__init__()
