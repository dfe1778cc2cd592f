"""Clean copies and consent in words: what goes, what was made, and who agreed."""

from collections.abc import Mapping

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled
from lssc_desktop.core.portfolio.clean_copies import PackagesWith
from lssc_desktop.core.portfolio.portfolio import PackageNote
from lssc_desktop.core.privacy.clean_copy import LeftBehind, Way, clean_format, is_recording
from lssc_desktop.core.privacy.private_data import counted
from lssc_desktop.documents.previews.wire import PreviewFault
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message, message_for, unforeseen_message
from lssc_desktop.messages.privacy import times
from lssc_desktop.messages.words import (
    printable,
    shown_file,
)
from lssc_desktop.store.clean_copies import CleanCopy, CleanCopyRefused, MadeCopy, NotMade


def left_out_word(what: LeftBehind, count: int) -> str:
    """Name what a file has and its copy doesn't, with how often it was seen."""
    return _left_out_words(count)[what].format(count=count)


def _left_out_words(count: int) -> Mapping[LeftBehind, str]:
    return {
        LeftBehind.FOUND: ngettext("{count} covered finding", "{count} covered findings", count),
        LeftBehind.REGIONS: ngettext("{count} area you drew", "{count} areas you drew", count),
        LeftBehind.COMMENTS: ngettext("{count} comment", "{count} comments", count),
        LeftBehind.CHANGES: ngettext("{count} tracked change", "{count} tracked changes", count),
        LeftBehind.HIDDEN: ngettext(
            "{count} text or object that isn’t shown",
            "{count} texts or objects that aren’t shown",
            count,
        ),
        LeftBehind.HIDDEN_SLIDES: ngettext("{count} hidden slide", "{count} hidden slides", count),
        LeftBehind.FORMULAS: ngettext(
            "{count} formula (its result stays)", "{count} formulas (their results stay)", count
        ),
        LeftBehind.CHARTS: ngettext("{count} chart", "{count} charts", count),
        LeftBehind.DRAWINGS: ngettext("{count} drawing", "{count} drawings", count),
        LeftBehind.PICTURES: ngettext(
            "{count} picture we can’t show", "{count} pictures we can’t show", count
        ),
        LeftBehind.MORE_PICTURES: ngettext(
            "{count} more picture in the same file", "{count} more pictures in the same file", count
        ),
        LeftBehind.EMBEDDED: ngettext(
            "{count} embedded or attached file", "{count} embedded or attached files", count
        ),
        LeftBehind.NOTES: ngettext("{count} speaker note", "{count} speaker notes", count),
        LeftBehind.LINKS: ngettext(
            "{count} link address (its words stay)",
            "{count} link addresses (their words stay)",
            count,
        ),
        LeftBehind.PAGE_WORDS: ngettext(
            "{count} page that can’t be searched", "{count} pages that can’t be searched", count
        ),
        LeftBehind.SIGNATURE: ngettext("{count} signature", "{count} signatures", count),
    }


# Before -----------------------------------------------------------------------------------------


def way_title(way: Way) -> str:
    """Return the words of the choice between what a copy keeps."""
    return _("Keep the words") if way is Way.WORDS else _("Keep how it looks")


def way_note(way: Way, path: str) -> str:
    """Say what a copy made one way is."""
    if way is Way.LOOK:
        if clean_format(path, way) in ("jpg", "png"):
            return _("A new picture of what you see.")
        return _("A PDF with a picture of each page. Words we can read in it can be searched.")
    match clean_format(path, way):
        case "xlsx":
            return _("A new workbook with the text that its cells show.")
        case "docx":
            return _("A new Word file with its words, tables, lists, notes, and pictures.")
    return _("A new text file with its words.")


# After ------------------------------------------------------------------------------------------


def left_line(copy: MadeCopy) -> str:
    """Say what is still found in a copy, "" where that is nothing."""
    if not copy.left:
        return ""
    kinds = word_list(tuple(times(kind, count) for kind, count in counted(copy.left)))
    return _("Still in the copy: {what}.").format(what=kinds)


def copy_sentence(made: MadeCopy) -> str:
    """Say what a copy holds, what we found in it, and what only the user can tell."""
    said = [_("The copy has only what you see here.")]
    nothing = _("We found none of the private data that we look for")
    unread = made.cleaned.without_words
    if made.left:
        said.append(left_line(made))
    elif unread and made.pictures is not None:
        could_not = ngettext(
            "we couldn’t read {count} page or picture",
            "we couldn’t read {count} pages or pictures",
            unread,
        ).format(count=unread)
        said.append(_("{nothing}; {unread}.").format(nothing=nothing, unread=could_not))
    elif made.cut:
        unread_words = _("it’s too long for us to search all of it")
        said.append(_("{nothing}; {unread}.").format(nothing=nothing, unread=unread_words))
    else:
        said.append(f"{nothing}.")
    if LeftBehind.SIGNATURE in dict(made.cleaned.left_out):
        said.append(_("The copy isn’t signed; the original stays."))
    if made.words.strip() and made.cleaned.has_words:
        said.append(_("Names in the text are yours to find."))
    return " ".join(said)


def left_out_line(made: MadeCopy) -> str:
    """Say what the file has and the copy doesn't, "" for nothing."""
    named = tuple(left_out_word(each, count) for each, count in made.cleaned.left_out)
    return _("Left out or covered: {what}.").format(what=word_list(named)) if named else ""


def clean_copy_lines(copy: CleanCopy) -> tuple[str, ...]:
    """Say what clean copy was made, all words that are in it, and what is left out."""
    head = _("{copy} is saved and replaces {original}.").format(
        copy=copy.file.path, original=copy.of
    )
    words = [f"    {printable(line)}" for line in copy.made.words.splitlines()]
    title = [_("These words are in it:")] if any(map(str.strip, words)) else []
    said = (head, left_out_line(copy.made), *title, *words, copy_sentence_of_file(copy))
    return tuple(filter(None, said))


def copy_sentence_of_file(copy: CleanCopy) -> str:
    """Say on the command line what a copy holds, which is looked at in its file."""
    said = copy_sentence(copy.made)
    if copy.made.pictures is None:
        return said
    return said + " " + _("Open {file} to see its pictures.").format(file=copy.file.path)


# Again ------------------------------------------------------------------------------------------


def again_words() -> str:
    """Return the words of the button that makes all of them again."""
    return _("Make copies again")


def not_made_line(each: NotMade, earlier: str | None = None) -> str:
    """Say why a file has no new copy, and that the `earlier` one stays as it was, if it has one."""
    match each.why:
        case None:
            why = _("You didn’t use the new copy.")
        case Cancelled():
            why = _("You stopped before we made the new copy.")
        case LsscError():
            why = message_for(each.why).text
        case _:
            why = unforeseen_message(has_report=False).text
    if not earlier:
        return f"{printable(each.of)}: {why}"
    return _("{file} is still as it was.").format(file=shown_file(earlier)) + f" {why}"


def packages_lines(found: PackagesWith) -> tuple[str, ...]:
    """Name the packages that were built with an original or an earlier copy; () for none."""
    lines: list[str] = []
    if found.holding:
        lines.append(_("You built these packages with an original or an earlier copy in them:"))
    for note, files in found.holding:
        lines.append(f"{_package(note)}: {word_list(tuple(map(printable, files)))}")
    if found.unknown:
        named = word_list(tuple(map(_package, found.unknown)))
        lines.append(
            _("We can’t tell what these packages have in them: {names}.").format(names=named)
        )
    if lines:
        lines.append(
            _(
                "Packages never change. Build a new one, and ask whoever has one of these packages "
                "to delete it."
            )
        )
    return tuple(lines)


def _package(note: PackageNote) -> str:
    return printable(note.path.rpartition("/")[2])


@message_for.register
def _refused(error: CleanCopyRefused) -> Message:
    file = shown_file(error.path)
    happened = _("We didn’t make a clean copy of {file}.").format(file=file)
    if error.fault is None and is_recording(error.path):
        reason = _("Nobody can see everything that’s in a recording.")
        return Message(happened, reason, _("Leave it out, or describe what it shows in words."))
    as_pdf = _("Save it as a PDF in its own program, then make a clean copy of that.")
    reasons = {
        PreviewFault.NO_OFFICE: _("LibreOffice isn’t on this computer."),
        PreviewFault.DAMAGED: _("The file is damaged, or isn’t what its name says."),
        PreviewFault.WRONG_KIND: _("The file isn’t what its name says."),
        PreviewFault.EMPTY: _("It shows nothing."),
        PreviewFault.PASSWORD: _("It needs a password to open."),
        PreviewFault.TOO_LARGE: _("It’s too large: a copy may have 250 MB."),
        PreviewFault.TOO_MANY_PAGES: _("It has more than 2,000 pages, too many to look through."),
        PreviewFault.TOO_MANY_ROWS: _("It has more than 50,000 rows, too many to look through."),
        PreviewFault.TOO_SLOW: _("It took too long."),
        PreviewFault.STOPPED: _("Something in the file made it fail."),
        PreviewFault.MISSING: _("The file can’t be read right now."),
    }
    kind = _("We can’t make one of this kind of file.")
    reason = kind if error.fault is None else reasons.get(error.fault, kind)
    advice = {
        PreviewFault.EMPTY: _("Check that it’s the file you meant."),
        PreviewFault.PASSWORD: _("Save it without a password in its own program."),
        PreviewFault.TOO_LARGE: _("Split it into smaller files."),
        PreviewFault.TOO_MANY_PAGES: _("Split it into smaller files."),
        PreviewFault.TOO_MANY_ROWS: _("Save only the rows that you need."),
        PreviewFault.MISSING: _("Plug its drive back in, and try again."),
    }
    said = as_pdf if error.fault is None else advice.get(error.fault, as_pdf)
    return Message(happened, f"{reason} " + _("There’s no copy."), said)


# Consent ----------------------------------------------------------------------------------------


def letter_saved(path: str) -> str:
    """Say where the letter was saved."""
    return _("The consent letter is in {path}. Fill in the people you show.").format(
        path=printable(path)
    )
