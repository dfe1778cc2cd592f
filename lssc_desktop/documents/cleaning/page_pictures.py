"""A new PDF of page pictures, each with a heading and the words that can be searched on it.

It is written page by page, by us alone: nothing of another PDF can get into it. The words are an
invisible layer whose fonts have letters without a shape, so that nothing is embedded for them.
"""

import zlib
from collections.abc import Sequence
from html import escape
from itertools import batched
from typing import TYPE_CHECKING, BinaryIO

from lssc_desktop.documents.cleaning.pixels import Box, encoded
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

_CODES = 255  # letters of one font, which counts them in a byte
_LETTER = 500  # thousandths of the size that each letter of the layer is wide
_INFO, _ROOT, _PAGES, _TAGS, _DOCUMENT, _SHAPE, _XMP = range(1, 8)
_FLAT_OF_JPEG = 0.9  # how much smaller lossless has to be


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word where it stands on the page as it is shown, in points from the top left corner."""

    text: str
    box: Box


class PagePictures:
    """A PDF that grows page by page in a file."""

    def __init__(self, file: BinaryIO, title: str, language: str) -> None:
        self._file, self._title, self._language = file, title, language
        self._places: dict[int, int] = {}
        self._next = _XMP + 1
        self._kids: list[int] = []
        self._parents: list[tuple[int, ...]] = []
        self._headings: list[int] = []
        self.bytes = 0
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def add(
        self,
        image: "Image",
        size: tuple[float, float],
        words: Sequence[PageWord],
        heading: str,
        data: bytes = b"",
    ) -> None:
        """Add a page of a size (points) that shows a picture, which `data` may hold as a JPEG."""
        width, height = size
        number = len(self._kids)
        picture, contents, page, heading_tag, rest_tag = (self._number() for _ in range(5))
        space = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
        jpeg = data or encoded(image)
        flat = zlib.compress(image.tobytes()) if image.mode == "L" else jpeg
        is_flat = len(flat) < _FLAT_OF_JPEG * len(jpeg)
        self._stream(
            picture,
            f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}"
            f"/ColorSpace{space}/BitsPerComponent 8"
            f"/Filter{'/FlateDecode' if is_flat else '/DCTDecode'}",
            flat if is_flat else jpeg,
        )
        head = PageWord(heading, (0, 0, 9.0 * max(len(heading), 1), 10))
        fonts, places = self._fonts([head, *words])
        layer = b"".join(_drawn(word, height, places) for word in words)
        drawing = (
            f"/Artifact BMC q {width:.4f} 0 0 {height:.4f} 0 0 cm /I Do Q EMC\n".encode()
            + b"/H1 <</MCID 0>> BDC BT 3 Tr\n"
            + _drawn(head, height, places)
            + b"ET EMC\n"
        )
        if words:
            drawing += b"/P <</MCID 1>> BDC BT 3 Tr\n" + layer + b"ET EMC\n"
        self._stream(contents, "/Filter/FlateDecode", zlib.compress(drawing))
        self._object(
            page,
            f"<</Type/Page/Parent {_PAGES} 0 R/MediaBox[0 0 {width:.4f} {height:.4f}]/Contents "
            f"{contents} 0 R/StructParents {number}/Tabs/S/Resources<</XObject<</I {picture} 0 R>>"
            f"/Font<<{fonts}>>>>>>",
        )
        mark = f"/Type/StructElem/P {_DOCUMENT} 0 R/Pg {page} 0 R"
        self._object(heading_tag, f"<<{mark}/S/H1/K 0>>")
        if words:
            self._object(rest_tag, f"<<{mark}/S/P/K 1>>")
        else:
            said = _text(heading)
            shown = f"/A<</O/Layout/BBox[0 0 {width:.4f} {height:.4f}]>>"
            self._object(rest_tag, f"<<{mark}/S/Figure/Alt{said}{shown}>>")
        self._kids.append(page)
        self._headings += [heading_tag, rest_tag]
        self._parents.append((heading_tag, rest_tag) if words else (heading_tag,))

    def finish(self) -> None:
        """Write what stands at the end of a PDF."""
        title, language = _text(self._title), _text(self._language)
        kids = " ".join(f"{kid} 0 R" for kid in self._kids)
        tags = " ".join(f"{tag} 0 R" for tag in self._headings)
        parents = " ".join(
            f"{number}[{' '.join(f'{tag} 0 R' for tag in tags_of)}]"
            for number, tags_of in enumerate(self._parents)
        )
        self._object(_INFO, f"<</Title{title}>>")
        self._stream(_XMP, "/Type/Metadata/Subtype/XML", _xmp(self._title))
        self._object(
            _ROOT,
            f"<</Type/Catalog/Pages {_PAGES} 0 R/Lang{language}/MarkInfo<</Marked true>>"
            f"/StructTreeRoot {_TAGS} 0 R/Metadata {_XMP} 0 R"
            "/ViewerPreferences<</DisplayDocTitle true>>>>",
        )
        self._object(_PAGES, f"<</Type/Pages/Kids[{kids}]/Count {len(self._kids)}>>")
        self._object(
            _TAGS,
            f"<</Type/StructTreeRoot/K {_DOCUMENT} 0 R/ParentTree<</Nums[{parents}]>>"
            f"/ParentTreeNextKey {len(self._parents)}>>",
        )
        self._object(_DOCUMENT, f"<</Type/StructElem/S/Document/P {_TAGS} 0 R/K[{tags}]>>")
        self._stream(_SHAPE, "", f"{_LETTER} 0 0 0 {_LETTER} 1000 d1".encode())
        start = self.bytes
        rows = "".join(
            f"{self._places[number]:010} 00000 n \n" if number in self._places else _FREE
            for number in range(1, self._next)
        )
        self._write(
            f"xref\n0 {self._next}\n{_FREE}{rows}trailer\n<</Size {self._next}/Root {_ROOT} 0 R"
            f"/Info {_INFO} 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
        )

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def _object(self, number: int, body: str) -> None:
        self._places[number] = self.bytes
        self._write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))

    def _stream(self, number: int, about: str, data: bytes) -> None:
        self._places[number] = self.bytes
        self._write(f"{number} 0 obj\n<<{about}/Length {len(data)}>>\nstream\n".encode())
        self._write(data + b"\nendstream\nendobj\n")

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self.bytes += len(data)

    def _fonts(self, words: Sequence[PageWord]) -> tuple[str, dict[str, tuple[int, int]]]:
        """Write the fonts of a page's words; return their names, and where each letter is."""
        letters = sorted({letter for word in words for letter in f"{word.text} "})
        named: list[str] = []
        places: dict[str, tuple[int, int]] = {}
        for place, some in enumerate(batched(letters, _CODES)):
            font, table = self._number(), self._number()
            self._object(font, _font(some, table))
            self._stream(table, "/Filter/FlateDecode", zlib.compress(_to_unicode(some)))
            named.append(f"/W{place} {font} 0 R")
            places |= {letter: (place, code) for code, letter in enumerate(some, 1)}
        return "".join(named), places


_FREE = "0000000000 65535 f \n"


def _text(said: str) -> str:
    """Return a text as PDF writes any letters."""
    return f"<FEFF{said.encode('utf-16-be', 'replace').hex().upper()}>"


def _xmp(title: str) -> bytes:
    about = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
    )
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    said = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}"><rdf:Description '
        f'rdf:about="" {about}><dc:title>{said}</dc:title><pdfuaid:part>1</pdfuaid:part>'
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def _drawn(word: PageWord, height: float, places: dict[str, tuple[int, int]]) -> bytes:
    """Return what writes a word over its place; the space after it has no width."""
    left, top, right, bottom = word.box
    size = max(bottom - top, 1.0)
    stretch = 100 * (right - left) / (size * max(len(word.text), 1) * _LETTER / 1000)
    written = [f"{max(stretch, 1.0):.3f} Tz 1 0 0 1 {left:.3f} {height - bottom:.3f} Tm"]
    now = -1
    for letter in f"{word.text} ":
        font, code = places[letter]
        if font != now:
            written.append(f"/W{font} {size:.3f} Tf")
            now = font
        written.append(f"<{code:02X}> Tj")
    return (" ".join(written) + "\n").encode()


def _font(letters: Sequence[str], table: int) -> str:
    """Return a font (Type 3 of ISO 32000) of letters without a shape, which say what they are."""
    names = [f"/l{code}" for code in range(1, len(letters) + 1)]
    widths = " ".join("0" if letter == " " else str(_LETTER) for letter in letters)
    return (
        f"<</Type/Font/Subtype/Type3/FontBBox[0 0 {_LETTER} 1000]/FontMatrix[.001 0 0 .001 0 0]"
        f"/CharProcs<<{''.join(f'{name} {_SHAPE} 0 R' for name in names)}>>/Encoding<</Type"
        f"/Encoding/Differences[1{''.join(names)}]>>/FirstChar 1/LastChar {len(letters)}"
        f"/Widths[{widths}]/Resources<<>>/ToUnicode {table} 0 R>>"
    )


def _to_unicode(letters: Sequence[str]) -> bytes:
    """Return the table that says which letter each code is."""
    lines = [
        f"<{code:02X}> <{letter.encode('utf-16-be').hex().upper()}>"
        for code, letter in enumerate(letters, 1)
    ]
    tables = "".join(
        f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar\n"
        for some in batched(lines, 100)
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CMapName /Words def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{tables}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
