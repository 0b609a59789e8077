"""docs/security.md tells what holds by tests that there are."""

import re

from django.conf import settings

PAGE = (settings.BASE_DIR / "docs" / "security.md").read_text()


def test_table_has_every_chapter_of_the_standard_and_names_tests_that_there_are():
    table = PAGE.partition("## OWASP ASVS")[2]
    assert re.findall(r"^\| V(\d+) ", table, re.MULTILINE) == [str(number) for number in range(1, 18)]
    named = set(re.findall(r"`([\w/]+/test_\w+\.py)`", table))
    assert len(named) > 20
    assert [name for name in named if not (settings.BASE_DIR / "tests" / name).exists()] == []
