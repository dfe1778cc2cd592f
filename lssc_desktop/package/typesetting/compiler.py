"""Compiler of PDFs (typst), in this process for a few pages and in one of its own for many.

What a large set takes (some 400 MB for 600 pages) is given back to the system with the process
that took it, and the window never has it.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from pathlib import Path
from threading import Thread
from typing import Any, Literal

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.core.text.typeface import needs_script_fonts
from lssc_desktop.paths import resources
from lssc_desktop.store.folder.disk import disk_errors, is_file
from lssc_desktop.store.previews.process import command
from lssc_desktop.store.processes import end_tree, scratch_folder

type Standard = Literal["ua-1", "a-2a"]

WORD = "--typesetting-helper"
"""What the program is started with to make one PDF: a folder follows, with its job."""

_JOB, _RESULT, _REASON = "job.json", "result.pdf", "reason.txt"
_LARGE = 150_000
"""Characters of data, and bytes of pictures, that are worth a process: some 30 pages."""

_POLL_EVERY = 0.05  # seconds


@dataclass(eq=False)
class AssemblyFailed(LsscError):
    """The PDF could not be made. `reason` is what the compiler said, for the log."""

    reason: str


@dataclass(frozen=True, slots=True)
class CompileJob:
    """One PDF to make of a template of ours, or of the text of a source.

    `inputs` is what the template reads, `pictures` are the files beside it.
    """

    template: Path | None
    day: date
    source: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    standards: tuple[Standard, ...] = ()
    equations: bool = False

    @property
    def is_large(self) -> bool:
        """Whether it is better made in a process of its own."""
        texts = sum(map(len, self.inputs.values()))
        return texts + sum(map(len, self.pictures.values())) > _LARGE


def compiled(job: CompileJob, reporter: Reporter) -> bytes:
    """Return the PDF. Raises `AssemblyFailed`, `Cancelled`, and what `disk_errors` says."""
    with scratch_folder() as scratch:
        folder = Path(scratch)
        with disk_errors(folder):
            template = _laid_down(job, folder)
            if not job.is_large:
                return _compile(job, template)
            return _compile_apart(job, template, folder, reporter)


def _laid_down(job: CompileJob, folder: Path) -> Path | None:
    """Return where the template lies: a copy in `folder`, if it has pictures beside it."""
    if job.template is None or not job.pictures:
        return job.template
    for source in job.template.parent.glob("*.typ"):
        (folder / source.name).write_bytes(source.read_bytes())
    for name, content in job.pictures.items():
        (folder / name).write_bytes(content)
    return folder / job.template.name


def _compile(job: CompileJob, template: Path | None) -> bytes:
    import typst  # loaded only where a PDF is made

    folders = [resources() / "fonts"]
    if needs_script_fonts("".join((job.source, *job.inputs.values()))):
        folders.append(resources() / "script_fonts")
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=job.equations,  # the compiler brings one for mathematics
        font_paths=folders,
    )
    what: Any = job.source.encode() if template is None else template
    try:
        return typst.compile(
            what,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs=dict(job.inputs),
            pdf_standards=list(job.standards),
            timestamp=datetime.combine(job.day, time_of_day(), UTC),
        )
    except typst.TypstError as error:
        raise AssemblyFailed(error.message) from error


# Process of its own -----------------------------------------------------------------------------


def _compile_apart(
    job: CompileJob, template: Path | None, folder: Path, reporter: Reporter
) -> bytes:
    words = asdict(job) | {"template": template and str(template), "day": job.day.isoformat()}
    words.pop("pictures")
    (folder / _JOB).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    with _started(folder) as process:
        while process.poll() is None:
            reporter(Progress(Step.ASSEMBLING))
            time.sleep(_POLL_EVERY)
    result, reason = folder / _RESULT, folder / _REASON
    if process.returncode == 0 and is_file(result):
        return result.read_bytes()
    said = reason.read_text(encoding="utf-8") if is_file(reason) else ""
    raise AssemblyFailed(said or f"the compiler ended with {process.returncode}")


@contextmanager
def _started(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(  # noqa: S603  the program itself
        [*command(WORD), str(folder)],
        stdin=subprocess.PIPE,  # by its end the helper sees that nobody waits any more
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=sys.platform != "win32",  # Ctrl+C is for the program
    )
    try:
        yield process
    finally:
        end_tree(process)
        if process.stdin is not None:
            process.stdin.close()


def serve_typesetting(folder: Path) -> int:
    """Make the PDF of the job in a folder, as a process of its own; return its exit status."""
    Thread(target=_end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    words = json.loads((folder / _JOB).read_text(encoding="utf-8"))
    template = words.pop("template")
    job = CompileJob(None, date.fromisoformat(words.pop("day")), **words)
    try:
        content = _compile(job, None if template is None else Path(template))
    except AssemblyFailed as error:
        (folder / _REASON).write_text(error.reason, encoding="utf-8")
        return 1
    (folder / _RESULT).write_bytes(content)
    return 0


def _end_with(stream: int) -> None:
    """End this process when the one that started it is gone.

    It reads without Python's lock on a stream, which the end of the interpreter would wait for.
    """
    while os.read(stream, 1):
        pass
    os._exit(1)
