"""Privileges on the counter card: those to honour today and why; the charter not told yet."""

from models.i18n import _
from models.privilege_card import CardPrivileges, ToHonour
from models.privilege_uses import UseOutcome
from models.privilege_words import outcome_label, why_words
from ui.actions import keys_of
from ui.widgets import Card, KeyCap, Pill, Row, bold, muted

OUTCOME_TONES = {
    UseOutcome.HONOURED: "good",
    UseOutcome.REFUSED: "bad",
    UseOutcome.FORGOTTEN: "bad",
    UseOutcome.DECLINED: "neutral",
}


class PrivilegesCard(Card):
    """Shown when something is theirs today, or while the charter was not told to them."""

    def __init__(self) -> None:
        super().__init__(edge="good")
        self.setObjectName("counter_privileges")
        self.told = _ToldRow()
        self._column.addWidget(self.told)
        self.spoken: tuple[str, ...] = ()
        self.hide()

    def show_privileges(self, found: CardPrivileges) -> None:
        """Show them, the ones still to honour first; `spoken` is then what is said of them."""
        waiting = [one for one in found.today if one.outcome is None]
        shown = [*waiting, *(one for one in found.today if one.outcome is not None)]
        self.setVisible(bool(shown) or found.untold)
        self.set_heading(_("Privilèges à honorer aujourd’hui") if shown else _("Notre charte"))
        self.set_edge("good" if waiting else "")
        for row, one in zip(self.keep_rows(len(shown), _PrivilegeRow), shown, strict=True):
            row.show_right(one, first=one is shown[0])
        self.told.show_line_above(bool(shown))
        self.told.setVisible(found.untold)
        if found.untold and found.charter is not None:
            self.told.show_number(found.charter)
        self.spoken = tuple(_said(one) for one in waiting)


def _said(one: ToHonour) -> str:
    return f"{one.right.item.draft.title}, {why_words(one.right)}"


class _PrivilegeRow(Row):
    """A privilege, why it is theirs, how it ended today, and the key that honours the first."""

    def __init__(self) -> None:
        self._outcome, self._key = Pill(), KeyCap(keys_of("privilege"))
        super().__init__("", right=self._outcome)
        self.line.addWidget(self._key)

    def show_right(self, one: ToHonour, *, first: bool) -> None:
        self.text.set_text((bold(one.right.item.draft.title), muted(f" · {why_words(one.right)}")))
        self._outcome.setVisible(one.outcome is not None)
        if one.outcome is not None:
            self._outcome.show_status(outcome_label(one.outcome), OUTCOME_TONES[one.outcome])
        self._key.setVisible(first)


class _ToldRow(Row):
    """The charter they were not told of yet, and the key that says it was."""

    def __init__(self) -> None:
        super().__init__("", right=KeyCap(keys_of("charter_told")))

    def show_number(self, number: int) -> None:
        text = _("La charte n° {number} ne lui a pas encore été dite.")
        self.text.set_text((muted(text.format(number=number)),))
