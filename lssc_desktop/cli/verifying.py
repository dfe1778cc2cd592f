"""`verify`: whether a bag, anybody's, is whole."""

from argparse import Namespace
from datetime import date

from lssc_desktop.cli.outcome import FOUND_SOMETHING, GOOD, Outcome
from lssc_desktop.core.job import Reporter
from lssc_desktop.messages.reader import fault_message
from lssc_desktop.messages.verification import verification_lines
from lssc_desktop.package.reader import verify as verify_bag
from lssc_desktop.package.reading.fault import Fault


def verify(arguments: Namespace, _today: date, reporter: Reporter) -> Outcome:
    """Verify any bag and say everything that is wrong with it."""
    found = verify_bag(arguments.path, reporter)
    data = {
        "valid": found.valid,
        "complete": found.complete,
        "faults": [_fault(fault) for fault in found.faults],
        "warnings": [_fault(fault) for fault in found.warnings],
        "package_id": found.package_id,
    }
    return Outcome(verification_lines(found), data, GOOD if found.valid else FOUND_SOMETHING)


def _fault(fault: Fault) -> dict[str, object]:
    return {"code": str(fault.code), "path": fault.path, "message": fault_message(fault).text}
