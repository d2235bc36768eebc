"""Noting that the charter was told, and taking it back: one client or thousands, one act."""

from collections.abc import Callable, Sequence

from models.actor import Actor
from models.changes import Changes
from models.charter_told import (
    How,
    Telling,
    Watch,
    tell,
    tell_many,
    told,
    untell,
    untell_many,
)
from models.i18n import _, format_number, ngettext
from models.privilege_words import how_label
from ui.session import Session
from ui.tasks import Progress

_FEW = 100
"""Up to so many are noted at once; more, in the background."""


def tell_charter(session: Session, client_id: int, how: How = How.COUNTER) -> None:
    """Note that one client was told of the charter; Ctrl+Z takes it back."""
    telling = _tell_now(session, [client_id], how)
    if telling is not None:
        newest = told(client_id)[0]
        text = _("Charte n° {number} dite {how}.").format(
            number=newest.number, how=how_label(newest.how)
        )
        _keep(session, telling, text, client_id)


def tell_clients(
    session: Session,
    client_ids: Sequence[int],
    how: How,
    done: Callable[[], object],
    charter_id: int | None = None,
) -> None:
    """Note that these clients were told of a charter (the one in force, unless another is named),
    in one act that Ctrl+Z takes back; then `done`."""

    def on_told(telling: Telling) -> None:
        count = len(telling.clients)
        text = ngettext(
            "Noté\N{NO-BREAK SPACE}: dite à {count} client.",
            "Noté\N{NO-BREAK SPACE}: dite à {count} clients.",
            count,
        ).format(count=format_number(count))
        _keep(session, telling, text)
        done()

    if len(client_ids) <= _FEW:
        telling = _tell_now(session, client_ids, how, charter_id)
        if telling is not None:
            on_told(telling)
        return
    actor = session.actor

    def work(progress: Progress) -> Telling:
        def back(left: int) -> None:
            text = _("{clients} à reprendre").format(clients=_clients(left))
            progress.say(1 - left / len(client_ids), text)

        watch = Watch(_teller(progress, len(client_ids)), back, progress.check)
        return tell_many(actor, client_ids, how, watch, charter_id)

    def on_done(telling: Telling) -> None:
        session.window.events.tell(telling.changes)
        on_told(telling)

    session.window.tasks.run(work, on_done, title=_("Charte dite aux clients"))


def take_back_telling(session: Session, telling: Telling) -> None:
    """Take back that those clients were told, all of them."""
    session.last_memory = None
    if len(telling.clients) <= _FEW:
        if session.attempt(untell, telling) is not None:
            _say_taken_back(session, telling)
        return
    actor = session.actor

    def work(progress: Progress) -> Telling:
        def goes_on(done: int) -> bool:
            progress.say(done / len(telling.clients), _clients(done))
            return not progress.cancelled

        return untell_many(actor, telling, goes_on)

    def on_done(left: Telling) -> None:
        session.window.events.tell(telling.changes)
        if left.clients:
            text = _("La charte reste dite à {clients}.")
            _keep(session, left, text.format(clients=_clients(len(left.clients))))
        else:
            _say_taken_back(session, telling)

    session.window.tasks.run(work, on_done, title=_("Charte dite aux clients"))


def _tell_now(
    session: Session, client_ids: Sequence[int], how: How, charter_id: int | None = None
) -> Telling | None:
    """Note it at once; a refusal is shown in the message bar and gives None."""
    done: list[Telling] = []

    def tell_them(actor: Actor) -> Changes:
        done.append(tell(actor, client_ids, how, charter_id))
        return done[0].changes

    return done[0] if session.attempt(tell_them) is not None else None


def _keep(session: Session, telling: Telling, text: str, client_id: int = 0) -> None:
    session.last_memory = (client_id, telling)

    def take_back() -> None:
        take_back_telling(session, telling)

    session.window.messages.success(text, (_("Reprendre"), take_back))


def _say_taken_back(session: Session, telling: Telling) -> None:
    count = len(telling.clients)
    text = ngettext(
        "Repris\N{NO-BREAK SPACE}: charte n° {number} non dite à {count} client.",
        "Repris\N{NO-BREAK SPACE}: charte n° {number} non dite à {count} clients.",
        count,
    )
    session.window.messages.success(text.format(number=telling.number, count=format_number(count)))


def _teller(progress: Progress, total: int) -> Callable[[int], object]:
    def told_so_far(done: int) -> None:
        progress.report(done / max(total, 1), _clients(done))

    return told_so_far


def _clients(count: int) -> str:
    return ngettext("{count} client", "{count} clients", count).format(count=format_number(count))
