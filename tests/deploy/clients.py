"""Clients of the example, each from an address of its own on this machine (127.0.0.2, 127.0.0.3, ...)."""

import http.client
import socket
import ssl
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin

TIMEOUT = 30


class Site:
    """Where the example listens; its own certificate is the only one that is trusted."""

    def __init__(self, port: int, certificate: str):
        self.port = port
        self.context = ssl.create_default_context(cafile=certificate)
        self.url = f"https://127.0.0.1:{port}"

    def connect(self, address: str = "127.0.0.1", timeout: float = TIMEOUT) -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection(
            "127.0.0.1", self.port, context=self.context, source_address=(address, 0), timeout=timeout
        )

    def socket(self, address: str) -> ssl.SSLSocket:
        """A bare connection, for clients that do not speak as they should."""
        plain = socket.create_connection(("127.0.0.1", self.port), TIMEOUT, source_address=(address, 0))
        return self.context.wrap_socket(plain, server_hostname="127.0.0.1")


class Client:
    """A browser as far as cookies and forms go."""

    def __init__(self, site: Site, address: str = "127.0.0.1", **headers: str):
        self.site, self.address, self.headers = site, address, headers
        self.cookies = SimpleCookie()

    def ask(self, path: str, data: dict | bytes | None = None, kind: str = "application/x-www-form-urlencoded"):
        """One request, with the data of a form or a body of this kind; returns its answer, the whole body as `text`."""
        cookies = "; ".join(f"{name}={each.value}" for name, each in self.cookies.items())
        headers = {"Cookie": cookies, "Referer": self.site.url + path, **self.headers}
        connection = self.site.connect(self.address)
        if data is None:
            connection.request("GET", path, headers=headers)
        else:
            body = data if isinstance(data, bytes) else urlencode(data)
            connection.request("POST", path, body, headers | {"Content-Type": kind})
        answer = connection.getresponse()
        answer.text = answer.read().decode(errors="replace")
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(line)
        connection.close()
        return answer

    def send(self, path: str, data: dict[str, str]):
        """Send a form, opening a page with one first where none was opened before."""
        if not self.token:
            self.ask(path)
        return self.ask(path, data | {"csrfmiddlewaretoken": self.token})

    @property
    def token(self) -> str:
        return next((each.value for name, each in self.cookies.items() if name.endswith("csrftoken")), "")

    def log_in(self, name: str, password: str) -> int:
        """The status: 302 where one gets in, 200 where the password is wrong, 429 where nobody gets in from here."""
        return self.send("/admin/login/", {"username": name, "password": password, "next": "/admin/"}).status

    def follow(self, path: str) -> str:
        """The address at which one ends up."""
        while (answer := self.ask(path)).status in (301, 302):
            path = urljoin(path, answer.headers["Location"])
        return path
