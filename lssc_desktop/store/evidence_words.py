"""The words of evidence files, so that they can be searched; the preview helper reads the files.

What was read is noted in `.lssc/evidence-words.json` by the fingerprint of each file, so that a
file is read once. Nothing is lost with that note; what a file says goes from it with the file.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import (
    OWN,
    FileKind,
    Shown,
    file_kind,
    shown_as,
    split_extension,
)
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import AboutFile, EvidenceFile, Portfolio
from lssc_desktop.disk.files import inside, link_in
from lssc_desktop.disk.json_files import read_object, write_object
from lssc_desktop.documents.previews.wire import PreviewFailed, PreviewFault, Source

_FORMAT = 1
"""Rises when more kinds of files are read, or the same ones more closely: all are read again."""
_MEMORY_NAME = "evidence-words.json"
_LARGEST = 64 << 20  # bytes of what is noted; a letter takes six at most
_MOST_VALUES = 50_000
_MOST_CHARACTERS = 10_000_000
"""Characters of all files together that are searched: some 5,000 pages."""

_WITHOUT_WORDS = (FileKind.PHOTO, FileKind.VIDEO, FileKind.SOUND)
_PASSING = (
    *(PreviewFault.MISSING, PreviewFault.STOPPED, PreviewFault.TOO_SLOW),
    *(PreviewFault.KIND, PreviewFault.NO_OFFICE),
)
"""Faults that may be others next time: they are not noted."""

type ReadWords = Callable[[Source, Reporter], str]
type File = EvidenceFile | AboutFile


class EvidenceWords:
    """The words of the evidence of one portfolio, as far as they were read.

    `read` is for one job at a time; what it found so far can be looked at meanwhile.
    """

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._is_recalled = False

    def of(self, portfolio: Portfolio) -> Mapping[str, str]:
        """Return what is known of the files of a portfolio, by their paths."""
        known = dict(self._known)
        return {file.path: known.get(_key(file), "") for file in _files(portfolio)}

    def read(
        self, root: Path, portfolio: Portfolio, read_words: ReadWords, reporter: Reporter
    ) -> Mapping[str, str]:
        """Read the files that are not known yet, and return what all of them say.

        `read_words` is `Previewer.text`. A file that cannot be read has no words. What was read
        so far is kept when the job is cancelled. Raises `Cancelled`.
        """
        if not self._is_recalled:
            self._known |= _recall(root)
            self._is_recalled = True
        files = [file for file in _files(portfolio) if file.sha256]
        unread = [file for file in files if _key(file) not in self._known]
        passing: set[str] = set()
        room = _MOST_CHARACTERS - sum(len(self._known.get(_key(file), "")) for file in files)
        try:
            for number, file in enumerate(unread):
                item = Item(file.path, number, len(unread))
                reporter(Progress(Step.READING, number, len(unread), item))
                if room <= 0:
                    break
                words = _words(root, file, read_words, reporter)
                if words is None:
                    passing.add(_key(file))
                self._known[_key(file)] = words or ""
                room -= len(words or "")
        finally:
            if unread:
                wanted = {_key(file) for file in files} - passing
                _remember(root, {key: self._known[key] for key in wanted & self._known.keys()})
        return self.of(portfolio)


def _files(portfolio: Portfolio) -> Sequence[File]:
    """Return the files that may have words; those that LibreOffice has to open come last."""
    files: Iterable[File] = (*portfolio.evidence, *portfolio.about_me)
    wanted = [file for file in files if file_kind(file.path) not in _WITHOUT_WORDS]
    return sorted(wanted, key=lambda file: shown_as(file.path) is Shown.OFFICE)


def _words(root: Path, file: File, read_words: ReadWords, reporter: Reporter) -> str | None:
    """Return what a file says; None when this moment says nothing about the file itself."""
    if link_in(root, file.path) is not None:
        return None
    source = Source(file.path.rpartition("/")[2], file.sha256, root / file.path)
    try:
        said = read_words(source, reporter)
    except PreviewFailed as error:
        return None if error.fault in _PASSING else ""
    return " ".join(said.split())


def _ending(file: File) -> str:
    return split_extension(file.path)[1].lower()


def _key(file: File) -> str:
    """Return what a file is known by: the same bytes are read otherwise as .docx than as .txt."""
    return file.sha256 + _ending(file)


def _recall(root: Path) -> Mapping[str, str]:
    noted = read_object(root / OWN / _MEMORY_NAME, _LARGEST, _MOST_VALUES)
    if noted is None or noted.get("format") != _FORMAT or not isinstance(noted.get("files"), dict):
        return {}
    return {key: words for key, words in noted["files"].items() if isinstance(words, str)}


def _remember(root: Path, known: Mapping[str, str]) -> None:
    with suppress(LsscError):  # a folder that can be read only is read again next time
        path = inside(root, OWN) / _MEMORY_NAME
        write_object(path, {"format": _FORMAT, "files": known}, _LARGEST, _MOST_VALUES)
