"""The lines one writes about a client's own data, and the columns of what they asked."""

from collections.abc import Callable
from datetime import date

from models.free_text import warning
from models.i18n import _, format_date, ngettext
from models.privacy_requests import RequestRow, request_label
from models.rules.privacy_requests import RequestKind
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column
from ui.session import Session
from ui.widgets import Choice, ComposerSpec, OptionalField

_SOON = 7


def specs(session: Session) -> dict[str, ComposerSpec]:
    """By code: a new request, its answer, more time, a limit, the number that erases."""
    received = OptionalField("received", _("Reçue le"), "day", session.past_day)
    return {
        spec.code: spec
        for spec in (
            ComposerSpec(
                "request",
                keys_of("rights_new"),
                _("Demande"),
                tuple(Choice(kind.value, request_label(kind)) for kind in RequestKind),
                (received,),
                text_hint=_("ses mots, si besoin"),
                check_text=warning,
            ),
            ComposerSpec(
                "done",
                keys_of("rights_done"),
                _("C’est fait"),
                text_hint=_("ce qui a été répondu, si besoin"),
                check_text=warning,
            ),
            ComposerSpec(
                "extend",
                keys_of("rights_extend"),
                _("Prolonger de deux mois"),
                text_hint=_("la raison, que vous lui direz"),
                text_needed=True,
                tone="warn",
                check_text=warning,
            ),
            ComposerSpec(
                "limit",
                keys_of("rights_limit"),
                _("Limiter la fiche"),
                text_hint=_("la raison, qu’elle pourra lire"),
                text_needed=True,
                tone="warn",
                check_text=warning,
            ),
            ComposerSpec(
                "erase",
                keys_of("rights_erase"),
                _("Effacer"),
                text_hint=_("le numéro de la fiche, pour confirmer\u00a0; Échap pour laisser"),
                text_needed=True,
                tone="bad",
            ),
        )
    }


def columns(today: Callable[[], date]) -> tuple[Column[RequestRow], ...]:
    """The columns of a client's requests."""
    return (
        Column(_("Demande"), lambda row: _asked_cell(row), width=26, stretch=2),
        Column(_("À répondre avant"), lambda row: _due_cell(row, today()), width=20),
        Column(_("Réponse"), _answer_cell, width=24, stretch=2),
    )


def _asked_cell(row: RequestRow) -> Cell:
    received = _("reçue le {day}").format(day=format_date(row.received_on, "medium"))
    second = f"{received} · {row.words}" if row.words else received
    return Cell(request_label(row.kind), second, bold=True)


def _due_cell(row: RequestRow, today: date) -> Cell:
    day = format_date(row.due, "medium")
    if row.done_on is not None:
        return Cell(day, tone="muted")
    left = (row.due - today).days
    if left < 0:
        return Cell("", day, pill=_("en retard"), pill_tone="bad")
    told = ngettext("encore {left} jour", "encore {left} jours", left).format(left=left)
    return Cell("", day, pill=told, pill_tone="warn" if left <= _SOON else "neutral")


def _answer_cell(row: RequestRow) -> Cell:
    if row.done_on is not None:
        told = _("faite le {day}").format(day=format_date(row.done_on, "medium"))
        return Cell(row.done_words or told, told if row.done_words else "")
    if row.extended_on is not None:
        return Cell(row.extended_why, _("prolongée de deux mois"), tone="muted")
    return Cell(_("attend"), tone="muted")
