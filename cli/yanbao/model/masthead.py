"""The texts of a composed report's title page and running headers."""

from __future__ import annotations

from dataclasses import dataclass

from yanbao.model.html import Html


@dataclass(frozen=True, slots=True)
class Signature:
    """An analyst who signs a report; licence number and contact may be empty."""

    name: str
    licence: str
    contact: str


@dataclass(frozen=True, slots=True)
class Masthead:
    """The texts of the title page and the running headers. ``date`` is in words, ``issued`` the same as ISO text.

    The logos, for light and for dark backgrounds, are data URIs, empty if there is none.
    """

    title: Html
    subtitle: Html
    kind: str
    industry: str
    date: str
    issued: str
    institution: str
    short_name: str
    logo: str
    logo_on_dark: str
    rating: str
    analysts: tuple[Signature, ...]
    language: str
