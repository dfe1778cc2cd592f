"""A real Apache with mod_dav on 127.0.0.1, for as long as a test wants it."""

import base64
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest

from tests.servers.certificates import Certificate

MODULES = Path("/usr/lib/apache2/modules")
LOADED = [
    *("mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic"),
    *("dav", "dav_fs", "mime"),
]
NOBODY = 65534  # Apache does not serve as root

CONFIGURATION = """
ServerRoot "{root}"
ServerName 127.0.0.1
PidFile "{root}/pid"
Listen 127.0.0.1:{port}
ErrorLog "{root}/error.log"
DocumentRoot "{root}/files"
DavLockDB "{root}/locks/db"
StartServers 1
LimitRequestBody {limit}
{modules}
{tls}
TypesConfig /dev/null
<Directory "{root}/files">
    Dav On
    {access}
</Directory>
"""
GATE = """AuthType Basic
    AuthName "packages"
    AuthUserFile "{root}/users"
    Require valid-user"""
TLS = """SSLEngine on
SSLCertificateFile "{root}/server.pem"
SSLCertificateKeyFile "{root}/server.key"
"""


def find_apache() -> str:
    """Return the Apache of this computer; skip the test where there is none."""
    found = shutil.which("apache2", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None or not (MODULES / "mod_dav_fs.so").exists():
        pytest.skip(
            "there is no Apache with mod_dav (on Debian and Ubuntu: apt install apache2-bin)"
        )
    return found


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as link:
        link.bind(("127.0.0.1", 0))
        port: int = link.getsockname()[1]
        return port


@dataclass
class Apache:
    """Keeps what it receives in a folder, also when it is killed and started again."""

    user: str = ""
    password: str = ""
    limit: int = 0  # bytes of the largest PUT
    tls: Certificate | None = None
    disk: int = 0  # bytes that a file may have on its disk; 0 is no limit
    read_only: bool = False
    port: int = 0
    _root: Path = field(default=Path(), repr=False)
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        # Beside pytest's own folders, which nobody else may enter.
        self._root = Path(tempfile.mkdtemp(prefix="lssc-apache-"))
        try:
            self._lay_out()
            self.start()
        except BaseException:
            self._clear()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self._clear()

    @property
    def folder(self) -> Path:
        """Where it keeps what it receives."""
        return self._root / "files"

    @property
    def url(self) -> str:
        """Its address as a destination of ours."""
        return self.url_by(self.port)

    def url_by(self, port: int) -> str:
        """Its address by way of a proxy."""
        return f"dav+{'https' if self.tls else 'http'}://127.0.0.1:{port}/"

    def left(self) -> list[str]:
        """The names of everything that lies here, whole or not."""
        return sorted(path.name for path in self.folder.iterdir())

    def whole(self) -> list[bytes]:
        """The contents of what has a name of its own: neither parts nor Apache's own files."""
        return [
            path.read_bytes()
            for path in self.folder.iterdir()
            if path.is_file() and not path.name.startswith(".") and path.suffix != ".sending"
        ]

    def start(self) -> None:
        """Start it, or start it again at the same port with what it had."""
        command = [find_apache(), "-f", str(self._root / "httpd.conf"), "-D", "FOREGROUND"]
        if self.disk:  # a file that grows too large is refused as by a full disk
            blocks = self.disk // 512
            command = ["sh", "-c", f'trap "" XFSZ; ulimit -f {blocks}; exec "$@"', "sh", *command]
        servant = NOBODY if os.geteuid() == 0 else None
        self._process = subprocess.Popen(
            command,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            user=servant,
            group=servant,
            extra_groups=[] if servant else None,
        )
        wait_for_port(self.port, self._process)

    def kill(self) -> None:
        """End it and its children as `kill -9` does."""
        process, self._process = self._process, None
        if process is not None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            wait_until_free(self.port)  # its children hold the port until they are gone too

    def _lay_out(self) -> None:
        find_apache()
        self.port = self.port or free_port()
        for name in ["files", "locks"]:
            (self._root / name).mkdir()
        digest = base64.b64encode(hashlib.sha1(self.password.encode()).digest()).decode()  # noqa: S324  the form of Apache's password files
        (self._root / "users").write_text(f"{self.user}:{{SHA}}{digest}\n", encoding="utf-8")
        loaded = [*LOADED, "ssl"] if self.tls else LOADED
        if self.tls:
            shutil.copy(self.tls.certificate, self._root / "server.pem")
            shutil.copy(self.tls.key, self._root / "server.key")
        access = GATE.format(root=self._root) if self.user else "Require all granted"
        configuration = CONFIGURATION.format(
            root=self._root,
            port=self.port,
            limit=self.limit,
            modules="\n".join(
                f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in loaded
            ),
            tls=TLS.format(root=self._root) if self.tls else "",
            access=access,
        )
        (self._root / "httpd.conf").write_text(configuration, encoding="utf-8")
        if os.geteuid() == 0:
            for path in [self._root, *self._root.iterdir()]:
                os.chown(path, NOBODY, NOBODY)
        if self.read_only:
            self.folder.chmod(0o500)

    def _clear(self) -> None:
        self.kill()
        if self.folder.exists():
            self.folder.chmod(0o700)
        shutil.rmtree(self._root, ignore_errors=True)


def wait_for_port(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return when a process listens; fails when it ends or takes too long."""
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert process.poll() is None, "the server ended at once"
            assert time.monotonic() < end, "the server does not listen"
            time.sleep(0.01)  # a process of another's, which cannot tell us
        else:
            return


def wait_until_free(port: int) -> None:
    """Return when nobody listens any more; fails when that takes too long."""
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            return
        except OSError:
            pass
        assert time.monotonic() < end, "the server does not end"
        time.sleep(0.01)  # a process of another's, which cannot tell us
