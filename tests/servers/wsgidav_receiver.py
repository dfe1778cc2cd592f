"""A real WsgiDAV on 127.0.0.1, for as long as a test wants it."""

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

SERVER = Path(__file__).with_name("wsgidav_server.py")


@dataclass
class WsgiDav:
    """Keeps what it receives in a folder, also when it is killed and started again."""

    folder: Path
    user: str = ""
    password: str = ""
    port: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    @property
    def url(self) -> str:
        """Its address as a destination of ours."""
        return self.url_by(self.port)

    def url_by(self, port: int) -> str:
        """Its address by way of a proxy."""
        return f"dav+http://127.0.0.1:{port}/"

    def left(self) -> list[str]:
        """The names of everything that lies here, whole or not."""
        return sorted(path.name for path in self.folder.iterdir())

    def whole(self) -> list[bytes]:
        """The contents of what has a name of its own."""
        return [path.read_bytes() for path in self.folder.iterdir() if path.suffix != ".sending"]

    def start(self) -> None:
        """Start it, or start it again at the same port with what it had."""
        words = [str(self.folder), str(self.port), self.user, self.password]
        self._process = subprocess.Popen(
            [sys.executable, SERVER, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    def kill(self) -> None:
        """End it as `kill -9` does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()
