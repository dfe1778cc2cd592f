"""`verify`: whether a bag, anybody's, is whole."""

from argparse import Namespace
from datetime import date

from lssc_desktop.cli.outcome import FOUND_SOMETHING, GOOD, Outcome
from lssc_desktop.core.job import Reporter
from lssc_desktop.messages.reader import fault_message
from lssc_desktop.messages.verification import verification_lines
from lssc_desktop.package.outside import verify_and_compare
from lssc_desktop.package.reading.fault import Fault


def verify(arguments: Namespace, _today: date, reporter: Reporter) -> Outcome:
    """Verify any bag and say everything that is wrong with it."""
    found, sent = verify_and_compare(arguments.path, reporter)
    data = {
        "valid": found.valid,
        "complete": found.complete,
        "faults": [_fault(fault) for fault in found.faults],
        "warnings": [_fault(fault) for fault in found.warnings],
        "package_id": found.package_id,
        "sent": list(sent),
    }
    differs = bool(sent) and found.package_id not in sent
    status = GOOD if found.valid and not differs else FOUND_SOMETHING
    return Outcome(verification_lines(found, sent), data, status)


def _fault(fault: Fault) -> dict[str, object]:
    return {"code": str(fault.code), "path": fault.path, "message": fault_message(fault).text}
