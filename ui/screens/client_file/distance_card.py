"""What the last two years were, in facts, and the distance the shop decided to keep, if it did."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models.distances import DistanceRow, Facts, come_closer, distances, facts, take_distance
from models.errors import BookError
from models.i18n import _, format_date, format_list, ngettext
from models.team import OWNER
from models.trust_claims import Abuse
from ui.screens.counter_card import distance_told
from ui.session import Session
from ui.widgets import Button, Card, Form, Label, Row, WrapLabel


class DistanceCard(Card):
    """Only the owner decides; the reason is a fact, and the decision ends as it began."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Les deux dernières années"))
        self.session = session
        self.client_id: int | None = None
        self.in_force: DistanceRow | None = None
        self.facts, self.told = WrapLabel(""), WrapLabel("")
        self.begin = Button(" ", "quiet")
        self.reason, self.decide = ReasonField(), Button(_("Décider"))
        self.form, self.writing = Form(), QWidget()
        self.past = Label(_("Décisions passées"), "small_strong", "muted")
        self._build()
        self._listen()

    def _build(self) -> None:
        self.setObjectName("distance_card")
        for name, widget in (
            ("distance_facts", self.facts),
            ("distance_told", self.told),
            ("distance_begin", self.begin),
            ("distance_decide", self.decide),
        ):
            widget.setObjectName(name)
        self.head.addWidget(self.begin)
        hint = _(
            "Rien ne change sur le compte ni dans nos engagements. Nous cessons seulement "
            "d’aller au-devant, et vous revenez quand vous voulez."
        )
        self.form.add("distance_reason", " ", self.reason, hint)
        column = QVBoxLayout(self.writing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self.decide, 0, Qt.AlignmentFlag.AlignRight)
        for part in (self.facts, self.told, self.writing, self.past):
            self.add(part)
        self._column.setStretchFactor(self.body, 0)
        self._column.addStretch(1)  # beside taller cards, everything stays at the top
        self.writing.hide()

    def _listen(self) -> None:
        self.begin.clicked.connect(self._on_begin)
        self.decide.clicked.connect(self._on_decide)
        self.reason.returnPressed.connect(self._on_decide)
        self.reason.left.connect(self._leave)
        self.session.member_changed.connect(lambda _member: self._show_buttons())

    def show_client(self, client_id: int) -> None:
        """Show the facts and the decisions about a client; a reason being written stays."""
        if client_id != self.client_id:
            self._stop_writing()
        self.client_id = client_id
        rows = distances(client_id)
        self.in_force = next((row for row in rows if row.until is None), None)
        known = facts(client_id, self.session.today)
        abuses = [_abuse_told(abuse) for abuse in known.abuses]
        self.facts.set_text("\n".join((facts_told(known), *abuses)))
        self.told.setVisible(self.in_force is not None)
        self.told.set_text(distance_told(self.in_force) if self.in_force else "")
        self._show_past([row for row in rows if row.until is not None])
        self._show_buttons()

    def _show_past(self, rows: Sequence[DistanceRow]) -> None:
        self.past.setVisible(bool(rows))
        lines = self.keep_rows(len(rows), lambda: Row(""))
        for line, row in zip(lines, rows, strict=True):
            line.text.set_text(_past_told(row))

    def _show_buttons(self) -> None:
        back = self.in_force is not None
        owner = self.session.member.role == OWNER
        self.begin.setText(_("Lever la distance") if back else _("Prendre de la distance"))
        self.begin.setVisible(owner and self.writing.isHidden())
        if not owner:
            self._stop_writing()

    # -- deciding ----------------------------------------------------------------------------

    def _on_begin(self) -> None:
        """Ask for the reason, a fact, where it is written."""
        back = self.in_force is not None
        asked = (
            _("Pourquoi revenir, si vous voulez le dire")
            if back
            else _("Le fait qui motive cette décision\N{NO-BREAK SPACE}: le client pourra le lire")
        )
        row = self.form.field("distance_reason")
        row.label.set_text(asked)
        row.hint.setVisible(not back)
        self.reason.setAccessibleName(asked)
        self.begin.hide()
        self.writing.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_decide(self) -> None:
        do = take_distance if self.in_force is None else come_closer
        try:
            self.session.write(do, self.client_id, self.reason.text())
        except BookError as error:
            self.form.set_errors({"distance_reason": str(error)})
            return
        self._leave()
        self.session.window.messages.success(
            _("La distance est prise. Vous pouvez revenir quand vous voulez.")
            if self.in_force is not None
            else _("La distance est levée.")
        )

    def _leave(self) -> None:
        """Esc in the reason, and once it is decided: the keyboard goes back to the button."""
        self._stop_writing()
        self._show_buttons()
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_writing(self) -> None:
        self.writing.hide()
        self.reason.clear()
        self.form.set_errors({})


class ReasonField(QLineEdit):
    """A field of which Esc leaves only itself, not the file around it."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def facts_told(known: Facts) -> str:
    """« 3 réclamations, dont 2 bien réglées, 1 demande et 12 passages. »."""
    claims = ngettext("{count} réclamation", "{count} réclamations", known.claims)
    settled = ngettext("{count} bien réglée", "{count} bien réglées", known.settled_well)
    requests = ngettext("{count} demande", "{count} demandes", known.requests)
    visits = ngettext("{count} passage", "{count} passages", known.visits)
    trusted = ngettext("{count} accord sur parole", "{count} accords sur parole", known.trusted)
    abused = ngettext("{count} abus", "{count} abus", len(known.abuses))
    told = [
        text.format(count=count)
        for text, count in (
            (claims, known.claims),
            (settled, known.settled_well),
            (requests, known.requests),
            (visits, known.visits),
            (trusted, known.trusted),
            (abused, len(known.abuses)),
        )
        if count
    ]
    return format_list(told) + "." if told else _("Rien n’a été noté.")


def _abuse_told(abuse: Abuse) -> str:
    day = format_date(abuse.day, "medium")
    return _("Abus noté le {day}\N{NO-BREAK SPACE}: {reason}").format(day=day, reason=abuse.reason)


def _past_told(row: DistanceRow) -> str:
    assert row.until is not None
    told = _("Du {first} au {last}\N{NO-BREAK SPACE}: {reason}").format(
        first=format_date(row.since, "medium"),
        last=format_date(row.until, "medium"),
        reason=row.reason,
    )
    if not row.end_reason:
        return told
    return _("{told}. Levée\N{NO-BREAK SPACE}: {reason}").format(told=told, reason=row.end_reason)
