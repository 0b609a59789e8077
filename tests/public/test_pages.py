"""Every public page answers in both languages, with few queries, and without cookies."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.urls import resolve

from survey.public.urls import embeds_of_figures, pages
from tests.public.addresses import PLAIN
from tests.public.papers import NAMES, make_answer, make_body, make_coding, make_content, make_row, publish

HOME = "/inquiries/nordland-9-1/"
# Beside the pages without a parameter at least one address of each other, and what asks for more.
PAGES = [
    *PLAIN,
    "/inquiries/?q=Winterdienst&party=ABC&year=2030&sort=title",
    HOME,
    f"{HOME}?text=1:printed",
    f"{HOME}?text=1:changes",
    f"{HOME}?code=1a:yes",
    f"{HOME}questions/1/",
    f"{HOME}questions/1/?map=borders",
    f"{HOME}answers/1/1/1/",
    f"{HOME}sources/",
    f"{HOME}sources/1/",
    f"{HOME}editions/",
    f"{HOME}editions/1/",
    f"{HOME}editions/1..2/",
    "/answers/?q=Winterdienst&district=99001&code=1a:yes",
    "/districts/99001/",
    "/districts/99004/",
    "/county/?q=Nirgendwo",
    "/bodies/?q=Schneerunde&inquiry=nordland-9-1",
    "/bodies/nordkreis-schneerunde/",
    "/compare/?inquiry=nordland-9-1&district=99001&district=99004",
    "/search/?q=Winterdienst&district=99001",
    "/contact/?page=/bodies/",
    "/feed/?district=99001",
    f"/embed{HOME}coverage/",
    f"/embed{HOME}questions/1/bars-1a/",
    f"/embed{HOME}questions/1/map-1a/?map=borders",
]


def test_every_page_of_the_program_is_among_them():
    """But for tables of numbers in a frame (test_embeds): this paper has none."""
    declared = {page.name for page in [*pages, *embeds_of_figures]} - {"embed-table"}
    assert {resolve(path.partition("?")[0]).url_name for path in PAGES} == declared


@pytest.mark.urls("tests.public.made_up")
def test_made_up_page_is_kept_by_its_parameters_in_both_languages(client, snow):
    """By the places of `docs/architecture.md` alone: a view under `page`, and its address."""
    german, english, red = (client.get(path) for path in ("/made-up/", "/en/made-up/", "/made-up/?colour=red&size=1"))
    tags = {response.headers["ETag"] for response in (german, english, red)}
    assert [response.headers["Content-Language"] for response in (german, english, red)] == ["de", "en", "de"]
    assert len(tags) == 3
    known = {"if-none-match": red.headers["ETag"]}
    assert client.get("/made-up/?size=2&colour=red", headers=known).status_code == 304


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_page_answers_in_both_languages_without_cookie(client, snow, path, prefix):
    response = client.get(prefix + path)
    assert response.status_code == 200
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.cookies == {}
    assert response.headers["Content-Language"] == ("en" if prefix else "de")


def publish_so_many(n, edition):
    """The paper with n rows and n bodies in its next edition, and n - 1 further papers."""
    rows = [make_row(key) for key in range(1, n + 1)]
    bodies = [make_body(), *(make_body(f"runde-{number}") for number in range(2, n + 1))]
    publish(make_content(rows=rows, bodies=bodies), number=edition, day=f"2030-05-0{edition}")
    for number in range(2, n + 1):
        publish(make_content(f"nordland-9-{number}", number=f"9/{number}", bodies=[]), day="2030-06-01")


def queries(client, django_assert_max_num_queries, path):
    cache.clear()
    with django_assert_max_num_queries(4) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


# Data version, the edition or the list, its count with facets, and one more: districts, names or neighbouring editions.
@pytest.mark.parametrize("path", PAGES)
def test_page_costs_at_most_four_queries_whatever_it_lists(client, snow, django_assert_max_num_queries, path):
    publish_so_many(1, edition=3)
    one = queries(client, django_assert_max_num_queries, path)
    publish_so_many(3, edition=4)
    # fewer only where one inquiry alone is chosen without asking
    assert queries(client, django_assert_max_num_queries, path) <= one


@pytest.mark.parametrize(("prefix", "language"), [("", "de"), ("/en", "en")])
def test_page_names_its_language_and_the_other_one(client, snow, prefix, language):
    page = client.get(f"{prefix}{HOME}").content.decode()
    site = "http://127.0.0.1:8000"
    assert re.findall(r"<html lang=\"(\w+)\">", page) == [language]
    assert re.findall(r'<link rel="canonical" href="([^"]+)">', page) == [f"{site}{prefix}{HOME}"]
    assert re.findall(r'hreflang="([\w-]+)" href="(http[^"]+)"', page) == [
        ("de", f"{site}{HOME}"),
        ("en", f"{site}/en{HOME}"),
        ("x-default", f"{site}{HOME}"),
    ]


def test_absolute_addresses_do_not_come_from_the_host_header(client, snow, settings):
    settings.ALLOWED_HOSTS = ["*"]
    paths = ["/", HOME, "/feed/", "/sitemap.xml", "/robots.txt", f"{HOME}answers/1/1/1/", "/answers.csv"]
    pages = [client.get(path, headers={"host": "elsewhere.example"}).getvalue() for path in paths]
    assert [path for path, page in zip(paths, pages, strict=True) if b"elsewhere" in page] == []


def test_start_counts_inquiries_answers_districts_and_bodies(client, snow):
    context = client.get("/").context
    totals = context["totals"]
    assert (totals.inquiries, totals.answers, totals.districts, totals.bodies) == (1, 6, 3, 1)
    assert [card.inquiry.note for card in context["newest"]] == ["Titel berichtigt."]


def test_start_says_that_nothing_was_published(client, db):
    assert client.get("/").context["newest"] == []


def test_reading_page_links_each_cell_and_its_row(client, snow):
    page = client.get(HOME).content.decode()
    cells = [f"a1-r{row}-c{column}" for row in (1, 2, 3) for column in (1, 2)]
    assert re.findall(r'<td id="([^"]+)"', page) == cells
    assert re.findall(r'<th scope="row" id="(a[^"]+)"', page) == ["a1-r1", "a1-r2", "a1-r3"]
    assert re.findall(r'<a href="(answers/[\d/]+)">ansehen', page) == [
        f"answers/1/{row}/{column}/" for row in (1, 2, 3) for column in (1, 2)
    ]


@pytest.fixture
def divided(snow):
    """One row says yes to 1a, one no, one nothing."""
    codings = [{"1a": make_coding()}, {"1a": make_coding("no")}, {}]
    rows = [make_row(key, [make_answer(1, "a", as_printed="b")], coding) for key, coding in enumerate(codings, 1)]
    for row in rows:
        row["answers"].append(make_answer(2, "", "blank"))
    return publish(make_content(rows=rows), number=3)


def shown_rows(page):
    return re.findall(r'<th scope="row" id="a1-r(\d)"', page)


@pytest.mark.parametrize("address", [HOME, f"{HOME}editions/3/"])
def test_chip_of_a_category_narrows_the_table_and_can_be_taken_away(client, divided, address):
    page = client.get(address).content.decode()
    assert re.findall(r'<a class="code-\w+" href="([^"]+)">', page) == ["?code=1a:yes#a1", "?code=1a:no#a1"]
    narrowed = client.get(f"{address}?code=1a:no").content.decode()
    assert shown_rows(narrowed) == ["2"]
    (filters,) = re.findall(r'<div class="narrowed">(.*?)</p></div>', narrowed, re.DOTALL)
    assert " ".join(re.sub("<[^>]+>", " ", filters).split()) == (
        "Gewählte Filter: Kategorie: 1a: Nein × diesen Filter entfernen 1 von 3 Zeilen. "
        "Diese Angaben als Liste, mit Dateien"
    )
    assert re.findall(r'href="([^"]+)"', filters) == [
        f"{address}#a1",
        "/answers/?inquiry=nordland-9-1&amp;code=1a%3Ano",
    ]


def test_narrowed_table_keeps_how_its_text_is_shown_and_the_counts_of_the_whole(client, divided):
    page = client.get(f"{HOME}?code=1a:no&text=1:printed").content.decode()
    assert re.findall(r'<a class="code-\w+" href="([^"]+)">', page) == [
        "?text=1:printed&amp;code=1a:no&amp;code=1a:no#a1"
    ]
    assert re.findall(rf'href="({HOME}[^"]*)#a1"', page)[:3] == [
        f"{HOME}?code=1a%3Ano",
        f"{HOME}?text=1%3Aprinted&amp;code=1a%3Ano",
        f"{HOME}?text=1%3Achanges&amp;code=1a%3Ano",
    ]
    assert "3 von 4 Landkreisen" in page
    both = client.get(f"{HOME}?code=1a:no&code=1a:yes")
    assert shown_rows(both.content.decode()) == []


def test_category_that_no_codebook_has_is_a_bad_value(client, divided):
    response = client.get(f"/en{HOME}?code=1b:no")
    assert response.status_code == 400
    assert "cannot be “1b:no”. Possible are: 1a:yes, 1a:no, 1a:not_stated." in response.content.decode()


def test_reading_page_names_later_papers_that_build_on_it(client, snow):
    assert "Later papers" not in client.get(f"/en{HOME}").content.decode()
    relation = {"kind": "follows", "paper": "9/1", "slug": "nordland-9-1", "date": None, "note": ""}
    publish(make_content("nordland-9-2", number="9/2", title="Streusalz", bodies=[], relations=[relation]))
    page = client.get(f"/en{HOME}").content.decode()
    (later,) = re.findall(r"Later papers that build on this one</h3><ul>(.*?)</ul>", page)
    assert re.sub(r"<[^>]+>", " ", later).split() == ["9/2", "Streusalz", "12", "February", "2030"]
    assert "Later papers" not in client.get("/en/inquiries/nordland-9-2/").content.decode()


def test_card_says_how_long_the_reply_took_and_what_the_rules_name(client, snow, settings):
    assert ", after 42 days<" in client.get("/en/inquiries/").content.decode()
    hesse = {"slug": "hessen", "name": "Hessischer Landtag", "short_name": "", "state": "06"}
    publish(make_content("hessen-9-2", number="9/2", bodies=[], parliament=hesse))
    page = " ".join(client.get("/en/inquiries/").content.decode().split())
    rule = "deadline: six weeks from its arrival at the government (§ 35 Abs. 3 GO HLT)"
    assert f", after 42 days; {rule}<" in page
    settings.RULES_OF_PROCEDURE_AS_OF = {"hessen": date(2014, 12, 17)}
    cache.clear()
    page = client.get("/inquiries/hessen-9-2/").content.decode()
    told = "Frist: sechs Wochen ab Zuleitung (§ 35 Abs. 3 GO HLT in der Fassung vom 17. Dezember 2014); "
    assert f"42 Tage nach dem Datum der Anfrage. {told}Tag der Zuleitung nicht bekannt." in " ".join(page.split())
    publish(make_content("hessen-9-3", number="9/3", kind="oral", bodies=[], parliament=hesse))
    page = " ".join(client.get("/en/inquiries/").content.decode().split())
    assert page.count("deadline: six weeks") == 1


def test_inquiries_say_the_state_of_the_data(client, snow):
    day = f"{client.get('/en/inquiries/').context['stand']:%Y}"
    assert re.findall(r"State of the data: \d+ \w+ (\d+)\.", client.get("/en/inquiries/").content.decode()) == [day]


def test_frozen_page_keeps_its_links_to_itself(client, snow):
    page = client.get(f"{HOME}editions/1/").content.decode()
    assert "Winterdinst" in page
    assert re.findall(r'href="(/inquiries/nordland-9-1/answers[^"]+)"', page) == [
        f"{HOME}answers.{each}" for each in ("csv", "xlsx?language=de", "ods?language=de", "json", "jsonl")
    ]


def test_district_page_says_what_is_missing(client, snow):
    context = client.get("/districts/99004/").context
    assert context["own"] == []
    assert [absence.number for absence in context["absences"]] == ["9/1"]
    assert [each.name for each in context["neighbours"]] == ["Nordkreis", "Ostkreis", "Südkreis"]


def test_district_page_shows_its_answers_and_bodies(client, snow):
    context = client.get("/districts/99001/").context
    titles = ["".join(piece.text for piece in hit.title) for group in context["own"] for hit in group.hits]
    assert titles == ["LK Nordkreis, Frage 1", "LK Nordkreis, Frage 2"]
    assert [hit.href for hit in context["bodies"]] == ["/bodies/nordkreis-schneerunde/"]
    assert context["absences"] == []


def test_districts_count_inquiries_with_a_row_of_their_own(client, snow):
    (state,) = client.get("/districts/").context["states"]
    lines = [(each.name, each.inquiries) for region in state.regions for each in region.districts]
    assert lines == [(name, 0 if name == "Westkreis" else 1) for name in NAMES]


def test_difference_shows_what_changed_word_by_word(client, snow):
    sections = client.get(f"{HOME}editions/1..2/").context["sections"]
    (change,) = [each.change for _label, changes in sections for each in changes]
    assert (change.field, change.words) == (
        "title",
        (("removed", "Winterdinst"), ("added", "Winterdienst"), ("equal", " in den Landkreisen")),
    )


def test_withdrawn_paper_stays_readable_under_a_banner(client, snow):
    standing = {"state": "withdrawn", "date": "2030-05-01", "paper": "9/77"}
    publish(make_content(standing=standing), number=3)
    page = client.get("/en" + HOME).content.decode()
    assert "The parliament has marked this paper: withdrawn." in page
    assert "By paper 9/77." in page


def test_answer_page_has_a_mail_link_where_the_operator_names_an_address(client, snow):
    from survey.models import Notice

    assert client.get(f"{HOME}answers/1/1/1/").context["report"] == ""
    Notice.objects.create(key="contact", text="Schreiben Sie an fehler@anlage.example.")
    report = client.get(f"{HOME}answers/1/1/1/").context["report"]
    assert report.startswith("mailto:fehler@anlage.example?subject=")


def test_notices_show_what_the_operator_wrote_and_say_what_is_missing(client, snow):
    from survey.models import Notice

    Notice.objects.create(key="imprint", text="Muster\n\nStraße 1", text_en="Sample")
    assert "<p>Straße 1</p>" in client.get("/imprint/").text
    assert "<p>Sample</p>" in client.get("/en/imprint/").text
    assert "The operator has not filled this in yet." in client.get("/en/privacy/").text


def test_every_page_asks_whether_something_is_wrong_and_the_mail_names_it(client, snow):
    from survey.models import Notice

    Notice.objects.create(key="contact", text="Schreiben Sie an fehler@anlage.example.")
    (there,) = re.findall(r'href="(/contact/\?page=[^"]+)"', client.get("/bodies/").text)
    contact = client.get(there)
    assert re.findall(r'href="(/contact/[^"]*)"', contact.text) == ["/contact/", "/contact/"]  # or it led on for ever
    report = contact.context["report"]
    assert report.startswith(
        "mailto:fehler@anlage.example?subject=Ein%20Fehler%20auf%20einer%20Seite%20von%20Anlage%3A%20/bodies/"
    )
    for elsewhere in ("//evil.example", "javascript:alert(1)", "https://evil.example/"):
        assert client.get("/contact/", {"page": elsewhere}).context["place"] in ("", "//evil.example")[:1]


def test_licences_stand_by_part_on_every_page(client, snow, settings):
    settings.EDITORIAL_LICENCE = "CC0 1.0"
    page = client.get("/data/").text
    assert page.count("CC0 1.0") == 2  # among the licences, and in the foot of every page
    assert "GeoNames, CC BY 4.0" in page


def test_files_beside_an_earlier_edition_say_which_edition_they_hold(client, snow):
    earlier, current = (client.get(f"/en{HOME}editions/{number}/").text for number in (1, 2))
    assert "In the current edition 2, not in this one:" in earlier
    assert "This table as a file, in edition 2" in earlier
    assert "In the current edition" not in current
    assert "datapackage.zip" in re.findall(r"application/ld\+json[^<]*", current)[0]
    assert "datapackage.zip" not in re.findall(r"application/ld\+json[^<]*", earlier)[0]


def test_card_of_a_paper_without_a_table_says_so(client, snow):
    publish(make_content("nordland-9-7", number="9/7", annexes=[], claims=[], bodies=[]), day="2031-01-01")
    assert "without a table</p>" in client.get("/en/inquiries/?table=no").text
