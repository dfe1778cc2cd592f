"""The texts of a session that are not on the disk yet, and what each is based on."""

from collections.abc import Iterable
from dataclasses import replace

from lssc_desktop.core.richtext import RichText
from lssc_desktop.store.responses import DocumentChanged, DocumentRicher
from lssc_desktop.store.saving import ReadText, RefusedText, TextPlace, UnsavedText, WrittenText

_CONFLICTS = (DocumentChanged, DocumentRicher)


class UnsavedTexts:
    """Remembers for each text what was typed, and the fingerprint of the document it replaces.

    A text is held when another program wrote its document meanwhile: it is not tried again
    until the person said which version counts.
    """

    def __init__(self) -> None:
        self._bases: dict[TextPlace, str] = {}
        self._waiting: dict[TextPlace, UnsavedText] = {}
        self._held: dict[TextPlace, RefusedText] = {}

    @property
    def waiting(self) -> tuple[UnsavedText, ...]:
        """The texts to be saved next."""
        return tuple(self._waiting.values())

    @property
    def held(self) -> tuple[RefusedText, ...]:
        """The texts that wait for the person's word."""
        return tuple(self._held.values())

    def text(self, place: TextPlace) -> RichText | None:
        """Return what was typed at a place and is not on the disk, None when all is."""
        if place in self._held:
            return self._held[place].unsaved.text
        unsaved = self._waiting.get(place)
        return None if unsaved is None else unsaved.text

    def put(self, place: TextPlace, text: RichText) -> None:
        """Take what was typed; it replaces what was typed there before."""
        unsaved = UnsavedText(place, text, self._bases.get(place))
        if place in self._held:
            held = self._held[place]
            self._held[place] = replace(held, unsaved=replace(held.unsaved, text=text))
        else:
            self._waiting[place] = unsaved

    def take_read(self, read: ReadText) -> ReadText:
        """Note on which content the editor builds, and return what it shall show.

        What is not on the disk yet is shown in place of what is.
        """
        text = self.text(read.place)
        if text is not None:
            return replace(read, document=replace(read.document, text=text, fault=""))
        self._bases[read.place] = read.sha256
        return read

    def take_written(self, written: WrittenText) -> None:
        """Note that a text is on the disk; what was typed since is based on it."""
        place = written.unsaved.place
        self._bases[place] = written.document.sha256
        newer = self._waiting.pop(place, None)
        if newer is not None and newer.text != written.unsaved.text:
            self._waiting[place] = replace(newer, based_on=written.document.sha256)

    def take_refused(self, refused: RefusedText) -> bool:
        """Hold a text that another program stands against; tell whether it is one."""
        place = refused.unsaved.place
        if not isinstance(refused.error, _CONFLICTS) or place in self._held:
            return False
        newest = self._waiting.pop(place, refused.unsaved)
        self._held[place] = replace(refused, unsaved=newest)
        return True

    def held_text(self, place: TextPlace) -> UnsavedText | None:
        """Return a text that waits for the person's word, None where there is none."""
        refused = self._held.get(place)
        return None if refused is None else refused.unsaved

    def take_settled(self, written: WrittenText) -> None:
        """Note that the person's word about a held text was carried out."""
        place = written.unsaved.place
        refused = self._held.pop(place, None)
        if refused is not None and refused.unsaved.text != written.unsaved.text:
            self._waiting[place] = refused.unsaved  # typed meanwhile, and refused once more
        else:
            self._bases[place] = written.document.sha256

    def outdated(self, fingerprints: Iterable[tuple[TextPlace, str]]) -> tuple[TextPlace, ...]:
        """Return the places that were read and whose document is another one now."""
        return tuple(
            place
            for place, sha256 in fingerprints
            if place in self._bases and self._bases[place] != sha256 and self.text(place) is None
        )
