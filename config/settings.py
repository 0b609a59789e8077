"""Settings of Anlage: read from the environment, safe for a fresh clone."""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
environ.Env.read_env(VAR_DIR / "env")

SECRET_KEY = env("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # what was signed with them still holds
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

INSTALLED_APPS = [
    "survey",
    "config.admin.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "django_filters",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django_otp_webauthn",
    "drf_spectacular",
    "import_export",
    "rest_framework",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "survey.operation.metrics.Measure",
    "survey.operation.log.LogRequests",
    "survey.public.kept_pictures.KeptPictures",
    "survey.operation.limits.StatementLimit",
    "csp.middleware.CSPMiddleware",
    "survey.operation.numbers.BoundedNumbers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "survey.public.language.LanguageFromAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "survey.admin.sessions.SessionLimits",
    "survey.admin.presence.PresenceMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("config.templates.Loader", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# SQLite is set up to be relied on: writers wait (seconds) instead of failing, and take their lock when a transaction
# begins. Foreign keys are switched on by Django.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
    ),
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'anlage.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A thread keeps its connection: closing the last one writes the WAL back, 5 ms at each request.
    DATABASES["default"] |= {"OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": 60}
# Replicas of PostgreSQL, from which pages are read, and downloads: those from a session of their own, for they take
# longer than a transaction should. Where pages are read through a pooler, downloads are given another address.
if env("DATABASE_URL_READ", default=""):
    DATABASES["replica"] = env.db("DATABASE_URL_READ")
    DATABASES["streams"] = env.db("DATABASE_URL_STREAM", default=env("DATABASE_URL_READ"))
    if {each["ENGINE"] for each in DATABASES.values()} != {"django.db.backends.postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL_READ and DATABASE_URL_STREAM name replicas of a PostgreSQL.")
    for name in ("replica", "streams"):
        DATABASES[name]["TEST"] = {"MIRROR": "default"}
for each in DATABASES.values():
    if each["ENGINE"] != "django.db.backends.sqlite3":
        each |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
        each.setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)  # seconds
DATABASE_ROUTERS = ["survey.models.reading.ReadRouter"] if len(DATABASES) > 1 else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# For how many days it stays on record who logged in or failed to, and pictures of pages stay drawn (end_terms).
LOGIN_RECORD_DAYS = env.int("LOGIN_RECORD_DAYS", default=90)
PAGE_PICTURE_DAYS = env.int("PAGE_PICTURE_DAYS", default=90)
# Pictures of printed pages, under VAR_DIR / "pages"; the oldest go where they are more.
PAGE_PICTURES_BYTES = env.int("PAGE_PICTURES_MB", default=1000) * 1_000_000

# How long a statement for a public page may take on PostgreSQL; 0 is without a limit.
PUBLIC_STATEMENT_SECONDS = env.float("PUBLIC_STATEMENT_SECONDS", default=10)

# For how long kept pages are shown while the database cannot be reached.
KEPT_SECONDS_WITHOUT_DATABASE = env.int("KEPT_MINUTES_WITHOUT_DATABASE", default=30) * 60

# Who asks with it (Authorization: Bearer ...) reads more of /healthz than whether the site is up.
MONITOR_TOKEN = env("MONITOR_TOKEN", default="")

# Rendered public pages; a new data version gives new keys, so nothing needs to time out.
CACHES = {
    "default": {
        "BACKEND": "survey.public.page_cache.PageCache",
        "TIMEOUT": None,
        "OPTIONS": {"BYTES": env.int("CACHE_BYTES", default=64_000_000)},  # in each process
    },
    # When which address asked the API, in each process; who asked longest ago is forgotten.
    "requests": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "requests",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "config.passwords.HouseNames"},
]
# How many proxies of our own stand before the server; each adds an entry to X-Forwarded-For (config.login).
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if env.bool("BEHIND_PROXY", default=False) else 0)
# Wrong passwords in an hour: for a name from an address, and from an address whatever the names. Who is locked out is
# let in again after the hour, however often one tries meanwhile.
AXES_FAILURE_LIMIT = env.int("LOGIN_FAILURES", default=5)
LOGIN_FAILURES_OF_ADDRESS = env.int("LOGIN_FAILURES_OF_ADDRESS", default=30)
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_HANDLER = "config.login.LoginLimits"
AXES_CLIENT_IP_CALLABLE = "config.login.client_address"
AXES_LOCKOUT_CALLABLE = "survey.admin.sessions.locked_out"
AXES_HTTP_RESPONSE_CODE = 429
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "recovery"]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "survey" / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Nothing from another host, nothing inline. The admin's own pages need no more than this.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
HTTPS = SITE_URL.startswith("https://")
# On the own machine: to try it out. Its pages say so, and search engines are asked to leave them out.
# Under which the operator gives away what editors added: categories, notes, edited text.
EDITORIAL_LICENCE = env("EDITORIAL_LICENCE", default="CC BY 4.0")
# Papers begin with a headline and a sentence of the editors, where they wrote one and a second person saw it.
HEADLINES = env.bool("HEADLINES", default=False)
# Whoever made one of two readings of a row does not settle them: a third person does.
SETTLED_BY_A_THIRD = env.bool("SETTLED_BY_A_THIRD", default=False)
# The version of a parliament's rules of procedure by which pages name the deadline of a reply: hessen=2014-12-17.
RULES_OF_PROCEDURE_AS_OF = {
    parliament: date.fromisoformat(day) for parliament, day in env.dict("RULES_OF_PROCEDURE_AS_OF", default={}).items()
}
# Who publishes, as catalogues and data packages name it.
OPERATOR = env("OPERATOR", default="Anlage")
# CSV files with the columns name and district (official key): postcodes, plates, villages that lead to their county.
PLACE_LISTS = env.list("PLACE_LISTS", default=[])
TRIAL = urlsplit(SITE_URL).hostname in ("127.0.0.1", "localhost", "::1")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # browsers take such a cookie from this very host alone
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_SECONDS = SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=12) * 3600
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_MINUTES", default=120) * 60
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", default=False)
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=0)
# Whom a password alone does not let in: by group, also whoever else has the right of that group. On the own machine
# nobody is asked, so that demo accounts can be tried out.
SECOND_FACTOR_FOR = env.list("SECOND_FACTOR_FOR", default=[] if TRIAL else ["Freigabe", "Administration"])
if unknown := {*SECOND_FACTOR_FOR} - {"Redaktion", "Freigabe", "Administration"}:
    raise ImproperlyConfigured(f"SECOND_FACTOR_FOR names no group of this site: {', '.join(sorted(unknown))}")
OTP_TOTP_ISSUER = f"Anlage {urlsplit(SITE_URL).hostname}"
# Browsers keep a passkey for a name of a host over HTTPS, or for localhost; other addresses are not offered any.
OTP_WEBAUTHN_RP_NAME = "Anlage"
OTP_WEBAUTHN_RP_ID = urlsplit(SITE_URL).hostname if HTTPS else "localhost"
OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE_URL if HTTPS else f"http://localhost:{urlsplit(SITE_URL).port or 80}"]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False
# Where mail goes out, as smtp+tls://user:password@host:587; without it nothing is sent.
EMAIL_URL = env("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url_config(EMAIL_URL))
EMAIL_TIMEOUT = 10  # seconds; whoever saves a page at the desk waits as long
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default=f"anlage@{urlsplit(SITE_URL).hostname}")
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DATA_UPLOAD_MAX_MEMORY_SIZE = env.int("UPLOAD_BYTES", default=20_000_000)
# Beyond the size of the upload: what one table or paper may hold, unpacked.
TABLE_LIMITS = {
    "file_bytes": env.int("TABLE_FILE_BYTES", default=50_000_000),
    "unpacked_bytes": env.int("TABLE_UNPACKED_BYTES", default=500_000_000),
    "ratio": env.int("TABLE_RATIO", default=200),
    "rows": env.int("TABLE_ROWS", default=200_000),
    "columns": env.int("TABLE_COLUMNS", default=1_000),
    "cells": env.int("TABLE_CELLS", default=1_000_000),
    "cell": env.int("TABLE_CELL", default=1_000_000),
    "seconds": env.int("TABLE_SECONDS", default=20),
    "pages": env.int("PAPER_PAGES", default=500),
    "page_seconds": env.int("PAPER_PAGE_SECONDS", default=5),
    "picture_pixels": env.int("PAPER_PICTURE_PIXELS", default=40_000_000),
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "survey.admin.uploads.CappedUploadHandler",
]
# Larger imports from the page run by a process of their own; this many take about a second.
IMPORT_BYTES_IN_PAGE = env.int("IMPORT_BYTES_IN_PAGE", default=300_000)
IMPORT_CELLS_IN_PAGE = env.int("IMPORT_CELLS_IN_PAGE", default=5_000)
CATALOGUE_LINES_IN_PAGE = env.int("CATALOGUE_LINES_IN_PAGE", default=6_000)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_REVERT_DISABLED = True
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = False
IMPORT_EXPORT_USE_TRANSACTIONS = True


# How often one address may ask the API in a minute, in each process; 0 is without a limit.
API_REQUESTS_A_MINUTE = env.int("API_REQUESTS_A_MINUTE", default=300)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_THROTTLE_CLASSES": ["survey.api.throttling.PerAddress"],
    "NUM_PROXIES": TRUSTED_PROXIES,
    "EXCEPTION_HANDLER": "survey.api.problems.problem",
}
SPECTACULAR_SETTINGS = {"TITLE": "Anlage", "VERSION": "1", "SERVE_INCLUDE_SCHEMA": False}

# How the lines of the log are written: text, or json; and what of a reader's address stands in them: cut, or off.
LOG_FORMAT = env("LOG_FORMAT", default="text")
LOG_READERS = env("LOG_READERS", default="cut")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"context": {"()": "survey.operation.log.Context"}},
    "formatters": {
        "text": {"()": "survey.operation.log.OneLine"},
        "json": {"()": "survey.operation.log.OneObject"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["context"], "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    # Django's own handlers would say it all twice, and with DEBUG only.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "anlage": {"level": "INFO"},
        "axes": {"level": "ERROR"},  # it hides names and addresses; config.login says them, a line an attempt
    },
}
