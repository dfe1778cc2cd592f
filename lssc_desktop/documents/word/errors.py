"""What goes wrong with a Word document; what reads one is not loaded for it."""

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.text.richtext import DocumentFault


class DocumentUnreadable(LsscError):
    """A file could not be read as a Word document; `fault` says why."""

    path: str
    fault: DocumentFault


class BlockLost(LsscError):
    """Something kept is not in the document as it was opened, or the file cannot be changed."""

    path: str

    says = Says(
        "The text has something that isn’t in {path:file} anymore, such as a table.",
        "The document isn’t changed.",
        "Edit it in Word. We’ll notice when you save.",
    )


class TextNotWritten(LsscError):
    """A document with a new text would say something else: it was read again, and not kept."""

    path: str

    says = Says(
        "What you wrote couldn’t be saved in {path:file}. We read the new file before it could "
        "replace the old one, and it didn’t say what you wrote.",
        "The document isn’t changed.",
        "Edit it in Word. We’ll notice when you save.",
    )
