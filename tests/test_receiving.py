"""What we tell program offices is what happens: the script of the page, run on real packages."""

import hashlib
import os
import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import Quiet
from lssc_desktop.package.bag import BagFile, write_bag

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "installers" / "receiving.md").read_text(encoding="utf-8")


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
        Quiet(),
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


def test_the_lines_for_a_program_file_are_read_as_ones() -> None:
    lines = PAGE.partition("## 5")[2].partition("## 6")[0]
    block = "\n".join(line.strip() for line in lines.splitlines() if line.startswith("    "))
    (receiver,) = tomllib.loads(block)["receivers"]
    assert receiver["url"].startswith("tus+https://")
