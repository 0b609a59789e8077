"""The settings of the program for a server that the benchmark starts: its own copy of the data, and a bare view."""

from tests.settings import *

ROOT_URLCONF = "tests.benchmarks.urls"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= {"NAME": env("BENCH_DATABASE")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
# A folder of static files, served as those of the program are.
if STATIC := env("BENCH_STATIC", default=""):
    STATIC_ROOT = STATIC
    MIDDLEWARE.insert(1, "whitenoise.middleware.WhiteNoiseMiddleware")
if env.bool("BENCH_UNCACHED", default=False):
    CACHES |= {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
