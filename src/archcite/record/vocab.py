"""The closed vocabularies of a record: enums whose member sentences are the manual.

A member is written as `NAME = "value", "The sentence that the manual prints."`.
"""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """A string enum whose members carry the manual's sentence in `.sentence`."""

    sentence: str

    def __new__(cls, value: str, sentence: str) -> Word:
        member = str.__new__(cls, value)
        member._value_ = value
        member.sentence = sentence
        return member

    __str__ = str.__str__


class State(Word):
    """How the record knows a value (`_src`)."""

    STATED = "stated", "The source says so; this is the default and need not be written."
    INFERRED = "inferred", "Concluded from what the source says elsewhere, or from its shape."
    SUPPLIED = "supplied", "Added by whoever keeps the record, from knowledge outside the source."
    EMPTY = (
        "empty",
        "Empty on purpose: it is known that there is none (no date, no title, no author).",
    )


class Kind(Word):
    """What the document is."""

    SPEECH = (
        "speech",
        "A speech, address, report to a meeting, or lecture, as a text or a recording.",
    )
    LETTER = "letter", "A letter or note from one or several people to others."
    TELEGRAM = "telegram", "A telegram, cable or ciphered message."
    MEMORANDUM = "memorandum", "A memorandum, from its author to a recipient or to the file."
    MINUTES = "minutes", "Minutes, a protocol or a verbatim record of a meeting."
    REPORT = "report", "A report, survey, estimate or analysis."
    CONVERSATION_RECORD = "conversation-record", "A record of a conversation or of talks."
    DECISION = "decision", "A decision, resolution, directive, order or decree."
    DIARY = "diary", "A diary, journal or an entry in one."
    NOTE = "note", "A note, jotting, aide-mémoire or draft."
    INTERVIEW = "interview", "An interview or an oral history."
    PHOTOGRAPH = "photograph", "A photograph, negative or album page."
    MAP = "map", "A map, plan or architectural drawing."
    RECORDING = (
        "recording",
        "A sound or moving-image recording that is not a speech or an interview.",
    )
    OBJECT = "object", "A three-dimensional object or a work of art."
    TREATY = "treaty", "A treaty, agreement, communiqué or protocol between parties."
    LEGAL = "legal", "A will, deed, contract, court paper or certificate."
    FILE = "file", "A whole file, dossier, folder or item of a holding, cited as one thing."
    COLLECTION = "collection", "A whole fonds, collection or series."
    PUBLISHED = (
        "published",
        "A published work: a book, an article, a web page, a film; `published.type` says which.",
    )
    OTHER = "other", "Anything else; say what in `genre`."


class WorkType(Word):
    """What a published work is: the item types of CSL 1.0.2."""

    ARTICLE = "article", "A preprint or working paper."
    ARTICLE_JOURNAL = "article-journal", "An article in a journal."
    ARTICLE_MAGAZINE = "article-magazine", "An article in a magazine."
    ARTICLE_NEWSPAPER = "article-newspaper", "An article in a newspaper."
    BILL = "bill", "A proposed law."
    BOOK = "book", "A book."
    BROADCAST = "broadcast", "An episode or programme on radio, television or as a podcast."
    CHAPTER = "chapter", "A chapter or part of a book."
    CLASSIC = "classic", "A classical or ancient work."
    COLLECTION = "collection", "An archival collection."
    DATASET = "dataset", "A data set."
    DOCUMENT = "document", "A document that is nothing more particular."
    ENTRY = "entry", "An entry in a database, directory or catalogue."
    ENTRY_DICTIONARY = "entry-dictionary", "An entry in a dictionary."
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia", "An entry in an encyclopedia."
    EVENT = "event", "An event itself."
    FIGURE = "figure", "A figure in a work."
    GRAPHIC = "graphic", "A picture."
    HEARING = "hearing", "A hearing."
    INTERVIEW = "interview", "An interview."
    LEGAL_CASE = "legal_case", "A legal case."
    LEGISLATION = "legislation", "A law."
    MANUSCRIPT = "manuscript", "A manuscript."
    MAP = "map", "A map."
    MOTION_PICTURE = "motion_picture", "A film or video."
    MUSICAL_SCORE = "musical_score", "A musical score."
    PAMPHLET = "pamphlet", "A pamphlet or brochure."
    PAPER_CONFERENCE = "paper-conference", "A paper in the proceedings of a conference."
    PATENT = "patent", "A patent."
    PERFORMANCE = "performance", "A performance on a stage."
    PERIODICAL = "periodical", "A whole periodical or an issue of it."
    PERSONAL_COMMUNICATION = "personal_communication", "A letter or message."
    POST = "post", "A post in a forum or a social network."
    POST_WEBLOG = "post-weblog", "A post in a blog."
    REGULATION = "regulation", "An administrative order."
    REPORT = "report", "A report."
    REVIEW = "review", "A review of something that is not a book."
    REVIEW_BOOK = "review-book", "A review of a book."
    SOFTWARE = "software", "Software."
    SONG = "song", "A sound recording or song."
    SPEECH = "speech", "A speech or presentation."
    STANDARD = "standard", "A technical standard."
    THESIS = "thesis", "A thesis or dissertation."
    TREATY = "treaty", "A treaty."
    WEBPAGE = "webpage", "A website or web page."


class TitleKind(Word):
    """Where the title comes from, which decides whether it is put in quotation marks."""

    FORMAL = "formal", "The document bears this title."
    DEVISED = "devised", "An archivist or editor gave it this title."
    WORK = (
        "work",
        "The title of a work that stands by itself (a codex, a book): printed in italics.",
    )
    GENERIC = (
        "generic",
        "Not a title but a description (letter to X, minutes): printed without quotes.",
    )


class Extract(Word):
    """How much of the document there is."""

    COMPLETE = "complete", "The whole document."
    EXCERPT = "excerpt", "Parts chosen by an editor."
    FRAGMENT = "fragment", "What has survived."


class Role(Word):
    """What somebody did for, or is to, the document."""

    AUTHOR = "author", "Wrote or issued it."
    RECIPIENT = "recipient", "It was addressed to them."
    SPEAKER = "speaker", "Gave the speech; stands as author in citations."
    INTERVIEWER = "interviewer", "Asked the questions."
    INTERVIEWEE = "interviewee", "Answered; stands as author in citations."
    PHOTOGRAPHER = "photographer", "Took the photograph; stands as author in citations."
    ARTIST = "artist", "Made the work, map or object; stands as author in citations."
    CREATOR = "creator", "The person or body whose papers the collection is."
    EDITOR = "editor", "Edited the text."
    COMPILER = "compiler", "Put the documents together."
    TRANSLATOR = "translator", "Translated the text."
    PARTICIPANT = "participant", "Took part in the meeting or conversation that is recorded."
    CATALOGUER = "cataloguer", "Described it."
    CHAIR = "chair", "Chaired the session."
    COLLECTION_EDITOR = "collection-editor", "Edits the series."
    COMPOSER = "composer", "Composed the music."
    CONTAINER_AUTHOR = "container-author", "Wrote the book in which it stands."
    CONTRIBUTOR = "contributor", "Helped to make it, in no role of this list."
    CURATOR = "curator", "Curated the exhibition."
    DIRECTOR = "director", "Directed the film or performance."
    EDITORIAL_DIRECTOR = "editorial-director", "Directed the edition."
    EXECUTIVE_PRODUCER = "executive-producer", "Was its executive producer."
    GUEST = "guest", "Was a guest of the programme."
    HOST = "host", "Was the host of the programme."
    ILLUSTRATOR = "illustrator", "Illustrated it."
    NARRATOR = "narrator", "Reads or tells it."
    ORGANIZER = "organizer", "Organised the event."
    ORIGINAL_AUTHOR = "original-author", "Wrote the work on which it is based."
    PERFORMER = "performer", "Performs it."
    PRODUCER = "producer", "Produced it."
    REVIEWED_AUTHOR = "reviewed-author", "Wrote the work that is reviewed."
    SCRIPT_WRITER = "script-writer", "Wrote the script."
    SERIES_CREATOR = "series-creator", "Created the series."
    SUBJECT = "subject", "It is about them."


class Certainty(Word):
    """How sure the attribution of a person is."""

    CERTAIN = "certain", "Nothing speaks against it; this is the default."
    PROBABLE = "probable", "Likely; printed in brackets."
    UNCERTAIN = "uncertain", "Doubtful; printed in brackets with a question mark."


class NameOrder(Word):
    """Which part of a person's name comes first in running text."""

    GIVEN_FIRST = "given-first", "Leonid Brezhnev; this is the default."
    FAMILY_FIRST = "family-first", "Kim Il Sung, Mao Zedong, Kádár János: never turned round."


class AgentKind(Word):
    """A person or a body."""

    PERSON = "person", "A human being; this is the default."
    BODY = "body", "An institution, office, party or company: its name is never split."


class LevelKind(Word):
    """One step of the way from the archive down to the leaf."""

    RECORD_GROUP = "record-group", "Record group (RG 59), class or department."
    FOND = "fond", "Fond, fonds, фонд, Bestand, 全宗: the records of one creator."
    COLLECTION = "collection", "A named collection, by its number or name."
    SERIES = "series", "Series (FO 371)."
    SUBSERIES = "subseries", "A part of a series."
    OPIS = "opis", "Opis, опись, inventory: the list within a fond."
    PAPKA = "papka", "Papka, папка: the folder between opis and delo in AVPRF."
    FILE = "file", "A file, dossier, Akte, matter."
    DELO = "delo", "Delo, дело, справа: the file in a Soviet-type archive."
    PIECE = "piece", "The piece number of The National Archives (187100 in FO 371/187100)."
    BOX = "box", "A box, carton or container."
    FOLDER = "folder", "A folder, by its number or its title."
    VOLUME = "volume", "A bound volume."
    REEL = "reel", "A reel of film."
    FRAME = "frame", "A frame on a reel."
    ITEM = "item", "The item or document number."
    REFERENCE = "reference", "A whole reference that is not taken apart (CIA-RDP…, 109-03984-02)."
    YEAR = "year", "A year that is part of the shelfmark."
    FOLIO = "folio", "A folio, counted by leaves with recto and verso (f. 12, fol. 12v)."
    LEAF = "leaf", "A leaf of a Soviet-type file: list, лист, Blatt; ob., об. is its back."
    PAGE = "page", "A page, where the file is paginated."
    OTHER = "other", "Any other level; say which in `label`."


class Verb(Word):
    """What a credit sentence says that somebody did for the digital edition."""

    OBTAINED = "obtained", "Obtained by."
    CONTRIBUTED = "contributed", "Contributed by."
    PROVIDED = "provided", "Provided by."
    TRANSLATED = "translated", "Translated by."
    EDITED = "edited", "Edited by."
    TRANSCRIBED = "transcribed", "Transcribed by."


class Access(Word):
    """Whether the document can be read."""

    OPEN = "open", "Anybody may read it."
    RESTRICTED = "restricted", "Only some may read it, or only on application."
    CLOSED = "closed", "Nobody may read it yet."
    REDACTED = "redacted", "Open with parts blacked out."


class Covers(Word):
    """What a rights statement speaks of."""

    DOCUMENT = "document", "The document itself."
    TRANSLATION = "translation", "The translation."
    EDITION = "edition", "The digital edition or scan."


class PlaceRole(Word):
    """What a place is to the document."""

    SUBJECT = "subject", "It is about the place; this is the default."
    WRITTEN_AT = "written-at", "It was written or sent there."
    DELIVERED_AT = "delivered-at", "It was spoken or held there."


class MentionKind(Word):
    """What is mentioned."""

    PERSON = "person", "A person; this is the default."
    BODY = "body", "An institution."
    EVENT = "event", "An event."
    WORK = "work", "A text or work."


class CorrectionStatus(Word):
    """What became of a proposed correction."""

    PROPOSED = "proposed", "Found by a program, not yet looked at; this is the default."
    ACCEPTED = "accepted", "Somebody agreed."
    REJECTED = "rejected", "Somebody looked: the source is right."
