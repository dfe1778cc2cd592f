"""A web server of this computer alone, with the files of a folder."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self


class WebServer:
    """Runs while the block does; `asked` is what it was asked for, `url` leads to its folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.asked: list[str] = []
        self._web = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Answers, self.asked, folder))
        self._thread = Thread(target=self._web.serve_forever)
        self.url = f"http://127.0.0.1:{self._web.server_address[1]}/"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._web.shutdown()
        self._thread.join()
        self._web.server_close()


class _Answers(SimpleHTTPRequestHandler):
    def __init__(self, asked: list[str], folder: Path, *request: Any) -> None:
        self._asked = asked
        super().__init__(*request, directory=str(folder))

    def do_GET(self) -> None:
        """Note what is asked for, and answer."""
        self._asked.append(self.path)
        super().do_GET()

    def log_message(self, *_words: object) -> None:
        """Print nothing."""
