"""German for searching: words are folded and stemmed, and the parts of compounds stand beside them.

“Runde Tische” finds “runder Tisch”, “fluechtling” finds “Flüchtling”, “Gipfel” finds “Feuerwehrgipfel”. Text is
analysed when it is indexed, a query when it is asked; both use the same functions, so they always agree.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

# The longest German words in use have under 80 letters; what is longer is words whose blanks were lost. It is cut into
# pieces without parts, for to look for those grows with the square of a word's length.
LONGEST_WORD = 80
# What may stand inside a word without being seen: accents written apart, signs without width, soft hyphens
WITHIN = "\u0300-\u036f\u200c\u200d\u2060"
UNSEEN = re.compile("[\u200c\u200d\u2060]|\u00ad\\s*")
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{WITHIN}]|\u00ad\s*(?=[^\W_])){{0,{LONGEST_WORD - 1}}}")
SHORT = 60  # letters of a text that may come again
LINKS = ("", "s", "es", "n", "en", "er", "e")
SHORTEST_PART = 3
SHORTEST_UNSURE_TAIL = 5
TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
# Too common to tell passages apart; left out of a query unless it has nothing else, and kept inside a phrase.
STOP_WORDS = frozenset(
    """
    aber als am an auch auf aus bei beim bis das dass dem den der des die durch ein eine einem einen
    einer eines es für hat haben im in ist mit nach oder sich sie sind und vom von vor war wer wie wird
    wo zu zum zur
    """.split()  # noqa: SIM905  a list of words reads as words
)

_local = threading.local()


def _stemmer():
    if not hasattr(_local, "german"):
        _local.german = snowballstemmer.stemmer("german")
    return _local.german


def is_number(word: str) -> bool:
    """Tables hold more different numbers than words: they are not looked into."""
    return word.isascii() and word.isdigit()


def plain(word: str) -> str:
    """The small letters of a word as one reads them: “Flücht\u00adling” -> “flüchtling”."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", word)).lower()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The folded stem of one word: “Flüchtlinge”, “fluechtlinge” -> “fluchtling”; a number is its own."""
    if is_number(word):
        return word
    stemmed = _stemmer().stemWord(plain(word))
    decomposed = unicodedata.normalize("NFKD", stemmed.replace("ß", "ss"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def noun_stems() -> frozenset[str]:
    """Stems of the nouns that German officialese builds compounds from (nouns.txt, our own list)."""
    lines = Path(__file__).with_name("nouns.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(stem(word) for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=50_000)
def parts(word: str) -> tuple[str, ...]:
    """Stems of the parts of a compound, () for a simple word: “Flüchtlingsgipfel” -> (“fluchtling”, “gipfel”).

    A cut needs a known noun behind it. It also needs a known noun before it, unless the noun behind is long enough
    to be no accident (“amt” in “gesamt” is one, “gipfel” in “Feuerwehrgipfel” is not).
    """
    lowered = plain(word)
    is_piece = len(lowered) >= LONGEST_WORD  # of words whose blanks were lost: it begins and ends anywhere
    if is_piece or is_number(lowered) or len(lowered) < 2 * SHORTEST_PART or stem(lowered) in noun_stems():
        return ()
    cuts = range(SHORTEST_PART, len(lowered) - SHORTEST_PART + 1)
    tails = [cut for cut in cuts if stem(lowered[cut:]) in noun_stems()]
    for cut in tails:
        if head := _head(lowered[:cut]):
            return (*head, stem(lowered[cut:]))
    for cut in tails:
        if len(lowered) - cut >= SHORTEST_UNSURE_TAIL:
            return (stem(lowered[:cut]), stem(lowered[cut:]))
    return ()


def _head(head: str) -> tuple[str, ...]:
    """Stems of the part before a cut, with its linking sound taken off; () where it is no known noun or compound."""
    for link in LINKS:
        bare = head.removesuffix(link) if link else head
        if head.endswith(link) and len(bare) >= SHORTEST_PART and stem(bare) in noun_stems():
            return (stem(bare),)
    for link in ("", "s"):
        if found := parts(head.removesuffix(link) if link else head):
            return found
    return ()


@lru_cache(maxsize=5_000)
def _few_words(text: str) -> tuple[str, ...]:
    """The words of a name or heading, which a table says again in each of its cells."""
    return tuple(WORD.findall(text))


def analysed(*texts: str) -> str:
    """What is indexed of texts: their stems in order (so that phrases are found), then the parts of compounds."""
    words = [word for text in texts for word in (_few_words(text) if len(text) <= SHORT else WORD.findall(text))]
    stems = [stem(word) for word in words]
    found = dict.fromkeys(part for word in words for part in parts(word))
    return " ".join([*stems, *(part for part in found if part not in stems)])


@dataclass(frozen=True)
class Query:
    """What someone typed: stems that must stand in a passage, phrases (stems in a row), and what must not.

    `apart` has the parts of the words that are compounds: instead of the word its parts may stand in a row, too.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.without)


def parse(text: str) -> Query:
    """Read a search box: words, “"a phrase"”, “-excluded”, “-"an excluded phrase"”."""
    words, phrases, without = [], [], []
    for match in TERM.finditer(text.replace("„", '"').replace("“", '"').replace("”", '"')):
        found = [each.group() for each in WORD.finditer(match["phrase"] or match["word"] or "")]
        stems = tuple(stem(word) for word in found)
        if match["minus"] and stems:
            without.append(stems)
        elif match["phrase"] and len(stems) > 1:
            phrases.append(stems)
        else:
            words.extend(found)
    telling = [word for word in words if plain(word) not in STOP_WORDS]
    kept = telling if telling or phrases else words
    apart = {stem(word): parts(word) for word in kept if parts(word)}
    return Query(tuple(dict.fromkeys(map(stem, kept))), tuple(phrases), tuple(without), tuple(apart.items()))


@dataclass(frozen=True)
class HitPiece:
    text: str
    hit: bool


def marked(text: str, query: Query) -> list[HitPiece]:
    """The text in pieces, hits apart; joined they are the text again."""
    pieces, end = [], 0
    for start, stop in _hits(text, query):
        if start > end:
            pieces.append(HitPiece(text[end:start], False))
        pieces.append(HitPiece(text[start:stop], True))
        end = stop
    if end < len(text):
        pieces.append(HitPiece(text[end:], False))
    return pieces


def forms(texts: Iterable[str], query: Query) -> list[str]:
    """The different words that hits took in texts: “runder Tisch”, “Runden Tisches”."""
    return list(dict.fromkeys(text[start:stop] for text in texts for start, stop in _hits(text, query)))


def excerpt(text: str, query: Query, length: int = 280) -> str:
    """About `length` characters around the first hit, cut at blanks, with “…” where something is left out."""
    if len(text) <= length:
        return text
    first = next(iter(_hits(text, query)), (0, 0))[0]
    start = max(0, min(first - length // 3, len(text) - length))
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", start + length)
    end = len(text) if end < 0 else end
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def _hits(text: str, query: Query) -> Iterator[tuple[int, int]]:
    if not query.words and not query.phrases:  # a list that nothing is searched in would stem all its words
        return
    words = list(WORD.finditer(text))
    stems = [stem(word.group()) for word in words]
    at = 0
    while at < len(words):
        length = _phrase_length(stems, at, query)
        if length:
            yield words[at].start(), words[at + length - 1].end()
        elif stems[at] in query.words or any(part in query.words for part in parts(words[at].group())):
            length = _run_length(text, words, stems, at, query)
            yield words[at].start(), words[at + length - 1].end()
        at += length or 1


def _phrase_length(stems: list[str], at: int, query: Query) -> int:
    phrases = (*query.phrases, *(pieces for _word, pieces in query.apart))
    return next((len(each) for each in phrases if tuple(stems[at : at + len(each)]) == each), 0)


def _run_length(text: str, words: list[re.Match], stems: list[str], at: int, query: Query) -> int:
    """How many words from `at` on, parted by blanks alone, are words of the query: “runder Tisch” is one hit."""
    end = at + 1
    while end < len(words) and stems[end] in query.words and text[words[end - 1].end() : words[end].start()].isspace():
        end += 1
    return end - at
