"""`package`: one set, as it is handed in or shown to staff."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from lssc_desktop.cli.opened import locked, locked_if_it_can_be, save
from lssc_desktop.cli.outcome import Outcome
from lssc_desktop.core.folder_facts import FolderFacts
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import PackageKind
from lssc_desktop.messages.command_line import not_noted_line, packaged_lines
from lssc_desktop.package.build import Order
from lssc_desktop.package.packing import pack
from lssc_desktop.store.opening import FolderRead


def package(arguments: Namespace, today: date, reporter: Reporter) -> Outcome:
    """Build a package of one set, or of a renewal, and note it in the portfolio."""
    if arguments.renewal:
        return _renewal(arguments, today, reporter)
    kind = PackageKind.REVIEW_COPY if arguments.review_copy else PackageKind.PORTFOLIO
    with _opened(arguments) as (at, can_save):
        order = Order(
            at.root,
            at.program,
            at.program_text,
            at.portfolio,
            FolderFacts(),
            arguments.set_id,
            kind,
            arguments.output,
        )
        built = pack(order, today, reporter).built
        if can_save:
            save(at, built.portfolio)
    lines = (*packaged_lines(built.path, built.written), *_not_noted(can_save))
    data: dict[str, object] = {
        "path": str(built.path.resolve()),
        "package_id": built.written.package_id,
        "files": built.written.files,
        "bytes": built.written.bytes,
    }
    if arguments.with_evidence_pdf:
        from lssc_desktop.messages.with_evidence import with_evidence_lines
        from lssc_desktop.package.beside import write_evidence_pdf

        beside = write_evidence_pdf(arguments.folder, built, reporter)
        data["with_evidence_pdf"] = str(beside.path.resolve())
        lines = (*lines, *with_evidence_lines(beside.path.name, beside.made))
    return Outcome(lines, data)


def _renewal(arguments: Namespace, today: date, reporter: Reporter) -> Outcome:
    from lssc_desktop.package.renewal import RenewalOrder, pack_renewal

    with _opened(arguments) as (at, can_save):
        order = RenewalOrder(at.root, at.program, at.program_text, at.portfolio, arguments.output)
        built = pack_renewal(order, today, reporter)
        if can_save:
            save(at, built.portfolio)
    return Outcome(
        (*packaged_lines(built.path, built.written), *_not_noted(can_save)),
        {
            "path": str(built.path.resolve()),
            "package_id": built.written.package_id,
            "files": built.written.files,
            "bytes": built.written.bytes,
        },
    )


@contextmanager
def _opened(arguments: Namespace) -> Iterator[tuple[FolderRead, bool]]:
    """Open the portfolio; to write a package elsewhere, one that can only be read will do."""
    if arguments.output is None:
        with locked(arguments.folder, overrule=arguments.overrule) as at:
            yield at, True
    else:
        with locked_if_it_can_be(arguments.folder, overrule=arguments.overrule) as opened:
            yield opened


def _not_noted(noted: bool) -> tuple[str, ...]:
    return () if noted else (not_noted_line(),)
