"""With `--json`, whatever could not be done is one object, and nothing else is said.

Every row is another error of another kind; together they go through most commands.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from lssc_desktop.cli import run
from lssc_desktop.disk.holders import Holder
from lssc_desktop.paths import config_folder, key_folder
from lssc_desktop.store.folder import lock
from tests.cli.conftest import TODAY, CommandLine
from tests.documents.previews.pdfs import written as pdf_of
from tests.systems import closed, posix_only

SET = ("--set", "technology")
FIRST = (*SET, "--competency", "1")
NAMED = ("--as", "Dana Okafor")
ELECTIVES = "access-services,collection-management,reference-information"


@pytest.fixture(scope="module")
def world(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with portfolios, packages and files, in which every command here fails.

    An error changes nothing, so all of them can use it.
    """
    world = tmp_path_factory.mktemp("world")
    for name in ("new", "broken", "lost", "newer"):
        _done("new", world / name, "--name", "Ana Rivera", "--electives", ELECTIVES)
    _done("new", world / "cilip", "--name", "A", "--program", "cilip-certification")
    _done("renewal", "certified", world / "new", "--on", "2026-06-10")
    (world / "broken" / "portfolio.json").write_text("{", encoding="utf-8")
    (world / "lost" / "portfolio.json").unlink()
    file = world / "newer" / "portfolio.json"
    newer = {**json.loads(file.read_text("utf-8")), "format": 99}
    file.write_text(json.dumps(newer), encoding="utf-8")
    package = world / "p.lssc.zip"
    _done("package", written, *SET, "-o", package)
    (world / "damaged.lssc.zip").write_bytes(_damaged(package))
    (world / "cut.lssc.zip").write_bytes(package.read_bytes()[:-100])
    (world / "odd.bin").write_bytes(bytes(range(256)))
    (world / "text.txt").write_text("Words.", encoding="utf-8")
    (world / "cafe.txt").write_bytes("Café à la crème, déjà vu.".encode("cp1252"))
    (world / "sheet.pdf").write_bytes(pdf_of("Help"))
    (world / "bad.toml").write_text("format = 2\n", encoding="utf-8")
    (world / "empty").mkdir()
    (world / "shelf").mkdir()
    (world / "shelf" / "p.lssc.zip").write_bytes(package.read_bytes())
    review = ("review", "new", package, *NAMED, "--rate", "1=met")
    _done(*review, "-o", world / "r.lssc-review.json")
    _done(*review, "--evaluation", "--no-conflict", "-o", world / "e.lssc-review.json")
    return world


def _damaged(package: Path) -> bytes:
    """Return a package of which one byte of a file is another."""
    with ZipFile(package) as archive:
        at = next(each.header_offset for each in archive.infolist() if "Sheet" in each.filename)
    whole = bytearray(package.read_bytes())
    whole[at + 300] ^= 1
    return bytes(whole)


def _done(*words: str | Path) -> None:
    assert run([str(word) for word in words], TODAY) == 0


ERRORS: list[tuple[tuple[str, ...], str]] = [
    (("statsu", "{w}/new"), "usage"),
    (("check", "{w}/new", "--sett", "technology"), "usage"),
    (("set", "decision", "{w}/new", *SET, "passed", "--on", "2026-01-01"), "usage"),
    (("candidate", "dates", "{w}/new", "--admitted", "yesterday"), "usage"),
    (("export", "{w}/new"), "usage"),
    (("office", "assign", "{w}/p.lssc.zip"), "usage"),
    (("office", "audit", "{w}/shelf", "--results", "x.txt"), "usage"),
    (("status", "{w}/nowhere"), "folder-gone"),
    (("status", "{w}/text.txt"), "not-a-folder"),
    (("check", "{w}/broken"), "file-broken"),
    (("paper", "report", "{w}/lost", "-o", "{w}/r.pdf"), "portfolio-lost"),
    (("review", "list", "{w}/newer"), "file-newer"),
    (("rebuild", "{w}/lost"), "candidate-unknown"),
    (("new", "{w}/shelf", "--name", "A", "--electives", ELECTIVES), "folder-not-empty"),
    (("new", "{w}/x", "--name", " "), "name-missing"),
    (("new", "{w}/x", "--name", "A", "--electives", "x"), "electives-wrong"),
    (("new", "{w}/x", "--name", "A", "--program", "{w}/bad.toml"), "program-faulty"),
    (("program", "check", "{w}/nothing.toml"), "file-missing"),
    (("program", "switch", "{w}/new", "--undo"), "nothing-to-undo"),
    (("program", "switch", "{w}/new", "--newer"), "nothing-newer"),
    (("check", "{w}/new", "--set", "technolgy"), "set-unknown"),
    (("evidence", "use", "{w}/new", *SET, "--competency", "99", "x.pdf"), "competency-unknown"),
    (("evidence", "use", "{w}/new", *FIRST, "x.pdf"), "evidence-unknown"),
    (("review", "answer", "{w}/new", "--comment", "1"), "comment-unknown"),
    (
        ("candidate", "self-assessment", "{w}/cilip", "--rate", "S", "no column", "1"),
        "grid-column-unknown",
    ),
    (("renewal", "activity", "--remove", "{w}/new", "--title", "Talk"), "not-entered"),
    (("evidence", "add", "{w}/new", *FIRST, "{w}/empty"), "not-a-file"),
    (("response", "set", "{w}/new", *FIRST, "{w}/odd.bin"), "text-refused"),
    (("response", "set", "{w}/new", *FIRST, "{w}/cafe.txt"), "encoding-unsure"),
    (("response", "set", "{w}/cilip", *FIRST, "{w}/text.txt"), "set-unknown"),
    (("response", "split", "{w}/new", *SET, "{w}/sheet.pdf"), "text-refused"),
    (("candidate", "experience", "{w}/new", "--employer", "N", "--hours", "3"), "work-unlikely"),
    (
        (
            "renewal",
            "activity",
            "{w}/new",
            "--on",
            "2026-01-01",
            "--title",
            "T",
            "--kind",
            "x",
            "--amount",
            "1",
        ),
        "activity-wrong",
    ),
    (
        ("renewal", "granted", "{w}/new", "--on", "2030-01-01", "--until", "2029-01-01"),
        "grant-wrong",
    ),
    (
        ("renewal", "granted", "{w}/new", "--on", "2026-06-10", "--until", "2030-01-01"),
        "grant-too-early",
    ),
    (("package", "{w}/new", *SET), "hand-in-blocked"),
    (("package", "{w}/new", "--renewal"), "renewal-blocked"),
    (("package", "{w}/new", *SET, "--review-copy", "-o", "{w}/odd.bin"), "package-exists"),
    (("export", "{w}/new", "-o", "{w}/x.odt"), "export-format-unknown"),
    (("export", "{w}/new", "-o", "{w}/odd.bin"), "export-format-unknown"),
    (("paper", "calendar", "{w}/new", "-o", "{w}/text.txt"), "file-exists"),
    (("paper", "appeal", "{w}/new", *SET, "-o", "{w}/a.docx"), "nothing-to-appeal"),
    (("paper", "notice", "{w}/new"), "nothing-to-notify"),
    (
        ("paper", "purchase-order", "{w}/new", "-o", "{w}/o.docx", "--applicant", "A,,other"),
        "applicant-unclear",
    ),
    (("send", "--by-mail", "{w}/new", *SET, "--sent"), "nothing-to-mail"),
    (("verify", "{w}/nowhere.zip"), "package-missing"),
    (("verify", "{w}/odd.bin"), "not-a-bag"),
    (("review", "new", "{w}/damaged.lssc.zip", *NAMED, "-o", "{w}/x.json"), "package-not-valid"),
    (("review", "new", "{w}/cut.lssc.zip", *NAMED, "-o", "{w}/x.json"), "archive-broken"),
    (
        ("review", "new", "{w}/p.lssc.zip", *NAMED, "--comment", "no.pdf=T", "-o", "{w}/x.json"),
        "file-unknown",
    ),
    (("review", "new", "{w}/p.lssc.zip", *NAMED, "-o", "{w}/odd.bin"), "review-exists"),
    (
        ("review", "letter", "{w}/p.lssc.zip", "{w}/e.lssc-review.json", "-o", "{w}/l.pdf"),
        "evaluation-is-no-letter",
    ),
    (("review", "letter", "{w}/p.lssc.zip", "{w}/text.txt", "-o", "{w}/l.pdf"), "file-broken"),
    (
        (
            "review",
            "combine",
            "{w}/p.lssc.zip",
            "{w}/e.lssc-review.json",
            *NAMED,
            "-o",
            "{w}/x.json",
        ),
        "evaluations-too-few",
    ),
    (
        (
            "review",
            "combine",
            "{w}/p.lssc.zip",
            "{w}/r.lssc-review.json",
            *NAMED,
            "-o",
            "{w}/x.json",
        ),
        "evaluations-too-few",
    ),
    (("key", "sign", "{w}/p.lssc.zip"), "no-key"),
    (
        (
            "key",
            "known",
            "--remember",
            "{w}/p.lssc.zip",
            "--name",
            "N",
            "--fingerprint",
            "SHA256:x",
        ),
        "no-signature",
    ),
    (("send", "{w}/p.lssc.zip", "--to", "./out"), "address-not-understood"),
    (("send", "{w}/p.lssc.zip", "--to", "dav+http://127.0.0.1:9/"), "no-connection"),
    (("send", "{w}/p.lssc.zip", "--to", "dav+https://u:p@127.0.0.1:9/"), "secret-in-address"),
    (("send", "{w}/p.lssc.zip", "--to", "dav+https://127.0.0.1:9/"), "no-connection"),
    (
        (
            "send",
            "{w}/p.lssc.zip",
            "--to",
            "dav+https://127.0.0.1:9/",
            "--user",
            "u",
            "--password-env",
            "NO_SUCH_VARIABLE",
        ),
        "secret-missing",
    ),
    (("send", "{w}/odd.bin", "--to", "{w}/empty"), "not-a-bag"),
    (("office", "audit", "{w}/nowhere"), "file-missing"),
    (("office", "audit", "gopher://x/"), "place-not-understood"),
    (("office", "shelf", "{w}/nowhere"), "file-missing"),
    (("office", "assign", "{w}/odd.bin", "--to", "N"), "not-a-bag"),
    (("evidence", "convert", "{w}/new", "no.pdf"), "file-missing"),
    (("evidence", "consent", "{w}/new", "-o", "{w}/odd.bin"), "file-exists"),
    (("sample", "{w}/shelf"), "folder-not-empty"),
]


@pytest.mark.parametrize(("words", "code"), ERRORS)
def test_what_could_not_be_done_is_one_object(
    cli: CommandLine, world: Path, words: tuple[str, ...], code: str
) -> None:
    told_as_object(cli, [word.format(w=world) for word in words], code)


def told_as_object(cli: CommandLine, words: list[str], code: str) -> None:
    """Run a command that fails with --json and without: the same status, the same sentence."""
    assert cli(*words) == 2
    plain = cli.err.strip()
    assert cli.out == ""
    found = cli.json(*words, status=2)
    assert cli.err == ""
    assert found.keys() == {"error"}
    assert found["error"].keys() == {"code", "message", "path"}
    assert (found["error"]["code"], found["error"]["message"]) == (code, plain)
    assert found["error"]["path"] is None or isinstance(found["error"]["path"], str)


def test_they_are_forty_different_ones_of_most_commands() -> None:
    known = {code for _words, code in ERRORS} - {"usage"}
    mistyped = [words for words, code in ERRORS if code == "usage"]
    assert len(known) + len(mistyped) + len(PLACES) >= 40
    assert len({words[:2] for words, _code in ERRORS}) >= 30


PLACES = ("folder-in-use", "folder-read-only", "not-allowed")
"""Codes of what is not in a command but in the place that it is done in: tried below."""


def test_a_portfolio_that_somebody_has_open_is_one_object(cli: CommandLine, world: Path) -> None:
    holder = Holder("desk-7", "okafor", 1, datetime(2026, 11, 25, 9, 5, tzinfo=UTC))
    with lock.take_lock(world / "new", holder):
        told_as_object(
            cli, ["candidate", "person", str(world / "new"), "--name", "B"], "folder-in-use"
        )


@posix_only
def test_a_folder_that_may_not_be_written_is_one_object(cli: CommandLine, world: Path) -> None:
    with closed(world / "cilip", 0o500):
        told_as_object(
            cli, ["candidate", "person", str(world / "cilip"), "--name", "B"], "not-allowed"
        )


@posix_only
def test_a_folder_that_may_not_be_read_is_one_object(cli: CommandLine, world: Path) -> None:
    with closed(world / "cilip"):
        told_as_object(cli, ["status", str(world / "cilip")], "not-allowed")


@pytest.mark.usefixtures("own_settings")
def test_a_key_that_is_not_the_one_read_aloud_is_one_object(cli: CommandLine) -> None:
    assert cli("key", "new") == 0
    key = str(key_folder(config_folder()) / "signing_key.pub")
    words = ["key", "known", "--remember", key, "--name", "N", "--fingerprint", "SHA256:wrong"]
    told_as_object(cli, words, "fingerprint-wrong")
