"""Content that is made while other files are being copied."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Self

from lssc_desktop.package.writing.bag_source import BagFile

_TICK = 0.1  # seconds between two looks at what is still being made


class Making:
    """Makes the content of those of `files` that have none yet, in a thread of its own.

    Leaving it does not wait for what is being made: that touches nothing on the drive, and a
    person who stopped the job does not want to wait for it.
    """

    def __init__(self, files: Sequence[BagFile]) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="making")
        self._making = [
            (file, self._pool.submit(file.source)) for file in files if callable(file.source)
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def made(self) -> list[BagFile]:
        """Return what is made by now, with its content; raise what making it raised."""
        return [
            BagFile(file.path, content.result(), sha256=file.sha256)
            for file, content in self._making
            if content.done()
        ]

    def all(self, tell: Callable[[str], None]) -> list[BagFile]:
        """Wait until everything is made; `tell` hears some ten times a second what is not."""
        waiting = {content: file.path for file, content in self._making}
        while waiting:
            done, _ = wait(waiting, timeout=_TICK, return_when=FIRST_EXCEPTION)
            waiting = {content: path for content, path in waiting.items() if content not in done}
            for path in list(waiting.values())[:1]:
                tell(path)
        return self.made()
