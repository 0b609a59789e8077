"""Search in the published rows: one full-text index of the database, asked for words and marks (publishing.marks).

The number of a row in the index is its primary key. Rows are written as they are published, so the newest hits are
those with the highest numbers, which the index gives without sorting. On SQLite it is a full-text table without texts
of its own, kept in step by triggers; on PostgreSQL a column that the database makes of the words. `install` makes both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from survey.language.analysis import Query, analysed, parse, stem
from survey.language.spelling import best, corrected, guessed, slips
from survey.models import SearchRow, shown
from survey.models.reading import read_connection
from survey.publishing.marks import mark

# Up to so many hits are ranked, and counted by category; more come newest first.
RANKED = 2_000
# More are not counted.
COUNTED = 20_000
LOOKED_AT = 30
KINDS = tuple(mark("type", kind) for kind in SearchRow.Kind.values)
TABLE = SearchRow._meta.db_table
COLUMNS = ", ".join(f'published."{field.column}"' for field in SearchRow._meta.concrete_fields if field.name != "words")
# Any of the marks of each group
Marks = Sequence[Sequence[str]]


def in_one_or_apart(query: Query) -> list[tuple[str, tuple[str, ...]]]:
    """Each word with its parts that may stand in a row: “Flüchtlingsgipfel”, “Flüchtlings-Gipfel”."""
    apart = dict(query.apart)
    return [(word, tuple(apart.get(word, ()))) for word in query.words]


class FullText:
    """What both languages of full-text queries have in common; a subclass knows its sign of `either`, and phrases."""

    either: str

    def _word(self, word: str, pieces: tuple[str, ...]) -> str:
        return f"({self._phrase([word])}{self.either}{self._phrase(pieces)})" if pieces else self._phrase([word])

    def _any(self, words: Iterable[str]) -> str:
        return f"({self.either.join(self._phrase([word]) for word in words)})"

    def _phrase(self, words: Iterable[str]) -> str:
        raise NotImplementedError


class SQLite(FullText):
    """Full-text queries in the words of FTS5."""

    either = " OR "
    shown = shown("sqlite", "survey_searchindex.rowid")
    matching = f"SELECT rowid AS id FROM survey_searchindex WHERE survey_searchindex MATCH %s AND {shown}"  # noqa: S608
    ranked = (
        "SELECT rowid AS id, bm25(survey_searchindex) AS rank FROM survey_searchindex"  # noqa: S608
        f" WHERE survey_searchindex MATCH %s AND {shown} ORDER BY rank, rowid DESC"
    )
    number = "rowid"

    def expression(self, query: Query, marks: Marks) -> str:
        wanted = [*(self._word(*each) for each in in_one_or_apart(query)), *map(self._phrase, query.phrases)]
        groups = [self._any(group) for group in marks] or ([] if wanted else [self._any(KINDS)])
        found = " AND ".join([*wanted, *groups])
        unwanted = " OR ".join(map(self._phrase, query.without))
        return f"({found}) NOT ({unwanted})" if unwanted else found

    def rank_parameters(self, query: Query, marks: Marks) -> list[str]:
        return [self.expression(query, marks)]

    def known(self, words: list[str]) -> tuple[str, list]:
        """The statement that gives those of some stems that rows have, with the number of rows."""
        places = ", ".join(["%s"] * len(words))
        return f"SELECT term, doc FROM survey_searchvocabulary WHERE term IN ({places})", words  # noqa: S608

    def _phrase(self, words: Iterable[str]) -> str:
        return f'"{" ".join(words)}"'


class PostgreSQL(FullText):
    """Full-text queries in the words of tsquery; stems are ours, so its configuration is `simple`."""

    either = " | "
    shown = shown("postgresql", f"{TABLE}.id")
    matching = f"SELECT id FROM {TABLE} WHERE vector @@ to_tsquery('simple', %s) AND {shown}"  # noqa: S608  our own names
    ranked = (
        f"SELECT id, -ts_rank(vector, to_tsquery('simple', %s)) AS rank FROM {TABLE}"  # noqa: S608
        f" WHERE vector @@ to_tsquery('simple', %s) AND {shown} ORDER BY rank, id DESC"
    )
    number = "id"

    def expression(self, query: Query, marks: Marks) -> str:
        groups = [self._any(group) for group in marks]
        words = (self._word(*each) for each in in_one_or_apart(query))
        found = [*words, *map(self._phrase, query.phrases), *groups]
        return " & ".join([*(found or [self._any(KINDS)]), *(f"!{self._phrase(words)}" for words in query.without)])

    def rank_parameters(self, query: Query, marks: Marks) -> list[str]:
        """Marks say nothing of how well a row fits."""
        return [self.expression(query, ()), self.expression(query, marks)]

    def known(self, words: list[str]) -> tuple[str, list]:
        some = f"SELECT 1 FROM {TABLE} WHERE vector @@ to_tsquery('simple', quote_literal(wanted)) LIMIT {LOOKED_AT}"  # noqa: S608
        statement = f"SELECT wanted, (SELECT COUNT(*) FROM ({some}) AS hits) FROM unnest(%s::text[]) AS wanted"  # noqa: S608
        return statement, [words]

    def _phrase(self, words: Iterable[str]) -> str:
        return "(" + " <-> ".join(f"'{word}'" for word in words) + ")"


INDEX = SQLite() if connection.vendor == "sqlite" else PostgreSQL()


@dataclass(frozen=True)
class SearchResult:
    """The search rows with these words and marks, best first up to RANKED hits, else newest first."""

    query: Query
    marks: Marks = ()

    @cached_property
    def count(self) -> int:
        """How many; COUNTED + 1 stands for more than that. It costs nothing where the groups tell."""
        if "groups" in vars(self) and (told := sum(each[-1] for each in self.groups)) < RANKED:
            return told
        some = f"{INDEX.matching} LIMIT {COUNTED + 1}"
        [(count,)] = asked(f"SELECT COUNT(*) FROM ({some}) AS hits", [self.expression])  # noqa: S608
        return count

    @property
    def ranked(self) -> bool:
        return bool(self.query) and self.count <= RANKED

    @cached_property
    def expression(self) -> str:
        return INDEX.expression(self.query, self.marks)

    def page(self, start: int, stop: int, *, below: int | None = None) -> list[SearchRow]:
        """Hits from `start` up to `stop`, in one query; `below` a number, the newest that are older than it."""
        bounds = [stop - start, start]
        if self.ranked and below is None:
            hits, parameters = INDEX.ranked, INDEX.rank_parameters(self.query, self.marks)
            order = "hit.rank, published.id DESC"
        else:
            older = f" AND {INDEX.number} < %s" if below else ""
            hits = f"{INDEX.matching}{older} ORDER BY {INDEX.number} DESC"
            parameters, order = [self.expression, *([below] if below else [])], "published.id DESC"
        return _rows(f"{hits} LIMIT %s OFFSET %s", order, [*parameters, *bounds])

    def above(self, number: int, size: int) -> list[SearchRow]:
        """The oldest hits that are newer than the one of this number, newest first."""
        hits = f"{INDEX.matching} AND {INDEX.number} > %s ORDER BY {INDEX.number} LIMIT %s"
        return _rows(hits, "published.id DESC", [self.expression, number, size])

    @cached_property
    def groups(self) -> list[tuple[str, str, str, str, int]]:
        """Kind, status, kind of respondent, codes (as stored) and number of the newest hits, RANKED of them in all."""
        newest = f"{INDEX.matching} ORDER BY {INDEX.number} DESC LIMIT %s"
        columns = "published.kind, published.status, published.respondent_kind, published.codes"
        joined = f"FROM ({newest}) AS hit JOIN {TABLE} AS published ON published.id = hit.id"
        statement = f"SELECT {columns}, COUNT(*) {joined} GROUP BY {columns}"
        return asked(statement, [self.expression, RANKED])

    def inquiries(self, most: int) -> list[str]:
        """The addresses of the papers with the newest hits, the newest first; of the newest COUNTED hits."""
        newest = f"{INDEX.matching} ORDER BY {INDEX.number} DESC LIMIT {COUNTED}"
        joined = (
            f"FROM ({newest}) AS hit JOIN {TABLE} AS published ON published.id = hit.id WHERE published.inquiry <> ''"
        )
        statement = (
            f"SELECT published.inquiry {joined} GROUP BY published.inquiry ORDER BY MAX(published.id) DESC LIMIT %s"
        )
        return [slug for (slug,) in asked(statement, [self.expression, most])]

    def newest(self) -> QuerySet[SearchRow]:
        """The newest hit alone, as a part of another query."""
        first = f"{INDEX.matching} ORDER BY {INDEX.number} DESC LIMIT 1"
        return SearchRow.objects.filter(pk=RawSQL(first, [self.expression])).order_by()  # noqa: S611

    def all(self, queryset: QuerySet[SearchRow] | None = None) -> QuerySet[SearchRow]:
        """Every hit of a queryset, in the order of the papers, for downloads; stream it with iterator()."""
        queryset = SearchRow.objects.all() if queryset is None else queryset
        matching = RawSQL(INDEX.matching, [self.expression])  # noqa: S611  our own statement, the words a parameter
        return queryset.filter(pk__in=matching).order_by("inquiry", "position")


def _rows(hits: str, order: str, parameters: list) -> list[SearchRow]:
    statement = (
        f"SELECT {COLUMNS} FROM ({hits}) AS hit JOIN {TABLE} AS published ON published.id = hit.id ORDER BY {order}"  # noqa: S608
    )
    return list(SearchRow.objects.raw(statement, parameters))


def asked(statement: str, parameters: list) -> list[tuple]:
    with read_connection().cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def search(text: str, marks: Marks = ()) -> SearchResult:
    """Find rows with these marks as people type it. Raises ValueError where the text holds no word at all."""
    query = parse(text)
    if not query:
        raise ValueError("The query holds no word.")
    return SearchResult(query, marks)


def meant(text: str, marks: Marks = ()) -> str:
    """What someone may have meant by a text that finds nothing; "" where no row has such words. Two queries.

    It costs the same however much is published: the words one slip away are looked up, and at most three are asked.
    """
    near = {word: slips(word) for word in guessed(text)}
    if not near:
        return ""
    looked_up = {stem(word) for word in near} | {each for found in near.values() for each in found}
    known = {term: count for term, count in asked(*INDEX.known(sorted(looked_up))) if count}
    likely = {best(found, known) for word, found in near.items() if stem(word) not in known} - {""}
    if not likely:
        return ""
    hits = SearchResult(Query(), [*marks, sorted(likely)]).page(0, LOOKED_AT)
    return corrected(text, [(analysed(hit.title, hit.text), f"{hit.title} {hit.text}") for hit in hits])


SQLITE = (
    "DROP TABLE IF EXISTS survey_searchvocabulary",
    "DROP TABLE IF EXISTS survey_searchindex",
    *(f"DROP TRIGGER IF EXISTS searchindex_{name}" for name in ("in", "out", "again")),
    "CREATE VIRTUAL TABLE survey_searchindex USING fts5(words, content='')",
    "CREATE VIRTUAL TABLE survey_searchvocabulary USING fts5vocab(survey_searchindex, 'row')",
    f"INSERT INTO survey_searchindex (rowid, words) SELECT id, words FROM {TABLE}",  # noqa: S608
    f"CREATE TRIGGER searchindex_in AFTER INSERT ON {TABLE} BEGIN"  # noqa: S608
    " INSERT INTO survey_searchindex (rowid, words) VALUES (new.id, new.words); END",
    f"CREATE TRIGGER searchindex_out AFTER DELETE ON {TABLE} BEGIN INSERT INTO survey_searchindex"  # noqa: S608
    " (survey_searchindex, rowid, words) VALUES ('delete', old.id, old.words); END",
    f"CREATE TRIGGER searchindex_again AFTER UPDATE OF words ON {TABLE} BEGIN INSERT INTO survey_searchindex"  # noqa: S608
    " (survey_searchindex, rowid, words) VALUES ('delete', old.id, old.words);"
    " INSERT INTO survey_searchindex (rowid, words) VALUES (new.id, new.words); END",
)
POSTGRESQL = (
    f"ALTER TABLE {TABLE} ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    f"CREATE INDEX searchrow_vector ON {TABLE} USING gin (vector)",
)
# How many of what makes the index are there, and how many it needs
THERE = {
    "sqlite": (
        "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'searchindex!_%%' ESCAPE '!'",
        3,
    ),
    "postgresql": (
        f"SELECT COUNT(*) FROM information_schema.columns WHERE table_name = '{TABLE}' AND column_name = 'vector'"  # noqa: S608
        " AND table_schema = ANY (current_schemas(false))",
        1,
    ),
}


def install(database=connection) -> None:
    """Make the index anew where it is not whole: in a new database, and after a migration that copied its table."""
    statement, needed = THERE[database.vendor]
    with database.cursor() as cursor:
        cursor.execute(statement, [])
        if cursor.fetchone() == (needed,):
            return
        for each in SQLITE if database.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(each)
