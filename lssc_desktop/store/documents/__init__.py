"""Word documents: those that we write, and whatever users bring."""

from lssc_desktop.store.documents.opened import OpenedDocument
from lssc_desktop.store.documents.package import DocumentUnreadable, is_open_elsewhere
from lssc_desktop.store.documents.patch import BlockLost, patched
from lssc_desktop.store.documents.read import (
    DocumentMemory,
    open_document,
    read_content,
    read_document,
)
from lssc_desktop.store.documents.selection import with_blocks
from lssc_desktop.store.documents.write import to_docx

__all__ = [
    "BlockLost",
    "DocumentMemory",
    "DocumentUnreadable",
    "OpenedDocument",
    "is_open_elsewhere",
    "open_document",
    "patched",
    "read_content",
    "read_document",
    "to_docx",
    "with_blocks",
]
