"""A real tus receiver (`@tus/server`) on 127.0.0.1, for as long as a test wants it."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest

from tests.servers.certificates import Certificate

FOLDER = Path(__file__).parent
NODE_BROUGHT = FOLDER.parents[1] / ".venv" / "node" / "node_modules" / ".bin" / "node"
OLDEST_NODE = (20, 19)


def find_node() -> str:
    """Return a Node.js that is new enough; skip the test where there is none, or no packages."""
    if not (FOLDER / "node_modules" / "@tus" / "server").is_dir():
        pytest.skip("the npm packages of tests/servers are not installed (make test does it)")
    for name in [shutil.which("node"), str(NODE_BROUGHT)]:
        if name and Path(name).exists():
            said = subprocess.run([name, "--version"], capture_output=True, text=True, check=True)
            if tuple(map(int, said.stdout.strip("v\n").split(".")[:2])) >= OLDEST_NODE:
                return name
    pytest.skip("there is no Node.js 20.19 or newer")


@dataclass
class TusReceiver:
    """Keeps what it receives in a folder, also when it is killed and started again."""

    folder: Path
    user: str = ""
    password: str = ""
    max_size: int = 0
    expire: int = 0  # milliseconds
    readable: bool = True  # whether what was sent can be read back
    checksum: bool = False  # whether it compares each PATCH with its Upload-Checksum
    digest: bool = False  # whether it tells the Repr-Digest of what it has
    tls: Certificate | None = None
    disk: int = 0  # bytes that a file may have on its disk; 0 is no limit
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
        return f"tus+{'https' if self.tls else 'http'}://127.0.0.1:{port}/files"

    def start(self) -> None:
        """Start it, or start it again at the same port with what it had."""
        command: list[str | Path] = [find_node(), FOLDER / "tus_receiver.mjs", *self._arguments()]
        if self.disk:  # a file that grows too large is refused as by a full disk
            blocks = self.disk // 512
            command = ["sh", "-c", f'trap "" XFSZ; ulimit -f {blocks}; exec "$@"', "sh", *command]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    def kill(self) -> None:
        """End it as `kill -9` does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def uploads(self) -> dict[str, Path]:
        """The files it has, whole or not, by their ids."""
        return {path.stem: path.with_suffix("") for path in self.folder.glob("*.json")}

    def left(self) -> list[str]:
        """The names of everything that lies here, whole or not."""
        return sorted(path.name for path in self.folder.iterdir())

    def whole(self) -> list[bytes]:
        """The contents of the uploads that have all of the size that was announced."""
        found = []
        for told in self.folder.glob("*.json"):
            data = told.with_suffix("").read_bytes()
            if len(data) == json.loads(told.read_bytes())["size"]:
                found.append(data)
        return found

    def lose_everything(self) -> None:
        """Forget all uploads, as a receiver does whose disk was replaced."""
        for path in self.folder.iterdir():
            path.unlink()

    def begin_anew(self) -> None:
        """Run, and have nothing."""
        self.lose_everything()
        if self._process is None:
            self.start()

    def _arguments(self) -> list[str]:
        given = {
            "--port": self.port,
            "--user": self.user,
            "--password": self.password,
            "--max-size": self.max_size,
            "--expire": self.expire,
            "--cert": self.tls and self.tls.certificate,
            "--key": self.tls and self.tls.key,
        }
        words = [str(self.folder)]
        for name, value in given.items():
            words += [name, str(value)] if value else []
        flags = {
            "--no-read": not self.readable,
            "--checksum": self.checksum,
            "--digest": self.digest,
        }
        return words + [name for name, wanted in flags.items() if wanted]
