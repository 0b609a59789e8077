import pytest

from survey.language.hyphens import joined_all, whole_words


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Haus-", "haltes im Kreis"], "Haushaltes im Kreis"),
        (["Haus- und", "Hofdienste"], "Haus- und Hofdienste"),
        (["haupt-", "und/oder ehrenamtlich"], "haupt- und/oder ehrenamtlich"),
        (["EU-", "weit"], "EU-weit"),
        (["Nordrhein-", "Westfalen"], "Nordrhein-Westfalen"),
        (["2024 -", "2027"], "2024 - 2027"),
        (["www.amt-", "haus.de"], "www.amt-haus.de"),
        (["ein", "Wort"], "ein Wort"),
        (["so-", "wie im Vorjahr"], "sowie im Vorjahr"),
        (["von Haupt-", "auf Nebenerwerb"], "von Haupt- auf Nebenerwerb"),
        (["hin-", "auf"], "hinauf"),
        (["öffentlich-", "rechtlichen"], "öffentlich-rechtlichen"),
        (["Öffentlich-", "keitsarbeit"], "Öffentlichkeitsarbeit"),
        (["(www.amt.de/file", "admin/plan_2.pdf), und"], "(www.amt.de/fileadmin/plan_2.pdf), und"),
        (["vgl. www.amts", "haus.de/plan)?"], "vgl. www.amtshaus.de/plan)?"),
        (["www.amt.de/plan", "abrufbar"], "www.amt.de/plan abrufbar"),
        (["www.amt.de/plan", "und/oder"], "www.amt.de/plan und/oder"),
        (["www.amt.de/plan.", "12/2023"], "www.amt.de/plan. 12/2023"),
    ],
)
def test_joined_all_makes_cut_words_whole(lines, text):
    assert joined_all(lines) == text


def test_whole_words_keeps_the_lines():
    assert whole_words(["in den Ge-", "meinden", "stehen"]) == ["in den Gemeinden", "", "stehen"]
