"""What screen readers are told: what changed where the keyboard did not move, and of an area that
scrolls, what it shows."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have `text` said, at once when it is urgent, else when what is being said is over."""
    if not text:
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


def leave_bars_unsaid(area: QAbstractScrollArea) -> None:
    """Have no scroll bar told of an area: only what it shows, one child, always.

    Qt 6.11 counts the bars seen among the children of an area and does not look at the count when
    it is asked for one. A bar hides, as from a tab to a shorter one, while a screen reader goes
    through them: the program ended without a word. Qt knows what holds a bar by its name alone.
    """
    for bar in (area.horizontalScrollBar(), area.verticalScrollBar()):
        if (holder := bar.parentWidget()) is not None:
            holder.setObjectName("bar_unsaid")
