"""The files of a portfolio in words: their kind, where they are used, whether they are there."""

from gettext import gettext as _
from gettext import ngettext
from itertools import groupby

from lssc_desktop.core.file_kind import FileKind
from lssc_desktop.core.file_list import FileState, FileUse, ListedFile
from lssc_desktop.core.portfolio import AboutKind, Weight
from lssc_desktop.messages.counts import size


def kind_word(kind: FileKind) -> str:
    """Name a kind of file."""
    return {
        FileKind.PDF: _("PDF"),
        FileKind.WORD: _("Word"),
        FileKind.EXCEL: _("Excel"),
        FileKind.SLIDES: _("Slides"),
        FileKind.PHOTO: _("Photo"),
        FileKind.VIDEO: _("Video"),
        FileKind.SOUND: _("Sound"),
        FileKind.MAIL: _("E-mail"),
        FileKind.WEB: _("Web page"),
        FileKind.TEXT: _("Text"),
        FileKind.OTHER: _("File"),
    }[kind]


def about_word(kind: AboutKind) -> str:
    """Name what a file about the person is."""
    return {
        AboutKind.RESUME: _("Résumé"),
        AboutKind.ACCEPTANCE_LETTER: _("Acceptance letter"),
        AboutKind.MEMBERSHIP: _("Membership"),
        AboutKind.JOB_DESCRIPTION: _("Job description"),
        AboutKind.OTHER: _("About me"),
    }[kind]


def weight_word(weight: Weight) -> str:
    """Name a weight of evidence."""
    return {Weight.PRIMARY: _("Primary"), Weight.SECONDARY: _("Secondary")}[weight]


def used_in(file: ListedFile) -> str:
    """Say where a file is used: "Foundations 4, 7", "Access certificate", "Not used yet".

    Of a file about the person, say what it is.
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
        return _("“{activity}”, for your renewal").format(activity=use.set_title)
    if use.number is None:
        return _("{set}, certificate of the course").format(set=use.set_title)
    return _("{set}, no. {number}, {weight}").format(
        set=use.set_title, number=use.number, weight=weight_word(use.weight).lower()
    )


def state_line(state: FileState) -> str:
    """Say what is wrong with a file; "" when nothing is."""
    return {
        FileState.MISSING: _("It is not in the folder anymore. Put it back, or remove it here."),
        FileState.UNREADABLE: _("It cannot be read. See whether another program opens it."),
        FileState.THERE: "",
        FileState.NOT_LOOKED: "",
    }[state]


def size_text(file: ListedFile) -> str:
    """Say how large a file is, or that it is gone."""
    return _("missing") if file.state is FileState.MISSING else size(file.bytes)


def facts_line(file: ListedFile) -> str:
    """Say what a file is: "Word, 1.8 MB"."""
    return _("{kind}, {size}").format(kind=kind_word(file.kind), size=size(file.bytes))


def count_line(files: int, unused: int, about: int) -> str:
    """Say how many files there are, how many are not used, how many are about the person."""
    said = ngettext("{count} file.", "{count} files.", files).format(count=files)
    if unused:
        said += " " + ngettext(
            "{count} is not used yet.", "{count} are not used yet.", unused
        ).format(count=unused)
    if about:
        said += " " + ngettext(
            "{count} more is about you.", "{count} more are about you.", about
        ).format(count=about)
    return said


def _in_set(title: str, uses: tuple[FileUse, ...]) -> str:
    numbers = ", ".join(str(use.number) for use in uses if use.number is not None)
    if not numbers and any(use.renewal for use in uses):
        return _("Renewal, {activity}").format(activity=title)
    if not numbers:
        return _("{set} certificate").format(set=title)
    return _("{set} {numbers}").format(set=title, numbers=numbers)
