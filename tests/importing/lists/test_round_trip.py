"""Each list of the desk goes out as a file and comes back: unchanged, with one cell edited, with hostile content."""

import pytest
from django.utils.translation import override

from survey.importing import ImportRefused
from survey.importing.lists.columns import folded
from survey.importing.lists.kinds import LISTS
from survey.importing.undo import undo
from survey.models import Batch, Inquiry, Participation, RespondentName
from tests.factories import make_user
from tests.importing.lists.sheets import EDITED, brought, brought_lines, exported, figures, lines_of
from tests.importing.tables import counts

pytestmark = pytest.mark.django_db
HOSTILE = '=HYPERLINK("http://boese.example";"x") \t+1 -2 @x \u202e „Zitat“ <b>&amp;</b> | ; , "'


@pytest.fixture
def paper(published):
    """Hessen 19/1613 with a printed name."""
    RespondentName.objects.create(name="MTK", respondent=None, state="06")
    return Inquiry.objects.get(slug="hessen-19-1613")


@pytest.mark.parametrize("kind", LISTS)
def test_list_comes_back_unchanged_in_every_format_and_language(paper, kind):
    before = counts()
    for extension, language in (("csv", "de"), ("xlsx", "en"), ("ods", "de"), ("json", "de"), ("jsonl", "en")):
        report = brought(kind, exported(kind, extension, language), name=f"list.{extension}")
        assert (figures(report), report.unchanged > 0, report.batch) == ((0, 0, 0), True, None)
    assert counts() == before


@pytest.mark.parametrize("kind", EDITED)
def test_edited_cell_alone_is_changed_and_undone(paper, kind):
    column, wanted = EDITED[kind]
    editor = make_user("lists")
    headings, lines = lines_of(exported(kind))
    at = headings.index(column)
    line = next(each for each in lines if each[at] != wanted)
    old, line[at] = line[at], wanted
    before = counts()
    preview = brought_lines(kind, headings, lines, by=editor, dry_run=True)
    assert (figures(preview), [(each.old, each.new) for each in preview.changes]) == ((0, 1, 0), [(old, wanted)])
    assert counts() == before
    report = brought_lines(kind, headings, lines, by=editor)
    batch = Batch.objects.get(pk=report.batch.pk)
    assert (figures(report), batch.changed, batch.list_of, batch.by) == ((0, 1, 0), 1, kind, editor)
    model = LISTS[kind].model
    told = model.history.filter(batch=batch.pk)
    assert (told.count(), told[0].history_user) == (1, editor)
    again = [cells[: len(headings) - 1] for cells in lines]
    assert figures(brought_lines(kind, headings[:-1], again)) == (0, 0, 0)
    undo(batch, by=editor, reason="Versehen.")
    line[at] = old
    assert figures(brought_lines(kind, headings[:-1], [cells[: len(headings) - 1] for cells in lines])) == (0, 0, 0)


@pytest.mark.parametrize("kind", LISTS)
def test_refused_line_stops_all(paper, kind):
    headings, lines = lines_of(exported(kind))
    bad = list(lines[0])
    bad[headings.index("seen")] = "x"
    report = brought_lines(kind, headings, [bad, *lines[1:]])
    assert (report.refused, report.is_stopped, report.batch) == (1, True, None)
    assert report.refused_rows[0].line == 2
    assert report.refusals == [
        "Line 2: The column “seen” was changed. It says what stood here at the export; leave it alone."
    ]


@pytest.mark.parametrize("kind", sorted(EDITED.keys() - {"meeting", "respondentname", "district", "parliament"}))
def test_formulas_are_defused_and_come_back(paper, kind):
    column, _wanted = EDITED[kind]
    field = LISTS[kind].model._meta.get_field(column)
    text = HOSTILE[: field.max_length or None].strip()
    headings, lines = lines_of(exported(kind))
    lines[0][headings.index(column)] = text
    assert figures(brought_lines(kind, headings, lines)) == (0, 1, 0)
    assert f"'{text[:10]}" in exported(kind, "csv").decode()
    for extension in ("csv", "xlsx", "ods"):
        assert figures(brought(kind, exported(kind, extension), name=f"list.{extension}")) == (0, 0, 0)


@pytest.mark.parametrize("kind", LISTS)
def test_headings_of_another_list_are_refused_in_words(paper, kind):
    headings, lines = lines_of(exported(kind))
    for wrong, sentence in (
        ([*headings[:-1], "<script>"], "The list has no column “<script>”"),
        ([*headings[:-1], headings[0]], f"Two columns have the heading “{headings[0]}”."),
        ([*headings, ""], "The list has no column “”"),
        (["=1+1", *headings[1:]], "The list has no column “=1+1”"),
    ):
        with pytest.raises(ImportRefused) as raised:
            brought_lines(kind, wrong, lines, dry_run=True)
        assert str(raised.value).startswith(sentence)


@pytest.mark.parametrize("kind", LISTS)
def test_headings_of_a_list_are_told_apart_in_both_languages(kind):
    columns = LISTS[kind].columns
    known = {}
    for column in columns:
        for heading in column.headings.values():
            assert known.setdefault(folded(heading), column.name) == column.name
    with override("de"):
        assert all(column.heading == column.headings["de"] for column in columns)


def test_participation_is_edited_by_its_words(paper):
    """Everything else of it is its key."""
    headings, lines = lines_of(exported("participation"))
    line = next(each for each in lines if each[headings.index("quote")])
    quote = line[headings.index("quote")]
    actor = line[headings.index("actor")]
    line[headings.index("quote")] = actor
    report = brought_lines("participation", headings, lines)
    assert (figures(report), [(each.old, each.new) for each in report.changes]) == ((0, 1, 0), [(quote, actor)])
    part = Participation.objects.get(evidence__quote=actor)
    assert part.evidence.count() == 1
    undo(Batch.objects.get(pk=report.batch.pk), by=make_user("undoes"), reason="Versehen.")
    assert [each.quote for each in part.evidence.all()] == [quote]
