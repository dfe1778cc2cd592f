"""Trial of the evidence: whether each file opens, remembered by content.

What was found is noted in `.lssc/opened.json`, so that a check opens only what is new. Nothing is
lost with that file.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.folder_facts import Opened, SeenFile, TriedFile
from lssc_desktop.core.portfolio.names import OWN, split_extension
from lssc_desktop.store.folder.files import inside, read_object, write_own
from lssc_desktop.store.previews.wire import PreviewFailed, PreviewFault, Source

_FORMAT = 1
"""Rises when more kinds of files are opened, or the same ones more closely: all are tried again."""
_MEMORY_NAME = "opened.json"
_MOST = 20_000
_MOST_VALUES = 2 * _MOST  # with those around them
_LARGEST = 4 << 20  # bytes of what is remembered

_FAULTS = {
    PreviewFault.DAMAGED: Opened.DAMAGED,
    PreviewFault.EMPTY: Opened.EMPTY,
    PreviewFault.PASSWORD: Opened.PASSWORD,
}
_PASSING = (PreviewFault.MISSING, PreviewFault.STOPPED, PreviewFault.TOO_SLOW)
"""Faults of the moment: the file may come back, and a busy computer may have more time later."""

type Opens = Callable[[Source, Reporter], bool]
type _Memory = dict[str, str]


def open_files(
    root: Path, files: Sequence[SeenFile], opens: Opens, reporter: Reporter
) -> tuple[TriedFile, ...]:
    """Open each file that is not known to open, and return what is known of all of them.

    `opens` is `Previewer.opens`. What was found so far is kept when the job is cancelled. Raises
    `Cancelled`.
    """
    memory = _recall(root)
    before = dict(memory)
    found: list[TriedFile] = []
    try:
        for number, file in enumerate(files):
            reporter(
                Progress(Step.READING, number, len(files), Item(file.path, number, len(files)))
            )
            if not file.sha256:
                continue
            known = memory.get(_key(file))
            state = _try(root, file, opens, reporter) if known is None else Opened(known)
            if state is not None:
                memory[_key(file)] = state
            found.append(TriedFile(file.path, file.sha256, state or Opened.NOT_TRIED))
    finally:
        if memory != before:
            _remember(root, memory, (_key(file) for file in files))
    return tuple(found)


def _try(root: Path, file: SeenFile, opens: Opens, reporter: Reporter) -> Opened | None:
    """Open a file; None when this moment says nothing about the file itself."""
    source = Source(file.path.rpartition("/")[2], file.sha256, root / file.path)
    try:
        return Opened.OPENED if opens(source, reporter) else Opened.NOT_TRIED
    except PreviewFailed as error:
        if error.fault in _PASSING:
            return None
        return _FAULTS.get(error.fault, Opened.NOT_TRIED)


def _key(file: SeenFile) -> str:
    """Return what a file is known by: the same bytes are tried otherwise as .docx than as .zip."""
    return file.sha256 + split_extension(file.path)[1].lower()


def _recall(root: Path) -> _Memory:
    noted = read_object(root / OWN / _MEMORY_NAME, _LARGEST, _MOST_VALUES)
    if noted is None or noted.get("format") != _FORMAT:
        return {}
    try:
        return {str(key): Opened(state).value for key, state in noted["files"].items()}
    except (ValueError, TypeError, LookupError, AttributeError):
        return {}


def _remember(root: Path, memory: _Memory, wanted: Iterable[str]) -> None:
    """Note what is known, the files of this check last: those that are first go when it is much."""
    for key in wanted:
        if key in memory:
            memory[key] = memory.pop(key)
    kept = dict(list(memory.items())[-_MOST:])
    with suppress(LsscError):  # a folder that can be read only is tried again next time
        write_own(
            inside(root, OWN) / _MEMORY_NAME,
            json.dumps({"format": _FORMAT, "files": kept}, indent=0).encode(),
        )
