"""What lies in a drawing: pictures, charts, shapes, and the text in text boxes."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lssc_desktop.core.beyond import Beyond

_BY_TAG = {
    "pic.pic": Beyond.PICTURE,
    "v.imagedata": Beyond.PICTURE,
    "txbxContent": Beyond.TEXT_BOX,
    "o.OLEObject": Beyond.EMBEDDED_OBJECT,
    "control": Beyond.FORM,
}
_BY_GRAPHIC = {
    "chart": Beyond.CHART,
    "chartex": Beyond.CHART,
    "diagram": Beyond.DIAGRAM,
}


def contents(drawing: Element) -> frozenset[Beyond]:
    """Return what a `drawing`, `pict` or `object` holds; a shape when it is nothing else."""
    found = set(_found(drawing))
    if drawing.tag == "object" and Beyond.FORM not in found:
        found = {Beyond.EMBEDDED_OBJECT}
    return frozenset(found or {Beyond.SHAPE})


def text_boxes(drawing: Element) -> Iterator[Element]:
    """Yield the content of every text box, in order; boxes within a box come with it."""
    for item in drawing:
        if item.tag == "txbxContent":
            yield item
        elif item.tag == "mc.AlternateContent":
            yield from text_boxes(chosen(item))
        else:
            yield from text_boxes(item)


def chosen(alternatives: Element) -> Element:
    """Return the first of several forms of the same thing: the newest, the others repeat it."""
    return alternatives[0] if len(alternatives) else alternatives


def _found(drawing: Element) -> Iterator[Beyond]:
    """Yield what a drawing holds, as often as it does."""
    for item in drawing.iter():
        if item.tag in _BY_TAG:
            yield _BY_TAG[item.tag]
        elif item.tag == "a.graphicData":
            kind = item.get("uri", "").rpartition("/")[2]
            if kind in _BY_GRAPHIC:
                yield _BY_GRAPHIC[kind]
