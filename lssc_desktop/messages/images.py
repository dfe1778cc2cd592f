"""What is said of a picture that cannot be used."""

from gettext import gettext as _

from lssc_desktop.messages.counts import file_name
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.store.images import PictureFault, PictureUnreadable


def picture_fault(fault: PictureFault) -> str:
    """Say why a picture cannot be used."""
    sentences = {
        PictureFault.NOT_A_PICTURE: _("It is not a picture of a kind that we open."),
        PictureFault.DAMAGED: _("The file is damaged."),
        PictureFault.TOO_LARGE: _("It has more pixels than we open."),
    }
    return sentences[fault]


def _unreadable(error: PictureUnreadable) -> Message:
    return Message(
        _("The picture {name} cannot be used. {why}").format(
            name=file_name(error.path), why=picture_fault(error.fault)
        ),
        _("The file itself is as it was."),
        _("Open it in a picture program and save it again as a JPEG, then try again."),
    )


SENTENCES: Sentences = {PictureUnreadable: _unreadable}
