"""What the page "Check & package" says around its findings."""

from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.finding import Finding
from lssc_desktop.core.portfolio import PackageKind, Route
from lssc_desktop.core.readiness import SetCheck
from lssc_desktop.core.set_report import SetReport
from lssc_desktop.messages.counts import file_name, size
from lssc_desktop.messages.locking import closed_message
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.readiness import finding_message
from lssc_desktop.messages.verification import verification_lines
from lssc_desktop.package.build import Built
from lssc_desktop.package.reader import Verification


def summary(check: SetCheck) -> str:
    """Count what a check found: what stops a hand-in, what is worth a look, what passed."""
    blockers = len(check.blockers)
    advice = len(check.findings) - blockers
    stops = (
        ngettext("{count} thing stops a hand-in", "{count} things stop a hand-in", blockers).format(
            count=blockers
        )
        if blockers
        else _("Nothing stops a hand-in")
    )
    looks = ngettext("{count} is worth a look", "{count} are worth a look", advice).format(
        count=advice
    )
    parts = (stops, *((looks,) if advice else ()), passed_count(len(check.passed)))
    return _("{sentence}.").format(sentence=", ".join(parts))


def passed_count(count: int) -> str:
    """Say how many checks passed."""
    return ngettext("{count} check passed", "{count} checks passed", count).format(count=count)


def opening_line(done: int, total: int) -> str:
    """Say how far the opening of the evidence is."""
    return _("Opening evidence: {done} of {total} files…").format(done=done, total=total)


def open_count(count: int) -> str:
    """Say how many findings are open."""
    return ngettext("{count} open", "{count} open", count).format(count=count)


def finding_words(finding: Finding) -> Message:
    """Say a finding as the two lines of a row: what was found, and what it means and asks for."""
    said = finding_message(finding)
    more = " ".join(part for part in (said.meaning, said.advice) if part)
    return Message(said.happened.removesuffix("."), more)


def hand_in_condition(blockers: int) -> str:
    """Say whether a portfolio to hand in can be built, and if not, when."""
    if not blockers:
        return _("Complete, as far as we can tell.")
    return ngettext(
        "Possible when the {count} blocker is gone.",
        "Possible when the {count} blockers are gone.",
        blockers,
    ).format(count=blockers)


def built(package: Built) -> Message:
    """Say what was built: its name, where it is, what it holds."""
    return Message(
        _("{name} is built.").format(name=file_name(package.path.name)),
        ngettext(
            "It is in the folder Packages, holds {files} file and is {size}.",
            "It is in the folder Packages, holds {files} files and is {size}.",
            package.written.files,
        ).format(files=package.written.files, size=size(package.written.bytes)),
        _("Nothing was sent."),
    )


def verified(found: Verification, name: str) -> Message:
    """Say what verifying a package of this name has shown."""
    first, *rest = verification_lines(replace(found, package_id=None))
    return Message(first, " ".join((file_name(name), *(line.strip() for line in rest))))


def go_there_name() -> str:
    """Name the button that leads to a finding."""
    return _("Go there")


def show_more(count: int) -> str:
    """Name the button that shows the rest of a long list."""
    return ngettext("Show {count} more", "Show {count} more", count).format(count=count)


def hand_in_name(route: Route) -> str:
    """Name what is handed in for a set by this route."""
    return {
        Route.PORTFOLIO: _("Portfolio to hand in."),
        Route.COURSE: _("Course certificate to hand in."),
        Route.RECOGNITION: _("Package to hand in."),
    }[route]


def build_label(kind: PackageKind, route: Route) -> str:
    """Name the button that builds a package of a set by this route."""
    if kind is not PackageKind.PORTFOLIO:
        return _("Build the review copy")
    return _("Build the portfolio") if route is Route.PORTFOLIO else _("Build the package")


def checking_line() -> str:
    """Say that a check runs."""
    return _("Checking…")


def checked_line(report: SetReport, minutes: int) -> str:
    """Say how long ago was checked and what came of it."""
    closed = report.closed
    said = summary(report.check) if closed is None else closed_message(closed).happened
    if minutes < 1:
        return _("Checked just now. {summary}").format(summary=said)
    return ngettext(
        "Checked {count} minute ago. {summary}", "Checked {count} minutes ago. {summary}", minutes
    ).format(count=minutes, summary=said)
