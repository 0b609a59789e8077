import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from survey.editing.matching import MEMORY, Matcher
from survey.importing import import_table
from survey.language.directory import PrintedLabel
from survey.models import Respondent, RespondentName
from tests.factories import make_annex, make_district, make_respondent
from tests.importing.tables import make_table_file

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parents[2] / "fixtures"
HESSE = [
    each["fields"]
    for each in json.loads((FIXTURES / "districts.json").read_text())
    if each["fields"]["key"].startswith("06")
]


def test_match_finds_a_district_by_any_way_to_print_its_name():
    fulda = make_respondent("Landkreis Fulda")
    matcher = Matcher()
    assert matcher.match_all(["LK Fulda", "Landkreis Fulda", "Kreis Fulda", "fulda (Landkreis)"]) == dict.fromkeys(
        ["LK Fulda", "Landkreis Fulda", "Kreis Fulda", "fulda (Landkreis)"], fulda.pk
    )


def test_match_finds_an_association_by_its_short_name():
    staedtetag = make_respondent("Hessischer Städtetag", "association")
    assert Matcher().match("Hess. Städtetag") == staedtetag.pk


def test_match_takes_an_editors_word_before_a_rule():
    make_respondent("Landkreis Fulda")
    other = make_respondent("Zweckverband", "joint", printed=["LK Fulda"])
    assert [Matcher(state).match("LK  Fulda") == other.pk for state in ("06", "03", "")] == [True, False, False]


def test_remembered_name_never_beats_a_heading_nor_the_other_rows(hesse):
    city = Respondent.objects.get(pk=hesse["06611"])
    RespondentName.objects.create(name="Kassel", respondent=city, state="06")
    matcher = Matcher("06")
    assert [matcher.match("Kassel", kind) for kind in (None, "city", "county")] == [city.pk, city.pk, hesse["06633"]]
    rows = [
        PrintedLabel(name) for name in ("Kassel", "Kassel, documenta-Stadt", "Main-Kinzig-Kreis", "Fulda", "Gießen")
    ]
    assert [match.respondent for match in matcher.match_rows(rows)][:2] == [hesse["06633"], city.pk]
    told = matcher.of_table(None, {"Kassel": city.pk})
    assert told.match_rows(rows)[0] == (city.pk, MEMORY)


def test_name_remembered_for_two_kinds_goes_by_the_heading(hesse):
    for key in ("06611", "06633"):
        RespondentName.objects.create(name="KS", respondent_id=hesse[key], state="06")
    assert [Matcher("06").match("KS", kind) for kind in (None, "city", "county")] == [
        None,
        hesse["06611"],
        hesse["06633"],
    ]


def test_remembered_name_means_nobody_who_was_not_on_the_list_of_the_day():
    ended = make_district("Göttingen", "03152", valid_to="2016-10-31")
    old = make_respondent("Landkreis Göttingen", district=ended)
    RespondentName.objects.create(name="GÖ", respondent=old, state="03")
    days = [datetime.date(2015, 3, 26), datetime.date(2026, 1, 1), None]
    assert [Matcher("03", day).match("GÖ") for day in days] == [old.pk, None, old.pk]


@pytest.mark.parametrize("printed", ["Fulda", "LK Kassel", "Summe", ""])
def test_match_leaves_open_who_is_meant(printed):
    make_respondent("Landkreis Fulda")
    assert Matcher().match(printed) is None


def test_match_prefers_the_parliaments_state():
    make_respondent("Landkreis Rotenburg", district=make_district("Rotenburg", "03357"), slug="niedersachsen")
    near = make_respondent("Landkreis Rotenburg", district=make_district("Rotenburg", "06632"), slug="hessen")
    assert (Matcher("06").match("LK Rotenburg"), Matcher().match("LK Rotenburg")) == (near.pk, None)


def test_match_prefers_what_stood_on_the_official_list_of_the_date():
    ended = make_district("Göttingen", "03152", valid_to="2016-10-31")
    begun = make_district("Göttingen", "03159", valid_from="2016-11-01")
    old = make_respondent("Landkreis Göttingen", district=ended, slug="bis-2016")
    new = make_respondent("Landkreis Göttingen", district=begun)
    days = [datetime.date(2015, 3, 26), datetime.date(2016, 10, 31), datetime.date(2016, 11, 1), None]
    assert [Matcher("03", day).match("LK Göttingen") for day in days] == [old.pk, old.pk, new.pk, None]


def test_matcher_asks_twice(django_assert_num_queries):
    make_respondent("Landkreis Fulda")
    make_respondent("Landkreis Kassel", district=make_district("Kassel", "06633"))
    with django_assert_num_queries(2):
        Matcher().match_all(["LK Fulda", "LK Kassel", "Irgendwer"])


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("LK Kassel", "county"),
        ("Landkreis Kassel", "county"),
        ("Kassel, Landkreis", "county"),
        ("Landkreis Kassel*", "county"),
        ("Landkreis Kassel 1)", "county"),
        ("Land-\nkreis Kassel", "county"),
        ("Kassel, documenta-Stadt", "city"),
        ("Kassel (Stadt)", "city"),
        ("Stadt Kassel ²", "city"),
        ("Kassel", None),
        ("Kassel*", None),
        ("Gemeinde Kassel", None),
        ("Verbandsgemeinde Kassel", None),
        ("Samtgemeinde Kassel", None),
        ("Stadt Hofgeismar", None),
        ("Kassel-Land", None),
        ("Zweckverband Raum Kassel", None),
        ("LK Kassel und Stadt Kassel", None),
        ("Insgesamt", None),
    ],
)
def test_match_never_takes_town_for_county_nor_a_union_for_either(printed, expected):
    county = make_respondent("Landkreis Kassel", district=make_district("Kassel", "06633"), slug="lk-kassel")
    city_district = make_district("Kassel", "06611", kind="city")
    city = make_respondent("Kassel, documenta-Stadt", "city", district=city_district, slug="kassel")
    assert Matcher().match(printed) == {"county": county.pk, "city": city.pk, None: None}[expected]


@pytest.mark.parametrize(
    "printed",
    [
        "Marburg-Bieden-\nkopf, Landkreis",
        "LK Marburg-Bieden- kopf",
        "Landkreis Marburg-\nBiedenkopf",
        "LK Marburg-Biedenkopf**",
    ],
)
def test_match_reads_names_that_are_broken_by_a_hyphen(printed):
    marburg = make_respondent("Landkreis Marburg-Biedenkopf", district=make_district("Marburg-Biedenkopf", "06534"))
    assert Matcher().match(printed) == marburg.pk


@pytest.fixture
def hesse():
    """All districts of Hesse as respondents: {key: primary key}."""
    return {
        each["key"]: make_respondent(
            each["official_name"],
            each["kind"],
            slug=f"hessen-{each['key']}",
            district=make_district(**{name: each[name] for name in ("name", "key", "kind", "official_name")}),
        ).pk
        for each in HESSE
    }


def spellings(district):
    """A district as annexes print it; a county's own “-kreis” may be left out, a city's designation too."""
    official = district["official_name"]
    core = official.removeprefix("Landkreis ").partition(",")[0].removesuffix("-Kreis").removesuffix("kreis")
    if district["kind"] == "county":
        return [
            official,
            *(
                form % core
                for form in ("LK %s", "Landkreis %s", "Kreis %s", "Lkr. %s", "%s, Landkreis", "%s (Landkreis)")
            ),
            *(
                form % core
                for form in ("%s, LK", "%s (LK)", "LANDKREIS %s", "LK  %s*", "Kreisausschuss des Landkreises %s")
            ),
        ]
    designation = official.partition(", ")[2]
    return [
        official,
        f"{designation} {core}",
        f"{core} ({designation})",
        *(
            form % core
            for form in ("Stadt %s", "%s (Stadt)", "%s, Stadt", "Kreisfreie Stadt %s", "%s, kreisfreie Stadt")
        ),
        *(form % core for form in ("Magistrat der Stadt %s", "STADT %s", "Stadt %s 1)")),
    ]


def test_match_finds_every_district_of_hesse_in_every_spelling(hesse):
    matcher = Matcher("06")
    wrong = [
        (printed, district["key"])
        for district in HESSE
        for printed in spellings(district)
        if matcher.match(printed) != hesse[district["key"]]
    ]
    assert wrong == []


def test_match_leaves_a_bare_name_open_that_says_no_kind(hesse):
    bare = {each["official_name"].removeprefix("Landkreis ").partition(",")[0] for each in HESSE}
    open_names = {name for name in bare if not name.endswith("kreis") and not name.endswith("Kreis")}
    assert {"Kassel", "Offenbach", "Fulda", "Gießen", "Darmstadt", "Darmstadt-Dieburg"} <= open_names
    assert {name: Matcher("06").match(name) for name in open_names} == dict.fromkeys(open_names)


@pytest.mark.parametrize(
    "printed",
    [
        "Stadt Bad Hersfeld",
        "Stadt Hersfeld-Rotenburg",
        "Stadt Fulda",
        "Universitätsstadt Gießen",
        "Stadt Gießen",
        "Fulda, Stadt",
        "Stadt Hanau",
        "Brüder-Grimm-Stadt Hanau",
        "LK Darmstadt",
        "Stadt Darmstadt-Dieburg",
        "LK Frankfurt am Main",
        "Gemeinde Kassel",
        "Zweckverband Raum Kassel",
        "Zweckverband Abfallwirtschaft Kreis Bergstraße",
        "Kassel, Zweckverband",
        "Verwaltungsverband Fulda",
        "Gemeindeverwaltungsverband Landkreis Fulda",
        "Landkreis und Stadt Gießen gemeinsam",
        "Stadt und Landkreis Kassel",
        "Landkreis Kassel und Stadt Kassel",
        "LK Fulda und LK Kassel",
        "Regierungsbezirk Kassel",
        "Polizeipräsidium Osthessen",
    ],
)
def test_match_takes_no_town_nor_union_nor_several_together_for_a_district(hesse, printed):
    assert Matcher("06").match(printed) is None


def test_match_leaves_the_short_name_of_a_city_to_its_own_state(hesse):
    assert [Matcher(state).match("Stadt Offenbach") for state in ("06", "07", "")] == [hesse["06413"], None, None]
    assert Matcher("12").match("Stadt Frankfurt") is None


@pytest.mark.parametrize(
    "printed",
    [
        "Landkreis und Stadt Gießen gemeinsam",
        "Landkreis und Stadt Gießen",
        "Stadt und Landkreis Gießen",
        "Stadt und LK Gießen (gemeinsam)",
        "LK Gießen und Stadt Gießen",
        "Universitätsstadt Gießen und Landkreis Gießen",
    ],
)
def test_match_finds_several_together_as_such_alone(hesse, printed):
    joint = make_respondent("Landkreis und Stadt Gießen", "joint")
    assert Matcher("06").match(printed) == joint.pk
    assert Matcher("06").match("LK Gießen") == hesse["06531"]


@pytest.mark.parametrize(
    ("printed", "key", "expected"),
    [
        ("Kreisverwaltung", "06631", "Landkreis Fulda"),
        ("LK Fulda", "06631", "Landkreis Fulda"),
        ("Fulda", "6631", "Landkreis Fulda"),
        ("Fulda", "06 6 31 000", "Landkreis Fulda"),
        ("LK Fulda", "06633", None),
        ("Hünfeld", "06631", None),  # a town of the county
        ("LK Fulda", "01K07", "Landkreis Fulda"),  # no key of a district
    ],
)
def test_official_key_says_who_is_meant_and_never_against_the_name(printed, key, expected):
    for name, number in (("Fulda", "06631"), ("Kassel", "06633")):
        make_respondent(f"Landkreis {name}", district=make_district(name, number))
    annex = make_annex()
    table = make_table_file((printed, "12"), headings=("Plätze",))
    keyed = replace(table, records=tuple(replace(each, key=key) for each in table.records))
    import_table(keyed, annex, by=None, dry_run=False)
    respondent = annex.rows.get().respondent
    assert (respondent and respondent.name) == expected
