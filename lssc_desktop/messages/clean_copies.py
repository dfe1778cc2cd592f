"""Clean copies and consent in words: what goes, what was made, and who agreed."""

from collections.abc import Mapping, Sequence

from lssc_desktop.core.portfolio.portfolio import Consent, EvidenceFile
from lssc_desktop.core.privacy.clean_copy import (
    Removal,
    always_removed,
    clean_format,
    is_cleaned_by_way_of_pdf,
)
from lssc_desktop.core.privacy.private_data import PrivacyKind, counted
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.privacy import times
from lssc_desktop.messages.words import (
    printable,
    shown_file,
)
from lssc_desktop.store.evidence import CleanCopy


def removal_word(removal: Removal) -> str:
    """Name what a clean copy leaves out."""
    return _words()[removal]


def _words() -> Mapping[Removal, str]:
    return {
        Removal.FOUND: _("private data that was found"),
        Removal.REGIONS: _("the areas you drew"),
        Removal.METADATA: _("camera and program details in pictures"),
        Removal.PROPERTIES: _("properties, author, and company"),
        Removal.COMMENTS: _("comments"),
        Removal.CHANGES: _("tracked changes"),
        Removal.HIDDEN_TEXT: _("hidden text"),
        Removal.HIDDEN_SHEETS: _("hidden sheets"),
        Removal.HIDDEN_CELLS: _("hidden rows and columns"),
        Removal.HIDDEN_SLIDES: _("hidden slides"),
        Removal.NOTES: _("speaker notes"),
        Removal.FORMULAS: _("formulas (their results stay)"),
        Removal.EMBEDDED: _("embedded and attached files"),
        Removal.LINKS: _("links (their words stay)"),
        Removal.MACROS: _("macros"),
        Removal.DRAWINGS: _("drawings that can’t be copied safely"),
        Removal.FORMS: _("form fields and what was entered"),
        Removal.SCRIPTS: _("scripts"),
        Removal.EARLIER: _("earlier versions inside the file"),
        Removal.HEADERS: _("who wrote it and to whom"),
        Removal.LAYOUT: _("the layout (plain text stays)"),
        Removal.PAGE_WORDS: _("pages that became pictures"),
    }


# Before -----------------------------------------------------------------------------------------


def may_still_hold() -> str:
    """Say what no clean copy promises; nothing said of one promises more."""
    return _(
        "This copy may still hold things that can’t be seen. Don’t give it away if what you took "
        "out must not be read."
    )


def wanted_title() -> str:
    """Return the title of what the user wants to have out of a file."""
    return _("To remove")


def found_and_drawn(found: Sequence[tuple[PrivacyKind, int]], regions: int) -> list[str]:
    """Say what goes from a file: what was found in it, and the areas that were drawn."""
    lines = [times(kind, count) for kind, count in found]
    return [*lines, areas_line(regions)] if regions else lines


def left_out_title() -> str:
    """Return the title of what a clean copy is made without, as far as we know where to look."""
    return _("To leave out, if present")


def left_out(path: str) -> list[str]:
    """Say what a clean copy of this kind of file is made without."""
    return [_capital(removal_word(each)) for each in always_removed(path)]


def clean_offer_title(kinds: int) -> str:
    """Say that one clean copy does for everything that waits for a decision."""
    return ngettext(
        "A clean copy may help", "One clean copy may help with all {count}", kinds
    ).format(count=kinds)


def clean_offer_note() -> str:
    """Say what becomes of the original."""
    return _("The original stays. The package uses the copy.")


def clean_offer_words(kinds: int) -> str:
    """Return the words of the button that offers it."""
    return ngettext("Make a clean copy", "Clean copy for all {count}", kinds).format(count=kinds)


def areas_line(count: int) -> str:
    """Count the areas that were drawn."""
    return ngettext("{count} area you drew", "{count} areas you drew", count).format(count=count)


_IN_PLACE = ("docx", "xlsx", "pptx", "odt", "ods", "odp")
"""Formats that a clean copy keeps, on whose pages no areas can be drawn."""


def clean_note(path: str) -> str:
    """Say what becomes of the original, and what the copy costs and may still hold."""
    said = [_("The original stays in your folder. Packages use the copy.")]
    if is_cleaned_by_way_of_pdf(path):
        said.append(_("The copy is a PDF."))
    elif path.lower().endswith(".pdf"):
        said.append(
            _(
                "A page with something covered becomes a picture. The words you can still see on "
                "it can be searched and read aloud."
            )
        )
    elif clean_format(path) in _IN_PLACE:
        said.append(
            _(
                "Words we found are covered where they are. To cover anything else, such as a face "
                "in a picture, save the file as a PDF, add the PDF, and make a clean copy of that."
            )
        )
    return " ".join((*said, may_still_hold()))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# After ------------------------------------------------------------------------------------------


def left_line(copy: CleanCopy) -> str:
    """Say what is still found in a copy, "" where that is nothing."""
    if not copy.left:
        return ""
    kinds = word_list(tuple(times(kind, count) for kind, count in counted(copy.left)))
    return _("Still in the copy: {what}.").format(what=kinds)


def clean_copy_made(copy: CleanCopy) -> Message:
    """Say that a clean copy is used in the place of a file, and what may be left in it."""
    made = _("{copy} is now used instead of {file}.").format(
        copy=shown_file(copy.file.path), file=shown_file(copy.of)
    )
    left = left_line(copy)
    advice = _("Cover what’s left with areas, or use another file.") if left else ""
    return Message(made, " ".join(filter(None, (left, advice))), may_still_hold())


def clean_copy_lines(copy: CleanCopy) -> tuple[str, ...]:
    """Say what clean copy was made, with its path, and what is left in it."""
    made = _("{copy} is saved and replaces {original}.").format(
        copy=copy.file.path, original=copy.of
    )
    return tuple(filter(None, (made, left_line(copy), may_still_hold())))


def versions_offer(count: int) -> Message:
    """Offer to delete the earlier versions of a text from which something was taken out."""
    return Message(
        _("You removed private data from this text."),
        ngettext(
            "{count} earlier version of it still has it.",
            "{count} earlier versions of it still have it.",
            count,
        ).format(count=count),
        _("Delete these versions if you don’t need them."),
    )


def delete_versions_words(count: int) -> str:
    """Return the words of the button that deletes these versions."""
    return ngettext("Delete this version", "Delete these {count} versions", count).format(
        count=count
    )


# Consent ----------------------------------------------------------------------------------------


def people_words() -> str:
    """Return the words of the tick about people."""
    return _("People can be recognized in it")


def people_note() -> str:
    """Say that nobody looks for faces but the user."""
    return _("We never search for faces. Only you can tell.")


def consent_line(file: EvidenceFile | None) -> str:
    """Say whose consent is entered for a file, "" for none."""
    if file is None or file.consent is None:
        return ""
    return _("{who} gave consent on {day}.").format(
        who=file.consent.given_by, day=long_day(file.consent.day)
    )


def consent_lines(path: str, consent: Consent | None) -> tuple[str, ...]:
    """Say on the command line what is entered of the people in a file."""
    if consent is None:
        return (_("{file}: no consent entered.").format(file=printable(path)),)
    lines = [
        _("{file}: {who} gave consent on {day}.").format(
            file=printable(path), who=consent.given_by, day=long_day(consent.day)
        )
    ]
    if consent.file:
        lines.append(_("The letter: {file}").format(file=printable(consent.file)))
    return tuple(lines)


def letter_saved(path: str) -> str:
    """Say where the letter was saved."""
    return _("The consent letter is in {path}. Fill in the people you show.").format(
        path=printable(path)
    )


def letter_name() -> str:
    """Return the name that the letter has unless another is given."""
    return _("Consent letter.docx")
