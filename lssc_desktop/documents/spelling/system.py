"""The spelling checkers of Windows and macOS, behind what the dictionaries of Hunspell offer.

They know the user's languages and own words, and come with the system. They are asked in the
spelling helper alone, on its first thread: macOS has its checker for that thread only, and a fault
of theirs is none of the window.
"""

import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import ctypes

SYSTEM = "system"
"""In the place of a dictionary's path: the system's own checker, in the language of the user."""

_BEFORE_LANGUAGE = ":"
_USUAL = "en_US"
_MOST = 15  # suggestions that are compared
_MOST_LANGUAGES = 500
_NAME_LENGTH = 85  # LOCALE_NAME_MAX_LENGTH


class KnownWords(Protocol):
    """What knows the words of one language."""

    def lookup(self, word: str) -> bool:
        """Whether a word is spelled as it should be."""

    def suggest(self, word: str) -> Iterable[str]:
        """Yield what an unknown word was probably meant to be, the likeliest first."""


class SystemSpelling(Protocol):
    """The spelling checker of a system."""

    def languages(self) -> tuple[str, ...]:
        """Return the languages that it offers to this user, such as "en-US"."""

    def preferred(self) -> str:
        """Return the language that the user writes."""

    def words_of(self, language: str) -> KnownWords:
        """Return the words of one of its languages."""


def system_spelling() -> SystemSpelling | None:
    """Return the spelling checker of this system; None where it has none.

    Raises `OSError` where it should have one and does not.
    """
    if sys.platform == "win32":
        return SpellingOfWindows()
    if sys.platform == "darwin":
        return SpellingOfMacOS()
    return None


def system_in(language: str) -> str:
    """Return `SYSTEM` with a language, such as "en_GB", in which it is wanted; "" is the user's."""
    return f"{SYSTEM}{_BEFORE_LANGUAGE}{language}" if language else SYSTEM


def is_system(dictionary: str) -> bool:
    """Whether what stands in the place of a dictionary's path is the checker of the system."""
    return dictionary.partition(_BEFORE_LANGUAGE)[0] == SYSTEM


def language_of(system: SystemSpelling, dictionary: str = SYSTEM) -> str | None:
    """Return the offered language that `dictionary` names (see `system_in`), None for none.

    Where it names none, it is the one that fits the user best, else US English.
    """
    offered = {_as_locale(each): each for each in system.languages()}
    wanted = dictionary.partition(_BEFORE_LANGUAGE)[2]
    fitting = fitting_language(_as_locale(system.preferred()), offered)
    found = language_like(wanted, offered) if wanted else fitting
    return None if found is None else offered[found]


def fitting_language(language: str, offered: Collection[str]) -> str | None:
    """Return which of the offered languages fits one best, else US English, else None.

    They are named as in "en_US". The same language in another country is taken before US English,
    but US English before that of another country.
    """
    short = language.partition("_")[0]
    wanted = [language, _USUAL, short] if short == "en" else [language, short]
    if short.isalpha() and short != "C":
        wanted += sorted(name for name in offered if name.partition("_")[0] == short)
    return next((name for name in (*wanted, _USUAL) if name in offered), None)


def language_like(wanted: str, offered: Collection[str]) -> str | None:
    """Return which of the offered languages is a wanted one: "es_MX" for "es", None for none.

    That of the United States goes before the same language of another country.
    """
    if wanted in offered:
        return wanted
    if "_" in wanted:
        return None
    same = sorted(name for name in offered if name.partition("_")[0] == wanted)
    return next((name for name in same if name == f"{wanted}_US"), next(iter(same), None))


def _as_locale(tag: str) -> str:
    return tag.replace("-", "_")


# Windows ----------------------------------------------------------------------------------------
# ISpellChecker of spellcheck.h, by COM: each method has its place in a table, after the three of
# IUnknown. A refusal raises `OSError`.

_RELEASE = 2
_NEXT = 3  # of every enumeration
_LANGUAGES, _IS_SUPPORTED, _CREATE = 3, 4, 5  # ISpellCheckerFactory
_CHECK, _SUGGEST = 4, 5  # ISpellChecker
_FACTORY_CLASS = "7ab36653-1796-484b-bdfa-e74f1db7c1dc"
_FACTORY_INTERFACE = "8e018a9d-2415-4677-bf08-794ea61f94bb"
_IN_THIS_PROCESS = 1  # CLSCTX_INPROC_SERVER


class SpellingOfWindows:
    """The spelling checker of Windows 8 and later; raises `OSError` where there is none."""

    def __init__(self) -> None:
        self._factory = _created(_FACTORY_CLASS, _FACTORY_INTERFACE)

    def languages(self) -> tuple[str, ...]:
        """Return the languages of which this user has the words."""
        return tuple(_texts(self._factory.get(_LANGUAGES), _MOST_LANGUAGES))

    def preferred(self) -> str:
        """Return the language of the user's formats, in which texts are begun."""
        if sys.platform != "win32":
            return ""
        import ctypes

        name = ctypes.create_unicode_buffer(_NAME_LENGTH)
        ctypes.WinDLL("kernel32").GetUserDefaultLocaleName(name, _NAME_LENGTH)
        return name.value

    def words_of(self, language: str) -> "WordsOfWindows":
        """Return the words of one of its languages."""
        return WordsOfWindows(self._factory.get(_CREATE, language))


class WordsOfWindows:
    """The words of one language of Windows."""

    def __init__(self, checker: "_Object") -> None:
        self._checker = checker

    def lookup(self, word: str) -> bool:
        """Whether Windows finds no fault in a word; it refuses what is none."""
        try:
            faults = self._checker.get(_CHECK, word)
        except OSError:
            return True
        fault = faults.get_if_any(_NEXT)
        if fault is not None:
            fault.release()
        faults.release()
        return fault is None

    def suggest(self, word: str) -> Iterator[str]:
        """Yield what an unknown word was probably meant to be, the likeliest first."""
        try:
            listed = self._checker.get(_SUGGEST, word)
        except OSError:
            return
        yield from _texts(listed, _MOST)


class _Object:
    """An object of COM, until it is released."""

    def __init__(self, pointer: "ctypes.c_void_p") -> None:
        self._pointer = pointer

    def get(self, method: int, *texts: str) -> "_Object":
        """Call a method that takes texts and gives an object."""
        found = self.get_if_any(method, *texts)
        if found is None:
            raise OSError(method)
        return found

    def get_if_any(self, method: int, *texts: str) -> "_Object | None":
        """Call a method that takes texts and gives an object or nothing."""
        import ctypes

        found = ctypes.c_void_p()
        kinds = (*(ctypes.c_wchar_p for _ in texts), ctypes.POINTER(ctypes.c_void_p))
        self.call(method, kinds, *texts, ctypes.byref(found))
        return None if found.value is None else _Object(found)

    def call(self, method: int, kinds: tuple[Any, ...], *values: object) -> None:
        """Call a method by its place in the table; raises `OSError` when it refuses."""
        if sys.platform == "win32":
            import ctypes

            form = ctypes.WINFUNCTYPE(ctypes.HRESULT, *kinds)
            form(method, f"method {method}")(self._pointer, *values)

    def release(self) -> None:
        """Let it go."""
        if sys.platform == "win32":
            import ctypes

            ctypes.WINFUNCTYPE(ctypes.c_ulong)(_RELEASE, "Release")(self._pointer)


def _created(class_id: str, interface: str) -> _Object:
    """Return a new object of a class of COM; raises `OSError` where there is no such class."""
    if sys.platform != "win32":
        raise OSError(class_id)
    import ctypes
    from uuid import UUID

    ole = ctypes.OleDLL("ole32")  # which raises `OSError` by itself
    ole.CoInitialize(None)
    found = ctypes.c_void_p()
    ole.CoCreateInstance(
        UUID(class_id).bytes_le,
        None,
        _IN_THIS_PROCESS,
        UUID(interface).bytes_le,
        ctypes.byref(found),
    )
    return _Object(found)


def _texts(listed: _Object, most: int) -> Iterator[str]:
    """Yield the texts of an `IEnumString`, and release it."""
    if sys.platform != "win32":
        return
    import ctypes

    free = ctypes.WinDLL("ole32").CoTaskMemFree
    free.argtypes, free.restype = (ctypes.c_void_p,), None
    kinds = (ctypes.c_ulong, ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(ctypes.c_ulong))
    try:
        for _ in range(most):
            text, count = ctypes.c_void_p(), ctypes.c_ulong()
            listed.call(_NEXT, kinds, 1, ctypes.byref(text), ctypes.byref(count))
            if not count.value or text.value is None:
                return
            yield ctypes.wstring_at(text.value)
            free(text)
    finally:
        listed.release()


# macOS ------------------------------------------------------------------------------------------
# NSSpellChecker of AppKit, by the runtime of Objective-C. Untried: written by its documentation.

_APPKIT = "/System/Library/Frameworks/AppKit.framework/AppKit"
_RUNTIME = "/usr/lib/libobjc.dylib"


class SpellingOfMacOS:
    """The spelling checker of macOS; raises `OSError` where there is none."""

    def __init__(self) -> None:
        self._runtime = _Runtime()
        self._checker = self._runtime.object_from(
            self._runtime.class_of("NSSpellChecker"), "sharedSpellChecker"
        )

    def languages(self) -> tuple[str, ...]:
        """Return the languages that the user chose, else all that there are."""
        with self._runtime.pool():
            chosen = self._runtime.texts(self._checker, "userPreferredLanguages")
            return chosen or self._runtime.texts(self._checker, "availableLanguages")

    def preferred(self) -> str:
        """Return the first of the languages that the user chose."""
        with self._runtime.pool():
            return next(iter(self._runtime.texts(self._checker, "userPreferredLanguages")), "")

    def words_of(self, language: str) -> "WordsOfMacOS":
        """Return the words of one of its languages."""
        return WordsOfMacOS(self._runtime, self._checker, language)


class WordsOfMacOS:
    """The words of one language of macOS."""

    def __init__(self, runtime: "_Runtime", checker: int, language: str) -> None:
        self._runtime = runtime
        self._checker = checker
        self._language = language

    def lookup(self, word: str) -> bool:
        """Whether macOS finds no fault in a word."""
        import ctypes

        runtime = self._runtime
        with runtime.pool():
            fault = runtime.send(
                self._checker,
                "checkSpellingOfString:startingAt:language:wrap:inSpellDocumentWithTag:wordCount:",
                runtime.Range,
                (ctypes.c_void_p, runtime.text(word)),
                (ctypes.c_long, 0),
                (ctypes.c_void_p, runtime.text(self._language)),
                (ctypes.c_bool, False),
                (ctypes.c_long, 0),
                (ctypes.c_void_p, None),
            )
        return not fault.length

    def suggest(self, word: str) -> Iterator[str]:
        """Yield what an unknown word was probably meant to be, the likeliest first."""
        import ctypes

        runtime = self._runtime
        whole = runtime.Range(0, len(word.encode("utf-16-le")) // 2)
        with runtime.pool():
            found = runtime.texts(
                self._checker,
                "guessesForWordRange:inString:language:inSpellDocumentWithTag:",
                (runtime.Range, whole),
                (ctypes.c_void_p, runtime.text(word)),
                (ctypes.c_void_p, runtime.text(self._language)),
                (ctypes.c_long, 0),
            )
        yield from found[:_MOST]


class _Runtime:
    """The runtime of Objective-C with AppKit; raises `OSError` where it is missing."""

    def __init__(self) -> None:
        import ctypes

        class Range(ctypes.Structure):  # NSRange
            _fields_ = (("location", ctypes.c_ulong), ("length", ctypes.c_ulong))

        self.Range = Range
        ctypes.CDLL(_APPKIT)
        self._objc: Any = ctypes.CDLL(_RUNTIME)
        for function in (self._objc.objc_getClass, self._objc.sel_registerName):
            function.argtypes, function.restype = (ctypes.c_char_p,), ctypes.c_void_p
        self._objc.objc_autoreleasePoolPush.restype = ctypes.c_void_p
        self._objc.objc_autoreleasePoolPop.argtypes = (ctypes.c_void_p,)

    @contextmanager
    def pool(self) -> Iterator[None]:
        """Keep what is given for the length of the block."""
        pool = self._objc.objc_autoreleasePoolPush()
        try:
            yield
        finally:
            self._objc.objc_autoreleasePoolPop(pool)

    def class_of(self, name: str) -> int:
        """Return a class; raises `OSError` where there is none of that name."""
        found = self._objc.objc_getClass(name.encode())
        if not found:
            raise OSError(name)
        return int(found)

    def send(self, to: int, message: str, result: Any, *values: tuple[Any, object]) -> Any:  # noqa: ANN401  by the message
        """Send a message with values of these types, and return what comes of it."""
        import ctypes

        form = ctypes.CFUNCTYPE(
            result, ctypes.c_void_p, ctypes.c_void_p, *(kind for kind, _ in values)
        )
        act = ctypes.cast(self._objc.objc_msgSend, form)
        name = self._objc.sel_registerName(message.encode())
        return act(to, name, *(value for _, value in values))

    def object_from(self, to: int, message: str, *values: tuple[Any, object]) -> int:
        """Send a message that gives an object; 0 for none."""
        import ctypes

        return self.send(to, message, ctypes.c_void_p, *values) or 0

    def text(self, text: str) -> int:
        """Return a text as an object."""
        import ctypes

        of = self.class_of("NSString")
        raw = text.encode("utf-8", "replace")
        return self.object_from(of, "stringWithUTF8String:", (ctypes.c_char_p, raw))

    def texts(self, to: int, message: str, *values: tuple[Any, object]) -> tuple[str, ...]:
        """Send a message that gives a list of texts."""
        import ctypes

        listed = self.object_from(to, message, *values)
        count = self.send(listed, "count", ctypes.c_ulong) if listed else 0
        found = []
        for index in range(min(count, _MOST_LANGUAGES)):
            each = self.object_from(listed, "objectAtIndex:", (ctypes.c_ulong, index))
            found.append(self.send(each, "UTF8String", ctypes.c_char_p) or b"")
        return tuple(raw.decode("utf-8", "replace") for raw in found)
