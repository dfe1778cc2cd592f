"""What is said when the PDF of a set cannot be made."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.package.assembly import AssemblyFailed


def assembly_failed(error: AssemblyFailed) -> Message:
    """The compiler refused the document."""
    return Message(
        _("The PDF of this set could not be made: {reason}.").format(reason=error.reason),
        _("Nothing was built. Your responses and evidence are as they were."),
        _("Show this sentence to whoever looks after this program on your computer."),
    )


SENTENCES: Sentences = {AssemblyFailed: assembly_failed}
