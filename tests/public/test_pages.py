"""Every public page answers in both languages, with few queries, and without cookies."""

import pytest

from tests.public.papers import make_content, make_districts, publish

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/inquiries/",
    "/inquiries/nordland-9-1/",
    "/inquiries/nordland-9-1/?text=1:printed",
    "/inquiries/nordland-9-1/?text=1:changes",
    "/inquiries/nordland-9-1/questions/1/",
    "/inquiries/nordland-9-1/questions/1/?map=borders",
    "/inquiries/nordland-9-1/answers/1/1/1/",
    "/inquiries/nordland-9-1/editions/",
    "/inquiries/nordland-9-1/editions/1/",
    "/inquiries/nordland-9-1/editions/1..2/",
    "/answers/",
    "/answers/?q=Winterdienst&district=99001&code=1a:yes",
    "/districts/",
    "/districts/99001/",
    "/districts/99004/",
    "/bodies/",
    "/bodies/nordkreis-schneerunde/",
    "/compare/",
    "/compare/?inquiry=nordland-9-1&district=99001&district=99004",
    "/search/",
    "/search/?q=Winterdienst",
    "/about/",
    "/feed/",
]


@pytest.fixture
def snow():
    make_districts()
    publish()
    return publish(make_content(title="Winterdienst"), number=2, note="Titel berichtigt.", day="2030-04-01")


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_page_answers(client, snow, path, prefix):
    response = client.get(prefix + path)
    assert response.status_code == 200
