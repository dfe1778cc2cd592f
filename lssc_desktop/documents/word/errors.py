"""What goes wrong with a Word document; what reads one is not loaded for it."""

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.text.richtext import DocumentFault


class DocumentUnreadable(LsscError):
    """A file could not be read as a Word document; `fault` says why."""

    path: str
    fault: DocumentFault


class BlockLost(LsscError):
    """Something kept is not in the document as it was opened, or the file cannot be changed."""

    path: str


class TextNotWritten(LsscError):
    """A document with a new text would say something else: it was read again, and not kept."""

    path: str
