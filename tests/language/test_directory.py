"""Names as annexes print them, against all districts on record: nobody is ever taken for another."""

import csv
import datetime
import json
import re
from pathlib import Path

import pytest

from survey.language.directory import Candidate, Directory, PrintedLabel
from survey.language.scopes import UNSAID, of_group

FIXTURES = Path(__file__).parents[2] / "fixtures"
DAY = datetime.date(2018, 6, 1)


def records(name, model):
    return [each["fields"] for each in json.loads((FIXTURES / name).read_text()) if each["model"] == f"survey.{model}"]


def day(text):
    return datetime.date.fromisoformat(text) if text else None


DISTRICTS = {each["slug"]: each for each in records("districts.json", "district")}


def candidate(respondent):
    district = DISTRICTS[respondent["district"][0]] if respondent["district"] else {}
    return Candidate(
        district.get("slug", respondent["slug"]),
        respondent["name"],
        respondent["kind"],
        district.get("state"),
        day(district.get("valid_from")),
        day(district.get("valid_to")),
        district.get("key", ""),
    )


DIRECTORY = Directory(candidate(each) for each in records("respondents.json", "respondent"))


def meant(printed, state="06", date=DAY, group=""):
    found = DIRECTORY.meaning(printed, state=state, date=date, scope=of_group(group) if group else UNSAID)
    return found.candidate and found.candidate.pk


def rows(*labels, state="06", date=DAY, heading=""):
    """Who is meant by each row; a label with a colon is a heading."""
    scope, read = UNSAID, []
    for label in labels:
        if label.endswith(":"):
            scope = of_group(label)
        else:
            read.append(PrintedLabel(label, scope))
    found = DIRECTORY.meanings(read, state=state, date=date, heading=heading)
    return [each.candidate and each.candidate.pk for each in found]


COUNTY_FORMS = (
    *("LK %s", "Lk %s", "LKR %s", "Lkr. %s", "Ldkr. %s", "Kr. %s", "Landkreis %s", "Kreis %s", "LANDKREIS %s"),
    *("Landkreis: %s", "des Landkreises %s", "im Landkreis %s", "Land-\nkreis %s", "Landratsamt %s"),
    *("%s, Landkreis", "%s (Landkreis)", "%s (LK)", "%s, LK", "%s (Kreis)", "%s, Lkr.", "%s, Land", "%s [LK]"),
    *("%s - Landkreis", "%s – Landkreis", "%s Landkreis", "3. Landkreis %s", "12 LK %s"),
    *("LK %s*", "LK %s¹", "LK %s 1)", "LK %s1", "LK %s²⁾", "Landkreis %s (2)", "LK\u00a0%s", "Land\u00adkreis %s"),
)
CITY_FORMS = (
    *("Stadt %s", "STADT %s", "SK %s", "Kreisfreie Stadt %s", "krfr. St. %s", "krfr. Stadt %s", "kreisfr. Stadt %s"),
    *("Stadtkreis %s", "der Stadt %s", "Stadtverwaltung %s", "Magistrat der Stadt %s", "der kreisfreien Stadt %s"),
    *("%s, Stadt", "%s (Stadt)", "%s (SK)", "%s, SK", "%s (krfr. St.)", "%s, krfr. Stadt", "%s, kreisfreie Stadt"),
    *("%s, Stadtkreis", "%s, St.", "%s (St.)", "%s-Stadt", "%s Stadt", "%s – Stadt", "%s, kreisfrei"),
    *("Stadt %s*", "Stadt %s1", "Stadt %s (1)", "1. Stadt %s"),
)


def printed_forms(district):
    """A district as annexes print it; a county's own “-kreis” may be left out."""
    name, key = district["name"], district["key"]
    if re.match(r"(Region|Regionalverband|Städteregion) ", name):
        word, core = name.split(" ", 1)
        return [name, name.upper(), f"{core}, {word}", f"{core} ({word})", f"{name}*"]
    core = re.sub(r"[- ]?kreis$", "", name, flags=re.IGNORECASE)
    word, forms = ("Landkreis", COUNTY_FORMS) if district["kind"] == "county" else ("Stadt", CITY_FORMS)
    found = [form % core for form in forms]
    found += [f"{key} {word} {core}", f"{word} {core} ({key})"] if key else []
    for letter, spelt in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        core = core.replace(letter, spelt)
    plain = f"{word} {core}"
    found += [plain, plain.upper(), plain.replace("-", "-\n")]
    return [*found, *(f"{word} {each}" for each in qualified(name))]


def qualified(name):
    """The place behind a name in other words: “am Main”, “a. M.”, “/Main”, “(Main)”."""
    found = re.fullmatch(
        r"(?P<head>\S+)(?: (?P<word>am|im|in der|an der|a\.d\.|i\.d\.|a\.|i\.) | \()(?P<place>[^)]+)\)?", name
    )
    if not found:
        return []
    head, word, place = found["head"], found["word"] or "a.", found["place"]
    short = "".join(f"{each[0]}. " for each in word.split()).strip()
    glued = short.replace(" ", "")
    ends = (f"/{place}", f" ({place})", f" {short} {place}", f" {glued}{place}", f" {short} {place[0]}.")
    return [head + end for end in ends]


def its_day(district):
    return day(district["valid_to"]) or day(district["valid_from"]) or DAY


def test_directory_knows_every_district_of_germany_in_every_spelling():
    everything = [(each["slug"], printed, each) for each in DISTRICTS.values() for printed in printed_forms(each)]
    missed = [
        (printed, slug)
        for slug, printed, district in everything
        if meant(printed, district["state"], its_day(district)) != slug
    ]
    assert len(everything) > 14_000
    assert missed == []


def test_directory_takes_none_for_another_where_no_state_is_said():
    wrong = [
        (printed, each["slug"])
        for each in DISTRICTS.values()
        for printed in printed_forms(each)
        if meant(printed, "", its_day(each)) not in (each["slug"], None)
    ]
    assert wrong == []


def official(state):
    with (FIXTURES / "reference" / "deutschland-kreise-2018.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["ags"].startswith(state)]


CITY_WORDS = ("Kreisfreie Stadt", "Stadtkreis")
STATES = ["01", "03", "05", "06", "07", "08", "09", "10", "12", "13", "14", "15", "16"]


@pytest.mark.parametrize("state", STATES)
def test_directory_reads_the_official_list_of_a_state_with_bare_names_of_counties(state):
    """“Osnabrück” stands beside “Osnabrück, Stadt”, and is the county."""
    listed = official(state)
    labels = [each["name_kurz_bkg"] + ", Stadt" * (each["typ"] in CITY_WORDS) for each in listed]
    found = rows(*labels, state=state, heading="Kreisfreie Stadt / Landkreis")
    assert found == [each["ags"] for each in listed]


@pytest.mark.parametrize("state", STATES)
def test_directory_reads_bare_names_below_the_headings_of_their_kinds(state):
    listed = official(state)
    cities = [each for each in listed if each["typ"] in CITY_WORDS]
    counties = [each for each in listed if each not in cities]
    labels = ["Kreisfreie Städte:", *(each["name_kurz_bkg"] for each in cities)]
    labels += ["Landkreise:", *(each["name_kurz_bkg"] for each in counties)]
    assert rows(*labels, state=state) == [each["ags"] for each in [*cities, *counties]]


@pytest.mark.parametrize("state", STATES)
def test_directory_leaves_two_of_one_bare_name_open_and_takes_none_for_another(state):
    listed = official(state)
    found = rows(*(each["name_kurz_bkg"] for each in listed), state=state, heading="Landkreis / kreisfreie Stadt")
    assert [(each["ags"], one) for each, one in zip(listed, found, strict=True) if one not in (each["ags"], None)] == []


LOWER_SAXONY = ["Osnabrück, Stadt", "Osnabrück", "Region Hannover", "Ammerland", "Göttingen", "Oldenburg (Oldb), Stadt"]


@pytest.mark.parametrize(
    ("date", "goettingen"),
    [
        (datetime.date(2015, 3, 26), "03152"),
        (datetime.date(2016, 11, 1), "03159"),
        (datetime.date(2026, 1, 1), "03159"),
    ],
)
def test_directory_means_the_county_of_the_day_by_the_other_rows_alone(date, goettingen):
    found = ["03404", "03459", "03241", "03451", goettingen, "03403"]
    assert rows(*LOWER_SAXONY, state="03", date=date) == found
    assert rows(*LOWER_SAXONY, "Niedersachsen", state="03", date=date) == [*found, None]


@pytest.mark.parametrize(
    ("others", "heading"),
    [
        (["Vellmar"], ""),  # a town that is no district: so the others may be towns, too
        ([], "Gesundheitsregion"),
        ([], "Gemeinde"),
        ([], "Kreisangehörige Stadt"),
        ([], "Jugendamt"),
    ],
)
def test_directory_leaves_bare_names_open_that_may_be_towns_or_other_things(others, heading):
    found = rows("Fulda", "Gießen", "Main-Kinzig-Kreis", "Limburg-Weilburg", "Bergstraße", *others, heading=heading)
    assert found == [None, None, "06435", None, None, *([None] * len(others))]


@pytest.mark.parametrize(
    ("labels", "heading", "expected"),
    [
        (["Kassel"], "Landkreis", ["06633"]),
        (["Kassel", "Darmstadt"], "Landkreis", [None, "06411"]),  # “Landkreis” in a wide sense
        (["Kassel", "Fulda"], "Kreis / krfr. Stadt", [None, "06631"]),
        (["Kassel", "LK Kassel"], "Kreis / krfr. St.", ["06611", "06633"]),
        (["Fulda", "LK Fulda"], "Landkreise und Städte", [None, "06631"]),  # the town
        (["Kassel", "Kassel"], "Landkreis/Stadt", [None, None]),
        (["Fulda", "Fulda"], "Landkreis", [None, None]),
        (["Göttingen", "Essen", "Rosenheim"], "Landkreis / kreisfreie Stadt", [None, None, None]),
        (["Kassel:", "Kassel"], "", [None]),
        (["Landkreise:", "Kassel", "Darmstadt"], "", ["06633", None]),
        (["Kreisfreie Städte:", "Kassel", "Fulda"], "", ["06611", None]),
        (["Hess. Landkreise:", "Offenbach"], "", ["06438"]),
        (["Stadtkreise:", "Offenbach"], "", ["06413"]),
        (["Sonderstatusstädte:", "Fulda", "Hanau"], "Landkreis / Stadt", [None, None]),
        (["St. Kassel"], "Landkreis / kreisfreie Stadt", ["06611"]),
    ],
)
def test_directory_reads_bare_names_by_the_heading_and_the_rows_beside(labels, heading, expected):
    assert rows(*labels, heading=heading) == expected


@pytest.mark.parametrize(
    ("printed", "state", "expected"),
    [
        ("Region Hannover", "03", "03241"),
        ("Landeshauptstadt Hannover", "03", None),
        ("Stadt Göttingen", "03", None),
        ("Hansestadt Lüneburg", "03", None),
        ("Landkreis Lüneburg, Hansestadt Lüneburg", "03", None),
        ("Landkreis Kassel, Stadt Baunatal", "06", None),
        ("Landkreis Kassel (ohne Stadt Kassel)", "06", None),
        ("Kassel, Nordstadt", "06", None),
        ("Altstadt Kassel", "06", None),
        ("Kassel-Land", "06", None),
        ("Region Kassel", "06", None),
        ("Stadt Aachen", "05", None),
        ("StädteRegion Aachen", "05", "05334"),
        ("Landeshauptstadt Saarbrücken", "10", None),
        ("Kreis Neuss", "05", "05162"),
        ("Rhein-Kreises Neuss", "05", "05162"),
        ("Landkreis Bitburg-Prüm", "07", "07232"),
        ("Märkischen Kreises", "05", "05962"),
        ("Saar-Pfalz-Kreis", "10", "10045"),
        ("Hanse- und Universitätsstadt Rostock", "13", "13003"),
        ("Landkreis Rostock", "13", "13072"),
        ("Freie und Hansestadt Hamburg", "", "02000"),
        ("Land Bremen", "04", None),
        ("Stadt Furth", "09", None),
        ("Landkreis Neustadt", "09", None),
        ("LK Neustadt/Aisch-Bad Windsheim", "09", "09575"),
        ("Stadt Oldenburg", "01", None),  # in Holstein
        ("Stadt Oldenburg", "03", "03403"),
        ("Stadt Frankfurt", "", None),
        ("Stadt Frankfurt/O.", "", "12053"),
        ("Stadt Frankfurt/Oder", "06", None),
        ("LK Oldenburg (Nds.)", "", "03458"),
        ("Cottbus/Chóśebuz, Stadt", "12", "12052"),
        ("LK Ammerland", "06", "03451"),
        ("Wahlkreis Fulda", "06", None),
        ("Hessen", "06", None),
        ("06631 Fulda", "06", "06631"),
        ("06631000 Fulda", "06", "06631"),
        ("06633 Fulda", "06", None),
        ("06618 Naumburg", "15", None),
    ],
)
def test_directory_knows_what_is_a_district_and_what_is_not(printed, state, expected):
    assert meant(printed, state) == expected


@pytest.mark.parametrize(
    ("printed", "state", "date", "expected"),
    [
        ("Stadt Eisenach", "16", datetime.date(2021, 6, 30), "16056"),
        ("Stadt Eisenach", "16", datetime.date(2021, 7, 1), None),
        ("Stadt Hanau", "06", datetime.date(2025, 12, 31), None),
        ("Stadt Hanau", "06", datetime.date(2026, 1, 1), "hanau"),
        ("Stadt Hanau", "06", None, None),
        ("LK Göttingen", "03", None, None),
        ("LK Osterode am Harz", "03", datetime.date(2016, 10, 31), "03156"),
        ("LK Osterode", "03", datetime.date(2017, 1, 1), None),
        ("LK Fulda", "06", None, "06631"),
    ],
)
def test_directory_means_nobody_who_was_not_on_the_list_of_the_day(printed, state, date, expected):
    assert meant(printed, state, date) == expected


def test_directory_takes_the_state_that_a_heading_names():
    assert rows("Hessen:", "LK Fulda", "Stadt Offenbach", "Bayern:", "Stadt Kempten", state="") == [
        "06631",
        "06413",
        "09763",
    ]


def test_directory_reads_car_plates_below_their_heading_alone():
    """One that two districts share says nothing."""
    plates = ["F", "GÖ", "KS", "MTK*", "H", "XYZ"]
    assert rows(*plates, heading="Kfz-Kennzeichen") == ["06412", "03159", None, "06436", "03241", None]
    assert rows("GÖ", heading="Kennzeichen", date=datetime.date(2015, 1, 1)) == ["03152"]
    assert rows("F", "H", heading="Landkreis") == [None, None]
