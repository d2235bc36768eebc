"""The charter written to clients: to whom, and the words, in the language being spoken."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from peewee import chunked

from models.charter_told import How
from models.client_drafts import ClientDraft
from models.client_keys import client_keys
from models.i18n import _
from models.letters import recipient_lines, salutation
from models.rules.folding import clean_text
from models.sms import takes_sms
from models.tables import Client, Reach

_AT_ONCE = 500
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
"""What every server takes: RFC 5322's dot-atom, in ASCII."""
_NAMED = ("civility", "first_name", "last_name", "company", "address_form")
_PLACED = ("street", "postcode", "town", "country")


@dataclass(frozen=True, slots=True)
class Addressee:
    """Someone the charter is written to: `key` names them in files, `reach` is an address or a
    number; `familiar` when one says tu."""

    client_id: int
    key: str
    name: str
    salutation: str
    recipient: tuple[str, ...]
    familiar: bool
    reach: str = ""


@dataclass(frozen=True, slots=True)
class CharterWords:
    """What goes around the charter, in paragraphs; `refusal` says how to refuse the next one."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    refusal: str
    signature: str


def addressees(client_ids: Collection[int], how: How) -> Iterator[Addressee]:
    """Those clients, in that order, a few hundred read at a time."""
    for some in chunked(client_ids, _AT_ONCE):
        columns = [getattr(Client, name) for name in (*_NAMED, *_PLACED)]
        query = Client.select(Client.id, *columns).where(Client.id.in_(some))
        drafts = {
            row[0]: ClientDraft(**dict(zip((*_NAMED, *_PLACED), row[1:], strict=True)))
            for row in query.tuples()
        }
        keys, reaches = client_keys(some), _reaches(some, how)
        for one in some:
            draft = drafts[one]
            yield Addressee(
                client_id=one,
                key=keys[one],
                name=draft.display_name,
                salutation=salutation(draft),
                recipient=recipient_lines(draft),
                familiar=draft.address_form == "tu" and bool(draft.first_name),
                reach=reaches.get(one, ""),
            )


def charter_words(how: How, signature: str, *, familiar: bool) -> CharterWords:
    """The words around the charter; whoever is told tu is written to as they are spoken to."""
    if familiar:
        before = _(
            "Ce que nous te devons ne se compte pas en points : cela se promet, puis se tient. "
            "Voici notre charte, la même pour chaque client."
        )
        after = _(
            "Tu n’as rien à demander ni à présenter : c’est à nous de nous en souvenir. Si un "
            "jour nous ne tenons pas parole, dis-le-nous."
        )
    else:
        before = _(
            "Ce que nous vous devons ne se compte pas en points : cela se promet, puis se tient. "
            "Voici notre charte, la même pour chaque client."
        )
        after = _(
            "Vous n’avez rien à demander ni à présenter : c’est à nous de nous en souvenir. Si un "
            "jour nous ne tenons pas parole, dites-le-nous."
        )
    return CharterWords((before,), (after,), _refusal(how), signature)


def mailable(address: str) -> bool:
    """Whether an e-mail address, imported perhaps, can be written on a message and to a server."""
    return _ADDRESS.fullmatch(address.strip()) is not None


def sms_text(shop: str) -> str:
    """One SMS for all: who writes, what it is, and the word that refuses."""
    return _(
        "{shop} : notre charte dit ce que nous vous devons, sans points ni carte. Elle est au "
        "comptoir, demandez-la. Pour ne plus recevoir nos SMS, répondez STOP."
    ).format(shop=clean_text(shop, 40))


def _refusal(how: How) -> str:
    """An easy refusal, told each time (article L34-5 of the CPCE)."""
    if how is How.EMAIL:
        return _("Pour ne plus recevoir ces messages, répondez simplement STOP.")
    return _("Vous préférez ne plus recevoir ce courrier ? Dites-le-nous, nous le noterons.")


def _reaches(ids: Collection[int], how: How) -> dict[int, str]:
    """The first address or number of each, that the message can take."""
    if how is How.LETTER:
        return {}
    wanted = "email" if how is How.EMAIL else "phone"
    query = (
        Reach.select(Reach.client, Reach.value)
        .where(Reach.client.in_(list(ids)), Reach.channel == wanted)
        .order_by(Reach.position, Reach.id)
    )
    found: dict[int, str] = {}
    for client, value in query.tuples():
        if mailable(value) if how is How.EMAIL else takes_sms(value):
            found.setdefault(client, value.strip())
    return found
