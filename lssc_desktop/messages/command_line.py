"""What the command line says when a command is done, and when it cannot say what came of it."""

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from traceback import walk_tb

from lssc_desktop.core.folder_facts import SeenDocument
from lssc_desktop.core.pages import pages
from lssc_desktop.core.portfolio import EvidenceFile
from lssc_desktop.core.richtext import words
from lssc_desktop.messages.counts import size
from lssc_desktop.messages.document_words import part_words
from lssc_desktop.messages.message import Message
from lssc_desktop.package.bag import WrittenBag


def sample_lines(path: Path) -> tuple[str, ...]:
    """Say where the sample portfolio is."""
    return (_("The sample portfolio is in {path}.").format(path=path),)


def started_lines(path: Path) -> tuple[str, ...]:
    """Say where the new portfolio is."""
    return (_("Your portfolio is in {path}.").format(path=path),)


def added_lines(added: Sequence[EvidenceFile]) -> tuple[str, ...]:
    """Say how many files were added, and each with its path and size."""
    count = ngettext(
        "{count} file was copied and attached.",
        "{count} files were copied and attached.",
        len(added),
    ).format(count=len(added))
    return (count, *(f"  {file.path}, {size(file.bytes)}" for file in added))


def taken_lines(taken: SeenDocument, replaced: SeenDocument | None) -> tuple[str, ...]:
    """Say where a response lies, how long it is, and where the one it replaced is now."""
    count = words(taken.text)
    said = ngettext(
        "Taken as “{path}”: {words} word, about {pages} pages.",
        "Taken as “{path}”: {words} words, about {pages} pages.",
        count,
    )
    line = said.format(path=taken.path, words=count, pages=round(pages(taken.text), 1))
    if replaced is None:
        return (line,)
    if replaced.beyond:
        earlier = _("The earlier response, with {parts}, is in the trash of this computer.")
    else:
        earlier = _("The earlier response is in the trash of this computer.")
    return line, earlier.format(parts=part_words(" ".join(replaced.beyond)))


def packaged_lines(path: Path, written: WrittenBag) -> tuple[str, ...]:
    """Say where the package is, how large, and its fingerprint."""
    return (
        _("The package is in {path}.").format(path=path),
        ngettext(
            "It holds {files} file and is {size}.",
            "It holds {files} files and is {size}.",
            written.files,
        ).format(files=written.files, size=size(written.bytes)),
        _("Its fingerprint is {fingerprint}.").format(fingerprint=written.package_id),
    )


def not_noted_line() -> str:
    """Say that a portfolio could not take down that a package was built."""
    return _(
        "Your portfolio doesn’t list this package, because its folder can only be read. To have "
        "it listed, build it again once the folder can be written."
    )


def output_lost() -> Message:
    """Say that nobody could be told what came of a command."""
    return Message(
        _("What came of it could not be written to where you sent it."),
        _("The work itself is done and kept."),
        _("Make room there, or let it be shown on the screen."),
    )


def unforeseen_line(error: Exception) -> str:
    """Say that we are at a loss, and where, so that it can be reported; no names, no paths."""
    ours = [
        f"{frame.f_globals['__name__']} {line}"
        for frame, line in walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__")).startswith("lssc_desktop")
    ]
    kind = type(error).__name__
    if isinstance(error, ImportError) and error.name:
        kind = f"{kind} {error.name}"
    return _(
        "Something happened that we did not foresee ({kind}, {place}). "
        "What was saved before is as it was. Send us this line, and try once more."
    ).format(kind=kind, place=ours[-1] if ours else "?")
