"""Search in the published rows: modelsearch's index tables, asked so that they answer fast.

As shipped, modelsearch lets SQLite start at the model and look each row up in the full-text table; a count over 30,000
rows then takes seconds. Here the query starts at the full-text table and reaches the rows by primary key.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from modelsearch.backends import get_search_backend
from modelsearch.conf import get_app_config
from modelsearch.query import And, Not, Or, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_content_type_pk

from survey.language.analysis import Query, parse, stem
from survey.language.spelling import corrected, guessed, slips
from survey.models import SearchRow

RANKED_BELOW = 20_000
CHUNK = 500
LOOKED_AT = 30

if connection.vendor == "sqlite":
    from modelsearch.backends.database.sqlite import query as fts
    from modelsearch.backends.database.sqlite import sqlite as shipped

    class Index(shipped.SQLiteIndex):
        """The shipped index without title norms: rows are indexed by their words alone."""

        def _refresh_title_norms(self, full=False):
            return None

    class QueryCompiler(shipped.SQLiteSearchQueryCompiler):
        """Joins full-text table -> index entry -> model, in this order, and ranks by bm25 where it is asked to."""

        def search(self, config, start, stop, score_field=None):
            query = fts.normalize(self.query)
            negated = isinstance(query, Not)
            match = fts.MatchExpression(["body"], self.build_search_query(query.subquery if negated else query))
            if negated:
                return self.queryset.exclude(pk__in=self._matching(match))[start:stop]
            queryset = self._joined(match)
            if self.order_by_relevance:
                queryset = queryset.extra(order_by=["_rank", "id"])
            return queryset[start:stop]

        def _matching(self, match) -> QuerySet:
            rows = shipped.SQLiteFTSIndexEntry.objects.filter(match).values("pk")
            entries = shipped.IndexEntry.objects.filter(pk__in=rows, content_type=get_content_type_pk(SearchRow))
            return entries.annotate(search_row=Cast("object_id", BigIntegerField())).values("search_row")

        def _joined(self, match) -> QuerySet:
            full_text, entry = shipped.SQLiteFTSIndexEntry._meta.db_table, shipped.IndexEntry._meta.db_table
            where, params = match.as_sql(self.queryset.query.get_compiler("default"), connection)
            search_row = self.queryset.model._meta.db_table
            return self.queryset.extra(  # noqa: S610  table names alone; the match is a parameter
                select={"_rank": f"bm25({full_text})"} if self.order_by_relevance else None,
                tables=[full_text, entry],
                where=[
                    where,
                    f"{entry}.id = {full_text}.rowid",
                    # The plus keeps SQLite from starting at this column's index: 0.4 s, not 0.01 s, for 6,000 hits.
                    f"+{entry}.content_type_id = %s",
                    f"{search_row}.id = CAST({entry}.object_id AS INTEGER)",
                ],
                params=[*params, get_content_type_pk(SearchRow)],
            )

    class SearchBackend(shipped.SQLiteSearchBackend):
        index_class = Index
        query_compiler_class = QueryCompiler

else:
    from modelsearch.backends.database.postgres import postgres as shipped

    class Index(shipped.PostgresIndex):
        """The shipped index without title norms: rows are indexed by their words alone."""

        def _refresh_title_norms(self, full=False):
            return None

    class QueryCompiler(shipped.PostgresSearchQueryCompiler):
        """The shipped one leaves a phrase as it is where it must not stand."""

        def build_tsquery_content(self, query, config=None, invert=False):
            built = super().build_tsquery_content(query, config=config, invert=invert)
            return ~built if invert and isinstance(query, Phrase) else built

    class SearchBackend(shipped.PostgresSearchBackend):
        """Stems are ours, so PostgreSQL's configuration is `simple`."""

        index_class = Index
        query_compiler_class = QueryCompiler

        def __init__(self, params):
            super().__init__({"SEARCH_CONFIG": "simple", **params})


@dataclass(frozen=True)
class Found:
    """The search rows of a queryset that match a query, best first below 20,000 hits, else newest first."""

    queryset: QuerySet
    query: Query

    @cached_property
    def count(self) -> int:
        return self._results(ranked=False).count()

    @property
    def ranked(self) -> bool:
        return self.count < RANKED_BELOW

    def page(self, start: int, stop: int) -> list[SearchRow]:
        """Hits from `start` up to `stop`, in one query."""
        return list(self._results(ranked=self.ranked)[start:stop])

    def all(self) -> QuerySet:
        """Every hit in the order of the papers, for downloads; stream it with iterator()."""
        return self._results(ranked=False, queryset=self.queryset.order_by("inquiry", "position")).get_queryset()

    def _results(self, *, ranked, queryset=None):
        queryset = self.queryset if queryset is None else queryset
        if not ranked and not queryset.query.order_by:
            queryset = queryset.order_by("-published_at", "inquiry", "position")
        return get_search_backend().search(search_query(self.query), queryset, order_by_relevance=ranked)


def search(queryset: QuerySet, text: str) -> Found:
    """Find rows of `queryset` (filtered by the FilterFields of SearchRow alone) as people type it.

    Raises ValueError where the text holds no word at all.
    """
    query = parse(text)
    if not query:
        raise ValueError("The query holds no word.")
    return Found(queryset, query)


def meant(queryset: QuerySet, text: str) -> str:
    """What someone may have meant by a text that finds nothing; "" where no row has such words. One query.

    It costs the same however much is published: the index looks up a fixed number of words.
    """
    near = {each for word in guessed(text) for each in (stem(word), *slips(word))}
    if not near:
        return ""
    hits = get_search_backend().search(_either(sorted(near)), queryset, order_by_relevance=True)[:LOOKED_AT]
    return corrected(text, [(hit.words, f"{hit.title} {hit.text}") for hit in hits])


def _either(words: list[str]) -> SearchQuery:
    """Any of the words, as a tree of even depth: modelsearch nests a flat list as deep as it is long."""
    if len(words) == 1:
        return PlainText(words[0])
    half = len(words) // 2
    return Or([_either(words[:half]), _either(words[half:])])


def search_query(query: Query) -> SearchQuery:
    """The query in modelsearch's terms."""
    apart = dict(query.apart)
    words = (_in_one_or_apart(word, apart.get(word, ())) for word in query.words)
    wanted = [*words, *(Phrase(" ".join(phrase)) for phrase in query.phrases)]
    unwanted = [Phrase(" ".join(stems)) for stems in query.without]
    if not wanted:
        return Not(Or(unwanted))
    return And([*wanted, *([Not(Or(unwanted))] if unwanted else [])])


def _in_one_or_apart(word: str, pieces: tuple[str, ...]) -> SearchQuery:
    """“Flüchtlingsgipfel”, or its parts in a row: “Flüchtlings-Gipfel”."""
    return Or([PlainText(word), Phrase(" ".join(pieces))]) if pieces else PlainText(word)


def index_rows(search_rows: Iterable[SearchRow]) -> None:
    """Put saved rows (with their analysed words) into the index, or replace them there."""
    index = get_search_backend().get_index_for_model(SearchRow)
    chunk = []
    for search_row in search_rows:
        chunk.append(search_row)
        if len(chunk) == CHUNK:
            index.add_items(SearchRow, chunk)
            chunk = []
    index.add_items(SearchRow, chunk)


def forget_rows(search_rows: QuerySet) -> None:
    """Take rows out of the index; call it before they are deleted."""
    entries = get_app_config().get_model("IndexEntry").objects.filter(content_type=get_content_type_pk(SearchRow))
    keys = [str(key) for key in search_rows.values_list("pk", flat=True)]
    for start in range(0, len(keys), CHUNK):
        entries.filter(object_id__in=keys[start : start + CHUNK]).delete()
