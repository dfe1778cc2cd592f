"""Where a candidate works, as far as it shows: the country of its numbers, and the paper.

Both are the program's unless the portfolio says another.
"""

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.paper import PaperSize


def region_of(program: Program, portfolio: Portfolio) -> str:
    """Return the country whose numbers and addresses are looked for: "US", "GB"."""
    return portfolio.region or program.home


def paper_of(program: Program, portfolio: Portfolio) -> PaperSize:
    """Return the paper of what is made to be printed, and of new Word files."""
    return portfolio.paper or program.sheet
