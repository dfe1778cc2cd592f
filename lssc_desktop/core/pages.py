"""How many pages a text takes: the number that window, check and command line agree on.

The page is the one of the assembled PDF: the constants below are handed to its template, so
that there is one place for them. All lengths are in points (1/72 inch).
"""

PAGE_WIDTH = 612.0
PAGE_HEIGHT = 792.0
MARGIN = 72.0
"""Letter paper with one inch of margin all around."""

BODY_SIZE = 10.875
LINE = 16.5
"""The candidate's own words: Charis SIL 14.5/22 px (look/tokens.md 3)."""

PARAGRAPH_GAP = 6.0
"""The gap below every paragraph. A list item keeps `ITEM_GAP` to the next item."""
ITEM_GAP = 2.0
LIST_INDENT = 18.0
"""How far each list level is indented; its mark stands in that indent."""

HEADING_1_SIZE = 16.0
HEADING_1_LINE = 22.0
HEADING_1_GAP = 12.0
HEADING_2_SIZE = 13.0
HEADING_2_LINE = 18.0
HEADING_2_GAP = 8.0
"""Headings are set in Charis SIL Bold; their gap is above, `PARAGRAPH_GAP` is below."""
