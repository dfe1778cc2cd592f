"""Word documents: those that we write, and whatever users bring.

What reads and writes them is loaded when it is first used: a portfolio is opened without either.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lssc_desktop.documents.word.changing.patch import patched
    from lssc_desktop.documents.word.errors import (
        BlockLost,
        DocumentUnreadable,
        TextNotWritten,
    )
    from lssc_desktop.documents.word.making import picture_kind
    from lssc_desktop.documents.word.memory import DocumentMemory
    from lssc_desktop.documents.word.new_content import (
        MOST_COLUMNS,
        TableCell,
        new_picture,
        new_table,
    )
    from lssc_desktop.documents.word.package import is_open_elsewhere
    from lssc_desktop.documents.word.printed import read_printed
    from lssc_desktop.documents.word.read import (
        OpenedDocument,
        open_document,
        read_content,
        read_document,
    )
    from lssc_desktop.documents.word.selection import with_blocks
    from lssc_desktop.documents.word.write import to_docx, word_language

__all__ = [
    "MOST_COLUMNS",
    "WORD_SUFFIX",
    "BlockLost",
    "DocumentMemory",
    "DocumentUnreadable",
    "OpenedDocument",
    "TableCell",
    "TextNotWritten",
    "is_open_elsewhere",
    "new_picture",
    "new_table",
    "open_document",
    "patched",
    "picture_kind",
    "read_content",
    "read_document",
    "read_printed",
    "to_docx",
    "with_blocks",
    "word_language",
]

WORD_SUFFIX = ".docx"

_MODULES = {
    "errors": ("BlockLost", "DocumentUnreadable", "TextNotWritten"),
    "making": ("picture_kind",),
    "memory": ("DocumentMemory",),
    "new_content": ("MOST_COLUMNS", "TableCell", "new_picture", "new_table"),
    "package": ("is_open_elsewhere",),
    "changing.patch": ("patched",),
    "printed": ("read_printed",),
    "read": ("OpenedDocument", "open_document", "read_content", "read_document"),
    "selection": ("with_blocks",),
    "write": ("to_docx", "word_language"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load the module that has a name; Python asks once for each."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = found
    return found
