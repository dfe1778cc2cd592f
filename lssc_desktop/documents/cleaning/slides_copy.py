"""Clean copies of PowerPoint slides: the slides that are shown, without notes and comments."""

import re
from typing import BinaryIO

from lssc_desktop.core.privacy.clean_copy import Cleaned, CleanOrder, Removal
from lssc_desktop.documents.cleaning.office_parts import (
    DRAWING,
    Cleaner,
    OfficeCopy,
    drop,
    drop_all,
    drop_attributes,
    local,
    office,
)
from lssc_desktop.documents.previews.wire import PreviewFault, Unviewable

_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_KINDS = frozenset(
    (
        *("slide", "slideLayout", "slideMaster", "theme", "themeOverride", "tableStyles"),
        *("image", "chart", "chartStyle", "chartColorStyle"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"),
    )
)
_OF_SHOW = frozenset(("sldMasterIdLst", "sldIdLst", "sldSz", "notesSz", "defaultTextStyle"))
"""What is kept of the presentation itself; the rest holds sections, tags, fonts and passwords."""

_NO = ("0", "false")
_NOTED = re.compile(r"removePersonalInfoOnSave|tooltip|userDrawn|progId")
_SHORT_LIVED = frozenset(("extLst", "externalData", "custDataLst", "oleObj", "control", "controls"))
_MEDIA = frozenset(("audio", "video", "cMediaNode"))
_RUNS = re.compile(r"ppaction://(?:program|macro|ole|media).*", re.IGNORECASE)


def clean_slides(file: BinaryIO, order: CleanOrder) -> Cleaned:
    """Return the clean copy of a PowerPoint file. Raises `Unviewable`."""
    cleaner = Cleaner(order)
    made = OfficeCopy(file, _KINDS, cleaner)
    _drop_hidden_slides(made, cleaner)
    for part in made.parts.values():
        root = part.root
        if root is None:
            continue
        for link in [each for each in root.iter() if local(each).startswith("hlink")]:
            if _RUNS.fullmatch(link.get("action", "")):
                cleaner.removed[Removal.LINKS] += 1
                drop(link)
        for timing in list(root.iter(f"{{{_P}}}timing")):
            if any(local(node) in _MEDIA for node in timing.iter()):
                drop(timing)  # it would play what is not there any more
        drop_attributes(root, _NOTED)
        drop_all(root, _SHORT_LIVED)
        cleaner.cover_paragraphs(root, f"{{{DRAWING}}}p", f"{{{DRAWING}}}t")
    return Cleaned(made.finish(), tuple(cleaner.removed.items()))


def _drop_hidden_slides(made: OfficeCopy, cleaner: Cleaner) -> None:
    root = made.main.root
    for node in list(root):
        if local(node) not in _OF_SHOW:
            drop(node)
    hidden = {part.name for part in made.of_kind("slide") if part.root.get("show", "1") in _NO}
    cleaner.removed[Removal.HIDDEN_SLIDES] += len(hidden)
    for part in made.parts.values():
        for identity, relation in list(part.relations.items()):
            if relation.target in hidden:
                made.cut(part, identity)
    shown = 0
    for slide in list(root.iter(f"{{{_P}}}sldId")):
        if slide.get(office("id")) in made.main.relations:
            shown += 1
        else:
            drop(slide)
    if not shown:
        raise Unviewable(PreviewFault.EMPTY)
