"""Why a name cannot stand in a package, in words."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.package.writing.bag_names import BagNameRefused, NameFault


def _reasons() -> dict[NameFault, str]:
    return {
        NameFault.NOT_RELATIVE: _("it leads out of the package or has an empty part"),
        NameFault.BACKSLASH: _("it has a backslash"),
        NameFault.PERCENT: _("it has a percent sign, which other tools read differently"),
        NameFault.CONTROL: _("it has a character that cannot be seen, such as a line break"),
        NameFault.SPACE_AT_END: _("it ends with a space"),
        NameFault.NOT_TEXT: _("it is not readable as text"),
        NameFault.TOO_LONG: _("it is too long"),
        NameFault.TWICE: _("another file has the same name, apart from capitals or accents"),
        NameFault.ALSO_A_FOLDER: _("a folder has the same name"),
    }


def _bag_name_refused(error: BagNameRefused) -> Message:
    return Message(
        _("The name {name} cannot be used in a package: {reason}.").format(
            name=_visible(error.name), reason=_reasons()[error.fault]
        ),
        _("Nothing was built. Your files are as they were."),
        _("Rename the file, then build the package again."),
    )


def _visible(name: str) -> str:
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)
    return _("“{name}”").format(name=shown)


SENTENCES: Sentences = {BagNameRefused: _bag_name_refused}
