"""Sending 1 GB to receivers on this computer: our time against curl's, and the memory it takes.

The bytes alone are compared with `curl -T`; all of it, which is fingerprinting the package,
sending it, and reading the receiver's copy back, with the same by `sha256sum` and curl.
"""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from comparing import ROOT, Row, print_table, python, run, scratch_folder, shell
from data import make_files

sys.path.insert(0, str(ROOT))  # where the tests' receivers are

from tests.servers.apache import Apache
from tests.servers.tus_receiver import TusReceiver

SENDER = Path(__file__).with_name("send_package.py")
SIZE = 1_000_000_000
MEMORY_TARGET = 60  # MB

type Receiver = TusReceiver | Apache

# What a person would type: make an upload and fill it, or put a file into a collection.
TUS = (
    'at=$(curl -sf -i -X POST -H "Tus-Resumable: 1.0.0" -H "Upload-Length: $size" $web '
    '| tr -d "\\r" | sed -n "s/^location: //p"); at=${web%/files}$at; '
    'curl -sf -X PATCH -H "Tus-Resumable: 1.0.0" -H "Upload-Offset: 0" '
    '-H "Content-Type: application/offset+octet-stream" -T "$file" "$at"'
)
DAV = 'at=${web}by-curl.zip; curl -sf -T "$file" "$at"'


class Sending:
    """The commands that send one file to one receiver, which is emptied before each of them."""

    def __init__(self, receiver: Receiver, file: Path) -> None:
        self._receiver = receiver
        self._file = file
        said = subprocess.run(["sha256sum", file], capture_output=True, text=True, check=True)
        self._sha256 = said.stdout.split()[0]

    def ours(self, *options: str) -> list[str]:
        """Return the command that sends as we do."""
        self._empty()
        return python(SENDER, self._file, self._sha256, self._receiver.url, *options)

    def curl(self, before: str = "", after: str = "") -> list[str]:
        """Return the command that sends by curl."""
        self._empty()
        web = self._receiver.url.partition("+")[2]
        line = TUS if isinstance(self._receiver, TusReceiver) else DAV
        return shell(f"{before}{line}{after}", web=web, size=str(SIZE), file=self._file)

    def rows(self, name: str, target: float) -> tuple[Row, Row]:
        """Compare the bytes alone, and everything."""
        before, after = 'sha256sum "$file"; ', '; curl -sf "$at" | sha256sum'
        return (
            Row(
                f"1 GB by {name}, the bytes : curl -T",
                lambda _: self.ours("--bytes-only"),
                lambda _: self.curl(),
                target,
            ),
            Row(
                f"1 GB by {name}, proven : sha256sum, curl -T and back",
                lambda _: self.ours(),
                lambda _: self.curl(before, after),
                target,
            ),
        )

    def memory(self, scratch: Path) -> float:
        """Return the megabytes that sending and proving takes."""
        return run(lambda _: self.ours(), scratch, f"m-{self._receiver.port}").memory / 1e6

    def _empty(self) -> None:
        for path in self._receiver.folder.iterdir():
            if path.is_file():
                path.unlink()


def main() -> None:
    """Measure everything and print the table."""
    with ExitStack() as stack:
        scratch = stack.enter_context(scratch_folder())
        (file,) = (p for p in make_files(scratch / "one", 1, SIZE).rglob("*") if p.is_file())
        tus = Sending(stack.enter_context(TusReceiver(scratch / "received")), file)
        dav = Sending(stack.enter_context(Apache()), file)
        print_table((*tus.rows("tus", 1.5), *dav.rows("WebDAV", 1.3)), scratch)
        for name, sending in [("tus", tus), ("WebDAV", dav)]:
            used = sending.memory(scratch)
            print(f"Memory while sending 1 GB by {name}: {used:.0f} MB, target {MEMORY_TARGET}.")


if __name__ == "__main__":
    main()
