"""gunicorn with one worker in the folder of the test, over plain HTTP, and a browser for it."""

import http.client
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.benchmarks.reading import free_port
from tests.deploy.clients import Client

PATIENCE = 100  # seconds


class Server:
    def __init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "tests.operation.program"]
        environment = {"PORT": str(self.port), "SITE_URL": self.url, "WEB_CONCURRENCY": "1"}
        self.process = subprocess.Popen(command, env=os.environ | environment)
        self.wait()

    def connect(self, address: str):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def wait(self) -> None:
        """Until it answers, also after a worker died."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(OSError, http.client.HTTPException):
                if Client(self).ask("/healthz").status:
                    return
            time.sleep(0.2)
        raise RuntimeError("The server does not answer.")


@contextmanager
def running():
    server = Server()
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait()


class Browser(Client):
    def upload(self, path: str, **data):
        """Send a form with a file, as a browser does."""
        body = encode_multipart(BOUNDARY, data | {"csrfmiddlewaretoken": self.token})
        return self.ask(path, body, MULTIPART_CONTENT)

    def publish_form(self) -> tuple[str, dict[str, str]]:
        """The form of the only inquiry as a publisher fills it in: its address and data."""
        from survey.models import Inquiry

        page = f"/admin/survey/inquiry/{Inquiry.objects.get().pk}/publish/"
        seen = re.search(r'name="seen" value="(\w+)"', self.ask(page).text)[1]
        return page, {"note": "Was neu ist.", "unsure_reason": "Gelesen.", "seen": seen}
