"""The style sheet of the window, made from tokens.

Widgets choose their look by a property (`look`, `box`, `ink`), never by a color of their own.
"""

from lssc_desktop.ui.fonts import Type, points
from lssc_desktop.ui.tokens import (
    BUTTON_HEIGHT,
    CARD_RADIUS,
    CHOICE_GAP,
    CHOICE_MARK,
    FIELD_HEIGHT,
    RADIUS,
    SMALL_BUTTON_HEIGHT,
    SMALLEST_TARGET,
    Ink,
    Tokens,
    Tone,
)

_BORDER = 1
_MENU_TICK = 14


def style_sheet(tokens: Tokens, text_scale: float = 1.0) -> str:
    """Return the style sheet of the whole application for these colors and this text size."""
    return "\n".join(
        [
            _words(tokens),
            _boxes(tokens),
            _buttons(tokens, text_scale),
            _fields(tokens, text_scale),
            _tabs(tokens),
            _tables(tokens, text_scale),
            _scroll_bars(tokens),
            _bars_and_menus(tokens, text_scale),
        ]
    )


def _words(tokens: Tokens) -> str:
    inks = "\n".join(f'QLabel[ink="{ink}"] {{ color: {tokens.color(ink)}; }}' for ink in Ink)
    return f"""
        QLabel {{ background: transparent; }}
        {inks}
        QLabel:disabled {{ color: {tokens.ink3}; }}
        QLabel[look="key"] {{
            background: {tokens.surface}; color: {tokens.ink2};
            border: {_BORDER}px solid {tokens.line_strong}; border-radius: 4px;
        }}
    """


def _boxes(tokens: Tokens) -> str:
    tones = "\n".join(
        f'QFrame[box="{tone}"] {{ background: {tokens.tone(tone).bg};'
        f" border: {_BORDER}px solid {tokens.tone(tone).line}; border-radius: {RADIUS}px; }}"
        for tone in Tone
    )
    return f"""
        QFrame[box="card"] {{
            background: {tokens.surface}; border: {_BORDER}px solid {tokens.line};
            border-radius: {CARD_RADIUS}px;
        }}
        QFrame[box="drop"] {{
            background: transparent; border: {_BORDER}px dashed {tokens.line_strong};
            border-radius: {CARD_RADIUS}px;
        }}
        QFrame[box="field"] {{
            background: {tokens.surface}; border: {_BORDER}px solid {tokens.line_strong};
            border-radius: {RADIUS}px;
        }}
        QFrame[box="tools"] {{
            background: {tokens.sunken}; border: none;
            border-top-left-radius: {RADIUS - 1}px; border-top-right-radius: {RADIUS - 1}px;
        }}
        QFrame[box="value"] {{
            background: {tokens.sunken}; border: {_BORDER}px solid {tokens.line};
            border-radius: {RADIUS}px;
        }}
        QFrame[box="head"] {{
            background: {tokens.sunken}; border: none;
            border-bottom: {_BORDER}px solid {tokens.line};
        }}
        QFrame[box="foot"] {{ background: {tokens.bg}; border: none; }}
        QFrame[box="paper"] {{ background: {tokens.surface}; border: none; }}
        QFrame[box="sunken"] {{ background: {tokens.sunken}; border: none; }}
        QFrame[box="sidebar"] {{
            background: {tokens.sidebar}; border: none; border-right: 1px solid {tokens.line};
        }}
        QFrame[box="rule"] {{ background: {tokens.line}; border: none; }}
        {tones}
        QFrame[corners="card"] {{ border-radius: {CARD_RADIUS}px; }}
    """


def _buttons(tokens: Tokens, scale: float) -> str:
    height = round((BUTTON_HEIGHT - 2 * _BORDER) * scale)
    small = round((SMALL_BUTTON_HEIGHT - 2 * _BORDER) * scale)
    target = round(SMALLEST_TARGET * scale)
    mark = round(CHOICE_MARK * scale)
    soft = tokens.tone(Tone.ACCENT)
    return f"""
        QPushButton {{
            background: {tokens.surface}; color: {tokens.ink};
            border: {_BORDER}px solid {tokens.line_strong}; border-radius: {RADIUS}px;
            padding: 0 14px; min-height: {height}px; outline: none;
        }}
        QPushButton:hover {{ background: {tokens.sunken}; }}
        QPushButton:pressed {{ background: {tokens.pressed}; }}
        QPushButton[small="true"] {{ min-height: {small}px; padding: 0 10px; }}
        QPushButton[look="primary"] {{
            background: {tokens.accent}; color: {tokens.on_accent};
            border-color: {tokens.accent};
        }}
        QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed {{
            background: {tokens.accent_hover}; border-color: {tokens.accent_hover};
        }}
        QPushButton[look="tinted"] {{
            background: {soft.bg}; color: {soft.fg}; border-color: {soft.line};
        }}
        QPushButton[look="tinted"]:hover {{ border-color: {tokens.accent}; }}
        QPushButton[look="tinted"]:pressed {{ background: {soft.line}; }}
        QPushButton[look="link"] {{
            background: transparent; color: {tokens.accent}; border: none; border-radius: 4px;
            padding: 0 2px; min-height: {target}px; text-decoration: underline;
        }}
        QPushButton[look="link"]:hover {{ color: {tokens.accent_hover}; }}
        QPushButton[look="filter"] {{
            background: transparent; border-color: transparent; color: {tokens.ink2};
            border-radius: {(small + 2 * _BORDER) // 2}px; min-height: {small}px; padding: 0 12px;
        }}
        QPushButton[look="filter"]:hover {{ background: {tokens.sunken}; }}
        QPushButton[look="filter"]:checked {{
            background: {soft.bg}; color: {soft.fg}; border-color: {soft.line};
        }}
        QPushButton:disabled {{
            background: {tokens.sunken}; color: {tokens.ink3}; border-color: {tokens.line};
        }}
        QPushButton[look="link"]:disabled, QPushButton[look="filter"]:disabled {{
            background: transparent; border-color: transparent;
        }}
        QToolButton {{
            background: transparent; border: {_BORDER}px solid transparent; border-radius: 5px;
            padding: 4px; color: {tokens.ink}; outline: none;
        }}
        QToolButton::menu-indicator {{ image: none; }}
        QToolButton:hover {{ background: {tokens.pressed}; }}
        QToolButton:pressed {{ background: {tokens.line}; }}
        QToolButton:checked {{
            background: {soft.bg}; color: {soft.fg}; border-color: {soft.line};
        }}
        QToolButton:disabled {{ color: {tokens.ink3}; }}
        QToolButton[look="boxed"] {{
            background: {tokens.surface}; border-color: {tokens.line_strong};
            border-radius: {RADIUS}px; min-height: {small - 8}px; min-width: {small - 8}px;
        }}
        QToolButton[look="boxed"]:hover {{ background: {tokens.sunken}; }}
        QToolButton[look="boxed"]:disabled {{
            background: {tokens.sunken}; border-color: {tokens.line};
        }}
        QCheckBox, QRadioButton {{ spacing: {CHOICE_GAP}px; min-height: {target}px; }}
        QCheckBox::indicator, QRadioButton::indicator {{ width: {mark}px; height: {mark}px; }}
        QCheckBox:disabled, QRadioButton:disabled {{ color: {tokens.ink3}; }}
    """


def _fields(tokens: Tokens, scale: float) -> str:
    height = round((FIELD_HEIGHT - 2 * _BORDER) * scale)
    return f"""
        QLineEdit, QTextEdit, QPlainTextEdit, QTextBrowser {{
            background: {tokens.surface}; color: {tokens.ink};
            border: {_BORDER}px solid {tokens.line_strong}; border-radius: {RADIUS}px;
            selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent};
            placeholder-text-color: {tokens.ink3};
        }}
        QLineEdit {{ padding: 0 9px; min-height: {height}px; }}
        QTextEdit, QPlainTextEdit, QTextBrowser {{ padding: 8px; }}
        QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled {{
            background: {tokens.sunken}; color: {tokens.ink3}; border-color: {tokens.line};
        }}
        QTextEdit[look="bare"], QPlainTextEdit[look="bare"], QTextBrowser[look="bare"] {{
            border: none; border-radius: 0; background: transparent;
        }}
        QLineEdit[look="bare"] {{
            border: none; background: transparent; padding: 0; min-height: 0;
        }}
        QTextEdit[look="reading"] {{
            border: none; border-radius: 0; background: transparent; padding: 0;
        }}
        QComboBox {{ min-height: {height}px; padding: 0 {round(30 * scale)}px 0 10px; }}
        QComboBox[look="bare"] {{ min-height: {round(22 * scale)}px; color: {tokens.ink2}; }}
        QComboBox QAbstractItemView {{
            background: {tokens.surface}; border: {_BORDER}px solid {tokens.line_strong};
            outline: none; padding: 4px; selection-background-color: {tokens.accent_soft};
            selection-color: {tokens.ink};
        }}
        QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{
            border: none; background: transparent; padding: 0; min-height: 0;
        }}
        QAbstractSpinBox {{ min-height: {height - 4}px; }}
    """


def _tabs(tokens: Tokens) -> str:
    return f"""
        QTabBar {{ background: transparent; border: none; }}
        QTabBar::tab {{
            background: transparent; color: {tokens.ink2}; border: none;
            border-bottom: 3px solid transparent; padding: 7px 8px 6px 8px; margin-right: 12px;
        }}
        QTabBar::tab:!selected {{ font-weight: 400; }}
        QTabBar::tab:hover {{ color: {tokens.ink}; border-bottom-color: {tokens.line}; }}
        QTabBar::tab:selected {{
            color: {tokens.accent}; border-bottom-color: {tokens.accent}; font-weight: 600;
        }}
        QTabBar::tab:disabled {{ color: {tokens.ink3}; }}
        QTabWidget::pane {{ border: none; border-top: {_BORDER}px solid {tokens.line}; }}
    """


def _tables(tokens: Tokens, scale: float) -> str:
    # Only from here does Qt take the type of a head.
    head = points(Type.CAPTION_STRONG, scale)
    mark = round(CHOICE_MARK * scale)
    return f"""
        QAbstractItemView {{
            background: {tokens.surface}; color: {tokens.ink}; border: none;
            selection-background-color: {tokens.accent_soft}; selection-color: {tokens.ink};
        }}
        QListView[look="bare"], QTreeView[look="bare"] {{ background: transparent; }}
        QTableView {{ gridline-color: {tokens.line}; }}
        QListView[look="framed"], QTableView[look="framed"] {{
            border: {_BORDER}px solid {tokens.line};
        }}
        QTableView::item, QTreeView::item {{
            border: none; border-bottom: {_BORDER}px solid {tokens.line}; padding: 0 8px;
        }}
        QListWidget::item {{ border: none; padding: 0 14px; }}
        QAbstractItemView::indicator {{ width: {mark}px; height: {mark}px; }}
        QTableView::item:hover, QTreeView::item:hover, QListWidget::item:hover {{
            background: {tokens.sunken};
        }}
        QTableView::item:selected, QTreeView::item:selected, QListWidget::item:selected {{
            background: {tokens.accent_soft};
        }}
        QHeaderView {{ background: {tokens.sunken}; border: none; }}
        QHeaderView::section {{
            background: {tokens.sunken}; color: {tokens.ink2}; border: none;
            border-bottom: {_BORDER}px solid {tokens.line}; padding: 0 11px;
            font-size: {head}pt; font-weight: 600;
        }}
        QTableCornerButton::section {{ background: {tokens.sunken}; border: none; }}
    """


def _scroll_bars(tokens: Tokens) -> str:
    return f"""
        QScrollArea {{ background: transparent; border: none; }}
        QScrollBar {{ background: transparent; border: none; margin: 0; }}
        QScrollBar:vertical {{ width: 12px; }}
        QScrollBar:horizontal {{ height: 12px; }}
        QScrollBar::handle {{
            background: {tokens.line_strong}; border-radius: 3px; margin: 3px;
        }}
        QScrollBar::handle:hover {{ background: {tokens.ink3}; }}
        QScrollBar::handle:vertical {{ min-height: 32px; }}
        QScrollBar::handle:horizontal {{ min-width: 32px; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
        QSplitter::handle {{ background: {tokens.line}; }}
        QSplitter::handle:horizontal {{ width: 1px; }}
        QSplitter::handle:vertical {{ height: 1px; }}
    """


def _bars_and_menus(tokens: Tokens, scale: float) -> str:
    tick = round(_MENU_TICK * scale)
    return f"""
        QMainWindow, QDialog {{ background: {tokens.bg}; }}
        QMenuBar {{
            background: {tokens.sidebar}; color: {tokens.ink}; padding: 2px 5px; spacing: 0;
            border: none; border-bottom: {_BORDER}px solid {tokens.line};
        }}
        QMenuBar::item {{ background: transparent; padding: 4px 9px; border-radius: 5px; }}
        QMenuBar::item:selected {{ background: {tokens.accent_soft}; }}
        QMenu {{
            background: {tokens.surface}; color: {tokens.ink};
            border: {_BORDER}px solid {tokens.line_strong}; padding: 4px;
        }}
        QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 5px; }}
        QMenu::item:selected {{ background: {tokens.accent_soft}; }}
        QMenu::item:disabled {{ color: {tokens.ink3}; }}
        QMenu::indicator {{ width: {tick}px; height: {tick}px; }}
        QMenu::icon {{ padding-left: 10px; }}
        QMenu::separator {{ height: 1px; background: {tokens.line}; margin: 4px 8px; }}
        QStatusBar {{
            background: {tokens.sidebar}; color: {tokens.ink2};
            border: none; border-top: {_BORDER}px solid {tokens.line};
        }}
        QStatusBar::item {{ border: none; }}
        QToolTip {{
            background: {tokens.ink}; color: {tokens.bg}; border: none; padding: 5px 8px;
        }}
        QProgressBar {{
            background: {tokens.idle.bg}; border: {_BORDER}px solid {tokens.line_strong};
            border-radius: 7px; text-align: center; color: {tokens.ink};
        }}
        QProgressBar::chunk {{ background: {tokens.accent}; border-radius: 6px; }}
    """
