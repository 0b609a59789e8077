"""Figures for Prometheus at /metrics: requests by view, kept pages, and, asked for when they are fetched, the rest.

prometheus-client alone, without django-prometheus: its two middlewares touch some fifteen figures a request, ours one,
and a kept page is answered in less time than theirs take.
"""

import os
import shutil
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from survey.models import Edition, ImportSession, LastRun
from survey.operation.health import may_know_more

BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
REQUESTS = Histogram(
    "anlage_request_seconds",
    "Time to answer, by view, method and status.",
    ["view", "method", "status"],
    buckets=BUCKETS,
)
NOWHERE = "none"


class Measure:
    """Counts each request and how long its answer took; the view is one of ours, never an address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        begun = time.perf_counter()
        response = self.get_response(request)
        view = request.resolver_match.view_name if request.resolver_match else NOWHERE
        REQUESTS.labels(view, request.method, response.status_code).observe(time.perf_counter() - begun)
        return response


@never_cache
@require_safe
def metrics(request) -> HttpResponse:
    """For who has the token or asks from this machine; there is nothing here for anybody else."""
    if not may_know_more(request):
        raise Http404
    figures = generate_latest(_registry()) + generate_latest(_of(Now()))
    return HttpResponse(figures, content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    """What all processes of the server counted; of a single process its own."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry


def _of(collector: Collector) -> CollectorRegistry:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(collector)
    return registry


class Now(Collector):
    """What stands at the time of asking: disk, database, imports that wait or run, editions, last runs."""

    def describe(self):
        return []

    def collect(self) -> Iterator[Metric]:
        usage = shutil.disk_usage(settings.VAR_DIR)
        yield _gauge("anlage_disk_free_bytes", "Free where the program keeps its files.", usage.free)
        yield _gauge("anlage_disk_total_bytes", "Size of that disk.", usage.total)
        begun, figures = time.perf_counter(), []
        try:
            figures = list(self.of_database())
        except (DatabaseError, InterfaceError):
            figures = []
        yield _gauge("anlage_database_up", "1 where the database answers.", int(bool(figures)))
        yield _gauge("anlage_database_seconds", "Time for the figures of the database.", time.perf_counter() - begun)
        yield from figures

    def of_database(self) -> Iterator[Metric]:
        yield _gauge("anlage_database_bytes", "Size of the database.", _database_bytes())
        yield _gauge("anlage_editions", "Published editions.", Edition.objects.count())
        waiting = GaugeMetricFamily("anlage_imports", "Prepared imports by state.", labels=["state"])
        for state, count in ImportSession.objects.order_by().values_list("state").annotate(Count("pk")):
            waiting.add_metric([state], count)
        yield waiting
        last = GaugeMetricFamily("anlage_last_run_seconds", "When it was last done, since 1970.", labels=["what"])
        for run in LastRun.objects.all():
            last.add_metric([run.name], run.at.timestamp())
        yield last


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=value)


def _database_bytes() -> int:
    size = {
        "postgresql": "SELECT pg_database_size(current_database())",
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(size)
        return cursor.fetchone()[0]
