"""Word documents: those that we write, and whatever users bring."""

from lssc_desktop.store.documents.package import DocumentUnreadable, is_open_elsewhere
from lssc_desktop.store.documents.read import DocumentMemory, read_content, read_document
from lssc_desktop.store.documents.write import to_docx

__all__ = [
    "DocumentMemory",
    "DocumentUnreadable",
    "is_open_elsewhere",
    "read_content",
    "read_document",
    "to_docx",
]
