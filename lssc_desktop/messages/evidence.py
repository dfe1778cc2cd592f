"""Evidence files in words: their kinds, uses and states, and what other programs changed."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from lssc_desktop.core.files.names import FileKind
from lssc_desktop.core.portfolio.portfolio import TextPlace, Weight
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.core.standing.folder_facts import FileState, FileUse, ListedFile
from lssc_desktop.core.standing.reconcile import NewFile
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.words import (
    printable,
    shown_file,
)


def kind_word(kind: FileKind) -> str:
    """Name a kind of file."""
    return {
        FileKind.PDF: _("PDF"),
        FileKind.WORD: _("Word"),
        FileKind.EXCEL: _("Spreadsheet"),
        FileKind.SLIDES: _("Slides"),
        FileKind.PHOTO: _("Picture"),
        FileKind.VIDEO: _("Video"),
        FileKind.SOUND: _("Sound"),
        FileKind.MAIL: _("Email"),
        FileKind.WEB: _("Web page"),
        FileKind.TEXT: _("Text"),
        FileKind.OTHER: _("File"),
    }[kind]


def about_word(kind: AboutKind) -> str:
    """Name what a file about the candidate is."""
    return {
        AboutKind.RESUME: _("Résumé"),
        AboutKind.ACCEPTANCE_LETTER: _("Acceptance letter"),
        AboutKind.MEMBERSHIP: _("Membership"),
        AboutKind.JOB_DESCRIPTION: _("Job description"),
        AboutKind.OTHER: _("About me"),
    }[kind]


def used_in(file: ListedFile) -> str:
    """Say where a file is used: "Foundations 4, 7", "Access certificate", "Not used yet".

    Of a file about the candidate, say what it is.
    """
    if file.about is not None:
        return file.about_title or about_word(file.about)
    if not file.uses:
        return _("Not used yet")
    sets = groupby(file.uses, key=lambda use: use.set_title)
    return "; ".join(_in_set(title, tuple(uses)) for title, uses in sets)


def use_line(use: FileUse) -> str:
    """Say one use: "Foundations, no. 11, primary"."""
    if use.renewal:
        return _("“{activity}”, for your {renewal}").format(activity=use.set_title)
    if use.statement:
        return _("{set_title}, {statement}").format(set_title=use.set_title)
    if use.number is None:
        return _("{set_title}, certificate of the course").format(set_title=use.set_title)
    return _("{set_title}, {competency} {number}, {weight}").format(
        set_title=use.set_title, number=use.number, weight=weight_word(use.weight).lower()
    )


def state_line(state: FileState) -> str:
    """Say what is wrong with a file; "" when nothing is."""
    return {
        FileState.MISSING: _("It isn’t in the folder anymore. Put it back, or remove it here."),
        FileState.UNREADABLE: _("We can’t read it. See if another program can open it."),
        FileState.THERE: "",
        FileState.NOT_LOOKED: "",
    }[state]


def size_text(file: ListedFile) -> str:
    """Say how large a file is, or that it is gone."""
    return _("missing") if file.state is FileState.MISSING else size(file.bytes)


def facts_line(file: ListedFile) -> str:
    """Say what a file is: "Word, 1.8 MB, added September 3, 2026"."""
    kind, bytes_ = kind_word(file.kind), size(file.bytes)
    if file.added is None:
        return _("{kind}, {size}").format(kind=kind, size=bytes_)
    day = long_day(file.added)
    return _("{kind}, {size}, added {day}").format(kind=kind, size=bytes_, day=day)


def file_count_line(files: int, unused: int, about: int) -> str:
    """Say how many files there are, how many are not used, how many are about the candidate."""
    said = ngettext("{count} file.", "{count} files.", files).format(count=files)
    if unused:
        said += " " + ngettext(
            "{count} isn’t used yet.", "{count} aren’t used yet.", unused
        ).format(count=unused)
    if about:
        said += " " + ngettext(
            "{count} more is about you.", "{count} more are about you.", about
        ).format(count=about)
    return said


def _in_set(title: str, uses: tuple[FileUse, ...]) -> str:
    numbers = ", ".join(str(use.number) for use in uses if use.number is not None)
    if not numbers and any(use.renewal for use in uses):
        return _("{Renewal}, {activity}").format(activity=title)
    if not numbers and any(use.statement for use in uses):
        return _("{set_title}, {statement}").format(set_title=title)
    if not numbers:
        return _("{set_title} certificate").format(set_title=title)
    return _("{set_title} {numbers}").format(set_title=title, numbers=numbers)


# Evidence page ----------------------------------------------------------------------------------


def no_files_about(program: Program) -> Message:
    """Say that there is nothing about the candidate yet, and which documents the program names."""
    said = _("Files about you go here. We copy them. Your originals stay where they are.")
    if titles := tuple(document.title for document in program.documents):
        said = _(
            "Files about you go here: {titles}. We copy them. Your originals stay where they are."
        ).format(titles=word_list(titles))
    return Message(_("Nothing about you yet."), "", said)


def all_used() -> Message:
    """Say that there is no file which no set shows."""
    return Message(_("Every file is used."), "", _("New files that no {set} uses appear here."))


def not_opened(path: str) -> Message:
    """Say that no program of this computer opened a file."""
    return Message(
        _("No program on this computer can open {file}.").format(file=shown_file(path)),
        _("The file itself wasn’t changed."),
        _("Show it in its folder and open it with a program you choose."),
    )


# Several files, and where they are used ---------------------------------------------------------


def files_words(paths: Sequence[str]) -> str:
    """Name a file, or say how many they are."""
    if len(paths) == 1:
        return shown_file(paths[0])
    return ngettext("{count} file", "{count} files", len(paths)).format(count=len(paths))


def files_chosen_line(count: int) -> str:
    """Say how many files are selected."""
    return ngettext("{count} file selected.", "{count} files selected.", count).format(count=count)


def move_to_trash_words(count: int) -> str:
    """Return the words of a button: "Move 60 files to the trash"."""
    if count == 1:
        return _("Move to trash")
    said = ngettext("Move {count} file to the trash", "Move {count} files to the trash", count)
    return said.format(count=count)


def where_to_use(paths: Sequence[str]) -> str:
    """Ask where files shall be used."""
    if len(paths) == 1:
        return _("Where do you want to use {file}?").format(file=shown_file(paths[0]))
    return ngettext(
        "Where do you want to use this {count} file?",
        "Where do you want to use these {count} files?",
        len(paths),
    ).format(count=len(paths))


def used_now(paths: Sequence[str], changes: Mapping[TextPlace, bool]) -> Message:
    """Say in how many more places files are used now, and in how many no longer."""
    more, less = sum(changes.values()), sum(not shows for shows in changes.values())
    said = []
    if more:
        words = ngettext(
            "{files} added to {count} {competency}.",
            "{files} added to {count} {competencies}.",
            more,
        )
        place = next(iter(changes))
        if more == 1 and place.number is not None and not less:
            words = _("{files} added to {competency} {number}.")
        elif place.number is None:
            words = _("{files} added to the {statement}.")
        said.append(words.format(files=files_words(paths), count=more, number=place.number))
    if less:
        words = ngettext(
            "{files} removed from {count} {competency}.",
            "{files} removed from {count} {competencies}.",
            less,
        )
        said.append(words.format(files=files_words(paths), count=less))
    return Message(" ".join(said))


# Changes found in the folder --------------------------------------------------------------------


def strange_file(new: NewFile) -> Message:
    """Say that a file lies in the folder whose purpose is unknown."""
    return Message(
        _("{file} is in your folder, but we can’t tell what it’s for.").format(
            file=shown_file(new.file.path)
        ),
        _("It stays where it is and isn’t in any package."),
    )


def more_files(count: int) -> str:
    """Say that there are more than are listed."""
    return ngettext("{count} more file like this.", "{count} more files like this.", count).format(
        count=count
    )


# Evidence of a competency ---------------------------------------------------------------------


def weight_word(weight: Weight) -> str:
    """Name how directly evidence shows a competency."""
    return {Weight.PRIMARY: _("Primary"), Weight.SECONDARY: _("Secondary")}[weight]


def part_list(parts: tuple[str, ...]) -> str:
    """Say which parts of a competency: "part a", "parts a and b", or their titles in quotes."""
    if any(len(part) > 1 for part in parts):
        return word_list(tuple(f"“{part}”" for part in parts))
    return ngettext("part {parts}", "parts {parts}", len(parts)).format(parts=word_list(parts))


def evidence_reference(numbers: tuple[int, ...]) -> str:
    """How a response refers to evidence: "(evidence 2)"."""
    return _("(evidence {numbers})").format(numbers=", ".join(map(str, numbers)))


def taken_out_line(paths: Sequence[str], number: int | None) -> str:
    """Say that files are no longer shown for a competency, and where they still are."""
    if len(paths) > 1:
        words = ngettext(
            "Removed {count} file from {competency} {number}. It stays in your evidence.",
            "Removed {count} files from {competency} {number}. They stay in your evidence.",
            len(paths),
        )
        if number is None:
            words = ngettext(
                "Removed {count} file. It stays in your evidence.",
                "Removed {count} files. They stay in your evidence.",
                len(paths),
            )
        return words.format(count=len(paths), number=number)
    name = printable(paths[0].rpartition("/")[2])
    if number is None:
        return _("Removed “{name}”. The file stays in your evidence.").format(name=name)
    return _(
        "Removed “{name}” from {competency} {number}. The file stays in your evidence."
    ).format(name=name, number=number)
