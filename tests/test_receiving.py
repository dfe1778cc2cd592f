"""What we tell program offices is what happens: the script of the page, run on real packages."""

import hashlib
import os
import re
import subprocess
import sys
import tomllib
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.submission.submission import Receipt
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.transfer.address import Password
from lssc_desktop.transfer.answers import Forbidden, PasswordRefused
from lssc_desktop.transfer.connecting import open_destination
from lssc_desktop.transfer.destination import Finding
from tests.servers.apache import MODULES, Apache
from tests.servers.certificates import make_certificate
from tests.transfer.on_the_way import NOW, Ledger, make_package

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "docs" / name for name in ("receiving.md", "audit.md")]
PAGE = "".join(page.read_text(encoding="utf-8") for page in PAGES)


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A good package under the name that tusd gives it, a damaged one, one half sent, a note."""
    folder = tmp_path / "received"
    folder.mkdir()
    write_bag(
        folder / "7f3a91c2",
        "rivera",
        (BagFile("index.html", b"hello"),),
        (),
        date(2026, 11, 24),
        ignore_progress,
    )
    whole = (folder / "7f3a91c2").read_bytes()
    (folder / "rivera.lssc.zip").write_bytes(whole.replace(b"hello", b"hullo"))
    (folder / "rivera.lssc.zip.12345678.sending").write_bytes(whole[:100])
    (folder / "7f3a91c2.info").write_text("{}", encoding="utf-8")
    return folder


@pytest.mark.skipif(os.name == "nt", reason="the page's script is for a POSIX shell")
def test_the_script_tells_good_packages_from_damaged_ones(received: Path, tmp_path: Path) -> None:
    (script,) = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "verify-all").write_text(script, encoding="utf-8")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", str(tmp_path / "verify-all"), str(received)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PATH": path},
    )
    verdicts = {line.split("\t")[2]: line.split("\t")[:2] for line in done.stdout.splitlines()}
    good = hashlib.sha256((received / "7f3a91c2").read_bytes()).hexdigest()
    assert verdicts["7f3a91c2"] == ["good", good]
    assert verdicts["rivera.lssc.zip"][0] == "DAMAGED"
    assert len(verdicts) == 2
    assert '"valid": false' in done.stderr
    assert done.returncode == 1


@dataclass
class ByThePage(Apache):
    """An Apache that is set up as the page says, with the folders of two candidates."""

    def set_up(self) -> None:
        root = self.folder.parent
        (block,) = re.findall(r" *<VirtualHost.*</VirtualHost>", PAGE, re.DOTALL)
        for said, here in (
            ("*:443", f"127.0.0.1:{self.port}"),
            ("files.example.org", "127.0.0.1"),
            ("/etc/ssl/127.0.0.1", f"{root}/server"),
            ("/srv/packages", str(self.folder)),
            ("/etc/apache2/candidates", f"{root}/users"),
        ):
            assert said in block
            block = block.replace(said, here)
        of_okafor = re.search(r" *<Directory [^>]*/rivera>.*?</Directory>", block, re.DOTALL)
        assert of_okafor is not None
        second = of_okafor[0].replace("rivera", "okafor")
        block = block.replace("</VirtualHost>", f"{second}\n</VirtualHost>")
        own = (root / "httpd.conf").read_text(encoding="utf-8")
        for pattern in (r"SSL[^\n]*\n", r"DocumentRoot[^\n]*\n", r"<Directory.*</Directory>"):
            own = re.sub(pattern, "", own, flags=re.DOTALL)
        alias = f"LoadModule alias_module {MODULES}/mod_alias.so\n"
        (root / "httpd.conf").write_text(f"{own}{alias}{block}\n", encoding="utf-8")
        line = (root / "users").read_text(encoding="utf-8").partition(":")[2]
        names = ("rivera", "okafor", "office")
        (root / "users").write_text("".join(f"{name}:{line}" for name in names), encoding="utf-8")
        for name in ("rivera", "okafor"):
            (self.folder / name).mkdir()
            (self.folder / name).chmod(0o777)
        self.kill()
        self.start()


def test_apache_as_the_page_sets_it_up_takes_packages_into_one_s_own_folder_only(
    tmp_path: Path,
) -> None:
    certificate = make_certificate(tmp_path / "tls")
    package = make_package(tmp_path)
    with ByThePage("rivera", "a secret", tls=certificate) as office:
        office.set_up()

        def send(below: str, user: str) -> Finding:
            url = f"dav+https://127.0.0.1:{office.port}/packages/{below}"
            who = Password(user, "a secret")
            with closing(open_destination(url, who, certificate.authority, lambda: NOW)) as there:
                there.check(ignore_progress)
                return there.send(package, Ledger(), ignore_progress)

        assert isinstance(send("rivera/", "rivera"), Receipt)
        for below, user in (("okafor/", "rivera"), ("", "rivera"), ("rivera/", "okafor")):
            with pytest.raises((PasswordRefused, Forbidden)):
                send(below, user)
        assert isinstance(send("rivera/", "office"), Receipt)  # it reads what is there
        assert [path.name for path in (office.folder / "rivera").iterdir()] == [package.name]


def test_the_lines_for_a_program_file_are_read_as_ones() -> None:
    lines = PAGE.partition("## 5")[2].partition("## 6")[0]
    block = "\n".join(line.strip() for line in lines.splitlines() if line.startswith("    "))
    (receiver,) = tomllib.loads(block)["receivers"]
    assert receiver["url"].startswith("tus+https://")
