"""The words that stand over the parts of a bibliography, in the languages that have them here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Headings(NamedTuple):
    """nowhere: over documents of which no archive is named."""

    archive: str
    printed: str
    literature: str
    nowhere: str
    abbreviations: str


LANGUAGES: Mapping[str, Headings] = {
    "en": Headings(
        "Archives", "Printed Documents", "Literature", "No Archive Named", "Abbreviations"
    ),
    "de": Headings(
        "Archivalien", "Gedruckte Quellen", "Literatur", "Ohne Angabe des Archivs", "Abkürzungen"
    ),
    "fr": Headings(
        "Archives", "Sources imprimées", "Ouvrages et articles", "Dépôt non précisé", "Abréviations"
    ),
    "es": Headings(
        "Archivos", "Fuentes impresas", "Bibliografía", "Archivo no indicado", "Abreviaturas"
    ),
    "ru": Headings(
        "Архивные документы", "Опубликованные документы", "Литература", "Архив не указан",
        "Список сокращений",
    ),
    "ko": Headings("미간행 문서", "간행 문서", "연구 문헌", "소장처 미상", "약어"),
}  # fmt: skip


def headings(language: str) -> Headings:
    """The headings for a BCP 47 tag; English ones where its language has none here."""
    return LANGUAGES.get(language.split("-")[0].lower(), LANGUAGES["en"])
