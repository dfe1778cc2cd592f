"""A look into a file of any origin, taken by a process of its own that may fail or be stopped."""

from lssc_desktop.documents.previews.process import Limits, Previewer
from lssc_desktop.documents.previews.wire import (
    Inspection,
    Occurrence,
    Occurrences,
    PageBox,
    PageSize,
    Pixels,
    PreviewFailed,
    PreviewFault,
    Source,
    Trial,
)

__all__ = [
    "Inspection",
    "Limits",
    "Occurrence",
    "Occurrences",
    "PageBox",
    "PageSize",
    "Pixels",
    "PreviewFailed",
    "PreviewFault",
    "Previewer",
    "Source",
    "Trial",
]
