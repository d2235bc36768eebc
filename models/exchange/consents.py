"""What a client file says of offers: who agreed to them, and on which channel.

An imported yes never outweighs what the client told us: it counts only where nothing was said. An
imported no always does.
"""

from collections.abc import Sequence

from models.actor import Actor
from models.bulk import insert_rows, read_rows
from models.clock import now_utc
from models.contacts import IMPORT
from models.exchange.mapping import Use
from models.rules.contact_rights import Channel
from models.rules.folding import fold
from models.tables import Consent

CHANNELS = {
    Use.CONSENT_EMAIL: Channel.EMAIL,
    Use.CONSENT_SMS: Channel.SMS,
    Use.CONSENT_PHONE: Channel.PHONE,
    Use.CONSENT_POST: Channel.POST,
}
Answer = tuple[Channel, bool]
_YES = frozenset(
    "oui|o|yes|y|true|vrai|1|x|ok|accepte|accord|d accord|opt in|optin|subscribed|inscrit".split(
        "|"
    )
)
_NO = frozenset(
    "non|n|no|false|faux|0|refuse|refus|opt out|optout|unsubscribed|desinscrit|stop".split("|")
)
_COLUMNS = ("client", "channel", "given", "day", "source", "note", "author", "recorded_at")


def read_answer(cell: str) -> bool | None:
    """Whether a cell says yes or no; None when it says neither."""
    word = fold(cell)
    return True if word in _YES else False if word in _NO else None


def record_imported(actor: Actor, run: int, found: Sequence[tuple[int, Answer]]) -> None:
    """Write the answers of a file, inside the caller's transaction, dated the day of the import."""
    if not found:
        return
    query = Consent.select(Consent.client, Consent.channel, Consent.given)
    rows = read_rows(query.order_by(Consent.day, Consent.id))
    said = {(client, channel): bool(given) for client, channel, given in rows}
    new = []
    for client, (channel, given) in found:
        known = said.get((client, channel.value))
        if known is None or (known and not given):
            said[client, channel.value] = given
            new.append((client, channel.value, given))
    day, moment = actor.today.isoformat(), str(now_utc())
    told = (day, IMPORT, "", actor.member_id, moment, run)
    insert_rows(Consent, (*_COLUMNS, "import_run"), [(c, ch, int(g), *told) for c, ch, g in new])
