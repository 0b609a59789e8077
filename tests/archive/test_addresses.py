import pytest

from survey.archive.addresses import file_of, held, relative, target


@pytest.mark.parametrize(
    ("address", "there", "file"),
    [
        ("/", "/", "index.html"),
        ("/en/", "/en/", "en/index.html"),
        ("/answers/", "/answers/", "answers/index.html"),
        ("/answers/?page=2", "/answers/?page=2", "answers/page-2.html"),
        ("/answers/?page=101&after=5000", "/answers/?page=101&after=5000", "answers/page-101.html"),
        ("/inquiries/x-1/?text=1%3Achanges", "/inquiries/x-1/?text=1%3Achanges", "inquiries/x-1/text-1-changes.html"),
        ("/inquiries/x-1/annexes/1.csv?text=reading",) * 2 + ("inquiries/x-1/annexes/1-text-reading.csv",),
        ("/inquiries/x-1/sitemap.xml?part=2",) * 2 + ("inquiries/x-1/sitemap-part-2.xml",),
        ("/inquiries/x-1/editions/1..2/",) * 2 + ("inquiries/x-1/editions/1..2/index.html",),
        ("/inquiries/x-1/sources/1/file",) * 2 + ("inquiries/x-1/sources/1/file",),
        ("/feed/", "/feed/", "feed/index.xml"),
        ("/api/v1/answers/", "/api/v1/answers/", "api/v1/answers/index.json"),
        ("/contact/?page=/districts/06631/", "/contact/", "contact/index.html"),
        ("/inquiries/x-1/sources/1/?place=1/2/3", "/inquiries/x-1/sources/1/", "inquiries/x-1/sources/1/index.html"),
    ],
)
def test_address_is_held_in_a_file(address, there, file):
    assert held(address) == there
    assert file_of(there) == file


@pytest.mark.parametrize(
    "address",
    [
        "/search/",
        "/en/search/?q=Gipfel",
        "/answers/?code=1a%3Ano",
        "/answers/?district=06631&page=2",
        "/inquiries/x-1/?text=1%3Achanges&text=2%3Achanges",
        "/admin/",
    ],
)
def test_what_a_reader_chooses_needs_the_server(address):
    assert held(address) is None


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("questions/1/#question-1a", ("/inquiries/x-1/questions/1/", "question-1a")),
        ("http://127.0.0.1:8000/about/", ("/about/", "")),
        ("?page=2&page=", ("/inquiries/x-1/?page=2", "")),
        ("https://example.org/paper.pdf", None),
        ("mailto:post@example.org", None),
        ("http://[wrong", None),
    ],
)
def test_link_leads_to_the_site_or_elsewhere(href, found):
    assert target(href, "/inquiries/x-1/") == found


def test_link_between_files_is_relative():
    assert relative("en/answers/page-2.html", "static/survey/anlage.css") == "../../static/survey/anlage.css"
    assert relative("index.html", "about/index.html", "licence") == "about/index.html#licence"
