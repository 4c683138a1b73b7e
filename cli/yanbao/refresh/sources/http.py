"""Web servers, by the standard library. Nothing but http and https, no other host than the one that is named."""

from __future__ import annotations

import http.client
import random
import re
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from email.message import Message
from typing import IO, Any
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

from yanbao.load.files import MAX_TABLE
from yanbao.load.formats import kind_of, known
from yanbao.model.pulling import HttpConnection
from yanbao.refresh.asking import Answer, Ask
from yanbao.refresh.trouble import UnreachedError, UnsetError, UnusableError

_WHOLE = re.compile("[0-9]{1,9}")
_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_LONGEST = 60
"""Seconds that are waited at most before asking again."""

_AT_ONCE = 1 << 16
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body")
_CREDENTIAL = ("authorization", "cookie", "token", "secret", "password", "api-key", "apikey", "api_key")


def answer(ask: Ask) -> Answer:
    given = ask.of(HttpConnection)
    for what in (*given.headers, *ask.pull.params):
        if any(word in what.lower() for word in _CREDENTIAL):
            remedy = "name an environment variable: header_env or param_env in data/connections.yaml"
            raise UnusableError(f"'{what}' looks like a credential, which no file may hold", remedy)
    address = _address(given, ask)
    name = address.path.rpartition("/")[2]
    file = name if kind_of(name) in known() else "answer.csv"
    return Answer(_asked_again(given, address, ask), file)


def _address(given: HttpConnection, ask: Ask) -> SplitResult:
    base = urlsplit(given.url)
    if base.scheme not in ("http", "https") or not base.hostname:
        raise UnsetError(f"'{given.url}' is no address of the web", "write https://…  in data/connections.yaml")
    if base.username or base.password or base.query:
        remedy = "use header_env or param_env"
        raise UnsetError("the url of a connection holds no credentials and no parameters", remedy)
    joined = urlsplit(urljoin(given.url.rstrip("/") + "/", str(ask.pull.path).lstrip("/")))
    if (joined.scheme, joined.netloc) != (base.scheme, base.netloc) or not joined.path.startswith(
        base.path.rstrip("/")
    ):
        raise UnusableError(f"'{ask.pull.path}' leads away from {given.url}", "write a path below it")
    params = {name: str(value) for name, value in ask.pull.params.items()}
    params |= {name: ask.secrets.value(variable) for name, variable in given.param_env.items()}
    query = "&".join(filter(None, (joined.query, urlencode(params))))
    return joined._replace(query=query)


def _asked_again(given: HttpConnection, address: SplitResult, ask: Ask) -> Iterator[bytes]:
    """The answer, with retries and exponential backoff for temporary failures."""
    for attempt in range(given.retries + 1):
        try:
            data = _asked(given, address, ask)
        except _AgainError as trouble:
            if attempt == given.retries:
                tries = f", tried {attempt + 1} times" if attempt else ""
                raise UnreachedError(f"{trouble}{tries}") from None
            pause = trouble.pause if trouble.pause is not None else 2**attempt * random.uniform(0.75, 1.25)  # noqa: S311 - no secret
            time.sleep(min(pause, _LONGEST))
        else:
            yield data
            return


class _AgainError(Exception):
    def __init__(self, message: str, pause: float | None = None) -> None:
        super().__init__(message)
        self.pause = pause


class _SameHost(urllib.request.HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        is_same = (new.hostname, new.port) == (old.hostname, old.port) and new.scheme == old.scheme
        is_upgrade = new.hostname == old.hostname and (old.scheme, new.scheme) == ("http", "https")
        if not is_same and not is_upgrade:
            remedy = "if it is right, write that address in data/connections.yaml"
            raise UnusableError(f"it sends on to another place, {new.scheme}://{new.netloc}", remedy)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """An opener for http and https only: no file:, no ftp:."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _SameHost(),
    ):
        opener.add_handler(handler)
    return opener


def _asked(given: HttpConnection, address: SplitResult, ask: Ask) -> bytes:
    end = time.monotonic() + given.timeout
    headers = {"User-Agent": "yanbao", "Accept-Encoding": "identity", **given.headers}
    headers |= {name: ask.secrets.value(variable) for name, variable in given.header_env.items()}
    request = urllib.request.Request(address.geturl(), headers=headers)  # noqa: S310 - the opener knows http alone
    try:
        with _opener().open(request, timeout=given.timeout) as response:
            data = _body(response, end, given.timeout)
            return _looked_at(data, response.headers)
    except urllib.error.HTTPError as error:
        with error:
            raise _of_status(error) from None
    except (http.client.IncompleteRead, http.client.RemoteDisconnected, ConnectionError):
        raise _AgainError("the answer was cut short, or the connection closed") from None
    except TimeoutError:
        raise _AgainError(f"no answer in {given.timeout} s") from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _AgainError(f"no answer in {given.timeout} s") from None
        raise _AgainError(f"it is not reached: {error.reason}") from None
    except (http.client.HTTPException, ValueError, OSError) as error:
        raise _AgainError(f"no answer of a web server: {type(error).__name__}") from None


def _of_status(error: urllib.error.HTTPError) -> Exception:
    what = f"it answers {error.code} {error.reason}"
    if error.code in _AGAIN:
        given = error.headers.get("Retry-After", "")
        return _AgainError(what, float(given) if _WHOLE.fullmatch(given) else None)
    if error.code in (401, 403, 407):
        return UnsetError(what, "look at the credentials that the connection names")
    return UnusableError(what, "look at 'path' and 'params'")


def _body(response: Any, end: float, seconds: int) -> bytes:
    """The whole body of an answer, within the time limit."""
    data = bytearray()
    while chunk := response.read1(_AT_ONCE):
        data += chunk
        if len(data) > MAX_TABLE:
            raise UnusableError(f"the answer is larger than {MAX_TABLE // 1_000_000} MB", "narrow what is asked for")
        if time.monotonic() > end:
            raise TimeoutError(seconds)
    length = response.headers.get("Content-Length", "")
    if _WHOLE.fullmatch(length) and len(data) != int(length):
        raise _AgainError(f"the answer was cut short: {len(data)} of {length} bytes")
    return bytes(data)


def _looked_at(data: bytes, headers: Message) -> bytes:
    """The decoded body. Raises UnusableError if it is a web page or empty."""
    packed = headers.get("Content-Encoding", "identity").lower()
    if packed in ("gzip", "x-gzip"):
        data = _unpacked(data)
    elif packed not in ("identity", ""):
        raise UnusableError(f"the answer is packed in a way that was not asked for: {packed}")
    begin = data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if begin.startswith(_PAGE) or headers.get_content_type() in ("text/html", "application/xhtml+xml"):
        raise UnusableError("it answers with a web page instead of data", "it may want a login, or another path")
    if not begin:
        raise UnusableError("the answer is empty")
    return data


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(data, MAX_TABLE + 1)
    except zlib.error:
        raise _AgainError("the packed answer is damaged") from None
    if len(unpacked) > MAX_TABLE:
        raise UnusableError(f"the answer is larger than {MAX_TABLE // 1_000_000} MB", "narrow what is asked for")
    if not unpacker.eof:
        raise _AgainError("the packed answer was cut short")
    return unpacked
