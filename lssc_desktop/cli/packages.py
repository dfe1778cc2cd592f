"""`package` and `verify`: what is made for others, and whether it is whole."""

from argparse import Namespace
from datetime import date
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from lssc_desktop.cli.opened import locked, look
from lssc_desktop.cli.outcome import FOUND_SOMETHING, GOOD, Outcome
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import PackageKind
from lssc_desktop.messages.counts import size
from lssc_desktop.messages.reader import fault_sentence
from lssc_desktop.package.build import Built, Order, build
from lssc_desktop.package.reader import Fault
from lssc_desktop.package.reader import verify as verify_bag
from lssc_desktop.package.with_evidence import write_with_evidence


def package(arguments: Namespace, reporter: Reporter) -> Outcome:
    """Build a package of one set, and note it in the portfolio."""
    today = date.today()
    kind = PackageKind.REVIEW_COPY if arguments.review_copy else PackageKind.PORTFOLIO
    with locked(arguments.folder) as at:
        looked = look(at, today, reporter)
        order = Order(
            at.root,
            at.program,
            at.program_text,
            looked.portfolio,
            looked.facts,
            arguments.set_id,
            kind,
            arguments.output,
        )
        built = build(order, today, reporter)
        at.save(built.portfolio)
    lines = (
        _("The package is in {path}.").format(path=built.path),
        ngettext("{files} file, {size}.", "{files} files, {size}.", built.written.files).format(
            files=built.written.files, size=size(built.written.bytes)
        ),
        _("Its fingerprint is {fingerprint}.").format(fingerprint=built.written.package_id),
    )
    data: dict[str, object] = {
        "path": str(built.path.resolve()),
        "package_id": built.written.package_id,
        "files": built.written.files,
        "bytes": built.written.bytes,
    }
    if arguments.with_evidence_pdf:
        beside, more = _with_evidence(order, built, reporter)
        data["with_evidence_pdf"] = str(beside.resolve())
        lines = (*lines, *more)
    return Outcome(lines, data)
