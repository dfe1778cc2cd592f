"""Which Word list each paragraph is in, so that Word counts as `core.richtext.numbers` does."""

from lssc_desktop.core.richtext import Form, Paragraph


class ListNumbers:
    """Gives every numbered list of a text its Word list.

    Below an item of a numbered list a deeper list belongs to the same Word list, which begins
    it anew by itself; every other list is one of its own. `restarts` names those, each with the
    level on which it begins at 1.
    """

    def __init__(self, first_new: int) -> None:
        self.restarts: list[tuple[int, int]] = []
        self._next = first_new
        self._open: dict[int, int] = {}
        self._counted: dict[int, set[int]] = {}

    def place(self, paragraph: Paragraph) -> int | None:
        """Return the Word list of the next paragraph of the text, None when it has no number."""
        level = paragraph.level if paragraph.form.is_list else -1
        self._open = {key: number for key, number in self._open.items() if key <= level}
        if paragraph.form is not Form.NUMBER:
            self._open.pop(level, None)
            return None
        number = self._open.get(level) or self._around(level) or self._new(level)
        self._open[level] = number
        counted = self._counted.setdefault(number, set())
        counted -= {deeper for deeper in counted if deeper > level}
        counted.add(level)
        return number

    def _around(self, level: int) -> int | None:
        """Return the Word list of the item that a deeper list stands below, where it can go on."""
        if not self._open:
            return None
        number = self._open[max(self._open)]
        return None if level in self._counted[number] else number

    def _new(self, level: int) -> int:
        """Begin a list of its own."""
        number, self._next = self._next, self._next + 1
        self.restarts.append((number, level))
        return number
