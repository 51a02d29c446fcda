"""What generated code calls: one file an element. It knows items by csl.Item alone."""

from archcite.csl.rt.context import (
    BIBLIOGRAPHY,
    CITATION,
    EMPTY,
    NO_HINTS,
    PRESENT,
    Asked,
    Context,
    Facts,
    Hints,
    Layout,
    NamesLimit,
    Run,
    shape_of,
)
from archcite.csl.rt.dates import date
from archcite.csl.rt.group import closed, group, joined
from archcite.csl.rt.labels import label
from archcite.csl.rt.names import names, substitute
from archcite.csl.rt.numbers import number
from archcite.csl.rt.sort import sort_variable
from archcite.csl.rt.text import dressed, macro, no_date, short_text, special_text, term, text, value
from archcite.csl.specs import Date, DatePart, Dress, EtAl, Label, NameOptions, Names
from archcite.inline import Look

__all__ = [
    "BIBLIOGRAPHY",
    "CITATION",
    "EMPTY",
    "NO_HINTS",
    "PRESENT",
    "Asked",
    "Context",
    "Date",
    "DatePart",
    "Dress",
    "EtAl",
    "Facts",
    "Hints",
    "Label",
    "Layout",
    "Look",
    "NameOptions",
    "Names",
    "NamesLimit",
    "Run",
    "closed",
    "date",
    "dressed",
    "group",
    "joined",
    "label",
    "macro",
    "names",
    "no_date",
    "number",
    "shape_of",
    "short_text",
    "sort_variable",
    "special_text",
    "substitute",
    "term",
    "text",
    "value",
]
