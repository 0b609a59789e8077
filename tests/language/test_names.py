import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.language.names import fold, key, parse, places_in


@pytest.mark.parametrize(
    ("printed", "kind", "core"),
    [
        ("LK Fulda", "county", "Fulda"),
        ("Landkreis Kassel", "county", "Kassel"),
        ("Kreis Offenbach", "county", "Offenbach"),
        ("Offenbach (Landkreis)", "county", "Offenbach"),
        ("LK  Odenwald", "county", "Odenwald"),
        ("Odenwaldkreis", "county", "Odenwald"),
        ("Main-Kinzig-Kreis", "county", "Main-Kinzig"),
        ("Schwalm-Eder Kreis", "county", "Schwalm-Eder"),
        ("Oberbergischer Kreis", "county", "Oberbergischer"),
        ("Kreisausschuss des Odenwaldkreises", "county", "Odenwald"),
        ("Region Hannover", "county", "Region Hannover"),
        ("Rhein-Kreis Neuss", "county", "Rhein-Kreis Neuss"),
        ("Stadt Kassel", "city", "Kassel"),
        ("Kassel (Stadt)", "city", "Kassel"),
        ("Kassel, documenta-Stadt", "city", "Kassel"),
        ("documenta-Stadt Kassel", "city", "Kassel"),
        ("Darmstadt, Wissenschaftsstadt", "city", "Darmstadt"),
        ("Kreisfreie Stadt Darmstadt", "city", "Darmstadt"),
        ("Landeshauptstadt Wiesbaden", "city", "Wiesbaden"),
        ("Magistrat der Stadt Kassel", "city", "Kassel"),
        ("Hagen, Stadt der FernUniversität", "city", "Hagen"),
        ("Frankenthal (Pfalz), kreisfreie Stadt", "city", "Frankenthal (Pfalz)"),
        ("Neustadt an der Weinstraße, kreisfreie Stadt", "city", "Neustadt an der Weinstraße"),
        ("Stadt Frankfurt/Main", "city", "Frankfurt am Main"),
        ("Hess. Städtetag", "association", "Hessischer Städtetag"),
        ("Hessischen Städtetages", "association", "Hessischer Städtetag"),
        ("Hess. Städte- und Gemeindebund", "association", "Hessischer Städte- und Gemeindebund"),
        ("Landkreis und Stadt Gießen gemeinsam", "joint", "Gießen"),
        ("Stadt und Landkreis Kassel", "joint", "Kassel"),
        ("LK Kassel und Stadt Kassel", "joint", "Kassel"),
        ("LK Fulda, LK Kassel gemeinsam", "joint", "LK Fulda, LK Kassel"),
        ("Kassel", None, "Kassel"),
        ("Fulda", None, "Fulda"),
        ("Darmstadt", None, "Darmstadt"),
        ("Frankfurt a. M.", None, "Frankfurt am Main"),
        ("Gemeinde Ebersburg", None, "Gemeinde Ebersburg"),
        ("Arbeitskreis Asyl", None, "Arbeitskreis Asyl"),
        ("MTK", None, "MTK"),
    ],
)
def test_parse_tells_kind_and_core(printed, kind, core):
    parsed = parse(printed)
    assert (parsed.kind, parsed.core, parsed.printed) == (kind, core, printed)


@pytest.mark.parametrize(
    ("printed", "official", "kind"),
    [
        ("LK Main-Kinzig", "Main-Kinzig-Kreis", "county"),
        ("LK Odenwald", "Odenwaldkreis", "county"),
        ("LK Wetterau", "Wetteraukreis", "county"),
        ("LK Werra-Meißner", "Werra-Meißner-Kreis", "county"),
        ("LK GROSS-GERAU", "Landkreis Groß-Gerau", "county"),
        ("Landkreis Kassel", "LK Kassel", "county"),
        ("Stadt Kassel", "Kassel, documenta-Stadt", "city"),
        ("Stadt Ulm", "Ulm", "city"),
        ("Hess. Städtetag", "Hessischer Städtetag", "association"),
    ],
)
def test_key_is_equal_for_two_ways_to_print_a_name(printed, official, kind):
    assert key(printed) == key(official, kind)


@pytest.mark.parametrize(
    ("printed", "official", "kind"),
    [
        ("LK Kassel", "Kassel, documenta-Stadt", "city"),
        ("Stadt Kassel", "Landkreis Kassel", "county"),
        ("Kassel", "Kassel, documenta-Stadt", "city"),
        ("Kassel", "Landkreis Kassel", "county"),
        ("Fulda", "Landkreis Fulda", "county"),
        ("Stadt Fulda", "Landkreis Fulda", "county"),
        ("Hanauer Städtetag", "Hessischer Städtetag", "association"),
    ],
)
def test_key_differs_where_the_name_may_mean_another(printed, official, kind):
    assert key(printed) != key(official, kind)


@pytest.mark.parametrize(
    ("name", "folded"),
    [("  LK   Groß-Gerau ", "lk gross gerau"), ("Hess. Städtetag", "hess stadtetag"), ("MTK", "mtk"), ("", "")],
)
def test_fold_leaves_letters_and_single_blanks(name, folded):
    assert fold(name) == folded


@given(st.text())
def test_fold_of_a_folded_name_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


def places(text, names):
    return [(name, text[start:end]) for name, start, end in places_in(text, names)]


HESSIAN = ["Landkreis Fulda", "Landkreis Kassel", "Kassel, documenta-Stadt", "Main-Kinzig-Kreis", "Odenwaldkreis"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jugendamt Stadt und Landkreis Fulda", [("Landkreis Fulda", "Stadt und Landkreis Fulda")]),
        ("Bürgerservicebüro Stadt Fulda, BAMF", [("Landkreis Fulda", "Stadt Fulda")]),
        ("Mitarbeiter des Landkreises Fulda (Zuwanderungsamt)", [("Landkreis Fulda", "Landkreises Fulda")]),
        ("Hochschule Fulda", [("Landkreis Fulda", "Fulda")]),
        ("Oberes Fuldata e.V., Fulda-Aue, Neu-Fulda", []),
        ("beim Odenwaldkreis ansässig", [("Odenwaldkreis", "Odenwaldkreis")]),
        ("des Main-Kinzig-Kreises", [("Main-Kinzig-Kreis", "Main-Kinzig-Kreises")]),
        ("im Landkreis Kassel", [("Landkreis Kassel", "Landkreis Kassel")]),
        ("die Stadt Kassel", [("Kassel, documenta-Stadt", "Stadt Kassel")]),
        ("in Kassel", [("Landkreis Kassel", "Kassel"), ("Kassel, documenta-Stadt", "Kassel")]),
        (
            "Stadt und Landkreis Kassel",
            [
                ("Landkreis Kassel", "Stadt und Landkreis Kassel"),
                ("Kassel, documenta-Stadt", "Stadt und Landkreis Kassel"),
            ],
        ),
        ("Helferkreis Fulda und Kreis Fulda", [("Landkreis Fulda", "Fulda"), ("Landkreis Fulda", "Kreis Fulda")]),
    ],
)
def test_places_in_finds_whole_words_with_their_designation(text, expected):
    assert places(text, HESSIAN) == expected


def test_places_in_takes_the_longest_name():
    assert places("in Darmstadt-Dieburg", ["Stadt Darmstadt", "LK Darmstadt-Dieburg"]) == [
        ("LK Darmstadt-Dieburg", "Darmstadt-Dieburg")
    ]


def test_places_in_finds_nothing_without_names():
    assert places_in("in Fulda", []) == []
