"""Word documents: those that we write, and whatever users bring."""

from lssc_desktop.store.documents.new_content import (
    MOST_COLUMNS,
    TableCell,
    new_picture,
    new_table,
    picture_kind,
)
from lssc_desktop.store.documents.package import DocumentUnreadable, is_open_elsewhere
from lssc_desktop.store.documents.patch import BlockLost, patched
from lssc_desktop.store.documents.printed import read_printed
from lssc_desktop.store.documents.read import (
    DocumentMemory,
    OpenedDocument,
    open_document,
    read_content,
    read_document,
)
from lssc_desktop.store.documents.selection import with_blocks
from lssc_desktop.store.documents.write import to_docx

__all__ = [
    "MOST_COLUMNS",
    "BlockLost",
    "DocumentMemory",
    "DocumentUnreadable",
    "OpenedDocument",
    "TableCell",
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
]
