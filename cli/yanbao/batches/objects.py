"""Object stores: buckets of S3, Google Cloud and Azure, by their addresses. Credentials are in the environment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from yanbao.diagnostics import SetupError, printable

if TYPE_CHECKING:
    from obstore.store import ObjectStore

SCHEMES = ("s3", "gs", "az")

_KINDS = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "json": "application/json"}


def is_address(where: str) -> bool:
    """True for an address, such as ``s3://bucket/notes``; other texts are folders."""
    return "://" in where


@dataclass(frozen=True)
class Bucket:
    """The objects below an address. Every method raises SetupError if it is not to be reached, or refuses."""

    address: str

    def get(self, name: str) -> bytes | None:
        """The bytes of an object, None if there is none."""
        with _told(self.address):
            try:
                return bytes(_open(self.address).get(name).bytes())
            except FileNotFoundError:
                return None

    def put(self, name: str, data: bytes, *, replaces: bool) -> str:
        """Write an object, unless it is there and not to be replaced. Returns its tag, which changes with its bytes."""
        from obstore.exceptions import AlreadyExistsError

        kind: Any = {"Content-Type": _KINDS.get(name.rpartition(".")[2], "application/octet-stream")}
        with _told(self.address):
            try:
                put = _open(self.address).put(name, data, attributes=kind, mode="overwrite" if replaces else "create")
            except AlreadyExistsError:
                return ""
            return put["e_tag"] or ""

    def stamp(self, name: str) -> tuple[int, str] | None:
        """The size and the tag of an object, None if there is none."""
        with _told(self.address):
            try:
                head = _open(self.address).head(name)
            except FileNotFoundError:
                return None
            return head["size"], head["e_tag"] or ""


@lru_cache(maxsize=8)
def _open(address: str) -> ObjectStore:
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES or not parts.netloc:
        wanted = ", ".join(f"{scheme}://" for scheme in SCHEMES)
        raise SetupError(
            printable(f"'{address}' is no address of a bucket"), f"write a folder, or {wanted} and a bucket"
        )
    if "@" in parts.netloc:
        message = "credentials do not belong into the address of a bucket"
        raise SetupError(message, "set them in the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, say")
    try:
        from obstore.store import from_url
    except ImportError:
        raise SetupError("buckets need a package that is not installed", "pip install 'yanbao[store]'") from None
    return from_url(address)


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Context that turns an error of the store into a SetupError with the first line of its message."""
    try:
        yield
    except SetupError:
        raise
    except Exception as error:
        first = next(iter(str(error).strip().splitlines()), type(error).__name__)
        message = f"{address}: {first.partition(': <?xml')[0][:300]}"
        raise SetupError(
            printable(message), "look at the address, the credentials in the environment and the network"
        ) from None
