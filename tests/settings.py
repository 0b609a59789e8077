"""The settings of the program, without what its operator set in var/env, and faster."""

import os
from pathlib import Path

# each process of a parallel run keeps its files apart
os.environ["VAR_DIR"] = str(
    Path(__file__).resolve().parent.parent / "var" / "tests" / os.environ.get("PYTEST_XDIST_WORKER", "")
)
os.environ["SECRET_KEY"] = "for tests"
os.environ["SITE_URL"] = "http://127.0.0.1:8000"

from config.settings import *
from config.translations import compile_catalogues

VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASES["default"]["CONN_MAX_AGE"] = 0  # the threads of a live server would keep the test database from being dropped
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
API_REQUESTS_A_MINUTE = 0  # all tests ask from one address
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]  # nothing is collected

compile_catalogues()  # before Django reads them: in a fresh clone there are none
