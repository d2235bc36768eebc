"""The style sheet: spacing, borders and states of Qt's own widgets, from the tokens only.

Our own widgets paint themselves; what is here dresses the fields, lists, menus and bars that
Qt paints. Fonts are never set here: widgets take them from `Theme.font`.
"""

from collections.abc import Callable

from ui.theme_tokens import TONES, Tokens

Px = Callable[[float], int]


def make_qss(t: Tokens, px: Px) -> str:
    """The application's style sheet for one set of tokens and one text size."""
    parts = (_texts(t), _fields(t, px), _choices(t, px), _views(t, px), _bars(t, px), _tips(t, px))
    return "\n".join(parts)


def _texts(t: Tokens) -> str:
    tones = "\n".join(f'QLabel[tone="{tone}"] {{ color: {getattr(t, tone)}; }}' for tone in TONES)
    return f"""
QLabel {{ background: transparent; }}
QLabel[tone="muted"] {{ color: {t.muted}; }}
QLabel:disabled {{ color: {t.disabled}; }}
QWidget#rail QLabel {{ color: {t.rail_muted}; }}
QWidget#rail QLabel#rail_shop {{ color: {t.rail_ink_active}; }}
{tones}"""


def _fields(t: Tokens, px: Px) -> str:
    fields = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox"
    focused = ", ".join(f"{name}:focus" for name in fields.split(", "))
    invalid = ", ".join(f'{name}[invalid="true"]' for name in fields.split(", "))
    off = ", ".join(f"{name}:disabled" for name in fields.split(", "))
    return f"""
{fields} {{
  background: {t.field}; color: {t.ink}; border: 1px solid {t.field_line};
  border-radius: {px(8)}px; padding: {px(6)}px {px(9)}px;
  selection-background-color: {t.primary}; selection-color: {t.primary_ink};
  placeholder-text-color: {t.muted};
}}
QComboBox {{ padding-left: {px(11)}px; }}
{focused} {{
  border: 2px solid {t.accent}; padding: {px(6) - 1}px {px(9) - 1}px;
}}
{invalid} {{ border: 2px solid {t.bad}; padding: {px(6) - 1}px {px(9) - 1}px; }}
{off} {{ background: {t.page}; color: {t.disabled}; border-color: {t.line}; }}
QLineEdit[bare="true"] {{ border: none; background: transparent; padding: 0; }}
QComboBox:focus {{ padding-left: {px(11) - 1}px; }}
QComboBox::drop-down {{ border: none; width: {px(26)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{
  background: {t.paper}; color: {t.ink}; border: 1px solid {t.line}; outline: none;
  selection-background-color: {t.good_soft}; selection-color: {t.ink}; padding: {px(4)}px;
}}
QComboBox QAbstractItemView::item {{ min-height: {px(28)}px; padding: 0 {px(6)}px; }}"""


def _choices(t: Tokens, px: Px) -> str:
    return f"""
QPushButton {{
  background: {t.paper}; color: {t.ink}; border: 1px solid {t.field_line};
  border-radius: {px(9)}px; padding: {px(7)}px {px(14)}px;
}}
QPushButton:hover {{ background: {t.paper_hover}; }}
QPushButton:focus {{
  border: 2px solid {t.accent}; padding: {px(7) - 1}px {px(14) - 1}px;
}}
QPushButton:disabled {{ color: {t.disabled}; border-color: {t.line}; }}
QMenu {{
  background: {t.paper}; color: {t.ink}; border: 1px solid {t.line}; padding: {px(5)}px;
}}
QMenu::item {{ padding: {px(6)}px {px(18)}px {px(6)}px {px(12)}px; border-radius: {px(6)}px; }}
QMenu::item:selected {{ background: {t.good_soft}; color: {t.ink}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {px(4)}px {px(8)}px; }}"""


def _views(t: Tokens, px: Px) -> str:
    return f"""
QScrollArea {{ background: transparent; border: none; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget#page_body {{ background: transparent; }}
QTableView, QListView, QTreeView {{
  background: transparent; color: {t.ink}; border: none; outline: none;
  selection-background-color: {t.good_soft}; selection-color: {t.ink};
  gridline-color: {t.line};
}}
QHeaderView {{ background: transparent; border: none; }}"""


def _bars(t: Tokens, px: Px) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
QScrollBar::handle {{ background: {t.key_line}; border-radius: {px(3)}px; margin: {px(3)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(36)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(36)}px; }}
QScrollBar::handle:hover {{ background: {t.field_line}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{
  background: {t.neutral_soft}; border: none; border-radius: {px(3)}px;
  min-height: {px(6)}px; max-height: {px(6)}px;
}}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {px(3)}px; }}
QSplitter::handle {{ background: transparent; }}"""


def _tips(t: Tokens, px: Px) -> str:
    return f"""
QToolTip {{
  background: {t.tip}; color: {t.tip_ink}; border: none; padding: {px(5)}px {px(8)}px;
}}"""
