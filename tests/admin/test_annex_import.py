"""The import of a table on the desk: upload, preview, decisions, import, rights, broken files."""

import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from survey.importing import import_table
from survey.importing.prepared_table import PreparedTable
from survey.intake import read_annex
from survey.models import Annex, Answer, Batch, ImportSession, Passage, RespondentName, Source
from survey.sheets.read_options import ReadOptions
from tests import factories
from tests.importing.tables import as_printed
from tests.intake.golden import ANNEXES

TABLE = "respondent,Frage 1,Frage 2\r\nLK Fulda,Ja.,s. 1\r\nLK Kassel,Nein.,\r\n"
BAD = TABLE + "LK Gießen,Ja.,Nein.,zu viel\r\n"
UPLOAD = "admin:survey_annex_import"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def annex(db):
    inquiry = factories.make_inquiry()
    factories.make_question(inquiry, "1")
    factories.make_question(inquiry, "2")
    return factories.make_annex(inquiry)


def send(client, annex=None, content=TABLE, name="anlage.csv", **fields):
    content = content.encode() if isinstance(content, str) else content
    chosen = {"annex": annex.pk} if annex else {}
    return client.post(reverse(UPLOAD), chosen | fields | {"file": SimpleUploadedFile(name, content)})


def upload(client, annex, content=TABLE, name="anlage.csv", **fields):
    """The page of the import."""
    response = send(client, annex, content, name, **fields)
    assert response.status_code == 302, response.context["form"].errors
    return client.get(response.url)


def press(client, page, **buttons):
    """Press a button of the page, and see the page again."""
    return client.post(page.request["PATH_INFO"], buttons, follow=True)


def totals(page):
    report = page.context["report"]
    return report.new, report.changed, report.unchanged, report.refused


def printed(annex):
    passages = Passage.objects.filter(printed_in__row__annex=annex)
    return sorted(passages.values_list("printed_in__row__printed", "printed_in__column__heading", "text", "position"))


def test_preview_is_the_dry_run_and_writes_nothing(desk, annex, editor):
    page = upload(desk, annex)
    expected = import_table(read_annex(TABLE.encode(), "anlage.csv"), annex, by=editor, dry_run=True)
    assert list(page.context["report"].changes) == list(expected.changes)
    assert totals(page) == (4, 0, 0, 0)
    assert (Batch.objects.count(), Source.objects.count(), Passage.objects.count()) == (0, 0, 0)


def test_import_does_what_the_command_does(desk, annex, editor):
    other = factories.make_annex(factories.make_inquiry())
    factories.make_question(other.inquiry, "1")
    factories.make_question(other.inquiry, "2")
    report = import_table(read_annex(TABLE.encode(), "anlage.csv"), other, by=editor, dry_run=False)
    page = press(desk, upload(desk, annex), **{"import": "1"})
    assert page.context["outcome"]["sentence"] == report.sentence
    assert printed(annex) == printed(other)
    batch = Batch.objects.get(annex=annex)
    assert page.context["batch"] == batch
    counts = [batch.new, batch.changed, batch.unchanged, batch.refused]
    assert counts == [report.new, report.changed, report.unchanged, report.refused]
    assert (batch.by, batch.source.name, bytes(batch.source.content)) == (editor, "anlage.csv", TABLE.encode())


def test_table_is_made_on_the_spot(desk, annex):
    new = {"inquiry": annex.inquiry_id, "number": 7, "label": "Anlage 7", "title": "Plätze"}
    press(desk, upload(desk, None, **new), **{"import": "1"})
    made = Annex.objects.get(number=7)
    assert (made.inquiry, made.label, made.title, made.rows.count()) == (annex.inquiry, "Anlage 7", "Plätze", 2)


def test_table_of_a_file_that_cannot_be_read_is_not_made(desk, annex):
    send(desk, None, "", inquiry=annex.inquiry_id, number=7)
    assert Annex.objects.count() == 1


@pytest.mark.parametrize(("fields", "where"), [({}, "__all__"), ({"number": 1}, "number")])
def test_upload_says_which_table_is_missing_or_taken(desk, annex, fields, where):
    fields = fields | ({"inquiry": annex.inquiry_id} if fields else {})
    assert list(send(desk, None, **fields).context["form"].errors) == [where]


def test_same_file_twice_says_who_brought_it_and_changes_nothing(desk, annex, editor):
    press(desk, upload(desk, annex), **{"import": "1"})
    page = upload(desk, annex)
    assert page.context["report"].earlier == Batch.objects.get()
    assert page.context["report"].changes_nothing
    said = "Bereits eingelesen von Editor Beispiel am "
    assert said in page.content.decode()
    press(desk, page, **{"import": "1"})
    assert Batch.objects.count() == 1


def test_refused_rows_stop_the_others_until_the_editor_says_otherwise(desk, annex):
    page = upload(desk, annex, BAD)
    assert totals(page) == (4, 0, 0, 1)
    press(desk, page, **{"import": "1"})
    assert Passage.objects.count() == 0
    press(desk, page, **{"import": "1", "skip_refused": "on"})
    assert [row.printed for row in annex.rows.all()] == ["LK Fulda", "LK Kassel"]
    assert Batch.objects.get().refused == 1


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_refused_rows_are_mended_in_their_file_and_brought_again(desk, annex, ending):
    page = upload(desk, annex, BAD)
    press(desk, page, **{"import": "1", "skip_refused": "on"})
    address = reverse("admin:survey_annex_import_refused", args=[page.context["job"].token, ending])
    content = desk.get(address).content
    if ending == "csv":
        lines = content.decode().splitlines()
        reason = "4 Felder, aber die Tabelle hat 3 Spalten."
        assert lines == ['respondent,Frage 1,Frage 2,"abgelehnt, weil",', f'LK Gießen,Ja.,Nein.,"{reason}",zu viel']
        content = "\r\n".join([lines[0].removesuffix(","), lines[1].removesuffix(",zu viel")]).encode()
        mended = upload(desk, annex, content, "refused.csv")
        assert totals(mended) == (2, 0, 0, 0)
        press(desk, mended, **{"import": "1"})
        assert [column.heading for column in annex.columns.all()] == ["Frage 1", "Frage 2"]
    else:
        assert content.startswith(b"PK")


def test_column_is_mapped_and_the_table_remembers_it(desk, annex):
    page = upload(desk, annex, TABLE.replace("Frage 2", "Sonstiges"))
    address = reverse("admin:survey_annex_import_column", args=[page.context["job"].token, 2])
    question = {"becomes": "new", "questions": ["2"]}
    page = desk.post(address, question, follow=True)
    press(desk, page, **{"import": "1"})
    assert [each.key for each in annex.columns.get(heading="Sonstiges").questions.all()] == ["2"]
    second = upload(desk, annex, TABLE.replace("Frage 2", "Frage zwei").replace("s. 1", "Neu."))
    address = reverse("admin:survey_annex_import_column", args=[second.context["job"].token, 2])
    desk.post(address, {"becomes": "2"})
    press(desk, second, **{"import": "1"})
    assert [column.heading for column in annex.columns.all()] == ["Frage 1", "Sonstiges"]
    third = upload(desk, annex, TABLE.replace("Frage 2", "Frage zwei").replace("s. 1", "Neuer."))
    assert [change.place for change in third.context["report"].changes] == ["LK Fulda, Sonstiges"]


def test_column_is_left_out(desk, annex):
    page = upload(desk, annex)
    address = reverse("admin:survey_annex_import_column", args=[page.context["job"].token, 2])
    page = desk.post(address, {"becomes": "ignored"}, follow=True)
    assert totals(page) == (2, 0, 0, 0)


def test_unknown_name_is_resolved_on_the_spot_and_kept(desk, annex):
    fulda = factories.make_respondent("Landkreis Fulda")
    page = upload(desk, annex, "respondent,Frage 1\r\nLkr Fuldda,Ja.\r\nRest,Nein.\r\n")
    assert page.context["report"].unknown_names == ["Lkr Fuldda", "Rest"]
    assert fulda in page.context["shown_names"][0][2]
    page = press(desk, page, match=f"0:{fulda.pk}")
    page = press(desk, page, match="0:nobody")
    assert (page.context["report"].unknown_names, page.context["decided"]) == (
        [],
        [("Lkr Fuldda", fulda), ("Rest", None)],
    )
    press(desk, page, **{"import": "1"})
    assert dict(annex.rows.values_list("printed", "respondent")) == {"Lkr Fuldda": fulda.pk, "Rest": None}
    assert dict(RespondentName.objects.values_list("name", "respondent")) == {"Lkr Fuldda": fulda.pk, "Rest": None}
    other = factories.make_annex(factories.make_inquiry())
    page = upload(desk, other, "respondent,Frage 1\r\nLkr Fuldda,Ja.\r\nRest,Nein.\r\n")
    assert page.context["report"].unknown_names == []


def test_preview_says_who_is_meant_with_key_and_validity_and_how_that_is_known(desk, annex):
    annex.date = "2026-01-01"
    annex.save()
    for key, bounds in (("06152", {"valid_to": "2016-10-31"}), ("06159", {"valid_from": "2016-11-01"})):
        district = factories.make_district("Göttingen", key, **bounds)
        factories.make_respondent("Landkreis Göttingen", district=district, slug=key)
    factories.make_respondent("Landkreis Kassel", district=factories.make_district("Kassel", "06633"))
    factories.make_respondent("Main-Kinzig-Kreis", district=factories.make_district("MKK", "06435"), printed=["MKK"])
    page = upload(desk, annex, "Landkreis,Frage 1\r\nLK Göttingen,Ja.\r\nMKK,Ja.\r\nKassel,Ja.\r\nAmt,Nein.\r\n")
    assert page.context["shown_meant"] == [
        ("LK Göttingen", "Landkreis Göttingen (06159), seit 1. November 2016", "durch den Namen selbst"),
        ("MKK", "Main-Kinzig-Kreis (06435)", "gemerkt aus einer früheren Wahl"),
        ("Kassel", "Landkreis Kassel (06633)", "durch den Namen und seine Überschrift"),
    ]
    assert "seit 1. November 2016" in page.content.decode()
    assert page.context["report"].unknown_names == ["Amt"]


def test_name_that_means_somebody_else_is_refused_unless_confirmed(desk, annex):
    annex.date = "2016-12-01"
    annex.save()
    ended = factories.make_district("Osterode", "06156", valid_to="2016-10-31")
    factories.make_respondent("Landkreis Osterode", district=ended)
    town = factories.make_respondent("Rüsselsheim", "municipality")
    page = upload(desk, annex, "respondent,Frage 1\r\nLK Osterode,Ja.\r\n")
    page = press(desk, page, match=f"0:{town.pk}")
    [message] = [str(each) for each in page.context["messages"]]
    assert message.startswith("„LK Osterode“ bedeutet Landkreis Osterode (06156), bis 31. Oktober 2016.")
    assert page.context["decided"] == []
    address = reverse("admin:survey_annex_import_name", args=[page.context["job"].token, 0])
    form = desk.post(f"{address}?q=rüssel", {"respondent": str(town.pk)}).context["form"]
    assert list(form.errors) == ["confirmed"]
    page = desk.post(f"{address}?q=rüssel", {"respondent": str(town.pk), "confirmed": "on"}, follow=True)
    assert page.context["decided"] == [("LK Osterode", town)]


def test_another_respondent_is_looked_for(desk, annex):
    kassel = factories.make_respondent("Landkreis Kassel", district=factories.make_district("Kassel", key="06633"))
    page = upload(desk, annex, "respondent,Frage 1\r\nIrgendwer,Ja.\r\n")
    address = reverse("admin:survey_annex_import_name", args=[page.context["job"].token, 0])
    found = desk.get(address, {"q": "kassel"}).context["form"].fields["respondent"].choices
    assert [value for value, _label in found] == [str(kassel.pk), "nobody"]
    page = desk.post(f"{address}?q=kassel", {"respondent": str(kassel.pk)}, follow=True)
    assert page.context["decided"] == [("Irgendwer", kassel)]


def test_decision_is_taken_back_before_the_import(desk, annex):
    page = press(desk, upload(desk, annex, "respondent,Frage 1\r\nRest,Ja.\r\n"), match="0:nobody")
    page = press(desk, page, reopen="Rest")
    assert page.context["report"].unknown_names == ["Rest"]


def test_changes_are_shown_page_by_page_with_their_words_marked(desk, annex):
    rows = "".join(f"LK {number},Ja.\r\n" for number in range(120))
    page = upload(desk, annex, f"Landkreis,Frage 1\r\n{rows}")
    assert len(page.context["shown_changes"]) == 50
    press(desk, page, **{"import": "1"})
    page = upload(desk, annex, f"Landkreis,Frage 1\r\n{rows.replace('LK 7,Ja.', 'LK 7,Ja <bald>.')}")
    (change,) = page.context["shown_changes"]
    assert (change["place"], change["is_new"]) == ("LK 7, Frage 1", False)
    assert "Ja<ins> &lt;bald&gt;</ins>." in page.content.decode()
    last = desk.get(page.request["PATH_INFO"], {"page": "3"})
    assert last.context["changes"].number == 1


def test_page_costs_the_same_queries_for_few_rows_and_many(desk, annex, django_assert_max_num_queries):
    counts = []
    for number in (1, 30):
        rows = "".join(f"LK {each},Ja.\r\n" for each in range(number))
        page = upload(desk, annex, f"respondent,Frage 1\r\n{rows}")
        with django_assert_max_num_queries(50) as queries:
            desk.get(page.request["PATH_INFO"])
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_import_that_was_broken_off_says_so_and_offers_to_go_on(desk, annex):
    page = upload(desk, annex)
    job = page.context["job"]
    job.begin(dry_run=False)
    page = desk.get(page.request["PATH_INFO"])
    assert page.context["state"] == "interrupted"
    assert "Das Einlesen wurde abgebrochen, bevor es fertig war." in page.content.decode()
    page = press(desk, page, **{"import": "1"})
    assert (page.context["state"], Batch.objects.count()) == ("imported", 1)


def test_import_that_runs_shows_its_progress_and_can_be_stopped(desk, annex):
    page = upload(desk, annex)
    job = page.context["job"]
    with job.run_state.held():
        page = desk.get(page.request["PATH_INFO"])
        assert (page.context["state"], page.status_code) == ("running", 200)
        assert desk.get(page.request["PATH_INFO"] + "progress/").status_code == 200
        press(desk, page, cancel="1")
        assert job.run_state.is_stop_asked
    assert desk.get(page.request["PATH_INFO"] + "progress/").headers["HX-Refresh"] == "true"


def test_import_of_another_is_not_there(publishers_desk, desk, annex):
    page = upload(desk, annex)
    assert publishers_desk.get(page.request["PATH_INFO"]).status_code == 404
    assert desk.get(reverse("admin:survey_annex_import_page", args=["x"])).status_code == 404


def test_discarded_import_is_gone(desk, annex):
    page = upload(desk, annex)
    press(desk, page, forget="1")
    assert PreparedTable.found(page.context["job"].token) is None


def test_abandoned_or_discarded_import_of_a_new_table_leaves_none(desk, annex):
    new = {"inquiry": annex.inquiry.pk, "number": 2}
    page = upload(desk, None, **new)
    assert list(Annex.objects.all()) == [annex]
    response = press(desk, page, forget="1")
    assert response.request["PATH_INFO"] == reverse("admin:survey_inquiry_change", args=[annex.inquiry.pk])
    assert (list(Annex.objects.all()), ImportSession.objects.count()) == ([annex], 0)


def test_columns_and_names_of_a_new_table_are_decided_before_it_is_made(desk, annex):
    fulda = factories.make_respondent("Landkreis Fulda")
    new = {"inquiry": annex.inquiry.pk, "number": 2}
    page = upload(desk, None, "respondent,Plätze\r\nLkr Fuldda,12\r\n", **new)
    address = reverse("admin:survey_annex_import_column", args=[page.context["job"].token, 1])
    page = desk.post(address, {"becomes": "new", "questions": ["2"]}, follow=True)
    page = press(desk, page, match=f"0:{fulda.pk}")
    press(desk, page, **{"import": "1"})
    made = Annex.objects.get(number=2)
    (column,), (row,) = made.columns.all(), made.rows.all()
    assert ([each.key for each in column.questions.all()], row.respondent) == (["2"], fulda)


def test_broken_file_is_refused_with_its_whole_sentence(desk, annex):
    response = send(desk, annex, "respondent,Frage 1,Frage 1\r\nLK Fulda,Ja.,zu viel\r\n")
    assert response.context["form"].errors["file"] == [
        "anlage.csv, Zeile 1, Spalte 3: Zwei Spalten haben die Überschrift „Frage 1“."
    ]
    assert Passage.objects.count() == 0


def test_table_in_another_encoding_is_read(desk, annex):
    page = upload(desk, annex, TABLE.replace("Nein", "Größe").encode("latin-1"))
    assert [change.new for change in page.context["report"].changes if change.new] == ["Ja.", "s. 1", "Größe."]


def test_import_needs_its_own_right(client, annex, desk):
    page = upload(desk, annex)
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename__in=["view_annex", "change_annex", "add_annex"]))
    client.force_login(viewer)
    assert client.get(reverse(UPLOAD)).status_code == 403
    assert send(client, annex).status_code == 403
    assert client.get(page.request["PATH_INFO"]).status_code == 403
    lists = client.get(reverse("admin:survey_annex_changelist"))
    assert reverse(UPLOAD) not in lists.content.decode()


def test_changed_export_is_previewed_as_an_edit_until_somebody_calls_it_a_print(desk, annex):
    press(desk, upload(desk, annex, TABLE), **{"import": "1"})
    page = upload(desk, annex, TABLE.replace("Ja.", "Ja, bald.".replace(",", ";")))
    assert (page.context["is_export"], page.context["report"].changed) == (True, 1)
    page = press(desk, page, is_print="on")
    assert (page.context["is_export"], page.context["report"].changed) == (False, 1)
    press(desk, press(desk, page, is_print=""), **{"import": "1"})
    answer = Answer.objects.get(wording__isnull=False)
    assert (answer.text, as_printed(annex)[0][1]) == ("Ja; bald.", "Ja.")


def test_table_is_exported_and_comes_back_without_a_change(desk, annex):
    press(desk, upload(desk, annex), **{"import": "1"})
    response = desk.post(reverse("admin:survey_annex_export_table", args=[annex.pk]), {"resource": 0, "format": 0})
    assert response.content.decode() == TABLE
    assert upload(desk, annex, response.content).context["report"].changes_nothing


def test_sheet_is_chosen_by_name(desk, annex):
    content = (ANNEXES / "several-sheets.xls").read_bytes()
    press(desk, upload(desk, annex, content, "anlage.xls", part="Tabelle", spread="on"), **{"import": "1"})
    assert list(annex.rows.values_list("printed", flat=True)) == ["LK Fulda", "LK Fulda", "LK Gießen"]


def test_sheet_that_is_not_there_is_refused_with_the_names_of_those_that_are(desk, annex):
    content = (ANNEXES / "several-sheets.xls").read_bytes()
    (error,) = send(desk, annex, content, "anlage.xls", part="Blatt 9").context["form"].errors["file"]
    assert [name in error for name in ("Blatt 9", "Deckblatt, Tabelle, Alt")] == [True, True]


def test_table_is_chosen_by_the_number_of_its_paper_without_javascript(desk, annex):
    page = reverse(UPLOAD)
    shown = desk.get(page, {"paper": annex.inquiry.number}).content.decode()
    links = [f'href="{page}?annex={annex.pk}"', f'href="{page}?inquiry={annex.inquiry.pk}"']
    assert [link for link in links if link not in shown] == []
    chosen = desk.get(page, {"annex": annex.pk}).content.decode()
    assert f'<option value="{annex.pk}" selected>' in chosen
    assert "Keine Anfrage hat die Nummer" in desk.get(page, {"paper": "1/1"}).content.decode()


def test_another_table_is_chosen_on_the_page(desk, annex):
    content = (ANNEXES / "spans.html").read_bytes()
    page = upload(desk, annex, content, "anlage.html")
    assert (page.context["job"].read_options.part, dict(page.context["other_tables"])) == ("", {"2": "Tabelle 2"})
    second = press(desk, page, part="2")
    assert second.context["job"].headings == list(read_annex(content, "anlage.html", ReadOptions("2")).headings)
    assert dict(second.context["other_tables"]) == {"1": "Tabelle 1"}


def test_sheet_without_a_table_is_said_and_the_other_stays(desk, annex):
    content = (ANNEXES / "several-sheets.xls").read_bytes()
    page = press(desk, upload(desk, annex, content, "anlage.xls"), part="Deckblatt")
    assert len(page.context["messages"]) == 1
    assert page.context["other_tables"] == [("Deckblatt", "Deckblatt"), ("Alt", "Alt")]


def test_merged_fields_are_repeated_when_the_page_is_told_so(desk, annex):
    content = (ANNEXES / "merged-and-hidden.xlsx").read_bytes()
    kept = upload(desk, annex, content, "anlage.xlsx")
    spread = press(desk, kept, spread="on")
    assert (kept.context["job"].read_options.spread, spread.context["job"].read_options.spread) == (False, True)
    assert spread.context["job"].table() == read_annex(content, "anlage.xlsx", ReadOptions(spread=True))
    assert press(desk, spread, spread="").context["job"].read_options.spread is False


def test_rows_that_page_breaks_cut_are_joined_with_one_click(desk, annex):
    content = (ANNEXES / "page-break-in-a-row.pdf").read_bytes()
    kept = upload(desk, annex, content, "anlage.pdf")
    assert kept.context["cuts"] == 2
    joined = press(desk, kept, joined="on")
    assert (joined.context["job"].read_options.joined, joined.context["cuts"]) == (True, 2)
    press(desk, joined, **{"import": "1"})
    passages = Passage.objects.filter(printed_in__row__printed="LK Fluss-Aue", printed_in__column__heading="Frage 2")
    assert [[box[0] for box in passage.boxes] for passage in passages] == [[1, 2, 3]]
    assert not Passage.objects.filter(answer=None).exists()


def test_table_is_pasted(desk, annex):
    pasted = TABLE.replace("respondent", "").replace(",", "\t")
    response = desk.post(reverse(UPLOAD), {"annex": annex.pk, "pasted": pasted})
    page = desk.get(response.url)
    assert (totals(page), page.context["job"].record.file_name) == (
        (4, 0, 0, 0),
        f"{annex.inquiry.number.replace('/', '-')}-1.txt",
    )
    press(desk, page, **{"import": "1"})
    assert upload(desk, annex).context["report"].changes_nothing


@pytest.mark.parametrize(
    "pasted",
    [
        'Stelle\tFrage 1\r\nLK Fulda\t"Ja.\r\n\r\nSeit 2014."\r\n',
        'Stelle;Frage 1\r\nLK Fulda;"Ja.\r\n\r\nSeit 2014."\r\n',
        "<table><tr><td>Stelle<td>Frage 1<tr><td>LK Fulda<td><p>Ja.<p>Seit 2014.</table>",
    ],
    ids=["copied", "csv", "html"],
)
def test_pasted_table_is_read_as_what_it_is(desk, annex, pasted):
    page = desk.get(desk.post(reverse(UPLOAD), {"annex": annex.pk, "pasted": pasted}).url)
    assert [(change.place, change.new) for change in page.context["report"].changes] == [
        ("LK Fulda, Frage 1", "Ja.\n\nSeit 2014.")
    ]


def test_either_a_file_or_the_table_is_given(desk, annex):
    neither = desk.post(reverse(UPLOAD), {"annex": annex.pk, "pasted": " "})
    both = send(desk, annex, pasted="x")
    assert [list(page.context["form"].errors) for page in (neither, both)] == [["file"], ["file"]]


SCHOOLS = b"Bezirk;Nr;Schule;Plaetze\nMitte;7;Schule am Park;104\nMitte;8;Schule am See;130\n"


def test_preview_follows_what_an_editor_says_of_the_columns(desk, annex):
    page = upload(desk, annex, SCHOOLS, "anlage.csv")
    assert page.context["job"].headings == ["Nr", "Schule", "Plaetze"]
    read = press(desk, page, reread="on", label="Schule", keys=["Bezirk", "Nr"])
    assert (read.context["job"].headings, read.context["report"].new) == (["Plaetze"], 2)
    assert read.context["reading"].initial["keys"] == ["Bezirk", "Nr"]


def test_preview_stays_where_a_file_cannot_be_read_so(desk, annex):
    page = upload(desk, annex, SCHOOLS, "anlage.csv")
    told = press(desk, page, reread="on", long="on")
    assert told.context["job"].headings == ["Nr", "Schule", "Plaetze"]
    assert "Die lange Form hat in jeder Zeile Name, Frage und Antwort" in told.content.decode()
    assert (
        "Zeilen, die die Überschriften einnehmen" in press(desk, page, reread="on", heading_lines="99").content.decode()
    )


def test_upload_says_how_the_table_lies(desk, annex):
    turned = b"Jahr;Fulda;Kassel\nPlaetze;12;3\n"
    page = upload(desk, annex, turned, "anlage.csv", transpose="on")
    assert (page.context["job"].headings, page.context["report"].new) == (["Plaetze"], 2)
    labelled = upload(desk, annex, SCHOOLS, "anlage.csv", label_heading="Schule")
    assert labelled.context["job"].headings == ["Bezirk", "Nr", "Plaetze"]


def test_hidden_column_is_offered_and_read_on_request(desk, annex):
    book = Workbook()
    for line in (["Kreis", "intern", "Plaetze"], ["LK Fulda", "Anruf", 12]):
        book.active.append(line)
    book.active.column_dimensions["B"].hidden = True
    file = io.BytesIO()
    book.save(file)
    page = upload(desk, annex, file.getvalue(), "anlage.xlsx")
    assert (page.context["job"].headings, list(page.context["reading"].fields["hidden"].choices)) == (
        ["Plaetze"],
        [("intern", "intern")],
    )
    assert press(desk, page, reread="on", hidden=["intern"]).context["job"].headings == ["intern", "Plaetze"]
