"""The language of what we make for others: its sentences, its tags, and words about files."""

from lssc_desktop.core.errors import N_
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.vocabulary import (
    OUR_WORDS,
    EnglishSpelling,
    ProgramWords,
    vocabulary_of,
)
from lssc_desktop.core.text.extract import Fact, FactKind, FactWords
from lssc_desktop.formats.numbers import duration, number_text
from lssc_desktop.languages import ENGLISH, Catalog, catalog


def package_words(
    language: str,
    words: ProgramWords = OUR_WORDS,
    spelling: EnglishSpelling = EnglishSpelling.AMERICAN,
) -> Catalog:
    """Return our sentences in the language of a portfolio.

    In English they have the words of the program; they are put in before facts are filled in.
    """
    found = catalog(language)
    return found.with_words(vocabulary_of(words, spelling, found.language))


def words_for_others(program: Program, portfolio: Portfolio) -> Catalog:
    """Return our sentences for what a portfolio makes for others, with the words of its program."""
    return package_words(portfolio.language, program.words, program.spelling)


# Tags -------------------------------------------------------------------------------------------


def web_tag(language: str, spelling: EnglishSpelling = EnglishSpelling.AMERICAN) -> str:
    """Return a language as a web page is tagged with it: "en", "en-GB", "es"."""
    is_british = language == ENGLISH and spelling is not EnglishSpelling.AMERICAN
    return str(spelling) if is_british else language


# Files and what they say --------------------------------------------------------------------------

_KINDS = {
    N_("PDF"): ("pdf",),
    N_("Word"): ("docx", "doc", "docm", "dotx", "dotm"),
    N_("Text"): ("txt", "md", "log", "rtf", "odt"),
    N_("Spreadsheet"): ("xlsx", "xls", "xlsm", "ods", "csv", "tsv"),
    N_("Slides"): ("pptx", "ppt", "ppsx", "odp"),
    N_("Publisher"): ("pub",),
    N_("Picture"): (
        "jpg",
        "jpeg",
        "png",
        "gif",
        "tif",
        "tiff",
        "bmp",
        "webp",
        "heic",
        "heif",
        "svg",
    ),
    N_("Sound"): ("mp3", "wav", "m4a", "ogg", "flac", "aac", "wma"),
    N_("Video"): ("mp4", "mov", "avi", "mkv", "webm", "m4v", "wmv", "mpg", "mpeg", "3gp"),
    N_("Web page"): ("html", "htm", "mht", "mhtml"),
    N_("Link"): ("url", "webloc"),
    N_("Email"): ("eml", "msg"),
    N_("Archive"): ("zip", "7z"),
}

_KIND_OF = {ending: kind for kind, endings in _KINDS.items() for ending in endings}
_UNITS = (
    (10**3, N_("{count} KB")),
    (10**6, N_("{count} MB")),
    (10**9, N_("{count} GB")),
)
_KILO = 1000
_FEW = 10  # below so many of a unit, its tenths are shown


def kind(words: Catalog, name: str) -> str:
    """Return what a file is by the ending of its name: "PDF", "Picture", ..., else "File"."""
    return words.gettext(_KIND_OF.get(name.rpartition(".")[2].lower(), N_("File")))


def size(words: Catalog, count: int) -> str:
    """Return a number of bytes as people read it: "812 bytes", "640 KB", "1.8 MB".

    Just below the next unit or digit it says "1000 KB" and "10.0 MB", unlike the window: a package
    built again has to have the bytes that it had.
    """
    if count < _KILO:
        return words.ngettext("{count} byte", "{count} bytes", count).format(count=count)
    power, unit = next(item for item in _UNITS if count < item[0] * _KILO or item is _UNITS[-1])
    digits = 1 if count < _FEW * power and power > _KILO else 0
    return words.gettext(unit).format(count=f"{count / power:.{digits}f}")


def fact_words(words: Catalog, fact: Fact) -> FactWords:
    """Return a fact that stands around what a file says, as readers of the PDF read it."""
    label = _FACT_LABELS.get(fact.kind)
    if label is not None:
        return FactWords(words.gettext(label), "; ".join(fact.values))
    values = fact.values
    if fact.kind is FactKind.LENGTH:
        values = tuple(duration(int(value), words) for value in values if value.isdecimal())
    elif fact.kind not in _VERBATIM:
        values = tuple(_counted(words, value) for value in values)
    return FactWords("", words.gettext(_FACTS[fact.kind]).format(*values))


_FACT_LABELS = {
    FactKind.FROM: N_("From:"),
    FactKind.TO: N_("To:"),
    FactKind.COPIES: N_("Cc:"),
    FactKind.DATE: N_("Date:"),
    FactKind.SUBJECT: N_("Subject:"),
    FactKind.ATTACHMENTS: N_("Attachments:"),
    FactKind.ADDRESS: N_("Link to:"),
    FactKind.ARTIST: N_("By:"),
    FactKind.HIDDEN_SHEETS: N_("Hidden sheets, not shown:"),
}
_FACTS = {
    FactKind.NOT_IN_TEXT: N_("The email has no text that can be shown here."),
    FactKind.SHEET: "{0}",
    FactKind.TITLE: "{0}",
    FactKind.COLUMNS: N_("Columns {0} to {1}"),
    FactKind.EMPTY_SHEET: N_("This sheet is empty."),
    FactKind.ROWS: N_("The first {0} of {1} rows are here. The file has the rest."),
    FactKind.MORE_COLUMNS: N_("The first {0} of {1} columns are here. The file has the rest."),
    FactKind.MORE_SHEETS: N_("The first {0} of {1} sheets are here. The file has the rest."),
    FactKind.LENGTH: N_("Length: {0}"),
    FactKind.PICTURE_SIZE: N_("{0} × {1} pixels"),
    FactKind.LEFT_OUT: N_("There’s more in the file."),
}


_VERBATIM = (FactKind.SHEET, FactKind.TITLE, FactKind.PICTURE_SIZE)


def _counted(words: Catalog, value: str) -> str:
    return number_text(int(value), words) if value.isdecimal() else value
