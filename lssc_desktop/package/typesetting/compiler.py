"""Compiler of PDFs (typst), in this process for a few pages and in one of its own for many.

What a large set takes (some 400 MB for 600 pages) is given back to the system with the process
that took it, and the window never has it.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from pathlib import Path
from typing import Any, Literal

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.text.typeface import needs_font_of_mathematics, needs_script_fonts
from lssc_desktop.disk.disk import disk_errors
from lssc_desktop.disk.temporary import scratch_folder
from lssc_desktop.package.job_process import JobBroken, run_apart
from lssc_desktop.package.typesetting.pdf_scripts import as_written
from lssc_desktop.paths import resources
from lssc_desktop.values import dataclass

type Standard = Literal["ua-1", "a-2a"]

_LARGE = 150_000
"""Characters of data, and bytes of pictures, that are worth a process: some 30 pages."""


class AssemblyFailed(LsscError):
    """The PDF could not be made. `reason` is what the compiler said, for the log."""

    reason: str

    says = Says(
        "The PDF for this {set} couldn’t be made: {reason}.",
        "Nothing was built. Your responses and evidence weren’t changed.",
        "Show this message to your IT staff.",
    )


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
            return _compile_apart(replace(job, pictures={}), template, reporter)


def compiled_here(job: CompileJob) -> bytes:
    """Return the PDF, made in this process however large it is. Raises as `compiled` does."""
    with scratch_folder() as scratch:
        folder = Path(scratch)
        with disk_errors(folder):
            return _compile(job, _laid_down(job, folder))


def _compile_apart(job: CompileJob, template: Path | None, reporter: Reporter) -> bytes:
    try:
        return run_apart(_compile_job, reporter, job, template)
    except JobBroken as error:
        raise AssemblyFailed(f"the compiler failed: {error}") from error


def _compile_job(job: CompileJob, template: Path | None, _reporter: Reporter) -> bytes:
    return _compile(job, template)


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

    folders, inputs = [resources() / "fonts"], dict(job.inputs)
    said = "".join((job.source, *inputs.values()))
    if needs_script_fonts(said):
        folders.append(resources() / "script_fonts")
        inputs["scripts"] = "yes"
    has_mathematics = needs_font_of_mathematics(said)
    if has_mathematics:
        inputs["mathematics"] = "yes"
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=job.equations or has_mathematics,  # one of those is for it
        font_paths=folders,
    )
    what: Any = job.source.encode() if template is None else template
    try:
        pdf: bytes = typst.compile(
            what,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=list(job.standards),
            timestamp=datetime.combine(job.day, time_of_day(), UTC),
        )
    except typst.TypstError as error:
        raise AssemblyFailed(error.message) from error
    return as_written(pdf) if job.standards and "scripts" in inputs else pdf
