"""Telephone numbers, addresses and file numbers in texts, and what only looks like them."""

import pytest

from survey.language.contacts import contacts


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Fragen an erika.muster@landkreis-fulda.de, bitte.", "mail", "erika.muster@landkreis-fulda.de"),
        ("asyl(at)kreis.example.de", "mail", "asyl(at)kreis.example.de"),
        ("Telefon: 0661 6006-0", "phone", "Telefon: 0661 6006-0"),
        ("Frau Muster, Tel. (06 61) 60 06 12", "phone", "Tel. (06 61) 60 06 12"),
        ("erreichbar unter 0661/6006-123.", "phone", "0661/6006-123"),
        ("oder +49 661 6006123", "phone", "+49 661 6006123"),
        ("Mobil 0170 1234567", "phone", "Mobil 0170 1234567"),
        ("(0661) 6006123", "phone", "(0661) 6006123"),
        ("wohnt Goethestraße 12 a, Fulda", "street", "Goethestraße 12 a"),
        ("Kölner Str. 5", "street", "Kölner Str. 5"),
        ("Unterer Markt 3, 36037 Fulda", "street", "Unterer Markt 3, 36037 F"),
        ("Am Mühlweg 7, 36037 Fulda", "street", "Am Mühlweg 7, 36037 F"),
        ("Az.: 12-34/2014", "file", "Az.: 12-34/2014"),
        ("Aktenzeichen IV/5-2014", "file", "Aktenzeichen IV/5-2014"),
        ("Urteil vom 3. Mai 2014, 6 K 1234/14.GI", "file", "6 K 1234/14"),
        ("Beschluss 2 BvR 2347/15", "file", "2 BvR 2347/15"),
        ("a@b.de", "mail", "a@b.de"),
        ("Str. 5", "street", "Str. 5"),
        ("Az 123", "file", "Az 123"),
    ],
)
def test_what_leads_to_a_person_is_found(text, kind, words):
    assert [(str(each.kind), each.words) for each in contacts(text)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Drucksache 19/1613 vom 17.02.2015",
        "im Haushaltsjahr 2014/2015 waren es 1.234.567 Euro",
        "Bundestagsdrucksache 18/3850, Seite 12",
        "ISSN 0722-8333",
        "AGS 06631, 06633 und 06635",
        "die Landesstraße 3024 und die Bundesstraße 27",
        "je Studienplatz 5 Bewerber, im Landkreis 12 Plätze",
        "auf dem Weg 3 Monate",
        "am Runden Tisch 4 Mal",
        "zwischen 01.01.2014 und 31.12.2014",
        "12.345 Personen, davon 0,5 %",
        "siehe @ und Fragen 1-3",
        "Titel 685 02, Kapitel 0804",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert list(contacts(text)) == []


def test_long_text_of_beginnings_is_read_once():
    for beginning in ("Tel. ", "(0661) ", "Aa ", "a@", "Az. ", "0661/"):
        assert list(contacts(beginning * 20_000)) == []
