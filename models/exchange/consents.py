"""What a client file says of offers: who agreed to them, and on which channel.

An imported no always counts. An imported yes says neither its day nor how it was given: it is kept,
where nothing was said, as what the file declares, and allows no offer (`models.consent_filter`).
"""

from collections.abc import Sequence

from models.actor import Actor
from models.bulk import insert_rows, read_rows
from models.clock import now_utc
from models.consent_filter import IMPORT
from models.exchange.mapping import Mapping, Use
from models.i18n import _
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


def told_of(mapping: Mapping) -> str:
    """What the answers of a file will be worth, for who looks at it; empty when it has none."""
    if not any(column.use in CHANNELS for column in mapping.columns):
        return ""
    return _(
        "Offres\N{NO-BREAK SPACE}: un «\N{NO-BREAK SPACE}non\N{NO-BREAK SPACE}» du fichier compte. "
        "Un «\N{NO-BREAK SPACE}oui\N{NO-BREAK SPACE}» ne dit ni quand ni comment le client a "
        "répondu\N{NO-BREAK SPACE}: il est gardé dans sa fiche, à confirmer, et ne permet encore "
        "aucune offre. Si vous en avez la preuve, notez sa réponse dans Contacts."
    )


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
