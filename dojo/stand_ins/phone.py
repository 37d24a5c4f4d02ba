"""A guest's phone: a client that keeps cookies as a browser does, and can be copied."""

from flask import Flask

from dojo.http.address import LOCALHOST
from dojo.http.address import read_address
from dojo.http.client import ReadingClient
from dojo.stand_ins.cookies import Cookies


class Phone:
    """A client whose `get` and `post` are those of a test client."""

    def __init__(self, app: Flask, cookies: Cookies | None = None):
        self._app, self._cookies = app, cookies or Cookies()
        self._client = ReadingClient(app, app.response_class, use_cookies=False)

    def copy(self) -> "Phone":
        """Another phone with the cookies that this one has now."""
        return Phone(self._app, self._cookies.copy())

    @property
    def cookies(self) -> list[str]:
        """The values of the cookies that it has."""
        return [cookie.value for cookie in self._cookies.kept.values()]

    def get(self, path: str, **sent):
        """GET."""
        return self.open(path, method="GET", **sent)

    def post(self, path: str, **sent):
        """POST."""
        return self.open(path, method="POST", **sent)

    def open(self, path: str, method: str = "GET", **sent):
        """Send a request with the cookies, and keep those that come."""
        address = read_address(path, LOCALHOST)
        line = self._cookies.line_for(address, method)
        headers = {"Cookie": line} if line else {}
        response = self._client.open(path, method=method, headers=headers, **sent)
        for said in response.headers.getlist("Set-Cookie"):
            self._cookies.receive(said, address)
        return response
