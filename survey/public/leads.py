"""What a search leads straight to, before its hits: a paper, a place, a part with a category, the words within one."""

import re
from collections import Counter
from dataclasses import dataclass
from string import ascii_lowercase

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from survey.language.analysis import Query
from survey.language.folding import fold
from survey.models import PublishedInquiry, SearchRow, SearchRowDistrict
from survey.public.addresses import localised, with_query
from survey.public.asked import (
    PaperNumber,
    Sentence,
    about_of,
    ministry_words,
    paper_number,
    part_key,
    sentence_of,
)
from survey.public.places import NamedPlace, districts_fitting, place_within
from survey.public.words import CODES, capital, state_name, state_of
from survey.publishing.marks import mark
from survey.publishing.search import SearchResult, search
from survey.wording import paths

# As people ask for the categories that most codebooks share, in both languages.
WORDS_OF_CODES = {
    "yes": {"ja", "yes"},
    "no": {"nein", "no"},
    "planned": {"geplant", "planned"},
    "partly": {"teilweise", "partly"},
}
SHOWN, LOOKED_AT, NEWEST, WORDS_TRIED, DISTRICTS_SHOWN = 8, 50, 200, 6, 3
PAPERS, QUESTIONS = [[mark("type", SearchRow.Kind.INQUIRY)]], [[mark("type", SearchRow.Kind.QUESTION)]]
# Shorter searches may name two places to compare; longer ones are looked into where nothing is found.
FEW_WORDS = 4
BETWEEN = re.compile(r"\b(?:gegen|und|mit|oder|vs|in|im|vergleich\w*|and|with|against|compare)\b\.?", re.IGNORECASE)
BODIES = re.compile(r"gremi(?:en|um)|netzwerke?|bodies|networks?", re.IGNORECASE)
MINISTRY = re.compile(r"minist", re.IGNORECASE)


@dataclass(frozen=True)
class Lead:
    """`asked` is in words of the record or the search, `label` in those of the page; `number` is that of a paper."""

    label: str
    asked: str
    number: str
    href: str


def papers_of_number(words: str) -> tuple[list[SearchRow], str]:
    """The papers of the number that is named, and what else is asked of them; ([], "") where none is named."""
    said = paper_number(words)
    if said is None:
        return [], ""
    found = search(said.number.replace("/", " "), PAPERS).page(0, LOOKED_AT)
    papers = [each for each in found if f"/{each.inquiry_number}".endswith(f"/{said.number.lstrip('/')}")]
    return _of_parliament(papers, said)


def _of_parliament(papers: list[SearchRow], said: PaperNumber) -> tuple[list[SearchRow], str]:
    """Where other words name a parliament, its papers alone; else the words are asked of the papers."""
    if not said.rest or not papers:
        return papers, ""
    told = PublishedInquiry.objects.filter(slug__in=[each.inquiry for each in papers])
    names = {slug: fold(f"{parliament} {name} {state_name(state)}") for slug, parliament, name, state in _told(told)}
    own = [each for each in papers if all(word in names[each.inquiry] for word in fold(said.rest).split())]
    return (own, "") if own else (papers, said.rest)


def _told(found):
    return found.values_list("slug", "parliament", "parliament_name", "state_key")


def papers_of_ministry(words: str) -> list[SearchRow]:
    """“Sozialministerium” finds the papers of the “Minister für Soziales”."""
    for about in ministry_words(words):
        found = search(about, PAPERS).page(0, LOOKED_AT)
        if papers := [each for each in found if MINISTRY.search(each.text)]:
            return papers
    return []


def leads(words: str, others: list[tuple[str, str]], numbered: list[SearchRow], rest: str, hits: int) -> list[Lead]:
    """`others` are the filters in force; `numbered` the papers of a number in the words, `rest` the other words.

    `hits` is how many rows hold the words: a place among them is told apart from the others where there are none.
    """
    if numbered:
        return [_within_paper(each, rest) for each in numbered] if rest else []
    if key := part_key(words):
        return _questions(key)
    sentence = sentence_of(words)
    place = place_within(words) if sentence or not hits or len(words.split()) <= FEW_WORDS else None
    if place and (found := _comparisons(place) or _bodies(place)):
        return found
    if hits and not sentence:
        place = None
    if place and (about := about_of(place.rest) if sentence else place.rest):
        parts = _parts_about(about) if sentence else []
        return [lead for each in place.districts[:DISTRICTS_SHOWN] for lead in _within_district(each, about, parts)]
    if place and sentence:
        return [_district(each) for each in place.districts[:DISTRICTS_SHOWN]]
    found = _of_sentence(sentence, others) if sentence else [*_of_state(words), *_of_categories(words, others)]
    return found or ([] if hits else _of_parliaments(words))


def _within_paper(paper: SearchRow, rest: str) -> Lead:
    href = with_query(reverse("search"), {"q": rest, "inquiry": paper.inquiry})
    return Lead(_("in this paper"), f"„{rest}“", paper.inquiry_number, href)


def _questions(key: str) -> list[Lead]:
    """The parts of this key; those that editors gave a title come first."""
    found = [each for each in search(key, QUESTIONS).page(0, LOOKED_AT) if each.title == key]
    return [_question(each) for each in sorted(found, key=lambda each: not each.short_titles)[:SHOWN]]


def _question(row: SearchRow) -> Lead:
    asked = _titled(row) if row.short_titles else f"{row.title}: {row.text[:100]}"
    return Lead("", asked, row.inquiry_number, localised(row.path))


def _district(district) -> Lead:
    return Lead(district.in_full, "", "", localised(paths.district(district.slug)))


def _within_district(district, about: str, parts: list[SearchRow]) -> list[Lead]:
    """The answers of the district to each part that is asked about, else the words within its rows."""
    if not parts:
        href = with_query(reverse("search"), {"q": about, "district": district.slug})
        return [Lead(district.in_full, f"„{about}“", "", href)]
    pairs = [("district", district.slug)]
    return [
        Lead(district.in_full, _titled(part), part.inquiry_number, _answers(pairs, part, ("question", part.title)))
        for part in parts
    ]


def _comparisons(place: NamedPlace) -> list[Lead]:
    """“Kassel gegen Fulda”: both in the newest paper that has rows of the first."""
    others = districts_fitting(BETWEEN.sub(" ", place.rest).strip()) if place.rest else []
    pairs = [(one, other) for one in place.districts for other in others if one.slug != other.slug]
    if not pairs:
        return []
    newest = SearchRowDistrict.objects.filter(district__in=[one.slug for one in place.districts])
    slug = (
        newest.order_by("-search_row").values_list("search_row__inquiry", flat=True).exclude(search_row__inquiry="")[:1]
    )
    said = [("inquiry", each) for each in slug]
    return [
        Lead(
            _("compare %(one)s and %(other)s") % {"one": one.in_full, "other": other.in_full},
            "",
            "",
            with_query(reverse("compare"), [*said, ("district", one.slug), ("district", other.slug)]),
        )
        for one, other in pairs[:SHOWN]
    ]


def _bodies(place: NamedPlace) -> list[Lead]:
    """“Gremien in Offenbach”."""
    if not BODIES.fullmatch(BETWEEN.sub(" ", place.rest).strip()):
        return []
    return [
        Lead(
            _("bodies in %(district)s") % {"district": each.in_full},
            "",
            "",
            with_query(reverse("bodies"), {"district": each.slug}),
        )
        for each in place.districts
    ]


def _of_state(words: str) -> list[Lead]:
    """“Hessen”, “Landtag Hessen”: all papers of its parliament."""
    named = " ".join(word for word in words.split() if fold(word) not in ("landtag", "landtags", "von", "parlament"))
    key = state_of(named) if not named.isdigit() else ""
    if not key or not PublishedInquiry.objects.filter(state_key=key).exists():
        return []
    return [Lead(_("all papers"), state_name(key), "", with_query(reverse("inquiries"), {"state": key}))]


def _of_parliaments(words: str) -> list[Lead]:
    """Parliaments that are called so, for words that no text holds."""
    named = PublishedInquiry.objects.filter(parliament_name__icontains=words).order_by()
    found = named.values_list("parliament", "parliament_name").distinct()[:SHOWN]
    return [
        Lead(_("all papers"), name, "", with_query(reverse("inquiries"), {"parliament": slug})) for slug, name in found
    ]


def _of_sentence(sentence: Sentence, others: list[tuple[str, str]]) -> list[Lead]:
    if sentence.silent:
        return _not_in_the_table()
    if not sentence.about:
        return [_category(sentence.code, others)]
    parts = _parts_about(sentence.about) or _newest_parts()
    label = capital(str(CODES[sentence.code]))
    pairs = [pair for pair in others if pair[0] != "inquiry"]
    return [
        Lead(
            label, _titled(part), part.inquiry_number, _answers(pairs, part, ("code", f"{part.title}:{sentence.code}"))
        )
        for part in parts
    ]


def _of_categories(words: str, others: list[tuple[str, str]]) -> list[Lead]:
    said = set(re.findall(r"\w+", words.casefold()))
    return [_category(code, others) for code in CODES if said & WORDS_OF_CODES.get(code, set())]


def _category(code: str, others: list[tuple[str, str]]) -> Lead:
    return Lead(capital(str(CODES[code])), "", "", with_query(reverse("answers"), [*others, ("code", code)]))


def _not_in_the_table() -> list[Lead]:
    """The newest papers whose table lacks counties, and the answers that are none by the table's own words."""
    short = PublishedInquiry.objects.filter(counties_with_row__lt=F("counties")).order_by("-published_at", "slug")
    papers = [
        Lead(
            _("%(missing)d of %(counties)d counties have no row of their own")
            % {"missing": each.counties - each.counties_with_row, "counties": each.counties},
            "",
            each.number,
            localised(paths.inquiry(each.slug)),
        )
        for each in short[:SHOWN]
    ]
    silent = with_query(reverse("answers"), [("status", "no_reply"), ("status", "declined"), ("status", "blank")])
    return [*papers, Lead(_("Answers that are missing or declined"), "", "", silent)]


def _parts_about(about: str) -> list[SearchRow]:
    """Parts of questions with all these words; where there are none, those with the most of them."""
    found = _parts(about)
    if found or " " not in about:
        return found
    by_word = [_parts(word) for word in about.split()[:WORDS_TRIED] if len(word) > 1]
    said = Counter(part.pk for parts in by_word for part in parts)
    if not said:
        return []
    parts = {part.pk: part for parts in by_word for part in parts}
    return [parts[pk] for pk, n in said.items() if n == max(said.values())][:SHOWN]


def _newest_parts() -> list[SearchRow]:
    """What one can ask instead, for a question in words that no paper asks in: those of another language."""
    found = SearchResult(Query(), QUESTIONS).page(0, NEWEST)
    return [each for each in found if each.short_titles and not each.title.isdigit()][:SHOWN]


def _parts(words: str) -> list[SearchRow]:
    found = search(words, QUESTIONS).page(0, SHOWN)
    parts = [each for each in found if each.short_titles]
    divided = {(each.inquiry, each.title.rstrip(ascii_lowercase)) for each in parts if not each.title.isdigit()}
    return [each for each in parts if (each.inquiry, each.title) not in divided]


def _titled(part: SearchRow) -> str:
    return f"{part.title} {part.short_titles[0]}"


def _answers(pairs: list[tuple[str, str]], part: SearchRow, of_part: tuple[str, str]) -> str:
    return with_query(reverse("answers"), [*pairs, ("inquiry", part.inquiry), of_part])
