"""What is said about the files for a web form: what it will not take, and a damaged package."""

from collections.abc import Callable, Mapping
from gettext import gettext as _

from lssc_desktop.core.web_form import FormFault
from lssc_desktop.messages.counts import listed, size
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.package.hand_in import FormRefuses, PackageDamaged

_SHOWN = 6


def _refuses(error: FormRefuses) -> Message:
    lines = [fault_line(fault) for fault in error.faults[:_SHOWN]]
    left = len(error.faults) - len(lines)
    if left > 0:
        lines.append(_("And {count} more.").format(count=left))
    return Message(
        _("The form “{form}” will not take this package’s files as they are.").format(
            form=error.form
        ),
        _("Nothing was copied, and nothing was sent."),
        " ".join(
            (
                *lines,
                _(
                    "Change these files in your portfolio and build the package again, or ask the "
                    "program what to do."
                ),
            )
        ),
    )


def fault_line(fault: FormFault) -> str:
    """Say one thing that the form will not take."""
    return _FAULTS[fault.code](fault)


def _type(fault: FormFault) -> str:
    return _("{name} is of a type it does not take; it takes {types}.").format(
        name=shown_file(fault.file), types=listed(fault.types)
    )


def _file_size(fault: FormFault) -> str:
    return _("{name} has {size}; it takes files of at most {limit}.").format(
        name=shown_file(fault.file), size=size(fault.is_), limit=size(fault.limit)
    )


def _count(fault: FormFault) -> str:
    return _("There are {count} files; it takes at most {limit}.").format(
        count=fault.is_, limit=fault.limit
    )


def _all_size(fault: FormFault) -> str:
    return _("Together they have {size}; it takes at most {limit}.").format(
        size=size(fault.is_), limit=size(fault.limit)
    )


_FAULTS: Mapping[str, Callable[[FormFault], str]] = {
    "type": _type,
    "file-size": _file_size,
    "count": _count,
    "all-size": _all_size,
}


def _damaged(error: PackageDamaged) -> Message:
    return Message(
        _("{file} in the package {name} cannot be read.").format(
            file=shown_file(error.file), name=shown_file(error.path)
        ),
        _("No copies were made. Your portfolio is as it was."),
        _("Build the package again, and use the new one."),
    )


SENTENCES: Sentences = {FormRefuses: _refuses, PackageDamaged: _damaged}
