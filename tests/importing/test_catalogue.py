"""Catalogues: what is new, what stays, what differs, and what a second list changes."""

import pytest
from django.utils.translation import override

from survey import checks, proposals
from survey.importing.catalogue import import_catalogue
from survey.importing.refusals import reason
from survey.intake.catalogue import read_catalogue
from survey.models import Asker, Catalogue, CatalogueEntry, Finding, Inquiry, InquiryDate
from tests.factories import make_inquiry, make_parliament, make_user

pytestmark = pytest.mark.django_db
HEADINGS = "WP;Drs.;Art;Titel;Fragesteller;Fraktion;Anfrage vom;Antwort vom;Ministerium;Link"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def parliament():
    return make_parliament()


def line(number=1, title="Runde Tische", **values):
    known = {"askers": "Muster, Erika", "party": "Grüne", "asked": "17.02.2015", "answered": "14.04.2015"} | values
    names = ("askers", "party", "asked", "answered", "ministry", "address")
    return ";".join(["19", str(number), "KA", title, *(known.get(name, "") for name in names)])


def bring(parliament, *lines, by=None, dry_run=False, headings=HEADINGS):
    content = "\n".join((headings, *lines)).encode()
    file = read_catalogue(content, "liste.csv")
    return import_catalogue(file, content, "liste.csv", parliament=parliament, by=by, dry_run=dry_run)


def counts(report):
    return report.new, report.changed, report.unchanged, report.refused, report.differing


def findings(check):
    return list(Finding.objects.filter(check_name=check, state="open").order_by("pk"))


def test_new_papers_become_drafts_with_askers_and_dates(parliament):
    report = bring(parliament, line(), line(2, "Andere", askers="A B und C D", party="SPD, F.D.P."))
    assert counts(report) == (2, 0, 0, 0, 0)
    inquiry = Inquiry.objects.get(number="19/1")
    assert (inquiry.slug, inquiry.kind, inquiry.title) == ("hessen-19-1", "minor", "Runde Tische")
    dates = InquiryDate.objects.filter(inquiry=inquiry).values_list("kind", "date", "found_in")
    assert [(kind, str(date), found) for kind, date, found in dates] == [
        ("asked", "2015-02-17", "Verzeichnis"),
        ("answered", "2015-04-14", "Verzeichnis"),
    ]
    askers = Asker.objects.order_by("inquiry__number", "position").values_list("name", "party")
    assert list(askers) == [("Erika Muster", "BÜNDNIS 90/DIE GRÜNEN"), ("A B", ""), ("C D", "")]


def test_history_names_the_catalogue_and_who_brought_it(parliament):
    user = make_user()
    report = bring(parliament, line(), by=user)
    told = [Inquiry.history.get(), Asker.history.get(), *InquiryDate.history.all()]
    assert {(each.batch_id, each.history_user, each.history_type) for each in told} == {(report.batch.pk, user, "+")}


def test_dry_run_changes_nothing(parliament):
    assert counts(bring(parliament, line(), dry_run=True)) == (1, 0, 0, 0, 0)
    assert (Inquiry.objects.count(), Catalogue.objects.count()) == (0, 0)


def test_same_list_twice_changes_nothing_and_says_who_brought_it(parliament):
    bring(parliament, line(), by=make_user())
    again = bring(parliament, line())
    assert counts(again) == (0, 0, 1, 0, 0)
    assert (Catalogue.objects.count(), CatalogueEntry.objects.count()) == (1, 1)
    assert again.notes()[0].startswith("Already imported by editor on ")


def test_second_list_changes_what_nobody_has_touched(parliament):
    bring(parliament, line(title="Runde Tische"))
    report = bring(parliament, line(title="Runde Tische in Hessen", ministry="Minister für Soziales"))
    assert counts(report) == (0, 1, 0, 0, 0)
    inquiry = Inquiry.objects.get()
    assert (inquiry.title, inquiry.ministry) == ("Runde Tische in Hessen", "Minister für Soziales")


def test_word_of_an_editor_stays_and_the_other_value_is_a_finding(parliament):
    bring(parliament, line())
    Inquiry.objects.update(title="Runde Tische und Gipfel")
    report = bring(parliament, line(title="Runde Tische in Hessen"))
    assert counts(report) == (0, 0, 1, 0, 1)
    assert Inquiry.objects.get().title == "Runde Tische und Gipfel"
    (finding,) = findings("catalogue_differs")
    shown = {name: finding.details[name] for name in ("fact", "ours", "theirs")}
    assert shown == {"fact": "title", "ours": "Runde Tische und Gipfel", "theirs": "Runde Tische in Hessen"}


def test_value_of_a_paper_that_was_never_in_a_list_stays(parliament):
    inquiry = make_inquiry("19/1", parliament=parliament, title="Runde Tische", ministry="")
    report = bring(parliament, line(title="Anders", ministry="Minister für Soziales"))
    inquiry.refresh_from_db()
    assert counts(report) == (0, 1, 0, 0, 1)
    assert (inquiry.title, inquiry.ministry) == ("Runde Tische", "Minister für Soziales")


def test_value_that_an_editor_took_away_does_not_come_back(parliament):
    bring(parliament, line(ministry="Minister für Soziales"))
    Inquiry.objects.update(ministry="")
    report = bring(parliament, line(2), line(ministry="Minister für Soziales"))
    assert counts(report) == (1, 0, 1, 0, 1)
    assert Inquiry.objects.get(number="19/1").ministry == ""


def test_accepted_finding_takes_the_value_over_and_is_closed_for_good(parliament):
    user = make_user()
    make_inquiry("19/1", parliament=parliament, title="Runde Tische")
    bring(parliament, line(title="Anders", asked="18.02.2015"))
    outcome = proposals.accept(findings("catalogue_differs"), by=user)
    assert [each.subject for each in outcome.done] == ["list title"]
    inquiry = Inquiry.objects.get()
    assert (inquiry.title, str(inquiry.dates.get(kind="asked").date)) == ("Anders", "2015-02-18")
    assert findings("catalogue_differs") == []
    assert inquiry.history.first().history_user == user


def test_titles_of_persons_and_blanks_are_no_difference(parliament):
    bring(parliament, line(askers="Dr. Erika Muster"))
    assert counts(bring(parliament, line(askers="Muster,  Erika", title="Runde  Tische"))) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("values", "check", "subject"),
    [
        ({"asked": "31.02.2015"}, "date_not_possible", "date asked"),
        ({"answered": "14.04.2115"}, "date_not_possible", "date answered"),
        ({"asked": "17.02.1915"}, "date_not_possible", "date asked"),
        ({"asked": "17.05.2015"}, "dates_out_of_order", "date answered"),
    ],
)
def test_date_that_cannot_be_true_is_a_finding_and_no_refusal(parliament, values, check, subject):
    assert counts(bring(parliament, line(**values), line(2))) == (2, 0, 0, 0, 0)
    assert [(each.check_name, each.subject, each.inquiry.number) for each in Finding.objects.all()] == [
        (check, subject, "19/1")
    ]


def test_lines_that_cannot_be_taken_are_refused_with_their_reasons(parliament):
    make_inquiry("9/9", parliament=make_parliament("bayern"), slug="hessen-19-3")
    headings = f"Parlament;{HEADINGS}"
    lines = [f"Hessischer Landtag;{line()}", f"Bundestag;{line(2)}", f"hessen;{line(3)}", f";{line(4, 'x' * 501)}"]
    report = bring(parliament, *lines, headings=headings)
    assert counts(report) == (1, 0, 0, 3, 0)
    assert [(each.line, reason(each)) for each in report.refused_lines] == [
        (3, "It is a paper of “Bundestag”."),
        (4, "The address hessen-19-3 belongs to another inquiry."),
        (5, f"“{'x' * 40} …” is longer than the 500 characters that there is room for."),
    ]


def test_party_that_nobody_knows_is_taken_as_the_list_has_it_and_said(parliament):
    report = bring(parliament, line(party="Partei der Mitte"))
    assert Asker.objects.get().party == "Partei der Mitte"
    assert (
        "“Partei der Mitte” is no party in the list of spellings; it was taken as the list has it (1)."
        in report.notes()
    )


def test_comparing_costs_the_same_queries_for_many_lines(parliament, django_assert_num_queries):
    bring(parliament, line())
    with django_assert_num_queries(7):
        bring(parliament, line(title="a"), dry_run=True)
    with django_assert_num_queries(7):
        bring(parliament, *[line(number) for number in range(1, 60)], dry_run=True)


def test_parties_that_nobody_pairs_are_a_finding_until_someone_says(parliament):
    bring(parliament, line(askers="A B und C D", party="SPD, F.D.P."))
    [finding] = findings("party_open")
    assert (finding.details["parties"], finding.details["members"]) == ("SPD, F.D.P.", "A B, C D")
    for asker in Asker.objects.all():
        asker.party = "SPD"
        asker.save()
    checks.run(Inquiry.objects.get())
    assert findings("party_open") == []


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        ({"asked": "17.01.2014", "answered": "18.01.2014"}, ["date asked"]),
        ({"asked": "17.01.2019", "answered": "01.03.2019"}, []),
        ({"asked": "19.01.2019", "answered": "01.08.2019"}, ["date asked", "date answered"]),
    ],
)
def test_day_outside_the_term_is_a_finding(parliament, values, kinds):
    bring(parliament, line(**values))
    assert sorted(each.subject for each in findings("date_not_possible")) == sorted(kinds)


def test_nothing_that_a_list_says_is_called_printed(parliament):
    bring(parliament, line())
    assert Inquiry.objects.get().askers_printed == ""
