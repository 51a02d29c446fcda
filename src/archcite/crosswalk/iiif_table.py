"""What the labels of IIIF metadata mean, in the languages that libraries label in.

Labels are no vocabulary: each library chooses its words. What none of these words says is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# Each meaning and its labels, without capitals, colons and what stands in brackets.
_LABELS = """
title = title | main title | titel | haupttitel | titre | título | titulo | titolo | tytuł |
  заглавие | название | 题名 | 標題 | タイトル | 제목
original title = original title | originaltitel | titre original | título original | titolo
  originale
author = author | authors | creator | creators | created by | by | writer | verfasser |
  verfasserin | autor | autorin | autoren | urheber | auteur | auteurs | créateur | autore |
  autores | autorzy | автор | авторы | 作者 | 著者 | 저자
sender = sender | from | absender | expéditeur | remitente | mittente | отправитель
recipient = recipient | recipients | addressee | to | empfänger | adressat | destinataire |
  destinatario | adresat | адресат | получатель | 收件人 | 宛先 | 수신인
translator = translator | translators | translated by | übersetzer | übersetzerin |
  traducteur | traductor | traduttore | tłumacz | переводчик | 译者 | 訳者 | 번역자
editor = editor | editors | edited by | herausgeber | éditeur scientifique | curatore |
  redaktor | редактор
photographer = photographer | fotograf | fotografin | photographe | fotógrafo | fotografo |
  фотограф
artist = artist | artists | künstler | künstlerin | artiste | artista | artysta | художник
contributor = contributor | contributors | mitwirkende | beiträger | contributeur |
  contribuidor
date = date | dates | date created | creation date | date of creation | created | dated |
  date of origin | date statement | issued | published | date published | publication date |
  date of publication | publication year | year | datum | datierung | entstehungszeit |
  entstehungsdatum | erscheinungsjahr | jahr | date de création | date de publication | date
  d'édition | année | fecha | fecha de creación | fecha de publicación | data | data di
  creazione | data di pubblicazione | data wydania | дата | дата создания | дата издания |
  год | 日期 | 年代 | 出版年 | 날짜 | 연도
language = language | languages | sprache | sprachen | langue | langues | idioma | idiomas |
  lengua | lingua | lingue | język | язык | языки | 语言 | 語言 | 言語 | 언어
shelfmark = shelfmark | shelf mark | call number | callnumber | shelf number | physical
  shelfmark | reference | reference code | reference number | archival reference | archival
  location | signatur | bestandssignatur | archivsignatur | cote | signatura | segnatura |
  collocazione | sygnatura | шифр | архивный шифр | 请求记号 | 請求記号 | 청구기호
repository = repository | holding institution | holding archive | institution | archive |
  owning institution | contributing institution | held by | besitzende institution |
  aufbewahrende institution | archiv | bibliothek | lieu de conservation | institution de
  conservation | dépôt | institución | archivo | biblioteca | istituzione | istituto |
  archiwum | архив | место хранения | хранилище | 所蔵機関 | 소장기관
collection = collection | collections | collection name | fonds | archival collection |
  bestand | sammlung | colección | fondo | collezione | zespół | kolekcja | фонд | коллекция
  | 文庫 | 컬렉션
digital collection = digital collection | digitale sammlung | collection numérique |
  colección digital | electronic collection | электронная коллекция
box = box | box number | karton | schachtel | boîte | caja | scatola | коробка
folder = folder | folder number | mappe | chemise | carpeta | cartella | папка
number = document number | dokumentnummer | numéro du document
identifier = identifier | identifiers | id | local identifier | record id | record
  identifier | ppn | ark | persistent identifier | identifikator | identifiant |
  identificador | identificatore | identyfikator | идентификатор | accession number | object
  number | inventory number | inventarnummer
doi = doi
extent = extent | physical extent | physical description | number of pages | umfang |
  kollation | étendue | description matérielle | extensión | descripción física |
  descrizione fisica | consistenza | opis fizyczny | объем | физическое описание | 形態 | 형태사항
medium = medium | media | material | materials | support | technique | beschreibstoff |
  materialität | matériau | soporte | supporto | materiał | материал | 材質 | 재질
genre = type | genre | genres | resource type | document type | type of resource | object
  type | item type | typ | gattung | dokumenttyp | objekttyp | type de document | tipo |
  tipo de documento | genere | rodzaj | тип | вид документа | жанр | 种类 | 種別 | 유형
subject = subject | subjects | topic | topics | keyword | keywords | schlagwort |
  schlagwörter | thema | sujet | sujets | mots-clés | tema | temas | materia | soggetto |
  soggetti | słowa kluczowe | тема | предмет | ключевые слова | 主题 | 主題 | 件名 | 주제
place = place | places | geographic subject | geographical subject | coverage | spatial
  coverage
written at = place of origin | origin place | place of creation | place created | place
  written | created at | entstehungsort | lieu de création | lieu de rédaction | lugar de
  creación | luogo di creazione | место создания
published at = place of publication | publication place | erscheinungsort | verlagsort |
  lieu de publication | lieu d'édition | lugar de publicación | luogo di pubblicazione |
  miejsce wydania | место издания | 出版地
publisher = publisher | publishers | published by | verlag | verleger | éditeur | editorial
  | editore | wydawca | издатель | издательство | 出版者 | 출판사
summary = description | abstract | summary | beschreibung | zusammenfassung | inhalt |
  résumé | descripción | resumen | descrizione | описание | аннотация | 摘要 | 要旨 | 설명
rights = rights | license | licence | rights statement | copyright | terms of use | usage |
  use and reproduction | usage rights | conditions of use | rights and reproduction | rechte
  | lizenz | nutzungsrechte | nutzungsbedingungen | urheberrecht | droits | licence
  d'utilisation | conditions d'utilisation | derechos | licencia | diritti | licenza | prawa
  | права | лицензия | условия использования | 权利 | 権利 | 저작권
access = access | access rights | access conditions | conditions of access | zugang |
  zugangsbeschränkung | accès | acceso | accesso | доступ
holder = rights holder | copyright holder | rechteinhaber | ayant droit | правообладатель
funder = funder | funders | funded by | funding | sponsor | sponsors | gefördert durch | mit
  unterstützung von | förderer | financé par | financiado por | finanziato da | спонсор
note = note | notes | remark | remarks | anmerkung | anmerkungen | bemerkung | bemerkungen |
  remarque | remarques | nota | notas | uwagi | примечание | примечания | 備考 | 주기
series = series title | reihe | collection éditoriale
isbn = isbn
issn = issn
"""


def _read(lines: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines.replace("\n  ", " ").strip().split("\n"):
        meaning, _, labels = line.partition(" = ")
        found.update((label.strip(), meaning) for label in labels.split("|"))
    return found


MEANINGS: Mapping[str, str] = _read(_LABELS)
# Kind of document, or CSL type of a published work, and the words for it.
_KINDS = """
letter = letter | letters | brief | briefe | lettre | lettres | carta | lettera | list | письмо |
  correspondence | korrespondenz | correspondance
telegram = telegram | telegramm | télégramme | telegrama | telegramma | телеграмма
map = map | maps | karte | karten | carte | cartes | plan | mapa | mappa | карта | 地図 | 地图
photograph = photograph | photographs | photo | fotografie | photographie | fotografía |
  fotografia | фотография | 写真 | 사진
diary = diary | diaries | tagebuch | journal intime | diario | dziennik | дневник
report = report | reports | bericht | rapport | informe | rapporto | raport | отчет | отчёт
minutes = minutes | protokoll | procès-verbal | acta | verbale | protokół | протокол
speech = speech | rede | discours | discurso | discorso | речь
treaty = treaty | vertrag | traité | tratado | trattato | traktat | договор
book = book | books | monograph | monographie | printed book | buch | druck | livre |
  livre imprimé | imprimé | libro | książka | книга | 図書 | 图书
manuscript = manuscript | manuscripts | handschrift | manuscrit | manuscrito | manoscritto |
  rękopis | рукопись | 写本
periodical = periodical | newspaper | journal | zeitung | zeitschrift | périodique | presse |
  periódico | giornale | czasopismo | газета | журнал | 新聞
collection = collection
"""
KINDS: Mapping[str, str] = _read(_KINDS)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def meaning_of(label: str) -> str:
    """What a label means; "" for one that is not known."""
    bare = " ".join(_BRACKETS.sub(" ", label).casefold().split()).strip(" :.：")
    return MEANINGS.get(bare, "")
