"""Second reading of a changed Word file, before it takes the place of the one it was made from.

Whatever goes wrong in between (a ZIP whose parts have two names, a list without the level that an
item has, a mistake of ours) shows here, and not weeks later to whoever opens the file.
"""

import re
from collections.abc import Collection, Hashable, Sequence
from itertools import groupby

from lssc_desktop.core.text.richtext import KeptContent, Paragraph, is_empty
from lssc_desktop.documents.word.body import BodyReader
from lssc_desktop.documents.word.errors import DocumentUnreadable
from lssc_desktop.documents.word.inline import digest_of
from lssc_desktop.documents.word.line import Setting
from lssc_desktop.documents.word.lists import Lists, read_lists
from lssc_desktop.documents.word.package import WordPackage, open_package
from lssc_desktop.documents.word.read import OpenedDocument

type Unit = tuple[Paragraph, ...]

_LEADS_OUT = re.compile(rb"numId|\bid\s*=")
"""What a block says by other parts of the file: its list, its links and pictures."""


def says(
    document: OpenedDocument,
    written: bytes,
    changed: Collection[str],
    text: Sequence[Unit],
    *,
    is_commented: bool = False,
) -> bool:
    """Whether a file that was made from a document says a text, and all else stayed in it.

    `changed` are the parts that are others now. `is_commented` says that comments were put
    elsewhere: a paragraph that has one is kept whole, and its words are compared.
    """
    try:
        with open_package(written, document.seen.path) as package:
            if any(map(package.is_twice, changed)) or not _others_stay(document, package, changed):
                return False
            found = _units(document, package, changed)
    except DocumentUnreadable:
        return False
    known = document.names.bytes.keys()
    wanted = _without_end(text)
    return len(found) == len(wanted) and all(
        _key(one, known) == _key(other, known) or (is_commented and _is_commented(one, other))
        for one, other in zip(found, wanted, strict=True)
    )


def _others_stay(document: OpenedDocument, package: WordPackage, changed: Collection[str]) -> bool:
    """Whether every other part is what it was."""
    after = package.checksums()
    with open_package(document.content, document.seen.path) as old:
        before = old.checksums()
    return package.main == old.main and all(
        name in changed or after.get(name) == sums for name, sums in before.items()
    )


def _units(
    document: OpenedDocument, package: WordPackage, changed: Collection[str]
) -> Sequence[Unit]:
    """Return what the body says, block by block; blocks that were copied are known."""
    source = package.source(package.main)
    body = None if source is None else source.root.find("body")
    if source is None or body is None:
        return ()
    is_alone = set(changed) <= {document.parts.main}
    setting = Setting(
        document.setting.sheet,
        Lists(document.setting.lists.lists)
        if is_alone
        else read_lists(package.related("numbering")),
        package.relations(package.main),
    )
    main = document.main
    known = {main[block.start : block.end]: block for block in document.blocks}
    if not is_alone:
        known = {data: block for data, block in known.items() if not _LEADS_OUT.search(data)}
    return _without_end(
        [block.paragraphs for block in BodyReader(setting).body(body, source, known)]
    )


def _without_end(units: Sequence[Unit]) -> Sequence[Unit]:
    """Return a text without the empty paragraphs at its end."""
    count = len(units)
    while count and is_empty(units[count - 1][0]):
        count -= 1
    return units[:count]


def _key(unit: Unit, known: Collection[str]) -> Hashable:
    """Return what a block is compared by: what is kept by its name, what is new by its words."""
    first = unit[0]
    if first.kept is not None:
        return _name(first.kept, known) or _words(unit)
    spans: list[Hashable] = []
    for kept, group in groupby(first.spans, key=lambda span: span.kept):
        if kept is None:
            spans.extend((it.text, it.bold, it.italic, it.link, it.effects) for it in group)
        else:
            spans.append(_name(kept, known) or "".join(span.text for span in group))
    return first.form, first.level, tuple(spans)


def _name(kept: KeptContent, known: Collection[str]) -> str:
    name = digest_of(kept)
    return f"\0{name}" if name in known else ""


def _words(unit: Unit) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in unit)


def _is_commented(found: Unit, wanted: Unit) -> bool:
    return found[0].kept is not None and _words(found) == _words(wanted)
