"""The root of every error this program raises on purpose."""


class LsscError(Exception):
    """Something that the user has to be told about.

    Subclasses are dataclasses that carry facts (a path, a size, a name) and no sentence: the
    sentences are in `lssc_desktop.messages`, one for each class.
    """
