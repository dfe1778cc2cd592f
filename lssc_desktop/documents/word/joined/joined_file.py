"""The new Word file that others are joined in: what all of them share, each id once."""

import copy
from datetime import datetime
from typing import IO

from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.documents.word.joined.style_reader import StyleReader, style_key, styles_of
from lssc_desktop.documents.word.making import Tree, made, parsed, root_of, word, words_of
from lssc_desktop.documents.word.new_file import WordFile
from lssc_desktop.paths import resources

_OTHERWISE = frozenset({"Heading1", "Heading2", "Heading3"})
"""Styles that our headings around texts have as well, and not as in a text."""


class JoinedFile(WordFile):
    """A new Word file with the styles of what is ours, and the counters behind every id in it."""

    def __init__(
        self, file: IO[bytes], title: str, author: str, language: str, day: datetime
    ) -> None:
        super().__init__(file, title, author, day=day, packed=True, declares=True)
        self._count = 0
        self.bookmarks: set[str] = set()
        self.places: dict[str, str] = {}
        self.style_ids: dict[str, str] = {}
        self.style_names: set[str] = set()
        self._add_styles()
        self.mark_language(language)
        self.notes = self.word_part("footnotes", root_of("footnotes"))
        before = made("footnotePr")
        for kind, id_ in (("separator", "-1"), ("continuationSeparator", "0")):
            line = made("p", made("r", made(kind)))
            self.notes.element.append(made("footnote", line, type=kind, id=id_))
            before.append(made("footnote", id=id_))
        self.settings.find(word("characterSpacingControl")).addnext(before)

    def take_paper(self, paper: PaperSize) -> None:
        """Have pages of another paper, with what stands at the right end of a line moved there."""
        super().take_paper(paper)
        more = paper.twips[0] - PaperSize.LETTER.twips[0]
        for tab in words_of(self.styles, "tab"):
            if tab.get(word("val")) == "right":
                tab.set(word("pos"), str(int(tab.get(word("pos"), "0")) + more))

    def number(self) -> int:
        """Return a number that nothing else in the file has."""
        self._count += 1
        return self._count

    def own_sheet(self) -> Tree:
        """Return our paper for the pages up to here; the first of all has no head."""
        taken = copy.deepcopy(self.sheet)
        for title in self.sheet.findall(word("titlePg")):
            self.sheet.remove(title)
        return taken

    def _add_styles(self) -> None:
        """Add the styles of what is ours here, and know those of our texts.

        A text that was written in our window finds its own among them.
        """
        known = styles_of(self.styles)
        sheet = StyleReader(known, self.styles, None)
        keys: dict[str, str] = {}

        def key_of(id_: str) -> str:
            if id_ not in keys:
                style = sheet.whole(id_, 0)
                base = style.find(word("basedOn"))
                based_on = ""
                if base is not None:
                    based_on = base.get(word("val"), "")
                    key_of(based_on)
                    style.remove(base)
                keys[id_] = style_key(style, based_on)
            return keys[id_]

        for id_, style in known.items():
            if id_ in _OTHERWISE:
                self.styles.remove(style)
            else:
                self.style_ids[key_of(id_)] = id_
        self.styles.extend(parsed((resources() / "templates/joined/styles.xml").read_bytes()))
        for name in words_of(self.styles, "name"):
            self.style_names.add(name.get(word("val"), "").casefold())
