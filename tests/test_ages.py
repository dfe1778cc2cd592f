"""`make requirements` says how old libraries are, and stops at what nobody keeps any more."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = """
[project]
dependencies = ["olefile", "bagit-profile", "kept[more]<3", {more}]
[project.optional-dependencies]
office = ["kept"]
[dependency-groups]
dev = ["kept>=1"]
"""


@contextmanager
def package_index(days: dict[str, list[int]]) -> Iterator[str]:
    """An index with files of libraries, uploaded so many days ago; gives its address.

    Without any it answers as the indexes that know pages only.
    """

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.strip("/").rpartition("/")[2]
            now = datetime.now(UTC)
            files = [
                {
                    "filename": f"{name}-{number}.0-py3-none-any.whl",
                    "url": f"/{name}-{number}.0-py3-none-any.whl",
                    "hashes": {},
                    "upload-time": (now - timedelta(days=ago)).isoformat(),
                }
                for number, ago in enumerate(days.get(name, [0]))
            ]
            told = {"meta": {"api-version": "1.1"}, "name": name, "files": files}
            self.send_response(200)
            self.send_header("Content-Type", "application/vnd.pypi.simple.v1+json")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode() if days else b"<html>")

        def log_message(self, *_said: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple/"
        server.shutdown()


def ages_in(
    index: str, tmp_path: Path, days: dict[str, list[int]]
) -> subprocess.CompletedProcess[str]:
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci/ages.py"
    script.write_text((ROOT / ".ci/ages.py").read_text("utf-8"), encoding="utf-8")
    more = ", ".join(f'"{name}"' for name in days)
    (tmp_path / "pyproject.toml").write_text(PROJECT.format(more=more), encoding="utf-8")
    told = {"PIP_INDEX_URL": index, "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0"}
    return subprocess.run(
        [sys.executable, script],
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        check=False,
    )


def ages(tmp_path: Path, days: dict[str, list[int]]) -> subprocess.CompletedProcess[str]:
    kept = {"bagit-profile": [1000], "olefile": [1001], "kept": [900, 10]}
    with package_index(kept | days) as index:
        return ages_in(index, tmp_path, days)


def test_each_library_is_told_once_with_its_last_release_the_oldest_first(tmp_path: Path) -> None:
    done = ages(tmp_path, {})
    assert done.returncode == 0, done.stdout + done.stderr
    told = [line.split()[1:4:2] for line in done.stdout.splitlines()]
    assert told == [["2.7", "olefile"], ["2.7", "bagit-profile"], ["0.0", "kept"]]
    assert "stays: the format it reads is finished" in done.stdout


@pytest.mark.parametrize(("days", "status"), [([729], 0), ([731], 1), ([3000, 731], 1)])
def test_what_had_no_release_in_two_years_stops_it(
    tmp_path: Path, days: list[int], status: int
) -> None:
    done = ages(tmp_path, {"left": days})
    assert done.returncode == status, done.stdout + done.stderr
    assert ("left had no release in two years." in done.stdout) is bool(status)


def test_what_stays_for_a_reason_is_told_once_the_reason_is_gone(tmp_path: Path) -> None:
    done = ages(tmp_path, {"olefile": [5]})
    assert done.returncode == 1
    assert "olefile had a release, or isn't required." in done.stdout


@pytest.mark.parametrize("answers", [True, False])
def test_an_index_that_does_not_answer_or_in_another_form_is_told_in_a_line(
    tmp_path: Path, *, answers: bool
) -> None:
    with package_index({}) as index:
        found = ages_in(index, tmp_path, {}) if answers else None
    done = found or ages_in(index, tmp_path, {})
    assert done.returncode == 1
    assert done.stdout == ""
    assert re.fullmatch(r"The index doesn't say when \S+ was released: .+\n", done.stderr)
