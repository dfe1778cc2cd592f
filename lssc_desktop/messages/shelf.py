"""The shelf of an office in words: its columns, what is known of a package, what was done."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.submission.submission_list import ShelfEntry, Soundness
from lssc_desktop.messages.dates import short_day
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.review import one_line
from lssc_desktop.messages.words import shown_file, shown_folder


def shelf_head() -> tuple[str, ...]:
    """Return the titles of the columns."""
    return (
        _("Candidate"),
        _("Set"),
        _("Copy"),
        _("Received"),
        _("Reviewed by"),
        _("Open comments"),
        _("State"),
    )


def candidate_text(entry: ShelfEntry) -> str:
    """Name whose package it is; where that is not known, what the file is called."""
    return one_line(entry.package.candidate or entry.name)


def set_text(entry: ShelfEntry) -> str:
    """Name the set that a package is of."""
    return one_line(entry.package.set_title) or "–"


def copy_text(entry: ShelfEntry) -> str:
    """Name which copy it is: "Copy 2", "Portfolio"."""
    if entry.package.kind is PackageKind.REVIEW_COPY:
        return _("Copy {copy}").format(copy=entry.package.copy)
    return _("Portfolio") if entry.package.kind is PackageKind.PORTFOLIO else "–"


def received_text(entry: ShelfEntry) -> str:
    """Name the day on which a package was put here."""
    return short_day(entry.package.received)


def reviewers_text(entry: ShelfEntry) -> str:
    """Say who reviewed a package, and who has it open."""
    names = ", ".join(one_line(name, 40) for name in entry.reviewers)
    if not entry.opened_by:
        return names or _("Nobody yet")
    opened = _("open at {name}").format(name=one_line(entry.opened_by, 40))
    return ", ".join(part for part in (names, opened) if part)


def comments_text(entry: ShelfEntry) -> str:
    """Say how many comments are not settled."""
    return str(entry.open_comments)


def soundness_text(entry: ShelfEntry) -> str:
    """Say whether a package is whole.

    What no record could be read from may never have been a package.
    """
    if entry.package.soundness is Soundness.DAMAGED and entry.package.kind is None:
        return _no_readable_package()
    return _soundness_words()[entry.package.soundness]


def soundness_words() -> tuple[str, ...]:
    """Return every word that may stand in the column that says whether a package is whole."""
    return (*_soundness_words().values(), _no_readable_package())


def _soundness_words() -> dict[Soundness, str]:
    return {
        Soundness.UNKNOWN: _("Not verified yet"),
        Soundness.VALID: _("Whole"),
        Soundness.DAMAGED: _("Not as it was made"),
        Soundness.FOREIGN: _("No package of ours"),
    }


def _no_readable_package() -> str:
    return _("Not a readable package")


def entry_spoken(entry: ShelfEntry) -> str:
    """Say a whole row for a screen reader."""
    parts = (
        candidate_text(entry),
        set_text(entry),
        copy_text(entry),
        received_text(entry),
        reviewers_text(entry),
        ngettext("{count} open comment", "{count} open comments", entry.open_comments).format(
            count=entry.open_comments
        ),
        soundness_text(entry),
    )
    return ", ".join(parts)


def shelf_count(shown: int, entries: tuple[ShelfEntry, ...]) -> str:
    """Say how many packages there are, and how many of them are shown.

    They are files where one of them is no package, or none that could be read.
    """
    total = len(entries)
    if all(entry.package.kind is not None for entry in entries):
        said = ngettext("{total} package", "{total} packages", total)
    else:
        said = ngettext("{total} file", "{total} files", total)
    said = said.format(total=total)
    if shown == total:
        return said
    return _("{shown} of {files}").format(shown=shown, files=said)


def shelf_empty(folder: str) -> str:
    """Say that there is nothing in the folder."""
    return _("There are no packages in {folder}.").format(folder=shown_folder(folder))


def verifying_line(left: int) -> str:
    """Say how many packages are still to be verified in the background."""
    return ngettext(
        "{count} package is still to be verified.",
        "{count} packages are still to be verified.",
        left,
    ).format(count=left)


# Exported table ---------------------------------------------------------------------------------


def export_head() -> tuple[str, ...]:
    """Return the titles of the exported columns."""
    return (*shelf_head(), _("File"), _("Fingerprint"))


def shelf_row(entry: ShelfEntry) -> tuple[str, ...]:
    """Return a row as it is exported; days as numbers, so that every program sorts them."""
    return (
        candidate_text(entry),
        set_text(entry),
        copy_text(entry),
        entry.package.received.isoformat(),
        ", ".join(one_line(name, 80) for name in entry.reviewers),
        comments_text(entry),
        soundness_text(entry),
        entry.name,
        entry.package.package_id,
    )


def shelf_exported(path: str) -> Message:
    """Say where the table was written."""
    return Message(
        _("The table is in {name}.").format(name=shown_file(path)),
        _("It names candidates and reviewers, so keep it where only your office reads it."),
    )
