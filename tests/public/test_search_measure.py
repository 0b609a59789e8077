"""How much of what people ask for in German the search finds: forms and spellings that nobody tuned it by.

What fits is said by a pattern of letters over the answers of 19/1613, which knows nothing of the search.
"""

import re

from survey.models import SearchRow
from survey.publishing.marks import mark
from survey.publishing.search import search

LEAST_RECALL, LEAST_PRECISION = 0.97, 0.95
MANY = 200
# The words that are typed, and what a text that fits has in it, whatever the case of its letters.
ASKED = {
    "Bürgermeisterin": r"bürgermeister",
    "Dienstversammlungen": r"dienstversammlung",
    "Koordinatoren": r"koordinator",
    "Wohlfahrtsverband": r"wohlfahrtsverb",
    "Kirchengemeinde": r"kirchengemeinde",
    "Kirchengemeinden": r"kirchengemeinde",
    "Runder Tisch": r"\brunde[nrs]?\b[^.]*\btisch",
    "Runden Tischen": r"\brunde[nrs]?\b[^.]*\btisch",
    "runde tische": r"\brunde[nrs]?\b[^.]*\btisch",
    "Steuerungsgruppen": r"steuerungsgruppe",
    "Flüchtlingsarbeit": r"flüchtlingsarbeit",
    "Fluechtlingsarbeit": r"flüchtlingsarbeit",
    "Flüchtlingshilfe": r"flüchtlingshilfe",
    "Arbeitskreises": r"arbeitskreis",
    "Landrates": r"\blandr[aä]t",
    "Dekanat": r"dekanat",
    "Vereinen": r"\bverein(e|en|s)?\b",
    "Ausländerbeirat": r"ausländerbeir",
    "Feuerwehrgipfel": r"feuerwehrgipfel",
    "Feuerwehrverbände": r"feuerwehrverb",
    "Unterkünfte": r"unterk[üu]nft",
    "Deutschkurse": r"deutschkurs",
    "Sprachkurs": r"sprachkurs",
    "Dezernenten": r"dezernent",
    "Netzwerken": r"netzwerk",
    "Ehrenamtliche": r"ehrenamtlich",
    "Konferenzen": r"konferenz",
    "Caritas": r"caritas",
    "Diakonisches Werk": r"diakonisch\w* werk",
    "Polizei": r"polizei",
    "Jugendämter": r"jugend[aä]mt",
    "Stadtverordneten": r"stadtverordnete",
    "Asylbewerber": r"asylbewerber",
    "Hauptamtlicher": r"hauptamtlich",
}


def fitting(pattern):
    answers = SearchRow.objects.filter(kind=SearchRow.Kind.ANSWER).values_list("path", "text")
    return {path for path, text in answers if re.search(pattern, text, re.IGNORECASE)}


def found(words):
    return {row.path for row in search(words, [[mark("type", SearchRow.Kind.ANSWER)]]).page(0, MANY)}


def test_search_finds_what_fits_and_little_else(db, published):
    measured = {words: (found(words), fitting(pattern)) for words, pattern in ASKED.items()}
    asked = {words: both for words, both in measured.items() if both[0] or both[1]}
    both = sum(len(hits & right) for hits, right in asked.values())
    recall = both / sum(len(right) for _hits, right in asked.values())
    precision = both / sum(len(hits) for hits, _right in asked.values())
    wrong = {
        words: (sorted(hits - right), sorted(right - hits)) for words, (hits, right) in asked.items() if hits != right
    }
    assert len(asked) >= 25
    assert (recall >= LEAST_RECALL, precision >= LEAST_PRECISION) == (True, True), (recall, precision, wrong)
