"""`package`: one set, as it is handed in or shown to staff."""

from argparse import Namespace
from datetime import date

from lssc_desktop.cli.opened import locked, save
from lssc_desktop.cli.outcome import Outcome
from lssc_desktop.core.folder_facts import FolderFacts
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import PackageKind
from lssc_desktop.messages.command_line import packaged_lines
from lssc_desktop.package.build import Order
from lssc_desktop.package.packing import pack


def package(arguments: Namespace, today: date, reporter: Reporter) -> Outcome:
    """Build a package of one set, or of a renewal, and note it in the portfolio."""
    if arguments.renewal:
        return _renewal(arguments, today, reporter)
    kind = PackageKind.REVIEW_COPY if arguments.review_copy else PackageKind.PORTFOLIO
    with locked(arguments.folder, overrule=arguments.overrule) as at:
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
        save(at, built.portfolio)
    lines = packaged_lines(built.path, built.written)
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

    with locked(arguments.folder, overrule=arguments.overrule) as at:
        order = RenewalOrder(at.root, at.program, at.program_text, at.portfolio, arguments.output)
        built = pack_renewal(order, today, reporter)
        save(at, built.portfolio)
    return Outcome(
        packaged_lines(built.path, built.written),
        {
            "path": str(built.path.resolve()),
            "package_id": built.written.package_id,
            "files": built.written.files,
            "bytes": built.written.bytes,
        },
    )
