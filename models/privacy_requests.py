"""What people ask about their own data: noted, answered in time, kept in their file."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.days import require_past
from models.erased import require_not_erased
from models.errors import Refused
from models.i18n import _
from models.limits import reason_given
from models.merges import holder
from models.rules.folding import clean_text
from models.rules.privacy_requests import RequestKind, due, may_extend
from models.tables import PrivacyRequest
from models.team import Right, require

_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request, and how it was answered; `done_on` None: it waits."""

    id: int
    client_id: int
    kind: RequestKind
    received_on: date
    words: str
    extended_on: date | None
    extended_why: str
    done_on: date | None
    done_words: str

    @property
    def due(self) -> date:
        """The last day to answer."""
        return due(self.received_on, extended=self.extended_on is not None)


def receive(
    actor: Actor, client_id: int, kind: RequestKind, words: str = "", day: date | None = None
) -> Changes:
    """Note a request received on `day` (today by default); Refused for a day to come."""
    day = day or actor.today
    require_past(day, actor.today)
    with writing():
        require(actor, Right.NOTE)
        client_id = holder(client_id)
        require_not_erased(client_id)
        PrivacyRequest.insert(
            client=client_id,
            kind=kind.value,
            received_on=day,
            words=clean_text(words, _LONGEST),
            author=actor.member_id,
        ).execute()
    return changed("client", "cases", client_id=client_id)


def extend(actor: Actor, request_id: int, why: str) -> Changes:
    """Give oneself two months more, and the person the reason; Refused after the first month."""
    why = reason_given(why)
    with writing():
        row = _waiting(actor, request_id)
        if row.extended_on is not None:
            raise Refused(_("Le délai a déjà été prolongé\u00a0: il ne l’est qu’une fois."))
        if not may_extend(row.received_on, actor.today):
            raise Refused(_("Le premier mois est passé\u00a0: il fallait la prévenir avant."))
        _update(request_id, extended_on=actor.today, extended_why=why)
    return changed("client", "cases", client_id=row.client_id)


def finish(actor: Actor, request_id: int, words: str = "") -> Changes:
    """Say that the request was answered today, and how."""
    with writing():
        row = _waiting(actor, request_id)
        _update(request_id, done_on=actor.today, done_words=clean_text(words, _LONGEST))
    return changed("client", "cases", client_id=row.client_id)


def wait_again(actor: Actor, request_id: int) -> Changes:
    """The request was not answered after all."""
    with writing():
        require(actor, Right.NOTE)
        row = _one(request_id)
        _update(request_id, done_on=None, done_words="")
    return changed("client", "cases", client_id=row.client_id)


def forget_request(actor: Actor, request_id: int) -> Changes:
    """Take out a request noted by mistake."""
    with writing():
        require(actor, Right.NOTE)
        row = _one(request_id)
        PrivacyRequest.delete().where(PrivacyRequest.id == request_id).execute()
    return changed("client", "cases", client_id=row.client_id)


def requests(client_id: int) -> list[RequestRow]:
    """A client's requests, those that wait first, then the latest."""
    own = PrivacyRequest.client == client_id
    return sorted(_rows(own), key=lambda row: (row.done_on is not None, -row.id))


def waiting() -> list[RequestRow]:
    """Every request that waits, the first due first."""
    return sorted(_rows(PrivacyRequest.done_on.is_null()), key=lambda row: (row.due, row.id))


def request_label(kind: RequestKind) -> str:
    """What is asked, in words."""
    return {
        RequestKind.ACCESS: _("Accès à ses données"),
        RequestKind.RECTIFY: _("Rectification"),
        RequestKind.ERASE: _("Droit à l’effacement"),
        RequestKind.LIMIT: _("Limitation"),
        RequestKind.OBJECT: _("Opposition"),
    }[kind]


def request_advice(kind: RequestKind) -> str:
    """What to do about it."""
    return {
        RequestKind.ACCESS: _("Remettre le PDF et ses données\u00a0: Ctrl+D dans la fiche."),
        RequestKind.RECTIFY: _("Corriger la fiche, puis le lui dire."),
        RequestKind.ERASE: _("Dans la fiche, Vie privée\u00a0: effacer, ou dire pourquoi non."),
        RequestKind.LIMIT: _("Dans la fiche, Vie privée\u00a0: limiter la fiche."),
        RequestKind.OBJECT: _("Dans la fiche, Contacts\u00a0: noter le refus sur chaque canal."),
    }[kind]


def _rows(which: Any) -> list[RequestRow]:
    asked = PrivacyRequest
    query = asked.select(
        *(asked.id, asked.client, asked.kind, asked.received_on, asked.words),
        *(asked.extended_on, asked.extended_why, asked.done_on, asked.done_words),
    )
    return [
        RequestRow(one, client, RequestKind(kind), *rest)
        for one, client, kind, *rest in query.where(which).tuples()
    ]


def _one(request_id: int) -> RequestRow:
    found = _rows(PrivacyRequest.id == request_id)
    if not found:
        raise Refused(_("Cette demande n’est plus dans le livre."))
    return found[0]


def _waiting(actor: Actor, request_id: int) -> RequestRow:
    require(actor, Right.NOTE)
    row = _one(request_id)
    if row.done_on is not None:
        raise Refused(_("Cette demande a déjà sa réponse."))
    return row


def _update(request_id: int, **values: Any) -> None:
    PrivacyRequest.update(**values).where(PrivacyRequest.id == request_id).execute()
