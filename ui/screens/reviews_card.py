"""In À faire: the files whose time is over, as one line, and the key to their list."""

from models.i18n import _, format_number, ngettext
from ui.actions import keys_of
from ui.widgets import Card, KeyCap, Row, bold, muted


class ReviewsCard(Card):
    """Hidden while no file waits to be looked at."""

    def __init__(self) -> None:
        super().__init__(edge="warn")
        self.setAccessibleName(_("Conservation des fiches"))
        self.setObjectName("todo_reviews_card")
        self.row = Row("", right=KeyCap(keys_of("todo_reviews")))
        self.add_row(self.row)
        self.hide()

    def show_count(self, count: int) -> None:
        """Show how many files wait."""
        self.setVisible(bool(count))
        told = _(" · garder, archiver ou effacer")
        self.row.text.set_text((bold(reviews_counted(count)), muted(told)))


def reviews_counted(count: int) -> str:
    """« 12 fiches à revoir »."""
    text = ngettext("{count} fiche à revoir", "{count} fiches à revoir", count)
    return text.format(count=format_number(count))
