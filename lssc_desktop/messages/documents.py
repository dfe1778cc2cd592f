"""Documents in words: what they hold, why one cannot be read or written, where it went."""

from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.text.richtext import (
    LOOKS,
    READ_ONLY,
    DocumentFault,
    UnsupportedContent,
)
from lssc_desktop.documents.importing import EncodingUnsure
from lssc_desktop.documents.word import DocumentUnreadable
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.words import shown_file
from lssc_desktop.store.folder.responses import (
    DocumentHasUnsupportedContent,
    Replaced,
)

_OTHERS = 4
_BEGINNING = 80  # characters of a text that show whether it reads right
_VISIBLE = frozenset(
    {
        UnsupportedContent.FORMATTING,
        UnsupportedContent.PAGE_BACKGROUND,
        UnsupportedContent.PAGE_BORDER,
        UnsupportedContent.PAGE_SETUP,
        UnsupportedContent.SPACING,
    }
)
"""What makes a document look otherwise in Word."""
"""What a preview of the file shows in its place."""
_NOT_EDITED = LOOKS | READ_ONLY | {UnsupportedContent.INCOMPLETE, UnsupportedContent.UNKNOWN}


def part_words(codes: str) -> str:
    """Name what a document holds beyond plain text: "a table and comments"."""
    names = {
        "table": _("a table"),
        "picture": _("a picture"),
        "comment": _("comments"),
        "tracked-change": _("tracked changes"),
        "header-footer": _("a header or footer"),
        "footnote": _("footnotes"),
        "text-box": _("a text box"),
        "field": _("a field"),
        "math": _("a formula"),
        "embedded-object": _("an embedded object"),
        "macro": _("a macro"),
        "form": _("form fields"),
        "formatting": _("special formatting"),
        "chart": _("a chart"),
        "damaged": _("parts that are duplicated or have the wrong content"),
        "diagram": _("a diagram"),
        "encoding": _("text in an encoding we can’t write (UTF-16)"),
        "shape": _("a drawing"),
        "hidden-text": _("hidden text"),
        "link": _("a link to a file or to a place in the document, or with a screen tip"),
        "numbering": _("a list with its own numbering"),
        "page-break": _("a page break"),
        "protected": _("editing protection"),
        "section": _("pages of different layouts"),
        "symbol": _("a symbol from a special font"),
        "bookmark": _("bookmarks"),
        "custom-data": _("data from another program"),
        "incomplete": _("parts that are missing or damaged"),
        "label": _("a sensitivity label"),
        "page-background": _("a page color"),
        "page-border": _("a page border"),
        "page-setup": _("its own paper size or margins"),
        "properties": _("custom document properties"),
        "setting": _("special document settings"),
        "signature": _("a digital signature"),
        "spacing": _("its own line or paragraph spacing"),
        "unknown": _("something we don’t recognize"),
    }
    return word_list(tuple(names.get(code, code.replace("-", " ")) for code in codes.split()))


def fault_sentence(code: str) -> str:
    """Say why a document cannot be read."""
    sentences = {
        "not-word": _("It isn’t a Word document."),
        "encrypted": _("It’s password-protected."),
        "damaged": _("The file is damaged."),
        "too-large": _("It’s larger than we can open."),
        "link": _("It, or its folder, only points to another place, and we don’t follow links."),
        "missing": _("It isn’t in the folder."),
        "empty": _("The file is empty (0 bytes)."),
        "old-word": _("It’s in the Word 97–2003 format (.doc)."),
        "unreadable": _("This computer couldn’t read the file."),
    }
    return sentences.get(code, sentences["damaged"])


def fault_advice(code: str) -> str:
    """Say what to do about a document that cannot be read."""
    advice = {
        "not-word": _("Open it in the program it was made with and save it as a Word document."),
        "old-word": _("Open it in Word or LibreOffice and save it as a Word document (.docx)."),
        "encrypted": _("Open it in Word, remove the password, and save it."),
        "damaged": _(
            "Open it in Word, which can repair many files, and save it. If that doesn’t "
            "work, replace it with an earlier copy."
        ),
        "too-large": _("Make it shorter, or copy its text into a new document."),
        "missing": _("Look where you last worked on it, and put it back."),
        "empty": _("Replace it with an earlier copy, or open it in Word, write, and save."),
        "link": _("Copy the file itself, or its folder, into the {portfolio} folder."),
        "unreadable": _(
            "Check that the drive is plugged in and that you have permission to open the file."
        ),
    }
    return advice.get(code, advice["damaged"])


@message_for.register
def _document_unreadable(error: DocumentUnreadable) -> Message:
    return Message(
        _("“{path}” couldn’t be read. {reason}").format(
            path=error.path, reason=fault_sentence(error.fault)
        ),
        _("Nothing was changed."),
        fault_advice(error.fault),
    )


# Response not written ---------------------------------------------------------------------------


@message_for.register
def _document_has_unsupported_content(error: DocumentHasUnsupportedContent) -> Message:
    if error.fault:
        happened = _("We can’t read the document {name}, so we won’t write over it. {reason}")
    else:
        happened = _("The document {name} has {parts}, which would be lost if you wrote here.")
    return Message(
        happened.format(
            name=shown_file(error.path),
            reason=fault_sentence(error.fault),
            parts=part_words(" ".join(error.beyond)),
        ),
        _("The document isn’t changed."),
        _("Edit it in Word. We’ll notice when you save."),
    )


# Notice above a response ------------------------------------------------------------------------


def response_notice(document: SeenDocument) -> Message | None:
    """Say why a document is shown and not edited here, None when it is edited."""
    if not document.path:
        return None
    if document.locked:
        return Message(
            _("This document is open in Word or LibreOffice."),
            _("You see it as it was last saved."),
            _("Save and close it there to continue here."),
        )
    if document.fault:
        return Message(
            _("This document can’t be read. {reason}").format(
                reason=fault_sentence(document.fault)
            ),
            _("Nothing was changed."),
            fault_advice(document.fault),
        )
    if document.cut:
        return Message(
            _("This text is too long to show all of it."),
            _("The beginning is below. Read the package in the browser to see all of it."),
        )
    if document.is_read_only:
        reasons = " ".join(code for code in document.beyond if code in READ_ONLY)
        return Message(
            _("This document has {parts}.").format(parts=part_words(reasons)),
            _("We only show it here. It goes into the package complete and unchanged."),
            _("Edit it in Word. We’ll notice when you save."),
        )
    return None


def kept_line(document: SeenDocument) -> str:
    """Say what of a document looks otherwise in Word, and what is edited there; "" for nothing."""
    if not document.path or document.fault:
        return ""
    kept = [code for code in document.beyond if code not in _NOT_EDITED]
    lines = [
        _("Word shows its own fonts and spacing.")
        if _VISIBLE.intersection(document.beyond)
        else "",
        _("Edit in Word: {parts}.").format(parts=part_words(" ".join(kept))) if kept else "",
    ]
    return " ".join(filter(None, lines))


def is_lost(document: SeenDocument) -> bool:
    """Return whether a document that was there is gone: its text can only be written again."""
    return bool(document.path) and document.fault == DocumentFault.MISSING


# File refused as response -----------------------------------------------------------------------


@message_for.register
def _encoding_unsure(error: EncodingUnsure) -> Message:
    first, *others = error.choices
    advice = _("If that looks right, add --encoding {encoding}.").format(encoding=first.encoding)
    if others:
        names = ", ".join(each.encoding for each in others[:_OTHERS])
        advice += " " + _("If not, try one of these: {names}.").format(names=names)
    return Message(
        _("{name} doesn’t say which text encoding it uses, so some letters may be wrong.").format(
            name=shown_file(error.path)
        ),
        _("Nothing was changed. As {encoding}, it starts: “{words}”.").format(
            encoding=encoding_name(first.encoding), words=_beginning(first.text)
        ),
        advice,
    )


def encoding_name(encoding: str) -> str:
    """Name the encoding of a text, as word processors do."""
    names = {
        "cp1252": _("Western (Windows)"),
        "mac_roman": _("Western (Mac)"),
        "cp437": _("Western (DOS, US)"),
        "cp850": _("Western (DOS)"),
        "cp1250": _("Central European (Windows)"),
        "cp852": _("Central European (DOS)"),
        "cp1251": _("Cyrillic (Windows)"),
        "cp866": _("Cyrillic (DOS)"),
        "koi8_r": _("Cyrillic (KOI8-R)"),
        "mac_cyrillic": _("Cyrillic (Mac)"),
        "cp1253": _("Greek (Windows)"),
        "cp1254": _("Turkish (Windows)"),
        "cp1255": _("Hebrew (Windows)"),
        "cp1256": _("Arabic (Windows)"),
        "cp1257": _("Baltic (Windows)"),
        "cp1258": _("Vietnamese (Windows)"),
        "gb18030": _("Chinese, simplified"),
        "big5": _("Chinese, traditional"),
        "cp932": _("Japanese (Shift JIS)"),
        "shift_jis": _("Japanese (Shift JIS)"),
        "euc_jp": _("Japanese (EUC)"),
        "cp949": _("Korean"),
        "euc_kr": _("Korean"),
    }
    return names.get(encoding, encoding.replace("_", "-").upper())


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _BEGINNING else words[: _BEGINNING - 1] + "…"


def damaged_line() -> str:
    """Say that a part of a document that was taken is damaged."""
    return _(
        "Part of the file is missing or damaged, so some of your text may be gone. Compare it "
        "with the original."
    )


def replaced_line(replaced: Replaced) -> str:
    """Say where the text is that another one was taken for, "" if there was none."""
    lines = {
        Replaced.NOTHING: "",
        Replaced.AS_VERSION: _("The earlier text is kept under “Earlier versions”."),
        Replaced.IN_TRASH: _("The earlier text is in this computer’s trash."),
    }
    return lines[replaced]


# Response to the trash --------------------------------------------------------------------------
