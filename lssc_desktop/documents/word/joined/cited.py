"""References to evidence in the paragraphs of a joined document: links to its rows, and back."""

import copy
from collections.abc import Iterable, Iterator

from lssc_desktop.core.text.references import Cites
from lssc_desktop.documents.word.joined.joined_file import JoinedFile
from lssc_desktop.documents.word.making import XML_SPACE, Tree, made, word, words_of

_TEXT = frozenset({word("rPr"), word("t")})


def mark(file: JoinedFile, around: Iterable[Tree], name: str) -> tuple[Tree, ...]:
    """Return elements with a bookmark around them that links lead to by this name."""
    number = str(file.number())
    start = made("bookmarkStart", id=number, name=_bookmark(file, name))
    return (start, *around, made("bookmarkEnd", id=number))


def link(file: JoinedFile, within: Iterable[Tree], name: str) -> Tree:
    """Return a link around runs to the bookmark of a name."""
    return made("hyperlink", *within, anchor=_bookmark(file, name), history="1")


def cite(file: JoinedFile, blocks: Iterable[Tree], cites: Cites) -> None:
    """Let what refers to evidence in the paragraphs of a text lead to it."""
    for block in blocks:
        for paragraph in words_of(block, "p"):
            _cite_in(file, paragraph, cites)


def _bookmark(file: JoinedFile, name: str) -> str:
    """Return a name as Word takes it, which is 40 characters at most; "_" hides it in its lists."""
    return file.places.setdefault(name, f"_Evidence{len(file.places) + 1}")


def _cite_in(file: JoinedFile, paragraph: Tree, cites: Cites) -> None:
    for runs in list(_stretches(paragraph)):
        text = "".join(map(_text_of, runs))
        at = 0
        for part in cites(text):
            end = at + len(part.text)
            if part.to:
                _lead(file, runs, (at, end), part.to, part.at)
            at = end


def _stretches(paragraph: Tree) -> Iterator[list[Tree]]:
    """Yield runs of plain text that follow each other, in no link and in no field."""
    depth, runs = 0, list[Tree]()
    for item in paragraph:
        for edge in words_of(item, "fldChar"):
            depth += {"begin": 1, "end": -1}.get(edge.get(word("fldCharType"), ""), 0)
        is_text = item.tag == word("r") and all(each.tag in _TEXT for each in item)
        if is_text and depth <= 0:
            runs.append(item)
        elif runs:
            yield runs
            runs = []
    if runs:
        yield runs


def _text_of(run: Tree) -> str:
    return "".join(each.text or "" for each in run if each.tag == word("t"))


def _lead(file: JoinedFile, runs: list[Tree], where: tuple[int, int], to: str, name: str) -> None:
    """Put the runs of some characters into a link, with a bookmark around it."""
    start, end = where
    _part(runs, start)
    _part(runs, end)
    at, cited = 0, list[Tree]()
    for run in runs:
        if start <= at < end:
            cited.append(run)
        at += len(_text_of(run))
    first = cited[0]
    holder, place = first.getparent(), first.getparent().index(first)
    made_link = link(file, cited, to)
    holder[place:place] = mark(file, (made_link,), name) if name else (made_link,)


def _part(runs: list[Tree], place: int) -> None:
    """Let a run begin at a character."""
    at = 0
    for number, run in enumerate(runs):
        text = _text_of(run)
        if at < place < at + len(text):
            rest = copy.deepcopy(run)
            run.addnext(rest)
            runs.insert(number + 1, rest)
            for half, said in ((run, text[: place - at]), (rest, text[place - at :])):
                for old in half.findall(word("t")):
                    half.remove(old)
                words = made("t")
                words.text = said
                words.set(XML_SPACE, "preserve")
                half.append(words)
            return
        at += len(text)
