"""What is said when a file does not stay as it is while it is packaged."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.package.writing.bag_source import FileChanged


def _file_changed(error: FileChanged) -> Message:
    return Message(
        _("“{path}” changed while the package was being built.").format(path=error.path),
        _("Nothing was built, because the package would not hold what was checked."),
        _(
            "Save and close the file in the program that has it open, check the set again, then "
            "build the package again."
        ),
    )


SENTENCES: Sentences = {FileChanged: _file_changed}
