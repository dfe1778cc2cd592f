"""What is said about a folder that is no portfolio, not a whole one, or not ours to save."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_folder
from lssc_desktop.store.folder import (
    ChangedOnDisk,
    FolderNotEmpty,
    NotAFolder,
    NotAPortfolio,
    PortfolioExists,
    PortfolioLost,
    ProgramLost,
)


def _not_empty(error: FolderNotEmpty) -> Message:
    return Message(
        _("There is something in the folder {name} already.").format(name=shown_folder(error.path)),
        _("Nothing was changed: a portfolio needs a folder of its own."),
        _("Choose a new or an empty folder."),
    )


def _exists(error: PortfolioExists) -> Message:
    return Message(
        _("There is a portfolio in the folder {name} already.").format(
            name=shown_folder(error.path)
        ),
        _("It was not changed."),
        _("Open it, or choose another folder for a new one."),
    )


def _no_portfolio(error: NotAPortfolio) -> Message:
    return Message(
        _("There is no portfolio in the folder {name}.").format(name=shown_folder(error.path)),
        _("Nothing was changed."),
        _("Choose the folder in which “portfolio.json” lies, or start a new portfolio."),
    )


def _no_folder(error: NotAFolder) -> Message:
    return Message(
        _("{name} is a file, and a portfolio is a folder.").format(name=shown_folder(error.path)),
        _("Nothing was changed."),
        _("Choose the folder in which “portfolio.json” lies."),
    )


def _lost(error: PortfolioLost) -> Message:
    return Message(
        _("The file “portfolio.json” is missing in the folder {name}.").format(
            name=shown_folder(error.path)
        ),
        _("Your responses and your evidence are files of their own and are all still there."),
        _("If you moved it, put it back. Otherwise let us rebuild it from the folder."),
    )


def _program_lost(error: ProgramLost) -> Message:
    return Message(
        _("The file “program.toml” in the folder {name} is missing or is no text.").format(
            name=shown_folder(error.path)
        ),
        _("Your work is all there, but we cannot tell which program it follows."),
        _("Put the program file back under that name; your program office has it."),
    )


def _changed(error: ChangedOnDisk) -> Message:
    return Message(
        _("{name} was changed or removed by somebody else since we read it.").format(
            name=shown_folder(error.path)
        ),
        _("Nothing was saved, so that their work is not lost. Yours is still here."),
        _("See what they changed, then decide which of the two to keep."),
    )


SENTENCES: Sentences = {
    FolderNotEmpty: _not_empty,
    PortfolioExists: _exists,
    NotAPortfolio: _no_portfolio,
    NotAFolder: _no_folder,
    PortfolioLost: _lost,
    ProgramLost: _program_lost,
    ChangedOnDisk: _changed,
}
