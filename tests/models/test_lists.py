"""Lists in one column: stored as JSON text, and asked for one entry."""

import pytest

from survey.models import SearchRow

pytestmark = pytest.mark.django_db


def make(districts, codes=()):
    return SearchRow.objects.create(
        kind="answer", path="/", position=1, title="x", districts=districts, codes=list(codes)
    )


def test_list_comes_back_as_it_was():
    names = ["BÜNDNIS 90/DIE GRÜNEN", 'Der "Kreis"', "50 %", "a_b", "a\\b"]
    make(names)
    assert SearchRow.objects.get().districts == names
    assert SearchRow.objects.values_list("districts", flat=True).get() == names


@pytest.mark.parametrize("name", ["BÜNDNIS 90/DIE GRÜNEN", 'Der "Kreis"', "50 %", "a_b", "a\\b"])
def test_has_finds_one_entry_whole(name):
    row = make(["andere", name])
    make(["BÜNDNIS", "Kreis", "50 %%", "aXb", "a\\\\b"])
    assert list(SearchRow.objects.filter(districts__has=name)) == [row]


def test_has_finds_no_part_of_an_entry():
    make(["066311"])
    assert not SearchRow.objects.filter(districts__has="06631").exists()


def test_list_holds_as_many_districts_as_there_are():
    row = make([f"{number:05}" for number in range(400)])
    assert SearchRow.objects.get(districts__has="00399") == row
