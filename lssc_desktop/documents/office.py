"""Client of LibreOffice, which makes PDFs and Word files; it is optional and never trusted.

It exits 0 when it failed, it needs a profile of its own for each run, and it fetches linked
pictures over the network unless its profile forbids it (docs/architecture.md 5).
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.disk.disk import is_file
from lssc_desktop.disk.memory_limit import unlimited
from lssc_desktop.disk.processes import end_tree, find_program
from lssc_desktop.disk.temporary import scratch_folder
from lssc_desktop.values import dataclass

_START_SECONDS = 60
_SECONDS_EACH = 30
_TICK = 0.1

_USUAL_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
)

_NEWER = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_OLD_WORKBOOKS = (".xls",)

_SETTINGS = (
    # Nothing that a document links to is fetched, no macro runs, no link is brought up to date.
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Writer/Content/Update", "Field", "false"),
    # Should anything ask for the network all the same, its proxy is a port where nobody listens.
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


class OfficeMissing(LsscError):
    """LibreOffice is not on this computer."""

    says = Says(
        "LibreOffice isn’t on this computer, so Word files can’t be turned into pages.",
        "They stay in the package as they are.",
        "If you want them in the pages, save them as PDFs in Word, and add the PDFs.",
    )


def find_office() -> Path | None:
    """Return the program file of LibreOffice, None when it is not installed."""
    usual = (path for path in _USUAL_PLACES if is_file(path))
    return find_program("soffice", "libreoffice") or next(usual, None)


def to_pdfs(
    documents: Sequence[Path], folder: Path, reporter: Reporter, step: Step = Step.ASSEMBLING
) -> tuple[Path | None, ...]:
    """Write each document as a PDF into `folder` and return where, None for one that failed.

    The documents are copied first and never touched; one that cannot be read has failed. Raises
    `OfficeMissing`.
    """
    office = find_office()
    if office is None:
        raise OfficeMissing
    copies: list[Path] = []
    for number, document in enumerate(documents):
        copy = folder / f"{number:04}{document.suffix.lower()}"
        with suppress(OSError):
            shutil.copyfile(document, copy)
        copies.append(copy)
    there = [copy for copy in copies if is_file(copy)]
    if there:
        _convert(office, there, folder, reporter, step)
    # One document can take the others down with it: what is missing gets a run of its own.
    for copy in _missing(there):
        _convert(office, [copy], folder, reporter, step)
    failed = _missing(copies)
    return tuple(None if copy in failed else _pdf(copy) for copy in copies)


def to_newer(document: Path, folder: Path, reporter: Reporter) -> Path | None:
    """Write a document as a Word file, an old workbook as a newer one, into `folder`.

    Return where, None if it failed. What kind it is LibreOffice finds out by itself. Raises
    `OfficeMissing`.
    """
    office = find_office()
    if office is None:
        raise OfficeMissing
    out = folder / "converted"
    out.mkdir()
    kind = "xlsx" if document.suffix.lower() in _OLD_WORKBOOKS else "docx"
    made = out / f"{document.stem}.{kind}"
    with scratch_folder() as profile:
        process = _begin(office, [document], out, Path(profile), (_NEWER[kind],), apart=True)
        try:
            _wait(process, [made], Step.CONVERTING, reporter)
        finally:
            end_tree(process)
    return made if _is_written(made) else None


def _pdf(copy: Path) -> Path:
    return copy.with_suffix(".pdf")


def _missing(copies: Sequence[Path]) -> list[Path]:
    """Return the documents without a PDF: only the file says whether LibreOffice succeeded."""
    return [copy for copy in copies if not _is_written(_pdf(copy))]


def _is_written(made: Path) -> bool:
    return is_file(made) and made.stat().st_size > 0


@dataclass(frozen=True, slots=True)
class Filters:
    """What LibreOffice shall take a document for, and how it writes its PDF."""

    reading: str
    writing: str


def begin_pdf(
    office: Path,
    documents: Sequence[Path],
    folder: Path,
    profile: Path,
    filters: Filters | None = None,
    *,
    apart: bool,
) -> subprocess.Popen[bytes]:
    """Start LibreOffice on documents, whose PDFs it writes into `folder`; `end_tree` it.

    `profile` is an empty folder for this run alone. Without `filters` it guesses what each
    document is. `apart` from this process it is not stopped by what stops that.
    """
    to = ("pdf",) if filters is None else (f"pdf:{filters.writing}", filters.reading)
    return _begin(office, documents, folder, profile, to, apart=apart)


def _begin(
    office: Path,
    documents: Sequence[Path],
    folder: Path,
    profile: Path,
    to: tuple[str, ...],
    *,
    apart: bool,
) -> subprocess.Popen[bytes]:
    """Start LibreOffice; `to` is what it writes, and if that is said what it takes it from."""
    _write_profile(profile)
    writing, *reading = to
    command = [
        str(office),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nolockcheck",
        *(f"--infilter={each}" for each in reading),
        "--convert-to",
        writing,
        "--outdir",
        str(folder),
        *map(str, documents),
    ]
    with unlimited():
        return subprocess.Popen(  # noqa: S603 - the office found above, and names of our own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(profile),
            cwd=profile,
            start_new_session=apart and sys.platform != "win32",
        )


def _environment(profile: Path) -> dict[str, str]:
    """Return what LibreOffice shall see: its own libraries, none that we were built with.

    What it and its toolkit remember goes into the profile, not into the user's folders.
    """
    seen = dict(os.environ, GSETTINGS_BACKEND="memory")
    seen |= dict.fromkeys(("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(profile))
    before = seen.pop("LD_LIBRARY_PATH_ORIG", None)
    if getattr(sys, "frozen", False):
        seen.pop("LD_LIBRARY_PATH", None)
        if before is not None:
            seen["LD_LIBRARY_PATH"] = before
    return seen


def _convert(
    office: Path, copies: Sequence[Path], folder: Path, reporter: Reporter, step: Step
) -> None:
    with scratch_folder() as profile:
        process = begin_pdf(office, copies, folder, Path(profile), apart=True)
        try:
            _wait(process, [_pdf(copy) for copy in copies], step, reporter)
        finally:
            end_tree(process)


def _wait(
    process: subprocess.Popen[bytes], files: Sequence[Path], step: Step, reporter: Reporter
) -> None:
    """Wait until the process ends or its time is over, telling how many files are there."""
    limit = time.monotonic() + _START_SECONDS + _SECONDS_EACH * len(files)
    while process.poll() is None and time.monotonic() < limit:
        done = sum(map(_is_written, files))
        reporter(Progress(step, done, len(files), Item("", done, len(files))))
        try:
            process.wait(_TICK)
        except subprocess.TimeoutExpired:
            continue


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir()
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )
