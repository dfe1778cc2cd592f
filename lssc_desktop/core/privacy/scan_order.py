"""What to look for in files and words: cards, regions, and whose data is no finding.

It has no pattern, so that who asks for a scan, or remembers one, loads none.
"""

from lssc_desktop.values import dataclass

RULES_VERSION = 4
"""Rises when rules find more or less: every file is then scanned again."""

UNITED_STATES = "US"


@dataclass(frozen=True, slots=True)
class CardNumbers:
    """How the numbers of library cards look: so many digits, the first ones, and the check digit.

    US library barcodes have 14 digits: 2 for a patron (3 for an item), four for the library, eight
    for the patron, and a check digit by the Luhn formula (Codabar as used in libraries since 1974;
    the same in the manuals of SirsiDynix, Innovative and Koha).
    """

    digits: int = 14
    begins: str = "2"
    has_check_digit: bool = True


@dataclass(frozen=True, slots=True)
class TextRules:
    """What to look for: the numbers of the library's cards, and whose data is no finding.

    `own` are words that the candidate may show of themself: name, email address. `region` says
    whose numbers and addresses they are (`regions`). `shapes` are those of more cards: a letter
    or digit stands for itself, # for any digit.
    """

    cards: tuple[CardNumbers, ...] = (CardNumbers(),)
    own: tuple[str, ...] = ()
    region: str = UNITED_STATES
    shapes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanOrder:
    """How to scan a file: by which rules, and whether print in pictures is read too."""

    rules: TextRules = TextRules()
    reads_print: bool = True


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A paragraph, line, cell or page of words.

    `label` is what heads it, such as the first cell of its column. `beside` is true where it stands
    in one row with the unit before.
    """

    text: str
    label: str = ""
    beside: bool = False
