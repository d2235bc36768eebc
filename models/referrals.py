"""Who sent whom: the family of referrals around a client, and how their accounts stand."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from models.client_list import names
from models.i18n import _, format_list, ngettext
from models.merges import holder, in_force
from models.prepared import Prepared
from models.tables import AccountFigures, Client

_SENT = Prepared(
    lambda client: (
        Client.select(Client.id).where(Client.recommended_by == client).order_by(Client.id)
    )
)
_BY = Prepared(lambda client: Client.select(Client.recommended_by).where(Client.id == client))
_DEEPEST = 6
_NAMED = 3
_MOST = 60


@dataclass(frozen=True, slots=True)
class Relative:
    """Someone of the family: `level` steps below its oldest member shown; `by` who sent them."""

    client_id: int
    name: str
    level: int
    by: int | None
    state: str


@dataclass(frozen=True, slots=True)
class Referrals:
    """Both directions: who sent this client (None: nobody known), and whom they sent."""

    by: Relative | None
    sent: tuple[Relative, ...]


def referrals(client_id: int) -> Referrals:
    """What the counter card says: two queries more when there is someone."""
    by = _sender(client_id)
    sent = _sent(client_id)
    people = _relatives([(one, 1, client_id) for one in sent] + ([(by, 0, None)] if by else []))
    known = {one.client_id: one for one in people}
    return Referrals(known.get(by) if by else None, tuple(known[one] for one in sent))


def referral_words(client_id: int) -> tuple[str, ...]:
    """« Envoyé par Hélène Durand », « Nous a envoyé Zoé Petit et Marc Roux »: both directions."""
    found = referrals(client_id)
    words = []
    if found.by is not None:
        words.append(_("Envoyé par {name}").format(name=found.by.name))
    if found.sent:
        names_of = format_list([one.name for one in found.sent[:_NAMED]])
        more = len(found.sent) - _NAMED
        text = _("Nous a envoyé {names}").format(names=names_of)
        if more > 0:
            others = ngettext("{text} et {count} autre", "{text} et {count} autres", more)
            text = others.format(text=text, count=more)
        words.append(text)
    return tuple(words)


def family(client_id: int) -> list[Relative]:
    """The family of referrals, each before those they sent: from the first one who sent, down.

    At most so many steps up and down and so many people, the client's own branch first; an old
    book's loop is cut.
    """
    first = client_id
    branch = {client_id}
    while len(branch) <= _DEEPEST and (by := _sender(first)) is not None and by not in branch:
        first = by
        branch.add(by)
    found: list[tuple[int, int, int | None]] = []
    _walk(first, 0, None, found, branch)
    return _relatives(found)


def is_cut(people: Sequence[Relative]) -> bool:
    """Whether a family has more people than it shows."""
    return len(people) >= _MOST


def would_loop(client_id: int, by: int) -> bool:
    """Whether `by` was sent, directly or not, by the client: nobody is their own forebear."""
    seen: set[int] = set()
    one: int | None = by
    while one is not None and one not in seen:
        if one == client_id:
            return True
        seen.add(one)
        one = _sender(one)
    return False


def _walk(
    client: int,
    level: int,
    by: int | None,
    found: list[tuple[int, int, int | None]],
    branch: Set[int],
) -> None:
    if len(found) >= _MOST or any(client == known for known, _level, _by in found):
        return
    found.append((client, level, by))
    if level < 2 * _DEEPEST:
        for sent in sorted(_sent(client), key=lambda one: one not in branch):
            _walk(sent, level + 1, client, found, branch)


def _sender(client_id: int) -> int | None:
    row = _BY.first(client_id)
    return None if row is None or row[0] is None else holder(row[0])


def _sent(client_id: int) -> list[int]:
    """Whom a client sent; who was merged into another file is told by that one."""
    found = [row[0] for row in _SENT.rows(client_id)]
    merged = in_force() if found else {}
    return [one for one in found if one not in merged]


def _relatives(found: Iterable[tuple[int, int, int | None]]) -> list[Relative]:
    rows = list(found)
    ids = [row[0] for row in rows]
    if not ids:
        return []
    known = names(ids)
    query = AccountFigures.select(AccountFigures.client, AccountFigures.state)
    states = dict(query.where(AccountFigures.client.in_(ids)).tuples())
    return [
        Relative(client, known.get(client, ""), level, by, states.get(client, "steady"))
        for client, level, by in rows
    ]
