"""What verifying a bag has shown, line by line."""

from collections.abc import Collection, Sequence
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.messages.counts import size
from lssc_desktop.messages.reader import fault_message
from lssc_desktop.package.reader import Verification


def verdict(found: Verification) -> str:
    """Say in one sentence whether the bag is whole.

    Whether somebody made it anew, fingerprints and all, it cannot tell itself: see `compared`.
    """
    if found.valid:
        return ngettext(
            "The package is whole: {count} file, {size} of content, its fingerprint matches.",
            "The package is whole: {count} files, {size} of content, all fingerprints match.",
            found.files,
        ).format(count=found.files, size=size(found.bytes))
    count = len(found.faults)
    if not found.complete:
        return ngettext(
            "The package is not complete: {count} thing is wrong with it.",
            "The package is not complete: {count} things are wrong with it.",
            count,
        ).format(count=count)
    return ngettext(
        "The package is not as it was made: {count} thing is wrong with it.",
        "The package is not as it was made: {count} things are wrong with it.",
        count,
    ).format(count=count)


def compared(package_id: str | None, sent: Sequence[str], own: Collection[str] = ()) -> str:
    """Say what the fingerprint of a package was compared with; "" where there was nothing.

    `sent` are the fingerprints of what was sent under its name, `own` those of the packages that
    the open portfolio noted when it built them.
    """
    if package_id is None:
        return ""
    if package_id in sent:
        return _("Its fingerprint is the one that was sent: it matches the receipt beside it.")
    if sent:
        return _(
            "Its fingerprint is not the one in the receipt beside it, so this is not the package"
            " that was sent. Keep both, and ask for the one that was sent."
        )
    if package_id in own:
        return _("Its fingerprint is the one your portfolio noted when you built it.")
    return ""


def verification_lines(found: Verification, sent: Sequence[str] = ()) -> tuple[str, ...]:
    """Say the verdict, every fault, every warning, and the fingerprint of the package."""
    lines = [verdict(found)]
    if found.valid:
        lines.append(_("Nothing is missing or damaged."))
    lines.extend(f"  {fault_message(fault).text}" for fault in found.faults)
    if found.warnings:
        lines.append(_("Worth knowing:"))
        lines.extend(f"  {fault_message(warning).text}" for warning in found.warnings)
    if found.package_id is not None:
        lines.append(_("Its fingerprint is {fingerprint}.").format(fingerprint=found.package_id))
    if said := compared(found.package_id, sent):
        lines.append(said)
    return tuple(lines)
