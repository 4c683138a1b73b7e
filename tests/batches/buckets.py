"""A server on loopback that keeps the objects of one bucket as S3 does, as far as notes and stores use it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

BUCKET = "notes"
_ERROR = '<?xml version="1.0" encoding="UTF-8"?><Error><Code>{0}</Code><Message>{0}</Message></Error>'


class _Objects(BaseHTTPRequestHandler):
    """Answers PUT, also on the condition that there is no such object, GET and HEAD of an object."""

    server: _Server

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.lock:
            if not self._is_known():
                return
            if self.headers["If-None-Match"] == "*" and self.path in self.server.objects:
                self._refuse(HTTPStatus.PRECONDITION_FAILED, "PreconditionFailed")
                return
            self.server.objects[self.path] = data, self.headers["Content-Type"]
        self._answer(HTTPStatus.OK, b"", ETag=_tag(data))

    def do_GET(self) -> None:
        if not self._is_known():
            return
        if self.path not in self.server.objects:
            self._refuse(HTTPStatus.NOT_FOUND, "NoSuchKey")
            return
        data, kind = self.server.objects[self.path]
        headers = {"ETag": _tag(data), "Content-Type": kind, "Last-Modified": self.date_time_string()}
        self._answer(HTTPStatus.OK, data, **headers)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _is_known(self) -> bool:
        """True if the request names this bucket; otherwise it has been refused."""
        known = unquote(urlsplit(self.path).path).split("/")[1] == BUCKET
        if not known:
            self._refuse(HTTPStatus.NOT_FOUND, "NoSuchBucket")
        return known

    def _refuse(self, status: HTTPStatus, code: str) -> None:
        self._answer(status, _ERROR.format(code).encode(), **{"Content-Type": "application/xml"})

    def _answer(self, status: HTTPStatus, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    """The objects by their paths: their data, and what these are."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Objects)
        self.objects: dict[str, tuple[bytes, str]] = {}
        self.lock = threading.Lock()


def _tag(data: bytes) -> str:
    return f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'


@contextmanager
def serving() -> Iterator[dict[str, str]]:
    """The variables of the environment with which ``s3://notes`` is the bucket of this server."""
    with _Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield {
                "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
                "AWS_ALLOW_HTTP": "true",
                "AWS_REGION": "us-east-1",
                "AWS_ACCESS_KEY_ID": "x",
                "AWS_SECRET_ACCESS_KEY": "x",
            }
        finally:
            server.shutdown()
            thread.join()
