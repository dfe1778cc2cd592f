"""The receiving kit as an office sets it up: the real nginx, the kit's own files, and a store."""

import base64
import hashlib
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import httpx2
import pytest

from tests.servers.apache import NOBODY, free_port, wait_for_port
from tests.servers.certificates import make_certificate
from tests.servers.tus_receiver import FOLDER, find_node

KIT = Path(__file__).parents[2] / "installers" / "receiving"
USER, PASSWORD = "rivera", "a secret"
OTHER = "okafor"  # another candidate, with the same password

_NGINX = """
daemon off; pid {root}/nginx.pid; error_log {root}/error.log; worker_processes 2;
{user}
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {root}/body; proxy_temp_path {root}/proxy; fastcgi_temp_path {root}/f;
    uwsgi_temp_path {root}/u; scgi_temp_path {root}/s;
    {server}
}}
"""


def has_ipv6() -> bool:
    """Return whether this computer speaks to itself by IPv6 too."""
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


def find_nginx() -> str:
    """Return the nginx of this computer; skip the test where there is none."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        pytest.skip("there is no nginx (on Debian and Ubuntu: apt install nginx-light)")
    return found


class ReceivingKit:
    """Runs while the block does; `url` is the address for candidates.

    `incoming` and `packages` are the settings of those names; `environment` holds keys.
    """

    def __init__(self, incoming: str, packages: str, environment: Mapping[str, str]) -> None:
        self._root = Path(tempfile.mkdtemp(prefix="lssc-receiving-"))
        self._root.chmod(0o755)
        self.certificate = make_certificate(self._root / "tls")
        self.port = free_port()
        self._behind = free_port()
        hook = f"{sys.executable} {KIT / 'file_received.py'}"
        self.environment = {
            **os.environ,
            **environment,
            "INCOMING": incoming,
            "PACKAGES": packages,
            "PORT": str(self._behind),
            "FILE_RECEIVED": hook,
            "HOME": str(self._root),
            "PYTHONPATH": str(KIT.parents[1]),
        }
        self.environment.pop("XDG_STATE_HOME", None)
        self._nginx: subprocess.Popen[bytes] | None = None
        self._receiver: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address that candidates send to."""
        return f"tus+https://127.0.0.1:{self.port}/packages/"

    def __enter__(self) -> Self:
        digest = base64.b64encode(hashlib.sha1(PASSWORD.encode()).digest()).decode()  # noqa: S324  the form of password files
        lines = (f"{name}:{{SHA}}{digest}\n" for name in (USER, OTHER))
        (self._root / "users").write_text("".join(lines), encoding="utf-8")
        server = (KIT / "nginx.conf").read_text(encoding="utf-8")
        for said, here in (
            ("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl"),
            ("listen [::]:443 ssl;", f"listen [::1]:{self.port} ssl;" if has_ipv6() else ""),
            ("upload.example.org;", "127.0.0.1;"),
            ("/etc/ssl/upload.example.org.pem", f"{self.certificate.certificate}"),
            ("/etc/ssl/upload.example.org.key", f"{self.certificate.key}"),
            ("/etc/nginx/candidates", f"{self._root}/users"),
            ("127.0.0.1:8080", f"127.0.0.1:{self._behind}"),
        ):
            assert said in server
            server = server.replace(said, here)
        server = re.sub(r"^#.*\n", "", server)
        user = "user nobody nogroup;" if os.geteuid() == 0 else ""
        settings = _NGINX.format(root=self._root, server=server, user=user)
        (self._root / "nginx.conf").write_text(settings, encoding="utf-8")
        if os.geteuid() == 0:
            shutil.chown(self._root, NOBODY)
        for script in KIT.glob("*.mjs"):
            shutil.copy(script, self._root)
        (self._root / "node_modules").symlink_to(FOLDER / "node_modules")
        self._nginx = subprocess.Popen(
            [find_nginx(), "-p", str(self._root), "-c", str(self._root / "nginx.conf")],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_for_port(self.port, self._nginx)
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def start(self) -> None:
        """Start the receiver, or start it again, as its service does."""
        with (self._root / "receiver.log").open("ab") as log:
            self._receiver = subprocess.Popen(
                [find_node(), str(self._root / "receiver.mjs")],
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                start_new_session=True,
            )
        wait_for_port(self._behind, self._receiver)

    @property
    def runs(self) -> bool:
        """Whether the receiver that was started last still runs."""
        return self._receiver is not None and self._receiver.poll() is None

    def kill(self) -> None:
        """End the receiver, and the hook that it started, wherever that is."""
        process, self._receiver = self._receiver, None
        if process is not None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def kill_hook(self) -> bool:
        """End the hook where one runs, and return whether one did."""
        assert self._receiver is not None
        words = ["pgrep", "-g", str(self._receiver.pid), "-f", "lssc_desktop|file_received"]
        found = subprocess.run(words, capture_output=True, check=False).stdout.split()
        for number in found:
            subprocess.run(["kill", "-9", number], check=False, stderr=subprocess.DEVNULL)
        return bool(found)

    def file_received(self, under: Sequence[str] = (), **how: object) -> int:
        """Run the hook by hand, perhaps under another program; return its exit status."""
        words = [*under, sys.executable, str(KIT / "file_received.py")]
        return subprocess.run(words, env=self.environment, check=False, **how).returncode  # type: ignore[call-overload,no-any-return]

    def ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        user: str = USER,
        host: str = "127.0.0.1",
        content: bytes = b"",
    ) -> httpx2.Response:
        """Send one request as a candidate, with the headers of tus."""
        trust = ssl.create_default_context(cafile=self.certificate.authority)
        trust.check_hostname = False  # the certificate is for 127.0.0.1
        said = {"Tus-Resumable": "1.0.0", **(headers or {})}
        with httpx2.Client(verify=trust, auth=(user, PASSWORD), trust_env=False) as client:
            url = f"https://{host}:{self.port}{path}"
            return client.request(method, url, headers=said, content=content)

    def begin(self, size: int, user: str = USER, **headers: str) -> httpx2.Response:
        """Begin an upload of so many bytes as a candidate."""
        return self.ask("POST", "/packages", {"Upload-Length": str(size), **headers}, user=user)

    def sender(self, package: Path) -> "subprocess.Popen[bytes]":
        """Start to send a package, as a candidate does."""
        words = [sys.executable, "-m", "lssc_desktop", "send", str(package), "--to", self.url]
        words += ["--user", USER, "--password-env", "KIT_PASSWORD"]
        words += ["--ca-file", str(self.certificate.authority)]
        return subprocess.Popen(
            words,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "KIT_PASSWORD": PASSWORD},
        )

    def log(self) -> str:
        """Return what receiver and hook said."""
        return (self._root / "receiver.log").read_text(encoding="utf-8", errors="replace")

    def __exit__(self, *_error: object) -> None:
        self.kill()
        if self._nginx is not None:
            os.killpg(self._nginx.pid, signal.SIGKILL)
            self._nginx.wait()
        shutil.rmtree(self._root, ignore_errors=True)
