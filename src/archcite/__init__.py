"""The public names of archcite; each is loaded when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archcite.app.styles import load_style
    from archcite.cite.item import JsonItem, RecordItem
    from archcite.cite.process import process
    from archcite.cite.request import Citation, Cite, Locator
    from archcite.cite.sections import Filter, Match
    from archcite.cite.session import Changed, Changes, Session
    from archcite.cite.view import view_of
    from archcite.csl.compile import compile_style
    from archcite.library.files import Library
    from archcite.record.model import Record
    from archcite.record.toml import read as read_record
    from archcite.record.toml import write as write_record
    from archcite.render.finish import Typography, finish
    from archcite.render.html import render as render_html
    from archcite.render.plain import render as render_plain

__version__ = "0.1.0"

__all__ = [
    "Changed",
    "Changes",
    "Citation",
    "Cite",
    "Filter",
    "JsonItem",
    "Library",
    "Locator",
    "Match",
    "Record",
    "RecordItem",
    "Session",
    "Typography",
    "__version__",
    "compile_style",
    "finish",
    "load_style",
    "process",
    "read_record",
    "render_html",
    "render_plain",
    "view_of",
    "write_record",
]

_HOMES = {
    "Changed": ("archcite.cite.session", "Changed"),
    "Changes": ("archcite.cite.session", "Changes"),
    "Citation": ("archcite.cite.request", "Citation"),
    "Cite": ("archcite.cite.request", "Cite"),
    "Filter": ("archcite.cite.sections", "Filter"),
    "JsonItem": ("archcite.cite.item", "JsonItem"),
    "Locator": ("archcite.cite.request", "Locator"),
    "Match": ("archcite.cite.sections", "Match"),
    "RecordItem": ("archcite.cite.item", "RecordItem"),
    "Session": ("archcite.cite.session", "Session"),
    "Library": ("archcite.library.files", "Library"),
    "Record": ("archcite.record.model", "Record"),
    "Typography": ("archcite.render.finish", "Typography"),
    "compile_style": ("archcite.csl.compile", "compile_style"),
    "finish": ("archcite.render.finish", "finish"),
    "load_style": ("archcite.app.styles", "load_style"),
    "process": ("archcite.cite.process", "process"),
    "read_record": ("archcite.record.toml", "read"),
    "render_html": ("archcite.render.html", "render"),
    "render_plain": ("archcite.render.plain", "render"),
    "view_of": ("archcite.cite.view", "view_of"),
    "write_record": ("archcite.record.toml", "write"),
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'archcite' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(home[0]), home[1])
