"""Serves a board on localhost: the page, the report's HTML without its script, the PDF, and change events.

Requests whose Host is not this machine, or whose Origin is another site, are refused: this blocks DNS rebinding and
cross-site requests by other pages in the same browser.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yanbao.app.previews.board import Board

ADDRESS = "127.0.0.1"

_FILES = Path(__file__).parent / "page"

_POLICY = "Content-Security-Policy"
_CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:"
_PAGE = f"{_CLOSED}; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; frame-ancestors 'none'"
_REPORT = f"{_CLOSED}; font-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"

_SCRIPT = re.compile(rb"<script\b.*?</script>", re.DOTALL)

_NOTHING = f"{_CLOSED}; frame-ancestors 'none'"
_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

_ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
"""Headers of every response, refusals included, besides a Content-Security-Policy, which allows nothing by default."""


@contextmanager
def serving(board: Board, port: int) -> Iterator[str]:
    """Context that serves the board and gives its URL; port 0 picks a free one. Raises OSError."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((ADDRESS, port))
        listening.listen()  # requests that arrive before the server runs wait, and are not refused
        port = listening.getsockname()[1]
        config = uvicorn.Config(_guarded(_app(board), port), log_level="critical", lifespan="off", server_header=False)
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        try:
            yield f"http://{ADDRESS}:{port}/"
        finally:
            board.close()
            server.should_exit = True
            thread.join(timeout=2)


def _app(board: Board) -> Starlette:
    async def page(_request: Request) -> Response:
        return FileResponse(_FILES / "index.html", headers={_POLICY: _PAGE})

    async def news(_request: Request) -> Response:
        return StreamingResponse(board.news(), media_type="text/event-stream")

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        if name in ("page.js", "page.css"):
            return FileResponse(_FILES / name)
        if name == f"{board.slug}.html" and board.html is not None:
            return _quiet(board.html, {_POLICY: _REPORT})
        if name == f"{board.slug}.body" and board.html is not None:
            return _quiet(board.body, {"ETag": f'"{board.head}"'})
        if name == f"{board.slug}.pdf" and board.pdf is not None:
            return Response(board.pdf, media_type="application/pdf", headers={_POLICY: _PDF})
        return PlainTextResponse("There is nothing here.", 404)

    return Starlette(routes=[Route("/", page), Route("/news", news), Route("/{name}", file)])


def _quiet(html: bytes, headers: dict[str, str]) -> Response:
    """The HTML without its script, which the sandboxed frame would block with an error message."""
    return Response(_SCRIPT.sub(b"", html), media_type="text/html", headers=headers)


def _guarded(app: ASGIApp, port: int) -> ASGIApp:
    """Middleware that refuses requests with another Host or from another site's pages."""
    hosts = {f"{name}:{port}" for name in (ADDRESS, "localhost")}

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        is_foreign = host not in hosts or (origin is not None and origin != f"http://{host}")
        refusal = PlainTextResponse("Only pages of this server may ask.", 403)

        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                given.update(_ALWAYS)
                given.setdefault(_POLICY, _NOTHING)
            await send(message)

        await (refusal if is_foreign else app)(scope, receive, send_with)

    return guarded
