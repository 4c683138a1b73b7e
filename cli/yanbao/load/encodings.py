"""Decodes text files from elsewhere, and guesses their encoding and separator."""

from __future__ import annotations

import csv
import gzip
import io
import zlib

from yanbao import rules
from yanbao.diagnostics import Mark
from yanbao.load.files import MAX_UNPACKED, mark_of_byte, refuse_characters, refuse_foreign
from yanbao.load.findings import Findings
from yanbao.model.reading import SEPARATORS

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 200_000  # bytes used for guesses

_NAMES = {"gb18030": "GB18030", "big5": "Big5", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


def table_text(data: bytes, file: str, encoding: str | None, found: Findings) -> str | None:
    """Decode a table without its byte order mark; None, and an error, if it is not valid in the encoding.

    By default it is UTF-8, or UTF-16 with a byte order mark. Nothing else is guessed: Big5 decodes as GB18030 without
    an error.
    """
    is_wide = data.startswith(_UTF16) or (encoding or "").startswith("utf-16")
    if not is_wide and refuse_foreign(data, file, found):
        return None
    codec = encoding or ("utf-16" if is_wide else "utf-8-sig")
    try:
        text = data.decode("utf-8-sig" if codec == "utf-8" else codec)
    except UnicodeDecodeError as error:
        _refuse(data, file, error.start, encoding, found)
        return None
    return None if refuse_characters(text, file, found) else text.removeprefix("\ufeff")


def _refuse(data: bytes, file: str, at: int, encoding: str | None, found: Findings) -> None:
    guessed = guess(data)
    name = _NAMES.get(guessed, "")
    mark = mark_of_byte(data, at, file)
    if encoding:
        advice = (
            f"declare `encoding: {guessed}`" if guessed and guessed != encoding else "look at its bytes: it is mixed"
        )
        found.error(rules.BAD_ENCODING, f"the file is not {encoding}, as declared", mark, advice)
        return
    message = f"the file is not UTF-8, but probably {name}" if name else "the file is not UTF-8"
    advice = f"declare `read: {{encoding: {guessed}}}`" if name else "save it as UTF-8, or declare its encoding"
    found.error(rules.BAD_ENCODING, message, mark, advice)


def guess(data: bytes) -> str:
    """The encoding of Chinese text that is not UTF-8; empty if undecidable.

    Text in one encoding is often valid in the other. Real text mostly uses the frequent characters, which make up the
    first level of its encoding.
    """
    if data.startswith(_UTF16):
        return "utf-16"
    sample = data[:_LOOKED_AT]
    if sample.count(b"\0") > len(sample) // 4:
        return "utf-16"
    shares = {
        "gb18030": _share(sample, "gb18030", lambda a, b: b >= 0xA1 and (0xB0 <= a <= 0xD7 or a <= 0xA3)),
        "big5": _share(sample, "big5", lambda a, b: b >= 0x40 and 0xA1 <= a <= 0xC6),
    }
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0 else ""


def _share(data: bytes, encoding: str, is_frequent: object) -> float:
    """Share of frequent characters among non-ASCII ones; 0 if the text is invalid in the encoding."""
    try:
        data.decode(encoding, "strict")
    except UnicodeDecodeError as error:
        if error.start < len(data) - 4:
            return 0.0
    at = total = frequent = 0
    while at < len(data) - 1:
        if data[at] < 0x80:
            at += 1
            continue
        total += 1
        frequent += bool(is_frequent(data[at], data[at + 1]))  # type: ignore[operator]
        at += 2
    return frequent / total if total else 0.0


def guess_separator(text: str) -> str:
    """The name of the separator: the character that occurs equally often in most of the first lines."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]
    counts = {}
    for name, sign in SEPARATORS.items():
        numbers = [len(row) for row in csv.reader(lines, delimiter=sign)] if lines else []
        several = [number for number in numbers if number > 1]
        usual = max(set(several), key=several.count, default=0)
        counts[name] = (several.count(usual) * 2 >= len(numbers) > 0, several.count(usual), usual)
    del counts["space"]
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best][2] > 1 else ""


def unzipped(data: bytes, file: str, found: Findings) -> bytes | None:
    """Decompress a .gz file; None, and an error, if it is damaged or too large."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            content = stream.read(MAX_UNPACKED + 1)
    except (OSError, EOFError, zlib.error):
        found.error(rules.BAD_ENCODING, "the file is damaged, or not packed by gzip", Mark(file), "pack it again")
        return None
    if len(content) > MAX_UNPACKED:
        found.error(rules.TOO_LARGE, f"unpacked, the file is larger than {MAX_UNPACKED // 1_000_000} MB", Mark(file))
        return None
    return content
