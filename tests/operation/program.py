"""The program as gunicorn serves it in tests: no static file is collected, and its worker dies where a file says so."""

import os
import signal
from pathlib import Path

from django.conf import settings

settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

from config.wsgi import application  # noqa: E402  reads the settings
from survey.publishing import rows  # noqa: E402
from survey.publishing.inserting import NewRows  # noqa: E402

__all__ = ["application"]
WHERE = Path(settings.VAR_DIR, "kill-at")
rows.PORTION = 20


def dies_after(owner, name):
    function = getattr(owner, name)

    def dies(*arguments):
        result = function(*arguments)
        if WHERE.exists() and WHERE.read_text() == name:
            WHERE.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, dies)


dies_after(NewRows, "save")
dies_after(rows, "switch")
dies_after(rows, "delete")
