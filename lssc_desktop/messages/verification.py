"""What verifying a bag has shown, line by line."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.messages.counts import size
from lssc_desktop.messages.reader import fault_message
from lssc_desktop.package.reader import Verification


def verdict(found: Verification) -> str:
    """Say in one sentence whether the bag is what it was when it was made."""
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


def verification_lines(found: Verification) -> tuple[str, ...]:
    """Say the verdict, every fault, every warning, and the fingerprint of the package."""
    lines = [verdict(found)]
    lines.extend(f"  {fault_message(fault).text}" for fault in found.faults)
    if found.warnings:
        lines.append(_("Worth knowing:"))
        lines.extend(f"  {fault_message(warning).text}" for warning in found.warnings)
    if found.package_id is not None:
        lines.append(_("Its fingerprint is {fingerprint}.").format(fingerprint=found.package_id))
    return tuple(lines)
