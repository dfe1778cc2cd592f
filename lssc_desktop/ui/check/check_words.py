"""The page "Check & package" in words: what stands around its findings."""

from dataclasses import replace

from lssc_desktop.core.check.finding import Finding
from lssc_desktop.core.check.readiness import SetCheck, SetReport
from lssc_desktop.core.check.since_package import SincePackage
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import Submission, SubmissionState, is_on_own_word
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.bags import verification_lines
from lssc_desktop.messages.competency import in_sentence, statement_title
from lssc_desktop.messages.findings import row_message
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import closed_message
from lssc_desktop.messages.submissions import (
    is_reported,
    standing_word,
)
from lssc_desktop.messages.words import file_name
from lssc_desktop.package.build import Built
from lssc_desktop.package.reader import Verification


def check_summary(check: SetCheck) -> str:
    """Say how much a check found that stops a hand-in."""
    blockers = len(check.blockers)
    if not blockers:
        return _("Nothing left to do before you hand in.")
    return ngettext(
        "{count} thing to do before you hand in.",
        "{count} things to do before you hand in.",
        blockers,
    ).format(count=blockers)


def passed_count(count: int) -> str:
    """Say how many checks passed."""
    return ngettext("{count} check passed", "{count} checks passed", count).format(count=count)


def later_count(count: int) -> str:
    """Say how much is worth a look only when more is written."""
    return ngettext("{count} more for later", "{count} more for later", count).format(count=count)


def opening_line(done: int, total: int) -> str:
    """Say how far the opening of the evidence is."""
    return ngettext(
        "Opening evidence: {done} of {total} file…",
        "Opening evidence: {done} of {total} files…",
        total,
    ).format(done=done, total=total)


def row_words(row: tuple[Finding, ...]) -> Message:
    """Say a row as two lines: what was found, and what it means and asks for."""
    said = row_message(row)
    more = " ".join(part for part in (said.meaning, said.advice) if part)
    return Message(said.happened.removesuffix("."), more)


def show_all_name(count: int) -> str:
    """Name the button that shows each finding of a row that has several."""
    return ngettext("Show all {count}", "Show all {count}", count).format(count=count)


def since_line(since: SincePackage, program: Program) -> str:
    """Say what changed since the last package."""
    parts = (
        ngettext("{count} response", "{count} responses", since.responses).format(
            count=since.responses
        )
        if since.responses
        else "",
        in_sentence(statement_title(program)) if since.statement else "",
        ngettext("{count} file", "{count} files", since.files).format(count=since.files)
        if since.files
        else "",
    )
    return _("Changed since the package of {day}: {what}.").format(
        day=long_day(since.day), what=word_list(tuple(filter(None, parts)))
    )


def package_built(package: Built, sent: Submission | None) -> Message:
    """Say what was built: its name, where it is, what it holds, and how far it went since."""
    signed = _("It’s signed with your key. {way}") if package.signed else "{way}"
    return Message(
        _("{name} is built.").format(name=file_name(package.path.name)),
        ngettext(
            "It’s in the Packages folder, with {files} file, {size}.",
            "It’s in the Packages folder, with {files} files, {size}.",
            package.written.files,
        ).format(files=package.written.files, size=size(package.written.bytes)),
        signed.format(way=way_of_built(sent)),
    )


def way_of_built(sent: Submission | None) -> str:
    """Say how far a package is that was built on this page, as the Submissions page does."""
    if sent is None or sent.state is SubmissionState.PACKAGED:
        return _("Nothing was sent.")
    word = standing_word(
        Standing(sent.state),
        by_person=is_on_own_word(sent),
        reported=is_reported(sent),
        paused=sent.paused,
    )
    return _("{state}: see the Submissions page.").format(state=word)


def package_verified(found: Verification, name: str) -> Message:
    """Say what verifying a package of this name has shown."""
    first, *rest = verification_lines(replace(found, package_id=None, fingerprint=""))
    return Message(first, " ".join((file_name(name), *(line.strip() for line in rest))))


def go_there_name() -> str:
    """Name the button that leads to a finding."""
    return _("Go there")


def hand_in_name(route: Route) -> str:
    """Name what is handed in for a set by this route."""
    return {
        Route.PORTFOLIO: _("{Portfolio} to hand in."),
        Route.COURSE: _("Course certificate to hand in."),
        Route.RECOGNITION: _("Package to hand in."),
    }[route]


def build_label(kind: PackageKind, route: Route) -> str:
    """Name the button that builds a package of a set by this route."""
    if kind is not PackageKind.PORTFOLIO:
        return _("Build review copy")
    return _("Build {portfolio}") if route is Route.PORTFOLIO else _("Build package")


def checking_line() -> str:
    """Say that a check runs."""
    return _("Checking…")


def checked_line(report: SetReport, minutes: int) -> str:
    """Say how long ago the last check was and what came of it."""
    closed = report.closed
    if closed is not None:
        said = closed_message(closed).happened
    elif report.is_early:
        said = _("The next step is to write.")
    else:
        said = check_summary(report.check)
    if minutes < 1:
        return _("Checked just now. {summary}").format(summary=said)
    return ngettext(
        "Checked {count} minute ago. {summary}", "Checked {count} minutes ago. {summary}", minutes
    ).format(count=minutes, summary=said)
