"""The counter card on screen: in product order, each panel only when it has something to say."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.asset_files import DueRow, due_text
from models.cases import OpenCase, case_delay, case_title
from models.clients import AssetRow
from models.counter import CounterCard, LatestRow, TalkNote
from models.distances import DistanceRow
from models.i18n import _, format_date, format_number
from models.limits import Hold, hold_told
from models.rules.trust import EntryType, State
from models.statement_data import CurvePoint as BalancePoint
from models.wording import account_in_words, figures_phrase, state_label
from ui import theme
from ui.actions import keys_of
from ui.screens.privilege_rows import PrivilegesCard
from ui.widgets import (
    Card,
    Curve,
    CurveEvent,
    CurvePoint,
    Initials,
    KeyCap,
    Label,
    Page,
    Part,
    Pill,
    Row,
    Text,
    WrapLabel,
    bold,
    muted,
)
from ui.widgets.painting import stay_when_resized

STATE_LOOK = {
    State.SOLID: ("good", "▲"),
    State.GROWING: ("good", "↗"),
    State.STEADY: ("neutral", "●"),
    State.FALLING: ("warn", "↘"),
    State.NEGATIVE: ("bad", "▼"),
    State.RUPTURED: ("bad", "✕"),
    State.CLOSED: ("neutral", "■"),
}
_SEVERAL = "\N{NO-BREAK SPACE}· "
"""Between two pieces; a line never begins with it."""
_NARROW = 520
"""Below this width, in design pixels, the account goes under the names."""
_SOON = 60


class CounterCardView(QWidget):
    """Shows one `CounterCard`; holds the keyboard for the card's single-letter actions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("counter_card")
        self._narrow = self._has_curve = False
        self._waived = ""
        self._client_id = 0
        self.greeting = WrapLabel("", "title")
        self.details = WrapLabel("", "strong", "muted")
        self.occasions = WrapLabel("", "strong", "good")
        self.occasions.setObjectName("counter_occasions")
        self.reaches = WrapLabel("", "small", "muted")
        self.state = Pill("", "neutral")
        self.state.setObjectName("counter_state")
        self.talk = WrapLabel("")
        self.curve = Curve(_("Le compte-confiance"), small=True)
        self.figures = Label("", "small", "muted")
        self.figures.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.words = WrapLabel("", "small", "muted")
        self.distance = WrapLabel("", "small", "muted")
        self.distance.setObjectName("counter_distance")
        self.who, self.owed = Card(), Card(_("Ce que nous lui devons"), edge="bad")
        self.privileges = PrivilegesCard()
        self.waivers = Card()
        self.waivers.setObjectName("counter_waivers")
        self.assets = Card(_("Ses biens"))
        self.latest = Card(_("Derniers échanges"))
        self.opening = Card(_("Pour commencer"))
        self._build()
        theme.follow(self._restyle)

    def _build(self) -> None:
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.addWidget(self.greeting)
        names.addWidget(self.details)
        names.addWidget(self.occasions)
        names.addWidget(self.reaches)
        names.addWidget(self.talk)
        names.addStretch(1)
        account = QVBoxLayout()
        pill_line = QHBoxLayout()
        pill_line.addStretch(1)
        pill_line.addWidget(self.state)
        account.addLayout(pill_line)
        account.addWidget(self.curve, 0, Qt.AlignmentFlag.AlignRight)
        account.addWidget(self.figures)
        account.addStretch(1)
        head.addLayout(names, 1)
        head.addLayout(account)
        self._head, self._names, self._account = head, names, account
        self.who.add(head)
        self.who.add(self.words)
        self.who.add(self.distance)
        page = Page(inset=False)
        cards = (self.who, self.opening, self.owed, self.privileges, self.waivers)
        for card in (*cards, self.assets, self.latest):
            page.add(card)
        page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        self.page = page
        stay_when_resized(self)

    def show_card(self, card: CounterCard, today: date, opening_line: str) -> None:
        """Show everything of a client; `opening_line` is proposed for someone not yet known."""
        if card.client_id != self._client_id:  # somebody else's is read from its top
            self._client_id = card.client_id
            self.page.scroll_bar().setValue(0)
        self.setAccessibleName(card.greeting)
        self.greeting.set_text(card.greeting)
        self.details.set_text(_SEVERAL.join(card.details))
        self.occasions.set_text(_SEVERAL.join(card.occasions))
        self.occasions.setVisible(bool(card.occasions))
        self.reaches.set_text(_SEVERAL.join(_unbroken(reach) for reach in card.reaches))
        self.reaches.setVisible(bool(card.reaches))
        self._show_talk(card.talk)
        self._show_account(card)
        self.opening.setVisible(card.is_new)
        line = _("«\N{NO-BREAK SPACE}{line}\N{NO-BREAK SPACE}»").format(line=opening_line)
        self.opening.keep_rows(1, lambda: Row(""))[0].text.set_text(line)
        self._show_owed(card.owed, today)
        self._show_assets(card, today)
        self._show_latest(card.latest)
        self.setAccessibleDescription(self._spoken(card, today))

    def show_distance(self, row: DistanceRow | None, unused: Hold | None = None) -> None:
        """Show the distance kept from the client looked at and why their file is not used, if
        so it is, each with its reason."""
        told = [distance_told(row)] if row else []
        told += [hold_told(unused)] if unused else []
        self.distance.setVisible(bool(told))
        self.distance.set_text("\n".join(told))

    def show_waivers(self, waived: Sequence[tuple[str, str]]) -> None:
        """Show what not to ask of the client looked at: (guarantees, why), a line each."""
        self.waivers.setVisible(bool(waived))
        told = ", ".join(labels for labels, _why in waived)
        self._waived = " ".join((_("À ne pas demander"), told)) if waived else ""
        rows = self.waivers.keep_rows(len(waived), lambda: Row(""))
        for row, (labels, why) in zip(rows, waived, strict=True):
            begun = bold(_("À ne pas demander")) if row is rows[0] else ""
            row.text.set_text((begun, f" {labels}", muted(f" · {why}")))

    def _show_talk(self, talk: Sequence[TalkNote]) -> None:
        self.talk.setVisible(bool(talk))
        pieces: list[str | Part] = [bold(_("Parlez-lui de")), " "]
        for place, note in enumerate(talk):
            if place:
                pieces.append(_SEVERAL)
            pieces.append(note.text)
            if not note.personal:
                pieces.append(muted(f" ({_unbroken(format_date(note.day, 'day'))})"))
        self.talk.set_text(tuple(pieces))

    def _show_account(self, card: CounterCard) -> None:
        tone, symbol = STATE_LOOK[card.state]
        self.state.show_status(state_label(card.state), tone, symbol)
        points, events = curve_of(card.curve)
        self._has_curve = len(points) > 1
        self._show_curve()
        self.curve.show_curve(points, events)
        self.figures.set_text(figures_phrase(card.balance, card.trend))
        self.words.set_text(account_in_words(card.state))

    def _show_owed(self, owed: Sequence[OpenCase], today: date) -> None:
        self.owed.setVisible(bool(owed))
        self.owed.set_edge(_worst(owed, today))
        rows = self.owed.keep_rows(len(owed), _OwedRow)
        for row, case in zip(rows, owed, strict=True):
            row.show_case(case, today, first=case is owed[0])

    def _show_assets(self, card: CounterCard, today: date) -> None:
        self.assets.setVisible(bool(card.assets))
        rows = self.assets.keep_rows(len(card.assets), _AssetRow)
        for row, asset in zip(rows, card.assets, strict=True):
            row.show_asset(asset, card.dues.get(asset.id), today)

    def _show_latest(self, latest: Sequence[LatestRow]) -> None:
        self.latest.setVisible(bool(latest))
        rows = self.latest.keep_rows(len(latest), _LatestRow)
        for row, exchange in zip(rows, latest, strict=True):
            row.show_exchange(exchange)

    def _spoken(self, card: CounterCard, today: date) -> str:
        """What a screen reader says of the card first."""
        owed = [f"{case_title(c)}, {case_delay(c, today)}, {c.text or c.kind}" for c in card.owed]
        waived = (self._waived,) if self._waived else ()
        told = (*card.details, *card.occasions, *owed, *self.privileges.spoken, *waived)
        return ". ".join((*told, state_label(card.state)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Only the ring changes: Qt would have the whole card painted again."""
        self.who.show_focus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.who.show_focus(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows scroll the card, for what is below the fold."""
        bar = self.page.scroll_bar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep() * 2,
            Qt.Key.Key_Up: -bar.singleStep() * 2,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        if event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < theme.current().px(_NARROW)
        if narrow != self._narrow:
            self._make_narrow(narrow)

    def _make_narrow(self, narrow: bool) -> None:
        directions = QBoxLayout.Direction
        self._narrow = narrow
        self._head.setDirection(directions.TopToBottom if self._narrow else directions.LeftToRight)
        self.figures.setWordWrap(self._narrow)
        self._show_curve()

    def _show_curve(self) -> None:
        self.curve.setVisible(self._has_curve and not self._narrow)

    def _restyle(self) -> None:
        look = theme.current()
        self._names.setSpacing(look.px(6))
        self._account.setSpacing(look.px(4))
        self._head.setSpacing(look.px(20))


class _OwedRow(Row):
    """A case that waits: what it is, how long is left, and the key that answers the first."""

    def __init__(self) -> None:
        self._status, self._key = Pill(), KeyCap(keys_of("answer"))
        super().__init__("", self._status, self._key)

    def show_case(self, case: OpenCase, today: date, *, first: bool) -> None:
        status = f"{case_title(case)} · {case_delay(case, today)}"
        self._status.show_status(status, case_tone(case, today))
        self.text.set_text(_case_text(case))
        self._key.setVisible(first)


class _AssetRow(Row):
    """Something the shop looks after, and what falls due for it."""

    def __init__(self) -> None:
        self._due = Pill()
        super().__init__("", right=self._due)

    def show_asset(self, asset: AssetRow, due: DueRow | None, today: date) -> None:
        self.text.set_text(asset_text(asset))
        self._due.setVisible(due is not None)
        if due is not None:
            self._due.show_status(due_text(due), due_tone(due, today))


class _LatestRow(Row):
    """One of the last exchanges, who noted it and its day."""

    def __init__(self) -> None:
        self._day, self._by = Label(tone="muted"), Initials()
        super().__init__("", right=self._by)
        self.line.addWidget(self._day, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_exchange(self, row: LatestRow) -> None:
        self.text.set_text((row.text, muted(f" · {row.heading}")) if row.text else row.heading)
        self._day.set_text(format_date(row.day, "medium"))
        self._by.setVisible(row.by is not None)
        if row.by is not None:
            self._by.show_member(row.by.name, row.by.initials, row.by.colour)


def _unbroken(text: str) -> str:
    """A phone number that stays on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def curve_of(points: Sequence[BalancePoint]) -> tuple[list[CurvePoint], list[CurveEvent]]:
    """The balance points as the curve widget takes them, with what happened marked."""
    tones = {"deposit": "good", "withdrawal": "warn"}
    line = [CurvePoint(point.day, point.balance) for point in points]
    events = [
        CurveEvent(point.day, point.balance, "", tones[point.mark])
        for point in points
        if point.mark
    ]
    return line, events


def case_tone(case: OpenCase, today: date) -> str:
    """Bad when it is lost or falls due today, warn for what is waiting."""
    grave = case.type in (None, EntryType.INCIDENT)
    return "bad" if grave or case.mishandled or case.due <= today else "warn"


def _worst(owed: Sequence[OpenCase], today: date) -> str:
    return "bad" if any(case_tone(case, today) == "bad" for case in owed) else "warn"


def _case_text(case: OpenCase) -> Text:
    text = case.text or case.kind
    partly = muted(_(" · répondu en partie")) if case.partly else ""
    return (text, muted(f" · {case.kind}") if case.text and case.kind else "", partly)


def distance_told(row: DistanceRow) -> str:
    """A distance in force in words the client may read."""
    return _("De la distance depuis le {day}\N{NO-BREAK SPACE}: {reason}").format(
        day=format_date(row.since, "medium"), reason=row.reason
    )


def due_tone(due: DueRow, today: date) -> str:
    """Bad once the day has gone by, warn within two months."""
    if due.day is None:
        return "neutral"
    days = (due.day - today).days
    return "bad" if days < 0 else "warn" if days <= _SOON else "neutral"


def asset_text(asset: AssetRow) -> Text:
    """« **Peugeot 308** GH-482-KT · 118 400 km · clé réf. 5A-771 »."""
    draft = asset.draft
    parts = [
        draft.identifier,
        _("{km} km").format(km=format_number(draft.mileage)) if draft.mileage is not None else "",
        _("clé réf. {ref}").format(ref=draft.key_reference) if draft.key_reference else "",
    ]
    return (bold(draft.name or draft.identifier), " ", _SEVERAL.join(p for p in parts if p))
