import pytest

from survey.files.errors import FileError
from survey.sheets import jsonlines

ROWS = [["LK Fulda", "Ja.\n\nZwei."], ["LK Kassel", ""]]


def test_jsonlines_puts_an_object_on_each_line():
    assert list(jsonlines.lines(["respondent", "Frage 1"], ROWS)) == [
        '{"respondent": "LK Fulda", "Frage 1": "Ja.\\n\\nZwei."}\n',
        '{"respondent": "LK Kassel", "Frage 1": ""}\n',
    ]


def test_jsonlines_reads_what_it_writes():
    data = "".join(jsonlines.lines(["respondent", "Frage 1"], ROWS)).encode()
    table = jsonlines.read(data, "a.jsonl")
    assert table.headings == ("Frage 1",)
    assert [(record.label, record.cells[0].text) for record in table.records] == [tuple(row) for row in ROWS]


def test_jsonlines_names_the_line_that_is_no_json():
    with pytest.raises(FileError, match=r"^a\.jsonl, line 3: This is not JSON\.$"):
        jsonlines.read(b'{"respondent": "LK Fulda", "Frage 1": "Ja."}\n\n{"respondent": \n', "a.jsonl")


@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_jsonlines_of_nothing_says_so(data):
    with pytest.raises(FileError, match="The file is empty"):
        jsonlines.read(data, "a.jsonl")
