"""Other districts in a text."""

import pytest

from survey.checks.places import akin, foreign
from survey.models import District


def make_district(official_name, kind="county"):
    return District(official_name=official_name, kind=kind)


FULDA = make_district("Landkreis Fulda")
KASSEL = make_district("Landkreis Kassel")
KASSEL_CITY = make_district("Kassel, documenta-Stadt", "city")
MARBURG = make_district("Landkreis Marburg-Biedenkopf")
DARMSTADT = make_district("Darmstadt, Wissenschaftsstadt", "city")
DARMSTADT_DIEBURG = make_district("Landkreis Darmstadt-Dieburg")
OFFENBACH = make_district("Landkreis Offenbach")
OFFENBACH_CITY = make_district("Offenbach am Main, Stadt", "city")
HERSFELD = make_district("Landkreis Hersfeld-Rotenburg")
BERGSTRASSE = make_district("Landkreis Bergstraße")
WIESBADEN = make_district("Wiesbaden, Landeshauptstadt", "city")
TAUNUS = make_district("Main-Taunus-Kreis")
KINZIG = make_district("Main-Kinzig-Kreis")
OFFICIAL = [
    FULDA,
    KASSEL,
    KASSEL_CITY,
    MARBURG,
    DARMSTADT,
    DARMSTADT_DIEBURG,
    OFFENBACH,
    OFFENBACH_CITY,
    HERSFELD,
    BERGSTRASSE,
    WIESBADEN,
    TAUNUS,
    KINZIG,
]


@pytest.mark.parametrize(
    ("own", "text", "expected"),
    [
        (KASSEL, "Jugendamt Stadt und Landkreis Fulda, Bürgerservicebüro Stadt Fulda", [FULDA, FULDA]),
        (KASSEL, "Runder Tisch Asyl Fulda", [FULDA]),
        (TAUNUS, "Im Main-Kinzig-Kreis gibt es das nicht.", [KINZIG]),
        (KASSEL, "Das erste handelt von uns.\n\nDas Netzwerk im Landkreis Fulda.", [FULDA]),
    ],
)
def test_foreign_finds_what_belongs_to_another_row(own, text, expected):
    assert [mention.district for mention in foreign(text, own, OFFICIAL)] == expected


@pytest.mark.parametrize(
    ("own", "text"),
    [
        (FULDA, "Jugendamt Stadt und Landkreis Fulda, Hochschule Fulda, Stadt Fulda"),
        (MARBURG, "auf Initiative aus der Kreisverwaltung und der Stadt Marburg"),
        (KASSEL, "gemeinsam mit der Stadt Kassel"),
        (DARMSTADT_DIEBURG, "mit der Stadt Darmstadt"),
        (OFFENBACH, "Im Kreis Offenbach, mit der Stadt Offenbach am Main"),
        (OFFENBACH_CITY, "wie im Kreis Offenbach"),
        (HERSFELD, "in Rotenburg an der Fulda und Rotenburg a. d. Fulda"),
        (HERSFELD, "Der Landkreis Hersfeld-Rotenburg und der Landkreis Fulda arbeiten zusammen."),
        (FULDA, "das Regierungspräsidium Kassel, das RP Darmstadt und das Verwaltungsgericht Wiesbaden"),
        (FULDA, "Unterkunft in der Bergstraße"),
        (FULDA, "Kaffee 44, Unterstützerkreis Borken (Hessen)"),
        (FULDA, "Wir im Kreis."),
    ],
)
def test_foreign_leaves_harmless_names_alone(own, text):
    assert foreign(text, own, OFFICIAL) == []


def test_foreign_keeps_the_words_and_the_paragraph():
    [mention] = foreign("Erstens.\n\nZweitens im Landkreis Fulda.", KASSEL, OFFICIAL)
    assert (mention.words, mention.paragraph) == ("Landkreis Fulda", "Zweitens im Landkreis Fulda.")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (KASSEL, KASSEL_CITY, True),
        (DARMSTADT, DARMSTADT_DIEBURG, True),
        (OFFENBACH, OFFENBACH_CITY, True),
        (TAUNUS, KINZIG, False),
        (FULDA, KASSEL, False),
    ],
)
def test_akin_are_districts_that_share_a_name(one, other, expected):
    assert (akin(one, other), akin(other, one)) == (expected, expected)
