"""The window: the only place that knows Qt."""

import builtins


def _load_qt_alone() -> None:
    """Load PySide, and keep Python's own `import`.

    PySide puts one in its place that reads the text of each module that is loaded from then on,
    ours and all others, to find out whether it asks for `__feature__`: none of ours does.
    """
    own = builtins.__import__
    import PySide6.QtCore  # noqa: F401  which does it

    builtins.__import__ = own


_load_qt_alone()
