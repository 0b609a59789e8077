"""docs/formats.md against the readers and the golden pairs."""

import json
import re
from pathlib import Path, PurePath

import pytest

from survey.importing.formats import EXPORT_FORMATS
from survey.importing.lists.kinds import LISTS
from survey.intake import TRANSCRIPTS
from survey.intake.catalogue import HEADINGS
from survey.models import Inquiry, PartyName
from survey.sheets.grid import NEEDED, TEXTS
from survey.sheets.reader import READERS
from tests.intake.golden import ANNEXES
from tests.intake.test_catalogues import CASES, CATALOGUES
from tests.intake.test_catalogues import expected as expected_catalogue

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text()
FILE = re.compile(r"`([a-z0-9-]+\.[a-z]+)`")


def lines_of(heading):
    """The cells of the table below a heading, without its first two lines."""
    section = re.split(r"\n##+ ", PAGE.partition(f"## {heading}\n")[2])[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"][
        2:
    ]


def test_formats_page_lists_every_ending_that_is_read():
    endings = [ending for cells in lines_of("Endings") for ending in re.findall(r"`(\.\w+)`", cells[0])]
    assert sorted(endings) == sorted([*TRANSCRIPTS, *READERS])
    assert {f".{each.extension}" for each in EXPORT_FORMATS} <= set(endings)


def test_formats_page_names_each_golden_file_beside_its_ending():
    named = {name: cells[0] for cells in lines_of("Endings") for name in FILE.findall(cells[2])}
    assert set(named) == {path.name for path in ANNEXES.iterdir() if path.suffix != ".json"}
    assert [name for name, endings in named.items() if f"`{PurePath(name).suffix}`" not in endings] == []


def test_formats_page_says_the_encoding_that_the_reader_said():
    for encoding, file in lines_of("Encodings of texts"):
        golden = json.loads((ANNEXES / file.strip("`")).with_suffix(".json").read_text())
        assert golden.get("encoding", "UTF-8") == encoding


def test_formats_page_names_no_file_that_is_not_there():
    names = set(FILE.findall(PAGE))
    assert [name for name in names if not (ANNEXES / name).exists() and not (CATALOGUES / name).exists()] == []


def _facts(golden):
    """What of a real annex a golden table shows, each by the words of the page."""
    records = golden["records"]
    yield "stand inside the reply to a question", len(golden["left_out"]) > 2
    yield "have subjects for rows, not respondents", golden["label_heading"] == "Maßnahme"
    yield "put headings between groups of rows", any(each.get("role") == "heading" for each in records)
    yield "have a second and a third key", any(len(each.get("breakdown", ())) == 2 for each in records)
    yield "give two bodies one row", any(" und " in each["label"] for each in records)
    yield "say the unit above the table or in headings", len(set(golden.get("units", ()))) > 1
    yield "print the headings again after a page break", records[-1]["page"] == 2 and len(golden["left_out"]) == 1
    yield "have headings over two or three lines", any(" / " in each for each in golden["headings"])
    yield "go on in rows without label", any(each["continues"] for each in records)
    yield "print a district once for many lines", [each["label"] for each in records].count("LK Fulda") > 1
    yield "break names by a hyphen, in a field", any("-\n" in each["label"] for each in records)
    yield "break names by a hyphen, over two rows", "-\n" in records[0]["label"] and records[1]["continues"]
    yield "draw lines with dashes", any("--" in text for _, text in golden["left_out"])
    yield "add up", any(each.get("role") == "sum" for each in records)
    yield (
        "repeat all rows in blocks",
        records[0].get("role") == "heading" and any("breakdown" in each for each in records),
    )
    yield "mark what footnotes speak of", bool(golden.get("notes"))


def test_formats_page_names_a_file_for_all_that_real_annexes_do():
    said = dict(lines_of("What real annexes do"))
    paths = {what: (ANNEXES / file.strip("`")).with_suffix(".json") for what, file in said.items()}
    goldens = {what: json.loads(path.read_text()) for what, path in paths.items()}
    shown = {what: {fact for fact, is_so in _facts(golden) if is_so} for what, golden in goldens.items()}
    assert list(said) == [fact for fact, _ in _facts(next(iter(goldens.values())))]
    assert [what for what, facts in shown.items() if what not in facts] == []


def quoted(cell):
    return cell.strip("“”").split("” · “")


def test_formats_page_lists_every_ending_of_a_catalogue():
    lead = PAGE.partition("\n## Catalogues\n")[2].partition("\n### ")[0]
    assert sorted(re.findall(r"`(\.\w+)`", lead)) == sorted([*TEXTS, *NEEDED])


def test_formats_page_lists_the_headings_of_a_catalogue():
    told = {cells[0].strip("`"): quoted(cells[1]) for cells in lines_of("Columns of a catalogue")}
    assert told == {name: headings.split("|") for name, headings in HEADINGS.items()}


@pytest.mark.django_db
def test_formats_page_lists_the_spellings_of_parties():
    told = {party: quoted(spellings) for party, spellings in lines_of("Parties of a catalogue")}
    known = PartyName.objects.values_list("party", "spelling")
    assert [(party, spelling) for party, spelling in known if spelling not in told[party]] == []


def test_formats_page_names_each_golden_catalogue():
    named = {file.strip("`") for _what, file in lines_of("What a line of a catalogue may hold")}
    assert named == {path.name for path in CASES}


def _facts_of_catalogue(golden):
    """What of a list a golden catalogue shows, each by the words of the page."""
    entries = golden["entries"]
    counts = {len(each.get("askers", ())) for each in entries}
    groups = {bool(asker.get("group")) for each in entries for asker in each.get("askers", ())}
    yield "other columns, and lines above the headings", bool(golden.get("unread")) and entries[0]["line"] > 2
    yield "English headings", "asked by" in golden["headings"]
    yield (
        "several askers in one field, in any order of names, with titles, a group, a party alone",
        counts == {0, 1, 2} and groups == {True, False},
    )
    yield "days in German and ISO writing", entries[0].get("dates") and len(entries[0]["dates"]) == 5
    yield "days of a spreadsheet", all(each.get("dates") for each in entries)
    yield "several askers below each other in one field", counts == {1, 2}
    yield "dates that are none: kept as findings", any(each.get("impossible") for each in entries)
    yield (
        "kinds of papers",
        {each.get("kind") for each in entries} == {*Inquiry.Kind.values, None},
    )
    yield "what is refused; the other lines come in", bool(golden.get("refusals"))
    yield "the list of a public archive", "legislative_term" in golden["headings"]


def test_formats_page_names_a_file_for_all_that_a_catalogue_may_hold():
    said = dict(lines_of("What a line of a catalogue may hold"))
    goldens = {what: expected_catalogue(CATALOGUES / file.strip("`")) for what, file in said.items()}
    shown = {what: dict(_facts_of_catalogue(golden)) for what, golden in goldens.items()}
    assert [list(facts) for facts in shown.values()] == [list(said)] * len(said)
    assert [what for what, facts in shown.items() if not facts[what]] == []


def test_formats_page_names_every_list_of_records_with_its_columns():
    named = {
        model.strip("`"): re.findall(r"`(\w+)`", keys + rest) for model, keys, rest in lines_of("Lists of records")
    }
    assert {model: sorted(columns) for model, columns in named.items()} == {
        model: sorted(column.name for column in resource.columns) for model, resource in LISTS.items()
    }
