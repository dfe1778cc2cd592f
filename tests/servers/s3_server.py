"""A real S3 server of this computer alone, with buckets, in a process of its own.

It is s3rver, which checks signatures and keeps its objects in a folder: killed and started again,
it has them. It cannot list the parts of an upload, nor many objects; what needs that asks for
`moto`, whose objects are in memory, and which `.ci/set-up.sh whole` installs.
"""

import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Self

import pytest

from tests.servers.apache import free_port

if TYPE_CHECKING:
    from obstore.store import ObjectStore

BUCKET = "prairie-packages"
KEYS = {
    "AWS_ACCESS_KEY_ID": "S3RVER",
    "AWS_SECRET_ACCESS_KEY": "S3RVER",
    "AWS_REGION": "us-east-1",
}
_PROGRAM = Path(__file__).with_name("node_modules") / "s3rver" / "bin" / "s3rver.js"
_MOTO = Path(__file__).parents[2] / ".venv" / "moto" / "bin" / "python"
_STARTS_WITHIN = 60  # seconds

needs_moto = pytest.mark.skipif(not _MOTO.exists(), reason="moto is not installed")


class S3Server:
    """Runs while the block does; `port` is where it listens, `environment` leads a client there."""

    def __init__(self, buckets: Sequence[str] = (BUCKET,), *, moto: bool = False) -> None:
        self._buckets = buckets
        self._is_moto = moto
        self.port = free_port()
        self._folder = mkdtemp()
        self._process: subprocess.Popen[bytes] | None = None

    def environment(self, port: int | None = None) -> Mapping[str, str]:
        """Return the variables of a client, for this port or that of a proxy before it."""
        return {**KEYS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port or self.port}"}

    @cached_property
    def store(self) -> "ObjectStore":
        """The first bucket, to put into and delete from."""
        return self.bucket(self._buckets[0])

    def bucket(self, name: str) -> "ObjectStore":
        """Return a bucket."""
        from obstore.store import S3Store

        return S3Store(
            name,
            access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
            region=KEYS["AWS_REGION"],
            endpoint=f"http://127.0.0.1:{self.port}",
            client_options={"allow_http": True},
            retry_config={"max_retries": 0, "retry_timeout": timedelta(seconds=5)},
        )

    def put(self, key: str, content: bytes) -> None:
        """Store an object."""
        self.store.put(key, content)

    def delete(self, key: str) -> None:
        """Remove an object."""
        self.store.delete(key)

    def keys(self, below: str = "") -> list[str]:
        """Return the keys of all objects below a path."""
        return sorted(each["path"] for page in self.store.list(below) for each in page)

    def start(self) -> None:
        """Start it, or start it again at the same port with what it had."""
        self._process = subprocess.Popen(
            self._moto() if self._is_moto else self._s3rver(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + _STARTS_WITHIN
        while True:
            try:
                self._make_buckets()
                self.keys()
            except Exception:
                if time.monotonic() > until or self._process.poll() is not None:
                    self.kill()
                    raise
                time.sleep(0.1)
            else:
                return

    def _s3rver(self) -> list[str]:
        return [
            *("node", str(_PROGRAM), "--directory", self._folder, "--silent"),
            *("--address", "127.0.0.1", "--port", str(self.port)),
            *(word for name in self._buckets for word in ("--configure-bucket", name)),
        ]

    def _moto(self) -> list[str]:
        address = ("-H", "127.0.0.1", "-p", str(self.port))
        return [str(_MOTO), "-W", "ignore", "-m", "moto.server", *address]

    def _make_buckets(self) -> None:
        """Make the buckets that moto does not make by itself; it checks no signature."""
        signed = "AWS4-HMAC-SHA256 Credential=x/20261128/us-east-1/s3/aws4_request"
        for name in self._buckets if self._is_moto else ():
            link = HTTPConnection("127.0.0.1", self.port, timeout=30)
            with closing(link):
                link.request("PUT", f"/{name}", headers={"Authorization": signed})
                link.getresponse().read()

    def kill(self) -> None:
        """End it at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()
        shutil.rmtree(self._folder)
