"""Web servers of this computer alone, with the files of a folder: Python's, and nginx with TLS."""

import os
import shutil
import subprocess
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Self

from tests.servers.apache import free_port, wait_for_port
from tests.servers.certificates import Certificate
from tests.servers.receiving_kit import find_nginx


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

    def __exit__(self, *_error: object) -> None:
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


_NGINX = """
daemon off; pid {root}/pid; error_log {root}/error.log; {user} events {{}}
http {{
    access_log off;
    server {{
        listen 127.0.0.1:{port} ssl; root {folder};
        ssl_certificate {certificate}; ssl_certificate_key {key};
    }}
}}
"""


class TlsServer:
    """An nginx with the files of a folder, which runs while the block does."""

    def __init__(self, folder: Path, certificate: Certificate) -> None:
        self._root = Path(tempfile.mkdtemp())
        port = free_port()
        self.url = f"https://127.0.0.1:{port}/"
        settings = _NGINX.format(
            root=self._root,
            user="user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else "",
            port=port,
            folder=folder,
            certificate=certificate.certificate,
            key=certificate.key,
        )
        (self._root / "nginx.conf").write_text(settings, encoding="utf-8")
        words = [find_nginx(), "-p", str(self._root), "-c", str(self._root / "nginx.conf")]
        self._nginx = subprocess.Popen(words, stderr=subprocess.DEVNULL)
        wait_for_port(port, self._nginx)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._nginx.terminate()  # a kill would leave its workers
        self._nginx.wait()
        shutil.rmtree(self._root, ignore_errors=True)
